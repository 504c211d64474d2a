"""What a world needs from the program it runs in.

The server's is `pyao.server.world_host.ServerHost`; a simulation runs on `NoHost`, tests hand in one of their own.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord


class Host(Protocol):
    """Handed to a `World` when it is made, and never replaced."""

    def save(self, record: CharacterRecord) -> None:
        """The record has changed and has to last."""

    def save_maps(self, maps: Sequence[Map]) -> None:
        """Write these maps to files, as they are at this moment."""

    def guard(self, what: str) -> AbstractContextManager[object, bool | None]:
        """Wrap what runs for one player or one beat, so that its failure does not keep the rest from running."""

    def world_cleaned(self) -> None:
        """The world has been cleaned up."""

    def player_gone(self, player: Player) -> None:
        """The player has left the world."""


class NoHost:
    """Keeps nothing and hears nothing; what fails, fails."""

    def save(self, record: CharacterRecord) -> None:
        """Nothing lasts."""

    def save_maps(self, maps: Sequence[Map]) -> None:
        """Nothing lasts."""

    def guard(self, what: str) -> AbstractContextManager[object, bool | None]:  # noqa: ARG002 - it reports nothing
        """No failure is held back."""
        return nullcontext()

    def world_cleaned(self) -> None:
        """Nobody cares."""

    def player_gone(self, player: Player) -> None:
        """Nobody cares."""
