"""`pyao-server import`: make a world pack of a classic server's files, or of a Godot client's maps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path  # noqa: TC003 – typer reads it
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyao.cli.config import TOML_NAME, DataFolder, data_folder, toml_value
from pyao.cli.report import FAULTY_DATA, Report, say
from pyao.rules.staff.ranks import RANK_LISTS
from pyao.server.settings import refusal
from pyao.storage.classic.client_files import read_client
from pyao.storage.classic.findings import Severity
from pyao.storage.classic.folders import SERVER_INI
from pyao.storage.classic.importer import UnreadableFolder, find_files, import_world
from pyao.storage.classic.server_ini import Overrides, read_server_ini
from pyao.storage.default_world import load_default_world
from pyao.storage.private_files import write_private
from pyao.storage.world_pack import PACK_NAME, write_pack

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.storage.classic.client_files import ClientFiles
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.importer import Found, Imported

BAD_FOLDER = 2


def import_command(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders with Dat/, Maps/ …, in any layout; or a Godot client.")
    ],
    *,
    data: DataFolder = None,
    out: Annotated[Path | None, typer.Option(help="The pack to write, instead of the one in the data folder.")] = None,
    world: Annotated[Path | None, typer.Option(help="Which world, if there are several below one folder.")] = None,
    client: Annotated[
        Path | None, typer.Option(help="A client's folder: the report says what its players won't see or hear.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Only report problems, notes too; write nothing.")] = False,
    every: Annotated[bool, typer.Option("--every", help="A line for each problem, also for those alike.")] = False,
) -> None:
    """Import the data files of a classic server, or the maps of a Godot client, into a world pack.

    Ends with 0 if nothing was refused, 1 if something could not be loaded, 2 if there was nothing to import.
    """
    console = Console()
    try:
        found = find_files(folders, world)
        shown = None if client is None else read_client(client)
    except UnreadableFolder as fault:
        _refuse(str(fault))
    if not found.maps:
        form = "; those of the .csm form are not read" if found.other_maps else ""
        _refuse(f"there are no map files under {', '.join(map(str, folders))}{form}")
    imported = _import(found, console, shown)
    wanted = _server_settings(found, imported.findings)
    Report(console, notes=check, every=every).print(imported.findings)
    if shown is not None:
        lacking = ", ".join(f"{number} × {kind.value}" for kind, number in imported.missing.most_common())
        say(console, f"what {client} lacks of what the data asks for: {lacking or 'nothing'}")
    content = _playable(imported, found)
    _say_what_came(content, found, console)
    if not content.maps:
        _refuse("not one map could be read, so nothing is written")
    if not check:
        _write(out or data_folder(data) / PACK_NAME, content, imported, wanted, console)
    if imported.findings.having(Severity.ERROR):
        raise typer.Exit(FAULTY_DATA)


def _write(out: Path, content: Content, imported: Imported, wanted: Overrides, console: Console) -> None:
    """Write the pack and, beside it, the settings."""
    try:
        write_pack(out, content, imported.layers)
        say(console, f"written to {out}")
        if wanted:
            _write_settings(wanted, out.parent / TOML_NAME, console)
    except OSError as fault:
        _refuse(f"{fault.filename or out}: {fault.strerror or fault}")


def _server_settings(found: Found, findings: Findings) -> Overrides:
    """The settings in a Server.ini among the files; what can't be used becomes a finding."""
    path = found.files.get(SERVER_INI.casefold())
    if path is None:
        return {}
    try:
        return read_server_ini(path.name, path.read_bytes(), findings, refusal)
    except OSError as fault:
        findings.error(path.name, "", f"it can't be read: {fault.strerror or fault}")
        return {}


def _write_settings(wanted: Overrides, path: Path, console: Console) -> None:
    """Write a settings file with what Server.ini says; an existing file is left as it is."""
    if path.exists():
        say(console, f"{path} is there already; the settings of {SERVER_INI} are not written")
        return
    lines = [f"# Imported from {SERVER_INI}."]
    for section in dict.fromkeys(name.partition(".")[0] for name in wanted):
        lines += ["", f"[{section}]"]
        inside = {name.partition(".")[2]: value for name, value in wanted.items() if name.startswith(f"{section}.")}
        lines += [f"{name} = {toml_value(value)}" for name, value in inside.items()]
    write_private(path, ("\n".join(lines) + "\n").encode())
    say(console, f"settings of {SERVER_INI} written to {path}, where `pyao-server run` reads them")
    _say_who_is_staff(wanted, console)


def _say_who_is_staff(wanted: Overrides, console: Console) -> None:
    """Say which names the set makes members of the staff, since nobody has them yet."""
    for rank, field in RANK_LISTS.items():
        names = wanted.get(f"game.{field}")
        if isinstance(names, (list, tuple)) and names:
            say(console, f"rank {rank}, by {SERVER_INI}: {', '.join(map(str, names))}", style="bold yellow")
            say(console, "  check these names: nobody can create them in the game, `pyao-server characters create` can")


def _refuse(why: str) -> NoReturn:
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(BAD_FOLDER)


def _import(found: Found, console: Console, client: ClientFiles | None) -> Imported:
    columns = (TextColumn("Maps"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("maps", total=len(found.maps))
        return import_world(found, lambda done, _all: progress.update(bar, completed=done), client)


def _playable(imported: Imported, found: Found) -> Content:
    """What was imported; a client alone has only the ground of maps, so the built-in world is placed on it."""
    if found.files or not found.clients:
        return imported.content
    built_in = load_default_world(found.clients[0])
    return replace(built_in, maps={**imported.content.maps, **built_in.maps})


def _say_what_came(content: Content, found: Found, console: Console) -> None:
    """Say what was taken, what players will read at once, and what is known and was left."""
    for path, why in found.not_taken:
        say(console, f"not taken: {path}: {why}", style="dim")
    if "motd.ini" in found.files and content.motd:
        say(console, "message of the day (to change it, edit Motd.ini and import again):")
        for line in content.motd:
            say(console, f"  {line.partition('~')[0]}")
    say(console, f"{len(content.maps)} maps, {len(content.items)} objects, {len(content.npcs)} NPCs")
