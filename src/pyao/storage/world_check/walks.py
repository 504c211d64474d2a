"""Where a player can get from the start: on foot, and in a boat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.rules.map.positions import closest_legal
from pyao.world.map import Map

if TYPE_CHECKING:
    from pyao.content.content import Content, Place

STANDING = frozenset((0, 1, 6))
"""Movements of NPCs that never leave their tile, so that one has to go round them."""


def standing_maps(content: Content) -> dict[int, Map]:
    """The maps of a world, as one finds them when nobody is there but the NPCs that never move."""
    maps = {number: Map(definition) for number, definition in content.maps.items()}
    for here in maps.values():
        for x, y, number in here.definition.npcs:
            npc = content.npcs.get(number)
            if npc is not None and npc.movement in STANDING and not npc.attackable:
                here.set_blocked(x, y, blocked=True)
    return maps


def reached_from(maps: dict[int, Map], start: Place, *, boat: bool) -> set[Place]:
    """All places where one can come to stand; `boat` = on water too."""
    seen: set[Place] = set()
    new = [start] if start[0] in maps else []
    while new:
        place = new.pop()
        if place in seen:
            continue
        seen.add(place)
        new += [found for found in _steps(maps, place, boat=boat) if found not in seen]
    return seen


def arrival(maps: dict[int, Map], destination: Place, *, boat: bool) -> Place | None:
    """Where somebody who takes an exit comes to stand; `None` = nowhere.  Source: 03-world §12."""
    number, x, y = destination
    if number not in maps:
        return None
    tile = closest_legal(maps[number], (x, y), water=boat)
    return None if tile is None else (number, *tile)


def _steps(maps: dict[int, Map], place: Place, *, boat: bool) -> list[Place]:
    """The places one step away; a step onto an exit leads where the exit leads."""
    number, x, y = place
    here, found = maps[number], []
    for heading in Heading:
        tile = x + heading.dx, y + heading.dy
        if not here.is_open(*tile, water=boat, land=True):
            continue
        leads = here.exits.get(tile)
        end: Place | None = (number, *tile) if leads is None else arrival(maps, leads, boat=boat)
        found += [] if end is None else [end]
    return found
