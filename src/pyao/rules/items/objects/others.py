"""Objects whose use is a rule of its own somewhere else, and coins.

Source: 06-items §7.4, §7.6, §7.8, §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pyao.protocol import msg
from pyao.rules.body import sailing
from pyao.rules.items.inventory import fits_purse, take
from pyao.rules.items.objects.usable import Usable, tell_slot
from pyao.rules.magic import spell_book
from pyao.rules.map import doors
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World


class Coins(Usable):
    """They go into the purse, which has no limit of the game here: a quirk kept."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        """Put them there."""
        stack = player.record.inventory[slot - 1]
        if stack is None or not fits_purse(player, stack.amount):
            return
        amount = stack.amount
        take(world, player, slot, amount)
        player.record.gold += amount
        world.ledger.moved(Reason.USE, item.id, amount)
        tell_slot(world, player, slot)
        player.messages.send(msg.update_gold(player.record.gold))


class Key(Usable):
    """It locks and unlocks the door that was clicked."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        """Turn it."""
        doors.use_key(world, player, item)


class Scroll(Usable):
    """It teaches a spell."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        """Learn."""
        spell_book.learn(world, player, slot, item)


class Boat(Usable):
    """It is boarded, or left."""

    for_ghosts: ClassVar[bool] = True

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        """Get on or off."""
        sailing.use_boat(world, player, slot, item)
