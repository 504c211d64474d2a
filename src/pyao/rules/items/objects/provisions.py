"""Food, drinks, and bottles.

Source: 06-items §7.2, §7.3, §7.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.items.inventory import give_or_lay_down
from pyao.rules.items.objects.usable import Usable, sound, tell_slot, use_up
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

APPLES = frozenset({1, 2, 467})
"""The objects that sound like an apple when they are eaten."""


class Food(Usable):
    """Food, which satisfies hunger."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        vitals = player.record.vitals
        vitals.food = min(vitals.max_food, vitals.food + item.food)
        player.record.hungry = False
        MessageSender(player, world.content).hunger_and_thirst()
        wave = Wave.APPLE if item.id in APPLES else Wave.FOOD
        area(world, player).send(msg.play_wave(wave, player.x, player.y))
        use_up(world, player, slot)
        tell_slot(world, player, slot)


class Drink(Usable):
    """A drink, which quenches thirst."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        _quench(world, player, item.water)
        use_up(world, player, slot)
        sound(world, player, Wave.DRINK)
        tell_slot(world, player, slot)


class EmptyBottle(Usable):
    """An empty bottle, to be filled with the water that was clicked, however far away."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        targets = player.targets
        if targets.map != player.map or not world.map_of(player).is_water(targets.x, targets.y):
            tell(player, _("No hay agua allí."))
            return
        _exchange(world, player, slot, item.open_variant)


class FullBottle(Usable):
    """A full bottle, which quenches thirst and is empty afterwards."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        _quench(world, player, item.water)
        _exchange(world, player, slot, item.closed_variant)


def _quench(world: World, player: Player, points: int) -> None:
    vitals = player.record.vitals
    vitals.water = min(vitals.max_water, vitals.water + points)
    player.record.thirsty = False
    MessageSender(player, world.content).hunger_and_thirst()


def _exchange(world: World, player: Player, slot: int, other: int) -> None:
    """Take one bottle out of the slot and give another kind for it, which may need another slot."""
    use_up(world, player, slot)
    if other in world.content.items:
        give_or_lay_down(world, player, other, 1, born=Reason.USE)
    tell_slot(world, player, slot)
