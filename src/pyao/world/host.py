"""What a world needs from the program it runs in.

The server's is `pyao.server.world_host.ServerHost`; a simulation runs on `NoHost`, tests hand in one of their own.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.world.audit import AuditEntry
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord


class Host(Protocol):
    """Handed to a `World` when it is made, and never replaced."""

    def save(self, record: CharacterRecord) -> None:
        """Keep a record that has changed."""

    def save_maps(self, maps: Sequence[Map]) -> None:
        """Write these maps to files, as they are at this moment."""

    def audit(self, entry: AuditEntry) -> None:
        """Keep in the audit log what a GM has ordered, and what came of it."""

    def note(self, book: str, text: str, about: Player | None = None) -> None:
        """Write a line into one of the books that the staff reads later: talk, reports, bugs.

        `about` = whom it concerns, if it may not be the player whose order is being obeyed.
        """

    def guard(self, what: str) -> AbstractContextManager[object, bool | None]:
        """Wrap what is done for one player or in one beat: if it fails, that is reported and the rest goes on."""

    def world_cleaned(self) -> None:
        """The world has been cleaned up."""

    def player_gone(self, player: Player) -> None:
        """The player has left the world."""


class NoHost:
    """Saves nothing and lets failures through."""

    def save(self, record: CharacterRecord) -> None:
        pass

    def save_maps(self, maps: Sequence[Map]) -> None:
        pass

    def audit(self, entry: AuditEntry) -> None:
        pass

    def note(self, book: str, text: str, about: Player | None = None) -> None:
        pass

    def guard(self, what: str) -> AbstractContextManager[object, bool | None]:  # noqa: ARG002 - it reports nothing
        return nullcontext()

    def world_cleaned(self) -> None:
        pass

    def player_gone(self, player: Player) -> None:
        pass
