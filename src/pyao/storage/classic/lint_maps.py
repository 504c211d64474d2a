"""Checking imported maps for mistakes.

Source: 03-world §2–6; 01-protocol §9, §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.maps import BLOCKED, SIDE, TILES
from pyao.protocol.gaps import LAST_GRH
from pyao.storage.classic.findings import MOST_OF_A_KIND, listed
from pyao.storage.classic.map_files import tile_at
from pyao.world.record import MAX_STACK
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.content.content import Content, Place
    from pyao.content.maps import MapDef
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.folders import Found
    from pyao.storage.classic.ini import Ini
    from pyao.storage.classic.map_files import Ground

LAST_CLIENT_MAP = 290


def check_ground(file: str, ground: Ground, findings: Findings) -> None:
    """Note graphics that the client does not have."""
    for layer, pictures in enumerate(ground.layers, start=1):
        if min(pictures) < 0 or max(pictures) > LAST_GRH:
            lacking = [index for index in range(TILES) if not 0 <= pictures[index] <= LAST_GRH]
            for index in lacking[:MOST_OF_A_KIND]:
                reason = f"layer {layer} has the picture {pictures[index]}; the client has 1 to {LAST_GRH}"
                findings.warn(file, tile_at(index), reason)
            if (more := len(lacking) - MOST_OF_A_KIND) > 0:
                findings.warn(file, "", f"layer {layer} has {more} more such pictures")


def check_announced(content: Content, map_dat: Ini) -> None:
    """Note which of the maps announced in Map.dat are missing."""
    init = map_dat.section("INIT")
    count = init.count("NumMaps", 32_767)
    missing = [number for number in range(1, count + 1) if number not in content.maps]
    if missing:
        init.note("NumMaps", f"{len(missing)} of {count} maps are not there: {listed(missing)}")
    map_dat.note_unused("MapPath")


def check_maps(content: Content, found: Found, findings: Findings) -> None:
    """Check that everything a map refers to exists and is usable."""
    for here in content.maps.values():
        files = found.maps[here.id]
        if here.id > LAST_CLIENT_MAP and files.map is not None:
            findings.warn(files.map.name, "", f"the client knows maps up to {LAST_CLIENT_MAP} only")
        if files.inf is not None:
            _check_exits(content, here, files.inf.name, findings)
            _check_npcs(content, here, files.inf.name, findings)
            _check_objects(content, here, files.inf.name, findings)
        if files.dat is not None:
            _check_places(content, here, files.dat.name, findings)


def lacks(table: Mapping[int, object], number: int) -> bool:
    """Whether a table has no such number; never true of an empty table, whose absence is a finding of its own."""
    return bool(table) and number not in table


def what_is_wrong_with(content: Content, place: Place) -> str:
    """Why nobody can arrive at a place; empty if it is fine."""
    map_id, x, y = place
    there = content.maps.get(map_id)
    if there is None:
        return f"map {map_id}, which is not there"
    if not is_playable(x, y):
        return f"({x},{y}) of map {map_id}, where nobody can stand"
    return f"the blocked tile ({x},{y}) of map {map_id}" if _is_blocked(there, x, y) else ""


def _check_exits(content: Content, here: MapDef, file: str, findings: Findings) -> None:
    for (x, y), destination in here.exits.items():
        place = f"tile {x},{y}"
        wrong = what_is_wrong_with(content, destination)
        if wrong.startswith("the blocked"):
            findings.note(file, place, f"the exit leads to {wrong}; who goes there is put beside it")
        elif wrong:
            findings.warn(file, place, f"the exit leads to {wrong}")
        if not is_playable(x, y) or _is_blocked(here, x, y):
            findings.note(file, place, "nobody can ever step on this exit")


def _check_npcs(content: Content, here: MapDef, file: str, findings: Findings) -> None:
    for x, y, number in here.npcs:
        place = f"tile {x},{y}"
        if lacks(content.npcs, number):
            findings.warn(file, place, f"NPC {number} is not defined")
        elif not is_playable(x, y):
            findings.warn(file, place, f"NPC {number} stands outside the bounds of play")
        elif _is_blocked(here, x, y):
            findings.note(file, place, f"NPC {number} stands on a blocked tile")


def _check_objects(content: Content, here: MapDef, file: str, findings: Findings) -> None:
    for (x, y), (number, amount) in here.objects.items():
        place = f"tile {x},{y}"
        if lacks(content.items, number):
            findings.warn(file, place, f"object {number} is not defined")
        if not 1 <= amount <= MAX_STACK:
            findings.warn(file, place, f"object {number} lies there {amount} times; 1 to {MAX_STACK} are possible")


def _check_places(content: Content, here: MapDef, file: str, findings: Findings) -> None:
    for key, place in (("StartPos", here.start_pos), ("OnDeathGoTo", here.on_death_go_to)):
        wrong = what_is_wrong_with(content, place) if place else ""
        if wrong:
            findings.warn(file, "", f"{key} leads to {wrong}")


def _is_blocked(here: MapDef, x: int, y: int) -> bool:
    return bool(here.tiles[(y - 1) * SIDE + x - 1] & BLOCKED)
