"""`pyao-server characters`: everything an operator does with characters, on the running server or on the store."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.pretty import Pretty
from rich.table import Table

from pyao.cli.config import DataFolder, in_folder, toml_path
from pyao.cli.operator import AsJson, act, refuse, settings_of, tell
from pyao.cli.own_data import outline, staff_acts
from pyao.rules.staff.undoing import Share
from pyao.server.settings import SettingsError, load_settings
from pyao.server.stores import store_of
from pyao.storage.audit_log import AUDIT_NAME
from pyao.storage.errors import StoreError
from pyao.storage.private_files import write_private
from pyao.world.clock import TICK_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from pyao.storage.store import Store

Result = TypeVar("Result")

app = typer.Typer(help="Look at characters, and act on them.", no_args_is_help=True, add_completion=False)

BAD_CALL = 2

Config = Annotated[Path | None, typer.Option("--config", "-c", help="Settings file.")]


Name = Annotated[str, typer.Argument(help="The character's name.")]
Reason = Annotated[str, typer.Option(help="Why; it stands in the character's record.")]


@app.command("list")
def list_(
    *,
    deleted: Annotated[bool, typer.Option("--deleted", help="Those that can be restored.")] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """List the names of all characters."""
    for name in act("characters.list", {"deleted": deleted}, config, data).data:
        typer.echo(name)


@app.command()
def show(name: Name, *, as_json: AsJson = False, config: Config = None, data: DataFolder = None) -> None:
    """Show everything that is stored about a character except the password."""
    reply = act("characters.show", {"name": name}, config, data)
    if as_json:
        typer.echo(json.dumps(reply.data, ensure_ascii=False, indent=2))
        return
    table = Table("field", "value", title=reply.text, show_lines=False)
    for field, kept in reply.data.items():
        value = kept
        if field == "timed_states":
            value = {state: f"{ticks * TICK_MS / 1000:.1f} s" for state, ticks in kept.items()}
        table.add_row(field, Pretty(value, max_length=12))
    Console().print(table)


@app.command()
def ban(name: Name, *, reason: Reason, config: Config = None, data: DataFolder = None) -> None:
    """Forbid a character to log in; if it is in the game it is thrown out."""
    tell("characters.ban", {"name": name, "reason": reason}, config, data)


@app.command()
def unban(name: Name, *, config: Config = None, data: DataFolder = None) -> None:
    """Let a banned character log in again."""
    tell("characters.unban", {"name": name}, config, data)


@app.command()
def unban_all(
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Let all banned characters log in again; nothing is added to their penalties."""
    if not yes:
        typer.confirm("All banned characters may log in again?", abort=True)
    tell("characters.unban-all", {}, config, data)


