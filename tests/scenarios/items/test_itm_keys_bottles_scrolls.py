"""Keys, bottles, scrolls and horns.  Source: 06-items §7.6–§7.8, §7.10."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import classic_ground, lying, owning, slot_of
from kit.fights import Says
from kit.game import GameFixture, a_game
from kit.spec import needs_classic
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.world.record import Faction, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_classic
PLAIN_LOCK = ItemDef(id=5003, name="Puerta", type=ObjectType.PUERTAS, closed=True, lock_code=3)
ODD_KEY = ItemDef(id=5004, name="Llave", type=ObjectType.LLAVES, lock_code=3)
LOST_LOCK = replace(PLAIN_LOCK, id=5005, locked_variant=5999)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(classic_ground(PLAIN_LOCK, ODD_KEY, LOST_LOCK)) as one:
        yield one


@pytest.mark.parametrize("lock", [PLAIN_LOCK, LOST_LOCK], ids=["none", "unknown"])
def test_a_lock_without_a_counterpart_stays_as_it_is(lock: ItemDef) -> None:
    with a_game(classic_ground(PLAIN_LOCK, ODD_KEY, LOST_LOCK, objects={(51, 50): (lock.id, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (ODD_KEY.id, 1)}))
        ana.sends(c.LeftClick(51, 50))
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees()
        ana.sends(c.DoubleClick(51, 50))
        ana.sees()
        assert lying(game) == {(51, 50): (lock.id, 1)}


def test_keys_work_at_any_distance() -> None:
    with a_game(classic_ground(objects={(51, 50): (53, 1)})) as game:
        ana = game.player("Ana", at=(1, 58, 50), **owning({1: (54, 1)}))
        ana.sends(c.LeftClick(51, 50))
        ana.takes()
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "abierto"))


def test_the_water_must_be_on_the_same_map() -> None:
    items = classic_ground().items
    with a_game(content(plain_map(1, water=((55, 50),)), plain_map(2, water=((55, 50),)), items=items)) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({6: (534, 3)}))
        ana.sends(c.LeftClick(55, 50))
        ana.player.targets.map = 2
        ana.takes()
        ana.sends(c.UseItem(6))
        ana.sees(Says(Font.INFO, "No hay agua"))


@pytest.mark.parametrize(("flag", "told"), [("hungry", "hambriento"), ("thirsty", "sediento")])
def test_nobody_reads_on_an_empty_stomach(game: GameFixture, flag: str, told: str) -> None:
    mage: dict[str, Any] = {"vitals": Vitals(max_hp=30, hp=30, max_mana=100), flag: True}
    ana = game.player("Ana", at=(1, 50, 50), **mage, **owning({1: (197, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, told))


def test_nobody_learns_twice(game: GameFixture) -> None:
    spell = game.world.content.items[197].spell
    mage: dict[str, Any] = {"vitals": Vitals(max_hp=30, hp=30, max_mana=100), "spells": [spell, *[0] * 34]}
    ana = game.player("Ana", at=(1, 50, 50), **mage, **owning({1: (197, 1)}))
    ana.sends(c.UseItem(1))
    ana.sees(Says(Font.INFO, "Ya conocés"), slot_of(ana, 1, 197, 1))


def test_an_unseen_gm_blows_the_horn_for_itself() -> None:
    with a_game(classic_ground(), gods=("LUZ",)) as game:
        army: dict[str, Any] = {"faction": Faction(royal_army=True)}
        luz = game.player("Luz", at=(1, 50, 50), **army, **owning({1: (874, 1)}))
        eva = game.player("Eva", at=(1, 52, 50), **army)
        luz.sends(c.UseItem(1))
        luz.sees(msg.play_wave(122, 50, 50))
        eva.sees()
