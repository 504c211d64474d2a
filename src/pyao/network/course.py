"""How everything that happens to the game is set going: clients, ticks, the server's own jobs, operators' commands.

Whatever changes the world comes through here, so that a recorder (`pyao.replay`) can note it in its order.
"""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TypeVar

from pyao.network.client_connection import ClientConnection

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Mapping

    from pyao.protocol.text import TextEncoding

R = TypeVar("R")


class Course:
    """Sets things going and notes nothing."""

    connection: Callable[..., ClientConnection] = ClientConnection
    """Makes the connection of a client that was admitted."""

    touches_files = True
    """Whether what the game writes into files, such as its maps, is written."""

    def knocking(self, ip: str, encoding: TextEncoding, segment: int) -> AbstractContextManager[None]:  # noqa: ARG002
        """Wrap the decision whether a client may connect.

        `encoding` is what it seems to read, `segment` how many bytes at most it is to be written in one piece.
        """
        return nullcontext()

    def tick(self, tick: Callable[[], None]) -> None:
        """Run a game tick."""
        tick()

    async def job(self, name: str, work: Coroutine[Any, Any, R]) -> R:  # noqa: ARG002
        """Do one of the server's own jobs."""
        return await work

    async def order(
        self,
        name: str,  # noqa: ARG002
        arguments: Mapping[str, Any],  # noqa: ARG002
        who: str,  # noqa: ARG002
        work: Coroutine[Any, Any, R],
    ) -> R:
        """Obey an operator's command; its arguments hold no secret."""
        return await work

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let something of the server's own go on by itself."""
        return asyncio.create_task(self.job(name, work))

    async def sleep(self, seconds: float) -> None:
        """Let time pass in a job or a command."""
        await asyncio.sleep(seconds)

    async def ask(
        self,
        question: Callable[[], Awaitable[R]],
        say: Callable[[R], Any],  # noqa: ARG002
        read: Callable[[Any], R],  # noqa: ARG002
    ) -> R:
        """Ask something outside the game, such as the store, whose answer decides how the game goes on.

        `say` makes JSON of an answer, and `read` an answer of that JSON.
        """
        return await question()

    def asked(self, number: int) -> int:
        """Take a number from outside the game, 0 or more, on which depends how the game goes on."""
        return number

    def end(self) -> None:
        """The server stops: what happens from now on is its end."""
