"""How many characters an address, and all addresses together, may create in a day: each is kept for ever."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from pyao.content.settings import GameSettings

OWN_MACHINE = frozenset({"127.0.0.1", "::1", "::/64"})
"""Addresses without a limit: who is on the server's own machine can do with its store what he likes."""


class Creations:
    """Counts the characters that were created today, by block of addresses; a new start begins anew."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._by_block: Counter[str] = Counter()

    def may_create(self, block: str, settings: GameSettings, today: date) -> bool:
        """Whether one more may come from that block of addresses."""
        if self._day != today or block in OWN_MACHINE:
            return True
        each, all_together = settings.creations_per_address, settings.creations_per_day
        return (not each or self._by_block[block] < each) and (
            not all_together or self._by_block.total() < all_together
        )

    def count(self, block: str, today: date) -> None:
        """One more was created from there."""
        if self._day != today:
            self._day = today
            self._by_block.clear()
        if block not in OWN_MACHINE:
            self._by_block[block] += 1
