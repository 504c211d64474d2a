"""Comparing a world's definitions with where one can get in it and what can be had.

A finding's file is the table of the world's files in which the mistake stands: `maps`, `npcs`, `items`, `spells` …
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.content.errands import ErrandKind
from pyao.content.npcs import NpcType
from pyao.protocol.dialect import drawable
from pyao.protocol.gaps import LAST_FX, MISSING_HELMETS, MISSING_WAVES, NEAREST_BODIES
from pyao.rules.trade.trading import REACH
from pyao.storage.classic.findings import Findings
from pyao.storage.world_check.supplies import living_in, needs_of, obtainable, recipes_of, spells_of, standing_in
from pyao.storage.world_check.walks import arrival, reached_from, standing_maps
from pyao.world.record import MAX_STACK
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyao.content.content import Content, Place
    from pyao.content.items import ItemDef
    from pyao.content.maps import MapDef
    from pyao.content.npcs import NpcDef
    from pyao.world.map import Map

_BUILT_BY_HAND = frozenset((ObjectType.FOGATA, ObjectType.TELEPORT, ObjectType.PUERTAS))
"""Kinds of fixed objects that the game puts somewhere itself."""


def check_world(content: Content) -> Findings:
    """Find everything that does not hold together; an empty list = the world is sound."""
    findings, maps = Findings(), standing_maps(content)
    _check_numbers(content, findings)
    had = obtainable(content)
    sails = any(content.items[number].type is ObjectType.BARCOS for number in had if number in content.items)
    reached = reached_from(maps, content.start, boat=False)
    if sails:
        reached |= reached_from(maps, content.start, boat=True)
    for here in content.maps.values():
        _check_exits(maps, here, findings)
        _check_inhabitants(content, maps[here.id], reached, findings)
        _check_things(content, maps[here.id], reached, findings)
    _check_way_back(content, maps, findings, sails=sails)
    _check_supplies(content, had, findings)
    _check_errands(content, had, findings)
    return findings


def _check_numbers(content: Content, findings: Findings) -> None:
    """Whatever is named exists, and the client can show it."""
    for item in content.items.values():
        _check_item(content, item, findings)
    for npc in content.npcs.values():
        _check_npc(content, npc, findings)
    for number, spell in content.spells.items():
        if spell.fx > LAST_FX or spell.wave in MISSING_WAVES:
            findings.warn("spells", f"spell {number}", "the client lacks its effect or its sound")
        for effect in spell.effects:
            if effect.npc and effect.npc not in content.npcs:
                findings.error("spells", f"spell {number}", f"it calls NPC {effect.npc}, which is not defined")


def _check_npc(content: Content, npc: NpcDef, findings: Findings) -> None:
    place = f"npc {npc.id}"
    named = (
        ("object", {entry[0] for entry in (*npc.stock, *npc.reserve, *npc.drops) if entry}, content.items),
        ("NPC", {creature for creature, _label in npc.creatures}, content.npcs),
        ("spell", set(npc.spells), content.spells),
    )
    for what, numbers, table in named:
        for number in sorted(numbers - table.keys()):
            findings.error("npcs", place, f"{what} {number} is not defined")
    if npc.body in NEAREST_BODIES or MISSING_WAVES & {npc.attack_sound, npc.hurt_sound, npc.death_sound}:
        findings.warn("npcs", place, "the client lacks its body or one of its sounds")
    if npc.type == NpcType.GOBERNADOR and npc.city not in {int(city) for city in content.cities}:
        findings.error("npcs", place, f"it governs the unknown city {npc.city}")
    if npc.attackable and npc.max_hp < 1:
        findings.error("npcs", place, f"it can be attacked and has {npc.max_hp} HP")


def _check_item(content: Content, item: ItemDef, findings: Findings) -> None:
    place = f"item {item.id}"
    others = (item.upgrade, item.open_variant, item.closed_variant, item.locked_variant, item.ingot, item.ore)
    for number in others:
        if number and number not in content.items:
            findings.error("items", place, f"object {number} is not defined")
    if item.spell and item.spell not in content.spells:
        findings.error("items", place, f"it teaches spell {item.spell}, which is not defined")
    if not item.grh or drawable(item.grh) != item.grh:
        findings.warn("items", place, f"the client has no picture {item.grh}")
    if item.type is ObjectType.CASCO and item.animation in MISSING_HELMETS:
        findings.warn("items", place, f"the client has no helmet {item.animation}")


def _check_exits(maps: dict[int, Map], here: MapDef, findings: Findings) -> None:
    """Each exit on which one can step leads to a tile on which one can stand, at the place or near it."""
    for tile, destination in here.exits.items():
        if not maps[here.id].is_open(*tile, water=True, land=True):
            continue
        if arrival(maps, destination, boat=maps[here.id].is_water(*tile)) is None:
            findings.error("maps", _at(here, *tile), f"the exit leads to {destination}, where nobody can stand")


def _check_inhabitants(content: Content, here: Map, reached: set[Place], findings: Findings) -> None:
    """Each NPC is defined; a creature stands on ground it can live on; whoever serves can be reached."""
    for x, y, number in here.definition.npcs:
        npc, place = content.npcs.get(number), _at(here.definition, x, y)
        if npc is None:
            findings.error("maps", place, f"NPC {number} is not defined")
        elif not is_playable(x, y):
            findings.error("maps", place, f"NPC {number} stands outside the bounds of play")
        elif npc.attackable:
            if not here.is_open(x, y, water=npc.swims, land=not npc.shuns_land):
                findings.error("maps", place, f"{npc.name} stands on ground on which it can't live")
        elif not _is_near((here.id, x, y), reached):
            findings.error("maps", place, f"nobody can reach {npc.name}")


def _check_things(content: Content, here: Map, reached: set[Place], findings: Findings) -> None:
    """Each object on the ground is defined and within reach."""
    for (x, y), (number, _amount) in here.definition.objects.items():
        if number not in content.items:
            findings.error("maps", _at(here.definition, x, y), f"object {number} is not defined")
        elif not _is_near((here.id, x, y), reached) and (x, y) not in here.exits:
            findings.error("maps", _at(here.definition, x, y), f"nobody can reach {content.items[number].name}")


def _check_way_back(content: Content, maps: dict[int, Map], findings: Findings, *, sails: bool) -> None:
    """From every map one comes back to the start."""
    ways: dict[int, set[int]] = {number: set() for number in maps}
    for number, here in maps.items():
        for tile, (there, *_tile) in here.exits.items():
            if there in ways and here.is_open(*tile, water=sails, land=True):
                ways[there].add(number)
    home, new = {content.start[0]}, [content.start[0]]
    while new:
        new = [number for there in new for number in ways.get(there, ()) if number not in home]
        home.update(new)
    for number in sorted(maps.keys() - home):
        findings.error("maps", f"map {number}", "no exits lead from there back to the start")


def _check_supplies(content: Content, had: set[int], findings: Findings) -> None:
    """Every object can be had, every recipe made, every spell learnt, every NPC met."""
    for products, carpentry in recipes_of(content):
        for number in products:
            item = content.items.get(number)
            if item is None:
                findings.error("crafts", f"item {number}", "a recipe for an object that is not defined")
            elif not (needs := needs_of(item, carpentry=carpentry)) or not needs.keys() <= had:
                findings.error("crafts", f"item {number}", f"{item.name} can't be made: it takes {needs or 'nothing'}")
    for number in sorted(content.items.keys() - had):
        item = content.items[number]
        if item.type not in _BUILT_BY_HAND and not (item.fixed and number in standing_in(content)):
            findings.error("items", f"item {number}", f"nobody can get {item.name}")
    taught = spells_of(content) | {spell for npc in content.npcs.values() for spell in npc.spells}
    for number in sorted(content.spells.keys() - taught):
        findings.error("spells", f"spell {number}", f"nobody can learn {content.spells[number].name}")
    for number in sorted(content.npcs.keys() - living_in(content)):
        findings.error("npcs", f"npc {number}", f"{content.npcs[number].name} lives nowhere")


def _check_errands(content: Content, had: set[int], findings: Findings) -> None:
    """Every errand is given by somebody, can be done, and pays what exists."""
    honest = obtainable(_as_citizens_find_it(content))
    placed = {number for here in content.maps.values() for _x, _y, number in here.npcs}
    goals: dict[ErrandKind, Collection[int]] = {
        ErrandKind.TALK: placed,
        ErrandKind.BRING: had & content.items.keys(),
        ErrandKind.KILL: {
            number for number in living_in(content) & content.npcs.keys() if content.npcs[number].attackable
        },
        ErrandKind.VISIT: content.maps,
    }
    for errand in content.errands.values():
        place = f"errand {errand.id}"
        if errand.giver not in placed:
            findings.error("errands", place, f"nobody gives it: NPC {errand.giver} stands nowhere")
        if errand.target not in goals[errand.kind] or errand.amount < 1:
            findings.error("errands", place, f"it can't be done: {errand.kind.value} {errand.target}")
        if errand.kind is ErrandKind.KILL and not _fights_back(content, errand.target):
            findings.error("errands", place, f"NPC {errand.target} is not hostile: the safe forbids to hit it")
        if errand.kind is ErrandKind.BRING and errand.target in had - honest:
            findings.error("errands", place, f"only who takes the safe off can come by object {errand.target}")
        if errand.after and (errand.after not in content.errands or errand.after == errand.id):
            findings.error("errands", place, f"it comes after errand {errand.after}, which is not there")
        for item, amount in errand.items:
            if item not in content.items or not 1 <= amount <= MAX_STACK:
                findings.error("errands", place, f"it pays {amount} of object {item}")


def _fights_back(content: Content, creature: int) -> bool:
    """Whether it may be hit by honest citizens, who keep their safe on."""
    npc = content.npcs.get(creature)
    return npc is None or npc.hostile


def _as_citizens_find_it(content: Content) -> Content:
    """The world for who keeps the safe on: what may not be hit leaves nothing."""
    npcs = {
        number: npc if npc.attackable and npc.hostile else replace(npc, drops=())
        for number, npc in content.npcs.items()
    }
    return replace(content, npcs=npcs)


def _is_near(place: Place, reached: set[Place]) -> bool:
    number, x, y = place
    span = range(-REACH, REACH + 1)
    return any((number, x + dx, y + dy) in reached for dx in span for dy in span)


def _at(here: MapDef, x: int, y: int) -> str:
    return f"map {here.id}, tile {x},{y}"
