"""`pyao-server config set`: a setting of the running server."""

from __future__ import annotations

from typing import Annotated

import typer

from pyao.cli.config import ConfigFile, DataFolder, app
from pyao.cli.operator import tell


@app.command("set")
def set_setting(
    name: Annotated[str, typer.Argument(help="A setting of the game, such as exp_rate or game.exp_rate.")],
    value: Annotated[str, typer.Argument(help="Its value.")],
    *,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Write a setting into the settings file of the running server; `pyao-server reload settings` lets it count."""
    section, _dot, key = name.rpartition(".")
    tell("config.set", {"section": section or "game", "key": key, "value": value}, config, data)
