"""What a behaviour is: the movement phase of one creature's thinking beat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World


class Behaviour(Protocol):
    """Move a creature, or cast, or do nothing; everything it remembers stands in the `Npc`."""

    def __call__(self, world: World, npc: Npc) -> None:
        """Once a thinking beat, with somebody on the map."""
