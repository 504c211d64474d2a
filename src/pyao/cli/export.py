"""`pyao-server export`: everything that is kept, as the files of a classic server or as JSON: nobody is locked in.

Each classic file is read again after it was written: whatever it does not say is reported, a line for each thing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path  # noqa: TC003 – typer reads it
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from pyao.cli.characters import Config, with_store
from pyao.cli.config import DataFolder, plain_values
from pyao.cli.guilds import seconds_of, stored_guilds
from pyao.cli.operator import refuse, settings_of
from pyao.cli.report import FAULTY_DATA, Report, say
from pyao.content.settings import GameSettings
from pyao.rules.staff.ranks import with_granted
from pyao.server.control import client
from pyao.server.control.command import Refused
from pyao.server.motd_archive import KEY as MOTD
from pyao.server.motd_archive import motd_over
from pyao.server.settings import Settings
from pyao.server.staff_archive import STAFF, granted_in
from pyao.server.worlds import WorldError, load_content, pack_in_use
from pyao.storage.classic.char_writer import charfile, lost_in
from pyao.storage.classic.findings import Findings, Severity
from pyao.storage.classic.folders import SERVER_INI
from pyao.storage.classic.importer import UnreadableFolder, read_geometry
from pyao.storage.classic.server_ini_writer import lost_settings, server_ini_file
from pyao.storage.classic.society_writer import write_forums, write_guilds, write_user_records
from pyao.storage.classic.world_writer import DATA_FOLDER, write_world
from pyao.storage.classic.writing import FolderWriter
from pyao.storage.documents import CASINO, IP_BANS, casino_totals, ip_bans
from pyao.storage.errors import StoreError
from pyao.storage.forum_documents import PREFIX as FORUM
from pyao.storage.forum_documents import forum_of
from pyao.storage.guild_documents import PREFIX as GUILD
from pyao.storage.records import freeze
from pyao.storage.society_documents import BALLOT_BOX, USER_RECORDS, fill_ballot_box, records_of
from pyao.storage.world_pack import PackError, content_json, map_json, read_layers
from pyao.world.polls import BallotBox

if TYPE_CHECKING:
    from array import array
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from pyao.content.content import Content
    from pyao.storage.classic.guild_files import Moment
    from pyao.storage.store import Store

    Part = Callable[[Store, "Export"], Awaitable[None]]
    """Writes one part of a store."""

REPORT = "NOT-CARRIED.txt"
"""The file in the folder of an export that says what the others don't."""


class What(StrEnum):
    """What can be exported by itself."""

    CHARACTERS = "characters"
    GUILDS = "guilds"
    FORUMS = "forums"
    RECORDS = "records"
    SETTINGS = "settings"
    WORLD = "world"
    OTHERS = "others"


_IN_CLASSIC = frozenset((IP_BANS, CASINO, BALLOT_BOX, MOTD, STAFF, USER_RECORDS))
"""Documents of the store that are in a classic file, beside guilds and forums."""


@dataclass(slots=True)
class Export:
    """One export: where it goes, what of it is wanted, and what has come of it."""

    folder: Path
    wanted: frozenset[What]
    settings: Settings
    findings: Findings = field(default_factory=Findings)
    done: list[str] = field(default_factory=list)
    """A line for each part that was written."""

    def into(self, *names: str) -> FolderWriter:
        """What writes into a folder of the export."""
        return FolderWriter(self.folder.joinpath(*names), self.findings)

    def tell(self, what: What, count: int, of: str) -> None:
        """Note what was written."""
        self.done.append(f"{what.value}: {count} {of}")


