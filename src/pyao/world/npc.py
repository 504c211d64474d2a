"""An NPC in the world: where it is and what changes of it.  What never changes stands in its definition.

Source: 08-npcs §1.5.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyao.world.character import Character

if TYPE_CHECKING:
    from pyao.content.npcs import NpcDef
    from pyao.world.player import Player
    from pyao.world.praetorian_clan import Membership
    from pyao.world.space import Tile
    from pyao.world.stock import Stock


@dataclass(slots=True, eq=False, kw_only=True)
class Npc(Character):
    """One NPC.  When a character that it refers to leaves the world, the reference is dropped."""

    definition: NpcDef
    saved: bool = True
    """Whether a world save keeps it; it does not keep pets, summoned creatures and the like."""

    respawns: bool = False
    """Whether another one comes when it dies."""

    expires_tick: int | None = None
    """When a summoned creature vanishes; `None` = it was not summoned."""

    hp: int = 0
    max_hp: int = 0
    post: Tile | None = None
    """Orig: the tile where it respawns; `None` = anywhere on its map."""

    movement: int = 0
    hostile: bool = False
    may_attack: bool = False
    """CanAttack: set on each attack beat, used up by a blow or a spell."""

    target: Player | None = None
    target_npc: Npc | None = None
    attacked_by: str = ""
    """Name of the last player who attacked it, while it remembers."""

    first_attacked_by: str = ""
    master: Player | None = None
    pet_slot: int = 0
    """Which of its master's three pet slots it has, 1..3; 0 = it is no pet."""

    trainer: Npc | None = None
    pupils: list[Npc] = field(default_factory=list)
    """The living creatures that this trainer has brought."""

    owner: Player | None = None
    owned_ms: int = 0
    """When its owner's claim was last renewed, in ms.  Source: 04-combat §3.5."""

    follows: bool = False
    """Whether it follows a GM who has ordered it to.  Source: 08-npcs §11."""

    path: list[Tile] = field(default_factory=list)
    """The tiles of the path that it walks along, the next one first.  Source: 08-npcs §5.4."""

    lost: bool = False
    """Whether its last search for a path found none."""

    paralysed: bool = False
    immobilised: bool = False
    paralysis_beats: int = 0
    """How many more thinking beats a paralysis lasts."""

    poisoned: bool = False
    invisible: bool = False
    membership: Membership | None = None
    """Its part in a praetorian clan; `None` = it is no praetorian of a clan."""

    exp_reward: int = 0
    """GiveEXP, with the happy hour's factor."""

    stock: Stock | None = None
    """What is for sale; `None` = what the definition lists, since nobody has asked yet.  Source: 09-economy §1.1."""

    exp_left: int = 0
    """ExpCount: how much of its experience nobody has earned yet."""

    @property
    def summoned(self) -> bool:
        """Whether a spell has summoned it; it will vanish after a while."""
        return self.expires_tick is not None