@app.command()
def jail(
    name: Name,
    minutes: Annotated[int, typer.Argument(min=0, help="Minutes of play.")],
    *,
    reason: Reason,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Put a character in jail, whether it is in the game or not."""
    tell("characters.jail", {"name": name, "minutes": minutes, "reason": reason}, config, data)


@app.command()
def password(name: Name, *, config: Config = None, data: DataFolder = None) -> None:
    """Give a character a new password, which is asked for (or read from standard input)."""
    tell("characters.password", {"name": name, "password": ask_password()}, config, data)


@app.command()
def rename(
    name: Name,
    new: Annotated[str, typer.Argument(help="The new name.")],
    *,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Give a character another name; it must not be in the game, nor in a guild."""
    tell("characters.rename", {"name": name, "new": new}, config, data)


@app.command()
def delete(name: Name, *, config: Config = None, data: DataFolder = None) -> None:
    """Delete a character; for 30 days it can be restored."""
    tell("characters.delete", {"name": name}, config, data)


@app.command()
def history(name: Name, *, as_json: AsJson = False, config: Config = None, data: DataFolder = None) -> None:
    """List the earlier states of a character that are kept, oldest first; the last one is the present."""
    moments = act("characters.history", {"name": name}, config, data).data
    typer.echo(json.dumps(moments, indent=2) if as_json else "\n".join(moments))


@app.command()
def restore(
    name: Name,
    *,
    at: Annotated[
        str, typer.Option(help='The moment to go back to, as "2026-11-28 21:40"; without it a deleted one comes back.')
    ] = "",
    only: Annotated[Share, typer.Option(help="Bring back only that; the rest stays as it is.")] = Share.ALL,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    as_json: AsJson = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Bring a character back to an earlier state (it is thrown out of the game first), or a deleted one back."""
    arguments = {"name": name, "at": at, "only": only.value, "dry_run": dry_run}
    reply = act("characters.restore", arguments, config, data)
    typer.echo(json.dumps(reply.data, ensure_ascii=False, indent=2) if as_json else reply.text)


@app.command()
def grant(
    name: Name,
    *,
    rank: Annotated[
        str, typer.Option(help="admin, dios, semidios, especial, consejero, rolemaster; none takes it away.")
    ],
    let_create: Annotated[
        bool, typer.Option("--let-create", help="If there is no such character, let anybody create it.")
    ] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Make a character a member of the staff, from its next login on."""
    tell("characters.grant", {"name": name, "rank": rank, "let_create": let_create}, config, data)


@app.command()
def create(
    name: Name,
    *,
    race: Annotated[str, typer.Option(help="human, elf, drow, gnome, dwarf.")] = "human",
    gender: Annotated[str, typer.Option(help="man, woman.")] = "man",
    player_class: Annotated[str, typer.Option("--class", help="warrior, mage, cleric …")] = "warrior",
    home: Annotated[str, typer.Option(help="ullathorpe, nix, banderbill, lindos, arghal, arkhein.")] = "ullathorpe",
    exported: Annotated[
        Path | None, typer.Option("--from", help="A file that `characters export` wrote; it keeps its password.")
    ] = None,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Create a character, one with a name on a staff list too."""
    arguments: dict[str, Any] = {"name": name}
    if exported is not None:
        try:
            arguments["record"] = json.loads(exported.read_bytes())
        except (OSError, ValueError) as fault:
            refuse(f"{exported}: can't be read: {fault}")
    else:
        arguments |= {"password": ask_password(), "race": race, "gender": gender}
        arguments |= {"player_class": player_class, "home": home}
    tell("characters.create", arguments, config, data)


@app.command()
def export(
    name: Name,
    *,
    out: Annotated[Path | None, typer.Option(help="The file to write, instead of standard output.")] = None,
    mine: Annotated[
        bool, typer.Option("--mine", help="For the player: all that is kept about them, nothing of others.")
    ] = False,
    readable: Annotated[bool, typer.Option("--readable", help="With --mine: as text instead of JSON.")] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Write a character as JSON, with the hash of its password; `characters create --from` takes it."""
    if readable and not mine:
        refuse("--readable goes with --mine: the other form is for `characters create --from`")
    if mine:
        reply = act("characters.own-data", {"name": name}, config, data)
        folder = settings_of(config, data).world.data_dir
        found = reply.data | {"staff_acts": staff_acts(folder / AUDIT_NAME, name)}
        text = outline(found) if readable else json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    else:
        reply = act("characters.export", {"name": name}, config, data)
        text = json.dumps(reply.data, ensure_ascii=False, indent=2) + "\n"
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        write_private(out, text.encode())
    except OSError as fault:
        refuse(f"{out}: {fault.strerror or fault}")
    typer.echo(f"{reply.text} written to {out}")


def ask_password() -> str:
    """A new password: typed twice and not shown, or a line of standard input if that is no terminal."""
    if sys.stdin.isatty():
        return str(typer.prompt("New password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\r\n")


def with_store(
    config: Path | None,
    work: Callable[[Store], Coroutine[None, None, Result]],
    data: Path | None = None,
) -> Result:
    """Run `work` with the store that the settings name; bad settings or a failing store end the command.

    It should only look: what changes a store goes through `classic_import.change_store` or the control channel.
    """

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
