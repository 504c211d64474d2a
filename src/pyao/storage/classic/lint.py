"""Looking through what was read for what can't be meant so.

Source: 03-world §2, §6; 01-protocol §9, §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.content.maps import SIDE
from pyao.protocol.dialect import LAST_GRH
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.content.maps import MapDef
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.maps import Ground

MAX_STACK = 10_000
LAST_CLIENT_MAP = 290


def check_ground(file: str, ground: Ground, findings: Findings) -> None:
    """Pictures below 0 and triggers that nobody knows."""
    for layer, pictures in enumerate(ground.layers, start=1):
        if min(pictures) < 0:
            findings.warn(file, _tile_at(pictures.index(min(pictures))), f"layer {layer} has a picture below 0")
    known = set(Trigger)
    for index, trigger in enumerate(ground.triggers):
        if trigger not in known:
            findings.warn(file, _tile_at(index), f"the unknown trigger {trigger}")


def check_content(content: Content, findings: Findings) -> None:
    """Everything that names something else: it must be there."""
    for here in content.maps.values():
        _check_exits(content, here, findings)
        _check_npcs(content, here, findings)
        _check_objects(content, here, findings)
        if here.id > LAST_CLIENT_MAP:
            findings.warn(f"Mapa{here.id}.map", "", f"the client knows maps up to {LAST_CLIENT_MAP} only")
    _check_items(content, findings)
    _check_npc_definitions(content, findings)


def _check_exits(content: Content, here: MapDef, findings: Findings) -> None:
    file = f"Mapa{here.id}.inf"
    for (x, y), (map_id, to_x, to_y) in here.exits.items():
        place = f"tile {x},{y}"
        there = content.maps.get(map_id)
        if there is None:
            findings.warn(file, place, f"the exit leads to map {map_id}, which is not there")
        elif not is_playable(to_x, to_y):
            findings.warn(file, place, f"the exit leads to ({to_x},{to_y}) of map {map_id}, where nobody can stand")
        elif there.tiles[(to_y - 1) * SIDE + to_x - 1] & 1:
            findings.note(file, place, f"the exit leads to the blocked tile ({to_x},{to_y}) of map {map_id}")
        if not is_playable(x, y) or here.tiles[(y - 1) * SIDE + x - 1] & 1:
            findings.note(file, place, "nobody can ever step on this exit")


def _check_npcs(content: Content, here: MapDef, findings: Findings) -> None:
    for x, y, number in here.npcs:
        if content.npcs and number not in content.npcs:
            findings.warn(f"Mapa{here.id}.inf", f"tile {x},{y}", f"NPC {number} is not defined")


def _check_objects(content: Content, here: MapDef, findings: Findings) -> None:
    for (x, y), (number, amount) in here.objects.items():
        place = f"tile {x},{y}"
        if content.items and number not in content.items:
            findings.warn(f"Mapa{here.id}.inf", place, f"object {number} is not defined")
        if not 1 <= amount <= MAX_STACK:
            findings.warn(f"Mapa{here.id}.inf", place, f"the amount {amount} is not in 1..{MAX_STACK}")


def _check_items(content: Content, findings: Findings) -> None:
    for item in content.items.values():
        if item.grh > LAST_GRH:
            findings.note("obj.dat", f"OBJ{item.id}", f"the Godot client has no picture {item.grh}; it is not drawn")
        for what, number in (
            ("improved object", item.upgrade),
            ("open variant", item.open_variant),
            ("closed variant", item.closed_variant),
            ("locked variant", item.locked_variant),
        ):
            if number and number not in content.items:
                findings.warn("obj.dat", f"OBJ{item.id}", f"its {what} {number} is not defined")
        if item.spell and content.spells and item.spell not in content.spells:
            findings.warn("obj.dat", f"OBJ{item.id}", f"it teaches spell {item.spell}, which is not defined")


def _check_npc_definitions(content: Content, findings: Findings) -> None:
    for npc in content.npcs.values():
        for pair in (*npc.stock, *npc.drops):
            if pair is not None and pair[0] not in content.items:
                findings.warn("NPCs.dat", f"NPC{npc.id}", f"it has object {pair[0]}, which is not defined")
        for spell in npc.spells:
            if spell not in content.spells:
                findings.warn("NPCs.dat", f"NPC{npc.id}", f"it casts spell {spell}, which is not defined")
        if npc.min_hit > npc.max_hit:
            findings.note(
                "NPCs.dat", f"NPC{npc.id}", f"it hits for {npc.min_hit} to {npc.max_hit}, which runs downwards"
            )


def _tile_at(index: int) -> str:
    return f"tile {index % SIDE + 1},{index // SIDE + 1}"
