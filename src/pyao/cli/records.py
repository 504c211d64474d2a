"""`pyao-server records`: bring in what the staff of a classic server kept on record about players."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 – typer reads it
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from pyao.cli.characters import BAD_CALL, Config, with_store
from pyao.cli.config import DataFolder  # noqa: TC001 – typer reads it
from pyao.cli.report import Report, say
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.record_files import find_records, read_user_records
from pyao.storage.society_documents import USER_RECORDS, records_document, records_of
from pyao.storage.store import SaveBatch

if TYPE_CHECKING:
    from pyao.storage.store import Store
    from pyao.world.user_records import UserRecords

app = typer.Typer(help="Bring in what the staff kept on record about players.", no_args_is_help=True)


@app.callback()
def records() -> None:
    """Bring in what the staff kept on record about players."""


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="Folder with RECORDS.DAT, or the one above it.")],
    *,
    check: Annotated[bool, typer.Option("--check", help="Only say what would come in, and report problems.")] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Import the staff's records of a classic server, unless the store has some already."""
    console, findings = Console(), Findings()
    try:
        path = find_records(folder)
        found = None if path is None else read_user_records(path, findings)
    except OSError as fault:
        _refuse(str(fault))
    Report(console, notes=check).print(findings)
    if not found:
        _refuse(f"there are no records in {folder}")
    if not with_store(config, lambda store: _bring(store, found, write=not check), data, alone=not check):
        _refuse("there are records in the store already; they are left as they are")
    would = "would be " if check else ""
    observations = sum(len(one.observations) for one in found)
    say(console, f"{len(found)} records with {observations} observations {would}imported")


async def _bring(store: Store, found: UserRecords, *, write: bool) -> bool:
    """Store the records; `False` = the store has some already."""
    stored = await store.load_document(USER_RECORDS)
    if stored is not None and records_of(stored):
        return False
    if write:
        await store.save(SaveBatch.of((), {USER_RECORDS: records_document(found)}))
    return True


def _refuse(why: str) -> NoReturn:
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(BAD_CALL)
