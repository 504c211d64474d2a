"""Where characters have been lately: bounded, in memory only, for whoever has to look into a quarrel."""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING, NamedTuple

from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.world.player import Player

LOOK_S = 2
"""How often positions are looked at; who crosses a map faster leaves no trace there."""

MOST_PLACES = 48
"""Places that are kept of one character."""

MOST_CHARACTERS = 2_000
"""After these the one that was seen least lately is forgotten."""

FAR = 20
"""Tiles that somebody has to go on one map before it counts as another place."""


class Place(NamedTuple):
    """Where somebody was from that moment on."""

    at_s: int
    """Seconds since 1970."""
    map: int
    x: int
    y: int


class Trails:
    """The last places of those who play or have played."""

    def __init__(self) -> None:
        self._trails: OrderedDict[str, deque[Place]] = OrderedDict()

    def note(self, at_s: int, players: Iterable[Player]) -> None:
        """Look where everybody is."""
        for player in players:
            key = key_of(player.name)
            trail = self._trails.get(key)
            if trail is None:
                trail = self._trails[key] = deque(maxlen=MOST_PLACES)
            self._trails.move_to_end(key)
            if not trail or _is_elsewhere(trail[-1], player):
                trail.append(Place(at_s, player.map, player.x, player.y))
        while len(self._trails) > MOST_CHARACTERS:
            self._trails.popitem(last=False)

    def of(self, name: str) -> list[Place]:
        """Where that character has been, newest first."""
        return list(reversed(self._trails.get(key_of(name), ())))


def _is_elsewhere(last: Place, player: Player) -> bool:
    return last.map != player.map or max(abs(last.x - player.x), abs(last.y - player.y)) >= FAR
