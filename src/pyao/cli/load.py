"""Load tests: a crowd of light clients acts, a few full ones measure how the server answers meanwhile."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import statistics
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.table import Table

from pyao.client.crowd import BEAT_S, PASSWORD, Crowd, LightBot, Scenario
from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PING_EVERY_S = 0.1
LOGINS_AT_ONCE = 8
STORM = 500
"""Logins at the same time in the scenario of logins."""

SETTLE_S = 1.0
"""Seconds between the last login and the measuring."""

LETTERS = 26


@dataclass(slots=True)
class Report:
    """What a load test has measured; CPU and memory are `None` where the server's process is not known."""

    scenario: str
    bots: int
    seconds: float
    logged: int
    logins_per_s: float
    deeds_per_s: float
    bytes_per_s: float
    packets_per_probe_s: float
    """Packets that one full client has read in a second."""

    ping_ms: dict[str, float]
    server_cpu_pct: float | None
    server_rss_mb: float | None
    late_ms: dict[str, list[float]]
    """How late the server's loop and ticks were, and how long input waited: mean and worst; empty = not known."""

    lost: int
    """Connections that the server cut, or that never got in."""

    protocol_errors: int

    def table(self) -> Table:
        """The report as rows for people."""
        table = Table("what", "figure", title=f"{self.bots} bots: {self.scenario}")
        for name, value in self._rows():
            table.add_row(name, value)
        return table

    def write(self, path: Path) -> None:
        """Keep the report as JSON."""
        path.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    def _rows(self) -> Iterator[tuple[str, str]]:
        yield "logged in", f"{self.logged}, {self.logins_per_s:.0f} a second"
        yield "deeds a second", f"{self.deeds_per_s:.0f}"
        yield "kilobytes received a second", f"{self.bytes_per_s / 1000:.0f}"
        yield "packets a second for one client", f"{self.packets_per_probe_s:.0f}"
        yield "ping", ", ".join(f"{name} {value:.1f} ms" for name, value in self.ping_ms.items())
        if self.server_cpu_pct is not None and self.server_rss_mb is not None:
            yield "server", f"{self.server_cpu_pct:.0f} % of a core, {self.server_rss_mb:.0f} MB"
        for what, (mean, worst) in self.late_ms.items():
            yield f"late: {what}", f"{mean:.2f} ms on average, {worst:.1f} ms at most"
        yield "cut off or not let in", str(self.lost)
        yield "protocol errors", str(self.protocol_errors)


class Process:
    """CPU time and memory of another process on this machine, where the system tells (Linux)."""

    def __init__(self, pid: int) -> None:
        self._folder = Path("/proc") / str(pid)

    def cpu_s(self) -> float:
        """Seconds of processor time used so far."""
        fields = (self._folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss_mb(self) -> float:
        """Memory in use, in MB."""
        pages = int((self._folder / "statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


class Watched(NamedTuple):
    """What can be learnt of the server apart from what it sends."""

    pid: int | None = None
    lateness: Callable[[], dict[str, list[float]]] = dict
    """Gives how late everything was since it was last asked, as `Report.late_ms`."""


class Probe:
    """A full client that stands there, reads everything and pings."""

    def __init__(self, number: int) -> None:
        self.client = HeadlessClient(keep=10, strict=False, frame_s=0.0)
        self.pings: list[float] = []
        self.name = "sonda " + letters(number)

    async def enter(self, host: str, port: int) -> None:
        """Log in; create the character if there is none."""
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
        with suppress(Disconnected):
            while True:
                self.pings.append(await self.client.ping())
                await asyncio.sleep(PING_EVERY_S)


def letters(number: int) -> str:
    """A name for a number: aaa, aab and so on."""
    return "".join(chr(ord("a") + number // LETTERS**place % LETTERS) for place in (2, 1, 0))


def crowd_of(number: int, scenario: Scenario) -> Crowd:
    """So many light bots; the same ones every time."""
    return Crowd([LightBot(f"bot {letters(k)}", Dice(k)) for k in range(number)], scenario)


async def run_load(
    number: int,
    host: str,
    port: int,
    seconds: float,
    scenario: Scenario,
    *,
    probes: int,
    server: Watched,
    beat_s: float = BEAT_S,
) -> Report:
    """Let probes and crowd in, let the crowd act once each `beat_s` for `seconds`, and report what the probes saw.

    Raises:
        OSError: there is no server.
        Disconnected: a probe is not let in.

    """
    watchers = [Probe(k) for k in range(probes)]
    crowd = crowd_of(number, scenario)
    process = Process(server.pid) if server.pid is not None else None
    for probe in watchers:
        await probe.enter(host, port)
    storm = scenario is Scenario.LOGINS
    if not storm:
        await crowd.enter(host, port, at_once=LOGINS_AT_ONCE)
        await crowd.rest(SETTLE_S)
    gc.collect()
    gc.freeze()  # pauses of our own would be measured as the server's
    server.lateness()
    clock = asyncio.get_running_loop().time
    begin, cpu_s = clock(), process.cpu_s() if process else 0.0
    packets = sum(probe.client.packets_received for probe in watchers)
    measuring = [asyncio.create_task(probe.measure()) for probe in watchers]
    if storm:
        await crowd.enter(host, port, at_once=STORM)
    elif scenario is Scenario.LOGOUTS:
        await crowd.play(seconds / 2, beat_s)
        crowd.leave()
        await asyncio.sleep(seconds / 2)
    else:
        await crowd.play(seconds, beat_s)
    spent_s = clock() - begin
    report = Report(
        scenario=scenario.value,
        bots=number,
        seconds=round(spent_s, 2),
        logged=crowd.counts.logged,
        logins_per_s=crowd.counts.logged / max(crowd.counts.login_s, 0.001),
        deeds_per_s=crowd.counts.deeds / spent_s,
        bytes_per_s=crowd.counts.received_bytes / spent_s,
        packets_per_probe_s=(sum(one.client.packets_received for one in watchers) - packets) / spent_s / max(probes, 1),
        ping_ms=quantiles([ping for probe in watchers for ping in probe.pings]),
        server_cpu_pct=100 * (process.cpu_s() - cpu_s) / spent_s if process else None,
        server_rss_mb=process.rss_mb() if process else None,
        late_ms=server.lateness(),
        lost=crowd.counts.lost + sum(probe.client.closed for probe in watchers),
        protocol_errors=sum(len(probe.client.view.violations) for probe in watchers),
    )
    for task in measuring:
        task.cancel()
    await asyncio.gather(*measuring, return_exceptions=True)
    for probe in watchers:
        await probe.client.close()
    crowd.leave()
    gc.unfreeze()
    return report


def quantiles(seconds: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and maximum, in milliseconds."""
    if len(seconds) < 2:
        return {}
    cuts = statistics.quantiles(seconds, n=100)
    figures = {f"p{cut}": round(cuts[cut - 1] * 1000, 2) for cut in (50, 95, 99)}
    return figures | {"max": round(max(seconds) * 1000, 2)}
