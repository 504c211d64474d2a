"""The ranks that the operator has granted: kept in the store, and added to the lists of the settings.

Source: 02-sessions-and-characters §2.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import structlog

from pyao.rules.staff.ranks import RANK_LISTS, listed_names, with_granted
from pyao.storage.errors import reading_document
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.content.settings import GameSettings
    from pyao.storage.saver import Saver
    from pyao.world.world import World

log = structlog.get_logger()

STAFF = "staff"
OPEN = "open"
"""In the document: the listed names that anybody may create."""


def granted_in(document: bytes | None) -> dict[str, list[str]]:
    """The names to which ranks were granted, by the setting that lists such names."""
    with reading_document(STAFF):
        kept = json.loads(document or b"{}")
        return {name: list(names) for name, names in kept.items() if name in RANK_LISTS.values()}


class StaffArchive:
    """Grants and takes ranks; they count from the next login."""

    def __init__(self, world: World, saver: Saver, configured: GameSettings) -> None:
        """`configured` = the settings without what is kept here."""
        self._world = world
        self._saver = saver
        self._configured = configured
        self._granted: dict[str, list[str]] = {}

    async def open(self) -> None:
        """Read what was granted, and tell the operator of listed names that nobody has."""
        document = await self._saver.load_document(STAFF)
        with reading_document(STAFF):
            self._world.open_names.update(json.loads(document or b"{}").get(OPEN, ()))
        self._granted = granted_in(document)
        self._apply()
        for name in sorted(listed_names(self._world.settings)):
            if not await self._saver.exists(name):
                log.warning(
                    "a name on a staff list belongs to no character; nobody can create it in the game",
                    name=name,
                    hint="pyao-server characters create",
                )

    def use(self, configured: GameSettings) -> None:
        """Play with other settings from now on, and with what was granted."""
        self._configured = configured
        self._apply()

    def ranks(self, name: str) -> list[str]:
        """The ranks granted here to a name, highest first, by the words of `RANK_LISTS`."""
        return [word for word, field in RANK_LISTS.items() if key_of(name) in self._granted.get(field, ())]

    def configured_ranks(self, name: str) -> list[str]:
        """The ranks that the settings give to a name."""
        return [word for word, field in RANK_LISTS.items() if key_of(name) in getattr(self._configured, field)]

    def grant(self, name: str, rank: str) -> None:
        """Give a name a rank, one of `RANK_LISTS`, in place of the ones it was given here before."""
        self._forget(name)
        self._granted.setdefault(RANK_LISTS[rank], []).append(key_of(name))
        if rank == "especial":
            self._granted.setdefault(RANK_LISTS["semidios"], []).append(key_of(name))
        self._changed()

    def revoke(self, name: str) -> None:
        """Take from a name the ranks that it was given here."""
        self._forget(name)
        self._world.open_names.discard(key_of(name))
        self._changed()

    def let_create(self, name: str) -> None:
        """Let anybody create a listed name."""
        self._world.open_names.add(key_of(name))
        self._changed()

    def rename(self, old: str, new: str) -> None:
        """Give another name the ranks that this one was given here."""
        for names in self._granted.values():
            names[:] = [key_of(new) if name == key_of(old) else name for name in names]
        self._changed()

    def _forget(self, name: str) -> None:
        for names in self._granted.values():
            names[:] = [other for other in names if other != key_of(name)]

    def _changed(self) -> None:
        self._apply()
        kept = {field: names for field, names in self._granted.items() if names}
        self._saver.put_document(STAFF, json.dumps(kept | {OPEN: sorted(self._world.open_names)}))

    def _apply(self) -> None:
        self._world.settings = with_granted(self._configured, self._granted)
