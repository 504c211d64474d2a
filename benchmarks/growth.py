"""Draw how the server's cost grows: measure it, or draw again what was measured.

python benchmarks/growth.py measure docs/growth/figures.json      some minutes on a machine with nothing else to do
python benchmarks/growth.py draw docs/growth/figures.json         one SVG beside it for each series
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import run

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 560, 320, 56, 48, 36, 56
CPU, PING = "#1f6feb", "#d1242f"
STEPS = 5
SVG = "http://www.w3.org/2000/svg"


class Series(NamedTuple):
    """One picture: what grows, at which values, and the arguments of `run.py` for one of them."""

    name: str
    axis: str
    values: tuple[int, ...]
    arguments: str


SERIES = (
    Series("players", "walkers on one map", (100, 300, 600, 1_000), "{value}"),
    Series("spread", "walkers over 25 maps", (500, 1_000, 2_000), "{value} --maps 25"),
    Series("viewers", "walkers on one screen", (10, 30, 100, 300), "{value} --side 25 --scenario crowd"),
    Series("creatures", "creatures that fight 300 walkers", (0, 50, 100, 200), "300 --creatures {value}"),
    Series("saves", "walkers on one map, all saved each second", (100, 300, 600, 1_000), "{value} --save-s 1"),
)


def measure(path: Path, wanted: list[str]) -> None:
    """Measure each series that is wanted, all if none is named, and keep the figures."""
    figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for series in SERIES:
        if wanted and series.name not in wanted:
            continue
        rows = []
        for value in series.values:
            options = run.parsed([*series.arguments.format(value=value).split(), "--no-yardstick", "--seconds", "5"])
            report, _none = run.measure(options.bots[0], options)
            rows.append({"value": value, "cpu_pct": round(report.server_cpu_pct or 0.0), "ping_ms": report.ping_ms})
            print(series.name, rows[-1], flush=True)
        figures[series.name] = rows
        path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def draw(path: Path) -> None:
    """Draw each series that was measured."""
    figures = json.loads(path.read_text(encoding="utf-8"))
    for series in SERIES:
        if series.name in figures:
            (path.parent / f"{series.name}.svg").write_text(picture(series, figures[series.name]), encoding="utf-8")


def picture(series: Series, rows: list[dict[str, Any]]) -> str:
    """One SVG: processor time on the left axis, the 99th percentile of pings on the right one."""
    widest = max(row["value"] for row in rows)
    highest = _round_up(max(row["ping_ms"]["p99"] for row in rows))
    cpu = [(_x(row["value"], widest), _y(row["cpu_pct"], 100)) for row in rows]
    ping = [(_x(row["value"], widest), _y(row["ping_ms"]["p99"], highest)) for row in rows]
    lines = [
        f'<svg xmlns="{SVG}" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        _text(LEFT, 20, "processor, % of a core", CPU),
        _text(WIDTH - RIGHT, 20, "ping p99, ms", PING, "end"),
        _text(WIDTH / 2, HEIGHT - 10, series.axis, "black", "middle"),
    ]
    for step in range(STEPS + 1):
        y = _y(step, STEPS)
        lines += [
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#d0d7de"/>',
            _text(LEFT - 6, y + 4, f"{100 * step / STEPS:.0f}", CPU, "end"),
            _text(WIDTH - RIGHT + 6, y + 4, f"{highest * step / STEPS:g}", PING),
        ]
    lines += [_text(_x(row["value"], widest), HEIGHT - 30, str(row["value"]), "black", "middle") for row in rows]
    for points, colour in ((cpu, CPU), (ping, PING)):
        joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        lines.append(f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>')
        lines += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _x(value: float, widest: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * value / widest


def _y(value: float, highest: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / highest


def _round_up(value: float) -> int:
    """The next multiple of `STEPS`, so that every line of the grid has a round number."""
    return -(-int(value + 1) // STEPS) * STEPS


def _text(x: float, y: float, words: str, colour: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{words}</text>'


def main() -> None:
    if len(sys.argv) < 3 or sys.argv[1] not in {"measure", "draw"}:
        sys.exit(__doc__)
    path = Path(sys.argv[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    if sys.argv[1] == "measure":
        measure(path, sys.argv[3:])
    draw(path)


if __name__ == "__main__":
    main()
