"""What may be dropped, and what can be picked up.  Source: 06-items §4."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import bag_of, classic_ground, lying, owning
from kit.fights import Says
from kit.game import GameFixture, a_game
from kit.spec import needs_classic

from pyao.content.enums import ObjectType, PlayerClass
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.items import death_drops
from pyao.world.arithmetic import LONG_MAX

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_classic
BOUND = ItemDef(id=5001, name="Anillo ligado", type=ObjectType.GEMAS, untransferable=True)
STICKY = ItemDef(id=5002, name="Piedra pegajosa", type=ObjectType.GEMAS, undroppable=True)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(classic_ground(BOUND, STICKY)) as one:
        yield one


@pytest.mark.parametrize("item", [BOUND.id, STICKY.id])
def test_what_must_not_be_dropped(game: GameFixture, item: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (item, 1)}))
    ana.sends(c.Drop(1, 1))
    ana.sees(Says(Font.FIGHT, "no se puede tirar"))
    assert bag_of(ana) == {1: (item, 1)}


def test_gms_drop_anything() -> None:
    with a_game(classic_ground(BOUND, STICKY), gods=("LUZ",)) as game:
        luz = game.player("Luz", at=(1, 50, 50), **owning({1: (467, 3)}))
        luz.sends(c.Drop(1, 2))
        assert (bag_of(luz), lying(game)) == ({1: (467, 1)}, {(50, 50): (467, 2)})


@pytest.mark.parametrize("amount", [0, -1, -32_768])
def test_amounts_that_are_none(game: GameFixture, amount: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), gold=500, **owning({1: (1, 3)}))
    ana.sends(c.Drop(1, amount), c.Drop(5, 1))
    ana.sees()
    ana.sends(c.Drop(31, amount))
    ana.sees(msg.update_gold(500))
    assert bag_of(ana) == {1: (1, 3)}


def test_dropping_what_is_worn_takes_it_off(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (31, 1)}, worn=(1,)))
    ana.sends(c.Drop(1, 1))
    ids = [one.id for one in ana.takes()]
    assert ids == [
        S.OBJECT_CREATE,
        S.CHARACTER_CHANGE,
        S.UPDATE_USER_STATS,
        S.CHANGE_INVENTORY_SLOT,
        S.CHANGE_INVENTORY_SLOT,
    ]
    assert (ana.player.naked, ana.player.look.body) == (True, 21)


def test_there_is_nothing_to_pick_up(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.PickUp())
    ana.sees(Says(Font.INFO, "No hay nada"))


def test_a_purse_takes_no_more_than_can_be_told() -> None:
    with a_game(classic_ground(objects={(50, 50): (12, 700)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=LONG_MAX - 699, **owning({1: (12, 700)}))
        ana.sends(c.PickUp())
        ana.sees(Says(Font.INFO, "oro"))
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "oro"))
        assert (lying(game), bag_of(ana)) == ({(50, 50): (12, 700)}, {1: (12, 700)})


def test_things_do_not_fall_on_exits_people_and_creatures() -> None:
    with a_game(classic_ground(exits={(49, 50): (1, 20, 20)}, blocked=((50, 49),))) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=500)
        game.player("Eva", at=(1, 51, 50))
        ana.sends(c.Drop(31, 5))
        assert lying(game) == {(50, 51): (12, 5)}


def test_a_pirate_on_a_galleon_lets_no_gold_fall_into_the_water() -> None:
    water = [(x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) != (55, 50)]
    with a_game(classic_ground(water=water)) as game:
        rich: dict[str, Any] = {"level": 25, "gold": 265_000, "sailing": True, "player_class": PlayerClass.PIRAT}
        ana = game.player("Ana", at=(1, 50, 50), **rich, **owning({1: (476, 1), 2: (38, 2)}, worn=(1,)))
        death_drops.drop_all(game.world, ana.player)
        assert lying(game) == {(55, 50): (12, 10_000), (49, 50): (38, 2)}
        assert ana.player.record.gold == 255_000
