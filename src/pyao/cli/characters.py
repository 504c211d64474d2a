"""`pyao-server characters`: importing characters, and looking at them."""

from __future__ import annotations

import asyncio
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer
from rich.console import Console
from rich.pretty import Pretty
from rich.table import Table

from pyao.cli.config import DataFolder, in_folder, toml_path
from pyao.server.argentum_server import store_of
from pyao.server.settings import SettingsError, load_settings
from pyao.storage.errors import StoreError
from pyao.world.clock import TICK_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from pyao.storage.store import Store

Result = TypeVar("Result")

app = typer.Typer(help="Bring characters in, and look at them.", no_args_is_help=True)

BAD_CALL = 2

Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file.")]


@app.command("list")
def list_(*, config: Config = None, data: DataFolder = None) -> None:
    """List the names of all characters."""
    for name in with_store(config, lambda store: store.names(), data):
        typer.echo(name)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="The character's name.")],
    *,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Show everything that is stored about a character except the password."""
    record = with_store(config, lambda store: store.load(name), data)
    if record is None:
        typer.echo(f"pyao-server: there is no character {name}", err=True)
        raise typer.Exit(BAD_CALL)
    table = Table("field", "value", title=record.name, show_lines=False)
    for field, value in asdict(record).items():
        if field == "timed_states":
            table.add_row(field, Pretty({state: f"{ticks * TICK_MS / 1000:.1f} s" for state, ticks in value.items()}))
        elif field != "password_hash":
            table.add_row(field, Pretty(value, max_length=12))
    Console().print(table)


def with_store(
    config: Path | None, work: Callable[[Store], Coroutine[None, None, Result]], data: Path | None = None
) -> Result:
    """Run `work` with the store that the settings name; bad settings or a failing store end the command."""

    async def run() -> Result:
        settings, _origins = load_settings(toml_path(config, data), os.environ, {}, in_folder(data))
        store = store_of(settings)
        await store.open()
        try:
            return await work(store)
        finally:
            await store.close()

    try:
        return asyncio.run(run())
    except (SettingsError, StoreError) as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(BAD_CALL) from None
