"""`pyao-server characters import`: bring in the characters of a classic server."""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pyao.cli.characters import BAD_CALL, Config, app, with_store
from pyao.cli.classic_import import Work, change_store
from pyao.cli.config import DataFolder, in_folder, toml_path
from pyao.cli.report import FAULTY_DATA, Report, say
from pyao.rules.session.names import MAX_NAME, is_valid_name
from pyao.server.settings import Settings, SettingsError, load_settings
from pyao.storage.classic.charfiles import BadCharfile, Charfile, read_charfile
from pyao.storage.classic.findings import Findings, Severity
from pyao.storage.classic.texts import read_text
from pyao.storage.documents import IMPORTED, ground_document, item_totals
from pyao.storage.errors import CharacterExists
from pyao.storage.passwords import Passwords, why_locked
from pyao.storage.store import SaveBatch
from pyao.world.ledger import held_by
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.storage.store import Store

CHARACTER_FOLDERS = ("charfile", "charfiles", "chars")
AT_ONCE = 64
"""Characters whose passwords are hashed before they are stored: what an interruption costs."""


@dataclass(slots=True)
class Batch:
    """What the files of a folder give: characters by the name of their file, and what is wrong."""

    characters: dict[str, Charfile] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    locked: list[str] = field(default_factory=list)
    """Names and reasons of the characters that nobody can log in with before they get a password."""


@app.command("import")
def import_characters(
    folder: Annotated[Path, typer.Argument(help="Folder with .chr files.")],
    *,
    check: Annotated[bool, typer.Option("--check", help="Only say what would come in, what not, and why.")] = False,
    lenient: Annotated[
        bool, typer.Option("--lenient", help="Older files: what they lack gets the value of a new character.")
    ] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Import the characters of a classic server; those that already exist are left as they are.

    A file comes in whole or not at all.  Ends with 0 if all came in, 1 if some did not, 2 if there were none.
    """
    paths = _charfiles(folder)
    if not paths:
        typer.echo(f"pyao-server: there are no .chr files in {_shown(folder)}", err=True)
        raise typer.Exit(BAD_CALL)
    console, batch = Console(), Batch()
    for path in paths:
        _read(path, batch, lenient=lenient)
    settings = _settings(config, data)
    if check:
        came = _check(batch, settings, config, data, console)
    else:
        work = Work(
            "characters.import",
            folder,
            lambda store: _store_all(store, batch, settings, console),
            lambda came: f"{came} of {len(paths)} characters",
        )
        came = change_store(work, config, data)
    Report(console, notes=check).print(batch.findings)
    for line in batch.locked:
        say(console, f"locked: {line}; `pyao-server characters password` sets one", style="yellow")
    if not lenient and any("] " in one.reason for one in batch.findings.having(Severity.ERROR)):
        say(console, "files of older servers may need --lenient")
    say(console, f"{came} of {len(paths)} characters {'would be ' if check else ''}imported")
    if came < len(paths):
        raise typer.Exit(FAULTY_DATA)


def _charfiles(folder: Path) -> list[Path]:
    """The `.chr` files in a folder; if it has none, those of its folder of characters."""
    if not folder.is_dir():
        return []
    found = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".chr")
    inside = (path for path in folder.iterdir() if path.name.casefold() in CHARACTER_FOLDERS and path.is_dir())
    return found or [path for each in sorted(inside) for path in _charfiles(each)]


def _shown(path: Path) -> str:
    """A file's name as text, in whatever encoding its folder came from."""
    return read_text(os.fsencode(path)).text


def _read(path: Path, batch: Batch, *, lenient: bool) -> None:
    """Read one file; its problems are kept if it comes in, and why it does not if it doesn't."""
    name = _shown(Path(path.stem))
    findings = Findings()
    try:
        _check_name(name)
        character = read_charfile(name, path.read_bytes(), findings, lenient=lenient)
    except (BadCharfile, OSError) as fault:
        batch.findings.error(_shown(Path(path.name)), "", f"the character does not load: {fault}")
        return
    batch.findings.take(findings)
    batch.characters[_shown(Path(path.name))] = character


def _check_name(name: str) -> None:
    """Raise `BadCharfile` if nobody could log in by that name.  Source: 02 §2."""
    if not is_valid_name(name):
        raise BadCharfile(f"the name {name!r} is none: 1 to {MAX_NAME} letters a–z, and spaces between them")


def _settings(config: Path | None, data: Path | None) -> Settings:
    try:
        return load_settings(toml_path(config, data), os.environ, {}, in_folder(data))[0]
    except SettingsError as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(BAD_CALL) from None


def _check(batch: Batch, settings: Settings, config: Path | None, data: Path | None, console: Console) -> int:
    """Say of each file whether it would come in; nothing is written, not even an empty store."""
    nothing_yet = settings.storage.backend == "sqlite" and not settings.storage.path.exists()
    names = (
        set[str]() if nothing_yet else {key_of(name) for name in with_store(config, lambda store: store.names(), data)}
    )
    came = 0
    for file, character in batch.characters.items():
        record = character.record
        if key_of(record.name) in names:
            _refuse_twin(batch, file)
            continue
        names.add(key_of(record.name))
        came += 1
        _note_lock(batch, character)
        say(console, f"{file}: {record.name}, level {record.level}, {record.gold + record.bank_gold} gold coins")
    return came


async def _store_all(store: Store, batch: Batch, settings: Settings, console: Console) -> int:
    """Hash the passwords on all cores and store the characters; gives how many came in."""
    cost = settings.storage
    cores = os.cpu_count() or 1
    passwords = Passwords(time_cost=cost.password_time_cost, memory_kib=cost.password_memory_kib, at_once=cores)
    columns = (TextColumn("Passwords"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    came = 0
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("passwords", total=len(batch.characters))
        for some in _in_parts(batch.characters):
            await asyncio.gather(*(_give_hash(one, passwords, lambda: progress.advance(bar)) for one in some.values()))
            brought: Counter[int] = Counter()
            for file, character in some.items():
                if await _store(store, batch, file, character):
                    brought.update(held_by(character.record))
                    came += 1
            await _account(store, brought)
    return came


async def _account(store: Store, brought: Counter[int]) -> None:
    """Let whoever adds up the store know what has come in from another server."""
    brought.update(item_totals(await store.load_document(IMPORTED)))
    await store.save(SaveBatch.of(documents={IMPORTED: ground_document(brought)}))


def _in_parts(characters: dict[str, Charfile]) -> Iterator[dict[str, Charfile]]:
    files = list(characters)
    for start in range(0, len(files), AT_ONCE):
        yield {file: characters[file] for file in files[start : start + AT_ONCE]}


async def _give_hash(character: Charfile, passwords: Passwords, done: Callable[[], None]) -> None:
    if not why_locked(character.password):
        character.record.password_hash = await passwords.hash_password(character.password)
    done()


async def _store(store: Store, batch: Batch, file: str, character: Charfile) -> bool:
    try:
        await store.create(character.record)
    except CharacterExists:
        _refuse_twin(batch, file)
        return False
    _note_lock(batch, character)
    return True


def _refuse_twin(batch: Batch, file: str) -> None:
    batch.findings.warn(file, "", "there is a character of that name already; it is left as it is")


def _note_lock(batch: Batch, character: Charfile) -> None:
    if why := why_locked(character.password):
        batch.locked.append(f"{character.record.name}: {why}")
