"""What a behaviour is: the movement phase of one creature's thinking beat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.world import World


class Behaviour(Protocol):
    """A function that lets a creature step, cast or do nothing; all that it remembers is kept in the `Npc`."""

    def __call__(self, world: World, npc: Npc) -> None:
        """Called once in each thinking beat, while there are players on the map."""
