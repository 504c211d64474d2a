"""`pyao-server backup` and `restore`: making backups, looking at them, and putting one in the place of what is kept."""

from __future__ import annotations

import getpass
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from pyao.cli.config import TOML_NAME, ConfigFile, DataFolder, in_folder, toml_path
from pyao.cli.operator import refuse, settings_of
from pyao.server.backups import archive, making
from pyao.server.backups.archive import Damaged
from pyao.server.backups.making import Outcome
from pyao.server.backups.restoring import NotRestored, Place
from pyao.server.backups.restoring import restore as put_back
from pyao.server.backups.service import LONGEST_S, folder_of, order_of
from pyao.server.control import client
from pyao.server.control.command import Refused
from pyao.server.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

FAILED = 1
"""Exit code if a backup is not good."""

app = typer.Typer(name="backup", help="Make a backup, or look at those that there are.", add_completion=False)


@app.callback(invoke_without_command=True)
def backup(
    context: typer.Context,
    *,
    to: Annotated[
        Path | None, typer.Option(help="Another folder than the usual one; nothing is ever removed from it.")
    ] = None,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Make a backup of everything, whether a server runs or not, and verify it."""
    if context.invoked_subcommand is not None:
        return
    settings = settings_of(config, data)
    target = to.absolute() if to is not None else None
    try:
        arguments = {"to": str(target or "")}
        answer = client.call(settings.world.data_dir, "backup", arguments, patience_s=LONGEST_S)
        outcome = Outcome.model_validate(answer.data)
    except client.NoServer:
        order = order_of(settings, toml_path(config, data), target)
        if order is None:
            refuse("storage.backend is memory: nothing is kept there while no server runs")
        outcome = making.make(order)
    except Refused as refusal:
        refuse(str(refusal))
    _tell(outcome, [outcome.file] if outcome.file else [])


@app.command("list")
def list_(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """List the backups of the usual folder, oldest first."""
    folder = folder_of(settings_of(config, data))
    table = Table("file", "taken", "MiB", "characters", "state", title=str(folder))
    for path in archive.all_in(folder):
        size = f"{path.stat().st_size / (1 << 20):.1f}"
        try:
            manifest = archive.read_manifest(path)
        except Damaged as fault:
            table.add_row(path.name, "", size, "", f"damaged: {fault}")
            continue
        state = "good" if archive.taken_at(path) is not None else "failed"
        taken = f"{manifest.taken_at.astimezone():%Y-%m-%d %H:%M:%S}"
        table.add_row(path.name, taken, size, str(manifest.figures.characters), state)
    Console().print(table)


@app.command()
def verify(file: Annotated[Path, typer.Argument(help="The backup.")]) -> None:
    """Read a backup from beginning to end and add up its ledger."""
    if not file.is_file():
        refuse(f"{file}: there is no such file")
    with tempfile.TemporaryDirectory(prefix="pyao-verify-") as folder:
        _tell(making.verify(file, Path(folder) / "content"), [str(file)])


def restore(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    *,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Put a backup in the place of what is kept, which is moved aside; only while no server runs."""
    if not file.is_file():
        refuse(f"{file}: there is no such file")
    folder = settings_of(config, data).world.data_dir
    place = toml_path(config, data) or folder / TOML_NAME

    def settings_with(path: Path | None) -> Settings:
        present = toml_path(config, data)
        return load_settings(path or present, os.environ, {}, in_folder(data))[0]

    try:
        lines = put_back(file, Place(folder, place, settings_with), f"operator:{getpass.getuser()}")
    except (NotRestored, SettingsError, OSError) as fault:
        refuse(str(fault))
    for line in lines:
        typer.echo(line)


def _tell(outcome: Outcome, about: Iterable[str]) -> None:
    """Show the result line; the exit code tells a failure."""
    for line in (*about, outcome.text, *(f"removed: {name}" for name in outcome.removed)):
        typer.echo(line, err=not outcome.ok)
    if not outcome.ok:
        raise typer.Exit(FAILED)
