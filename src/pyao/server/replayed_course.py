"""The course of a game that is played again: what it begins and asks outside is begun and answered by a recording."""

from __future__ import annotations

from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyao.network.course import Course, R
from pyao.replay.outside import fault_of
from pyao.replay.stepper import Answer, OutOfStep, Stepper
from pyao.server.program import ContentUnknown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine


class ReplayedCourse(Course):
    """Answers what the game asks from the recording."""

    touches_files = False

    def __init__(self, next_asked: Callable[[], int], on_unknown: Callable[[str], None]) -> None:
        """`next_asked` gives the number that the game asked for here; `on_unknown` is told of what it lacks."""
        self._next_asked = next_asked
        self._on_unknown = on_unknown
        self._begun: dict[str, deque[Stepper]] = {}

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> Any:  # noqa: ANN401 - stands for a task
        """Keep the work until the recording says that it begins."""
        task = Stepper(work)
        self._begun.setdefault(name, deque()).append(task)
        return task

    async def order(self, name: str, arguments: Any, who: str, work: Coroutine[Any, Any, R]) -> R:  # noqa: ANN401, ARG002
        """Obey: the recording has begun it."""
        return await work

    async def sleep(self, seconds: float) -> None:  # noqa: ARG002
        """Wait until the recording says that the time has passed."""
        await Answer()

    async def ask(
        self,
        question: Callable[[], Awaitable[R]],  # noqa: ARG002
        say: Callable[[R], Any],  # noqa: ARG002
        read: Callable[[Any], R],
    ) -> R:
        """Give the recorded answer."""
        said = await Answer()
        if "fault" in said:
            raise fault_of(*said["fault"])
        try:
            return read(said["answer"])
        except ContentUnknown as fault:
            self._on_unknown(str(fault))
            raise

    def asked(self, number: int) -> int:  # noqa: ARG002
        """Give the recorded number."""
        return self._next_asked()

    def cancel(self) -> None:
        """End what was to begin and has not."""
        for task in chain.from_iterable(self._begun.values()):
            task.cancel()

    def take_begun(self, name: str) -> Stepper:
        """The work that was to begin next under that name.

        Raises:
            OutOfStep: there is none.

        """
        waiting = self._begun.get(name, deque())
        while waiting:
            task = waiting.popleft()
            if not task.done():
                return task
        raise OutOfStep(f"no {name} was to begin")
