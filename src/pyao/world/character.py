"""What players and NPCs have in common: a body on a map, and a char index.

Source: 03-world §9.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.world.record import Look

if TYPE_CHECKING:
    from pyao.world.space import Tile

MAX_CHARS = 10_000
NO_ITEM = 2
"""The animation number that draws no weapon, shield or helmet."""

GHOST_BODY, GHOST_HEAD, GHOST_BOAT = 8, 500, 87


@dataclass(slots=True, eq=False)
class Character:
    """A body on a map.  `char` 0 = on no map; `area` = the one others were last told of, not always that of (x, y)."""

    name: str
    char: int = 0
    map: int = 0
    x: int = 0
    y: int = 0
    heading: Heading = Heading.SOUTH
    look: Look = field(default_factory=Look)
    fx: int = 0
    area: Tile = (0, 0)


def distance(one: Character, other: Character) -> int:
    """Dist: steps between two characters, and 100 more for each map number between them.  Source: 04-combat §0."""
    return distance_to(one, other.map, (other.x, other.y))


def distance_to(one: Character, map_id: int, tile: Tile) -> int:
    """Steps from a character to a tile, and 100 more for each map number between them.  Source: 04-combat §0."""
    return abs(one.x - tile[0]) + abs(one.y - tile[1]) + 100 * abs(one.map - map_id)


class CharIndexes:
    """The char indexes 1..10000, shared by players and NPCs; the lowest free one is always taken next.

    Source: 03-world §9.
    """

    def __init__(self) -> None:
        self._freed: list[int] = []
        self._next = 1

    def take(self) -> int:
        """Take the lowest free index.

        Raises:
            OverflowError: There are 10 000 characters in the world already.

        """
        if self._freed:
            return heapq.heappop(self._freed)
        if self._next > MAX_CHARS:
            raise OverflowError("no char index is free")
        self._next += 1
        return self._next - 1

    @property
    def exhausted(self) -> bool:
        """Whether all 10 000 indexes are taken."""
        return self.taken >= MAX_CHARS

    @property
    def taken(self) -> int:
        """How many indexes name a character now."""
        return self._next - 1 - len(self._freed)

    def give_back(self, char: int) -> None:
        """Free an index, so that it may name another character."""
        heapq.heappush(self._freed, char)
