"""Fishing with the rod in any water, and with the net at fish banks.

Source: 07-work §3.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Skill, Trigger
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, later
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.crafts import work
from pyao.rules.crafts.gathering import (
    REACH,
    Gathering,
    finish,
    go_without,
    roll_amount,
    steps_to,
    take_home,
    try_luck,
)
from pyao.rules.crafts.work import Effort
from pyao.rules.items.equipment import worn_item
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

RODS, NET = frozenset({138, 563}), 543
FISH = (139, 544, 545, 546)
"""What the net brings up; the rod only the first."""

_EFFORT, _LUCK, _NOTICE = Effort(1, 3), 6, 6
_FAILED = later("No has pescado nada.")
ROD_FISHING = Gathering(Skill.PESCA, _EFFORT, _LUCK, _NOTICE, later("¡Has pescado un lindo pez!"), _FAILED)
NET_FISHING = Gathering(Skill.PESCA, _EFFORT, _LUCK, _NOTICE, later("¡Has pescado algunos peces!"), _FAILED)


def click(world: World, player: Player, x: int, y: int) -> None:
    """Fish in the clicked tile, or tell the player why not."""
    tool = worn_item(world, player, Worn.WEAPON)
    if tool is None or not work.try_work(world, player):
        return
    here = world.map_of(player)
    if here.trigger(player.x, player.y) == Trigger.BAJO_TECHO:
        tell(player, _("No podés pescar desde donde te encontrás."))
    elif not here.is_water(x, y):
        tell(player, _("No hay agua donde pescar. Buscá un lago, río o mar."))
    elif tool.id in RODS:
        _cast_rod(world, player)
    elif tool.id == NET:
        why_not = _net_refusal(world, player, (x, y))
        if why_not is not None:
            tell(player, why_not)
        else:
            _cast_net(world, player)


def _net_refusal(world: World, player: Player, tile: Tile) -> str | None:
    """Why the net catches nothing on that tile of water; `None` = there is a fish bank."""
    bank = world.map_of(player).objects.get(tile)
    if bank is None:
        return _("No hay un banco de peces donde pescar.")
    if steps_to(player, tile) > REACH:
        return _("Estás demasiado lejos para pescar.")
    if tile == (player.x, player.y):
        return _("No podés pescar desde ahí.")
    definition = world.content.items.get(bank.item)
    if definition is None or definition.type is not ObjectType.YACIMIENTO_PEZ:
        return _("No hay un banco de peces donde pescar.")
    return None


def _cast_rod(world: World, player: Player) -> None:
    if try_luck(world, player, ROD_FISHING):
        take_home(world, player, ROD_FISHING, FISH[0], roll_amount(world, player))
    else:
        go_without(world, player, ROD_FISHING)
    finish(player)
    _splash(world, player)


def _cast_net(world: World, player: Player) -> None:
    """The net counts as honest work even for criminals, and not as work at all for the sentinel: quirks kept."""
    if try_luck(world, player, NET_FISHING):
        amount = roll_amount(world, player)
        take_home(world, player, NET_FISHING, FISH[world.rng.roll(1, len(FISH)) - 1], amount)
    else:
        go_without(world, player, NET_FISHING)
    work.earn_credit(player, criminals_too=True)
    _splash(world, player)


def _splash(world: World, player: Player) -> None:
    area(world, player).send(msg.play_wave(Wave.FISH, player.x, player.y))
