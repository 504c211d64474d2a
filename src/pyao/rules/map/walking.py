"""Walking and turning.

Source: 03-world §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading, PlayerClass
from pyao.messaging.audience import gms, tell_area
from pyao.messaging.console import tell_once
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import appearance
from pyao.rules.body.hiding import reveal
from pyao.rules.body.meditating import stop_meditation
from pyao.rules.body.resting import end_rest
from pyao.rules.body.work_counters import count_down
from pyao.rules.map.areas import out_of_window, step_area
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.map.tile_events import run_tile_event
from pyao.rules.session import leaving
from pyao.rules.trade import trading
from pyao.world.player import Pace
from pyao.world.tokens import Bucket, Rate

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.world import World

PACE_STEPS = 30
PACE_FORGET_MS = 30_000
"""Thirty walks in under `speed_check_ms` are too fast; twice within 30 s ends the session.  Source: 03-world §10."""

STANDING_UP_MS = 300
"""For how long after rest or meditation walks are only answered with the position.  Source: 03-world §10 step 6."""

TURNS = Rate("turns", 10, 20)
"""The turns of one player that are shown at once: more than anybody's fingers make.

A turn is the cheapest packet of all, and everybody around is told; all of them are executed (01-protocol NET-36).
"""

NOTICE_PARALYSED = 1


def walk(world: World, player: Player, heading: int) -> None:
    """Take one step, or do what a walk does instead: end a meditation, cancel the exit.

    Walks that the client sent before it saw the place of a warp are dropped unheard.  Source: 03-world §10.
    """
    if world.now_ms < player.arrives_ms:
        return
    if _is_standing_up(world, player):
        _send_position(player)
        return
    if not _count_walk(world, player):
        _expel_runner(world, player)
        return
    leaving.cancel_exit(world, player)
    if player.travelling_home:
        return
    if player.paralysed:
        tell_once(player, NOTICE_PARALYSED, _("No podés moverte porque estás paralizado."))
        player.pace.mark_ms = None
    elif player.meditating:
        _stop_meditating(world, player)
    else:
        _move(world, player, heading)
        if player.resting:
            _stop_resting(world, player)
    if player.hidden and not player.admin_invisible and not _walks_hidden(player):
        reveal(world, player)


def refuse_step(world: World, player: Player, heading: int) -> None:
    """Make no step, since there is no time for it or too many came: the client is told where it stands, and faces.

    Nobody else is told anything, as of any refused step (WLD-09), which makes it cheap whoever looks on.  Whoever is
    answered so has lost nothing but the step; it counts neither for the speed check nor as a deed.  Walks that the
    client sent before it saw the answer are dropped unheard, as after a warp: the answer takes them back.
    """
    if world.now_ms < player.arrives_ms:
        return
    trip_ms = player.messages.round_trip_ms()
    player.arrives_ms = world.now_ms + trip_ms
    _send_position(player)
    if trip_ms or player.heading != heading:
        player.messages.send(appearance.character_change(player))


def _is_standing_up(world: World, player: Player) -> bool:
    # While the client believes that it rests, it sends one Walk a frame and draws none: the late ones must not count.
    return player.stood_up_ms is not None and world.now_ms - player.stood_up_ms < STANDING_UP_MS


def _count_walk(world: World, player: Player) -> bool:
    """Count the walk; every thirty walks, from the 31st on, judge their speed.  `False` = too fast, again.

    Source: 03-world §10 step 1.
    """
    pace, now = player.pace, world.now_ms
    if pace.steps >= PACE_STEPS:
        if pace.start_ms is not None and now - pace.start_ms < world.settings.speed_check_ms:
            if pace.mark_ms is not None and now - pace.mark_ms > PACE_FORGET_MS:
                pace.mark_ms = None
            if pace.mark_ms is not None:
                return False
            pace.mark_ms = now
        pace.start_ms, pace.steps = now, 0
    pace.steps += 1
    return True


def _expel_runner(world: World, player: Player) -> None:
    line = _("{name} fue expulsado por moverse demasiado rápido.").format(name=player.name)
    gms(world).send(msg.console_msg(line, Font.SERVER))
    world.host.note("expelled", f"{player.name!r} walked too fast ({player.ip})")
    player.pace = Pace()
    player.messages.close()


def _stop_meditating(world: World, player: Player) -> None:
    stop_meditation(world, player)
    player.stood_up_ms = world.now_ms


def _stop_resting(world: World, player: Player) -> None:
    end_rest(player, _("Dejás de descansar."))
    _send_position(player)
    player.stood_up_ms = world.now_ms


def _walks_hidden(player: Player) -> bool:
    return player.record.player_class in (PlayerClass.THIEF, PlayerClass.BANDIT)


def _send_position(player: Player) -> None:
    player.messages.send(msg.pos_update(player.x, player.y))


def _move(world: World, player: Player, raw_heading: int) -> None:
    """Make the step, or tell the client its position if it can't be made.  Source: 03-world §10 "Move"."""
    count_down(player)
    here = world.map_of(player)
    heading = Heading.from_number(raw_heading)
    if heading is None:
        _send_position(player)
        return
    x, y = player.x + heading.dx, player.y + heading.dy
    casper = here.users.get((x, y))
    if not _may_step(here, player, casper, x, y) or (casper is not None and player.admin_invisible):
        _send_position(player)
        return
    if casper is not None:
        _swap_casper(world, here, player, casper, heading)
    if not player.admin_invisible:
        _show_step(world, here, player, x, y)
    if here.users.get((player.x, player.y)) is player:
        del here.users[player.x, player.y]
    player.x, player.y, player.heading = x, y, heading
    here.users[x, y] = player
    run_tile_event(world, player)
    if player.char:
        step_area(world, player)
        trading.moved(world, player)


