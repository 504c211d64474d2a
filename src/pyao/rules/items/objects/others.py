"""Coins, and objects whose use is a rule of its own elsewhere.

Source: 06-items §7.4, §7.6, §7.8, §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pyao.protocol import msg
from pyao.rules.body import sailing
from pyao.rules.items.inventory import fits_purse, take, tell_purse_full
from pyao.rules.items.objects.usable import Usable, tell_slot
from pyao.rules.magic import spell_book
from pyao.rules.map import doors
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World


class Coins(Usable):
    """Coins, which go into the purse; the game's limit of gold doesn't hold here: a quirk kept."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        stack = player.record.inventory[slot - 1]
        if stack is None:
            return
        if not fits_purse(player, stack.amount):
            tell_purse_full(player)
            return
        amount = stack.amount
        take(world, player, slot, amount)
        player.record.gold += amount
        world.ledger.moved(Reason.USE, item.id, amount)
        tell_slot(world, player, slot)
        player.messages.send(msg.update_gold(player.record.gold))


class Key(Usable):
    """A key, which locks or unlocks the clicked door."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        doors.use_key(world, player, item)


class Scroll(Usable):
    """A scroll, which teaches a spell."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        spell_book.learn(world, player, slot, item)


class Boat(Usable):
    """A boat, to get on or off; the dead may too."""

    for_ghosts: ClassVar[bool] = True

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        sailing.use_boat(world, player, slot, item)
