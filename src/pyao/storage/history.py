"""Earlier states of each character: which are kept, for how long, and in which form.

A state is kept when a later one takes its place, and it says when it was saved; so the one that counted at a moment is
the last that was saved by then.  Every store keeps them in its own way, and asks here which.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pyao.storage.records import thaw
from pyao.world.clock import DAY_S, since_1970_s

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyao.world.record import CharacterRecord

MINUTE_S, HOUR_S = 60, 3_600
TIERS = ((DAY_S, MINUTE_S), (7 * DAY_S, HOUR_S), (31 * DAY_S, DAY_S))
"""Up to what age, in seconds, one state is kept for each span of so many seconds: the last of it."""

FASTEST = 1
"""How hard zlib tries; more saves a tenth and takes twice as long."""


class Kept(NamedTuple):
    """A state that is kept: when it was saved, in seconds since 1970, and how many bytes it takes."""

    at: int
    size: int


@dataclass(frozen=True, slots=True)
class HistoryPlan:
    """How much is kept, and by which clock."""

    character_kib: int = 2_048
    """What the states of one character may take; 0 = none are kept."""

    total_mib: int = 512
    """What those of all characters together may take."""

    now_s: Callable[[], int] = since_1970_s

    @property
    def on(self) -> bool:
        """Whether states are kept at all."""
        return self.character_kib > 0 and self.total_mib > 0


@dataclass(slots=True)
class Rounds:
    """When each character's states were last looked through: seldom enough to cost nothing."""

    _looked: dict[str, int] = field(default_factory=dict)

    def due(self, key: str, now: int) -> bool:
        """Whether it is time to look through them; if so it counts as done."""
        if now < self._looked.get(key, 0) + HOUR_S:
            return False
        self._looked[key] = now
        return True


def succession(before: int, now: int, *, apart: bool) -> tuple[int, bool]:
    """The moment of a state that takes the place of one saved at `before`, and whether that one is kept.

    The last state of each minute is kept.  `apart` = the one before is kept in any case: the new one then counts from
    the next minute on.
    """
    at = max(now, before)
    if apart and at // MINUTE_S == before // MINUTE_S:
        at = (before // MINUTE_S + 1) * MINUTE_S
    return at, at // MINUTE_S > before // MINUTE_S


def surplus(kept: Iterable[Kept], now: int, most_bytes: int) -> list[Kept]:
    """What need not be kept any longer of one character's states; the oldest go if the rest takes too much."""
    newest_first = sorted(kept, reverse=True)
    gone: list[Kept] = []
    spans: set[tuple[int, int]] = set()
    room = most_bytes
    for state in newest_first:
        step = next((step for oldest, step in TIERS if now - state.at <= oldest), None)
        span = (step or 0, state.at // step if step else 0)
        if step is None or span in spans or state.size > room:
            gone.append(state)
            if step is not None and span not in spans:
                room = 0  # what is older goes too
        else:
            spans.add(span)
            room -= state.size
    return gone


def pack(frozen: bytes) -> bytes:
    """A serialised record in the form in which it is kept."""
    return zlib.compress(frozen, FASTEST)


def unpack(key: str, packed: bytes) -> CharacterRecord:
    """The record in a state that was kept; it may have had another name then.

    Raises:
        CharacterUnreadable: it can't be read.

    """
    return thaw(key, json.dumps(json.loads(zlib.decompress(packed)) | {"name": key}))
