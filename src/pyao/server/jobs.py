"""What a server does by itself besides ticks, and what changes the game or reads from the store."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyao.network.course import Course

Work = Callable[[], Coroutine[Any, Any, object]]


class Job(StrEnum):
    """One of them, by the name that it has in a recording."""

    START = "start"
    """Reading what is kept."""

    SAVE = "save"
    REVIEW = "review"
    """Looking for offline members of guilds whose alignment has changed."""

    BACKUP = "backup"
    """One that nobody has ordered."""


class Jobs:
    """Does the jobs of one server, so that they can be noted."""

    def __init__(self, course: Course, work: Mapping[Job, Work]) -> None:
        self._course = course
        self._work = work

    async def do(self, job: Job) -> None:
        """Do one from its beginning to its end."""
        await self._course.job(job, self._work[job]())

    def begun(self, name: str) -> Coroutine[Any, Any, object] | None:
        """The job of that name, to be done by the caller; `None` = it is none of these."""
        return self._work[Job(name)]() if name in set(Job) else None
