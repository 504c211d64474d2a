"""`pyao-server guilds`: bring in the guilds of a classic server, and look at them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from pyao.cli.characters import Config, with_store
from pyao.cli.classic_import import (
    Check,
    Folder,
    Import,
    Unusable,
    bring_in,
    refuse,
)
from pyao.cli.config import DataFolder  # noqa: TC001 – typer reads it
from pyao.cli.report import FAULTY_DATA, Report, say
from pyao.storage.classic.findings import Severity
from pyao.storage.classic.guild_files import BadGuilds, find_guilds, read_guilds
from pyao.storage.guild_documents import guild_document, guild_key, guild_of
from pyao.storage.store import SaveBatch
from pyao.world.guilds import ALIGNMENT_NAMES
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.guild_files import Moment
    from pyao.storage.store import Store
    from pyao.world.guilds import Guild
    from pyao.world.record import CharacterRecord

app = typer.Typer(help="Bring guilds in, and look at them.", no_args_is_help=True, add_completion=False)


@dataclass(slots=True)
class Outcome:
    """What an import writes beside the guilds: records that have to agree with them; and who has no record."""

    changed: list[CharacterRecord] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


@app.command("import")
def import_(folder: Folder, *, check: Check = False, config: Config = None, data: DataFolder = None) -> None:
    """Import the guilds of a classic server, after its characters; all of them or none.

    Ends with 0 if all is well, 1 if some file could not be read, 2 if nothing was imported.
    """
    guilds, outcome, findings = bring_in(GUILDS, folder, check=check, config=config, data=data)
    console = Console()
    if outcome is None:
        refuse("there are guilds in the store already; they are left as they are")
    for name in outcome.missing:
        findings.warn("", "", f"there is no character {name}, who is in a guild; import the characters first")
    Report(console, notes=check).print(findings)
    for guild in guilds:
        say(console, f"{guild.name}: {ALIGNMENT_NAMES[guild.alignment]}, {len(guild.members)} members")
    would = "would be " if check else ""
    say(console, f"{len(guilds)} guilds {would}imported, {len(outcome.changed)} characters made to agree")
    if findings.having(Severity.ERROR):
        raise typer.Exit(FAULTY_DATA)


def _read(folder: Path, findings: Findings) -> list[Guild]:
    try:
        place = find_guilds(folder)
        return read_guilds(place, findings, seconds_of) if place is not None else []
    except BadGuilds as fault:
        raise Unusable(str(fault)) from fault


@app.command("list")
def list_(*, config: Config = None, data: DataFolder = None) -> None:
    """List all guilds: number, name, alignment, leader, members."""
    for guild in with_store(config, stored_guilds, data):
        typer.echo(
            f"{guild.number}\t{guild.name}\t{ALIGNMENT_NAMES[guild.alignment]}\t{guild.leader}\t{len(guild.members)}"
        )


async def stored_guilds(store: Store) -> list[Guild]:
    """All guilds that a store has, in the order of their numbers."""
    guilds: list[Guild] = []
    while (document := await store.load_document(guild_key(len(guilds) + 1))) is not None:
        guilds.append(guild_of(len(guilds) + 1, document))
    return guilds


async def _bring(store: Store, guilds: list[Guild], write: bool) -> Outcome | None:  # noqa: FBT001
    """Store guilds and what must change in characters, all together; `None` = there are guilds already."""
    if await store.load_document(guild_key(1)) is not None:
        return None
    outcome = Outcome()
    members = {key: guild.number for guild in guilds for key in guild.members}
    applicants = {key_of(one.name): guild.number for guild in guilds for one in guild.applications}
    names = await store.names()
    for name in names:
        record = await store.load(name)
        own = record.guild if record is not None else None
        wanted = members.get(name, 0), applicants.get(name, 0)
        if record is not None and own is not None and (own.guild, own.applicant_to) != wanted:
            own.guild, own.applicant_to = wanted
            outcome.changed.append(record)
    outcome.missing = sorted(members.keys() - set(names))
    if write:
        documents = {guild_key(guild.number): guild_document(guild) for guild in guilds}
        await store.save(SaveBatch.of(outcome.changed, documents))
    return outcome


def seconds_of(moment: Moment) -> int:
    """A local time in seconds since 1970."""
    return int(datetime(*moment).astimezone().timestamp())


def _told(guilds: list[Guild], outcome: Outcome | None) -> str:
    return f"{len(guilds) if outcome is not None else 0} of {len(guilds)} guilds"


GUILDS = Import("guilds", _read, _bring, _told)
