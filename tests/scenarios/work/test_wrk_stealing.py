"""Stealing.  Source: 07-work §7."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import bag_of, full, lying, slot_of
from kit.fights import STILL, Says, arena
from kit.game import a_game, only
from kit.work import FIGHT, GLOVES, INFO, ITEMS, TALK, WARNING, exp_in, hand, item, workplace, works
from kit.worlds import plain_map

from pyao.content.enums import Gender, Heading, PlayerClass, Privilege, Skill
from pyao.content.enums import ObjectType as T
from pyao.content.maps import TILES
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.society.reputation import is_criminal
from pyao.world.ledger import held_in
from pyao.world.record import Faction, Reputation
from pyao.world.transfers import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client, GameFixture

THIEF, WARRIOR = PlayerClass.THIEF, PlayerClass.WARRIOR
STEALING = Skill.ROBAR
OUTLAW = Reputation(bandit=5000)
BEYOND = (52, 50)
"""Two steps from the thief, where no thing lies that the click would also see."""


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """A plain place where theft is possible; the books must balance at the end."""
    with at_a_place(plain_map(1)) as one:
        yield one


@contextmanager
def at_a_place(*maps: Any, **fields: Any) -> Iterator[GameFixture]:
    with a_game(workplace(*maps, **fields), **STILL) as one:
        yield one
        assert one.world.ledger.check(held_in(one.world)) == {}


def a_thief(game: GameFixture, *, gloves: bool = True, skill: int = 100, **changes: Any) -> Client:
    """A thief of level 20 with the safety switch off."""
    worn: dict[str, Any] = {"bag": {1: (GLOVES, 1)}, "worn": (1,)} if gloves else {}
    fields: dict[str, Any] = {"cls": THIEF, "level": 20, "skill": {"robar": skill}} | worn
    client = hand(game, "Ana", **(fields | changes))
    client.player.safe_mode = False
    return client


def a_victim(game: GameFixture, at: tuple[int, int] = (51, 50), **changes: Any) -> Client:
    return hand(game, "Bob", at, **changes)


def robs(thief: Client, victim: Client, *rolls: tuple[int, int, int]) -> None:
    for client in thief.game.clients:
        client.takes()
    works(thief, *victim.place[1:], STEALING, *rolls)


def thieving(client: Client) -> tuple[int, int]:
    """BandidoRep and LadronesRep."""
    deeds = client.player.record.reputation
    return deeds.bandit, deeds.thief


def test_wrk_23_gold_from_a_criminal(game: GameFixture) -> None:
    ana, bob = a_thief(game), a_victim(game, gold=5000, reputation=OUTLAW)
    ana.sends(c.Work(STEALING))
    ana.sees(msg.work_request_target(STEALING))
    robs(ana, bob, (1, 5, 2), (1, 50, 25), (1000, 2000, 1500))
    ana.sees(Says(Font.FIGHT, "Bob"), msg.update_sta(85), Says(Font.INFO, "1500"), msg.update_gold(1500))
    bob.sees(msg.update_gold(3500))
    assert exp_in(ana, STEALING) == 0  # nobody learns more than 100


def test_wrk_24_an_object_out_of_the_bag(game: GameFixture) -> None:
    ana = a_thief(game)
    bob = a_victim(game, gold=5000, reputation=OUTLAW, bag={1: (467, 1), 2: (2, 1), 3: (38, 100)}, worn=(2,))
    robs(ana, bob, (1, 5, 1), (1, 50, 24), (1, 12, 5), (1, 10, 3), (5, 10, 7))
    assert ana.takes()[1:] == [msg.update_sta(85), slot_of(ana, 2, 38, 7), Says(Font.INFO, "7")]
    bob.sees(slot_of(bob, 3, 38, 93))
    assert bob.player.record.gold == 5000


def test_wrk_25_a_citizen_who_robs_a_citizen(game: GameFixture) -> None:
    ana, bob = a_thief(game, cls=WARRIOR, level=30, skill=5), a_victim(game, gold=100)
    robs(ana, bob, (1, 35, 3))
    seen = ana.takes()
    assert seen[1:3] == [msg.update_sta(85), Says(Font.INFO, "nada")]
    assert only(seen, "UPDATE_TAG_AND_STATUS")
    assert bob.takes()[0] == Says(Font.INFO, "Ana")
    assert is_criminal(ana.player)
    assert (thieving(ana), exp_in(ana, STEALING)) == ((100, 25), 20)
    assert (ana.player.record.reputation.noble, ana.player.record.reputation.plebeian) == (0, 0)
    robs(ana, bob, (1, 35, 35))
    assert thieving(ana) == (100, 50)


def test_wrk_26_the_safety_switch(game: GameFixture) -> None:
    ana, bob = a_thief(game), a_victim(game)
    ana.player.safe_mode = True
    robs(ana, bob)
    assert ana.takes()[-1] == FIGHT
    bob.sees()
    assert ana.player.record.vitals.stamina == 100


def test_wrk_36_who_is_leaving_and_robbed(game: GameFixture) -> None:
    ana = a_thief(game, cls=WARRIOR, reputation=OUTLAW)
    bob = a_victim(game, gold=100, bag={1: (38, 10)})
    bob.sends(c.Quit())
    robs(ana, bob, (1, 5, 1), (1, 50, 1), (1, 100, 40))
    bob.sees(msg.update_gold(60))
    assert bob.player.leaving_s is not None
    ana.player.record.player_class = THIEF
    robs(ana, bob, (1, 5, 1), (1, 50, 1), (1, 12, 1), (1, 10, 4))
    assert ana.takes()[-1] == Says(Font.INFO, "ningún objeto")
    bob.sees(WARNING)
    assert bob.player.leaving_s is None
    bob.sends(c.Quit())
    robs(ana, bob, (1, 5, 1), (1, 50, 1), (1, 12, 12), (1, 10, 3), (0, 1, 0))
    bob.sees(slot_of(bob, 1, 38, 9), WARNING)
    assert bob.player.leaving_s is None
    bob.player.record.inventory[0] = None
    game.world.ledger.check(held_in(game.world))
    bob.sends(c.Quit())
    robs(ana, bob, (1, 5, 1), (1, 50, 1))
    assert ana.takes()[-1] == Says(Font.INFO, "no tiene objetos")
    bob.sees()
    assert bob.player.leaving_s is not None


def test_wrk_43_failing_with_a_criminal_costs_no_name(game: GameFixture) -> None:
    ana, bob = a_thief(game), a_victim(game, reputation=OUTLAW)
    ana.player.safe_mode = True
    robs(ana, bob, (1, 5, 3))
    ana.sees(FIGHT, msg.update_sta(85), INFO)
    bob.sees(INFO)
    assert not is_criminal(ana.player)
    assert (thieving(ana), ana.player.record.reputation.plebeian) == ((0, 0), 0)


def test_no_theft_where_it_is_safe() -> None:
    with at_a_place(plain_map(1, safe=True)) as game:
        ana, bob = a_thief(game), a_victim(game)
        robs(ana, bob)
        ana.sees(INFO)
        works(ana, 47, 47, STEALING)
        ana.sees(INFO)


def test_no_theft_on_safe_tiles_and_arenas() -> None:
    tiles = bytearray(TILES)
    tiles[49 * 100 + 50] = 4
    with at_a_place(plain_map(1, triggers=bytes(tiles))) as game:
        ana, bob = a_thief(game), a_victim(game)
        robs(ana, bob)
        assert ana.takes()[1:] == [WARNING]
        robs(bob, ana)
        assert bob.takes()[1:] == [WARNING]
    with at_a_place(arena(tiles=((51, 50),))) as game:
        ana, bob = a_thief(game), a_victim(game, reputation=OUTLAW)
        robs(ana, bob)
        assert ana.takes()[1:] == []
        assert ana.player.record.vitals.stamina == 100


def test_whom_nobody_robs(game: GameFixture) -> None:
    ana, bob = a_thief(game, reputation=OUTLAW), a_victim(game, at=(52, 50))
    works(ana, 47, 47, STEALING)
    assert ana.takes()[-1] == Says(Font.INFO, "quién")
    works(ana, 50, 50, STEALING)
    assert ana.takes()[-1] == Says(Font.INFO, "quién")
    works(ana, 53, 50, STEALING)
    assert ana.takes()[-1] == Says(Font.INFO, "quién")
    bob.player.in_consultation = True
    robs(ana, bob)
    assert ana.takes()[1:] == [INFO]
    bob.player.in_consultation, bob.player.record.dead = False, True
    robs(ana, bob)
    assert ana.takes()[1:] == []
    bob.player.record.dead, bob.player.privileges = False, Privilege.DIOS
    robs(ana, bob)
    assert ana.takes()[1:] == []
    bob.player.privileges = Privilege.USER
    eva = hand(game, "Eva", (53, 51))
    robs(ana, eva)
    assert ana.takes()[1:] == [Says(Font.INFO, "lejos")]
    assert ana.player.record.vitals.stamina == 100


def test_armies_have_their_own_rules(game: GameFixture) -> None:
    ana, bob = a_thief(game, faction=Faction(royal_army=True)), a_victim(game)
    robs(ana, bob)
    assert ana.takes()[1:] == [FIGHT]
    bob.player.record.reputation = Reputation(bandit=5000)
    ana.player.record.faction.royal_army = False
    ana.player.record.faction.chaos_legion = bob.player.record.faction.chaos_legion = True
    robs(ana, bob)
    assert ana.takes()[1:] == [FIGHT]
    assert ana.player.record.vitals.stamina == 100


@pytest.mark.parametrize(("gender", "word"), [(Gender.MAN, "cansado"), (Gender.WOMAN, "cansada")])
def test_the_tired_steal_nothing(game: GameFixture, gender: Gender, word: str) -> None:
    ana, bob = a_thief(game, stamina=14, gender=gender), a_victim(game, reputation=OUTLAW)
    robs(ana, bob)
    assert ana.takes()[1:] == [Says(Font.INFO, word)]
    assert ana.player.record.vitals.stamina == 14


@pytest.mark.parametrize(
    ("changes", "roll", "taken"),
    [
        ({"gloves": False}, (500, 1000, 700), 700),
        ({"gloves": False, "cls": WARRIOR}, (1, 100, 30), 30),
        ({"cls": WARRIOR}, (1, 100, 30), 30),
        ({}, (1000, 2000, 2000), 900),
    ],
)
def test_how_much_gold(game: GameFixture, changes: dict[str, Any], roll: tuple[int, int, int], taken: int) -> None:
    ana, bob = a_thief(game, **changes), a_victim(game, gold=900, reputation=OUTLAW)
    robs(ana, bob, (1, 5, 1), (1, 50, 50), roll)
    assert (ana.player.record.gold, bob.player.record.gold) == (taken, 900 - taken)


def test_a_purse_is_not_filled_beyond_its_limit(game: GameFixture) -> None:
    ana, bob = a_thief(game, gold=89_999_900), a_victim(game, gold=5000, reputation=OUTLAW)
    robs(ana, bob, (1, 5, 1), (1, 50, 50), (1000, 2000, 1000))
    assert (ana.player.record.gold, bob.player.record.gold) == (90_000_000, 4000)
    ana.player.record.gold = 95_000_000
    game.world.ledger.check(held_in(game.world))
    robs(ana, bob, (1, 5, 1), (1, 50, 50), (1000, 2000, 1000))
    assert (ana.player.record.gold, bob.player.record.gold) == (95_000_000, 3000)


def test_the_poor_have_nothing_to_steal(game: GameFixture) -> None:
    ana, bob = a_thief(game), a_victim(game, reputation=OUTLAW)
    robs(ana, bob, (1, 5, 1), (1, 50, 50))
    assert ana.takes()[-1] == Says(Font.INFO, "no tiene oro")
    bob.sees()


def test_what_nobody_can_steal() -> None:
    special = (
        item(900, T.CASCO, royal=1),
        item(901, T.CASCO, chaos=1),
        item(902, T.CASCO, untransferable=True),
        item(903, T.CASCO, unstealable=True),
    )
    with at_a_place(plain_map(1), items=ITEMS | {one.id: one for one in special}) as game:
        things = {1: (900, 1), 2: (901, 1), 3: (902, 1), 4: (903, 1), 5: (54, 1), 6: (474, 1), 7: (467, 1), 8: (2, 1)}
        ana, bob = a_thief(game), a_victim(game, reputation=OUTLAW, bag=things, worn=(8,))
        before = bag_of(bob)
        robs(ana, bob, (1, 5, 1), (1, 50, 1), (1, 12, 1))
        assert ana.takes()[-1] == Says(Font.INFO, "ningún objeto")
        assert bag_of(bob) == before


def test_the_scan_may_begin_at_the_end_of_the_bag(game: GameFixture) -> None:
    ana, bob = a_thief(game), a_victim(game, reputation=OUTLAW, bag={1: (1, 1), 19: (38, 1)})
    robs(ana, bob, (1, 5, 1), (1, 50, 1), (1, 12, 6), (1, 10, 3), (0, 0, 0))
    assert bag_of(bob) == {1: (1, 1)}
    bob.sees(slot_of(bob, 19))


def test_a_full_bag_lets_the_loot_fall(game: GameFixture) -> None:
    ana, bob = a_thief(game, bag=full(1), worn=()), a_victim(game, reputation=OUTLAW, bag={1: (38, 100)})
    robs(ana, bob, (1, 5, 1), (1, 50, 1), (1, 12, 1), (1, 10, 1), (5, 10, 10))
    assert lying(game)[49, 50] == (38, 10)


def test_a_theft_ends_the_trade_of_the_victim(game: GameFixture) -> None:
    ana, bob, eva = a_thief(game), a_victim(game, gold=50, reputation=OUTLAW), hand(game, "Eva", (52, 50))
    for one, other in ((bob, eva), (eva, bob)):
        one.sends(c.LeftClick(*other.place[1:]), c.CommerceStart())
    robs(ana, bob, (1, 5, 1), (1, 50, 50), (1000, 2000, 1000))
    bob.sees(TALK, msg.user_commerce_end(), msg.update_gold(0))
    eva.sees(TALK, msg.user_commerce_end())


def test_the_thief_waits_between_two_attempts(game: GameFixture) -> None:
    ana, bob = a_thief(game), a_victim(game, reputation=OUTLAW)
    robs(ana, bob, (1, 5, 3))
    ana.takes()
    ana.sends(c.WorkLeftClick(51, 50, STEALING))
    ana.sees()


def test_a_victim_that_walks_away_is_not_robbed(game: GameFixture) -> None:
    """The click looks anew: who was selected before and has gone is nobody."""
    ana, bob = a_thief(game), a_victim(game, gold=100, reputation=OUTLAW)
    ana.sends(c.LeftClick(51, 50))
    assert ana.player.targets.slot == bob.player.slot
    bob.walks(Heading.EAST)
    works(ana, 51, 49, STEALING)
    assert ana.takes()[-1] == Says(Font.INFO, "quién")
    assert bob.player.record.gold == 100


def test_the_books_of_a_theft(game: GameFixture) -> None:
    ana, bob = a_thief(game), a_victim(game, gold=100, reputation=OUTLAW)
    game.world.ledger.take_entries()
    robs(ana, bob, (1, 5, 1), (1, 50, 50), (1000, 2000, 1500))
    ((reason, item), turnover), *rest = game.world.ledger.take_entries().items()
    assert (reason.value, item, turnover.moved, turnover.gone, rest) == ("theft", 12, 100, 0, [])
    assert game.world.transfers.take() == {Passage("BOB", "ANA", reason, 12): 100}
