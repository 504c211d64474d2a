"""What maps are, before anybody is on them.

Source: 03-world §2–4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyao.content.enums import MapRestriction, Terrain

SIDE = 100
"""Tiles on each side of a map."""

TILES = SIDE * SIDE

BLOCKED, ROOF, WATER, LAVA = 1, 2, 4, 8
"""Bits of a tile's flags."""


@dataclass(frozen=True, slots=True)
class AmbientSound:
    """A sound that may be heard on a map; `dry` = only while it does not rain, else only while it rains."""

    wave: int
    chance_pct: int
    dry: bool


@dataclass(frozen=True, slots=True)
class MapDef:
    """One map.  `tiles` and `triggers` are indexed `(y - 1) * 100 + x - 1`; positions are (map, x, y)."""

    id: int
    name: str = ""
    version: int = 0
    music: int = 0
    tiles: bytes = bytes(TILES)
    triggers: bytes = bytes(TILES)
    exits: Mapping[tuple[int, int], tuple[int, int, int]] = field(default_factory=dict)
    npcs: tuple[tuple[int, int, int], ...] = ()
    """(x, y, number) of each NPC, in file order."""
    objects: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """(object, amount) by tile."""
    safe: bool = False
    terrain: Terrain = Terrain.BOSQUE
    zone: str = ""
    restriction: MapRestriction = MapRestriction.NONE
    no_magic: bool = False
    no_invisibility: bool = False
    no_resurrection: bool = False
    no_hiding: bool = False
    no_summoning: bool = False
    npc_theft: bool = False
    backup: bool = False
    start_pos: tuple[int, int, int] | None = None
    on_death_go_to: tuple[int, int, int] | None = None
    sounds: tuple[AmbientSound, ...] = ()
