"""Weapons, tools and ore: using one asks the player to click on a target.

Source: 06-items §7.9, §7.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import FUNDIR_METAL, Gender, Skill
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.crafts import carpentry, fishing, lumber, mining, smithing
from pyao.rules.crafts.bonfires import FIREWOOD, make_twigs
from pyao.rules.items.equipment import worn_item
from pyao.rules.items.objects.usable import Usable
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

DAGGER = 15
"""The only weapon that makes twigs out of firewood."""

TOOLS = {
    **dict.fromkeys((*fishing.RODS, fishing.NET), Skill.PESCA),
    **dict.fromkeys((*lumber.AXES, lumber.ELVEN_AXE), Skill.TALAR),
    **dict.fromkeys(mining.PICKAXES, Skill.MINERIA),
    **dict.fromkeys(smithing.HAMMERS, Skill.HERRERIA),
}
"""The skill that each tool asks a target for."""


class Weapon(Usable):
    """A weapon or a tool, used to ask for a target, to make twigs or to open the workshop, if any stamina is left."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        if player.record.vitals.stamina <= 0:
            tell(player, _tired(player))
        elif item.ranged:
            if _take_up(player, slot):
                player.messages.send(msg.work_request_target(Skill.PROYECTILES))
        elif player.targets.item == FIREWOOD:
            # With firewood as the target object every other weapon or tool does nothing: a quirk kept.
            if item.id == DAGGER and _take_up(player, slot):
                make_twigs(world, player)
        elif item.id in TOOLS or item.id in carpentry.SAWS:
            _work(world, player, item)
        elif item.smithing > 0:
            player.messages.send(msg.work_request_target(FUNDIR_METAL))


class Ore(Usable):
    """Ore, which asks for the forge to melt it in."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        player.messages.send(msg.work_request_target(FUNDIR_METAL))


def _take_up(player: Player, slot: int) -> bool:
    """Make use of the weapon in the hand; `False` = the one in the slot isn't equipped, and the player is told."""
    if player.record.equipment.weapon == slot:
        return True
    tell(player, _("Antes de usar el arma tenés que equiparla."))
    return False


def _work(world: World, player: Player, tool: ItemDef) -> None:
    weapon = worn_item(world, player, Worn.WEAPON)
    if weapon is None or weapon.id != tool.id:
        tell(player, _("Tenés que tener equipada la herramienta para trabajar."))
    elif tool.id in carpentry.SAWS:
        carpentry.open_workshop(world, player)
    else:
        player.messages.send(msg.work_request_target(TOOLS[tool.id]))


def _tired(player: Player) -> str:
    return _("Estás muy cansada.") if player.record.gender == Gender.WOMAN else _("Estás muy cansado.")
