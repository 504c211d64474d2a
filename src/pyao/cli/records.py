"""`pyao-server records`: bring in what the staff of a classic server kept on record about players."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.console import Console

from pyao.cli.characters import Config  # noqa: TC001 – typer reads it
from pyao.cli.classic_import import Check, Folder, Import, bring_in, refuse
from pyao.cli.config import DataFolder  # noqa: TC001 – typer reads it
from pyao.cli.report import Report, say
from pyao.storage.classic.record_files import find_records, read_user_records
from pyao.storage.society_documents import USER_RECORDS, records_document, records_of
from pyao.storage.store import SaveBatch

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.classic.findings import Findings
    from pyao.storage.store import Store
    from pyao.world.user_records import UserRecords

app = typer.Typer(
    help="Bring in what the staff kept on record about players.", no_args_is_help=True, add_completion=False
)


@app.callback()
def records() -> None:
    """Bring in what the staff kept on record about players."""


@app.command("import")
def import_(folder: Folder, *, check: Check = False, config: Config = None, data: DataFolder = None) -> None:
    """Import the staff's records of a classic server, unless the store has some already."""
    found, came, findings = bring_in(RECORDS, folder, check=check, config=config, data=data)
    console = Console()
    Report(console, notes=check).print(findings)
    if not came:
        refuse("there are records in the store already; they are left as they are")
    would = "would be " if check else ""
    observations = sum(len(one.observations) for one in found)
    say(console, f"{len(found)} records with {observations} observations {would}imported")


def _read(folder: Path, findings: Findings) -> UserRecords | None:
    path = find_records(folder)
    return None if path is None else read_user_records(path, findings)


async def _bring(store: Store, found: UserRecords, write: bool) -> bool:  # noqa: FBT001
    """Store the records; `False` = the store has some already."""
    stored = await store.load_document(USER_RECORDS)
    if stored is not None and records_of(stored):
        return False
    if write:
        await store.save(SaveBatch.of((), {USER_RECORDS: records_document(found)}))
    return True


RECORDS = Import("records", _read, _bring, lambda found, came: f"{len(found) if came else 0} of {len(found)} records")
