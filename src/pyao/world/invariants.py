"""What must always be true of a world; used by tests and, if the settings say so, after every tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.npc import Npc
from pyao.world.record import key_of
from pyao.world.space import area_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.map import Map
    from pyao.world.world import World


def violations(world: World) -> list[str]:
    """Everything that is wrong, in words; empty = all is well."""
    return [
        *_of_indexes(world),
        *_of_players(world),
        *(wrong for here in world.maps.values() for wrong in _of_map(world, here)),
    ]


def _of_indexes(world: World) -> Iterator[str]:
    """Every char index names exactly one character, and each knows its own."""
    for char, who in world.chars.items():
        if who.char != char:
            yield f"char {char} names {who.name}, which has {who.char}"
        if not 1 <= char <= 10_000:
            yield f"char {char} is out of range"


def _of_players(world: World) -> Iterator[str]:
    for slot, player in world.players.items():
        here = world.maps.get(player.map)
        if player.slot != slot or world.online.get(key_of(player.name)) is not player:
            yield f"{player.name} is not known by its slot and name"
        if here is None or player not in here.players:
            yield f"{player.name} is on map {player.map}, which does not know it"
        elif here.users.get((player.x, player.y)) is not player:
            yield f"{player.name} is not on its tile ({player.x},{player.y}) of map {player.map}"
        elif world.chars.get(player.char) is not player:
            yield f"{player.name} is not known by its char {player.char}"
    if len(world.online) != len(world.players):
        yield "names and slots of players differ"


def _of_map(world: World, here: Map) -> Iterator[str]:
    """Tiles, areas and lists of one map agree."""
    for tile, player in here.users.items():
        if (player.map, player.x, player.y) != (here.id, *tile) or world.players.get(player.slot) is not player:
            yield f"tile {tile} of map {here.id} holds {player.name}, which is elsewhere"
    for tile, npc in here.npcs.items():
        if (npc.map, npc.x, npc.y) != (here.id, *tile) or not isinstance(world.chars.get(npc.char), Npc):
            yield f"tile {tile} of map {here.id} holds NPC {npc.name}, which is elsewhere"
    if len(here.users) != len(here.players):
        yield f"map {here.id} has {len(here.users)} taken tiles and {len(here.players)} players"
    for player in here.players:
        if player.area != area_of(player.x, player.y):
            yield f"{player.name} has area {player.area} at ({player.x},{player.y})"
        if sum(one is player for one in here.seeing(player.area)) != 1:
            yield f"{player.name} does not receive its own area exactly once"
