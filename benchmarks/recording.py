"""What recording costs: the same walkers on a server that is recorded and on one that isn't, in short turns.

    python benchmarks/recording.py 200

Both servers stand beside each other; in each round first the one's crowd walks, then the other's, then in the other
order, so that a busy machine troubles both alike.  Figures are processor time of the whole server while its crowd
walks, with the thread that compresses; logins don't count.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

import uvloop

sys.path.insert(0, str(Path(__file__).resolve().parent))

from run import HOST, started

from pyao.cli.load import LOGINS_AT_ONCE, SETTLE_S, crowd_of
from pyao.client.crowd import Crowd, Scenario

KINDS = ("plain", "recorded")


def cpu_s(pid: int) -> float:
    """Processor time of a process with all its threads, to the nanosecond; /proc counts hundredths of a second."""
    return time.clock_gettime(~pid << 3 | 2)  # as clock_getcpuclockid(3) makes it on Linux


async def measured(options: argparse.Namespace, servers: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Percent of a core that each server, of which port and pid are given, used in each round."""
    crowds: list[Crowd] = []
    for port, _pid in servers:
        crowd = crowd_of(options.bots, Scenario.WALKERS)
        crowds.append(crowd)
        await crowd.enter(HOST, port, at_once=LOGINS_AT_ONCE)
        await crowd.rest(SETTLE_S)
    rounds = []
    for k in range(options.rounds):
        used = [0.0, 0.0]
        for which in (0, 1, 1, 0) if k % 2 else (1, 0, 0, 1):
            before = cpu_s(servers[which][1])
            await crowds[which].play(options.seconds)
            used[which] += 50 * (cpu_s(servers[which][1]) - before) / options.seconds
            await asyncio.sleep(0)
        rounds.append((used[0], used[1]))
        lost = [sum(not bot.connected for bot in crowd.bots) for crowd in crowds]
        if any(lost):
            print(f"round {k + 1}: lost {lost[0]} and {lost[1]}")
    for crowd in crowds:
        crowd.leave()
    return rounds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bots", type=int)
    parser.add_argument("--side", type=int, default=78, help="the square that they start in")
    parser.add_argument("--seconds", type=float, default=0.7, help="of each turn; a round has four")
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()
    shape = ["--bots", str(options.bots), "--side", str(options.side)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "walk.rec"
        with (
            started("loaded_server.py", *shape) as plain,
            started("loaded_server.py", *shape, "--record", str(file)) as recorded,
        ):
            rounds = uvloop.run(measured(options, [(one.port, one.pid) for one in (plain, recorded)]))
            print(f"the file: {file.stat().st_size / 1000:.0f} kB")
    for kind, of_one in zip(KINDS, zip(*rounds, strict=True), strict=True):
        print(f"{kind}: {mean(of_one):.2f} % of a core, median {median(of_one):.2f}")
    whole, each = sum(two for _one, two in rounds) / sum(one for one, _two in rounds), [b / a for a, b in rounds]
    print(f"recording costs {100 * (whole - 1):.1f} % in all; in the median round {100 * (median(each) - 1):.1f} %")


if __name__ == "__main__":
    main()
