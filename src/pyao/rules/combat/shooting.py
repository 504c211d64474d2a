"""Shooting arrows and throwing knives.

Source: 04-combat §2.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol.enums import Font
from pyao.rules.combat import intervals
from pyao.rules.combat.blows import spend_stamina, strike_npc, strike_player
from pyao.rules.combat.melee import is_too_tired, tell_too_tired
from pyao.rules.items import equipment
from pyao.rules.items.equipment import worn_item
from pyao.rules.items.inventory import take
from pyao.rules.map import looking
from pyao.world.ledger import Reason
from pyao.world.record import Worn
from pyao.world.space import SIGHT_X, SIGHT_Y

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def shoot(world: World, player: Player, x: int, y: int) -> None:
    """Shoot at whatever is on a tile; the checks common to all skill clicks are the caller's.

    Source: 04 §2.3 steps 4 to 9.
    """
    if not intervals.try_shoot(world, player) or not _make_ready(world, player):
        return
    if is_too_tired(player):
        tell_too_tired(player)
        return
    spend_stamina(world, player)
    looking.look(world, player, x, y)
    victim = world.players.get(player.targets.slot)
    npc = world.npc_with(player.targets.npc)
    if victim is not None:
        flew = _shoot_player(world, player, victim)
    elif npc is not None:
        flew = _shoot_npc(world, player, npc)
    else:
        flew = True
    if flew:
        _spend_missile(world, player)


def _make_ready(world: World, player: Player) -> bool:
    """Make bow and arrows, or a thrown weapon, ready; `False` = something is missing, and the rest is taken off.

    Source: 04 §2.3 step 5.
    """
    weapon, ammunition = _at_hand(world, player, Worn.WEAPON), _at_hand(world, player, Worn.AMMUNITION)
    if weapon is None:
        reason = _("No tenés un arco ni un cuchillo equipado.")
    elif weapon.needs_ammunition:
        if ammunition is not None and ammunition.type is ObjectType.FLECHAS:
            return True
        reason = _("No tenés municiones.") if ammunition is not None else _("No tenés equipadas las municiones.")
    elif weapon.ranged:
        return True
    else:
        equipment.take_off(world, player, player.record.equipment.ammunition)
        return False
    tell(player, reason)
    equipment.take_off(world, player, player.record.equipment.weapon, refresh=False)
    equipment.take_off(world, player, player.record.equipment.ammunition)
    return False


def _at_hand(world: World, player: Player, worn: Worn) -> ItemDef | None:
    """What is worn there, unless it lies in a slot that can't be used; `None` = nothing."""
    if player.record.equipment.slot_of(worn) > usable_slots(player, world.content):
        return None
    return worn_item(world, player, worn)


def _shoot_player(world: World, player: Player, victim: Player) -> bool:
    if abs(victim.y - player.y) > SIGHT_Y:
        tell(player, _("Estás demasiado lejos para atacar."), Font.WARNING)
        return False
    if victim is player:
        tell(player, _("¡No podés atacarte a vos mismo!"))
        return False
    return strike_player(world, player, victim)


def _shoot_npc(world: World, player: Player, npc: Npc) -> bool:
    # It is too far only if both distances are too great: a quirk kept.
    if abs(npc.y - player.y) > SIGHT_Y and abs(npc.x - player.x) > SIGHT_X:
        tell(player, _("Estás demasiado lejos para atacar."), Font.WARNING)
        return False
    return not npc.definition.attackable or strike_npc(world, player, npc)


def _spend_missile(world: World, player: Player) -> None:
    """Take one arrow, or the thrown weapon itself, from the bag.  Source: 04 §2.3 step 9."""
    weapon, worn = worn_item(world, player, Worn.WEAPON), player.record.equipment
    if weapon is None:
        return
    slot = worn.ammunition if weapon.needs_ammunition else worn.weapon
    if slot:
        take(world, player, slot, 1, gone=Reason.USE)
        MessageSender(player, world.content).inventory_slot(slot)
