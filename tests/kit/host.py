"""The host of a tested world: it saves into the game's store and remembers what else it was asked for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyao.network.limits import Doorkeeper
    from pyao.storage.saver import Saver
    from pyao.world.audit import AuditEntry
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord


class RememberingHost:
    def __init__(self, saver: Saver, doorkeeper: Doorkeeper) -> None:
        self.maps_saved: list[int] = []
        self.audited: list[AuditEntry] = []
        self.noted: list[tuple[str, str]] = []
        self.cleanings = 0
        self.failures: list[tuple[str, Exception]] = []
        self._saver = saver
        self._doorkeeper = doorkeeper
        self._forgiven: tuple[type[Exception], ...] = ()
        self._dead = False

    def forgive(self, *kinds: type[Exception]) -> None:
        """From now on remember failures of these kinds and go on; any other fails the test."""
        self._forgiven = kinds

    def die(self) -> None:
        """Save nothing any more: the process is gone."""
        self._dead = True

    def save(self, record: CharacterRecord) -> None:
        if not self._dead:
            self._saver.mark(record)

    def save_maps(self, maps: Sequence[Map]) -> None:
        self.maps_saved.extend(one.id for one in maps)

    def audit(self, entry: AuditEntry) -> None:
        self.audited.append(entry)

    def note(self, book: str, text: str, about: Player | None = None) -> None:  # noqa: ARG002 - the text says it
        self.noted.append((book, text))

    def notes(self, book: str) -> list[str]:
        """What was written into one of the books."""
        return [text for name, text in self.noted if name == book]

    @contextmanager
    def guard(self, what: str) -> Iterator[None]:
        try:
            yield
        except self._forgiven as fault:
            self.failures.append((what, fault))

    def world_cleaned(self) -> None:
        self.cleanings += 1

    def player_gone(self, player: Player) -> None:
        self._doorkeeper.character_gone(player.slot)