def _may_step(here: Map, player: Player, other: Player | None, x: int, y: int) -> bool:
    """MoveToLegalPos: whether a tile where `other` stands is free; ghosts and unseen GMs don't block it.

    Source: 03-world §3.
    """
    return (
        here.is_open(x, y, water=player.sailing, land=not player.sailing)
        and (x, y) not in here.npcs
        and (other is None or other.dead or other.admin_invisible)
    )


def _show_step(world: World, here: Map, player: Player, x: int, y: int) -> None:
    tell_area(world, player, msg.character_move(player.char, x, y), but=player)
    lost = out_of_window(here, player, x, y)
    if lost:
        remove = msg.character_remove(player.char)
        for viewer in lost:
            viewer.messages.send(remove)


def _swap_casper(world: World, here: Map, walker: Player, casper: Player, heading: Heading) -> None:
    """Let a ghost change places with the player who walks through it.  Source: 03-world §10 accepted step 1."""
    if relation(world, walker, casper) is Arena.FORBIDDEN and not casper.resurrection_safe:
        casper.resurrection_safe = True
        casper.messages.send(msg.resuscitation_safe_on())
    push_casper(world, here, casper, walker.x, walker.y, heading.opposite)


def push_casper(world: World, here: Map, casper: Player, x: int, y: int, heading: Heading) -> None:
    """Push a ghost one tile to (x, y), facing that way; exits don't take it along.  Source: 03-world §10."""
    if not casper.admin_invisible:
        _show_step(world, here, casper, x, y)
    casper.messages.send(msg.force_char_move(heading))
    if here.users.get((casper.x, casper.y)) is casper:
        del here.users[casper.x, casper.y]
    casper.x, casper.y, casper.heading = x, y, heading
    here.users[x, y] = casper
    step_area(world, casper)
    trading.moved(world, casper)


def change_heading(world: World, player: Player, heading: int) -> None:
    """Turn on the spot.  A paralysed player may turn only toward a tile that can't be stepped on.

    Source: 03-world §10 "ChangeHeading".
    """
    facing = Heading.from_number(heading)
    if facing is None:
        return
    here = world.map_of(player)
    ahead = player.x + facing.dx, player.y + facing.dy
    if (
        player.paralysed
        and not player.immobilised
        and here.is_legal(*ahead, water=player.sailing, land=not player.sailing)
    ):
        return
    if player.heading is not facing:  # a held key repeats it every frame: surplus by 01-protocol §4
        player.heading = facing
        if _take_turn(world, player):
            _show_heading(world, player)
        else:
            world.turned.add(player)


def show_turns(world: World) -> None:
    """Show how those stand who turned too often for each turn to be shown, in slot order."""
    for player in sorted(world.turned, key=lambda one: one.slot):
        _show_heading(world, player)
    world.turned.clear()


def _take_turn(world: World, player: Player) -> bool:
    if player.turns is None:
        player.turns = Bucket(TURNS, world.now_ms)
    return player.turns.take(TURNS, world.now_ms)


def _show_heading(world: World, player: Player) -> None:
    tell_area(world, player, appearance.character_change(player))


def tell_position(player: Player) -> None:
    """Tell the client where its character stands.  Source: 03-world §10 "RequestPositionUpdate"."""
    _send_position(player)
