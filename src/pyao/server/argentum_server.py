"""ArgentumServer: puts the layers together and keeps the game running from start to stop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import structlog

from pyao.network.certificate import ServerCertificate, read_certificate
from pyao.network.listener import Listener
from pyao.rules.session import leaving
from pyao.server import rounds
from pyao.server.certificate_watch import watch_certificate
from pyao.server.ending import Ending
from pyao.server.garbage import spare_what_is_loaded
from pyao.server.jobs import Job, Jobs
from pyao.server.live_state import publisher_of
from pyao.server.measures import Measures
from pyao.server.observer import Observer
from pyao.server.office import Office
from pyao.server.program import RunningProgram
from pyao.server.realm import Realm
from pyao.server.world_host import guarded
from pyao.tasks.game import Game

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.network.course import Course
    from pyao.server.backups.service import Backups
    from pyao.server.settings import Settings, SettingsSource
    from pyao.world.clock import Clock
    from pyao.world.rng import Rng

log = structlog.get_logger()


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

    Who only wants to act on what is kept, without a game, opens and closes its `realm`.
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
        self.realm = realm = Realm(settings, self._make_room, clock=clock, rng=rng, course=course)
        self.world, self.saver = realm.world, realm.saver
        self.ending = Ending(self.saver.unsaved_s)
        self.certificate = ServerCertificate(settings.tls.files) if settings.tls.wanted else None
        """What TLS is spoken with; `None` = nothing speaks it."""

        program = program_of(realm, self.ending, settings, source, self.certificate)
        self.game = Game(self.world, realm.characters, realm.passwords, realm.doorkeeper, program)
        self.measures = Measures()
        self.listener = Listener(
            self.game, realm.doorkeeper, settings.network, self.measures.flush.observe, course=realm.course
        )
        self.observer = Observer(self.game, self.listener.traffic, self.measures, realm.archives.books)
        self.store_gauge = rounds.StoreGauge(realm.store)
        self.office = Office(self.game, realm, self.ending, settings, source)
        self.jobs = jobs_of(realm, self.game, self.office.backups)
        self.doors: list[Door] = []
        """What else is opened with the game and closed with it."""

        self._publisher = publisher_of(settings, self.game)
        self._rounds = rounds.Rounds()

    async def start(self) -> None:
        """Open the realm, listen, and start the game's ticks.

        Raises:
            InUse, StoreError: see `Realm.open`.
            ListenError: the port can't be listened on.
            CertificateError: TLS is to be spoken, and the certificate can't be used.

        """
        await self.realm.open("pyao-server run")
        try:
            await self._listen()
            await self.office.open()
        except BaseException:
            await self.listener.stop()
            await self.realm.let_go()
            raise
        self.measures.watch_collections()
        self._begin_rounds()
        for door in self.doors:
            with guarded("opening a door"):
                await door.start()
        network, tls = self.settings.network, self.settings.tls
        log.info(
            "listening",
            host=network.host,
            port=self.listener.port,
            **({"tls_port": self.listener.tls_port} if tls.game else {}),
            maps=len(self.world.maps),
            npcs=sum(len(one.npcs) for one in self.world.maps.values()),
        )

    async def _listen(self) -> None:
        network, tls = self.settings.network, self.settings.tls
        if self.certificate is not None:
            self.certificate.use(await asyncio.to_thread(read_certificate, tls.files))
        await self.listener.start(network.host, network.port)
        if self.certificate is not None and tls.game:
            await self.listener.start_tls(network.host, tls.game_port, self.certificate)

    def _begin_rounds(self) -> None:
        self._rounds.begin(
            rounds.tick(self.game, self.realm.course, self.measures),
            rounds.save(self.jobs, self.settings.storage.save_interval_s, self.measures),
            rounds.review_guilds(self.jobs),
            rounds.sweep(self.listener),
            rounds.look(self.observer),
            self.store_gauge.run(),
            self.office.backups.run(),
        )
        if self.certificate is not None:
            self._rounds.begin(watch_certificate(self.certificate))
        if self._publisher is not None:
            self._rounds.begin(self._publisher.connect(), self._publisher.run())

    async def stop(self) -> bool:
        """End every session, stop listening, save everyone (characters in countdown too), close.  Source: 02 §6.1.

        Gives whether everything could be saved; what goes wrong on the way keeps nothing else from its end.
        """
        self.realm.course.end()
        self.office.close()
        self.measures.leave_collections()
        await self._rounds.end()
        for player in list(self.world.players.values()):
            with guarded(f"the end of {player.name}"):
                leaving.end_session(self.world, player)
        with guarded("the end of the connections"):
            await self.listener.stop()
        for door in self.doors:  # only now: some of the connections may have come through them
            with guarded("closing a door"):
                await door.stop()
        if self._publisher is not None:
            with guarded("live state"):
                await self._publisher.withdraw()
        saved = await self.realm.close()
        with guarded("the end of the control channel"):
            await self.office.tell_end(saved=saved)
        log.info("stopped", saved=saved)
        return saved

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

    def _make_room(self, ip: str) -> None:
        self.game.make_room(ip)


def program_of(
    realm: Realm,
    ending: Ending,
    settings: Settings,
    source: SettingsSource | None,
    certificate: ServerCertificate | None,
) -> RunningProgram:
    """The program around this game, as its staff may act on it."""
    return RunningProgram(
        realm.world,
        realm.doorkeeper,
        ending,
        realm.archives,
        settings,
        source,
        course=realm.course,
        certificate=certificate,
    )


def jobs_of(realm: Realm, game: Game, backups: Backups) -> Jobs:
    """What this server does by itself besides ticks."""
    return Jobs(
        realm.course,
        {
            Job.START: realm.load,
            Job.SAVE: realm.saver.flush,
            Job.REVIEW: game.review_guilds,
            Job.BACKUP: backups.take,
        },
    )
