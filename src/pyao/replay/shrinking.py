"""Finding the least of something that still shows what it showed: delta debugging.

The method is ddmin of A. Zeller and R. Hildebrandt, *Simplifying and Isolating Failure-Inducing Input* (2002).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Part = TypeVar("Part")


class Tries:
    """How often something may still be tried."""

    def __init__(self, most: int) -> None:
        self.left = self.most = most

    def take(self) -> bool:
        """Take one, if any is left."""
        if not self.left:
            return False
        self.left -= 1
        return True


def fewest(parts: Sequence[Part], shows: Callable[[list[Part]], bool], tries: Tries) -> list[Part]:
    """The parts without all runs of them that can be left out while `shows` holds, as it does for all of them.

    Ends early, with what it has found so far, when the tries are used up.
    """
    kept = list(parts)
    runs = 1
    while kept:
        length = -(-len(kept) // runs)
        at, found = 0, False
        while at < len(kept):
            less = kept[:at] + kept[at + length :]
            if not tries.take():
                return kept
            if shows(less):
                kept, found = less, True
            else:
                at += length
        if length == 1 and not found:
            break
        runs = max(1, len(kept)) if length == 1 else 2 * runs
    return kept
