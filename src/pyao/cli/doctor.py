"""`pyao-server doctor`: looks at everything that a server needs, and says what to do where something is wrong."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from pyao.cli.config import ConfigFile, DataFolder  # noqa: TC001 – typer reads them
from pyao.cli.doctor_checks import Machine, all_checks
from pyao.cli.doctor_line import Line, State
from pyao.cli.operator import settings_of
from pyao.cli.report import say

if TYPE_CHECKING:
    from collections.abc import Iterable

ILL = 1
"""Exit code if something is bad."""

_COLOURS = {State.OK: "green", State.WARN: "yellow", State.BAD: "bold red"}


def doctor_command(
    *,
    load: Annotated[
        int, typer.Option(min=0, max=2_000, help="Let so many bots play for 20 seconds on a server of their own.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: a list of lines.")] = False,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Check data, ports, store, rights, clock, client, Redis, backups and limits; nothing is changed.

    Each line is ok, warn or bad, with what to do.  Ends with 0 if nothing is bad, 1 otherwise, 2 if the settings can't
    be read.
    """
    settings = settings_of(config, data)
    lines = []
    for line in all_checks(settings, Machine(), load):
        lines.append(line)
        if not as_json:
            show([line])
    if as_json:
        typer.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
    if any(line.state is State.BAD for line in lines):
        raise typer.Exit(ILL)


def show(lines: Iterable[Line]) -> None:
    """Print lines, each with what to do below it."""
    console = Console()
    for line in lines:
        console.print(Text(f"{line.state.value:4}", style=_COLOURS[line.state]), end=" ")
        say(console, f"{line.check}: {line.found}")
        if line.advice:
            say(console, f"       → {line.advice}")