def export_command(
    folder: Annotated[Path, typer.Argument(help="A new folder, or an empty one.")],
    *,
    only: Annotated[list[What] | None, typer.Option(help="Only that; can be given several times.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, which has everything, instead.")] = False,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Write everything that is kept as the files of a classic server, or as JSON.

    A running server is told to save first.  What the files can't carry is listed in NOT-CARRIED.txt.  Ends with 0 if
    all was written, 1 if a file could not be, 2 if there was nothing to do.
    """
    settings = settings_of(config, data)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        refuse(f"{folder}: it is no empty folder")
    if settings.storage.backend == "memory":
        refuse("storage.backend is memory: nothing is kept there")
    _save_first(settings)
    export = Export(folder, frozenset(only or What), settings)
    try:
        with_store(config, lambda store: _write(store, export, JSON if as_json else CLASSIC), data)
    except OSError as fault:
        refuse(f"{fault.filename or folder}: {fault.strerror or fault}")
    except (StoreError, WorldError, UnreadableFolder) as fault:
        refuse(str(fault))
    _report(export)


async def _write(store: Store, export: Export, parts: Mapping[What, Part]) -> None:
    for what, write in parts.items():
        if what in export.wanted:
            await write(store, export)


def _save_first(settings: Settings) -> None:
    try:
        client.call(settings.world.data_dir, "save", {})
    except client.NoServer:
        return
    except Refused as fault:
        refuse(str(fault))


def _report(export: Export) -> None:
    console, findings = Console(), export.findings
    if findings:
        lines = (line for one in reversed(Severity) for fold in findings.folded(one) for line in fold.every_line())
        export.into().write(REPORT, "".join(f"{line}\n" for line in lines).encode())
        Report(console, notes=True).print(findings)
        say(console, f"every line of what the files can't carry: {export.folder / REPORT}")
    for line in export.done:
        say(console, line)
    say(console, f"written to {export.folder}")
    if findings.having(Severity.ERROR):
        raise typer.Exit(FAULTY_DATA)


async def _characters(store: Store, export: Export) -> None:
    names, folder = await store.names(), export.into("Charfile")
    for name in names:
        record = await store.load(name)
        if record is not None:
            written = charfile(record)
            if folder.write(f"{record.name}.chr", written):
                for line in lost_in(record, written):
                    export.findings.warn(f"{record.name}.chr", "", line)
    export.tell(What.CHARACTERS, len(names), "characters")


async def _settings(store: Store, export: Export) -> None:
    """Server.ini, with the ranks that were granted from outside too."""
    game = with_granted(export.settings.game, granted_in(await store.load_document(STAFF)))
    shipped, own = (dict(plain_values(one)) for one in (Settings(), export.settings.model_copy(update={"game": game})))
    written = server_ini_file(own, GameSettings().version)
    export.into().write(SERVER_INI, written)
    for line in lost_settings({name: value for name, value in own.items() if value != shipped[name]}, written):
        export.findings.warn(SERVER_INI, "", line)
    export.tell(What.SETTINGS, 1, SERVER_INI)


async def _world(store: Store, export: Export) -> None:
    content = await _content(store, export.settings)
    write_world(content, _layers(export.settings, content), export.folder, export.findings)
    export.tell(What.WORLD, len(content.maps), f"maps, {len(content.items)} objects, {len(content.npcs)} NPCs")


async def _content(store: Store, settings: Settings) -> Content:
    """The world that is played, with what has been kept of it since: message, casino, votes, banned addresses."""
    content = motd_over(load_content(settings.world), await store.load_document(MOTD))
    banned, casino = await store.load_document(IP_BANS), await store.load_document(CASINO)
    content = replace(
        content,
        banned_ips=content.banned_ips if banned is None else frozenset(ip_bans(banned)),
        casino=casino_totals(casino, content.casino),
    )
    if content.poll is None:
        return content
    box = BallotBox(content.poll)
    fill_ballot_box(box, await store.load_document(BALLOT_BOX))
    return replace(content, poll=replace(content.poll, votes=tuple(box.votes)))


def _layers(settings: Settings, content: Content) -> Callable[[int], Sequence[array[int]] | None]:
    """Where the graphics of the maps are: in the pack, or with the built-in world in the client's folder."""
    pack = pack_in_use(settings.world)
    if pack is None:
        known = {} if settings.world.client is None else read_geometry(settings.world.client, content.maps.keys())[0]
        return lambda number: known[number].layers if number in known else None

    def in_pack(number: int) -> Sequence[array[int]] | None:
        try:
            return read_layers(pack, number)
        except PackError:
            return None

    return in_pack


async def _guilds(store: Store, export: Export) -> None:
    guilds = await stored_guilds(store)
    write_guilds(guilds, export.into("Guilds"), _moment_of, seconds_of)
    export.tell(What.GUILDS, len(guilds), "guilds")


async def _forums(store: Store, export: Export) -> None:
    keys = await store.document_keys(FORUM)
    forums = {key.removeprefix(FORUM): forum_of(await store.load_document(key) or b"") for key in keys}
    write_forums(forums, export.into("Foros"))
    export.tell(What.FORUMS, len(forums), "forums")


async def _records(store: Store, export: Export) -> None:
    records = records_of(await store.load_document(USER_RECORDS) or b"[]")
    write_user_records(records, export.into(DATA_FOLDER))
    export.tell(What.RECORDS, len(records), "records")


async def _others(store: Store, export: Export) -> None:
    for key in await store.document_keys():
        if key not in _IN_CLASSIC and not key.startswith((GUILD, FORUM)):
            export.findings.note(key, "", "no classic file has it; --json has")


CLASSIC: Mapping[What, Part] = {
    What.CHARACTERS: _characters,
    What.GUILDS: _guilds,
    What.FORUMS: _forums,
    What.RECORDS: _records,
    What.SETTINGS: _settings,
    What.WORLD: _world,
    What.OTHERS: _others,
}


async def _characters_as_json(store: Store, export: Export) -> None:
    """The form that `characters create --from` takes."""
    names, folder = await store.names(), export.into(What.CHARACTERS.value)
    for name in names:
        record = await store.load(name)
        if record is not None:
            folder.write(f"{record.name}.json", _text(json.loads(freeze(record))))
    export.tell(What.CHARACTERS, len(names), "characters")


def _documents(what: What) -> Part:
    async def write(store: Store, export: Export) -> None:
        keys = [key for key in await store.document_keys() if _part_of(key) is what]
        export.into().write(f"{what.value}.json", _text({key: _read(await store.load_document(key)) for key in keys}))
        export.tell(what, len(keys), "documents")

    return write


async def _settings_as_json(_store: Store, export: Export) -> None:
    """All settings; of secrets only whether there is one."""
    export.into().write("settings.json", _text(dict(plain_values(export.settings))))
    export.tell(What.SETTINGS, 1, "file")


async def _world_as_json(store: Store, export: Export) -> None:
    content = await _content(store, export.settings)
    export.into().write("world.json", _text(content_json(content)))
    folder = export.into("maps")
    for number, here in sorted(content.maps.items()):
        folder.write(f"{number}.json", _text(map_json(here)))
    export.tell(What.WORLD, len(content.maps), "maps")


JSON: Mapping[What, Part] = {
    What.CHARACTERS: _characters_as_json,
    **{what: _documents(what) for what in (What.GUILDS, What.FORUMS, What.RECORDS, What.OTHERS)},
    What.SETTINGS: _settings_as_json,
    What.WORLD: _world_as_json,
}


def _part_of(key: str) -> What:
    """The part to which a document of the store belongs."""
    if key == USER_RECORDS:
        return What.RECORDS
    return What.GUILDS if key.startswith(GUILD) else What.FORUMS if key.startswith(FORUM) else What.OTHERS


def _read(document: bytes | None) -> object:
    """A document as JSON has it: most are JSON themselves, the others text."""
    text = (document or b"").decode("utf-8", "backslashreplace")
    try:
        return json.loads(text)
    except ValueError:
        return text


def _text(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _moment_of(seconds: int) -> Moment:
    """Seconds since 1970 as a local time."""
    at = datetime.fromtimestamp(seconds).astimezone()
    return at.year, at.month, at.day, at.hour, at.minute, at.second
