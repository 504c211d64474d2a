"""The right to attack for a minute, and what just attacks and kills do to a name.

Source: 04-combat §2.5, §3.2, §9.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from kit.fights import (
    CRIMINAL,
    WOLF,
    Says,
    a_pet,
    battlefield,
    creature,
    fighter,
    misses,
    strikes,
)
from kit.game import Client, GameFixture, a_game, only
from kit.worlds import plain_map

from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.combat.retaliation import allow_retaliation
from pyao.rules.creatures.dying import kill_npc
from pyao.world.record import Faction, Reputation, Vitals

DYING = Vitals(max_hp=300, hp=1, max_stamina=400, stamina=400, min_hit=80, max_hit=80)
LANDS = ((1, 100, 1), (4, 9, 9), (79, 80, 80), (1, 6, 6), (0, 0, 0))
"""A bare-handed blow that hits who wears nothing: 39."""


def deeds(client: Client) -> Reputation:
    return client.player.record.reputation


def tag(client: Client, colour: int) -> msg.Message:
    return msg.update_tag_and_status(client.char, colour, client.player.name)


def test_a_right_to_attack_is_one_among_citizens(game: GameFixture) -> None:
    ana = fighter(game, reputation=Reputation(bandit=5_000, noble=100))
    eva = fighter(game, "Eva", (50, 51))
    eva.player.retaliator = "ANA"
    misses(ana)
    assert (deeds(ana).bandit, deeds(ana).noble) == (5_100, 50)


def test_a_just_attack_may_turn_a_criminal(game: GameFixture) -> None:
    ana, eva = fighter(game, reputation=Reputation(bandit=4)), fighter(game, "Eva", (50, 51), **CRIMINAL)
    misses(ana)
    assert tag(ana, 2) in eva.takes()
    assert deeds(ana) == Reputation(bandit=4, noble=5)


def test_a_just_kill_may_turn_a_criminal_before_anybody_hears_of_it(game: GameFixture) -> None:
    # The attack brings the sum from −11 to −6, the kill to −1.
    ana, eva = fighter(game, reputation=Reputation(bandit=11)), fighter(game, "Eva", (50, 51), vitals=DYING, **CRIMINAL)
    strikes(ana, *LANDS)
    seen = only(ana.takes(), "UPDATE_TAG_AND_STATUS", "HAVE_KILLED_USER")
    assert seen == [tag(ana, 2), msg.have_killed_user(eva.char, 60)]


def test_a_criminal_in_the_royal_army_is_thrown_out_by_its_next_attack(game: GameFixture) -> None:
    ana = fighter(game, **CRIMINAL, faction=Faction(royal_army=True))
    fighter(game, "Eva", (50, 51), **CRIMINAL)
    misses(ana)
    assert Says(Font.FIGHT, "expulsado") in ana.takes()
    assert not ana.player.record.faction.royal_army


def test_who_may_be_attacked_dies_unaccounted(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (50, 51), vitals=DYING)
    eva.player.retaliator = "ANA"
    strikes(ana, *LANDS)
    record = ana.player.record
    assert (record.users_killed, record.faction.citizens_killed, record.exp) == (0, 0, 60)
    assert deeds(ana) == Reputation(noble=1_000, plebeian=30)
    assert not eva.player.retaliator


@pytest.mark.parametrize(("noble", "colour"), [(1_000, 0), (990, 1)])
def test_a_kill_may_cost_a_soldier_the_army(game: GameFixture, noble: int, colour: int) -> None:
    ana = fighter(game, reputation=Reputation(noble=noble), faction=Faction(royal_army=True))
    game.dice.will_roll((1, 100, 91))
    kill_npc(game.world, creature(game, replace(WOLF, alignment=0), 50, 51), ana.player)
    seen = only(ana.takes(), "CONSOLE_MSG", "UPDATE_TAG_AND_STATUS")[2:]
    assert seen == ([Says(Font.FIGHT, "expulsado"), tag(ana, colour)] if colour else [])
    assert ana.player.record.faction.royal_army is not bool(colour)


def test_the_right_to_attack_lasts_60_seconds_and_can_be_renewed(game: GameFixture) -> None:
    ana, eva = fighter(game), fighter(game, "Eva", (60, 50))
    assert allow_retaliation(game.world, ana.player, eva.player)
    ana.sees(tag(ana, 6))
    game.passes(40_000)
    assert allow_retaliation(game.world, ana.player, ana.player, stealing=False)
    ana.takes()
    game.passes(59_960)
    ana.sees()
    game.passes(40)
    ana.sees(msg.safe_mode_on(), tag(ana, 2))
    assert ana.player.safe_mode
    allow_retaliation(game.world, ana.player, eva.player)
    ana.takes()
    game.passes(60_000)
    ana.sees(tag(ana, 2))


def test_every_theft_shows_the_name_again(game: GameFixture) -> None:
    ana, eva, kate = fighter(game), fighter(game, "Eva", (60, 50)), fighter(game, "Kate", (40, 50))
    for _blow in range(2):
        assert allow_retaliation(game.world, ana.player, eva.player)
        ana.sees(tag(ana, 6))
    assert not allow_retaliation(game.world, ana.player, kate.player)
    ana.sees(Says(Font.INFO, "castigo"))
    assert allow_retaliation(game.world, ana.player, kate.player, stealing=False)
    ana.sees()


def test_a_blow_at_a_robbers_pet_marks_as_a_theft_does(game: GameFixture) -> None:
    """04 §3.2 step 7: who is open to somebody else already is told so, and may strike all the same."""
    ana, eva = fighter(game), fighter(game, "Eva", (60, 50))
    eva.player.retaliator, ana.player.retaliator = "ANA", "KATE"
    a_pet(game, eva, WOLF, 50, 51)
    strikes(ana, (1, 100, 100), (1, 10, 1))
    assert Says(Font.INFO, "castigo") in ana.takes()


def test_in_a_safe_map_nobody_is_open_to_retaliation() -> None:
    with a_game(battlefield(plain_map(1, safe=True))) as game:
        ana, eva = fighter(game), fighter(game, "Eva", (60, 50))
        assert not allow_retaliation(game.world, ana.player, eva.player)
        ana.sees(Says(Font.INFO, "zonas seguras"))
        assert not ana.player.retaliator
