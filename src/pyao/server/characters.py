"""The store as tasks see it: always a character's newest state, and failures as the tasks' own exceptions."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from pyao.storage.documents import IP_BANS, ip_bans
from pyao.storage.errors import CharacterExists, CharacterUnreadable, StoreUnavailable
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from pyao.storage.saver import Saver
    from pyao.world.record import CharacterRecord

log = structlog.get_logger()


class SavedCharacters:
    """`pyao.tasks.ports.Characters` over the saver."""

    def __init__(self, saver: Saver) -> None:
        """The saver's store must be open before anything is asked."""
        self._saver = saver

    async def exists(self, name: str) -> bool:
        """Whether there is a character with that name."""
        with _failures():
            return await self._saver.exists(name)

    async def load(self, name: str) -> CharacterRecord | None:
        """The newest record, loaded again if the character was edited meanwhile; `None` = no such character."""
        with _failures():
            while True:
                revision = self._saver.revision(name)
                record = await self._saver.load(name)
                if self._saver.revision(name) == revision:
                    return record

    async def create(self, record: CharacterRecord, births: AbstractContextManager[None]) -> bool:
        """Store a new character in one batch with its `births`; `False` = the name has been taken meanwhile."""
        with _failures():
            try:
                await self._saver.create(record, births)
            except CharacterExists:
                return False
            return True

    async def set_password(self, name: str, password_hash: str) -> None:
        """Store another password hash at once."""

        def change(record: CharacterRecord) -> None:
            record.password_hash = password_hash

        with _failures():
            await self._saver.update(name, change)

    async def banned_ips(self) -> set[str] | None:
        """The stored addresses that may not connect; `None` = the world pack's list applies."""
        with _failures():
            document = await self._saver.load_document(IP_BANS)
            return None if document is None else ip_bans(document)

    async def write(self) -> None:
        """Write what waits to be saved; while the store fails it is kept and tried again."""
        await self._saver.flush()


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except CharacterUnreadable as fault:
        log.warning("a character can't be read", reason=str(fault))
        raise UnreadableRecord(str(fault)) from fault
    except StoreUnavailable as fault:
        raise CharactersUnavailable(str(fault)) from fault
