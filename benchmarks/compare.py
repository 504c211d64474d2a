"""Compare what a step costs in two commits, measured in turns (A B A B …) so that a busy machine troubles both alike.

    python benchmarks/compare.py main~20 main
    python benchmarks/compare.py v1.0 HEAD --rounds 5 --bots 600 --side 60

Each commit is checked out beside this one and runs with this one's interpreter and packages; the benchmark itself is
this one's `step_cost.py`.  Figures are microseconds of processor time a step; the least of all rounds counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


def checked_out(commit: str, folder: Path) -> Path:
    """The files of a commit, in a folder of their own."""
    folder.mkdir()
    archive = subprocess.run(["git", "-C", str(ROOT), "archive", commit], check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)
    return folder


def cost_us(tree: Path, options: argparse.Namespace) -> float:
    """One measurement of the source in that folder."""
    paths = os.pathsep.join((str(tree / "src"), str(tree / "tests")))
    command = [sys.executable, str(HERE / "step_cost.py"), *map(str, (options.bots, options.maps, options.side))]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": paths})
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("commits", nargs=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--bots", type=int, default=300)
    parser.add_argument("--maps", type=int, default=1)
    parser.add_argument("--side", type=int, default=78)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        trees = [checked_out(commit, Path(folder) / f"{k}") for k, commit in enumerate(options.commits)]
        rounds = [[cost_us(tree, options) for tree in trees] for _round in range(options.rounds)]
    for commit, figures in zip(options.commits, zip(*rounds, strict=True), strict=True):
        print(f"{commit}: {min(figures):.1f} us a step   ({', '.join(f'{one:.1f}' for one in figures)})")
    before, after = (min(figures) for figures in zip(*rounds, strict=True))
    print(f"{before / after:.2f} times as fast")


if __name__ == "__main__":
    main()
