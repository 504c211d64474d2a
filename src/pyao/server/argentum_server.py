"""ArgentumServer: puts the layers together and keeps the game running from start to stop."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import structlog

from pyao.messaging.i18n import unusable, use_language
from pyao.network.certificate import CertificateError, ServerCertificate, read_certificate
from pyao.network.course import Course
from pyao.network.limits import Doorkeeper
from pyao.network.listener import Listener
from pyao.protocol.dialect import traits_of
from pyao.replay.outside import AskedPasswords, AskedStore
from pyao.rules.creatures.population import populate
from pyao.rules.session import leaving
from pyao.rules.staff.operator import announce_end
from pyao.server.backups.making import LANGUAGE_FOLDER
from pyao.server.backups.service import JOB as BACKUP
from pyao.server.backups.service import Backups
from pyao.server.bookkeeping import Bookkeeper
from pyao.server.characters import SavedCharacters
from pyao.server.control.channel import ControlChannel
from pyao.server.control.desk import Desk
from pyao.server.countdown import Countdown
from pyao.server.ending import Ending
from pyao.server.everyone import Everyone
from pyao.server.forum_archive import ForumArchive
from pyao.server.garbage import Sweeper, spare_what_is_loaded
from pyao.server.guild_archive import GuildArchive
from pyao.server.live_state import LiveView
from pyao.server.map_backup import FOLDER as BACKUP_FOLDER
from pyao.server.map_backup import MapBackup, from_backup
from pyao.server.map_change_archive import MapChangeArchive
from pyao.server.measures import Measures
from pyao.server.motd_archive import MotdArchive
from pyao.server.observer import Observer
from pyao.server.program import RunningProgram
from pyao.server.society_archive import SocietyArchive
from pyao.server.staff_archive import StaffArchive
from pyao.server.trails import LOOK_S
from pyao.server.world_host import ServerHost, guarded
from pyao.server.worlds import load_content, pack_in_use
from pyao.storage.audit_log import AuditLog
from pyao.storage.documents import ONLINE_RECORD, online_record, online_record_document
from pyao.storage.errors import StoreError
from pyao.storage.history import HistoryPlan
from pyao.storage.locks import LOCK_NAME, FileLock, Holder
from pyao.storage.memory_store import MemoryStore
from pyao.storage.passwords import Passwords
from pyao.storage.saver import Saver
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import StoreSize
from pyao.tasks.game import Game
from pyao.world.addresses import is_among
from pyao.world.clock import DAY_S, TICK_MS, SystemClock, stopwatch_s
from pyao.world.rng import Dice
from pyao.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from pyao.content.content import Content
    from pyao.server.settings import Settings, SettingsSource
    from pyao.storage.redis_client import RedisClient
    from pyao.storage.store import Store
    from pyao.tasks.ports import Passwords as PasswordsPort
    from pyao.world.clock import Clock
    from pyao.world.rng import Rng

log = structlog.get_logger()

LAST_ATTEMPTS = 3
"""How often the last save is tried."""

LAST_PAUSE_S = 1.0

MAX_LAG_S = 1.0
"""Seconds; ticks that are later than this are not made up for, since the machine was asleep or overloaded."""


SWEEP_INTERVAL_S = 10.0
CERTIFICATE_INTERVAL_S = 60.0
REVIEW_INTERVAL_S = 1.0
"""Seconds between two looks for offline members of guilds whose alignment has changed."""


SIZE_INTERVAL_S = 60.0
"""Seconds between two looks at how much the store holds."""


class Door(Protocol):
    """Another way to a running server than the game's port: open while the game runs, and never in its way."""

    @property
    def where(self) -> str:
        """Where people find it; empty = it is not open."""

    async def start(self) -> None:
        """Open; what goes wrong is logged."""

    async def stop(self) -> None:
        """Close; nothing happens if it is not open."""


