"""Putting a map together from its files.

Source: 03-world §2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import MapRestriction, Terrain
from pyao.content.keys import SHORT
from pyao.content.maps import AmbientSound, MapDef
from pyao.storage.classic.ini import leading_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Place
    from pyao.storage.classic.ini import Ini, Section
    from pyao.storage.classic.map_files import Contents, Ground

MAX_SOUNDS = 100

_TERRAINS = {
    "NIEVE": Terrain.NIEVE,
    "DESIERTO": Terrain.DESIERTO,
    "CIUDAD": Terrain.CIUDAD,
    "CAMPO": Terrain.CAMPO,
    "DUNGEON": Terrain.DUNGEON,
    "BOSQUE": Terrain.BOSQUE,
}
_ZONES = frozenset(("", "CIUDAD", "CAMPO", "DUNGEON"))


def make_map(number: int, ground: Ground, contents: Contents, properties: Ini) -> MapDef:
    """Put a map together from its files; `properties` is the `.dat` file."""
    section = properties.section(f"MAPA{number}")
    return MapDef(
        id=number,
        name=section.text("Name"),
        version=ground.version,
        music=leading_number(section.text("MusicNum").partition("-")[0]),
        tiles=bytes(ground.tiles),
        triggers=bytes(ground.triggers),
        exits=contents.exits,
        npcs=tuple(contents.npcs),
        objects=contents.objects,
        safe=section.flag("Pk"),
        terrain=_terrain(section),
        zone=_zone(section),
        restriction=_restriction(section),
        no_magic=section.number("MagiaSinEfecto") > 0,
        no_invisibility=section.number("InviSinEfecto") > 0,
        no_resurrection=section.number("ResuSinEfecto") > 0,
        no_hiding=section.number("OcultarSinEfecto") > 0,
        no_summoning=section.number("InvocarSinEfecto") > 0,
        npc_theft=section.number("RoboNpcsPermitido") == 1,
        backup=section.flag("BackUp"),
        start_pos=_place(section, "StartPos"),
        on_death_go_to=_place(section, "OnDeathGoTo"),
        sounds=tuple(_sounds(properties)),
    )


def _terrain(section: Section) -> Terrain:
    word = section.text("Terreno").strip().upper()
    if word and word not in _TERRAINS:
        section.warn("Terreno", f"the unknown ground {word}; it is taken for BOSQUE")
    return _TERRAINS.get(word, Terrain.BOSQUE)


def _zone(section: Section) -> str:
    """The zone, exactly as it is written.  Source: 03-world §2."""
    word = section.text("Zona")
    if word not in _ZONES:
        section.warn("Zona", f"the unknown zone {word}; it counts as none")
    return word


def _restriction(section: Section) -> MapRestriction:
    """Who may enter; words that the original does not know (`GM`) admit everyone.  Source: 03-world §2."""
    word = section.text("Restringir").upper()
    try:
        return MapRestriction(word or "NO")
    except ValueError:
        section.note("Restringir", f"the unknown restriction {word} keeps nobody out")
        return MapRestriction.NONE


def _place(section: Section, key: str) -> Place | None:
    """A place written as `map-x-y`; `None` = missing, malformed, or map 0."""
    text = section.text(key)
    parts = [leading_number(part) for part in text.split("-")]
    if text and len(parts) != 3:
        section.warn(key, f"{key}={text} is not of the form map-x-y")
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and parts[0] else None


def _sounds(properties: Ini) -> Iterator[AmbientSound]:
    for k in range(1, properties.section("SONIDOS").count("Cantidad", MAX_SOUNDS) + 1):
        section = properties.section(f"SONIDO{k}")
        if not section.line:
            properties.section("SONIDOS").warn("Cantidad", f"there is no section [SONIDO{k}]")
            continue
        yield AmbientSound(
            section.number("Sonido", (0, 255)), section.number("Probabilidad", SHORT), dry=section.number("Flags") == 1
        )
