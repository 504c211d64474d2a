"""The realm: a world, and all that it is kept with.

It can be opened and closed without a game, by whoever only wants to act on what is kept.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from pyao.messaging.i18n import unusable, use_language
from pyao.network.course import Course
from pyao.network.limits import Doorkeeper
from pyao.protocol.dialect import traits_of
from pyao.replay.outside import AskedPasswords, AskedStore
from pyao.rules.creatures.population import populate
from pyao.server.archives import Archives
from pyao.server.backups.making import LANGUAGE_FOLDER
from pyao.server.characters import SavedCharacters
from pyao.server.jobs import Job
from pyao.server.map_backup import FOLDER as BACKUP_FOLDER
from pyao.server.map_backup import MapBackup, from_backup
from pyao.server.stores import passwords_of, store_of
from pyao.server.world_host import ServerHost, guarded
from pyao.server.worlds import load_content, pack_in_use
from pyao.storage.audit_log import AuditLog
from pyao.storage.locks import LOCK_NAME, FileLock, Holder
from pyao.storage.saver import Saver
from pyao.world.addresses import is_among
from pyao.world.clock import SystemClock
from pyao.world.rng import Dice
from pyao.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.content import Content
    from pyao.server.everyone import Everyone
    from pyao.server.settings import Settings
    from pyao.storage.store import Store
    from pyao.tasks.ports import Passwords
    from pyao.world.clock import Clock
    from pyao.world.rng import Rng

log = structlog.get_logger()

LAST_ATTEMPTS = 3
"""How often the last save is tried."""

LAST_PAUSE_S = 1.0


class Realm:
    """The world with its store, its archives, its files, and who may come in: `open`, then `close`."""

    def __init__(
        self,
        settings: Settings,
        make_room: Callable[[str], None],
        *,
        clock: Clock | None = None,
        rng: Rng | None = None,
        course: Course | None = None,
    ) -> None:
        """Load the world's content; no store is opened yet.

        `make_room` frees a place for who comes from an address; `course` = who notes what happens to the game.

        Raises:
            WorldError: the world pack or the client's folder can't be used.

        """
        _speak(settings)
        content = _content_of(settings)
        folder = settings.world.data_dir
        self.course = course or Course()
        self._lock = FileLock(folder / LOCK_NAME, f"the data folder {folder}")
        self.audit_log = AuditLog(folder)
        self.store: Store = store_of(settings)
        self.passwords: Passwords = passwords_of(settings.storage)
        if course is not None:
            self.store, self.passwords = AskedStore(self.store, course), AskedPasswords(self.passwords, course)
        self.saver = Saver(self.store, self._gather, pace=self.course)
        self.characters = SavedCharacters(self.saver)
        pack = pack_in_use(settings.world) if self.course.touches_files else None
        self._map_backup = MapBackup(folder / BACKUP_FOLDER, pack, content)
        self.doorkeeper = Doorkeeper(settings.game, self._is_banned, make_room)
        self.world = World(
            content,
            settings.game,
            clock or SystemClock(),
            rng or Dice(),
            client=traits_of(settings.network.dialect, settings.network.max_flush),
            host=ServerHost(self.saver, self._map_backup, self.doorkeeper, self.audit_log),
        )
        populate(self.world)
        self.archives = Archives(self.world, self.saver, settings.game)

    async def open(self, program: str) -> None:
        """Lock the data folder and the store for this process, which calls itself `program`, and read what is kept.

        Raises:
            InUse: another process has the folder or the store.
            StoreError: the store or the audit log can't be opened.

        """
        holder = Holder.this_process(program)
        self._lock.take(holder)
        try:
            self.audit_log.open()
            await self.store.open()
            await self.store.hold(holder)
            await self.course.job(Job.START, self.load())
        except BaseException:
            await self.let_go()
            raise

    async def load(self) -> None:
        """Read what is kept.

        Raises:
            StoreError: some of it can't be read.

        """
        start = self.world.content.start[0]
        if start not in self.world.maps:
            # Nobody can create a character then, and who has no place of its own can't enter.
            log.warning("the world lacks the map where characters start", map=start)
        await self.archives.load()

    async def close(self) -> bool:
        """Save what waits to be saved and let go of store and folder; gives whether everything could be saved."""
        saved = await self._save_last()
        with guarded("the last maps"):
            await self._map_backup.finish()
        return await self.let_go() and saved

    async def let_go(self) -> bool:
        """Close the store and the audit log and unlock the folder; gives whether the audit log is whole."""
        with guarded("the end of the store"):
            await self.store.close()
        audited = self.audit_log.close()
        self._lock.release()
        return audited

    async def _save_last(self) -> bool:
        """Save, and try again for a moment if the store fails: nobody can after this."""
        for _attempt in range(LAST_ATTEMPTS):
            if await self.saver.flush():
                return True
            await asyncio.sleep(LAST_PAUSE_S)
        return False

    def _gather(self) -> Everyone:
        return self.archives.keep()

    def _is_banned(self, ip: str) -> bool:
        return is_among(ip, self.world.banned_ips)


def _speak(settings: Settings) -> None:
    """Use the language of the settings; a catalogue in the data folder takes precedence over ours."""
    folder = settings.world.data_dir / LANGUAGE_FOLDER
    if not use_language(settings.game.language, folder):
        log.warning("there is no catalogue of this language", language=settings.game.language, folder=str(folder))
    for fault in unusable():
        log.warning("a translation can't be used", fault=fault)


def _content_of(settings: Settings) -> Content:
    """The content to play with; if the settings say so, its maps as the last world save left them."""
    content = load_content(settings.world)
    if settings.game.start_from_world_save:
        return from_backup(content, settings.world.data_dir / BACKUP_FOLDER)
    return content
