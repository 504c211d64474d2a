"""Creatures that appear in the running world, that are moved in it, and that leave it.

Source: 08-npcs §2.4, §2.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.messaging.audience import area
from pyao.protocol import msg
from pyao.protocol.enums import Fx, Wave
from pyao.rules.combat import owning
from pyao.rules.creatures import paralysis
from pyao.rules.creatures.population import put_npc
from pyao.rules.map.areas import npc_enters_area
from pyao.rules.map.positions import closest_legal
from pyao.rules.pets import slots
from pyao.rules.trade import trading
from pyao.world.npc import Npc

if TYPE_CHECKING:
    from pyao.content.npcs import NpcDef
    from pyao.world.map import Map
    from pyao.world.space import Tile
    from pyao.world.world import World


def spawn_npc(world: World, number: int, map_id: int, tile: Tile, *, fx: bool, respawns: bool = False) -> Npc | None:
    """SpawnNpc: create a creature on a tile or the nearest that suits it; `None` = no place, or no such creature.

    `fx` = with the sound and the light of a warp; `respawns` = it respawns when it dies, if its kind does.
    """
    definition, here = world.content.npcs.get(number), world.maps.get(map_id)
    free = place_for(here, definition, tile) if here is not None and definition is not None else None
    if definition is None or free is None or world.indexes.exhausted:
        return None
    npc = put_npc(world, definition, map_id, free)
    npc.respawns = npc.respawns and respawns
    npc_enters_area(world, npc)
    if fx:
        area(world, npc).send(msg.play_wave(Wave.WARP, npc.x, npc.y), msg.create_fx(npc.char, Fx.WARP, 0))
    return npc


def place_for(here: Map, definition: NpcDef, tile: Tile) -> Tile | None:
    """The nearest free tile on the creature's own kind of ground, else also on land; `None` = there is none."""
    own = closest_legal(here, tile, water=definition.swims, land=not definition.shuns_land)
    return own or closest_legal(here, tile, water=definition.swims, land=True)


def move_npc(world: World, npc: Npc, tile: Tile) -> None:
    """Put a creature on another tile of its map.

    Clients see it removed and created again: they can show a move by one tile only.
    """
    here = world.map_of(npc)
    area(world, npc).send(msg.character_remove(npc.char))
    del here.npcs[npc.x, npc.y]
    npc.x, npc.y = tile
    here.npcs[tile] = npc
    npc_enters_area(world, npc)


def remove_npc(world: World, npc: Npc) -> None:
    """Take a creature out of the world: nobody sees it any more, and its master, trainer and owner lose it."""
    area(world, npc).send(msg.character_remove(npc.char))
    del world.map_of(npc).npcs[npc.x, npc.y]
    del world.chars[npc.char]
    world.indexes.give_back(npc.char)
    if npc.owner is not None:
        owning.lose(npc.owner, npc)
    _forget(world, npc)
    npc.char = 0
    paralysis.free(world, npc)
    if npc.definition.trades or npc.definition.type == NpcType.BANQUERO:
        trading.npc_gone(world, npc)
    slots.lose(npc)
    _leave_school(npc)


def _leave_school(npc: Npc) -> None:
    """Let a trainer and its creatures forget each other, whichever of them is leaving."""
    if npc.trainer is not None:
        npc.trainer.pupils.remove(npc)
        npc.trainer = None
    for pupil in npc.pupils:
        pupil.trainer = None
    npc.pupils.clear()


def _forget(world: World, npc: Npc) -> None:
    """Drop every reference to the creature, as its char index will be somebody else's.  Source: 08 §1.5 "Quirk"."""
    for player in world.players.values():
        if player.targets.npc == npc.char:
            player.targets.npc = 0
        if player.attacked_npc is npc:
            player.attacked_npc = None
        if player.attacked_by_npc is npc:
            player.attacked_by_npc = None
    for other in world.chars.values():
        if isinstance(other, Npc) and other.target_npc is npc:
            other.target_npc = None
