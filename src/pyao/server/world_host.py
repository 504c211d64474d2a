"""The server as its world's host: it saves records and maps, frees slots, and keeps failures from spreading."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from pyao.network.limits import Doorkeeper
    from pyao.server.map_backup import MapBackup
    from pyao.storage.audit_log import AuditLog
    from pyao.storage.saver import Saver
    from pyao.world.audit import AuditEntry
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord

log = structlog.get_logger()


class ServerHost:
    """See `pyao.world.host.Host`."""

    def __init__(self, saver: Saver, backup: MapBackup, doorkeeper: Doorkeeper, audit_log: AuditLog) -> None:
        self._saver = saver
        self._backup = backup
        self._doorkeeper = doorkeeper
        self._audit_log = audit_log

    def save(self, record: CharacterRecord) -> None:
        """Write the record with the next batch."""
        self._saver.mark(record)

    def save_maps(self, maps: Sequence[Map]) -> None:
        """Write the maps' files, off the loop."""
        self._backup.save(maps)

    def audit(self, entry: AuditEntry) -> None:
        """Add the order to the audit log, off the loop."""
        self._audit_log.note(entry)

    def note(self, book: str, text: str, about: Player | None = None) -> None:
        """Note it in the log, with the connection and the character of the player whom it is `about`."""
        log.info(book, text=text, **_fields_of(about))

    def guard(self, what: str) -> AbstractContextManager[None]:
        """Log a failure instead of letting it through."""
        return guarded(what)

    def world_cleaned(self) -> None:
        """Forget when each address last connected.  Source: 03-world §22."""
        self._doorkeeper.forget_intervals()

    def player_gone(self, player: Player) -> None:
        """Free the slot of a character that has left the world, unless its connection still holds it."""
        self._doorkeeper.character_gone(player.slot)


def _fields_of(player: Player | None) -> Mapping[str, object]:
    """What a line about that player says of him; one who has lost his connection has no fields of its own."""
    return {} if player is None else {"character": player.name, **player.messages.log_fields()}


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Log a failure in the block and go on, so that it does not reach anything else."""
    try:
        yield
    except Exception:
        log.exception("failed", what=what)
