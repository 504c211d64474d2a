"""An NPC alive in the world: its place and what changes; what it is stands in its definition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.world.character import Character

if TYPE_CHECKING:
    from pyao.content.npcs import NpcDef
    from pyao.world.space import Tile


@dataclass(slots=True, eq=False, kw_only=True)
class Npc(Character):
    """One creature.  `origin` is where it was first put (map, tile)."""

    definition: NpcDef
    saved: bool = True
    """Whether a world save keeps it; pets, summons and the like are not kept."""

    hp: int = 0
    max_hp: int = 0
    origin: tuple[int, Tile]
