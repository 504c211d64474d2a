"""Mining ore out of veins, which never run dry.

Source: 07-work §3.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Skill
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, later
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
from pyao.rules.map import looking
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

PICKAXES = frozenset({187, 562})
MINING = Gathering(
    Skill.MINERIA, Effort(2, 5), 5, 9, later("¡Has extraído algunos minerales!"), later("¡No has conseguido nada!")
)


def click(world: World, player: Player, x: int, y: int) -> None:
    """Strike the vein on the clicked tile, or tell the player why not."""
    if not work.try_work(world, player):
        return
    tool = worn_item(world, player, Worn.WEAPON)
    if tool is None or tool.id not in PICKAXES:
        return
    looking.look(world, player, x, y)
    vein = world.map_of(player).objects.get((x, y))
    definition = world.content.items.get(vein.item) if vein is not None else None
    if vein is None:
        tell(player, _("Ahí no hay ningún yacimiento."))
    elif steps_to(player, (x, y)) > REACH:
        tell(player, _("Estás demasiado lejos."))
    elif definition is None or definition.type is not ObjectType.YACIMIENTO:
        tell(player, _("Ahí no hay ningún yacimiento."))
    else:
        _strike(world, player)


def _strike(world: World, player: Player) -> None:
    """Where a creature has been selected instead of the vein, a lucky strike comes to nothing: a quirk kept."""
    if try_luck(world, player, MINING):
        vein = world.content.items.get(player.targets.item)
        if vein is None:
            return
        take_home(world, player, MINING, vein.ore, roll_amount(world, player))
    else:
        go_without(world, player, MINING)
    finish(player)
