"""Backups of a running server: on order, and by themselves whenever the newest is old enough."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog
from pydantic import ValidationError

from pyao.network.course import Course
from pyao.server.backups import archive
from pyao.server.backups.making import Order, Outcome
from pyao.server.jobs import Job
from pyao.server.worlds import pack_in_use

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from pyao.server.settings import Settings

log = structlog.get_logger()

FOLDER_NAME = "backups"
"""The folder in the data folder, if the settings name no other."""

LOOK_S = 60.0
"""How often it is looked whether a backup is due."""

FIRST_S = 300.0
"""How long a server has been running before it makes one by itself."""

AGAIN_S = 900.0
"""How long after a failure the next is tried."""

LONGEST_S = 3_600


def folder_of(settings: Settings) -> Path:
    """Where backups are kept."""
    return settings.backup.folder or settings.world.data_dir / FOLDER_NAME


def order_of(settings: Settings, settings_file: Path | None, target: Path | None = None) -> Order | None:
    """What a backup with these settings copies; `None` = the store keeps nothing.

    In a `target` of somebody's own choice nothing is removed.
    """
    if settings.storage.backend == "memory":
        return None
    return Order(
        backend=settings.storage.backend,
        store=settings.storage.path,
        redis=settings.redis,
        data_dir=settings.world.data_dir,
        settings_file=settings_file,
        world_pack=pack_in_use(settings.world),
        target=(target or folder_of(settings)).absolute(),
        rotation=settings.backup if target is None else None,
    )


class Backups:
    """Makes one at a time, and remembers how the last one went."""

    def __init__(
        self,
        settings: Settings,
        settings_file: Path | None,
        save: Callable[[], Awaitable[bool]],
        course: Course | None = None,
    ) -> None:
        """`save` writes everything to the store, `False` = it can't be written; all this takes its `course`."""
        self._course = course or Course()
        self._settings = settings
        self._settings_file = settings_file
        self._save = save
        self._one = asyncio.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self.last: Outcome | None = None
        """How the last one went; `None` = none has been made since the start."""

        self.failures = 0
        self._newest: datetime | None = None

    @property
    def on(self) -> bool:
        """Whether they are made by themselves."""
        return self._settings.backup.enabled and self._settings.storage.backend != "memory"

    def newest_age_s(self) -> float | None:
        """How old the newest good one was when it was last looked for, and the time since; `None` = there is none."""
        return None if self._newest is None else max(0.0, (datetime.now(UTC) - self._newest).total_seconds())

    async def take(self, target: Path | None = None) -> Outcome:
        """Save everything and make a backup of it, in the usual folder or another."""
        async with self._one:
            if not await self._save():
                text = "no backup was made: the store can't be written, see the server's log"
                return self._note(Outcome(ok=False, text=text))
            return await self._course.ask(lambda: self._make(target), lambda made: made.ok, _unknown)

    async def _make(self, target: Path | None) -> Outcome:
        """Let another process copy what has been saved."""
        order = order_of(self._settings, self._settings_file, target)
        if order is None:
            return self._note(Outcome(ok=False, text="no backup was made: storage.backend is memory"))
        outcome = await asyncio.to_thread(self._run, order)
        await asyncio.to_thread(self._look)
        return self._note(outcome)

    def _note(self, outcome: Outcome) -> Outcome:
        """Remember how it went."""
        self.last = outcome
        if outcome.ok:
            log.info("backup", result=outcome.text, removed=len(outcome.removed))
        else:
            self.failures += 1
            log.error("a backup has failed", result=outcome.text)
        return outcome

    async def run(self) -> None:
        """Make them by themselves until cancelled."""
        await asyncio.to_thread(self._look)
        await asyncio.sleep(FIRST_S)
        while True:
            await asyncio.to_thread(self._look)
            if self.on and self._is_due():
                outcome = await self._course.job(Job.BACKUP, self.take())
                await asyncio.sleep(0 if outcome.ok else AGAIN_S)
            await asyncio.sleep(LOOK_S)

    def stop(self) -> None:
        """End the one that is being made; what it leaves goes with the next."""
        if self._child is not None:
            self._child.kill()

    def _look(self) -> None:
        """Look for the newest good one; not on the loop, because the folder may lie on a slow disk."""
        try:
            good = archive.good_in(folder_of(self._settings))
        except OSError as fault:
            log.warning("the folder of the backups can't be read", reason=str(fault))
            return
        self._newest = archive.taken_at(good[-1]) if good else None

    def _is_due(self) -> bool:
        age_s = self.newest_age_s()
        return age_s is None or age_s >= timedelta(hours=self._settings.backup.every_h).total_seconds()

    def _run(self, order: Order) -> Outcome:
        """Let the other process make it; on a thread of its own."""
        try:
            with subprocess.Popen(  # nosec B603 # our own command, and nothing in it comes from others
                [sys.executable, "-m", "pyao.server.backups.making"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            ) as child:
                self._child = child
                try:
                    answer, complaint = child.communicate(order.as_json().encode(), timeout=LONGEST_S)
                finally:
                    self._child = None
                    child.kill()
        except (OSError, subprocess.TimeoutExpired) as fault:
            return Outcome(ok=False, text=f"no backup was made: {fault}")
        try:
            return Outcome.model_validate_json(answer)
        except ValidationError:
            lines = complaint.decode(errors="replace").strip().splitlines()
            return Outcome(ok=False, text=f"no backup was made: {lines[-1] if lines else 'its process was ended'}")


def _unknown(ok: object) -> Outcome:
    """What a replay knows of one."""
    return Outcome(ok=bool(ok), text="what it was stands in no recording")
