"""Felling trees, which never fall: each axe for its kind of tree.

Source: 07-work §3.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, later
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.crafts import work
from pyao.rules.crafts.bonfires import FIREWOOD
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
from pyao.rules.crafts.materials import ELVEN_WOOD
from pyao.rules.crafts.work import Effort
from pyao.rules.items.equipment import worn_item
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

AXES, ELVEN_AXE = frozenset({127, 561}), 1005
LUMBER = Gathering(
    Skill.TALAR, Effort(2, 4), 6, 8, later("¡Has conseguido algo de leña!"), later("¡No has conseguido leña!")
)


def click(world: World, player: Player, x: int, y: int) -> None:
    """Fell the tree on the clicked tile, or tell the player why not."""
    if not work.try_work(world, player):
        return
    axe = worn_item(world, player, Worn.WEAPON)
    if axe is None:
        tell(player, _("Deberías equiparte el hacha."))
        return
    if axe.id not in AXES and axe.id != ELVEN_AXE:
        return
    tree = world.map_of(player).objects.get((x, y))
    if tree is None:
        tell(player, _("No hay ningún árbol ahí."))
    elif steps_to(player, (x, y)) > REACH:
        tell(player, _("Estás demasiado lejos."))
    elif (x, y) == (player.x, player.y):
        tell(player, _("No podés talar desde ahí."))
    else:
        _fell(world, player, axe.id, tree.item)


def _fell(world: World, player: Player, axe: int, tree: int) -> None:
    """Strike at what stands there, if the axe is for such a tree."""
    definition = world.content.items.get(tree)
    kind = definition.type if definition is not None else ObjectType.NONE
    if kind is ObjectType.ARBOLES:
        if axe == ELVEN_AXE:
            tell(player, _("Con esta hacha no podés talar este árbol."))
        else:
            _chop(world, player, FIREWOOD)
    elif kind is ObjectType.ARBOL_ELFICO:
        if axe != ELVEN_AXE:
            tell(player, _("Tu hacha no es suficientemente poderosa."))
        else:
            _chop(world, player, ELVEN_WOOD)


def _chop(world: World, player: Player, wood: int) -> None:
    area(world, player).send(msg.play_wave(Wave.CHOP, player.x, player.y))
    if try_luck(world, player, LUMBER):
        take_home(world, player, LUMBER, wood, roll_amount(world, player))
    else:
        go_without(world, player, LUMBER)
    finish(player)
