"""What maps are, before anybody is on them.

Source: 03-world §2–4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

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


class MapProperty(Enum):
    """What game masters may change of a map; the values are keys of its .dat file.  Source: 10-gm-admin §4.8."""

    PK = "PK"
    BACKUP = "BACKUP"
    RESTRICTION = "RESTRINGIR"
    NO_MAGIC = "MAGIASINEFECTO"
    NO_INVISIBILITY = "INVISINEFECTO"
    NO_RESURRECTION = "RESUSINEFECTO"
    TERRAIN = "TERRENO"
    ZONE = "ZONA"
    NPC_THEFT = "ROBONPCSPERMITIDO"
    NO_HIDING = "OCULTARSINEFECTO"
    NO_SUMMONING = "INVOCARSINEFECTO"


RESTRICTIONS = tuple(restriction.value for restriction in MapRestriction)
TERRAINS = tuple(terrain.name for terrain in Terrain)
"""The words that may stand for the terrain of a map, and for its zone."""


def altered(here: MapDef, changed: MapProperty, value: str) -> MapDef:  # noqa: C901, PLR0911 - a row for each property
    """The map with one property changed; `value` = one of the words above, or `1` for yes and anything else for no.

    Raises:
        ValueError: the property has no such value.

    """
    yes = value == "1"
    match changed:
        case MapProperty.PK:
            return replace(here, safe=not yes)
        case MapProperty.BACKUP:
            return replace(here, backup=yes)
        case MapProperty.RESTRICTION:
            return replace(here, restriction=MapRestriction(value))
        case MapProperty.NO_MAGIC:
            return replace(here, no_magic=yes)
        case MapProperty.NO_INVISIBILITY:
            return replace(here, no_invisibility=yes)
        case MapProperty.NO_RESURRECTION:
            return replace(here, no_resurrection=yes)
        case MapProperty.TERRAIN:
            return replace(here, terrain=Terrain[_one_of(TERRAINS, value)])
        case MapProperty.ZONE:
            return replace(here, zone=_one_of(TERRAINS, value))
        case MapProperty.NPC_THEFT:
            return replace(here, npc_theft=yes)
        case MapProperty.NO_HIDING:
            return replace(here, no_hiding=yes)
        case MapProperty.NO_SUMMONING:
            return replace(here, no_summoning=yes)


def _one_of(words: tuple[str, ...], value: str) -> str:
    if value not in words:
        raise ValueError(f"{value} is none of {', '.join(words)}")
    return value
