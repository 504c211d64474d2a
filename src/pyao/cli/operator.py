"""The operator's commands: on the running server of a data folder through its control channel, otherwise on its store.

What each command does stands once, in `pyao.server.control`; here are only its words and what is shown of its answer.
"""

from __future__ import annotations

import asyncio
import getpass
import json
import os
import re
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from pyao.cli.config import ConfigFile, DataFolder, in_folder, toml_path
from pyao.content.parts import Part  # noqa: TC001 - typer reads it
from pyao.server.argentum_server import ArgentumServer
from pyao.server.control import client
from pyao.server.control.command import Refused, Reply
from pyao.server.control.desk import COMMANDS
from pyao.server.control.world_commands import EVERYTHING
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings, Settings, SettingsError, load_settings_with_redis
from pyao.server.worlds import WorldError
from pyao.storage.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

REFUSED = 2
"""Exit code if a command was not obeyed."""

UNITS_S = {"s": 1, "m": 60, "h": 3_600}

AsJson = Annotated[bool, typer.Option("--json", help="Show the answer as JSON, for programs.")]


def online(*, as_json: AsJson = False, config: ConfigFile = None, data: DataFolder = None) -> None:
    """List who is in the game."""
    reply = act("online", {}, config, data)
    if as_json:
        typer.echo(json.dumps(reply.data, ensure_ascii=False, indent=2))
        return
    table = Table("name", "level", "rank", "place", "address", "idle", title=reply.text)
    for one in reply.data:
        idle = f"{one['idle_minutes']} min" if one["connected"] else "connection lost"
        place = f"{one['map']} ({one['x']}, {one['y']})"
        table.add_row(one["name"], str(one["level"]), one["rank"], place, one["ip"], idle)
    Console().print(table)


def say(
    text: Annotated[str, typer.Argument(help="What everybody reads.")],
    *,
    popup: Annotated[bool, typer.Option("--popup", help="In a dialog instead of on the console.")] = False,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Tell everybody in the game something."""
    tell("say", {"text": text, "popup": popup}, config, data)


def kick(
    name: Annotated[str, typer.Argument(help="The character's name.")],
    *,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Throw somebody out of the game; the character is saved."""
    tell("kick", {"name": name}, config, data)


def save(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Save everybody and everything now."""
    tell("save", {}, config, data)


def reload(
    what: Annotated[Part | None, typer.Argument(help="What to read again; everything if it is not named.")] = None,
    *,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Read data and settings again while people play; if anything in them is wrong, nothing changes."""
    tell("reload", {"what": what.value if what else EVERYTHING}, config, data)


def pause(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Freeze the game: creatures stand still, and nobody can move."""
    tell("pause", {}, config, data)


def resume(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Let the game go on after a pause."""
    tell("resume", {}, config, data)


def restart(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Save everything, stop the server and start it anew."""
    tell("restart", {}, config, data)


def status(*, config: ConfigFile = None, data: DataFolder = None) -> None:
    """Show how the server is: players, connections, creatures, whether it is paused or closed."""
    tell("status", {}, config, data)


def stop(
    *,
    in_: Annotated[str, typer.Option("--in", help="Announce it and stop after that time: 30s, 5m, 1h.")] = "0s",
    reason: Annotated[str, typer.Option(help="What players are told.")] = "",
    cancel: Annotated[bool, typer.Option("--cancel", help="Stop a countdown that is running.")] = False,
    config: ConfigFile = None,
    data: DataFolder = None,
) -> None:
    """Save everything and stop the server; without --in at once, and this command waits for the end."""
    arguments = {"in_s": seconds(in_), "reason": reason, "cancel": cancel}
    if cancel or arguments["in_s"]:
        tell("stop", arguments, config, data)
        return
    try:
        ended = client.call_and_wait_for_end(settings_of(config, data).world.data_dir, "stop", arguments)
    except (client.NoServer, Refused, OSError) as fault:
        refuse(str(fault))
    if not ended.saved:
        refuse("the server has ended, but not everything could be saved: see its log")
    typer.echo("the server has saved everything and ended")


def tell(command: str, arguments: dict[str, Any], config: Path | None, data: Path | None) -> None:
    """Give a command and show the sentence that is answered."""
    typer.echo(act(command, arguments, config, data).text)


def act(command: str, arguments: dict[str, Any], config: Path | None, data: Path | None) -> Reply:
    """Give a command to the running server, or obey it here if none runs; a refusal ends the program."""
    settings = settings_of(config, data)
    try:
        try:
            return client.call(settings.world.data_dir, command, arguments)
        except client.NoServer:
            if not COMMANDS[command].on_store:
                raise
        return asyncio.run(_on_store(settings, command, arguments))
    except (client.NoServer, Refused, StoreError, WorldError) as fault:
        refuse(str(fault))


async def _on_store(settings: Settings, command: str, arguments: dict[str, Any]) -> Reply:
    """Obey a command as a server would that nobody can connect to."""
    if settings.storage.backend == "memory":
        raise Refused("storage.backend is memory: nothing is kept there while no server runs")
    server = ArgentumServer(settings)
    await server.realm.open(f"pyao-server {command.replace('.', ' ')}")
    saved = False
    try:
        return await server.office.desk.execute(command, arguments, who=f"operator:{getpass.getuser()}")
    finally:
        saved = await server.realm.close()
        if not saved:
            refuse("not everything could be saved")


def settings_of(config: Path | None, data: Path | None) -> Settings:
    """The settings that the server of the folder has; bad ones end the program.  Only errors are logged from here."""
    set_up_logs(LogSettings(level="error"))
    try:
        settings, _origins = asyncio.run(load_settings_with_redis(toml_path(config, data), os.environ, in_folder(data)))
    except SettingsError as fault:
        refuse(str(fault))
    return settings


def refuse(why: str) -> NoReturn:
    """End the program with one line."""
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(REFUSED)


def seconds(text: str) -> int:
    """A length of time such as `90s`, `5m` or `1h`; a bare number is seconds."""
    found = re.fullmatch(r"(\d{1,6})\s*([smh]?)", text.strip().lower())
    if found is None:
        raise typer.BadParameter(f"{text}: a time is written 30s, 5m or 1h", param_hint="--in")
    return int(found[1]) * UNITS_S[found[2] or "s"]
