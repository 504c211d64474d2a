"""Using what is in the bag: one gate for everything, and one verb for each kind of object.

A new kind of usable object is a function entered into `USES`.  Source: 06-items §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.messaging.audience import area, only
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules import doors, sailing
from pyao.rules.console import tell
from pyao.rules.inventory import take
from pyao.rules.tile_events import is_newbie
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

    Use = Callable[[World, Player, int, ItemDef], None]

APPLES = frozenset({1, 2, 467})
"""What crunches when eaten.  Source: 06 §7.2."""

USED_BY_GHOSTS = frozenset({ObjectType.BARCOS})


def use(world: World, player: Player, slot: int) -> None:
    """Use the object in a slot, if it may be used now.  Source: 06 §7.1."""
    stack = player.record.inventory[slot - 1] if 1 <= slot <= usable_slots(player, world.content) else None
    definition = world.content.items.get(stack.item) if stack else None
    if definition is None or player.meditating:
        return
    if definition.newbie and not is_newbie(world, player):
        tell(player, _("Solo los newbies pueden usar este objeto."))
        return
    if player.used_ms is not None and world.now_ms - player.used_ms < world.settings.use_interval_ms:
        return
    if not definition.ranged:
        player.used_ms = world.now_ms
    verb = USES.get(definition.type)
    if verb is None:
        return
    if player.dead and definition.type not in USED_BY_GHOSTS:
        tell(player, _("¡Estás muerto! Solo podés usar objetos estando vivo."))
        return
    verb(world, player, slot, definition)


def eat(world: World, player: Player, slot: int, food: ItemDef) -> None:
    """Food fills the stomach.  Source: 06 §7.2."""
    vitals = player.record.vitals
    vitals.food = min(vitals.max_food, vitals.food + food.food)
    player.record.hungry = False
    sender = MessageSender(player, world.content)
    sender.hunger_and_thirst()
    wave = Wave.APPLE if food.id in APPLES else Wave.FOOD
    area(world, player).send(msg.play_wave(wave, player.x, player.y))
    take(world, player, slot, 1, gone=Reason.USE)
    sender.inventory_slot(slot)


def drink(world: World, player: Player, slot: int, bottle: ItemDef) -> None:
    """Drinks quench the thirst.  Source: 06 §7.3."""
    vitals = player.record.vitals
    vitals.water = min(vitals.max_water, vitals.water + bottle.water)
    player.record.thirsty = False
    sender = MessageSender(player, world.content)
    sender.hunger_and_thirst()
    take(world, player, slot, 1, gone=Reason.USE)
    hearers = only(player) if player.admin_invisible else area(world, player)
    hearers.send(msg.play_wave(Wave.DRINK, player.x, player.y))
    sender.inventory_slot(slot)


def _use_key(world: World, player: Player, _slot: int, key: ItemDef) -> None:
    doors.use_key(world, player, key)


USES: dict[ObjectType, Use] = {
    ObjectType.USE_ONCE: eat,
    ObjectType.BEBIDAS: drink,
    ObjectType.LLAVES: _use_key,
    ObjectType.BARCOS: sailing.use_boat,
}
