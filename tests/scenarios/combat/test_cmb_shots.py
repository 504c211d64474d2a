"""Arrows and thrown blades: what flies, how far, and what it costs.

Source: 04-combat §2.3, §5.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from kit import fights
from kit.fights import (
    CRIMINAL,
    FREE_KNIFE,
    STILL,
    WOLF,
    P,
    Says,
    battlefield,
    creature,
    fighter,
    shoots,
    strikes,
    wearing,
)
from kit.game import Client, GameFixture, a_game, only
from kit.worlds import plain_map

from pyao.content.enums import MapRestriction
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.record import Attributes, ItemStack

SLOT = S.CHANGE_INVENTORY_SLOT


@pytest.mark.parametrize(
    ("worn", "told", "ids"),
    [
        ({}, "arco", [S.CONSOLE_MSG]),
        ({"weapon": fights.BOW}, "munici", [S.CONSOLE_MSG, SLOT]),
        (
            {"weapon": fights.BOW, "ammunition": fights.SWORD},
            "munici",
            [S.CONSOLE_MSG, SLOT, S.UPDATE_USER_STATS, SLOT],
        ),
        ({"ammunition": fights.ARROW}, "arco", [S.CONSOLE_MSG, S.UPDATE_USER_STATS, SLOT]),
        ({"weapon": fights.SWORD, "ammunition": fights.ARROW}, "", [S.UPDATE_USER_STATS, SLOT]),
        ({"weapon": fights.SWORD}, "", []),
    ],
)
def test_without_bow_and_arrows_nothing_flies(game: GameFixture, worn: dict[str, int], told: str, ids: list[S]) -> None:
    ana = fighter(game, **wearing(**worn))
    shoots(ana, 53, 50)
    seen = ana.takes()
    assert [one.id for one in seen] == ids
    if told:
        assert seen[0] == Says(Font.INFO, told)
    assert not ana.player.record.equipment.ammunition


def test_a_shot_in_the_air_costs_an_arrow_and_stamina(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    ana.player.hidden = True
    game.dice.will_roll((1, 10, 7))
    shoots(ana, 55, 50)
    seen = ana.takes()
    assert [one.id for one in seen] == [S.UPDATE_STA, S.MULTI_MESSAGE, SLOT]
    assert seen[0] == msg.update_sta(393)
    assert ana.player.hidden


def test_out_of_sight_only_the_position_comes_back(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    shoots(ana, 59, 50)
    ana.sees(msg.pos_update(50, 50))


def test_nobody_shoots_itself(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    game.dice.will_roll((1, 10, 1))
    shoots(ana, 50, 50)
    assert Says(Font.INFO) in ana.takes()
    assert ana.player.record.inventory[1] == ItemStack(fights.ARROW, 100, True)


def test_a_refused_shot_keeps_the_arrow(game: GameFixture) -> None:
    ana, eva = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW)), fighter(game, "Eva", (53, 50))
    ana.player.safe_mode = True
    game.dice.will_roll((1, 10, 1))
    shoots(ana, 53, 50)
    assert Says(Font.WARNING) in ana.takes()
    assert ana.player.record.inventory[1] == ItemStack(fights.ARROW, 100, True)
    eva.takes()


def test_a_thrown_blade_is_gone(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.KNIFE))
    game.dice.will_roll((1, 10, 1))
    shoots(ana, 55, 50)
    assert ana.player.record.inventory[0] is None
    assert not ana.player.record.equipment.weapon


def test_a_bow_is_no_club(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    strikes(ana)
    ana.sees(Says(Font.INFO))


def test_a_pirate_slashes_with_what_it_throws(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.PIRAT, attributes=Attributes(15, 18, 18, 18, 18), **wearing(weapon=fights.KNIFE))
    eva = fighter(game, "Eva", (53, 50), **CRIMINAL)
    # D = round((3·10 + 80) · 0.8) = 88
    game.dice.will_roll((1, 10, 1), (1, 100, 1), (1, 10, 10), (79, 80, 80), (1, 6, 6), (0, 0, 0), (1, 100, 20))
    shoots(ana, 53, 50)
    assert Says(Font.FIGHT, "acuchillado", "17") in ana.takes()
    assert eva.player.record.vitals.hp == 300 - 88 - 17


def test_a_shot_at_a_creature_costs_stamina_twice(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    creature(game, WOLF, 53, 50)
    game.dice.will_roll((1, 10, 3), (1, 100, 100), (1, 10, 4))
    shoots(ana, 53, 50)
    seen = ana.takes()
    assert [one.values[0] for one in seen if one.id is S.UPDATE_STA] == [397, 393]
    assert seen[-1].id is SLOT


def test_who_may_not_be_attacked_costs_the_arrow_all_the_same(game: GameFixture) -> None:
    ana = fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))
    creature(game, replace(WOLF, attackable=False), 53, 50)
    game.dice.will_roll((1, 10, 3))
    shoots(ana, 53, 50)
    assert ana.player.record.inventory[1] == ItemStack(fights.ARROW, 99, True)


def archer(game: GameFixture) -> Client:
    return fighter(game, **wearing(weapon=fights.BOW, ammunition=fights.ARROW))


def arrows(client: Client) -> int:
    stack = client.player.record.inventory[1]
    assert stack is not None
    return stack.amount


def test_at_players_seven_rows_are_too_far_and_at_creatures_not(game: GameFixture) -> None:
    # The feet of who stands one row below the click are looked at first: so much farther than one can click.
    ana, eva = archer(game), fighter(game, "Eva", (50, 57), **CRIMINAL)
    shoots(ana, 50, 56, (1, 10, 1))
    assert ana.takes()[-1] == Says(Font.WARNING, "lejos")
    assert arrows(ana) == 100
    creature(game, WOLF, 53, 57)
    shoots(ana, 53, 56, (1, 10, 1), (1, 100, 100), (1, 10, 1))
    assert msg.user_swing() in ana.takes()
    assert arrows(ana) == 99
    assert eva.player.record.vitals.hp == 300


def test_an_arrow_at_an_unseen_gm_over_an_object_flies_into_the_air() -> None:
    """And not at whoever was clicked before."""
    with a_game(battlefield(plain_map(1, objects={(52, 50): (1, 1)})), **STILL, gods="Dios") as game:
        game.passes(10_000)
        ana, _god = archer(game), game.player("Dios", at=(1, 52, 50))
        ana.player.targets.npc = creature(game, WOLF, 53, 50).char
        shoots(ana, 52, 50, (1, 10, 1))
        assert (ana.player.targets.npc, ana.player.targets.slot, ana.player.targets.item) == (0, 0, 1)
        assert arrows(ana) == 99


@pytest.mark.parametrize("part", ["weapon", "ammunition"])
def test_what_lies_in_a_slot_that_cannot_be_used_does_not_shoot(game: GameFixture, part: str) -> None:
    ana = archer(game)
    worn, bag = ana.player.record.equipment, ana.player.record.inventory
    slot = getattr(worn, part)
    bag[20], bag[slot - 1] = bag[slot - 1], None
    setattr(worn, part, 21)
    creature(game, WOLF, 53, 50)
    shoots(ana, 53, 50)
    assert only(ana.takes(), "CONSOLE_MSG") == [Says(Font.INFO, "equipad")]
    assert (worn.weapon, worn.ammunition) == (0, 0)


def test_at_creatures_a_pirates_knife_slashes_too(game: GameFixture) -> None:
    ana = fighter(game, player_class=P.PIRAT, attributes=Attributes(15, 18, 18, 18, 18), **wearing(weapon=fights.KNIFE))
    npc = creature(game, replace(WOLF, min_hp=3_000, max_hp=3_000), 53, 50)
    # D = round((3·10 + 80) · 0.8) = 88; a fifth of the net 80.
    shoots(ana, 53, 50, (1, 10, 1), (1, 100, 1), (1, 10, 10), (79, 80, 80), (1, 100, 20), (1, 10, 1))
    assert Says(Font.FIGHT, "acuchillado", "16") in ana.takes()
    assert npc.hp == 3_000 - 80 - 16


def test_a_newbies_knife_may_be_gone_before_it_is_spent() -> None:
    nursery = plain_map(1, restriction=MapRestriction.NEWBIE)
    with a_game(battlefield(nursery, plain_map(2), cities={2: (2, 50, 50)}), **STILL) as game:
        game.passes(10_000)
        ana = fighter(game, level=12, home=2, exp=299, exp_next=300, **wearing(weapon=FREE_KNIFE))
        creature(game, replace(WOLF, min_hp=1, max_hp=1, exp=10), 53, 50)
        shoots(
            ana, 53, 50, (1, 10, 1), (1, 100, 1), (1, 1, 1), (79, 80, 80), (0, 100, 50), (1, 100, 91), (1, 10, 1)
        )  # fmt: skip
        assert (ana.player.record.level, ana.player.map) == (13, 2)
        assert ana.player.record.inventory[0] is None
        assert ana.player.record.equipment.weapon == 0
