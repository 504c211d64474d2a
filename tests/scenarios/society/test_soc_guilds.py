"""Founding a guild, joining it, leaving it, talking in it, looking at it.  Source: 11-social §1.3, §2, §3.1–3.6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.game import GameFixture, a_game, a_record, ids
from kit.guilds import FOUNDER, chat, guild_with, line, member
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font, GuildAlignment
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import encode_client
from pyao.protocol.text import TextEncoding
from pyao.rules.guilds.joining import read_application
from pyao.rules.session import leaving
from pyao.tasks.ports import CharactersUnavailable
from pyao.world.guilds import Application
from pyao.world.record import Faction, GuildMembership, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client

    from pyao.world.guilds import Guild
    from pyao.world.record import CharacterRecord

OUTLAW: dict[str, Any] = {"reputation": Reputation(bandit=6_000)}
FORM = c.CreateNewGuild("d", " Los Lobos ", "w", ("a", "b", "c", "d", "", "", "", ""))
JOINED, FOUNDED, WAR = (msg.play_wave(wave, 0, 0) for wave in (43, 44, 45))


@pytest.fixture
def staffed() -> Iterator[GameFixture]:
    """A game that knows some staff."""
    with a_game(content(plain_map(1), plain_map(2)), demigods=("OTTO",), gods=("LUZ",)) as fixture:
        yield fixture


def wolves(game: GameFixture, *members: str, **fields: Any) -> Guild:
    return guild_with(game, "Los Lobos", *members, **fields)


def founds(ana: Client, form: c.CreateNewGuild = FORM, alignment: int = 4) -> None:
    ana.sends(c.GuildFundate(), c.GuildFundation(alignment), form)


# Founding


def test_soc_08_a_guild_is_founded(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
    beto, far = game.player("Beto", at=(1, 51, 50)), game.player("Caro", at=(2, 50, 50))
    ana.takes()
    beto.takes()
    ana.sends(c.GuildFundate())
    ana.sees(msg.show_guild_align())
    ana.sends(c.GuildFundation(4))
    ana.sees(msg.show_guild_fundation_form())
    ana.sends(encode_client(FORM) + encode_client(c.Ping()))
    tag = msg.update_tag_and_status(ana.char, 2, "Ana <Los Lobos>")
    news = line("¡Ana fundó el clan Los Lobos, de alineación Legal!"), FOUNDED
    ana.sees(tag, *news, tag, msg.pong())
    beto.sees(tag, *news, tag)
    far.sees(*news)
    guild = game.world.guilds.named("LOS LOBOS")
    assert guild is not None
    assert (guild.number, guild.members, guild.leader, guild.founded) == (1, ["ANA"], "Ana", "05/01/2026")
    assert guild.news == "Clan creado con alineación: Legal"


def test_soc_09_what_a_founder_must_have(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
    ana.player.record.skills[15].level = 89
    ana.sends(c.GuildFundation(4))
    ana.sees(line("Para fundar un clan debés ser nivel 25 y tener 90 puntos en Liderazgo."))
    ana.player.record.skills[15].level = 90
    ana.sends(c.GuildFundation(4), c.CreateNewGuild("", "Lobos2", "", ("",) * 8))
    ana.sees(
        msg.show_guild_fundation_form(),
        line("El nombre del clan es inválido: solo puede tener letras sin acentos y espacios."),
    )
    assert len(game.world.guilds) == 0
    ana.sends(FORM)  # the alignment is still known
    assert len(game.world.guilds) == 1


@pytest.mark.parametrize("name", ["", "  ", "ñandú", "a-b", "a[b]", "a\0b", "lobos\r\n", "\t", "1", "x" * 101])
def test_names_that_no_guild_can_have(game: GameFixture, name: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
    founds(ana, c.CreateNewGuild("", name, "", ("",) * 8))
    assert ana.takes()[-1].id is S.CONSOLE_MSG
    assert len(game.world.guilds) == 0


@pytest.mark.parametrize("name", ["lobos", "Los Lobos De La Noche", "ÿ", "A"])
def test_names_that_a_guild_can_have(game: GameFixture, name: str) -> None:
    founds(game.player("Ana", at=(1, 50, 50), **FOUNDER), c.CreateNewGuild("", name, "", ("",) * 8))
    assert game.world.guilds.name_of(1) == name


ROYALIST, LEGIONARY = Faction(royal_army=True), Faction(chaos_legion=True)


@pytest.mark.parametrize(
    ("alignment", "fields", "fits"),
    [
        (0, {"faction": ROYALIST}, True),
        (0, {}, False),
        (1, {"faction": LEGIONARY, **OUTLAW}, True),
        (1, OUTLAW, False),
        (2, {}, True),
        (2, {"faction": ROYALIST}, False),
        (2, {"faction": LEGIONARY}, False),
        (3, {}, False),
        (4, {}, True),
        (4, OUTLAW, False),
        (5, OUTLAW, True),
        (5, {}, False),
        (6, {}, False),
        (255, {}, False),
    ],
)
def test_what_each_alignment_asks_of_a_founder(
    game: GameFixture, alignment: int, fields: dict[str, Any], *, fits: bool
) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER | fields)
    ana.sends(c.GuildFundation(alignment))
    assert ids(ana.takes()) == [S.SHOW_GUILD_FUNDATION_FORM if fits else S.CONSOLE_MSG]


def test_gods_found_guilds_of_game_masters(staffed: GameFixture) -> None:
    for name, fits in (("Luz", True), ("Otto", False)):
        gm = staffed.player(name, at=(1, 50, 50), **FOUNDER)
        gm.talks("/fundarclangm")
        assert ids(gm.takes()) == [S.SHOW_GUILD_FUNDATION_FORM if fits else S.CONSOLE_MSG]


def test_a_form_without_a_choice_is_refused(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
    ana.sends(FORM)
    ana.sees(line("Alineación inválida."))
    ana.sends(c.GuildFundation(4))
    ana.player.record.level = 24
    ana.sends(c.GuildFundation(4))
    ana.takes()
    ana.player.record.level = 25
    ana.sends(FORM)  # a refused choice forgets the one before
    ana.sees(line("Alineación inválida."))
    assert len(game.world.guilds) == 0


def test_nobody_founds_twice(game: GameFixture) -> None:
    wolves(game, "Ana", "Beto")
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
    guild = game.world.guilds.get(1)
    assert guild is not None
    guild.leader, guild.members = "Beto", ["BETO"]
    ana.player.record.guild.guild = 0
    once = msg.console_msg("Ya fundaste un clan: no podés fundar otro.", Font.INFO_BOLD)
    ana.sends(c.GuildFundate(), c.GuildFundation(4))
    ana.sees(once, once)
    ana.player.founding = GuildAlignment.LEGAL
    ana.sends(FORM)
    ana.sees(once)
    assert len(game.world.guilds) == 1


def test_members_found_no_guild(game: GameFixture) -> None:
    wolves(game, "Ana", "Beto")
    beto = game.player("Beto", at=(1, 50, 50), guild=GuildMembership(1), **FOUNDER)
    beto.takes()
    beto.sends(c.GuildFundate(), c.GuildFundation(4), FORM)
    beto.sees(
        msg.show_guild_align(),
        line("Ya pertenecés a un clan: no podés fundar otro."),
        line("Alineación inválida."),
    )
    assert len(game.world.guilds) == 1


def test_two_founders_with_one_name_at_one_instant(game: GameFixture) -> None:
    ana, beto = (game.player(name, at=(1, x, 50), **FOUNDER) for name, x in (("Ana", 50), ("Beto", 60)))
    for one in (ana, beto):
        one.sends(c.GuildFundation(4))
    for one in (ana, beto):
        one.connection.data_received(encode_client(FORM))
    game.run()
    assert [guild.founder for guild in game.world.guilds] == ["Ana"]
    assert beto.takes()[-1] == line("Ya existe un clan con ese nombre.")
    assert beto.player.record.guild.guild == 0
    beto.sends(c.CreateNewGuild("", "Otros", "", ("",) * 8))
    assert game.world.guilds.name_of(2) == "Otros"


def test_there_is_room_for_so_many_guilds() -> None:
    with a_game(content(plain_map(1)), guilds_max=1) as game:
        wolves(game, "Beto")
        ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
        founds(ana, c.CreateNewGuild("", "Otros", "", ("",) * 8))
        assert ana.takes()[-1] == line("No se pueden fundar más clanes.")


def test_long_texts_are_cut_and_cleaned(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
    long = "a¬b\r\nº" + "x" * 900
    founds(ana, c.CreateNewGuild(long, "Lobos", long, (long,) * 8))
    guild = game.world.guilds.get(1)
    assert guild is not None
    assert guild.description == "abº" + "x" * 253
    assert guild.codex == ["abº" + "x" * 253] * 8
    assert guild.url == "a¬bº" + "x" * 36
    ana.takes()
    long += "x" * 9_000
    ana.sends(c.GuildUpdateNews(long), c.ClanCodexUpdate(long, ("",) * 8))
    assert guild.news == "abº" + "x" * 1_021
    ana.sends(c.RequestGuildLeaderInfo(), c.GuildRequestDetails("lobos"), c.ShowGuildNews())
    assert not ana.closed


def test_soc_10_details_of_a_guild(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **FOUNDER)
    founds(ana)
    beto = game.player("Beto", at=(2, 50, 50))
    beto.sends(c.GuildRequestDetails("los lobos"))
    details = msg.guild_details(
        *("los lobos", "Ana", "05/01/2026", "Ana", "w", 1, False, "Legal", 0, 0, "0/5", ("a", "b", "c", "d"), "d")
    )
    data = beto.takes_bytes()
    assert b"a\0b\0c\0d\0\0\0\0" in data
    assert data == details.bytes_for(TextEncoding.CP1252)
    beto.sends(c.GuildRequestDetails("otros"))
    beto.sees()


# Joining


def test_soc_11_an_applicant_is_accepted(game: GameFixture) -> None:
    guild = wolves(game, "Ana")
    ana = member(game, guild, "Ana", (1, 50, 50))
    beto = game.player("Beto", at=(1, 52, 50))
    beto.sends(c.GuildRequestMembership("los lobos", "quiero\r\nentrar"))
    beto.sees(line("Tu solicitud fue enviada. Esperá la respuesta del líder de Los Lobos."))
    assert guild.applications == [Application("Beto", "quieroentrar")]
    assert beto.player.record.guild.applicant_to == 1
    ana.sees()
    ana.talks("/peticion beto")
    ana.sees(line("quieroentrar"))
    ana.talks("/admitir beto")
    tag = msg.update_tag_and_status(beto.char, 2, "Beto <Los Lobos>")
    news = line("Beto fue aceptado como miembro del clan."), JOINED
    ana.sees(tag, *news)
    beto.sees(tag, *news)
    assert (guild.members, guild.applications) == (["ANA", "BETO"], [])
    assert beto.player.record.guild == GuildMembership(guild=1, petitions="Los Lobos")


def test_who_may_apply(game: GameFixture) -> None:
    guild = wolves(game, "Ana")
    guild_with(game, "Malos", "Evo", alignment=GuildAlignment.CRIMINAL)
    beto, novice = game.player("Beto", at=(1, 52, 50)), game.player("Nene", at=(1, 54, 50), level=12)
    ana = member(game, guild, "Ana", (1, 50, 50))
    beto.takes()
    novice.takes()
    ana.sends(c.GuildRequestMembership("Malos", ""))
    ana.sees(line("Ya pertenecés a un clan: salí de él antes de pedir el ingreso en otro."))
    novice.sends(c.GuildRequestMembership("Los Lobos", ""))
    novice.sees(line("Los newbies no tienen derecho a entrar a un clan."))
    beto.sends(c.GuildRequestMembership("nadie", ""), c.GuildRequestMembership("Malos", ""))
    beto.sees(line("Ese clan no existe."), line("No podés entrar a un clan de alineación Criminal."))
    guild.applications = [Application(f"Otro{n}", "") for n in range(10)]
    beto.sends(c.GuildRequestMembership("Los Lobos", ""))
    beto.sees(line("El clan no puede recibir más solicitudes; escribile a su líder."))


def test_a_new_application_withdraws_the_old_one(game: GameFixture) -> None:
    one, other = wolves(game, "Ana"), guild_with(game, "Osos", "Evo")
    beto = game.player("Beto", at=(1, 52, 50))
    beto.sends(c.GuildRequestMembership("Los Lobos", " "), c.GuildRequestMembership("osos", "hola"))
    assert one.applications == []
    assert other.applications == [Application("Beto", "hola")]
    assert beto.player.record.guild == GuildMembership(applicant_to=2, petitions="Los Lobos")
    beto.sends(c.GuildRequestMembership("osos", ""))
    assert other.applications == [Application("Beto", "(sin descripción)")]


def test_an_offline_applicant_is_accepted_in_one_batch_with_the_guild(game: GameFixture) -> None:
    guild = wolves(game, "Ana", applications=[Application("Beto", "hola"), Application("Nadie", "")])
    ana = member(game, guild, "Ana", (1, 50, 50))
    game.save(a_record("Beto", (1, 60, 50), guild=GuildMembership(applicant_to=1)))
    ana.talks("/admitir BETO")
    ana.sees(line("Beto fue aceptado como miembro del clan."), JOINED)
    stored = game.load("Beto")
    assert stored is not None
    assert stored.guild == GuildMembership(guild=1, petitions="Los Lobos")
    beto = game.connect()
    beto.logs_in("Beto")
    ana.sees_among(*chat("Beto se ha conectado."))
    ana.talks("/admitir nadie")
    ana.sees(line("Nadie no puede pertenecer a un clan de alineación Legal."))
    assert (guild.members, guild.applications) == (["ANA", "BETO"], [])


def test_a_store_that_does_not_answer_changes_nothing(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    guild = wolves(game, "Ana", "Beto", applications=[Application("Caro", "hola")])
    ana = member(game, guild, "Ana", (1, 50, 50))

    async def fails(_name: str) -> None:
        raise CharactersUnavailable("no answer")

    monkeypatch.setattr(game.game.characters, "load", fails)
    for order in ("/admitir caro", "/rechazarclan caro@no", "/echarclan beto", "/ficha beto"):
        ana.talks(order)
    ana.sees(*[msg.console_msg("No se puede consultar ese personaje en este momento.", Font.INFO)] * 4)
    assert (guild.members, len(guild.applications)) == (["ANA", "BETO"], 1)
    guild.under_review = ["BETO"]
    game.ticks(1)
    assert guild.under_review == ["BETO"]


def test_a_leader_who_leaves_while_a_record_is_read(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    guild = wolves(game, "Ana", applications=[Application("Caro", "hola")])
    game.save(a_record("Caro", (1, 60, 50), guild=GuildMembership(applicant_to=1)))
    ana = member(game, guild, "Ana", (1, 50, 50))
    load = game.game.characters.load

    async def slow(name: str) -> CharacterRecord | None:
        leaving.end_session(game.world, ana.player)
        return await load(name)

    monkeypatch.setattr(game.game.characters, "load", slow)
    ana.talks("/admitir caro")
    assert (guild.members, len(guild.applications)) == (["ANA"], 1)


def test_applicants_who_no_longer_fit(game: GameFixture) -> None:
    guild = wolves(game, "Ana", applications=[Application("Beto", ""), Application("Caro", "")])
    other = guild_with(game, "Osos", "Evo", "Caro")
    ana = member(game, guild, "Ana", (1, 50, 50))
    beto, _caro = game.player("Beto", at=(2, 52, 50), **OUTLAW), member(game, other, "Caro", (2, 60, 50))
    ana.takes()
    ana.talks("/admitir beto")
    ana.talks("/admitir caro")
    ana.talks("/admitir caro")
    ana.sees(
        line("Beto no puede pertenecer a un clan de alineación Legal."),
        line("Caro ya pertenece a otro clan."),
        line("Nadie de ese nombre pidió entrar en tu clan."),
    )
    assert (guild.applications, guild.members, other.members) == ([], ["ANA"], ["EVO", "CARO"])
    beto.sees()


def test_soc_12_members_do_not_lead(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto", applications=[Application("Caro", "hola")], codex=["uno"] + [""] * 7)
    beto = member(game, guild, "Beto", (1, 50, 50))
    before = repr(guild)
    beto.talks("/rechazarclan caro@no")
    beto.talks("/admitir caro")
    beto.sends(c.ClanCodexUpdate("x", ("y",) * 8), c.GuildOpenElections(), c.GuildUpdateNews("z"))
    beto.sends(c.GuildNewWebsite("z"))
    beto.sees(*[line("Solo el líder del clan puede hacer eso.")] * 4)
    beto.talks("/peticion caro")
    beto.sees(line("No sos el líder de un clan al que haya pedido entrar alguien de ese nombre."))
    assert repr(guild) == before


@pytest.mark.parametrize("name", ["", "+", " ", "nadie"])
def test_names_that_are_no_applicants(game: GameFixture, name: str) -> None:
    guild = wolves(game, "Ana", applications=[Application("Caro", "hola")])
    ana = member(game, guild, "Ana", (1, 50, 50))
    ana.sends(c.GuildAcceptNewMember(name), c.GuildRejectNewMember(name, ""))
    ana.sees(*[line("Nadie de ese nombre pidió entrar en tu clan.")] * 2)
    read_application(game.world, ana.player, name)
    assert len(guild.applications) == 1


def test_what_outsiders_are_answered(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(
        c.GuildAcceptNewMember("x"),
        c.GuildRejectNewMember("x", ""),
        c.GuildOpenElections(),
        c.ClanCodexUpdate("", ("",) * 8),
        c.ShowGuildNews(),
        c.GuildDeclareWar("x"),
        c.GuildOfferPeace("x", ""),
        c.GuildOfferAlliance("x", ""),
        c.GuildAcceptPeace("x"),
        c.GuildRejectAlliance("x"),
        c.GuildPeaceDetails("x"),
    )
    ana.sees(*[line("No pertenecés a ningún clan.")] * 11)
    ana.sends(c.GuildMemberInfo("x"), c.GuildOnline(), c.GuildPeacePropList(), c.GuildAlliancePropList())
    ana.sees(
        msg.console_msg("No pertenecés a ningún clan.", Font.INFO),
        msg.console_msg("No pertenecés a ningún clan.", Font.GUILD_MSG),
        msg.peace_proposals_list([]),
        msg.aliance_proposals_list([]),
    )
    ana.sends(c.GuildUpdateNews("x"), c.GuildNewWebsite("x"), c.GuildMessage("x"))
    ana.sees()
    ana.sends(c.GuildKickMember("x"), c.GuildKickMember("ana"), c.GuildLeave())
    ana.sees(
        *[line("No podés expulsar a ese personaje del clan.")] * 2,
        line("No podés salir: no pertenecés a ningún clan."),
    )


def test_soc_36_reasons_wait_for_offline_applicants(game: GameFixture) -> None:
    guild = wolves(game, "Ana", applications=[Application("Beto", ""), Application("Caro", "")])
    ana = member(game, guild, "Ana", (1, 50, 50))
    for name in ("Beto", "Caro"):
        game.save(a_record(name, (2, 60, 50), guild=GuildMembership(applicant_to=1)))
    ana.sends(c.GuildRejectNewMember("beto", "no"), c.GuildRejectNewMember("caro", ""))
    ana.sees()
    for name in ("Beto", "Caro"):
        stored = game.load(name)
        assert stored is not None
        assert (stored.guild.petitions, stored.guild.applicant_to) == ("Los Lobos", 0)
    seen = []
    for name in ("Beto", "Beto", "Caro"):
        client = game.connect()
        client.logs_in(name)
        seen.append([one for one in client.takes() if one.id is S.SHOW_MESSAGE_BOX])
        client.sends(c.Quit())
        game.passes(20_000)
    assert seen == [[msg.show_message_box("no")], [], []]


def test_an_applicant_in_the_world_reads_the_reason_at_once(game: GameFixture) -> None:
    guild = wolves(game, "Ana", applications=[Application("Beto", "")])
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), game.player("Beto", at=(2, 52, 50))
    ana.takes()
    ana.talks("/rechazarclan beto@[b]no")
    ana.sees()
    beto.sees(line("El clan Los Lobos rechazó tu solicitud: [lb]b]no"))
    assert beto.player.record.guild == GuildMembership(petitions="Los Lobos")


# Leaving


def test_soc_13_leaders_stay_members_leave(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (1, 52, 50))
    ana.takes()
    ana.sends(c.GuildLeave())
    ana.sees(line("No podés salir: sos el líder del clan. Llamá a elecciones para que otro lo sea."))
    assert guild.is_led_by("ana")
    beto.sends(c.GuildLeave())
    tag = msg.update_tag_and_status(beto.char, 2, "Beto")
    ana.sees(*chat("Beto se ha desconectado."), tag, line("Beto dejó el clan."))
    beto.sees(tag, line("Dejás el clan Los Lobos."))
    assert guild.members == ["ANA"]
    assert beto.player.record.guild == GuildMembership(past_guilds="Los Lobos")
    beto.cuts()
    game.passes(20_000)
    assert not [one for one in ana.takes() if one.id is S.GUILD_CHAT]


def test_soc_37_staff_expels(staffed: GameFixture) -> None:
    game = staffed
    guild = wolves(game, "Ana Sol", "Beto")
    ana = member(game, guild, "Ana Sol", (1, 50, 50))
    game.save(a_record("Beto", (1, 60, 50), guild=GuildMembership(1)))
    otto = game.player("Otto", at=(2, 50, 50))
    ana.takes()
    otto.sends(c.GuildKickMember("beto"))
    otto.sees()
    ana.sees(line("Beto fue expulsado del clan."), WAR)
    stored = game.load("Beto")
    assert stored is not None
    assert (stored.guild, guild.members) == (GuildMembership(past_guilds="Los Lobos"), ["ANA SOL"])
    otto.sends(c.GuildKickMember("ana+sol"))
    otto.sees(line("No podés expulsar a ese personaje del clan."))
    assert guild.is_led_by("Ana Sol")


def test_the_leader_expels_and_members_may_expel_themselves(game: GameFixture) -> None:
    guild, other = wolves(game, "Ana", "Beto", "Caro"), guild_with(game, "Osos", "Evo", "Dina")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (2, 50, 50))
    caro, dina = member(game, guild, "Caro", (2, 60, 50)), member(game, other, "Dina", (2, 70, 90))
    for one in (ana, beto, caro):
        one.takes()
    beto.sends(c.GuildKickMember("caro"), c.GuildKickMember("ana"))
    ana.sends(c.GuildKickMember("ana"), c.GuildKickMember("dina"), c.GuildKickMember("nadie"))
    for one, times in ((beto, 2), (ana, 3)):
        one.sees(*[line("No podés expulsar a ese personaje del clan.")] * times)
    dina.sees()
    ana.talks("/echarclan caro")
    expelled = line("Caro fue expulsado del clan."), WAR
    ana.sees(*chat("Caro se ha desconectado."), *expelled)
    caro.sees(msg.update_tag_and_status(caro.char, 2, "Caro"))
    beto.takes()
    beto.sends(c.GuildKickMember("beto"))
    beto.sees(msg.update_tag_and_status(beto.char, 2, "Beto"))
    ana.sees(*chat("Beto se ha desconectado."), line("Beto fue expulsado del clan."), WAR)
    assert (guild.members, other.members) == (["ANA"], ["EVO", "DINA"])


def test_lists_of_guilds_in_a_record_name_each_once(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto")
    beto = member(game, guild, "Beto", (1, 50, 50))
    beto.player.record.guild.past_guilds = "Osos,LOS LOBOS"
    beto.sends(c.GuildLeave())
    assert beto.player.record.guild.past_guilds == "Osos,LOS LOBOS"


# Talking


def test_net_23_members_read_guild_chat_on_the_console(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (1, 52, 50))
    caro, far = game.player("Caro", at=(1, 51, 50)), game.player("Dina", at=(2, 51, 50))
    ana.takes()
    beto.takes()
    ana.talks("/cmsg hola")
    words = msg.chat_over_head("< hola >", ana.char, 255, 255, 0)
    ana.sees(*chat("Ana> hola"), words)
    beto.sees(*chat("Ana> hola"), words)
    caro.sees()
    far.sees()
    ana.sends(c.GuildMessage(""))
    ana.sees()
    beto.sees()


def test_soc_33_markup_is_harmless(game: GameFixture) -> None:
    guild = wolves(game, "Ana")
    ana = member(game, guild, "Ana", (1, 50, 50))
    ana.sends(c.GuildMessage("[url=x]"))
    ana.sees(
        msg.guild_chat("Ana> [url=x]"),
        msg.console_msg("Ana> [lb]url=x]", Font.GUILD_MSG),
        msg.chat_over_head("< [url=x] >", ana.char, 255, 255, 0),
    )


def test_soc_35_other_channels_end_no_hiding(staffed: GameFixture) -> None:
    game = staffed
    guild = wolves(game, "Ana")
    ana, beto = member(game, guild, "Ana", (1, 50, 50), **FOUNDER), game.player("Beto", at=(1, 52, 50))
    ana.sends(c.PartyCreate())
    ana.takes()
    beto.takes()
    ana.player.hidden = True
    ana.sends(c.Whisper("beto", "hey"), c.GuildMessage("hola"), c.PartyMessage("vamos"))
    assert ana.player.hidden
    assert S.SET_INVISIBLE not in ids([*ana.takes(), *beto.takes()])
    luz = game.player("Luz", at=(1, 54, 50))
    luz.talks("x")
    assert luz.player.admin_invisible
    for one in (luz, beto):
        one.sees(msg.console_msg("Gm> x", Font.GM))


def test_guild_talk_of_the_hidden_and_of_unseen_gms(staffed: GameFixture) -> None:
    game = staffed
    guild = wolves(game, "Ana", "Luz", alignment=GuildAlignment.GAME_MASTERS)
    ana, luz = member(game, guild, "Ana", (1, 50, 50), dead=True), member(game, guild, "Luz", (1, 52, 50))
    ana.takes()
    ana.player.hidden = True
    ana.sends(c.GuildMessage("buu"))
    assert ana.player.hidden
    words = msg.chat_over_head("< buu >", ana.char, 255, 255, 0)
    ana.sees(*chat("Ana> buu"), words)
    luz.sees(*chat("Ana> buu"), words)
    luz.sends(c.GuildMessage("shh"))
    ana.sees(*chat("Luz> shh"))


def test_guild_talk_has_the_manners_of_all_talk(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (1, 52, 50))
    ana.takes()
    ana.sends(c.GuildMessage("x" * 401))
    ana.sees(msg.console_msg("Ese texto es demasiado largo: no puede tener más de 400 caracteres.", Font.INFO))
    beto.talks("/ignorar ana")
    beto.takes()
    ana.sends(c.GuildMessage("hola"))
    beto.sees()


def test_a_message_to_five_hundred_members_is_encoded_once(game: GameFixture) -> None:
    """The console copy too is one message for everybody."""
    guild = wolves(game, "Ana", "Beto")
    clients = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (2, 52, 50))
    sent: list[list[msg.Message]] = []
    for client in clients:
        heard: list[msg.Message] = []
        client.connection.session._connection.send = heard.append  # type: ignore[assignment,method-assign]
        sent.append(heard)
    clients[0].sends(c.GuildMessage("hola"))
    assert len(sent[1]) == 2
    assert all(one is other for one, other in zip(sent[0][:2], sent[1], strict=True))


def test_who_is_online(staffed: GameFixture) -> None:
    game = staffed
    guild = wolves(game, "Ana", "Beto", "Luz", alignment=GuildAlignment.GAME_MASTERS)
    ana = member(game, guild, "Ana", (1, 50, 50))
    ana.talks("/onlineclan")
    ana.sees(msg.console_msg("Compañeros de tu clan conectados: ", Font.GUILD_MSG))
    luz, beto = member(game, guild, "Luz", (1, 52, 50)), member(game, guild, "Beto", (1, 54, 50))
    luz.takes()
    ana.talks("/onlineclan")
    assert ana.takes()[-1] == msg.console_msg("Compañeros de tu clan conectados: Beto", Font.GUILD_MSG)
    luz.talks("/onlineclan")
    luz.sees(msg.console_msg("Compañeros de tu clan conectados: Ana, Beto", Font.GUILD_MSG))
    beto.cuts()
    ana.talks("/onlineclan")  # leaving, but still in the world
    assert ana.takes()[-1] == msg.console_msg("Compañeros de tu clan conectados: Beto", Font.GUILD_MSG)


def test_comings_and_goings_are_told(staffed: GameFixture) -> None:
    game = staffed
    guild = wolves(game, "Ana", "Beto", "Luz", alignment=GuildAlignment.GAME_MASTERS)
    ana = member(game, guild, "Ana", (1, 50, 50))
    game.save(a_record("Beto", (2, 60, 50), guild=GuildMembership(1)))
    game.world.record_online = 99
    beto = game.connect()
    beto.logs_in("Beto")
    ana.sees(*chat("Beto se ha conectado."))
    burst = beto.takes()
    connected = burst.index(msg.guild_chat("Beto se ha conectado."))
    assert burst[connected - 1] == msg.safe_mode_on()
    assert burst[connected + 2].id is S.CREATE_FX
    logged = ids(burst).index(S.LOGGED)
    assert burst[logged + 1 :] == [msg.guild_news("", (), ())]
    luz = member(game, guild, "Luz", (2, 52, 50))
    ana.sees()
    luz.cuts()
    beto.sends(c.Quit())
    game.passes(20_000)
    assert ana.takes() == chat("Beto se ha desconectado.")


# Windows


def test_the_guild_button_opens_the_right_window(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto", news="una\nº dos", applications=[Application("Caro", "hola")])
    guild_with(game, "Osos", "Evo")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (1, 52, 50))
    caro = game.player("Caro", at=(2, 50, 50))
    ana.takes()
    for client in (ana, beto, caro):
        client.sends(c.RequestGuildLeaderInfo())
    guilds = "Los Lobos", "Osos"
    ana.sees(msg.guild_leader_info(guilds, ("ANA", "BETO"), "una\nº dos", ("Caro",)))
    beto.sees(msg.guild_member_info(guilds, ("ANA", "BETO")))
    caro.sees(msg.guild_list(guilds))


def test_a_thousand_guilds_fit_the_window(game: GameFixture) -> None:
    for number in range(1_000):
        guild_with(game, "x" * 95 + "".join(chr(97 + int(digit)) for digit in f"{number:04}"), "Evo")
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.RequestGuildLeaderInfo())
    (window,) = ana.takes()
    assert window.id is S.GUILD_LIST
    assert window.values[0]


def test_the_leader_reads_about_members_and_applicants(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto", "Nadie", applications=[Application("Caro", "hola"), Application("Nil", "")])
    past = GuildMembership(1, petitions="Osos", past_guilds="Gatos," * 100)
    game.save(a_record("Beto", (1, 60, 50), guild=past, gold=12, bank_gold=34, faction=ROYALIST))
    ana, caro = member(game, guild, "Ana", (1, 50, 50)), game.player("Caro", at=(2, 50, 50), level=13)
    ana.takes()
    ana.sends(c.GuildMemberInfo("beto"))
    ana.sees(
        msg.console_msg("BETO: Humano, Guerrero, Hombre, nivel 30.", Font.INFO),
        msg.console_msg("Oro: 12, en el banco: 34, reputación: 172.", Font.INFO),
        msg.console_msg(f"Pedidos: Osos. Clan: <Los Lobos>. Anteriores: ..{('Gatos,' * 100)[-400:]}.", Font.INFO),
        msg.console_msg("Facción: Ejército Real. Mató 0 ciudadanos y 0 criminales.", Font.INFO),
    )
    ana.talks("/ficha caro")
    lines = ana.takes()
    assert lines[0] == msg.console_msg("CARO: Humano, Guerrero, Hombre, nivel 13.", Font.INFO)
    assert "Clan: Ninguno." in lines[2].fields["text"]
    ana.sends(c.GuildMemberInfo("dina"))
    ana.sees(
        msg.console_msg("Nadie de ese nombre es miembro de tu clan ni pidió entrar en él.", Font.INFO),
    )
    ana.sends(c.GuildMemberInfo("nadie"), c.GuildMemberInfo("nil"))
    ana.sees()
    assert (guild.members, [one.name for one in guild.applications]) == (["ANA", "BETO"], ["Caro"])
    caro.sends(c.GuildMemberInfo("ana"))
    caro.sees(msg.console_msg("No pertenecés a ningún clan.", Font.INFO))


def test_news_codex_and_site(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (2, 52, 50))
    ana.takes()
    ana.sends(c.GuildUpdateNews("unoºdos"), c.GuildNewWebsite("lobos\r\n.example"))
    ana.sees(*chat("Ana actualizó las noticias del clan."))
    beto.sees(*chat("Ana actualizó las noticias del clan."))
    ana.sends(c.ClanCodexUpdate("desº[b]", ("1", "2", "3", "4", "5", "6", "7", "8")))
    ana.sees()
    beto.sends(c.ShowGuildNews(), c.GuildRequestDetails("Los Lobos"))
    news, details = beto.takes()
    assert news == msg.guild_news("unoºdos", (), ())
    assert details.fields["codex"] == ("1", "2", "3", "4", "5", "6", "7", "8")
    assert details.fields["description"] == "des\n[b]"
    assert details.fields["url"] == "lobos.example"
    ana.talks("/noticiasclan hoy cazamos")
    assert guild.news == "hoy cazamos"


# Tags and bad data


def test_tags_follow_the_guild(game: GameFixture) -> None:
    guild = wolves(game, "Ana")
    ana = member(game, guild, "Ana", (1, 50, 50))
    game.save(a_record("Beto", (1, 52, 50)))
    beto = game.connect()
    beto.logs_in("Beto")
    names = {one.fields["char"]: one.fields["name"] for one in beto.takes() if one.id is S.CHARACTER_CREATE}
    assert names[ana.char] == "Ana <Los Lobos>"


def test_a_number_beyond_the_last_guild(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50), guild=GuildMembership(7)))
    ana = game.connect()
    ana.logs_in("Ana")
    assert line("Tu estado no te permite entrar al clan.") in ana.takes()
    assert ana.player.record.guild.guild == 0


def test_the_lists_of_members_decide(game: GameFixture) -> None:
    guild, other = wolves(game, "Ana", "Beto"), guild_with(game, "Osos", "Caro", "Beto")
    caro = member(game, guild, "Caro", (1, 50, 50))
    beto, dina = member(game, guild, "Beto", (1, 52, 50)), member(game, guild, "Dina", (1, 54, 50))
    assert [one.player.record.guild.guild for one in (caro, beto, dina)] == [2, 1, 0]
    assert (guild.members, other.members) == (["ANA", "BETO"], ["CARO"])


# In words


def test_clan_alone_says_where_one_stands(game: GameFixture) -> None:
    guild = wolves(game, "Ana", "Beto", applications=[Application("Caro", "hola")])
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (1, 52, 50))
    caro = game.player("Caro", at=(2, 50, 50), guild=GuildMembership(applicant_to=1))
    ana.takes()
    for client, wanted in (
        (ana, ("Clan Los Lobos, alineación Legal, antifacción 0/5. Líder: Ana.", "Piden entrar: Caro.", "/ADMITIR")),
        (beto, ("Miembros: 2; conectados además de vos: 1.", "/SALIRCLAN")),
        (caro, ("Pediste entrar en Los Lobos", "/PEDIRCLAN", "/FUNDARCLAN")),
    ):
        client.talks("/clan")
        text = "\n".join(one.fields["text"] for one in client.takes())
        assert [words for words in wanted if words not in text] == []
    ana.talks("/peticiones")
    ana.talks("/miembros")
    ana.talks("/propuestas")
    caro.talks("/clanes")
    ana.sees(line("Piden entrar: Caro."), line("Miembros: ANA, BETO."), line("Nadie le ofrece nada a tu clan."))
    caro.sees(line("Clanes: Los Lobos (Legal)."))
