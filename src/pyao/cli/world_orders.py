"""`pyao-server world …`: what an operator does to the world of the running server.

What each command does stands in `pyao.server.control.world_commands`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pyao.cli.config import ConfigFile, DataFolder  # noqa: TC001 - typer reads them
from pyao.cli.operator import tell
from pyao.cli.world import app


@app.command()
def restrict(
    *,
    off: Annotated[bool, typer.Option("--off", help="Let everybody in again.")] = False,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Let only the staff enter from now on; who is in the game stays."""
    tell("world.restrict", {"gms_only": not off}, config, data)


@app.command()
def save_maps(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Save the maps that are marked for it, as the world save does."""
    tell("world.save-maps", {}, config, data)


@app.command()
def load_maps(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Start the server anew with the maps as the last world save left them; everybody is thrown out."""
    tell("world.load-maps", {}, config, data)


@app.command()
def relieve_guards(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Send the guards back to their posts."""
    tell("world.relieve-guards", {}, config, data)


@app.command()
def kick_users(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Throw out everybody who has no rank."""
    tell("world.kick-users", {}, config, data)


@app.command()
def close_idle(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Close the connections that have not logged in."""
    tell("world.close-idle", {}, config, data)


@app.command()
def unban_addresses(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Let all banned addresses connect again."""
    tell("world.unban-addresses", {}, config, data)
