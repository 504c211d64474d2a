"""What all imports into the store have in common: none writes under a running server, and each is audited."""

from __future__ import annotations

import asyncio
import getpass
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Generic, NoReturn, TypeVar

import typer
from rich.console import Console

from pyao.cli.characters import BAD_CALL, Config, with_store
from pyao.cli.config import DataFolder
from pyao.cli.operator import settings_of
from pyao.cli.report import Report
from pyao.server.control.desk import RANK
from pyao.server.stores import store_of
from pyao.storage.audit_log import AuditLog
from pyao.storage.classic.findings import Findings
from pyao.storage.errors import StoreError
from pyao.storage.locks import LOCK_NAME, FileLock, Holder
from pyao.world.audit import AuditEntry, Result

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from pyao.storage.store import Store

Found = TypeVar("Found")
Outcome = TypeVar("Outcome")

Folder = Annotated[Path, typer.Argument(help="Folder with the files, or the one above it.")]
Check = Annotated[bool, typer.Option("--check", help="Only say what would come in, and report problems.")]

__all__ = [
    "BAD_CALL",
    "Check",
    "Config",
    "DataFolder",
    "Folder",
    "Import",
    "Work",
    "bring_in",
    "change_store",
    "refuse",
]


class Unusable(Exception):
    """Nothing can be imported from the folder; the text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Outcome]):
    """What is done to a store, and what the audit log says of it."""

    order: str
    """The command, as `guilds.import`."""
    folder: Path
    do: Callable[[Store], Awaitable[Outcome]]
    tells: Callable[[Outcome], str]


@dataclass(frozen=True, slots=True)
class Import(Generic[Found, Outcome]):
    """One kind of thing that comes in whole.

    `read` gives what a folder has, nothing = none, and may raise `Unusable` or `OSError`.  `bring` stores it, if it is
    told to write, or says what would come.  `tells` gives the outcome in a few words.
    """

    what: str
    read: Callable[[Path, Findings], Found | None]
    bring: Callable[[Store, Found, bool], Awaitable[Outcome]]
    tells: Callable[[Found, Outcome], str]


def bring_in(
    kind: Import[Found, Outcome], folder: Path, *, check: bool, config: Path | None, data: Path | None
) -> tuple[Found, Outcome, Findings]:
    """Import what is in a folder, or only look; a refusal ends the program."""
    findings = Findings()
    try:
        found = kind.read(folder, findings)
    except (Unusable, OSError) as fault:
        refuse(str(fault))
    if not found:
        Report(Console(), notes=check).print(findings)
        refuse(f"there are no {kind.what} in {folder}")
    if check:
        outcome = with_store(config, lambda store: _awaited(kind.bring(store, found, False)), data)
    else:
        work = Work(
            f"{kind.what}.import",
            folder,
            lambda store: kind.bring(store, found, True),
            lambda outcome: kind.tells(found, outcome),
        )
        outcome = change_store(work, config, data)
    return found, outcome, findings


async def _awaited(outcome: Awaitable[Outcome]) -> Outcome:
    return await outcome


def change_store(work: Work[Outcome], config: Path | None, data: Path | None) -> Outcome:
    """Do what changes a store while no server runs on it, and note it in the audit log; a failure ends the program.

    A running server keeps characters and documents in its memory and would write over what is changed under it.
    """
    settings = settings_of(config, data)
    if settings.storage.backend == "memory":
        refuse("storage.backend is memory: nothing is kept there")
    folder, store = settings.world.data_dir, store_of(settings)
    holder = Holder.this_process(f"pyao-server {work.order.replace('.', ' ')}")

    async def run() -> Outcome:
        await store.open()
        try:
            await store.hold(holder)
            with _audited(folder, work) as note:
                outcome = await work.do(store)
                note(work.tells(outcome))
            return outcome
        finally:
            await store.close()

    lock = FileLock(folder / LOCK_NAME, f"the data folder {folder}")
    try:
        lock.take(holder)
        try:
            return asyncio.run(run())
        finally:
            lock.release()
    except StoreError as fault:
        refuse(str(fault))


@contextmanager
def _audited(folder: Path, work: Work[Outcome]) -> Iterator[Callable[[str], None]]:
    """Note in the audit log what came of it: what it is told, or the failure."""
    log = AuditLog(folder)
    log.open()
    result, reason = Result.FAILED, ""

    def note(outcome: str) -> None:
        nonlocal result, reason
        result, reason = Result.DONE, outcome

    try:
        yield note
    except Exception as fault:
        reason = str(fault)
        raise
    finally:
        log.note(
            AuditEntry(
                when=datetime.now().astimezone(),
                who=f"operator:{getpass.getuser()}",
                rank=RANK,
                place=(0, 0, 0),
                command=work.order,
                arguments={"folder": str(work.folder)},
                target="",
                result=result,
                reason=reason,
            )
        )
        if not log.close():
            raise StoreError(f"{folder}: the audit log can't be written")


def refuse(why: str) -> NoReturn:
    """End the program with one line."""
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(BAD_CALL)