class ArgentumServer:
    """One server: `start`, then `stop`; or `run`, which does both and waits for a signal in between.

    Who only wants to act on what is kept, without a game, takes `open` and `close`.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        source: SettingsSource | None = None,
        clock: Clock | None = None,
        rng: Rng | None = None,
        course: Course | None = None,
    ) -> None:
        """Load the world's content; no store and no port is opened yet.

        `source` = where the settings were read and can be read again; `course` = who notes what happens to the game.

        Raises:
            WorldError: the world pack or the client's folder can't be used.

        """
        self.settings = settings
        _speak(settings)
        content = _content_of(settings)
        folder = settings.world.data_dir
        self._lock = FileLock(folder / LOCK_NAME, f"the data folder {folder}")
        self._audit_log = AuditLog(folder)
        self._course = course or Course()
        self._store = store_of(settings)
        passwords: PasswordsPort = Passwords(
            time_cost=settings.storage.password_time_cost,
            memory_kib=settings.storage.password_memory_kib,
            at_once=settings.storage.password_threads,
        )
        if course is not None:
            self._store, passwords = AskedStore(self._store, course), AskedPasswords(passwords, course)
        self.saver = Saver(self._store, self._keep_everything, pace=self._course)
        pack = pack_in_use(settings.world) if self._course.touches_files else None
        self._backup = MapBackup(settings.world.data_dir / BACKUP_FOLDER, pack, content)
        doorkeeper = Doorkeeper(
            settings.game,
            lambda ip: is_among(ip, self.world.banned_ips),
            lambda ip: self.game.make_room(ip),  # noqa: PLW0108 - the game is made later
        )
        self.world = World(
            content,
            settings.game,
            clock or SystemClock(),
            rng or Dice(),
            client=traits_of(settings.network.dialect, settings.network.max_flush),
            host=ServerHost(self.saver, self._backup, doorkeeper, self._audit_log),
        )
        populate(self.world)
        self._forums = ForumArchive(self.world, self.saver)
        self._map_changes = MapChangeArchive(self.world, self.saver)
        self._guilds = GuildArchive(self.world, self.saver)
        self._society = SocietyArchive(self.world, self.saver)
        self.books = Bookkeeper(self.world, self.saver)
        self._motd = MotdArchive(self.world, self.saver)
        self._staff = StaffArchive(self.world, self.saver, settings.game)
        self.ending = Ending(self.saver.unsaved_s)
        self.certificate = ServerCertificate(settings.tls.files) if settings.tls.wanted else None
        """What TLS is spoken with; `None` = nothing speaks it."""

        self.game = Game(
            self.world,
            SavedCharacters(self.saver),
            passwords,
            doorkeeper,
            RunningProgram(
                self.world,
                doorkeeper,
                self.ending,
                self._staff,
                self._motd,
                settings,
                source,
                course=self._course,
                certificate=self.certificate,
            ),
        )
        self.measures = Measures()
        self.doorkeeper = doorkeeper
        self.listener = Listener(
            self.game, doorkeeper, settings.network, self.measures.flush.observe, course=self._course
        )
        self.observer = Observer(self.game, self.listener.traffic, self.measures, self.books)
        self._live = LiveView(self.game)
        self._redis = _redis_of(settings, self._live)
        self._countdown = Countdown(partial(announce_end, self.world), self.ending.request, self._course)
        settings_file = source.toml_path if source is not None else None
        self.backups = Backups(settings, settings_file, self.saver.flush, self._course)
        self.desk = Desk(
            self.game,
            self.saver,
            self._store,
            self._staff,
            self.ending,
            self._countdown,
            backups=self.backups,
            course=self._course,
        )
        self._channel = ControlChannel(folder, self.desk)
        self.doors: list[Door] = []
        """What else is opened with the game and closed with it."""

        self.jobs: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
            "start": self._read_what_is_kept,
            "save": self.saver.flush,
            "review": self.game.review_guilds,
            BACKUP: self.backups.take,
        }
        """What the server does by itself besides ticks, and what changes the game or reads from the store."""

        self.stored = StoreSize(0, 0)
        """How much the store held at the last look."""

        self._running: list[asyncio.Task[None]] = []

    async def open(self, program: str = "pyao-server run") -> None:
        """Lock the data folder and the store for this process, which calls itself `program`, and read what is kept.

        Raises:
            InUse: another process has the folder or the store.
            StoreError: the store or the audit log can't be opened.

        """
        holder = Holder.this_process(program)
        self._lock.take(holder)
        try:
            self._audit_log.open()
            await self._store.open()
            await self._store.hold(holder)
            await self._do("start")
        except BaseException:
            await self._let_go()
            raise

    async def start(self) -> None:
        """Open, listen, and start the game's ticks.

        Raises:
            StoreError: see `open`.
            ListenError: the port can't be listened on.
            CertificateError: TLS is to be spoken, and the certificate can't be used.

        """
        await self.open()
        network, tls = self.settings.network, self.settings.tls
        try:
            if self.certificate is not None:
                self.certificate.use(await asyncio.to_thread(read_certificate, tls.files))
            await self.listener.start(network.host, network.port)
            if self.certificate is not None and tls.game:
                await self.listener.start_tls(network.host, tls.game_port, self.certificate)
            await self._channel.start()
        except BaseException:
            await self.listener.stop()
            await self._let_go()
            raise
        self.desk.serving = True
        self.measures.watch_collections()
        self._begin(self._tick(), self._save_often(), self._review_guilds_often(), self._sweep_often())
        self._begin(self._look_often(), self._measure_store_often(), self.backups.run())
        if self.certificate is not None:
            self._begin(self._watch_certificate(self.certificate))
        if self._redis is not None:
            self._begin(self._redis.run(), self._publish_often(self._redis))
        for door in self.doors:
            with guarded("opening a door"):
                await door.start()
        log.info(
            "listening",
            host=network.host,
            port=self.listener.port,
            **({"tls_port": self.listener.tls_port} if tls.game else {}),
            maps=len(self.world.maps),
            npcs=sum(len(one.npcs) for one in self.world.maps.values()),
        )

    async def stop(self) -> bool:
        """End every session, stop listening, save everyone (characters in countdown too), close.  Source: 02 §6.1.

        Gives whether everything could be saved; what goes wrong on the way keeps nothing else from its end.
        """
        self.desk.serving = False
        self._course.end()
        self._countdown.cancel()
        self.measures.leave_collections()
        self.backups.stop()
        for job in self._running:
            job.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        for player in list(self.world.players.values()):
            with guarded(f"the end of {player.name}"):
                leaving.end_session(self.world, player)
        with guarded("the end of the connections"):
            await self.listener.stop()
        for door in self.doors:  # only now: some of the connections may have come through them
            with guarded("closing a door"):
                await door.stop()
        if self._redis is not None:
            with guarded("live state"):
                await self._redis.withdraw()
        saved = await self.close()
        with guarded("the end of the control channel"):
            await self._channel.stop(saved=saved)
        log.info("stopped", saved=saved)
        return saved

    async def close(self) -> bool:
        """Save what waits to be saved and let go of store and folder; gives whether everything could be saved."""
        saved = await self._save_last()
        with guarded("the last maps"):
            await self._backup.finish()
        return await self._let_go() and saved

    async def run(self, started: Callable[[], None]) -> bool:
        """Start, call `started`, wait until told to end, stop; gives whether everything could be saved."""
        spare_what_is_loaded()
        self.ending.heed_signals()
        await self.start()
        saved = False
        try:
            started()
            await self.ending.wait()
        finally:
            saved = await self.stop()
        return saved

    async def _read_what_is_kept(self) -> None:
        counted = online_record(await self.saver.load_document(ONLINE_RECORD))
        self.world.record_online = max(counted, self.settings.game.record_online)
        if self.world.content.start[0] not in self.world.maps:
            # Nobody can create a character then, and who has no place of its own can't enter.
            log.warning("the world lacks the map where characters start", map=self.world.content.start[0])
        await self.books.open()
        await self._forums.open()
        await self._map_changes.open()
        await self._guilds.open()
        await self._staff.open()
        await self._motd.open()
        await self._society.open()

    async def _save_last(self) -> bool:
        """Save, and try again for a moment if the store fails: nobody can after this."""
        for _attempt in range(LAST_ATTEMPTS):
            if await self.saver.flush():
                return True
            await asyncio.sleep(LAST_PAUSE_S)
        return False

    async def _let_go(self) -> bool:
        """Close the store and the audit log and unlock the folder; gives whether the audit log is whole."""
        with guarded("the end of the store"):
            await self._store.close()
        audited = self._audit_log.close()
        self._lock.release()
        return audited

    def _begin(self, *jobs: Coroutine[None, None, None]) -> None:
        self._running.extend(asyncio.create_task(job) for job in jobs)

    async def _tick(self) -> None:
        """Run the game tick every 40 ms; late ones are made up for, unless the delay exceeds `MAX_LAG_S`."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due += TICK_MS / 1000
            now = loop.time()
            if now - due > MAX_LAG_S:
                log.warning("the game was held up", seconds=round(now - due, 1))
                due = now
            await asyncio.sleep(max(0.0, due - now))
            self.game.lateness.tick.note(max(0.0, loop.time() - due))
            self.measures.note_tick(due)
            with self.measures.tick.time(), guarded("a game tick"):
                self._course.tick(self.game.tick)

    async def _review_guilds_often(self) -> None:
        while True:
            await asyncio.sleep(REVIEW_INTERVAL_S)
            with guarded("reviewing members of guilds"):
                await self._do("review")

    async def _sweep_often(self) -> None:
        sweeper = Sweeper()
        while True:
            await asyncio.sleep(SWEEP_INTERVAL_S)
            sweeper.look(self.listener.ended)

    async def _look_often(self) -> None:
        while True:
            await asyncio.sleep(LOOK_S)
            with guarded("looking at the game"):
                self.observer.look()

    async def _watch_certificate(self, certificate: ServerCertificate) -> None:
        """Use the certificate's successor as soon as it is there, and warn when it should be."""
        warned_s = float("-inf")
        while True:
            if stopwatch_s() - warned_s >= DAY_S:
                certificate.warn_of_end()
                warned_s = stopwatch_s()
            await asyncio.sleep(CERTIFICATE_INTERVAL_S)
            with guarded("looking at the certificate"):
                if await self._renew(certificate):
                    warned_s = float("-inf")

    @staticmethod
    async def _renew(certificate: ServerCertificate) -> bool:
        """Use the certificate's successor, if there is a good one."""
        try:
            renewed = await asyncio.to_thread(certificate.renewed)
        except CertificateError as fault:
            log.error("the new certificate can't be used; the old one stays", reason=str(fault))  # noqa: TRY400 - no fault of ours
            return False
        if renewed is None:
            return False
        certificate.use(renewed)
        log.info("certificate renewed", file=str(certificate.files.certificate))
        return True

    async def _save_often(self) -> None:
        while True:
            await asyncio.sleep(self.settings.storage.save_interval_s)
            with self.measures.save.time():
                await self._do("save")

    async def _do(self, job: str) -> None:
        await self._course.job(job, self.jobs[job]())

    async def _measure_store_often(self) -> None:
        while True:
            with suppress(StoreError):  # saving says that the store is away
                self.stored = await self._store.size()
            await asyncio.sleep(SIZE_INTERVAL_S)

    def _keep_everything(self) -> Everyone:
        """Take all of one moment, so that what passed between two players is saved together or not at all."""
        self.saver.put_document(ONLINE_RECORD, online_record_document(self.world.record_online))
        self._forums.keep()
        self._map_changes.keep()
        self._guilds.keep()
        self._motd.keep()
        self._society.keep()
        return Everyone(self.world, self.books)

    async def _publish_often(self, redis: RedisClient) -> None:
        while True:
            await asyncio.sleep(self.settings.redis.publish_interval_s)
            redis.publish(self._live.news())


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


def _redis_of(settings: Settings, live: LiveView) -> RedisClient | None:
    """Where live state is published; `None` = nowhere."""
    if not settings.redis.enabled:
        return None
    from pyao.storage.redis_client import RedisClient  # noqa: PLC0415 - see `redis_config`

    return RedisClient(settings.redis, live.everything)


def store_of(settings: Settings) -> Store:
    """The store that the settings name, not yet opened."""
    kept = settings.storage
    plan = HistoryPlan(character_kib=kept.history_character_kib, total_mib=kept.history_total_mib)
    if kept.backend == "redis":
        from pyao.storage.redis_store import RedisStore  # noqa: PLC0415 - see `redis_config`

        return RedisStore(settings.redis, plan)
    return MemoryStore(plan) if kept.backend == "memory" else SqliteStore(kept.path, plan)
