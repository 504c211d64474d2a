"""Measure a whole server under load, with the yardstick beside it.

    python benchmarks/run.py 300 600 1000            walkers on one open map
    python benchmarks/run.py 2000 --maps 25          spread over maps
    python benchmarks/run.py 300 --side 25 --scenario crowd    all on one screen

Give the server a core of its own; figures from a busy machine compare only with others of the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import uvloop
from rich.console import Console
from rich.table import Table

from pyao.cli.load import Report, Watched, run_load
from pyao.client.crowd import BEAT_S, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent
HOST = "127.0.0.1"


class Program(NamedTuple):
    """A program beside this one."""

    port: int
    pid: int
    lateness: Callable[[], dict[str, list[float]]]
    """Ask the server how late it was since the last time."""


@contextmanager
def started(program: str, *arguments: str, core: int | None = None) -> Iterator[Program]:
    """Start a program, on that core if one is given, and stop it in the end."""
    command = [sys.executable, str(HERE / program), *arguments]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null, text=True, bufsize=1) as process:
        try:
            if core is not None:
                os.sched_setaffinity(process.pid, {core})
            assert process.stdin is not None
            assert process.stdout is not None
            ask, answer = process.stdin.write, process.stdout.readline

            def lateness() -> dict[str, list[float]]:
                ask("\n")
                late: dict[str, list[float]] = json.loads(answer())
                return late

            lines = iter(process.stdout.readline, "")
            port = next(int(line) for line in lines if line.strip().isdigit())
            yield Program(port, process.pid, lateness)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.communicate(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def measure(bots: int, options: argparse.Namespace) -> tuple[Report, Report | None]:
    """The server's report, and the yardstick's."""
    shape = ["--bots", str(bots), "--maps", str(options.maps), "--side", str(options.side)]
    more = ["--creatures", str(options.creatures), *(["--real-hashes"] if options.real_hashes else [])]
    more += ["--save-s", str(options.save_s), *(["--turns"] if options.turns else [])]
    more += ["--profile", options.profile] if options.profile else []
    with started("loaded_server.py", *shape, *more, core=options.core) as server:
        watched = Watched(server.pid, server.lateness)
        report = uvloop.run(
            run_load(
                *(bots, HOST, server.port, options.seconds, options.scenario),
                probes=options.probes,
                server=watched,
                beat_s=options.beat,
            )
        )
    if not options.yardstick:
        return report, None
    with started("yardstick.py", *shape, core=options.core) as yardstick:
        watched = Watched(yardstick.pid)
        least = uvloop.run(
            run_load(
                *(bots, HOST, yardstick.port, options.seconds, Scenario.WALKERS),
                probes=0,
                server=watched,
                beat_s=options.beat,
            )
        )
    return report, least


def table(rows: list[tuple[Report, Report | None]]) -> Table:
    """What people want to know of each run."""
    names = (
        "bots",
        "packets/s each",
        "CPU %",
        "yardstick %",
        "ratio",
        "ping p50/p95/p99/max ms",
        "worst lag: loop/tick/input ms; longest turn, CPU ms",
        "logins/s",
        "MB",
        "lost",
        "errors",
    )
    shown = Table(*names)
    for report, least in rows:
        mine, other = report.server_cpu_pct or 0.0, least.server_cpu_pct if least else None
        shown.add_row(
            str(report.bots),
            f"{report.packets_per_probe_s:.0f}",
            f"{mine:.0f}",
            f"{other:.0f}" if other else "",
            f"{mine / other:.2f}" if other else "",
            " / ".join(f"{value:.1f}" for value in report.ping_ms.values()),
            " / ".join(f"{worst:.1f}" for name, (_mean, worst) in report.late_ms.items() if name != "turn")
            + (f"; {report.late_ms['turn'][1]:.1f}" if "turn" in report.late_ms else ""),
            f"{report.logins_per_s:.0f}",
            f"{report.server_rss_mb or 0:.0f}",
            str(report.lost),
            str(report.protocol_errors),
        )
    return shown


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bots", type=int, nargs="+")
    parser.add_argument("--maps", type=int, default=1)
    parser.add_argument("--side", type=int, default=78, help="the square on each map that they start in")
    parser.add_argument("--creatures", type=int, default=0, help="on each map")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--beat", type=float, default=BEAT_S, help="seconds between two deeds of one bot")
    parser.add_argument("--scenario", type=Scenario, default=Scenario.WALKERS)
    parser.add_argument("--probes", type=int, default=4)
    parser.add_argument("--real-hashes", action="store_true", help="passwords as expensive as on a real server")
    parser.add_argument("--save-s", type=int, default=0, help="seconds between two saves, to SQLite; 0 = to memory")
    parser.add_argument("--turns", action="store_true", help="measure the turns of the loop, which costs some itself")
    parser.add_argument("--no-yardstick", dest="yardstick", action="store_false")
    parser.add_argument("--profile", default="", help="a file for the server's profile")
    parser.add_argument("--core", type=int, default=None, help="the server on this core, bots and probes on the others")
    parser.add_argument("--json", type=Path, default=None)
    return parser.parse_args(arguments)


def main() -> None:
    options = parsed()
    if options.core is not None:
        os.sched_setaffinity(0, os.sched_getaffinity(0) - {options.core})
    rows = [measure(bots, options) for bots in options.bots]
    Console(width=150).print(table(rows))
    if options.json is not None:
        options.json.write_text(json.dumps([as_json(*row) for row in rows], indent=2) + "\n", encoding="utf-8")


def as_json(report: Report, least: Report | None) -> dict[str, Any]:
    """One run for programs."""
    return {"server": asdict(report), "yardstick": asdict(least) if least else None}


if __name__ == "__main__":
    main()
