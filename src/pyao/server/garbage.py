"""When the garbage collector runs: the world is never looked at, and players seldom, for a look at all takes long.

Everything that a player or a connection was made of is freed at once, when nobody refers to it any more.  What is left
are circles, such as the pages of the dashboard leave behind.  Python's own rule would look for them in all that has
come into being since the start as soon as a quarter of it is new, which with 1,000 players holds the loop up for 50 ms,
several times while they log in and at any moment afterwards.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = 1_000_000
"""Young generations to be looked through before the collector takes the oldest one by itself."""

ENDED_CONNECTIONS = 5_000
"""After so many ended connections a look is taken: they leave nothing, but show for how long nobody has looked."""


@contextmanager
def loading() -> Iterator[None]:
    """Keep the collector from what is loaded meanwhile: hardly any of it is garbage, and it would look ever longer."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def spare_what_is_loaded() -> None:
    """Keep the collector from looking at what is there now, and from looking at everything by itself."""
    gc.collect()
    gc.freeze()
    young, middle, _old = gc.get_threshold()
    gc.set_threshold(young, middle, SELDOM)


class Sweeper:
    """Looks through everything that has come since the start, after many connections have ended."""

    def __init__(self) -> None:
        self._swept = 0

    def look(self, ended: int) -> bool:
        """`ended` = connections that have ended since the start; gives whether it was time to sweep."""
        if ended - self._swept < ENDED_CONNECTIONS:
            return False
        self._swept = ended
        gc.collect()
        return True
