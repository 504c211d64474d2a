"""Elections, wars and alliances of guilds, and what becomes of members who change sides.

Source: 11-social §3.7–3.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.game import GameFixture, a_game, a_record
from kit.guilds import chat, guild_with, line, member
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font, GuildAlignment
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.levels import check_level
from pyao.rules.guilds import staff_tools
from pyao.rules.map.upkeep import save_world
from pyao.rules.society.deeds import become_criminal
from pyao.world.guilds import Election, Proposal, Relation
from pyao.world.record import Faction, GuildMembership, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client

    from pyao.protocol.message import Message
    from pyao.world.guilds import Guild

SIX_SECONDS, HOUR_MS = 6_000, 3_600_000
ROYALIST, LEGIONARY = Faction(royal_army=True, reenlistments=2), Faction(chaos_legion=True, reenlistments=2)
OUTLAW: dict[str, Any] = {"reputation": Reputation(bandit=6_000)}
JOINED, WAR = (msg.play_wave(wave, 0, 0) for wave in (43, 45))


@pytest.fixture
def long_game() -> Iterator[GameFixture]:
    """A game in which nobody is sent away for being idle."""
    with a_game(content(plain_map(1), plain_map(2)), idle_limit_min=1_440, gods=("LUZ",)) as fixture:
        fixture.world.record_online = 99
        yield fixture


def guild_lines(messages: list[Message]) -> list[str]:
    return [one.fields["text"] for one in messages if one.id is S.CONSOLE_MSG and one.fields["font"] == Font.GUILD]


def turns(client: Client) -> None:
    """Become a criminal, as by attacking a citizen."""
    become_criminal(client.game.world, client.player)
    client.takes()


# Elections


def election(game: GameFixture, votes: dict[str, str]) -> tuple[Guild, Client]:
    """Five members whose election is an hour over, and its leader, who is online."""
    guild = guild_with(game, "Los Lobos", "Ana", "Beto", "Caro", "Dina", "Evo")
    ends = int(game.clock.today().timestamp()) - 3_600
    guild.election = Election(ends, votes)
    ana = member(game, guild, "Ana", (1, 50, 50))
    return guild, ana


TIE = {"ANA": "BETO", "BETO": "BETO", "CARO": "DINA", "DINA": "DINA"}


def test_soc_14_a_tie_changes_nothing(game: GameFixture) -> None:
    guild, ana = election(game, dict(TIE))
    save_world(game.world)
    assert guild.is_led_by("Ana")
    assert guild.election is None
    assert guild.news == "Hubo un empate: los candidatos más votados (2) son BETO, DINA. El líder no cambia."
    ana.takes()
    ana.talks("/voto beto")
    ana.sees(line("Tu voto no fue contado: no hay elecciones abiertas."))


def test_a_tie_of_many_is_cut_like_all_news(game: GameFixture) -> None:
    names = [f"Lobo {chr(97 + one // 26)}{chr(97 + one % 26)}".upper() for one in range(300)]
    guild = guild_with(game, "Los Lobos", *names)
    guild.election = Election(0, {name: name for name in names})
    save_world(game.world)
    assert (len(guild.news), guild.election) == (1_024, None)
    assert guild.news.startswith("Hubo un empate: los candidatos más votados (300) son LOBO AA, LOBO AB,")


def test_soc_15_a_new_leader(game: GameFixture) -> None:
    guild, ana = election(game, TIE | {"EVO": "BETO"})
    far = game.player("Zoe", at=(2, 50, 50))
    ana.takes()
    save_world(game.world)
    news = msg.console_msg("¡BETO es el nuevo líder del clan Los Lobos!", Font.SERVER)
    review, done = (msg.console_msg(one, Font.SERVER) for one in ("Revisando elecciones…", "Elecciones revisadas."))
    for one in (ana, far):
        assert one.takes()[-4:-1] == [review, news, done]
    assert guild.leader == "BETO"
    assert guild.news == "BETO ganó las elecciones y es el nuevo líder del clan."
    ana.sends(c.GuildLeave())
    assert guild.members == ["BETO", "CARO", "DINA", "EVO"]


@pytest.mark.parametrize(
    ("votes", "news"),
    [
        ({}, "Las elecciones se cerraron sin ningún voto."),
        ({"FOX": "BETO"}, "Las elecciones se cerraron sin ningún voto."),
        ({"ANA": "FOX"}, "Las elecciones son nulas: FOX ganó, pero ya no pertenece al clan."),
        ({"FOX": "BETO", "GIL": "BETO", "CARO": "ANA"}, "ANA ganó las elecciones y es el nuevo líder del clan."),
    ],
)
def test_only_members_count(game: GameFixture, votes: dict[str, str], news: str) -> None:
    guild, _ana = election(game, votes)
    save_world(game.world)
    assert guild.news == news
    assert guild.is_led_by("Ana")
    assert guild.election is None


def test_an_election_from_its_opening_to_its_end(long_game: GameFixture) -> None:
    game = long_game
    guild = guild_with(game, "Los Lobos", "Ana", "Beto Sol")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto Sol", (2, 50, 50))
    ana.takes()
    beto.talks("/voto ana")
    beto.talks("/elecciones")
    beto.sees(
        line("Tu voto no fue contado: no hay elecciones abiertas."), line("Solo el líder del clan puede hacer eso.")
    )
    ana.talks("/elecciones")
    opened = line("¡Empezaron las elecciones del clan! Duran 24 horas: para votar escribí /VOTO NOMBRE.")
    ana.sees(opened)
    beto.sees(opened)
    ana.talks("/elecciones")
    ana.sees(line("Las elecciones ya están abiertas."))
    for vote in ("nadie", "", "beto+sol", "ana"):
        beto.sends(c.GuildVote(vote))
    nobody = line("Tu voto no fue contado: nadie de ese nombre es miembro del clan.")
    beto.sees(nobody, nobody, line("Tu voto fue contado."), line("Tu voto no fue contado: ya votaste."))
    beto.sends(c.ShowGuildNews())
    assert len(guild_lines(beto.takes())) == 4
    game.clock.advance(23 * HOUR_MS)
    save_world(game.world)
    assert guild.election is not None
    game.clock.advance(HOUR_MS)
    ana.sends(c.GuildVote("ana"))  # votes are taken until the count
    guild.election.votes.pop("ANA")
    save_world(game.world)
    assert guild.leader == "BETO SOL"


# War and peace


def two_guilds(game: GameFixture) -> tuple[Guild, Client, Guild, Client]:
    one, other = guild_with(game, "Lobos", "Ana", "Caro"), guild_with(game, "Osos", "Beto")
    ana, beto = member(game, one, "Ana", (1, 50, 50)), member(game, other, "Beto", (2, 50, 50))
    return one, ana, other, beto


def test_soc_16_war_and_peace(game: GameFixture) -> None:
    lobos, ana, osos, beto = two_guilds(game)
    ana.talks("/guerra osos")
    ana.sees(line("Tu clan le declaró la guerra a Osos."), WAR)
    beto.sees(line("Lobos le declaró la guerra a tu clan."), WAR)
    assert (lobos.relation_to(osos), osos.relation_to(lobos)) == (Relation.WAR, Relation.WAR)
    ana.sends(c.GuildRequestDetails("lobos"))
    assert ana.takes()[0].fields["enemies"] == 1
    ana.sends(c.ShowGuildNews())
    ana.sees(msg.guild_news("", ("Osos",), ()))
    beto.talks("/ofrecerpaz lobos@perdón")
    beto.sees(line("Propuesta de paz enviada."))
    ana.sees()
    ana.sends(c.GuildPeacePropList(), c.GuildPeaceDetails("Osos"))
    ana.sees(msg.peace_proposals_list(("Osos",)), msg.offer_details("perdón"))
    ana.talks("/propuestas")
    ana.sees(line("Ofrecen la paz: Osos."), line("Para responder: /VERPAZ, /ACEPTARPAZ, /RECHAZARPAZ CLAN."))
    ana.talks("/aceptarpaz osos")
    ana.sees(line("Tu clan firmó la paz con Osos."))
    beto.sees(line("Tu clan firmó la paz con Lobos."))
    ana.sends(c.GuildRequestDetails("lobos"), c.GuildPeacePropList())
    details, proposals = ana.takes()
    assert details.fields["enemies"] == 0
    assert proposals == msg.peace_proposals_list(())


def test_soc_17_one_offer_is_accepted_another_remains(game: GameFixture) -> None:
    lobos, ana, osos, beto = two_guilds(game)
    gatos = guild_with(game, "Gatos", "Evo")
    lobos.relations[3] = gatos.relations[1] = Relation.WAR
    lobos.proposals = {3: Proposal(Relation.PEACE, ""), 2: Proposal(Relation.ALLIANCE, "")}
    ana.sends(c.GuildAllianceDetails("osos"))
    ana.sees(line(""))
    ana.talks("/aceptaralianza osos")
    ana.sees(line("Tu clan firmó una alianza con Osos."))
    beto.sees(line("Tu clan firmó una alianza con Lobos."))
    assert lobos.proposals == {3: Proposal(Relation.PEACE, "")}
    assert osos.relation_to(lobos) is Relation.ALLIANCE
    ana.sends(c.ShowGuildNews())
    ana.sees(msg.guild_news("", ("Gatos",), ("Osos",)))


def test_offers_that_cross(game: GameFixture) -> None:
    lobos, ana, osos, beto = two_guilds(game)
    ana.sends(c.GuildOfferAlliance("Osos", "¿sí?"))
    beto.sends(c.GuildOfferAlliance("Lobos", "¡sí!"))
    ana.takes()
    beto.takes()
    ana.sends(c.GuildAcceptAlliance("Osos"))
    beto.sends(c.GuildAcceptAlliance("Lobos"))
    beto.sees(
        line("Tu clan firmó una alianza con Lobos."),
        line("Para aliarse, los dos clanes tienen que estar en paz y no ser aliados."),
    )
    assert (lobos.proposals, osos.proposals) == ({}, {})
    ana.sends(c.GuildOfferAlliance("Osos", ""), c.GuildDeclareWar("Osos"))
    assert (lobos.relation_to(osos), lobos.proposals, osos.proposals) == (Relation.WAR, {}, {})


def test_a_rejection_stands_in_the_news(game: GameFixture) -> None:
    lobos, ana, osos, beto = two_guilds(game)
    osos.news = "viejas"
    beto.sends(c.GuildOfferAlliance("Lobos", "x"))
    beto.takes()
    ana.sends(c.GuildRejectPeace("Osos"))
    ana.sees(line("Ese clan no te hizo esa propuesta."))
    ana.talks("/rechazaralianza osos")
    ana.sees(line("Tu clan rechazó aliarse con Osos."))
    beto.sees(line("Lobos rechazó nuestra propuesta de alianza."))
    assert osos.news == "Lobos rechazó nuestra propuesta de alianza.ºviejas"
    assert lobos.proposals == {}


def test_what_is_refused_between_guilds(game: GameFixture) -> None:
    lobos, ana, osos, _beto = two_guilds(game)
    caro = member(game, lobos, "Caro", (1, 54, 50))
    ana.takes()
    for packet in (c.GuildDeclareWar("osos"), c.GuildOfferAlliance("osos", ""), c.GuildAcceptPeace("osos")):
        caro.sends(packet)
    caro.sees(*[line("Solo el líder del clan puede hacer eso.")] * 3)
    zoe = game.player("Zoe", at=(1, 58, 50))
    zoe.takes()
    zoe.sends(
        *(c.GuildDeclareWar("osos"), c.GuildOfferPeace("osos", ""), c.GuildOfferAlliance("osos", "")),
        *(c.GuildAcceptPeace("osos"), c.GuildRejectAlliance("osos"), c.GuildPeaceDetails("osos")),
        *(c.GuildOpenElections(), c.GuildVote("Zoe")),
    )
    outside = "No pertenecés a ningún clan."
    zoe.sees(*[line(outside)] * 7, line(f"Tu voto no fue contado: {outside}"))
    ana.sends(c.GuildAcceptPeace("nadie"), c.GuildRejectPeace("nadie"))
    ana.sees(*[line("Ese clan no existe.")] * 2)
    ana.sends(c.GuildDeclareWar("nadie"), c.GuildDeclareWar(" "), c.GuildDeclareWar("lobos"))
    ana.sees(*[line("Ese clan no existe.")] * 2, line("No podés declararle la guerra a tu propio clan."))
    ana.sends(c.GuildOfferPeace("osos", ""), c.GuildOfferPeace("lobos", ""), c.GuildOfferAlliance("nadie", ""))
    ana.sees(
        line("Tu clan no está en guerra con Osos."),
        line("No podés proponerle nada a tu propio clan."),
        line("Ese clan no existe."),
    )
    ana.sends(c.GuildOfferAlliance("osos", "a\r\nb"), c.GuildOfferAlliance("osos", ""))
    ana.sees(line("Propuesta de alianza enviada."), line("Ya le hiciste esa propuesta a Osos: esperá su respuesta."))
    assert osos.proposals == {1: Proposal(Relation.ALLIANCE, "ab")}
    ana.sends(c.GuildAcceptAlliance("osos"), c.GuildAcceptPeace("osos"), c.GuildPeaceDetails("osos"))
    ana.sees(
        line("Ese clan no te hizo esa propuesta."),
        line("Tu clan no está en guerra con Osos."),
        line("Ese clan no te hizo esa propuesta."),
    )
    ana.sends(c.GuildDeclareWar("osos"), c.GuildDeclareWar("osos"))
    assert ana.takes()[-1] == line("Tu clan ya está en guerra con Osos.")
    assert not ana.closed


# Changes of side


def test_soc_18_the_fifth_point_makes_a_guild_neutral(game: GameFixture) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", "Beto", "Caro", "Dina", "Evo", antifaction=4)
    ana = member(game, guild, "Ana", (1, 50, 50), faction=ROYALIST)
    beto, caro = member(game, guild, "Beto", (2, 50, 50)), member(game, guild, "Caro", (2, 60, 90), faction=ROYALIST)
    game.save(a_record("Dina", (1, 60, 50), guild=GuildMembership(1), faction=LEGIONARY))
    game.save(a_record("Evo", (1, 60, 50), guild=GuildMembership(1)))
    turns(beto)
    ana.takes()
    caro.takes()
    game.passes(SIX_SECONDS)
    assert guild_lines(beto.takes()) == ["¡Fuiste expulsado del clan, que recibió un punto de antifacción!"]
    assert guild_lines(caro.takes()) == []
    assert guild_lines(ana.takes()) == ["El clan cambió de alineación: ahora es Neutral."]
    assert (guild.antifaction, guild.alignment) == (5, GuildAlignment.NEUTRAL)
    assert guild.members == ["ANA", "EVO"]
    assert guild.under_review == []
    assert not ana.player.record.faction.royal_army
    assert ana.player.record.faction.reenlistments == 1
    dina = game.load("Dina")
    assert dina is not None
    assert dina.guild == GuildMembership(past_guilds="Los Lobos")
    assert dina.faction.chaos_legion


def test_the_same_at_login(game: GameFixture) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", "Beto", antifaction=4)
    ana = member(game, guild, "Ana", (1, 50, 50))
    game.save(a_record("Beto", (1, 60, 50), guild=GuildMembership(1), **OUTLAW))
    beto = game.connect()
    beto.logs_in("Beto")
    assert guild_lines(beto.takes()) == ["Tu estado no te permite entrar al clan."]
    assert (guild.antifaction, guild.alignment, guild.members) == (5, GuildAlignment.NEUTRAL, ["ANA"])
    seen = ana.takes()
    assert guild_lines(seen) == []
    assert not [one for one in seen if one.id is S.GUILD_CHAT]


def test_who_comes_before_the_review_leaves_without_a_point(game: GameFixture) -> None:
    neutral = GuildAlignment.NEUTRAL
    guild = guild_with(
        game, "Los Lobos", "Ana", "Beto", "Caro", alignment=neutral, under_review=["BETO", "CARO", "ANA"]
    )
    game.save(a_record("Beto", (1, 60, 50), guild=GuildMembership(1), faction=ROYALIST))
    ana = member(game, guild, "Ana", (1, 50, 50), faction=ROYALIST)
    beto, caro = game.connect(), member(game, guild, "Caro", (1, 64, 50))
    beto.logs_in("Beto")
    assert guild_lines(beto.takes()) == ["Tu estado no te permite entrar al clan."]
    assert (guild.members, guild.antifaction, guild.under_review) == (["ANA", "CARO"], 0, [])
    assert not ana.player.record.faction.royal_army
    assert caro.player in game.world.guilds.online(guild)


def test_who_no_longer_exists_is_struck_out_by_the_review(game: GameFixture) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", "Beto", alignment=GuildAlignment.NEUTRAL, under_review=["BETO", "ANA"])
    game.ticks(1)
    assert (guild.members, guild.under_review) == (["ANA"], [])


def test_an_offline_leader_leaves_the_army_instead(game: GameFixture) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", "Beto", antifaction=4)
    game.save(a_record("Ana", (1, 60, 50), guild=GuildMembership(1), faction=ROYALIST))
    turns(member(game, guild, "Beto", (2, 50, 50)))
    game.passes(SIX_SECONDS)
    ana = game.load("Ana")
    assert ana is not None
    assert (ana.faction.royal_army, ana.faction.reenlistments, ana.guild.guild) == (False, 1, 1)
    assert guild.members == ["ANA"]


@pytest.mark.parametrize("at_login", [False, True])
def test_soc_19_a_leader_stays(game: GameFixture, *, at_login: bool) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", alignment=GuildAlignment.ROYAL, antifaction=3)
    if at_login:
        ana = member(game, guild, "Ana", (1, 50, 50), **OUTLAW)
    else:
        ana = member(game, guild, "Ana", (1, 50, 50), faction=ROYALIST)
        turns(ana)
        game.passes(SIX_SECONDS)
        assert guild_lines(ana.takes()) == ["El clan cambió de alineación: ahora es Neutral."]
    assert (guild.alignment, guild.antifaction, guild.leader) == (GuildAlignment.NEUTRAL, 0, "Ana")
    assert game.world.guilds.online(guild) == [ana.player]


@pytest.mark.parametrize("faction", [Faction(royal_army=True), Faction(chaos_legion=True)])
def test_a_leader_of_a_neutral_guild_leaves_the_army(game: GameFixture, faction: Faction) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", alignment=GuildAlignment.NEUTRAL)
    ana = member(game, guild, "Ana", (1, 50, 50))
    ana.player.record.faction = faction
    game.passes(SIX_SECONDS)
    assert guild_lines(ana.takes()) == ["El clan cambió de alineación: ahora es Neutral."]
    assert (faction.royal_army, faction.chaos_legion, faction.reenlistments) == (False, False, 0)


@pytest.mark.parametrize("faction", [Faction(), ROYALIST])
def test_soc_20_old_enough_to_serve(game: GameFixture, faction: Faction) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", "Beto", alignment=GuildAlignment.ROYAL)
    ana = member(game, guild, "Ana", (1, 50, 50), faction=ROYALIST)
    beto = member(game, guild, "Beto", (2, 50, 50), level=24, exp_next=100, faction=faction)
    ana.takes()
    beto.player.record.exp = 100
    game.dice.will_roll((0, 100, 50))
    check_level(game.world, beto.player)
    assert guild_lines(beto.takes()) == [
        "Ya tenés edad suficiente: dejás Los Lobos. Para volver, primero tenés que enlistarte."
    ]
    ana.sees(*chat("Beto se ha desconectado."), line("Beto dejó el clan."))
    assert (guild.members, guild.antifaction, guild.alignment) == (["ANA"], 0, GuildAlignment.ROYAL)


@pytest.mark.parametrize("present", [True, False])
def test_who_is_made_old_enough_by_a_god_leaves_too(long_game: GameFixture, present: bool) -> None:
    game = long_game
    guild = guild_with(game, "Los Lobos", "Ana", "Beto", alignment=GuildAlignment.ROYAL)
    ana, luz = member(game, guild, "Ana", (1, 50, 50), faction=ROYALIST), game.player("Luz", at=(1, 60, 50))
    changes: dict[str, Any] = {"level": 30, "faction": ROYALIST, "guild": GuildMembership(guild=guild.number)}
    if present:
        beto = game.player("Beto", at=(2, 50, 50), **changes)
    else:
        game.save(a_record("Beto", (2, 50, 50), **changes))
    ana.takes()
    luz.sends(g.EditChar("Beto", 7, "24", ""))
    assert guild.members == ["ANA", "BETO"]
    luz.sends(g.EditChar("Beto", 7, "26", ""))
    assert guild.members == ["ANA"]
    assert "Beto dejó el clan." in guild_lines(ana.takes())
    if present:
        assert any("edad suficiente" in one for one in guild_lines(beto.takes()))
    record = game.load("Beto")
    assert record is not None
    assert (record.level, record.guild.guild) == (26, 0)


@pytest.mark.parametrize(("faction", "left"), [(Faction(), GuildAlignment.LEGAL), (ROYALIST, GuildAlignment.ROYAL)])
def test_a_young_leader_who_grows_up_keeps_the_guild(game: GameFixture, faction: Faction, left: GuildAlignment) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", alignment=GuildAlignment.ROYAL)
    ana = member(game, guild, "Ana", (1, 50, 50), level=24, exp_next=100, exp=0, faction=faction)
    ana.player.record.exp = 100
    game.dice.will_roll((0, 100, 50))
    check_level(game.world, ana.player)
    assert (guild.alignment, guild.members) == (left, ["ANA"])


def test_soc_34_a_change_of_side_costs_the_membership_within_six_seconds(game: GameFixture) -> None:
    guild = guild_with(game, "Los Lobos", "Ana", "Beto")
    ana, beto = member(game, guild, "Ana", (1, 50, 50)), member(game, guild, "Beto", (1, 52, 50))
    turns(beto)
    ana.takes()
    game.ticks(149)
    ana.sees()
    beto.sees()
    game.ticks(1)
    tag = msg.update_tag_and_status(beto.char, 1, "Beto")
    ana.sees(*chat("Beto se ha desconectado."), tag)
    beto.sees(tag, line("¡Fuiste expulsado del clan, que recibió un punto de antifacción!"))
    assert (guild.antifaction, guild.alignment) == (1, GuildAlignment.LEGAL)


# What game masters do


def test_gms_listen_to_guilds(long_game: GameFixture) -> None:
    game = long_game
    lobos, ana, osos, _beto = two_guilds(game)
    luz = game.player("Luz", at=(2, 80, 80))
    ana.takes()
    for name in ("", "nadie", "lobos", "lobos", "nadie", "osos", "lobos"):
        luz.sends(g.ShowGuildMessages(name))
    left, joined = "Dejaste de escuchar a {}.", "Ahora escuchás a {}."
    assert guild_lines(luz.takes()) == [
        *["Ese clan no existe."] * 2,
        joined.format("Lobos"),
        joined.format("Lobos"),
        "Ese clan no existe.",
        *(left.format("Lobos"), joined.format("Osos"), left.format("Osos"), joined.format("Lobos")),
    ]
    ana.sends(c.GuildMessage("hola"))
    luz.sees(*chat("Ana> hola"))
    luz.sends(g.ShowGuildMessages(" "))
    assert guild_lines(luz.takes()) == [left.format("Lobos")]
    luz.talks("/showcmsg lobos")
    luz.cuts()
    game.passes(2_000)
    assert game.world.guilds.ears == {}
    assert (lobos.members, osos.members) == (["ANA", "CARO"], ["BETO"])


def test_gms_list_and_remove_members(long_game: GameFixture) -> None:
    game = long_game
    lobos, ana, _osos, beto = two_guilds(game)
    caro = member(game, lobos, "Caro", (1, 54, 50))
    luz = game.player("Luz", at=(2, 80, 80))
    for one in (ana, beto, caro):
        one.takes()
    for order in ("/miembrosclan lobos", "/onclan Lobos", "/miembrosclan nadie", "/onclan nadie"):
        luz.talks(order)
    luz.sees(
        *(msg.console_msg(f"{name}<lobos>", Font.INFO) for name in ("ANA", "CARO")),
        msg.console_msg("LOBOS: Ana, Caro", Font.GUILD_MSG),
        msg.console_msg("Ese clan no existe.", Font.INFO),
    )
    for name in ("ana", "luz", "nadie"):
        luz.talks(f"/rajarclan {name}")
    luz.sees(*[msg.console_msg("Ese personaje no pertenece a ningún clan, o es su líder.", Font.INFO)] * 3)
    luz.talks("/rajarclan caro")
    luz.sees(msg.console_msg("Caro ya no pertenece a Lobos.", Font.INFO))
    assert guild_lines(ana.takes()) == ["Caro fue expulsado del clan por los administradores."]
    assert lobos.members == ["ANA"]


def test_gms_ban_and_rename_guilds(long_game: GameFixture) -> None:
    game = long_game
    lobos, ana, _osos, beto = two_guilds(game)
    game.save(a_record("Caro", (1, 60, 50), guild=GuildMembership(1)))
    luz = game.player("Luz", at=(2, 80, 80))
    ana.takes()
    beto.takes()
    staff_tools.rename(game.world, luz.player, "lobos", "Osos")
    staff_tools.rename(game.world, luz.player, "lobos", "Zorros+Rojos")
    luz.sees(
        msg.console_msg("Ya existe un clan con ese nombre.", Font.INFO),
        msg.console_msg("El clan Lobos se llama ahora Zorros Rojos.", Font.INFO),
    )
    ana.sees(msg.update_tag_and_status(ana.char, 2, "Ana <Zorros Rojos>"))
    luz.talks("/banclan nadie")
    luz.sees(msg.console_msg("Ese clan no existe.", Font.INFO))
    luz.talks("/banclan zorros rojos")
    assert ana.closed
    for key in lobos.members:
        stored = game.load(key)
        assert stored is not None
        assert (stored.banned, stored.banned_by, stored.ban_reason) == (True, "administration", "BAN AL CLAN")
        assert stored.penalties == ["luz: BAN AL CLAN 05/01/2026 12:00:00"]
    fights = [one.fields["text"] for one in beto.takes() if one.id is S.CONSOLE_MSG and one.fields["font"] == 1]
    assert fights == [
        "Luz prohibió la entrada al clan ZORROS ROJOS.",
        "ANA <Zorros Rojos> tiene prohibida la entrada.",
        "CARO <Zorros Rojos> tiene prohibida la entrada.",
    ]
