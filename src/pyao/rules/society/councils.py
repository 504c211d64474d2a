"""The Council of Banderbill and the Council of Shadows: what their members say to each other, and who has a seat.

Source: 11-social §6, §1.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.audience import everyone
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.map.warp import warp
from pyao.rules.society.manners import listening, try_say

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

COUNCILS = Privilege.ROYAL_COUNCIL | Privilege.CHAOS_COUNCIL


def say(world: World, player: Player, text: str) -> None:
    """Say something to one's own council; nothing happens for a player without a seat."""
    if not try_say(world, player, text):
        return
    council = Privilege.ROYAL_COUNCIL if player.privileges & Privilege.ROYAL_COUNCIL else Privilege.CHAOS_COUNCIL
    if not text or not player.privileges & council:
        return
    font = Font.CONSEJO if council is Privilege.ROYAL_COUNCIL else Font.CONSEJO_CAOS
    line = _("(Consejero) {name}> {text}").format(name=player.name, text=world.client.as_text(text))
    members = everyone(world).who(lambda one: bool(one.privileges & council))
    listening(members, player).send(msg.console_msg(line, font))


def seat(world: World, player: Player, council: Privilege) -> None:
    """Give the player a seat on a council and take away that on the other; everyone is told."""
    if council is Privilege.ROYAL_COUNCIL:
        line = _("{name} fue aceptado en el honorable Consejo de Banderbill.")
    else:
        line = _("{name} fue aceptado en el Concilio de las Sombras.")
    everyone(world).send(msg.console_msg(line.format(name=player.name), Font.CONSEJO))
    player.privileges = player.privileges & ~COUNCILS | council
    _keep(world, player)
    _show_again(world, player)


def unseat(world: World, player: Player) -> None:
    """Take away the player's seats; he is told, then everyone."""
    for council in (Privilege.ROYAL_COUNCIL, Privilege.CHAOS_COUNCIL):
        if not player.privileges & council:
            continue
        if council is Privilege.ROYAL_COUNCIL:
            to_all = _("{name} fue expulsado del Consejo de Banderbill.")
            to_him = _("Fuiste expulsado del Consejo de Banderbill.")
        else:
            to_all = _("{name} fue expulsado del Concilio de las Sombras.")
            to_him = _("Fuiste expulsado del Concilio de las Sombras.")
        tell(player, to_him, Font.TALK)
        player.privileges &= ~council
        _keep(world, player)
        _show_again(world, player)
        everyone(world).send(msg.console_msg(to_all.format(name=player.name), Font.CONSEJO))


def forget_seats(record: CharacterRecord) -> None:
    """Take the seats out of the record of a character that is not in the world."""
    record.royal_council = record.chaos_council = False


def _keep(world: World, player: Player) -> None:
    """Write the seats down as they are now."""
    player.record.royal_council = bool(player.privileges & Privilege.ROYAL_COUNCIL)
    player.record.chaos_council = bool(player.privileges & Privilege.CHAOS_COUNCIL)
    world.host.save(player.record)


def _show_again(world: World, player: Player) -> None:
    """Let everyone near see the player with the new rank."""
    warp(world, player, player.map, player.x, player.y, fx=False)
