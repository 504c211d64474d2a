"""Who gave what to whom, in the store: one document an hour, kept for as long as earlier states of characters are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.storage.errors import reading_document
from pyao.storage.history import HOUR_S, MINUTE_S, TIERS
from pyao.world.ledger import Reason
from pyao.world.transfers import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TRANSFERS = "transfers:"
"""The key of an hour's document is this and the hour, in hours since 1970."""

KEPT_HOURS = TIERS[-1][0] // HOUR_S
MOST_ROWS = 5_000
"""How many lines an hour may have; what comes after them is only counted."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """Something that has passed from one character to another; `at` in seconds since 1970, to the minute."""

    at: int
    passage: Passage
    amount: int


class Hour:
    """The document of one hour, while it is being filled."""

    def __init__(self, number: int, document: bytes | None = None) -> None:
        """Go on with what was stored; `DocumentUnreadable` if that is none."""
        self.number = number
        with reading_document(self.key):
            stored = json.loads(document or b'{"rows": [], "more": 0}')
            self._rows = {
                (minute, Passage(giver, taker, Reason(why), item)): amount
                for minute, giver, taker, why, item, amount in stored["rows"]
            }
            self._more: int = stored["more"]

    @property
    def key(self) -> str:
        """Under which it is stored; the keys of all hours sort by time."""
        return f"{TRANSFERS}{self.number:07}"

    def add(self, now: int, passed: Mapping[Passage, int]) -> None:
        """Add what has passed by now."""
        for passage, amount in passed.items():
            place = now // MINUTE_S, passage
            if place not in self._rows and len(self._rows) >= MOST_ROWS:
                self._more += 1
            else:
                self._rows[place] = self._rows.get(place, 0) + amount

    def document(self) -> str:
        """As `__init__` reads it."""
        rows = [
            [minute, one.giver, one.taker, one.reason.value, one.item, amount]
            for (minute, one), amount in self._rows.items()
        ]
        return json.dumps({"rows": rows, "more": self._more})

    def of(self, key: str, since: int) -> Iterator[Transfer]:
        """What a character gave or got from that moment on, oldest first."""
        for (minute, passage), amount in self._rows.items():
            if key in (passage.giver, passage.taker) and (minute + 1) * MINUTE_S > since:
                yield Transfer(minute * MINUTE_S, passage, amount)

    @property
    def more(self) -> int:
        """How many lines had no room."""
        return self._more


def hour_in(key: str) -> int:
    """The hour of a document's key, in hours since 1970."""
    return int(key.removeprefix(TRANSFERS))
