"""The guilds of a classic server: `guildsinfo.inf`, and the files of each guild beside it.

Guilds keep their numbers, since characters refer to them; so all of them come in, or none.  Source: 11-social §3.12.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from pyao.content.keys import BYTE
from pyao.protocol.enums import GuildAlignment
from pyao.protocol.fields import CODEX_LINES
from pyao.rules.guilds.texts import MAX_DESCRIPTION, MAX_NEWS, cleaned, codex_of, url_of
from pyao.storage.classic.ini import Ini, leading_number, read_ini
from pyao.world.guilds import ALIGNMENT_NAMES, Application, Election, Guild, Proposal, Relation
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyao.storage.classic.findings import Findings
    from pyao.storage.classic.ini import Section

INFO = "guildsinfo.inf"
FOLDER = "guilds"
MAX_GUILDS = 1_000
MAX_APPLICATIONS = 10

_BRACKETS = str.maketrans("[]", "()")
"""The client's console takes square brackets for markup, and the name stands in many lines."""

_PARENTHESES = str.maketrans("()", "[]")

_ALIGNMENTS = {name.casefold(): alignment for alignment, name in ALIGNMENT_NAMES.items()}
_MOMENT = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: (\d{1,2}):(\d{2}):(\d{2}))?.*")

Moment = tuple[int, int, int, int, int, int]
"""Year, month, day, hour, minute, second."""


class BadGuilds(Exception):
    """The guilds can't be imported; the text is one line for the operator."""


def find_guilds(folder: Path) -> Path | None:
    """The folder with `guildsinfo.inf`: this one, or its folder of guilds; `None` = neither has it."""
    for place in (folder, *(one for one in sorted(folder.iterdir()) if one.name.casefold() == FOLDER)):
        if place.is_dir() and any(path.name.casefold() == INFO for path in place.iterdir()):
            return place
    return None


def read_guilds(folder: Path, findings: Findings, seconds_of: Callable[[Moment], int]) -> list[Guild]:
    """All guilds in their order; `seconds_of` gives a local time in seconds since 1970 and raises ValueError.

    Raises:
        BadGuilds: one has no name or nobody who leads it, or somebody leads two.

    """
    files = _Files(folder, findings)
    info = files.ini(INFO)
    count = info.section("INIT").number("nroGuilds", (0, MAX_GUILDS))
    guilds = [_guild(files, info, number, seconds_of) for number in range(1, count + 1)]
    _settle_names(guilds)
    _settle_members(guilds, findings)
    for guild in guilds:
        guild.applications = _applications(files.of(guild, "solicitudes.sol"))
        guild.proposals = _proposals(files.of(guild, "propositions.pro"), guild, count)
    _settle_relations(guilds, [_relations(files.of(guild, "relaciones.rel"), count) for guild in guilds], findings)
    return guilds


class _Files:
    """The files of the folder, whatever the case of their names; a missing one counts as empty."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self.findings = findings
        self._paths = {path.name.casefold(): path for path in folder.iterdir() if path.is_file()}

    def ini(self, name: str) -> Ini:
        path = self._paths.get(name.casefold())
        if path is None:
            return Ini(name, self.findings)
        try:
            return read_ini(path.name, path.read_bytes(), self.findings)
        except OSError as fault:
            self.findings.error(path.name, "", f"it can't be read: {fault.strerror or fault}")
            return Ini(name, self.findings)

    def of(self, guild: Guild, kind: str) -> Ini:
        name = f"{guild.name}-{kind}"
        return self.ini(name if name.casefold() in self._paths else name.translate(_PARENTHESES))


def _guild(files: _Files, info: Ini, number: int, seconds_of: Callable[[Moment], int]) -> Guild:
    section = info.section(f"GUILD{number}")
    name, founder, leader = (section.text(key).strip() for key in ("GuildName", "Founder", "Leader"))
    leader, name = leader or founder, name.translate(_BRACKETS)
    if not name or not leader:
        raise BadGuilds(f"{INFO}: [GUILD{number}] has no {'name' if not name else 'leader'}: nothing is imported")
    guild = Guild(
        number=number,
        name=name,
        founder=founder or leader,
        founded=section.text("Date").strip(),
        alignment=_alignment(section),
        leader=leader,
        members=[],
        antifaction=section.number("Antifaccion", BYTE),
        url=url_of(section.text("URL").strip()),
        description=cleaned(section.text("Desc"), MAX_DESCRIPTION),
        news=cleaned(section.text("GuildNews"), MAX_NEWS),
        codex=codex_of([section.text(f"Codex{line}") for line in range(1, CODEX_LINES + 1)]),
    )
    members = files.of(guild, "members.mem")
    count = members.section("INIT").number("NroMembers", (0, 100_000))
    listed = (members.section("Members").text(f"Member{k}").strip() for k in range(1, count + 1))
    guild.members = list(dict.fromkeys(key_of(one) for one in listed if one))
    if section.text("EleccionesAbiertas").strip() == "1":
        guild.election = Election(_end(section, seconds_of), _votes(files.of(guild, "votaciones.vot")))
    return guild


def _alignment(section: Section) -> GuildAlignment:
    text = section.text("Alineacion").strip()
    alignment = _ALIGNMENTS.get(text.casefold())
    if alignment is None:
        section.warn("Alineacion", f"Alineacion={text} is none; the guild becomes Neutral")
        return GuildAlignment.NEUTRAL
    return alignment


def _end(section: Section, seconds_of: Callable[[Moment], int]) -> int:
    """When the election ends; one whose end can't be read is counted at the next world save."""
    text = section.text("EleccionesFinalizan").strip()
    match = _MOMENT.fullmatch(text)
    if match is not None:
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        with suppress(ValueError, OverflowError, OSError):
            return seconds_of((year, month, day, hour, minute, second))
    section.warn("EleccionesFinalizan", f"EleccionesFinalizan={text} is no time; the election ends at once")
    return 0


