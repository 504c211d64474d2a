"""What an errand pays when it is handed in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.errands import ErrandKind
from pyao.messaging.console import npc_says, tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.rules.body.experience import gain
from pyao.rules.body.levels import check_level
from pyao.rules.crafts.materials import remove
from pyao.rules.items import inventory
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.errands import ErrandDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def pay(world: World, player: Player, npc: Npc, errand: ErrandDef) -> None:
    """Take what was asked for and give the reward; if purse or bag can't take all of it, nothing changes."""
    if not inventory.fits_purse(player, errand.gold):
        inventory.tell_purse_full(player)
        return
    if not _has_room(world, player, errand):
        tell(player, _("No te entra la recompensa: hacé lugar en tu inventario."))
        return
    player.record.errands.pop(errand.id)
    player.record.errands_done.append(errand.id)
    if errand.kind is ErrandKind.BRING:
        remove(world, player, errand.target, errand.amount, gone=Reason.ERRAND)
    if errand.thanks:
        npc_says(player, npc, errand.thanks)
    tell(player, _("Recado cumplido: {title}.").format(title=errand.title))
    _reward(world, player, errand)


def _has_room(world: World, player: Player, errand: ErrandDef) -> bool:
    """Whether the bag, as it is now, has room for all objects of the reward."""
    bag = [replace(stack) if stack else None for stack in player.record.inventory]
    usable = usable_slots(player, world.content)
    for item, amount in errand.items:
        slot = inventory.find_slot(bag, usable, item, amount)
        if slot is None or not inventory.may_lie_in(world, slot, item):
            return False
        inventory.put_into(bag, slot, item, amount)
    return True


def _reward(world: World, player: Player, errand: ErrandDef) -> None:
    """Give gold, objects and experience, in this order."""
    if errand.gold:
        player.record.gold += errand.gold
        world.ledger.gold(Reason.ERRAND, errand.gold)
        tell(player, _("Recibís {gold} monedas de oro.").format(gold=errand.gold))
        player.messages.send(msg.update_gold(player.record.gold))
    for item, amount in errand.items:
        inventory.give(world, player, item, amount, born=Reason.ERRAND)
        tell(player, _("Recibís {amount} de {thing}.").format(amount=amount, thing=world.content.items[item].name))
    if errand.exp:
        gain(world, player, errand.exp)
        check_level(world, player)
    else:
        MessageSender(player, world.content).stats()
