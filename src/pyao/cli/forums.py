"""`pyao-server forums`: bring in what was posted on a classic server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.console import Console

from pyao.cli.characters import Config  # noqa: TC001 – typer reads it
from pyao.cli.classic_import import Check, Folder, Import, bring_in
from pyao.cli.config import DataFolder  # noqa: TC001 – typer reads it
from pyao.cli.report import Report, say
from pyao.storage.classic.forum_files import read_forums
from pyao.storage.forum_documents import PREFIX, forum_document
from pyao.storage.store import SaveBatch

if TYPE_CHECKING:
    from pyao.storage.store import Store
    from pyao.world.forums import Forum

app = typer.Typer(help="Bring in what was posted in forums.", no_args_is_help=True, add_completion=False)


@app.callback()
def forums() -> None:
    """Bring in what was posted in forums."""


@app.command("import")
def import_(folder: Folder, *, check: Check = False, config: Config = None, data: DataFolder = None) -> None:
    """Import the forums of a classic server; a forum in which somebody has posted already is left as it is."""
    found, kept, findings = bring_in(FORUMS, folder, check=check, config=config, data=data)
    console = Console()
    Report(console, notes=check).print(findings)
    for name, forum in found.items():
        what = f"{len(forum.posts)} posts, {len(forum.announcements)} announcements"
        state = "left as it is in the store" if name in kept else f"{'would be ' if check else ''}imported"
        say(console, f"{name}: {what}, {state}")


async def _bring(store: Store, found: dict[str, Forum], write: bool) -> set[str]:  # noqa: FBT001
    """Store the forums that the store does not have; gives those that it has."""
    kept = {name for name in found if await store.load_document(PREFIX + name) is not None}
    documents = {PREFIX + name: forum_document(forum) for name, forum in found.items() if name not in kept}
    if write and documents:
        await store.save(SaveBatch.of((), documents))
    return kept


FORUMS = Import("forums", read_forums, _bring, lambda found, kept: f"{len(found) - len(kept)} of {len(found)} forums")
