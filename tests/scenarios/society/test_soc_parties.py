"""Parties: founding, joining, leading, leaving, and the experience that is shared.  Source: 11-social §4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import CRIMINAL, MONSTROUS, STILL, WOLF, Says, battlefield, creature, skills, stats_of, wearing
from kit.game import Client, GameFixture, a_game, ids, only
from kit.kept import KeptGame, MoodyStore
from kit.worlds import plain_map

from pyao.content.enums import Heading
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.combat.owning import acquire
from pyao.rules.creatures.spawning import remove_npc
from pyao.rules.parties.accounts import earned, share, share_of
from pyao.rules.parties.payday import pay_everybody
from pyao.world.invariants import violations
from pyao.world.record import Faction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.protocol.client_packets import ClientPacket

LEADER: dict[str, Any] = {"skills": skills(liderazgo=50)}
ROYAL, CHAOS = {"faction": Faction(royal_army=True)}, {"faction": Faction(chaos_legion=True), **CRIMINAL}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(plain_map(1), plain_map(2)), gods=("LUZ",), **STILL) as one:
        one.passes(10_000)
        yield one
        assert violations(one.world) == []


def comes(game: GameFixture, name: str, x: int = 50, y: int = 50, **changes: Any) -> Client:
    """A player on map 1; everybody has read what came before."""
    client = game.player(name, at=(1, x, y), **changes)
    clear(game)
    return client


def clear(game: GameFixture) -> None:
    for one in game.clients:
        one.takes()


def forms(game: GameFixture, leader: Client, *members: Client) -> None:
    """The leader founds a party, or has one, and the others join it."""
    if leader.player.party is None:
        leader.sends(c.PartyCreate())
    for member in members:
        asks(member, leader)
        leader.sends(c.PartyAcceptMember(member.player.name))
        assert member.player.party is leader.player.party
    clear(game)


def asks(client: Client, leader: Client) -> None:
    client.player.targets.slot = leader.player.slot
    client.sends(c.PartyJoin())


def party_line(text: str, sender: str = "Servidor") -> msg.Message:
    return msg.console_msg(f" [{sender}] {text}", Font.PARTY)


@pytest.mark.parametrize(("leadership", "formed"), [(5, False), (6, True)])
def test_soc_21_charm_founds_a_party(game: GameFixture, leadership: int, *, formed: bool) -> None:
    ana = comes(game, "Ana", skills=skills(liderazgo=leadership))
    ana.sends(c.PartyCreate())
    ana.sees(*[Says(Font.PARTY)] * (2 if formed else 1))
    assert (ana.player.party is not None) is formed


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "Luz"}, "staff"),
        ({"dead": True}, "muerto"),
        ({"skills": skills(liderazgo=4), "charisma": 40}, "suficiente liderazgo"),
        ({"party": True}, "Ya pertenecés"),
        ({"full": True}, "no se pueden fundar más"),
    ],
)
def test_who_founds_no_party(changes: dict[str, Any], words: str) -> None:
    with a_game(battlefield(), gods=("LUZ",), parties_max=1) as game:
        record = LEADER | changes
        name, has_party, full = record.pop("name", "Ana"), record.pop("party", False), record.pop("full", False)
        charisma = record.pop("charisma", 18)
        if full:
            comes(game, "Eva", 55, **LEADER).sends(c.PartyCreate())
        ana = comes(game, name, **record)
        ana.player.attributes.charisma = charisma
        if has_party:
            forms(game, ana)
        ana.sends(c.PartyCreate())
        ana.sees(Says(Font.PARTY, words))
        assert len(game.world.parties) == (full or has_party)


def test_asking_to_join(game: GameFixture) -> None:
    ana, beto, eva = comes(game, "Ana", **LEADER), comes(game, "Beto", 51), comes(game, "Eva", 52)
    asks(beto, ana)
    beto.sees(Says(Font.PARTY, "Ana no lidera ninguna party"))
    forms(game, ana, eva)
    asks(beto, eva)
    beto.sees(Says(Font.PARTY, "Eva no es el líder"))
    asks(beto, ana)
    beto.sees(Says(Font.PARTY, "decidirá"))
    ana.sees(Says(Font.PARTY, "Beto pide entrar"))
    asks(beto, eva)
    assert beto.player.party_request is ana.player.party
    beto.takes()
    beto.player.targets.slot = 0
    beto.sends(c.PartyJoin())
    beto.sees(Says(Font.PARTY, "hacé click sobre su líder"))
    assert beto.player.party_request is None
    ana.takes()
    asks(beto, ana)
    beto.player.record.dead = True
    beto.takes()
    asks(beto, ana)
    beto.sees(Says(Font.INFO, "muerto"))
    assert beto.player.party_request is None
    asks(eva, ana)
    eva.sees(Says(Font.PARTY, "Lidera Ana"))
    luz = comes(game, "Luz", 53)
    asks(luz, ana)
    luz.sees(Says(Font.PARTY, "staff"))


def test_soc_24_nobody_joins_from_afar(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana", **LEADER), comes(game, "Beto", 52, 51)
    forms(game, ana)
    asks(beto, ana)
    clear(game)
    ana.talks("/acceptparty beto")
    ana.sees(Says(Font.PARTY, "juntos"))
    beto.sees()
    beto.walks(Heading.WEST)
    clear(game)
    ana.sends(c.PartyAcceptMember("beto"))
    for one in (ana, beto):
        one.sees(party_line("Ana aceptó a Beto en la party."))
    assert beto.player.party_request is None


def test_who_is_not_let_in(game: GameFixture) -> None:
    ana, beto, eva = comes(game, "Ana", **LEADER), comes(game, "Beto", 51), comes(game, "Eva", 50, 51, **LEADER)
    ana.sends(c.PartyAcceptMember("Beto"))
    ana.sees(Says(Font.INFO, "ninguna party"))
    forms(game, ana, beto)
    beto.player.record.dead = True
    beto.sends(c.PartyAcceptMember("Eva"))
    beto.sees(Says(Font.PARTY, "muerto"), Says(Font.PARTY, "No sos el líder"))
    for name, font, words in (
        ("Luz", Font.INFO, "jerarquía"),
        ("Nadie", Font.PARTY, "Nadie no pidió"),
        ("Beto", Font.PARTY, "ya es miembro de la party"),
        ("Eva", Font.PARTY, "Eva no pidió"),
    ):
        ana.sends(c.PartyAcceptMember(name))
        ana.sees(Says(font, words))
    asks(eva, ana)
    eva.player.record.dead = True
    ana.takes()
    ana.sends(c.PartyAcceptMember("Eva"))
    ana.sees(Says(Font.PARTY, "está muerto"))
    ana.player.record.dead = True
    ana.sends(c.PartyAcceptMember("Eva"))
    ana.sees(Says(Font.PARTY, "muerto"))


def test_a_request_outlives_founding_elsewhere_only_until_it_is_asked(game: GameFixture) -> None:
    ana, eva = comes(game, "Ana", **LEADER), comes(game, "Eva", 51, **LEADER)
    forms(game, ana)
    asks(eva, ana)
    eva.sends(c.PartyCreate())
    clear(game)
    ana.sends(c.PartyAcceptMember("Eva"))
    ana.sees(Says(Font.PARTY, "no pidió"))
    eva.player.party_request = ana.player.party
    ana.sends(c.PartyAcceptMember("Eva"))
    ana.sees(Says(Font.PARTY, "otra party"))
    eva.player.party_request = None


@pytest.mark.parametrize(
    ("member", "newcomer", "words"),
    [
        (CRIMINAL, ROYAL, "ejército real no pueden entrar"),
        ({}, CHAOS, "Legión Oscura no pueden entrar"),
        (ROYAL, CRIMINAL, "Los criminales no pueden"),
        (CHAOS, {}, "Los ciudadanos no pueden"),
        (CHAOS, ROYAL, "Los ciudadanos no pueden"),
    ],
)
def test_armies_keep_apart(game: GameFixture, member: dict[str, Any], newcomer: dict[str, Any], words: str) -> None:
    ana, beto = comes(game, "Ana", **LEADER, **member), comes(game, "Beto", 51, **newcomer)
    forms(game, ana)
    asks(beto, ana)
    clear(game)
    ana.sends(c.PartyAcceptMember("Beto"))
    ana.sees(Says(Font.PARTY, words))


def test_a_party_has_five_members(game: GameFixture) -> None:
    ana = comes(game, "Ana", **LEADER)
    others = [comes(game, name, x, y) for name, x, y in _PLACES]
    forms(game, ana, *others[:4])
    asks(others[4], ana)
    ana.takes()
    ana.sends(c.PartyAcceptMember("Flor"))
    ana.sees(Says(Font.PARTY, "completa"))


_PLACES = (("Beto", 51, 50), ("Caro", 49, 50), ("Dino", 50, 51), ("Eva", 50, 49), ("Flor", 51, 51))


def hunts(game: GameFixture, party_of: Client, exp: int, x: int = 50, y: int = 50) -> None:
    """A member wins experience from a creature at (x, y)."""
    wolf = creature(game, WOLF, 90, 90)
    wolf.x, wolf.y, place = x, y, (90, 90)
    assert party_of.player.party is not None
    share(game.world, party_of.player.party, wolf, exp)
    wolf.x, wolf.y = place
    remove_npc(game.world, wolf)
    clear(game)


def test_soc_22_experience_is_shared_by_level(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana", level=30, **LEADER), comes(game, "Beto", 51, level=20, exp_next=10**6)
    forms(game, ana, beto)
    for _event in range(2):
        hunts(game, ana, 1_000)
    ana.sends(c.PartyOnline())
    ana.sees(msg.console_msg("Ana (1340), Beto (659). Experiencia total: 2000.", Font.PARTY))
    beto.sends(c.PartyLeave())
    beto.sees(
        stats_of(beto),
        stats_of(beto),
        party_line("Beto abandona la party."),
        msg.console_msg("Durante la party ganaste 659 puntos de experiencia.", Font.PARTY),
    )
    ana.sees(party_line("Beto abandona la party."))
    assert beto.player.record.exp == 659
    assert earned(ana.player) == 1_340


def test_soc_23_absent_members_count_but_get_nothing(game: GameFixture) -> None:
    ana = comes(game, "Ana", level=18, **LEADER)
    beto, eva = comes(game, "Beto", 51, level=22), comes(game, "Eva", 50, 51, level=26)
    forms(game, ana, beto, eva)
    beto.player.x = 69
    hunts(game, ana, 12_345)
    beto.player.x = 51
    accounts = [one.player.record.party_exp for one in (ana, beto, eva)]
    assert accounts == pytest.approx([2855.06, 0, 5433.65], abs=0.01)
    assert ana.player.party is not None
    assert ana.player.party.total_exp == 12_345


def test_shares_add_up() -> None:
    for levels in ([1], [13], [50, 1], [7, 7, 7], [1, 12, 33, 47, 50]):
        assert sum(share_of(1_000, one, levels, 1.75) for one in levels) == pytest.approx(1_000)


@pytest.mark.parametrize("level", range(1, 51))
def test_a_member_alone_gets_everything(game: GameFixture, level: int) -> None:
    ana = comes(game, "Ana", level=level, **LEADER)
    forms(game, ana)
    hunts(game, ana, 1_000)
    assert earned(ana.player) == 1_000


def test_a_hunt_is_shared_without_a_word(game: GameFixture) -> None:
    ana = comes(game, "Ana", **LEADER, **wearing(weapon=MONSTROUS))
    beto = comes(game, "Beto", 51)
    forms(game, ana, beto)
    wolf = creature(game, WOLF, 50, 51, hp=75)
    ana.player.heading = Heading.SOUTH
    game.dice.free = True
    ana.sends(c.Attack())
    assert not wolf.char
    seen = ana.takes()
    assert not [one for one in only(seen, "CONSOLE_MSG") if "experiencia" in one.fields["text"]]
    assert S.UPDATE_USER_STATS in ids(seen)
    assert S.UPDATE_USER_STATS not in ids(beto.takes())
    assert earned(ana.player) == earned(beto.player) == 50
    assert ana.player.party is not None
    assert ana.player.party.total_exp == 100
    assert ana.player.record.exp == beto.player.record.exp == 0


def test_the_dead_and_those_on_other_maps_get_nothing(game: GameFixture) -> None:
    ana, beto, eva = comes(game, "Ana", **LEADER), comes(game, "Beto", 51), comes(game, "Eva", 50, 51)
    forms(game, ana, beto, eva)
    beto.player.record.dead, eva.player.map = True, 2
    hunts(game, ana, 3_000)
    eva.player.map = 1
    assert [earned(one.player) for one in (ana, beto, eva)] == [1_000, 0, 0]


def test_soc_25_the_leader_takes_the_party_along(game: GameFixture) -> None:
    ana, beto, caro = comes(game, "Ana", **LEADER), comes(game, "Beto", 51), comes(game, "Caro", 50, 51)
    forms(game, ana, beto, caro)
    hunts(game, ana, 3_000)
    ana.sends(c.Quit())
    game.passes(11_000)
    for one, leaves in ((caro, ["Caro", "Beto", "Ana"]), (beto, ["Caro", "Beto"])):
        lines = [line.fields["text"] for line in only(one.takes(), "CONSOLE_MSG") if line.fields["font"] == Font.PARTY]
        assert lines[0] == " [Servidor] Ana disuelve la party."
        assert "Dejás la party liderada por Ana." in lines
        assert "Durante la party ganaste 1000 puntos de experiencia." in lines
        assert len([line for line in lines if "abandona" in line]) == len(leaves) - (one is caro) * 2
        assert one.player.record.exp == 1_000
        assert one.player.party is None
    assert game.world.parties == []
    saved = game.load("Ana")
    assert saved is not None
    assert (saved.exp, saved.party_exp) == (1_000, 0.0)


def test_expelling_and_handing_over(game: GameFixture) -> None:
    ana, beto, caro = comes(game, "Ana", **LEADER), comes(game, "Beto", 51), comes(game, "Caro", 50, 51)
    luz = comes(game, "Luz", 49)
    packets: list[ClientPacket] = [c.PartyKick("Ana"), c.PartySetLeader("Beto"), c.PartyLeave()]
    for packet in packets:
        ana.sends(packet)
        ana.sees(Says(Font.INFO, "ninguna party"))
    forms(game, ana, beto, caro)
    for packet in packets[:2]:
        beto.sends(packet)
        beto.sees(Says(Font.PARTY, "No sos el líder"))
    for packet in (c.PartyKick("Nadie"), c.PartyKick("Luz"), c.PartySetLeader("Nadie"), c.PartySetLeader("Luz")):
        ana.sends(packet)
        ana.sees(Says(Font.INFO, "no pertenece a tu party"))
    ana.sends(c.PartySetLeader("Ana"))
    ana.sees()
    beto.player.record.dead = True
    ana.sends(c.PartySetLeader("Beto"))
    ana.sees(Says(Font.INFO, "está muerto"))
    beto.player.record.dead = False
    hunts(game, ana, 3_000)
    ana.sends(c.PartySetLeader("beto"))
    for one in (ana, beto, caro):
        one.sees(party_line("El nuevo líder de la party es Beto.", "Ana"))
    assert beto.player.party is not None
    assert [one.name for one in beto.player.party.members] == ["Beto", "Ana", "Caro"]
    beto.sends(c.PartyKick("ana"))
    assert ana.player.party is None
    assert ana.player.record.exp == 1_000
    clear(game)
    beto.sends(c.PartyKick("beto"))
    assert caro.player.party is None
    assert game.world.parties == []
    luz.sees()


def test_soc_38_accounts_are_paid_before_the_save() -> None:
    with a_game(battlefield(), save_minutes=1, **STILL) as game:
        ana = comes(game, "Ana", level=30, **LEADER)
        beto, caro = comes(game, "Beto", 51, level=20, exp_next=10**6), comes(game, "Caro", 50, 51)
        forms(game, ana, beto)
        for _event in range(2):
            hunts(game, ana, 1_000)
        forms(game, ana, caro)
        pay_everybody(game.world)
        for one, exp, refreshes in ((ana, 1_340, 2), (beto, 659, 2), (caro, 0, 1)):
            assert one.player.record.exp == exp
            one.sees(
                msg.pause_toggle(),
                Says(Font.SERVER),
                *[stats_of(one)] * refreshes,
                Says(Font.SERVER),
                msg.pause_toggle(),
            )
        ana.sends(c.PartyOnline())
        ana.sees(msg.console_msg("Ana (0), Beto (0), Caro (0). Experiencia total: 2000.", Font.PARTY))
        caro.sends(c.PartyLeave())
        caro.sees_among(msg.console_msg("Durante la party ganaste 0 puntos de experiencia.", Font.PARTY))
        game.passes(60_000)
        seen = [one for one in ana.takes() if one.id is S.PAUSE_TOGGLE or one.values[-1:] == (Font.SERVER,)]
        pair = [S.PAUSE_TOGGLE, S.CONSOLE_MSG, S.CONSOLE_MSG, S.PAUSE_TOGGLE]
        assert ids(seen) == pair + pair


def test_party_talk(game: GameFixture) -> None:
    ana, beto, eva = comes(game, "Ana", **LEADER), comes(game, "Beto", 51), comes(game, "Eva", 52)
    eva.sends(c.PartyMessage("¿Hay alguien?"))
    eva.sees()
    forms(game, ana, beto)
    beto.talks("/pmsg ¡Vamos!")
    for one in (ana, beto):
        one.sees(party_line("¡Vamos!", "Beto"))
    eva.sees()
    beto.sends(c.PartyMessage(""))
    beto.sees()
    beto.sends(c.PartyMessage("x" * 401))
    beto.sees(Says(Font.INFO, "400"))
    ana.player.record.ignored = ["BETO"]
    beto.sends(c.PartyMessage("¿Me leés?"))
    ana.sees()
    beto.sees(party_line("¿Me leés?", "Beto"))


def test_net_32_party_talk_is_no_markup(game: GameFixture) -> None:
    ana = comes(game, "Ana", **LEADER)
    forms(game, ana)
    ana.sends(c.PartyMessage("[url=x]y"))
    ana.sees(party_line("[lb]url=x]y", "Ana"))


def test_the_form_of_the_party(game: GameFixture) -> None:
    ana = comes(game, "Ana", **LEADER)
    for line in ("/verparty", "/onlineparty"):
        ana.talks(line)
    ana.sees(Says(Font.INFO_BOLD, "ninguna party"))
    forms(game, ana)
    hunts(game, ana, 5)
    ana.talks("/verparty")
    ana.sees(msg.console_msg("Ana (5). Experiencia total: 5.", Font.PARTY))
    ana.talks("/party")
    ana.sees(Says(Font.PARTY, "Ana (5)", "Sos el líder", "/ECHARPARTY"))
    beto = comes(game, "Beto", 51)
    asks(beto, ana)
    clear(game)
    ana.talks("/party")
    ana.sees(Says(Font.PARTY, "Piden entrar: Beto"))


def test_the_form_in_a_window() -> None:
    with a_game(battlefield(), network=NetworkSettings(dialect=Dialect.ORIGINAL)) as game:
        ana, beto = comes(game, "Ana", **LEADER), comes(game, "Beto", 51)
        forms(game, ana, beto)
        for one, standing in ((ana, 255), (beto, 0)):
            one.sends(c.RequestPartyForm())
            one.sees(msg.show_party_form(standing, ["Ana (0)", "Beto (0)"], 0))


def test_a_request_ends_with_either_side(game: GameFixture) -> None:
    ana, beto, eva = comes(game, "Ana", **LEADER), comes(game, "Beto", 51), comes(game, "Eva", 52)
    forms(game, ana)
    asks(beto, ana)
    asks(eva, ana)
    eva.sends(c.Quit())
    ana.sends(c.PartyLeave())
    assert beto.player.party_request is None
    game.passes(11_000)
    forms(game, ana)
    clear(game)
    ana.sends(c.PartyAcceptMember("Beto"))
    ana.sees(Says(Font.PARTY, "no pidió"))


def test_comrades_fight_each_others_creatures(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana", **LEADER), comes(game, "Beto", 51, 51)
    wolf = creature(game, WOLF, 50, 51)
    acquire(game.world, ana.player, wolf)
    since, beto.player.heading = wolf.owned_ms, Heading.WEST
    misses_allowed = []
    for _attempt in range(2):
        game.passes(1_500)
        clear(game)
        game.dice.free = True
        beto.sends(c.Attack())
        misses_allowed.append(not only(beto.takes(), "CONSOLE_MSG"))
        forms(game, ana, beto)
    assert misses_allowed == [False, True]
    assert (wolf.owner, wolf.owned_ms) == (ana.player, since)


def test_what_a_sudden_end_left_in_the_accounts_is_paid_at_the_next_login() -> None:
    store = MoodyStore()
    game = KeptGame(battlefield(), store)
    ana, beto = comes(game, "Ana", **LEADER), comes(game, "Beto", 51)
    forms(game, ana, beto)
    hunts(game, ana, 2_000)
    game.save_all()
    hunts(game, ana, 2_000)
    game.kill()
    again = KeptGame(battlefield(), store)
    client = again.connect()
    client.logs_in("Beto")
    client.sees_among(msg.console_msg("Durante la party ganaste 1000 puntos de experiencia.", Font.PARTY))
    assert (client.player.record.exp, client.player.record.party_exp) == (1_000, 0.0)
    again.close()
