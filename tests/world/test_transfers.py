"""Whose pile it was: what is known of things on the ground before somebody picks them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import GameFixture, a_game
from kit.market import bag
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.rules.map import ground
from pyao.world import transfers
from pyao.world.ledger import COINS, Reason
from pyao.world.transfers import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client

TILE = 50, 50
ITEMS = {2: ItemDef(2, "Espada", 2), 3: ItemDef(3, "Manzana", 3), COINS: ItemDef(COINS, "Oro", 4, ObjectType.GUITA)}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1), items=ITEMS)) as one:
        yield one


def comes(game: GameFixture, name: str, x: int) -> Client:
    return game.player(name, at=(1, x, 50), inventory=bag((2, 9), (3, 9)), gold=500)


def picks_up(client: Client) -> None:
    (tile,) = client.game.world.maps[1].objects
    client.player.x, client.player.y = tile
    client.sends(c.PickUp())


def test_what_one_drops_and_another_picks_up_has_passed(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana", 50), comes(game, "Beto", 60)
    ana.sends(c.Drop(1, 4))
    picks_up(beto)
    assert game.world.transfers.take() == {Passage("ANA", "BETO", Reason.DROP, 2): 4}
    assert game.world.transfers.take() == {}


def test_gold_too(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana", 50), comes(game, "Beto", 60)
    ana.sends(c.Drop(31, 70))
    picks_up(beto)
    assert game.world.transfers.take() == {Passage("ANA", "BETO", Reason.DROP, COINS): 70}


def test_what_one_picks_up_again_has_passed_to_nobody(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana", 50), comes(game, "Beto", 60)
    ana.sends(c.Drop(1, 4))
    picks_up(ana)
    ground.put(game.world, game.world.maps[1], TILE, 2, 4, born=Reason.LOOT)
    picks_up(beto)
    assert game.world.transfers.take() == {}


def test_what_a_creature_leaves_on_a_pile_of_something_else_is_nobodys(game: GameFixture) -> None:
    ana, beto = comes(game, "Ana", 50), comes(game, "Beto", 60)
    ana.sends(c.Drop(1, 4))
    ground.put(game.world, game.world.maps[1], TILE, 3, 1, born=Reason.LOOT)
    picks_up(beto)
    assert game.world.transfers.take() == {}


def test_only_so_many_piles_are_remembered(game: GameFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "MOST_PILES", 1)
    ana, beto = comes(game, "Ana", 50), comes(game, "Beto", 60)
    ana.sends(c.Drop(1, 4))
    beto.sends(c.Drop(2, 1))
    beto.player.x, beto.player.y = TILE
    beto.sends(c.PickUp())
    assert game.world.transfers.take() == {}
