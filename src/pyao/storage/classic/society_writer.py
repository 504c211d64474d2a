"""Writing guilds, forums and the staff's records about players as the original keeps them.

Source: 11-social §3.12, §7; 10-gm-admin §4.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage.classic.findings import Findings
from pyao.storage.classic.forum_files import ENDING, read_forums
from pyao.storage.classic.guild_files import INFO, BadGuilds, read_guilds
from pyao.storage.classic.record_files import FILE, read_user_records
from pyao.storage.classic.writing import FolderWriter, Values, ini_file, numbered, text_file
from pyao.storage.differences import differences
from pyao.world.guilds import ALIGNMENT_NAMES, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pyao.storage.classic.guild_files import Moment
    from pyao.world.forums import Forum, Post
    from pyao.world.guilds import Guild
    from pyao.world.user_records import UserRecords


def write_guilds(
    guilds: Sequence[Guild],
    folder: FolderWriter,
    moment_of: Callable[[int], Moment],
    seconds_of: Callable[[Moment], int],
) -> None:
    """Write `guildsinfo.inf` and the files of each guild; what these can't carry becomes a finding.

    `moment_of` gives seconds since 1970 as a local time, `seconds_of` the reverse.
    """
    if not guilds:
        return
    info: dict[str, Values] = {"INIT": {"nroGuilds": len(guilds)}}
    for guild in guilds:
        info[f"GUILD{guild.number}"] = _guild(guild, moment_of)
        for kind, sections in _files_of(guild).items():
            folder.write(f"{guild.name}-{kind}", ini_file(sections))
    folder.write(INFO, ini_file(info))
    again: dict[int, Guild] = {}
    try:
        again = {one.number: one for one in read_guilds(folder.folder, folder.findings, seconds_of)}
    except BadGuilds as fault:
        folder.findings.error(INFO, "", str(fault))
    for guild in guilds:
        for lost in differences(guild, again.get(guild.number)):
            folder.findings.warn(INFO, guild.name, str(lost))


def _guild(guild: Guild, moment_of: Callable[[int], Moment]) -> Values:
    values: Values = {
        "GuildName": guild.name,
        "Founder": guild.founder,
        "Date": guild.founded,
        "Antifaccion": guild.antifaction,
        "Alineacion": ALIGNMENT_NAMES[guild.alignment],
        "Leader": guild.leader,
        "URL": guild.url,
        "Desc": guild.description,
        "GuildNews": guild.news,
        **numbered("Codex", guild.codex),
        "EleccionesAbiertas": guild.election is not None,
    }
    if guild.election is not None:
        year, month, day, hour, minute, second = moment_of(guild.election.ends)
        values["EleccionesFinalizan"] = f"{day:02}/{month:02}/{year} {hour:02}:{minute:02}:{second:02}"
    return values


def _files_of(guild: Guild) -> dict[str, dict[str, Values]]:
    """The files beside `guildsinfo.inf`, by the end of their names."""
    files: dict[str, dict[str, Values]] = {
        "members.mem": {"INIT": {"NroMembers": len(guild.members)}, "Members": numbered("Member", guild.members)},
        "solicitudes.sol": {
            "INIT": {"CantSolicitudes": len(guild.applications)},
            **{
                f"SOLICITUD{k}": {"Nombre": one.name, "Detalle": one.text}
                for k, one in enumerate(guild.applications, start=1)
            },
        },
        "propositions.pro": {
            str(number): {"Detalle": one.text, "Tipo": one.relation.value, "Pendiente": 1}
            for number, one in guild.proposals.items()
        },
        "relaciones.rel": {
            "RELACIONES": {str(number): one.value for number, one in guild.relations.items() if one != Relation.PEACE}
        },
    }
    if guild.election is not None:
        votes: Values = dict(guild.election.votes)
        files["votaciones.vot"] = {"INIT": {"NumVotos": len(votes)}, "VOTOS": votes}
    return files


def write_forums(forums: Mapping[str, Forum], folder: FolderWriter) -> None:
    """Write `<ID>.for` and the file of each post; what these can't carry becomes a finding."""
    for name, forum in forums.items():
        counts: Values = {"CantMSG": len(forum.posts), "CantAnuncios": len(forum.announcements)}
        folder.write(f"{name}{ENDING}", ini_file({"INFO": counts}))
        _write_posts(forum.posts, f"{name}{{}}{ENDING}", folder)
        _write_posts(forum.announcements, f"{name}{{}}a{ENDING}", folder)
    again = read_forums(folder.folder, Findings()) if folder.folder.exists() else {}
    for name, forum in forums.items():
        for lost in differences(forum, again.get(name)):
            folder.findings.warn(f"{name}{ENDING}", "", str(lost))


def _write_posts(posts: Sequence[Post], name: str, folder: FolderWriter) -> None:
    for number, post in enumerate(posts, start=1):
        folder.write(name.format(number), text_file((post.title, post.author, *post.text.split("\n"))))


def write_user_records(records: UserRecords, folder: FolderWriter) -> None:
    """Write RECORDS.DAT; what it can't carry becomes a finding."""
    if not records:
        return
    sections: dict[str, Values] = {"INIT": {"NumRecords": len(records)}}
    for number, one in enumerate(records, start=1):
        sections[f"RECORD{number}"] = {
            "Usuario": one.name,
            "Creador": one.creator,
            "Fecha": one.date,
            "Motivo": one.reason,
            "NumObs": len(one.observations),
            **numbered("Obs", (f"{seen.creator}-{seen.date}-{seen.text}" for seen in one.observations)),
        }
    name = FILE.upper()
    folder.write(name, ini_file(sections))
    again = read_user_records(folder.folder / name, Findings())
    for number, one in enumerate(records):
        for lost in differences(one, again[number] if number < len(again) else None):
            folder.findings.warn(name, f"[RECORD{number + 1}]", str(lost))
