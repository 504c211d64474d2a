"""Measure how long `pyao-server run` takes from the command until it listens.

    python benchmarks/start.py --data FOLDER        with the world pack there; without one the built-in world

Bytecode has to be there, as it is after `run_server.sh`: without it nearly a second is added.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

PROGRAM = Path(sys.executable).with_name("pyao-server")
ANY_PORTS = {"PYAO_NETWORK__PORT": "0", "PYAO_HTTP__PORT": "0"}


class Start(NamedTuple):
    """What one start took, in seconds."""

    wall: float
    processor: float


def start(program: Path, data: Path) -> Start:
    began = time.perf_counter()
    command = [str(program), "run", "--data", str(data)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **ANY_PORTS}) as server:
        assert server.stderr is not None
        try:
            if not any("listening" in line for line in server.stderr):
                sys.exit(f"{program} ended without listening")
            wall = time.perf_counter() - began
            times = Path(f"/proc/{server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            return Start(wall, (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK"))
        finally:
            server.terminate()
            server.stderr.read()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a data folder; without it an empty one")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--program", type=Path, nargs="+", default=[PROGRAM], help="several are measured in turns")
    options = parser.parse_args()
    with TemporaryDirectory() as empty:
        data = options.data or Path(empty)
        for program in options.program:
            start(program, data)  # files come into the system's cache
        turns = [[start(program, data) for program in options.program] for _ in range(options.times)]
    for program, starts in zip(options.program, zip(*turns, strict=True), strict=True):
        wall, processor = (median(kind) for kind in zip(*starts, strict=True))
        print(f"{program}: {wall:.2f} s, processor {processor:.2f} s")


if __name__ == "__main__":
    main()
