"""Coroutines that go on only when they are told to: what stands for asyncio's tasks and loop in a replay."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Generator


class Answer:
    """Awaited by a task that needs an answer from outside the game."""

    def __await__(self) -> Generator[Any, Any, Any]:
        """Wait for it."""
        return (yield self)


class OutOfStep(Exception):
    """A task does not wait for what, in the recording, let it go on; the text says what it does instead."""


class Stepper:
    """A task that is told to go on.  Has as much of `asyncio.Task` as the game uses."""

    def __init__(self, work: Coroutine[Any, Any, Any]) -> None:
        self._work = work
        self._waits_for: object = None
        self._ended = False

    def step(self) -> None:
        """Go on after a wait for something of the game itself, or begin.

        Raises:
            OutOfStep: what it waits for has not happened.

        """
        if self._ended:
            raise OutOfStep("it has ended")
        if isinstance(self._waits_for, Answer):
            raise OutOfStep("it waits for an answer from outside")
        if isinstance(self._waits_for, asyncio.Future) and not self._waits_for.done():
            raise OutOfStep("it still waits for another task")
        self._go_on(None)

    def answer(self, said: Any) -> None:  # noqa: ANN401 - plain JSON
        """Go on with an answer from outside.

        Raises:
            OutOfStep: it does not wait for one.

        """
        if self._ended or not isinstance(self._waits_for, Answer):
            raise OutOfStep("it waits for no answer from outside")
        self._go_on(said)

    def _go_on(self, said: Any) -> None:  # noqa: ANN401 - plain JSON
        try:
            self._waits_for = self._work.send(said)
        except StopIteration:
            self._ended = True
        except BaseException:
            self._ended = True
            raise

    def done(self) -> bool:
        """Whether it has ended."""
        return self._ended

    def cancel(self) -> bool:
        """End it where it waits."""
        was_running, self._ended = not self._ended, True
        _close(self._work)
        return was_running

    def add_done_callback(self, _callback: Callable[[Any], None]) -> None:
        """Forget it: what follows the end of a task is an event of its own."""


def _close(work: Coroutine[Any, Any, Any]) -> None:
    """End a coroutine; if it has not begun, those that it would have awaited too."""
    if inspect.getcoroutinestate(work) == inspect.CORO_CREATED:
        for value in inspect.getcoroutinelocals(work).values():
            if inspect.iscoroutine(value):
                _close(value)
    work.close()


class _NoHandle:
    """A timer that never fires."""

    def cancel(self) -> None:
        pass


class StillLoop:
    """The loop of one connection: starts its tasks, and lets no timer fire."""

    def __init__(self) -> None:
        self.task: Stepper | None = None
        """The task that was started last."""

    def create_task(self, coro: Any, **_named: Any) -> Any:  # noqa: ANN401 - as asyncio has it
        """Keep it until it is told to begin."""
        self.task = Stepper(coro)
        return self.task

    def create_future(self) -> asyncio.Future[Any]:
        """A future like any other."""
        return asyncio.get_running_loop().create_future()

    def call_soon(self, *_arguments: Any, **_named: Any) -> Any:  # noqa: ANN401 - as asyncio has it
        """Never: what happens is in the recording."""
        return _NoHandle()

    call_later = call_at = call_soon

    def time(self) -> float:
        """No time passes."""
        return 0.0
