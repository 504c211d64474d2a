"""`pyao-server import`: from the files of a classic server to a world pack."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyao.storage.classic.findings import Severity
from pyao.storage.classic.importer import UnreadableFolder, find_files, import_world
from pyao.storage.world_pack import PACK_NAME, write_pack

if TYPE_CHECKING:
    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.importer import Found, Imported

BAD_FOLDER = 2
FAULTY_DATA = 1

_COLOURS = {Severity.INFO: "dim", Severity.WARNING: "yellow", Severity.ERROR: "bold red"}
_REPORT_LIMIT = 40


def import_command(
    folders: Annotated[list[Path], typer.Argument(help="Folders with Dat/, Maps/ …, in any layout.")],
    *,
    out: Annotated[Path, typer.Option(help="The pack to write.")] = Path("data") / PACK_NAME,
    check: Annotated[bool, typer.Option("--check", help="Only report problems, all of them; write nothing.")] = False,
) -> None:
    """Import the data files of a classic server into a world pack."""
    console = Console()
    try:
        found = find_files(folders)
    except UnreadableFolder as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(BAD_FOLDER) from None
    if not found.maps:
        typer.echo(f"pyao-server: no map files under {', '.join(map(str, folders))}", err=True)
        raise typer.Exit(BAD_FOLDER)
    imported = _import(found, console)
    _report(imported.findings, console, everything=check)
    content = imported.content
    console.print(f"{len(content.maps)} maps, {len(content.items)} objects, {len(content.npcs)} NPCs")
    if check:
        raise typer.Exit(FAULTY_DATA if imported.findings.count(Severity.ERROR) else 0)
    write_pack(out, content, imported.layers)
    console.print(f"written to {out}")


def _import(found: Found, console: Console) -> Imported:
    columns = (TextColumn("Maps"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("maps", total=len(found.maps))
        return import_world(found, lambda done, _all: progress.update(bar, completed=done))


def _report(findings: Findings, console: Console, *, everything: bool) -> None:
    """The problems: all of them, or what is worse than odd and not too long."""
    shown = [one for one in findings if everything or one.severity > Severity.INFO]
    for one in shown if everything else shown[:_REPORT_LIMIT]:
        console.print(str(one), style=_COLOURS[one.severity], markup=False, highlight=False, soft_wrap=True)
    counts = Counter(one.severity for one in findings)
    console.print(
        f"{counts[Severity.ERROR]} errors, {counts[Severity.WARNING]} warnings, {counts[Severity.INFO]} notes"
        + ("" if everything else " (see them all with --check)")
    )
