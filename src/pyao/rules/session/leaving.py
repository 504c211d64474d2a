"""Leaving the game: the exit countdown, what cancels it, lost connections and the end of a session.

Source: 02-sessions-and-characters §1.4, §5.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import invisibility
from pyao.rules.body.hiding import reveal, stop_hiding
from pyao.rules.combat import owning
from pyao.rules.creatures import grudges
from pyao.rules.guilds import presence
from pyao.rules.map.areas import knowing
from pyao.rules.map.travel import cancel_home
from pyao.rules.map.warp import erase_character
from pyao.rules.parties import leaving as parties
from pyao.rules.pets import journeys
from pyao.rules.sentinel import posts as sentinels
from pyao.rules.session import saving
from pyao.rules.society import sharing
from pyao.rules.staff import contact
from pyao.rules.trade import trading
from pyao.world.messages import NOBODY
from pyao.world.reserved import stir
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World

MOST_ENDS = 10
"""Sessions that end in one tick because their countdown is over: where many stand together each takes a millisecond."""


def leave(world: World, player: Player) -> None:
    """The player asks to leave: the exit starts, unless paralysed.  Source: 02 §5.1."""
    if player.paralysed:
        tell(player, _("No podés salir estando paralizado."), Font.WARNING)
    else:
        trading.quit_trade(world, player)
        start_exit(world, player)


def start_exit(world: World, player: Player) -> None:
    """Begin the exit countdown; nothing happens if it is already running.  Source: 02 §5.1 "Exit start"."""
    if player.leaving_s is not None:
        return
    player.leaving_s = _countdown_s(world, player)
    if player.unseen and not player.admin_invisible:
        _come_out(world, player)
    cancel_home(world, player)
    seconds = player.leaving_s
    line = n_(
        "Cerrando... Se cerrará el juego en {n} segundo.", "Cerrando... Se cerrará el juego en {n} segundos.", seconds
    )
    tell(player, line.format(n=seconds))


def _come_out(world: World, player: Player) -> None:
    """End hiding and invisibility of a leaving player; at sea the boat was visible anyway.  Source: 02 §5.1 step 2."""
    disguised = player.hidden and player.sailing and player.record.player_class == PlayerClass.PIRAT
    invisibility.lift(world, player, keep_counter=True)
    if disguised or not player.sailing:
        reveal(world, player)
    else:
        stop_hiding(world, player)
        tell(player, _("¡Has vuelto a ser visible!"))


def cancel_exit(world: World, player: Player) -> None:
    """Stop the exit; for a player without a connection the countdown starts anew instead.  Source: 02 §5.2."""
    if player.leaving_s is None:
        return
    if player.connected:
        player.leaving_s = None
        tell(player, _("/salir cancelado."), Font.WARNING)
    else:
        player.leaving_s = _countdown_s(world, player)


def lose_connection(world: World, player: Player) -> None:
    """The socket is gone; the character stays in the world while the exit counts down.  Source: 02 §1.4, §5.4.

    Its timed states no longer run; but whatever keeps the countdown up, the character is taken out in the end.
    """
    _hang_up(world, player)
    world.witnesses.pop(player.slot, None)
    player.due.clear()
    world.timers.start(player, TimedState.ABSENCE, world.tick + world.settings.ticks_absent + 1)
    start_exit(world, player)


def count_down(world: World) -> None:
    """Count one second for everyone who is leaving, and end the sessions whose time is up.  Source: 02 §5.1."""
    for player in world.by_slot():
        if player.leaving_s is not None and player not in world.overdue:
            player.leaving_s -= 1
            if player.leaving_s <= 0:
                world.overdue[player] = None
    end_overdue(world)


def end_overdue(world: World) -> None:
    """End the sessions whose time is up, in slot order.  So many at most in one tick, for that takes long.

    More leave in the same second only when a line with hundreds of players breaks; the others follow tick by tick.
    """
    for player in [*islice(world.overdue, MOST_ENDS)]:
        del world.overdue[player]
        if player.leaving_s is not None and player.leaving_s <= 0 and world.players.get(player.slot) is player:
            tell(player, _("¡Gracias por jugar Argentum Online!"))
            player.messages.send(msg.disconnect())
            end_session(world, player)


def evict(world: World, victim: Player) -> None:
    """Throw a player out to make room, after an ErrorMsg that says so.  Source: 02 §4.3 step 2."""
    place = f"map {victim.map} ({victim.x},{victim.y})"
    world.host.note("evicted", f"{victim.name!r} stood where somebody else appeared and found no room: {place}", victim)
    trading.evicted(world, victim)
    victim.messages.send(msg.error_msg(_("Alguien se conectó donde estabas parado. Por favor, volvé a conectarte.")))
    end_session(world, victim)


def end_session(world: World, player: Player) -> None:
    """Hard close: save the character and take it out of the world at once, in the spec's order.  Source: 02 §5.3.

    Its own client is sent nothing more.  If one step fails, the others are still done.
    """
    world.host.note("logout", f"{player.name!r} ({player.ip})", player)
    messages = player.messages
    _hang_up(world, player)
    for step in LAST_STEPS:
        with world.host.guard(f"the end of {player.name}: {step.__name__}"):
            step(world, player)
    messages.close()


def _hang_up(world: World, player: Player) -> None:
    stir(player)
    player.messages = NOBODY
    if player.map in world.maps:
        world.map_of(player).reconnect(player)


def _stop_trading(world: World, player: Player) -> None:
    trading.vanish(world, player)


def _end_check(world: World, player: Player) -> None:
    sentinels.dismiss(world, player)


def _leave_fights(world: World, player: Player) -> None:
    grudges.forget_fights(player)
    grudges.lose_target(world, player)
    owning.release(player)
    sharing.forget(world, player)


def _show_leaving(world: World, player: Player) -> None:
    knowing(world, player).send(msg.create_fx(player.char, 0, 0))


def _leave_party(world: World, player: Player) -> None:
    parties.end_membership(world, player)


def _save(world: World, player: Player) -> None:
    saving.keep(world, player, last=True)


def _leave_map(world: World, player: Player) -> None:
    knowing(world, player).but(player).send(msg.remove_char_dialog(player.char))
    erase_character(world, player)


def _take_pets(world: World, player: Player) -> None:
    journeys.vanish(world, player)


def _tell_guild(world: World, player: Player) -> None:
    presence.leave(world, player)


def _stop_calling(world: World, player: Player) -> None:
    contact.forget(world, player)


def _leave_world(world: World, player: Player) -> None:
    world.remove_player(player)


LAST_STEPS: tuple[Callable[[World, Player], None], ...] = (
    _end_check,
    _stop_trading,
    _leave_fights,
    _show_leaving,
    _leave_party,
    _save,
    _leave_map,
    _take_pets,
    _tell_guild,
    _stop_calling,
    _leave_world,
)
"""The steps of ending a session, in order."""


def _countdown_s(world: World, player: Player) -> int:
    """How many seconds the exit takes: 0 for staff, and for everybody in a safe map.  Source: 02 §5.1 step 1."""
    fights = not world.map_of(player).definition.safe
    return world.settings.exit_countdown_s if player.mortal and fights else 0
