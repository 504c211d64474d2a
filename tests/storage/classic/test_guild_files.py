"""The guild files of a classic server.  Source: 11-social §3.12."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pyao.protocol.enums import GuildAlignment
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.guild_files import BadGuilds, Moment, find_guilds, read_guilds
from pyao.world.guilds import Application, Election, Proposal, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pyao.world.guilds import Guild

INFO = """[INIT]
nroGuilds=3
[GUILD1]
Founder=Ana Sol
GuildName=Los Lobos
Date=05/01/2009
Antifaccion=2
Alineacion=Legal
Leader=ANA SOL
URL=www.lobos.example
Desc=unoºdos
GuildNews=Hoy cazamos
Codex0=sobra
Codex1=uno
Codex8=ocho
EleccionesAbiertas=1
EleccionesFinalizan=06/01/2009 13:30:00
[GUILD2]
Founder=Evo
GuildName=Osos
Date=1/2/2009
Alineacion=Del Mal
Leader=Evo
[guild3]
founder=Fox
guildname=Gatos
alineacion=Real
leader=Fox
"""
FILES = {
    "GuildsInfo.inf": INFO,
    "Los Lobos-members.mem": "[INIT]\nNroMembers=3\n[Members]\nMember1=Ana Sol\nMember2=BETO\nMember3=beto\n",
    "los lobos-Solicitudes.sol": "[INIT]\nCantSolicitudes=1\n[SOLICITUD3]\nNombre=Caro\nDetalle=quiero entrar\n",
    "Los Lobos-propositions.pro": (
        "[2]\nDetalle=paz\nTipo=P\nPendiente=1\n[3]\nDetalle=no\nTipo=A\nPendiente=0\n[1]\nTipo=A\nPendiente=1\n"
    ),
    "Los Lobos-relaciones.rel": "[RELACIONES]\n2=G\n3=A\n",
    "Los Lobos-votaciones.vot": "[INIT]\nNumVotos=1\n[VOTOS]\nAna Sol=beto\n",
    "Osos-members.mem": "[INIT]\nNroMembers=2\n[Members]\nMember1=EVO\nMember2=BETO\n",
    "Osos-relaciones.rel": "[RELACIONES]\n1=G\n",
    "Gatos-relaciones.rel": "[RELACIONES]\n1=P\n",
}


def seconds_of(moment: Moment) -> int:
    assert moment[0] == 2009
    return moment[2] * 100 + moment[3]


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode("cp1252"))
    return folder


def read(folder: Path) -> tuple[list[Guild], list[str]]:
    findings = Findings()
    return read_guilds(folder, findings, seconds_of), [str(one) for one in findings]


def test_everything_is_read(tmp_path: Path) -> None:
    guilds, findings = read(written(tmp_path, dict(FILES)))
    lobos, osos, gatos = guilds
    assert (lobos.name, lobos.founder, lobos.leader, lobos.founded) == ("Los Lobos", "Ana Sol", "ANA SOL", "05/01/2009")
    assert (lobos.alignment, lobos.antifaction, lobos.url) == (GuildAlignment.LEGAL, 2, "www.lobos.example")
    assert (lobos.description, lobos.news) == ("unoºdos", "Hoy cazamos")
    assert lobos.codex == ["uno", *[""] * 6, "ocho"]
    assert lobos.members == ["ANA SOL", "BETO"]
    assert lobos.applications == [Application("Caro", "quiero entrar")]
    assert lobos.proposals == {2: Proposal(Relation.PEACE, "paz")}
    assert lobos.election == Election(613, {"ANA SOL": "BETO"})
    assert (osos.members, gatos.members) == (["EVO"], ["FOX"])
    assert (osos.alignment, gatos.alignment) == (GuildAlignment.CHAOS, GuildAlignment.ROYAL)
    assert (lobos.relations, osos.relations, gatos.relations) == ({2: Relation.WAR}, {1: Relation.WAR}, {})
    assert findings == [
        "Osos-members.mem: BETO is a member of Los Lobos; left out here",
        "Los Lobos-relaciones.rel: Gatos has it otherwise: they are at peace",
    ]


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("GuildName=Osos", "GuildName= ", "[GUILD2] has no name"),
        ("Founder=Evo\nGuildName=Osos\nDate=1/2/2009\nAlineacion=Del Mal\nLeader=Evo", "GuildName=x", "has no leader"),
        ("GuildName=Osos", "GuildName=los lobos", "guilds 1 and 2 are both called los lobos"),
        ("Leader=Evo", "Leader=ana sol", "ana sol leads both Los Lobos and Osos"),
        ("nroGuilds=3", "nroGuilds=4", "[GUILD4] has no name"),
    ],
)
def test_what_would_shift_numbers_is_refused(tmp_path: Path, before: str, after: str, why: str) -> None:
    assert before in INFO
    with pytest.raises(BadGuilds, match="nothing is imported") as fault:
        read(written(tmp_path, FILES | {"GuildsInfo.inf": INFO.replace(before, after)}))
    assert why in str(fault.value)


def test_odd_values_are_told(tmp_path: Path) -> None:
    info = INFO.replace("Alineacion=Legal", "Alineacion=Bueno").replace("06/01/2009 13:30:00", "mañana")
    guilds, findings = read(written(tmp_path, FILES | {"GuildsInfo.inf": info}))
    assert guilds[0].alignment is GuildAlignment.NEUTRAL
    assert guilds[0].election == Election(0, {"ANA SOL": "BETO"})
    assert any("Alineacion=Bueno is none; the guild becomes Neutral" in one for one in findings)
    assert any("EleccionesFinalizan=mañana is no time" in one for one in findings)


def test_brackets_in_names_become_parentheses(tmp_path: Path) -> None:
    files = {name.replace("Osos", "[Osos]"): text for name, text in FILES.items()}
    files["GuildsInfo.inf"] = INFO.replace("GuildName=Osos", "GuildName=[Osos]")
    guilds, _findings = read(written(tmp_path, files))
    assert (guilds[1].name, guilds[1].relations) == ("(Osos)", {1: Relation.WAR})


def test_the_folder_is_found(tmp_path: Path) -> None:
    assert find_guilds(tmp_path) is None
    inside = tmp_path / "Guilds"
    inside.mkdir()
    written(inside, dict(FILES))
    assert find_guilds(tmp_path) == find_guilds(inside) == inside


@given(spoilt=st.sampled_from(sorted(FILES)), data=st.binary(max_size=300), at=st.integers(0, 700))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spoilt_files_give_findings_or_a_refusal(tmp_path: Path, spoilt: str, data: bytes, at: int) -> None:
    text = FILES[spoilt].encode("cp1252")
    written(tmp_path, FILES | {spoilt: text[:at] + data + text[at:]})
    try:
        guilds = read_guilds(tmp_path, Findings(), lambda _moment: 0)
    except BadGuilds:
        return
    for guild in guilds:
        assert guild.has_member(guild.leader)
    listed = [key for guild in guilds for key in guild.members]
    assert len(listed) == len(set(listed))
