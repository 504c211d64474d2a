"""An NPC alive in the world: its place and what changes; what it is stands in its definition.

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
    """One creature.  Whoever it refers to is dropped when that one leaves the world."""

    definition: NpcDef
    saved: bool = True
    """Whether a world save keeps it; pets, summons and the like are not kept."""

    respawns: bool = False
    """Whether another one comes when it dies."""

    expires_tick: int | None = None
    """When a summoned creature vanishes; `None` = it was not summoned."""

    hp: int = 0
    max_hp: int = 0
    post: Tile | None = None
    """Orig: the tile where it comes again when it dies; `None` = anywhere on its map."""

    movement: int = 0
    hostile: bool = False
    may_attack: bool = False
    """CanAttack: armed by the attack beat, spent by a blow or a spell."""

    target: Player | None = None
    target_npc: Npc | None = None
    attacked_by: str = ""
    """Name of the last player who attacked it, while it remembers."""

    first_attacked_by: str = ""
    master: Player | None = None
    pet_slot: int = 0
    """Which of its master's three places for pets it has; 0 = it is no pet."""

    trainer: Npc | None = None
    pupils: list[Npc] = field(default_factory=list)
    """The creatures that this trainer has brought and that live."""

    owner: Player | None = None
    owned_ms: int = 0
    """When its owner last earned it.  Source: 04-combat §3.5."""

    follows: bool = False
    """Whether a GM leads it.  Source: 08-npcs §11."""

    path: list[Tile] = field(default_factory=list)
    """The tiles of a way that it walks, the next one first.  Source: 08-npcs §5.4."""

    lost: bool = False
    """Whether the last way that was sought could not be found."""

    paralysed: bool = False
    immobilised: bool = False
    paralysis_beats: int = 0
    """Thinking beats that a paralysis still lasts."""

    poisoned: bool = False
    invisible: bool = False
    membership: Membership | None = None
    """What it is among the praetorians; `None` = it is none of them."""

    exp_reward: int = 0
    """GiveEXP, with the happy hour's factor."""

    stock: Stock | None = None
    """What is for sale; `None` = as the definition says, nobody has asked yet.  Source: 09-economy §1.1."""

    exp_left: int = 0
    """ExpCount: what has not been given yet."""

    @property
    def summoned(self) -> bool:
        """Whether a spell has brought it, for a while."""
        return self.expires_tick is not None
