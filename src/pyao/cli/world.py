"""`pyao-server world`: whether the world that is played holds together."""

from __future__ import annotations

import os
from pathlib import Path  # noqa: TC003 – typer reads it
from typing import Annotated

import typer
from rich.console import Console

from pyao.cli.config import ConfigFile, DataFolder, in_folder, toml_path
from pyao.cli.report import FAULTY_DATA, Report, say
from pyao.server.settings import SettingsError, load_settings
from pyao.server.worlds import WorldError, load_content
from pyao.storage.classic.findings import Severity
from pyao.storage.world_check.check import check_world
from pyao.storage.world_check.pictures import write_pictures
from pyao.storage.world_check.variety import check_variety

app = typer.Typer(help="Look after the world that is played.", no_args_is_help=True, add_completion=False)


@app.callback()
def world() -> None:
    """Look after the world that is played."""


@app.command()
def check(
    *,
    client: Annotated[Path | None, typer.Option(help="The Godot client, whose ground is taken.")] = None,
    pictures: Annotated[Path | None, typer.Option(help="A folder to draw each map into, as PNG.")] = None,
    variety: Annotated[
        bool, typer.Option("--variety", help="Check too that the world uses all that the game can do.")
    ] = False,
    every: Annotated[bool, typer.Option("--every", help="A line for each problem, also for those alike.")] = False,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Check that every exit, shop, creature, object, recipe and spell of the world is of use.

    Ends with 0 if the world holds together, 1 if not, 2 if it can't be read.
    """
    given: dict[str, object] = {} if client is None else {"world.client": client}
    try:
        settings, _origins = load_settings(toml_path(config, data), os.environ, {}, {**in_folder(data), **given})
        content = load_content(settings.world)
    except (SettingsError, WorldError) as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(2) from fault
    console = Console()
    findings = check_world(content)
    if variety:
        check_variety(content, findings)
    Report(console, notes=True, every=every).print(findings)
    say(console, f"{len(content.maps)} maps, {len(content.items)} objects, {len(content.npcs)} NPCs")
    if pictures is not None:
        write_pictures(content, pictures)
        say(console, f"the maps are drawn in {pictures}")
    if findings.having(Severity.ERROR):
        raise typer.Exit(FAULTY_DATA)
