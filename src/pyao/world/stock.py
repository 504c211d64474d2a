"""What an NPC has for sale: numbered slots, shared by everybody who buys there.

Source: 09-economy §1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Sequence

STOCK_SLOTS = 30
"""Slots of a stock; only the first `SHOWN_SLOTS` of them are ever seen."""

SHOWN_SLOTS = 20

FileSlot = tuple[int, int] | None
"""(object, amount) as the definition has it; the amount may be 0."""


@dataclass(slots=True)
class Stock:
    """`slots` 1..30; a stack of amount 0 is shown but can't be bought.

    `count` is how many slots the original believes to be in use: it begins with the number in the data, whatever they
    hold, and decides when an empty shop is filled again, if it `refills` at all.
    """

    slots: list[ItemStack | None]
    count: int
    refills: bool

    @classmethod
    def of(cls, file: Sequence[FileSlot], *, refills: bool) -> Stock:
        """What the definition says."""
        stock = cls([None] * STOCK_SLOTS, 0, refills)
        stock.load(file)
        return stock

    def load(self, file: Sequence[FileSlot]) -> None:
        """Fill the slots that the definition has; the others stay as they are."""
        self.count = len(file)
        for place, entry in enumerate(file[:STOCK_SLOTS]):
            self.slots[place] = ItemStack(*entry) if entry is not None and entry[0] > 0 else None

    def empty(self) -> None:
        """Nothing is for sale; once players have sold something and it is bought out, all comes back.

        ResetNPCInventory.  Source: 09 §1.2.
        """
        self.slots = [None] * STOCK_SLOTS
        self.count = 0
        self.refills = True
