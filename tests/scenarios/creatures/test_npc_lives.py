"""NPC-03, 04, 06, 20, 34, 35: what creatures leave, sell, give and look like.

Source: 08-npcs §13.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.fights import COCK, STILL, WOLF, Says, battlefield, creature, skills
from kit.game import Client, GameFixture, a_game
from kit.market import COUNTER, LILITH, a_market, a_shop, bag, npc_of
from kit.spec import needs_classic
from kit.worlds import plain_map

from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.society.reputation import is_criminal
from pyao.world.record import ItemStack, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(), **STILL) as one:
        one.passes(10_000)
        yield one


def classic_field() -> Content:
    """One empty map with everything that the classic data knows."""
    return replace(classic_content(), maps={1: plain_map(1)})


@needs_classic
@pytest.mark.parametrize(
    ("rolls", "item", "amount"),
    [((95,), None, 0), ((50,), 414, 1), ((7, 100), 27, 3), ((7, 5, 100), 1002, 1), ((10, 5, 5, 100), 394, 1)],
)
def test_npc_03_what_a_wolf_leaves(rolls: tuple[int, ...], item: int | None, amount: int) -> None:
    with a_game(classic_field(), **STILL) as game:
        ana = game.player("Ana", at=(1, 30, 30))
        wolf = creature(game, game.world.content.npcs[501], 50, 50)
        wolf.respawns = False
        game.dice.will_roll(*((1, 100, one) for one in rolls))
        kill_npc(game.world, wolf, ana.player)
        ground = {tile: (one.item, one.amount) for tile, one in game.world.maps[1].objects.items()}
        assert ground == ({} if item is None else {(50, 50): (item, amount)})


@needs_classic
def test_no_creature_leaves_more_than_a_stack_in_one_pile() -> None:
    with a_game(classic_field(), **STILL) as game:
        ana = game.player("Ana", at=(1, 50, 51))
        rich = replace(game.world.content.npcs[501], drops=((480, 40_000),))
        wolf = creature(game, rich, 50, 50)
        wolf.respawns = False
        game.dice.will_roll((1, 100, 50))
        kill_npc(game.world, wolf, ana.player)
        assert game.world.maps[1].objects == {(50, 50): ItemStack(480, 10_000)}
        ana.sends(c.Walk(Heading.NORTH), c.PickUp())
        assert ana.player.record.inventory[0] == ItemStack(480, 10_000)


@needs_classic
def test_npc_04_a_dragons_gold() -> None:
    with a_game(classic_field(), **STILL) as game:
        ana = game.player("Ana", at=(1, 30, 30))
        dragon = creature(game, game.world.content.npcs[542], 50, 50)
        dragon.respawns = False
        game.dice.will_roll((1, 100, 50))
        kill_npc(game.world, dragon, ana.player)
        ground = game.world.maps[1].objects
        assert sorted(one.amount for one in ground.values()) == [5_000, *[10_000] * 6]
        assert {one.item for one in ground.values()} == {12}
        assert next(iter(ground)) == (50, 50)


@needs_classic
def test_npc_06_what_is_crucial_is_there_again_at_once() -> None:
    with a_market(a_shop(LILITH)) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=10_000_000, inventory=bag())
        ana.sends(c.DoubleClick(*COUNTER))
        npc = npc_of(game)
        ana.sends(c.CommerceBuy(1, 1_000))
        assert npc.stock is not None
        first = npc.stock.slots[0]
        assert first is not None
        assert (first.item, first.amount) == (36, 1_000)
        assert ana.player.record.inventory[0] == ItemStack(36, 1_000)


def fighter(game: GameFixture, **changes: Any) -> Client:
    """A warrior with bare hands whose blows come to 5 on who has 8 of defence."""
    bars = Vitals(max_hp=300, hp=300, max_stamina=400, stamina=400, min_hit=1, max_hit=1)
    client = game.player("Ana", at=(1, 50, 50), vitals=bars, **changes)
    client.player.safe_mode = False
    return client


def blow(client: Client, *more: tuple[int, int, int]) -> None:
    game = client.game
    game.passes(1_500)
    client.takes()
    game.dice.will_roll((1, 100, 1), (4, 9, 9), (1, 1, 1), *more, (1, 10, 1))
    client.sends(c.Attack())


def test_npc_20_what_is_paid_for_each_blow(game: GameFixture) -> None:
    ana = fighter(game)
    wolf = creature(game, replace(WOLF, defence=0), 50, 51)
    wolf.hp = wolf.max_hp = 26
    blow(ana)
    assert Says(Font.FIGHT, "50") in ana.takes()
    blow(ana, (1, 100, 91))
    assert Says(Font.FIGHT, "50") in ana.takes()
    assert ana.player.record.exp == 100


def test_npc_20_what_a_pet_has_done_is_paid_with_the_kill(game: GameFixture) -> None:
    ana = fighter(game)
    wolf = creature(game, replace(WOLF, defence=0), 50, 51)
    wolf.hp, wolf.max_hp = 13, 26
    blow(ana, (1, 100, 91))
    lines = [one for one in ana.takes() if one == Says(Font.FIGHT, "experiencia")]
    assert lines == [Says(Font.FIGHT, "50"), Says(Font.FIGHT, "50")]


@pytest.mark.parametrize(("hp", "words"), [(18, "Muy malherido"), (19, "Herido")])
def test_npc_34_how_a_wolf_looks(game: GameFixture, hp: int, words: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50), skills=skills(supervivencia=35))
    wolf = creature(game, WOLF, 52, 50)
    wolf.hp = hp
    ana.sends(c.LeftClick(52, 50))
    assert Says(Font.INFO, words, "Lobo") in ana.takes()


def test_npc_35_killing_a_hen(game: GameFixture) -> None:
    ana = fighter(game)
    hen = creature(game, replace(COCK, defence=8), 50, 51)
    blow(ana)
    assert msg.nobility_lost() in ana.takes()
    assert (ana.player.record.reputation.bandit, hen.hostile) == (1_000, True)
    blow(ana)
    assert msg.nobility_lost() not in ana.takes()
    blow(ana, (1, 100, 91))
    assert ana.player.record.reputation.assassin == 1_000
    assert is_criminal(ana.player)
