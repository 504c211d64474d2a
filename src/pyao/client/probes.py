"""The probes of a load test: full clients that measure how a server answers, in a process of their own.

In one process with the crowd they would measure the crowd: opening five hundred connections keeps it from everything
else for longer than the server takes to answer.  `Probes` starts the process, which runs this module; the two exchange
lines of JSON over its standard input and output.
"""

from __future__ import annotations

import asyncio
import gc
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from pyao.client.crowd import PASSWORD, letters
from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.world.clock import stopwatch_s

if TYPE_CHECKING:
    from types import TracebackType

PING_EVERY_S = 0.1


@dataclass(frozen=True, slots=True)
class Seen:
    """What all probes together have measured between `Probes.begin` and `Probes.end`."""

    pings: list[float]
    """Seconds."""

    packets: int
    closed: int
    """Probes whose connection the server has cut."""

    violations: int


class Probe:
    """A full client that stands there, reads everything and pings."""

    def __init__(self, number: int) -> None:
        self.client = HeadlessClient(keep=10, strict=False, frame_s=0.0)
        self.pings: list[float] = []
        self.name = "sonda " + letters(number)

    async def enter(self, host: str, port: int) -> None:
        """Log in; create the character if there is none.

        Raises:
            OSError: there is no server.
            Disconnected: it does not let the probe in.

        """
        await self.client.connect(host, port)
        try:
            await self.client.login(self.name, PASSWORD)
        except Disconnected:
            await self.client.close()
            self.client.reset()
            await self.client.connect(host, port)
            await self.client.create(self.name, PASSWORD)

    async def measure(self) -> None:
        """Ping until cancelled; an answer that does not come counts as long as it was waited for."""
        with suppress(Disconnected, TimeoutError):
            while True:
                began = stopwatch_s()
                try:
                    await self.client.ping()
                finally:
                    self.pings.append(stopwatch_s() - began)
                await asyncio.sleep(PING_EVERY_S)


class Probes:
    """So many probes in another process, which ends with the `with` block."""

    def __init__(self, number: int, host: str, port: int) -> None:
        """They go to that server once the block is entered."""
        self._command = [sys.executable, "-m", "pyao.client.probes", str(number), host, str(port)]

    def __enter__(self) -> Self:
        """Start the process."""
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(  # nosec B603 # noqa: S603 - our own command
            self._command, stdin=pipe, stdout=pipe, text=True, bufsize=1
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        with suppress(OSError):  # nobody reads any more what was still to be written
            self._process.communicate()

    async def enter(self) -> None:
        """Wait until all are in the world.

        Raises:
            OSError: there is no server.
            Disconnected: a probe is not let in.

        """
        answer = await self._answer()
        if "errno" in answer:
            raise OSError(answer["errno"], answer["why"])
        if "why" in answer:
            raise Disconnected(answer["why"])

    def begin(self) -> None:
        """Let them measure."""
        self._ask()

    async def end(self) -> Seen:
        """Stop measuring, and leave the world; gives what they have measured.

        Raises:
            Disconnected: their process has failed.

        """
        self._ask()
        return Seen(**await self._answer())

    def _ask(self) -> None:
        assert self._process.stdin is not None  # nosec B101 # noqa: S101 - it was asked for
        with suppress(OSError):  # it has failed, which the answer will say
            self._process.stdin.write("\n")

    async def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # nosec B101 # noqa: S101 - it was asked for
        line = await asyncio.to_thread(self._process.stdout.readline)
        if not line:
            raise Disconnected("the process of the probes has ended")
        answer: dict[str, Any] = json.loads(line)
        return answer


async def _attend(number: int, host: str, port: int) -> None:
    """What the process of the probes does: enter and say so; begin when asked; when asked again, say what was seen."""
    probes = [Probe(k) for k in range(number)]
    try:
        refusal = await _entered(probes, host, port)
        _say(refusal)
        if not refusal and await _asked():
            _say(asdict(await _measured(probes)))
    finally:
        for probe in probes:
            await probe.client.close()


async def _entered(probes: list[Probe], host: str, port: int) -> dict[str, Any]:
    """Let all in; gives what has kept one out, if anything."""
    for probe in probes:
        try:
            await probe.enter(host, port)
        except (Disconnected, TimeoutError) as fault:
            return {"why": str(fault) or f"{probe.name} got no answer"}
        except OSError as fault:
            return {"errno": fault.errno, "why": fault.strerror}
    return {}


async def _measured(probes: list[Probe]) -> Seen:
    """Measure until asked for the figures."""
    gc.collect()
    gc.freeze()  # pauses of our own would be measured as the server's
    before = sum(probe.client.packets_received for probe in probes)
    measuring = [asyncio.create_task(probe.measure()) for probe in probes]
    await _asked()
    for task in measuring:
        task.cancel()
    await asyncio.gather(*measuring, return_exceptions=True)
    return Seen(
        pings=[ping for probe in probes for ping in probe.pings],
        packets=sum(probe.client.packets_received for probe in probes) - before,
        closed=sum(probe.client.closed for probe in probes),
        violations=sum(len(probe.client.view.violations) for probe in probes),
    )


async def _asked() -> bool:
    """Wait for a line of the load test; `False` = it has gone."""
    return bool(await asyncio.to_thread(sys.stdin.readline))


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Run the probes that the command line names."""
    number, host, port = sys.argv[1:]
    with suppress(KeyboardInterrupt):  # the load test has got it too, and speaks for both
        asyncio.run(_attend(int(number), host, int(port)))


if __name__ == "__main__":
    main()