def _votes(ini: Ini) -> dict[str, str]:
    votes = ini.section("VOTOS").values
    return {key_of(voter): key_of(candidate.strip()) for voter, (candidate, _line) in votes.items()}


def _applications(ini: Ini) -> list[Application]:
    found: dict[str, Application] = {}
    for number, section in sorted(ini.numbered("SOLICITUD"), key=lambda one: one[0]):
        name = section.text("Nombre").strip()
        if name and number <= MAX_APPLICATIONS:
            found.setdefault(key_of(name), Application(name, cleaned(section.text("Detalle"), MAX_NEWS)))
    return list(found.values())


def _proposals(ini: Ini, guild: Guild, count: int) -> dict[int, Proposal]:
    found = {}
    for number, section in ini.numbered(""):
        kind = section.text("Tipo").strip().upper()
        pending = section.text("Pendiente").strip() == "1"
        if pending and kind in (Relation.PEACE, Relation.ALLIANCE) and 1 <= number <= count and number != guild.number:
            found[number] = Proposal(Relation(kind), cleaned(section.text("Detalle"), MAX_NEWS))
    return found


def _relations(ini: Ini, count: int) -> dict[int, Relation]:
    """What one guild's file says of the others; none = peace."""
    found = {}
    for key, (text, _line) in ini.section("RELACIONES").values.items():
        number, kind = leading_number(key), text.strip().upper()[:1]
        if 1 <= number <= count and kind in (Relation.WAR, Relation.ALLIANCE):
            found[number] = Relation(kind)
    return found


def _settle_names(guilds: Sequence[Guild]) -> None:
    names: dict[str, int] = {}
    for guild in guilds:
        twin = names.setdefault(key_of(guild.name), guild.number)
        if twin != guild.number:
            raise BadGuilds(
                f"{INFO}: guilds {twin} and {guild.number} are both called {guild.name}: nothing is imported"
            )


def _settle_members(guilds: Sequence[Guild], findings: Findings) -> None:
    """Have everybody in one guild only: leaders in theirs, others in the first that lists them."""
    home: dict[str, Guild] = {}
    for guild in guilds:
        other = home.setdefault(key_of(guild.leader), guild)
        if other is not guild:
            raise BadGuilds(f"{INFO}: {guild.leader} leads both {other.name} and {guild.name}: nothing is imported")
        if not guild.has_member(guild.leader):
            guild.members.insert(0, key_of(guild.leader))
    for guild in guilds:
        for key in guild.members:
            other = home.setdefault(key, guild)
            if other is not guild:
                findings.warn(f"{guild.name}-members.mem", "", f"{key} is a member of {other.name}; left out here")
        guild.members = [key for key in guild.members if home[key] is guild]


def _settle_relations(guilds: Sequence[Guild], said: list[dict[int, Relation]], findings: Findings) -> None:
    """Where two guilds don't say the same, war counts, and an alliance needs both."""
    for one in guilds:
        for other in guilds[one.number :]:
            both = said[one.number - 1].get(other.number), said[other.number - 1].get(one.number)
            relation = Relation.WAR if Relation.WAR in both else both[0] if both[0] is both[1] else None
            if both[0] is not both[1]:
                what = "they are at war" if relation is Relation.WAR else "they are at peace"
                findings.warn(f"{one.name}-relaciones.rel", "", f"{other.name} has it otherwise: {what}")
            if relation is not None:
                one.relations[other.number] = other.relations[one.number] = relation
