"""Print how much memory a player takes: what the server's process holds with a crowd inside, less what it held empty.

python benchmarks/memory.py 500
"""

from __future__ import annotations

import argparse

import uvloop
from run import HOST, Program, started

from pyao.cli.load import LOGINS_AT_ONCE, Process, crowd_of
from pyao.client.crowd import Scenario


async def measure(server: Program, bots: int, seconds: float) -> None:
    process = Process(server.pid)
    empty = process.rss_mb()
    crowd = crowd_of(bots, Scenario.WALKERS)
    await crowd.enter(HOST, server.port, at_once=LOGINS_AT_ONCE)
    await crowd.rest(1.0)
    inside = process.rss_mb()
    await crowd.play(seconds)
    walked = process.rss_mb()
    crowd.leave()
    print(f"empty {empty:.1f} MB, {crowd.counts.logged} players inside {inside:.1f} MB, after walking {walked:.1f} MB:")
    print(f"{(inside - empty) / bots * 1000:.1f} kB each, after walking {(walked - empty) / bots * 1000:.1f} kB each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bots", type=int)
    parser.add_argument("--seconds", type=float, default=6.0)
    options = parser.parse_args()
    with started("loaded_server.py", "--bots", str(options.bots)) as server:
        uvloop.run(measure(server, options.bots, options.seconds))


if __name__ == "__main__":
    main()
