"""`pyao-server import`: make a world pack of a classic server's files, or of a Godot client's maps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyao.cli.config import TOML_NAME, toml_value
from pyao.server.settings import SettingsError, load_settings
from pyao.storage.classic.findings import Severity
from pyao.storage.classic.folders import SERVER_INI
from pyao.storage.classic.importer import UnreadableFolder, find_files, import_world
from pyao.storage.classic.server_ini import Overrides, read_server_ini
from pyao.storage.default_world import load_default_world
from pyao.storage.world_pack import PACK_NAME, write_pack

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.storage.classic.findings import Finding, Findings
    from pyao.storage.classic.importer import Found, Imported

FAULTY_DATA = 1
BAD_FOLDER = 2

_COLOURS = {Severity.INFO: "dim", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
_WORDS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_REPORT_LIMIT = 40


def import_command(
    folders: Annotated[
        list[Path], typer.Argument(help="Folders with Dat/, Maps/ …, in any layout; or a Godot client.")
    ],
    *,
    out: Annotated[Path, typer.Option(help="The pack to write.")] = Path("data") / PACK_NAME,
    check: Annotated[bool, typer.Option("--check", help="Only report problems, all of them; write nothing.")] = False,
) -> None:
    """Import the data files of a classic server, or the maps of a Godot client, into a world pack."""
    console = Console()
    try:
        found = find_files(folders)
    except UnreadableFolder as fault:
        _refuse(str(fault))
    if not found.maps:
        _refuse(f"there are no map files under {', '.join(map(str, folders))}")
    imported = _import(found, console)
    wanted = _server_settings(found, imported.findings)
    _report(imported.findings, console, everything=check)
    content = _playable(imported, found)
    console.print(f"{len(content.maps)} maps, {len(content.items)} objects, {len(content.npcs)} NPCs")
    if not content.maps:
        _refuse("not one map could be read, so nothing is written")
    if check:
        raise typer.Exit(FAULTY_DATA if imported.findings.having(Severity.ERROR) else 0)
    try:
        write_pack(out, content, imported.layers)
    except OSError as fault:
        _refuse(f"{fault.filename or out}: {fault.strerror or fault}")
    console.print(f"written to {out}", soft_wrap=True)
    if wanted:
        _write_settings(wanted, console)


def _server_settings(found: Found, findings: Findings) -> Overrides:
    """The settings in a Server.ini among the files; what can't be used becomes a finding."""
    path = found.files.get(SERVER_INI.casefold())
    if path is None:
        return {}
    try:
        wanted = read_server_ini(path.name, path.read_bytes(), findings)
        load_settings(None, {}, {}, wanted)
    except (OSError, SettingsError) as fault:
        findings.error(path.name, "", f"its settings are not used: {fault}")
        return {}
    return wanted


def _write_settings(wanted: Overrides, console: Console) -> None:
    """Write a settings file with what Server.ini says; an existing file is left as it is."""
    path = Path(TOML_NAME)
    if path.exists():
        console.print(f"{path} is there already; the settings of {SERVER_INI} are not written", soft_wrap=True)
        return
    lines = [f"# Imported from {SERVER_INI}."]
    for section in dict.fromkeys(name.partition(".")[0] for name in wanted):
        lines += ["", f"[{section}]"]
        inside = {name.partition(".")[2]: value for name, value in wanted.items() if name.startswith(f"{section}.")}
        lines += [f"{name} = {toml_value(value)}" for name, value in inside.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    console.print(f"settings of {SERVER_INI} written to {path}", soft_wrap=True)


def _refuse(why: str) -> NoReturn:
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(BAD_FOLDER)


def _import(found: Found, console: Console) -> Imported:
    columns = (TextColumn("Maps"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("maps", total=len(found.maps))
        return import_world(found, lambda done, _all: progress.update(bar, completed=done))


def _playable(imported: Imported, found: Found) -> Content:
    """What was imported; a client alone has only the ground of maps, so the built-in world is placed on it."""
    if found.files or not found.clients:
        return imported.content
    built_in = load_default_world(found.clients[0])
    return replace(built_in, maps={**imported.content.maps, **built_in.maps})


def _report(findings: Findings, console: Console, *, everything: bool) -> None:
    """Print the problems: all of them, or the first errors and warnings, errors first."""
    counts = ", ".join(f"{len(findings.having(severity))} {_WORDS[severity]}s" for severity in reversed(Severity))
    shown: list[Finding] = list(findings)
    if not everything:
        shown = [*findings.having(Severity.ERROR), *findings.having(Severity.WARNING)][:_REPORT_LIMIT]
    for one in shown:
        text = f"{_WORDS[one.severity]}: {one}"
        console.print(text, style=_COLOURS[one.severity], markup=False, highlight=False, soft_wrap=True)
    console.print(counts + ("" if everything else " (see them all with --check)"))
