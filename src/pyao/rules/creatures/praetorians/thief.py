"""The thieves: arrows from afar, and light fingers.

Source: 08-npcs §12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, PlayerClass
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.creatures.praetorians.common import (
    cast,
    go_home,
    is_in_reach,
    is_ok,
    membership_of,
    nearest,
    users_in_sight,
    walk_to,
)
from pyao.rules.items import equipment, inventory
from pyao.rules.map import ground
from pyao.world.character import distance
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.record import ItemStack
    from pyao.world.world import World

ARROW = 1
"""The slot of their spell.  The other spell they have is never cast, as it would paralyse nobody: a quirk kept."""

ARM_REACH = 2
POISON_BELOW, DISARM_BELOW, STEAL_BELOW = 10, 22, 16
VANISH_BELOW, APPEAR_BELOW = 25, 13
MOST_LOOT = 20
"""How many things a thief carries at most, what its definition gives it included."""


def think(world: World, thief: Npc) -> None:
    """Play one beat of a thief: attack or steal, vanish or reappear, then step towards the target."""
    targets = users_in_sight(world, thief, lambda user: is_ok(user) and is_in_reach(thief, user))
    hunter = next((user for user in targets if user.record.player_class == PlayerClass.HUNTER), None)
    target = hunter or nearest(thief, targets)
    if target is None:
        _show(world, thief, visible=True)
        go_home(world, thief)
        return
    if thief.may_attack:
        if distance(thief, target) <= ARM_REACH:
            _steal(world, thief, target)
        else:
            _attack(world, thief, target)
    if not thief.invisible:
        _show(world, thief, visible=world.rng.roll(1, 100) >= VANISH_BELOW)
    else:
        _show(world, thief, visible=world.rng.roll(1, 100) < APPEAR_BELOW)
    walk_to(world, thief, target.x, target.y)


def _show(world: World, thief: Npc, *, visible: bool) -> None:
    if thief.invisible is visible:
        thief.invisible = not visible
        area(world, thief).send(msg.set_invisible(thief.char, not visible))


def _attack(world: World, thief: Npc, target: Player) -> None:
    """Shoot an arrow; with luck it disarms the target too."""
    cast(world, thief, ARROW, target, speaks=False, sees_all=True)
    if world.rng.roll(1, 100) < POISON_BELOW:
        tell(target, _("¡{name} intentó paralizarte con su flecha!").format(name=thief.name), Font.VENENO)
    elif world.rng.roll(1, 100) < DISARM_BELOW:
        equipment.take_off(world, target, target.record.equipment.weapon)


def _steal(world: World, thief: Npc, target: Player) -> None:
    """Try to knock the target's weapon or ammunition to the ground, or else to steal out of a random slot."""
    if target.is_gm:
        return
    if world.rng.roll(1, 100) < STEAL_BELOW:
        worn = target.record.equipment
        slot = worn.weapon or worn.ammunition
        if slot and _snatch(world, target, slot):
            tell(target, _("¡{name} te arrebató lo que tenías en la mano!").format(name=thief.name), Font.VENENO)
    elif world.rng.roll(1, 100) < STEAL_BELOW:
        _pick_pocket(world, thief, target)


def _pick_pocket(world: World, thief: Npc, target: Player) -> None:
    """Take the whole stack out of a random slot; it falls to the ground if the thief's bag is full."""
    slot = world.rng.roll(1, usable_slots(target, world.content))
    stack = target.record.inventory[slot - 1]
    definition = world.content.items.get(stack.item) if stack else None
    if stack is None or definition is None or not _is_stealable(stack, definition):
        return
    loot = membership_of(thief).loot
    if len(thief.definition.stock) + len(loot) >= MOST_LOOT:
        taken = _snatch(world, target, slot)
    else:
        loot.append((stack.item, stack.amount))
        inventory.take(world, target, slot, stack.amount, gone=Reason.THEFT)
        MessageSender(target, world.content).inventory_slot(slot)
        taken = True
    if taken:
        tell(target, _("¡{name} te robó {item}!").format(name=thief.name, item=definition.name), Font.VENENO)


def _is_stealable(stack: ItemStack, item: ItemDef) -> bool:
    return not (
        stack.equipped
        or item.type in (ObjectType.LLAVES, ObjectType.BARCOS)
        or item.royal
        or item.chaos
        or item.newbie
        or item.untransferable
        or item.unstealable
    )


def _snatch(world: World, target: Player, slot: int) -> bool:
    """Let a whole stack fall to the ground near its owner, but not on water; `False` = there is no place for it."""
    stack, here = target.record.inventory[slot - 1], world.map_of(target)
    if stack is None:
        return False
    item, amount = stack.item, stack.amount
    tile = ground.free_tile(here, (target.x, target.y), item, amount, water=False)
    if tile is None:
        return False
    inventory.take(world, target, slot, amount)
    ground.put(world, here, tile, item, amount)
    world.ledger.moved(Reason.THEFT, item, amount)
    MessageSender(target, world.content).inventory_slot(slot)
    return True
