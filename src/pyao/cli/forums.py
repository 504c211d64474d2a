"""`pyao-server forums`: bring in what was posted on a classic server."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 – typer reads it
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

from pyao.cli.characters import BAD_CALL, Config, with_store
from pyao.cli.config import DataFolder  # noqa: TC001 – typer reads it
from pyao.cli.report import Report, say
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.forum_files import read_forums
from pyao.storage.forum_documents import PREFIX, forum_document
from pyao.storage.store import SaveBatch

if TYPE_CHECKING:
    from pyao.storage.store import Store
    from pyao.world.forums import Forum

app = typer.Typer(help="Bring in what was posted in forums.", no_args_is_help=True)


@app.callback()
def forums() -> None:
    """Bring in what was posted in forums."""


@app.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(help="Folder with the .for files, or the one above it.")],
    *,
    check: Annotated[bool, typer.Option("--check", help="Only say what would come in, and report problems.")] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Import the forums of a classic server; a forum in which somebody has posted already is left as it is."""
    console, findings = Console(), Findings()
    try:
        found = read_forums(folder, findings)
    except OSError as fault:
        _refuse(str(fault))
    if not found:
        _refuse(f"there are no forums in {folder}")
    kept = with_store(config, lambda store: _bring(store, found, write=not check), data, alone=not check)
    Report(console, notes=check).print(findings)
    would = "would be " if check else ""
    for name, forum in found.items():
        what = f"{len(forum.posts)} posts, {len(forum.announcements)} announcements"
        state = "left as it is in the store" if name in kept else f"{would}imported"
        say(console, f"{name}: {what}, {state}")


async def _bring(store: Store, found: dict[str, Forum], *, write: bool) -> set[str]:
    """Store the forums that the store does not have; gives those that it has."""
    kept = {name for name in found if await store.load_document(PREFIX + name) is not None}
    documents = {PREFIX + name: forum_document(forum) for name, forum in found.items() if name not in kept}
    if write and documents:
        await store.save(SaveBatch.of((), documents))
    return kept


def _refuse(why: str) -> NoReturn:
    typer.echo(f"pyao-server: {why}", err=True)
    raise typer.Exit(BAD_CALL)
