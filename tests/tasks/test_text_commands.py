"""Slash lines and what they stand for.  Source: 01-protocol §16, 10-gm-admin §5."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kit.spec import needs_spec, protocol

from pyao.content.enums import Privilege
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.tasks.text_commands import Execute, Local, Silent, Usage, interpret

HERE = 7


def meaning(line: str, privileges: Privilege = Privilege.ADMIN) -> Any:
    return interpret(line, privileges=privileges, here=HERE)


def packet(line: str, privileges: Privilege = Privilege.ADMIN) -> Any:
    found = meaning(line, privileges)
    assert isinstance(found, Execute), (line, found)
    return found.packets[0]


@pytest.mark.parametrize("line", ["hola", "", "/", "  /  ", "/zzz", "/ban2 x", "hola /salir", "//salir"])
def test_what_is_no_command_is_said(line: str) -> None:
    assert meaning(line, Privilege.USER) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/online", c.Online()),
        ("  /ACOMPANAR  ", c.PetFollow()),
        ("/acompañar", c.PetFollow()),
        ("/salir ya mismo", c.Quit()),
        ("/encuesta", c.Inquiry()),
        ("/encuesta 3", c.InquiryVote(3)),
        ("/cmsg  hola a  todos ", c.GuildMessage("hola a  todos")),
        ("/centinela -42", c.CentinelReport(-42)),
        ("/desc", c.ChangeDescription("")),
        ("/desc Guardián", c.ChangeDescription("Guardián")),
        ("/retirar 500", c.BankExtractGold(500)),
        ("/fundarclangm", c.GuildFundation(3)),
        ("/seguroresu", c.ResuscitationSafeToggle()),
        ("/mejorar 12", c.ItemUpgrade(12)),
        ("/foro Vendo @ espada", c.ForumPost(0, "Vendo", "espada")),
        ("/rechazarclan Ana@no@nunca", c.GuildRejectNewMember("Ana", "no@nunca")),
        ("/ofrecerpaz Alfa@paz", c.GuildOfferPeace("Alfa", "paz")),
        ("/tmsg hola", c.CommerceChat("hola")),
        ("/penas Ana María", c.Punishments("Ana María")),
    ],
)
def test_player_commands(line: str, expected: c.ClientPacket) -> None:
    assert packet(line, Privilege.USER) == expected


def test_crafts_take_two_packets() -> None:
    assert meaning("/herreria 15 200", Privilege.USER) == Execute((c.InitCrafting(200, 200), c.CraftBlacksmith(15)))
    assert meaning("/Carpintería 480 1", Privilege.USER) == Execute((c.InitCrafting(1, 1), c.CraftCarpenter(480)))
    for line in ("/herreria", "/herreria 15", "/herreria 15 0", "/herreria 15 10001", "/herreria x 5"):
        assert meaning(line, Privilege.USER) == Usage("/HERRERIA OBJETO CANTIDAD")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/ira juan perez", g.GoToChar("juan perez")),
        ("/telep 10 20", g.WarpChar("YO", HERE, 10, 20)),
        ("/telep 1 10 20", g.WarpChar("YO", 1, 10, 20)),
        ("/telep Ana 10 20", g.WarpChar("Ana", HERE, 10, 20)),
        ("/telep ana+maria 1 10 20", g.WarpChar("ana+maria", 1, 10, 20)),
        ("/carcel Ana@insultos@10", g.Jail("Ana", "insultos", 10)),
        ("/ban Ana@a@b", g.BanChar("Ana", "a@b")),
        ("/borrarpena Ana@2@nada@más", g.RemovePunishment("Ana", 2, "nada@más")),
        ("/aemail Ana-a@b-c.d", g.AlterMail("Ana", "a@b-c.d")),
        ("/mod Ana+B oro 100", g.EditChar("Ana+B", 1, "100", "")),
        ("/mod Ana skills Magia 5", g.EditChar("Ana", 9, "Magia", "5")),
        ("/banip 1.2.3.4 por malo", g.BanIp(True, (1, 2, 3, 4), "por malo")),
        ("/banip Ana por malo", g.BanIp(False, "Ana", "por malo")),
        ("/unbanip 1.2.3.4", g.UnbanIp(1, 2, 3, 4)),
        ("/nene", g.CreaturesInMap(HERE)),
        ("/nene 3", g.CreaturesInMap(3)),
        ("/ct 1 2 3", g.TeleportCreate(1, 2, 3, 0)),
        ("/ct 1 2 3 4", g.TeleportCreate(1, 2, 3, 4)),
        ("/forcemidimap 4", g.ForceMidiToMap(4, 0)),
        ("/forcewavmap 4", g.ForceWaveToMap(4, 0, 0, 0)),
        ("/forcewavmap 4 1 2 3", g.ForceWaveToMap(4, 1, 2, 3)),
        ("/chatcolor", g.ChatColor(0, 255, 0)),
        ("/chatcolor 1 2 3", g.ChatColor(1, 2, 3)),
        ("/trigger", g.AskTrigger()),
        ("/trigger 6", g.SetTrigger(6)),
        ("/cc", g.SpawnListRequest()),
        ("/cc 3", g.SpawnCreature(3)),
        ("/show sos", g.SosShowList()),
        ("/show INT", g.ShowServerForm()),
        ("/borrar sos", g.CleanSos()),
        ("/modmapinfo pk 1", g.ChangeMapInfoPK(True)),
        ("/modmapinfo zona CIUDAD", g.ChangeMapInfoZone("CIUDAD")),
        ("/setinivar INIT Record 5", g.SetIniVar("INIT", "Record", "5")),
        ("/segobs 3 mintió dos veces", g.RecordAddObs(3, "mintió dos veces")),
        ("/zmotd hola|chau", g.SetMotd("hola\r\nchau")),
        ("/dmsg hola", g.HigherAdminsMessage("hola")),
    ],
)
def test_gm_commands(line: str, expected: g.GMCommand) -> None:
    assert packet(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "/ira",
        "/telep",
        "/telep 1",
        "/telep 1 300 5",
        "/carcel Ana@10",
        "/carcel Ana@a@b@10",
        "/carcel Ana@malo@256",
        "/ban Ana",
        "/mod Ana oro",
        "/mod Ana nada 5",
        "/banip 1.2.3.4",
        "/unbanip 1.2.3",
        "/unbanip 1.2.3.256",
        "/forcewavmap 4 1",
        "/chatcolor 1 2",
        "/trigger 7",
        "/show",
        "/show otra",
        "/modmapinfo pk",
        "/modmapinfo pk 2",
        "/setinivar a b",
        "/setinivar a b c d",
        "/ci x",
    ],
)
def test_malformed_arguments_give_the_usage(line: str) -> None:
    found = meaning(line)
    assert isinstance(found, Usage)
    assert found.form.lower().startswith(line.split(maxsplit=1)[0])


@pytest.mark.parametrize("line", ["/ira", "/telep 1 2", "/ban", "/show sos", "/cc", "/trigger 9"])
def test_without_the_rank_there_is_silence_before_arguments_are_looked_at(line: str) -> None:
    assert isinstance(meaning(line, Privilege.USER), Silent)


def test_role_masters_have_their_few_commands() -> None:
    role_master = Privilege.USER | Privilege.ROLE_MASTER
    assert packet("/ciumsg hola", role_master) == g.CitizenMessage("hola")
    assert packet("/chatcolor 1 2 3", role_master) == g.ChatColor(1, 2, 3)
    assert isinstance(meaning("/echar Ana", role_master), Silent)
    assert isinstance(meaning("/smsg hola", Privilege.DIOS | Privilege.ROLE_MASTER), Silent)


@pytest.mark.parametrize(
    ("line", "word"), [("/texto utf-8", "TEXTO"), ("/trato", "TRATO"), ("/contraseña a b", "CONTRASENA")]
)
def test_commands_without_a_packet(line: str, word: str) -> None:
    found = meaning(line, Privilege.USER)
    assert isinstance(found, Local)
    assert found.word == word


def text_forms() -> list[Any]:
    rows = [*protocol().get("gm_command", ()), *protocol().get("gm_command_original", ())]
    forms = {row["text_form"]: row for row in rows if row.get("text_form")}
    return [pytest.param(form, id=form) for form in forms]


@needs_spec
@pytest.mark.parametrize("form", text_forms())
def test_every_text_form_of_the_specification_is_known(form: str) -> None:
    word, _blank, rest = form.partition(" ")
    second = re.match(r"[A-Z]+\b", rest)
    found = meaning(f"{word} {second[0] if second else ''}")
    assert found is not None


@given(st.text())
def test_any_text_means_something_or_nothing(text: str) -> None:
    for privileges in (Privilege.USER, Privilege.ADMIN):
        interpret(text, privileges=privileges, here=1)
        interpret("/" + text, privileges=privileges, here=1)


@given(
    st.sampled_from(["/telep ", "/mod ", "/ct ", "/banip ", "/carcel ", "/show ", "/modmapinfo ", "/retirar "]),
    st.text(),
)
def test_any_arguments_are_read_or_refused(word: str, rest: str) -> None:
    assert meaning(word + rest) is not None
