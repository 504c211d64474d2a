"""What an NPC has for sale, in numbered slots that all buyers share.

Source: 09-economy §1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Sequence

STOCK_SLOTS = 30
"""How many slots a stock has; buyers see only the first `SHOWN_SLOTS`."""

SHOWN_SLOTS = 20

FileSlot = tuple[int, int] | None
"""(object, amount) as the definition lists it; the amount may be 0."""


@dataclass(slots=True)
class Stock:
    """The goods of one NPC in slots 1..30; a stack of amount 0 is shown but can't be bought.

    `count` is the original's own count of used slots: it begins with the number of slots in the data, even if some are
    empty, and when it comes down to 0 the whole stock is filled again, provided the shop `refills`.
    """

    slots: list[ItemStack | None]
    count: int
    refills: bool

    @classmethod
    def of(cls, file: Sequence[FileSlot], *, refills: bool) -> Stock:
        """The stock that a definition lists."""
        stock = cls([None] * STOCK_SLOTS, 0, refills)
        stock.load(file)
        return stock

    def load(self, file: Sequence[FileSlot]) -> None:
        """Fill the slots that the definition lists; the others stay as they are."""
        self.count = len(file)
        for place, entry in enumerate(file[:STOCK_SLOTS]):
            self.slots[place] = ItemStack(*entry) if entry is not None and entry[0] > 0 else None

    def relist(self, old: Sequence[FileSlot], new: Sequence[FileSlot]) -> None:
        """Take over what another definition lists differently; what players have sold into other slots stays."""
        for place in range(STOCK_SLOTS):
            before = old[place] if place < len(old) else None
            after = new[place] if place < len(new) else None
            if before == after:
                continue
            was_used = self.slots[place] is not None
            self.slots[place] = ItemStack(*after) if after is not None and after[0] > 0 else None
            self.count += (self.slots[place] is not None) - was_used

    def empty(self) -> None:
        """ResetNPCInventory: empty all slots, and let the shop refill from now on.  Source: 09 §1.2.

        The goods come back once players have sold something and that has been bought out.
        """
        self.slots = [None] * STOCK_SLOTS
        self.count = 0
        self.refills = True
