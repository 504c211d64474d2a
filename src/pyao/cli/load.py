"""Load tests: a crowd of light clients acts, a few full ones in another process measure how the server answers."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import statistics
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.table import Table

from pyao.client.crowd import BEAT_S, Crowd, LightBot, Scenario, letters
from pyao.client.probes import Probes
from pyao.world.clock import stopwatch_s
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.client.probes import Seen

LOGINS_AT_ONCE = 8
STORM = 500
"""Logins at the same time in the scenario of logins."""

SETTLE_S = 1.0
"""Seconds between the last login and the measuring."""


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


class Spent(NamedTuple):
    """What the server has needed; CPU and memory are `None` where its process is not known."""

    seconds: float
    cpu_pct: float | None
    rss_mb: float | None
    late_ms: dict[str, list[float]]


class Meter:
    """Measures a server from now on."""

    def __init__(self, server: Watched) -> None:
        self._server = server
        self._process = Process(server.pid) if server.pid is not None else None
        server.lateness()
        self._cpu_s = self._process.cpu_s() if self._process else 0.0
        self._began = stopwatch_s()

    def read(self) -> Spent:
        """What the server has needed until now."""
        seconds = stopwatch_s() - self._began
        if self._process is None:
            return Spent(seconds, None, None, self._server.lateness())
        cpu_pct = 100 * (self._process.cpu_s() - self._cpu_s) / seconds
        return Spent(seconds, cpu_pct, self._process.rss_mb(), self._server.lateness())


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
    crowd = crowd_of(number, scenario)
    with Probes(probes, host, port) as watchers:
        await watchers.enter()
        if scenario is not Scenario.LOGINS:
            await crowd.enter(host, port, at_once=LOGINS_AT_ONCE)
            await crowd.rest(SETTLE_S)
        gc.collect()
        gc.freeze()  # in pauses of our own the bots would do nothing
        meter = Meter(server)
        watchers.begin()
        await _act(crowd, host, port, seconds, beat_s)
        spent = meter.read()
        seen = await watchers.end()
    crowd.leave()
    gc.unfreeze()
    return _report(crowd, spent, seen, max(probes, 1))


async def _act(crowd: Crowd, host: str, port: int, seconds: float, beat_s: float) -> None:
    """What is measured: the crowd enters, plays, or leaves."""
    if crowd.scenario is Scenario.LOGINS:
        await crowd.enter(host, port, at_once=STORM)
    elif crowd.scenario is Scenario.LOGOUTS:
        await crowd.play(seconds / 2, beat_s)
        crowd.leave()
        await asyncio.sleep(seconds / 2)
    else:
        await crowd.play(seconds, beat_s)


def _report(crowd: Crowd, spent: Spent, seen: Seen, probes: int) -> Report:
    counts = crowd.counts
    return Report(
        scenario=crowd.scenario.value,
        bots=len(crowd.bots),
        seconds=round(spent.seconds, 2),
        logged=counts.logged,
        logins_per_s=counts.logged / max(counts.login_s, 0.001),
        deeds_per_s=counts.deeds / spent.seconds,
        bytes_per_s=counts.received_bytes / spent.seconds,
        packets_per_probe_s=seen.packets / spent.seconds / probes,
        ping_ms=quantiles(seen.pings),
        server_cpu_pct=spent.cpu_pct,
        server_rss_mb=spent.rss_mb,
        late_ms=spent.late_ms,
        lost=counts.lost + seen.closed,
        protocol_errors=seen.violations,
    )


def quantiles(seconds: list[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and maximum, in milliseconds."""
    if len(seconds) < 2:
        return {}
    cuts = statistics.quantiles(seconds, n=100)
    figures = {f"p{cut}": round(cuts[cut - 1] * 1000, 2) for cut in (50, 95, 99)}
    return figures | {"max": round(max(seconds) * 1000, 2)}
