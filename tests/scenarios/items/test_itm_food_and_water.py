"""Eating, drinking and boats.  Source: 06-items §7, §8."""

from __future__ import annotations

from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.content.maps import SIDE as ROW
from pyao.content.maps import TILES, WATER
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.record import ItemStack, SkillRecord

ITEMS = {
    1: ItemDef(id=1, name="Manzana", type=ObjectType.USE_ONCE, food=10),
    2: ItemDef(id=2, name="Agua", type=ObjectType.BEBIDAS, water=30),
    474: ItemDef(id=474, name="Barca", type=ObjectType.BARCOS, clothing=84, min_skill=35),
}


def test_eating_and_drinking() -> None:
    with a_game(content(plain_map(1), items=ITEMS)) as game:
        bag = [ItemStack(1, 2), ItemStack(2, 1), *[None] * 28]
        ana = game.player("Ana", at=(1, 50, 50), inventory=bag, hungry=True)
        ana.player.record.vitals.food, ana.player.record.vitals.water = 0, 90
        ana.sends(c.UseItem(1), c.UseItem(2))
        assert [one.id for one in ana.takes()] == [S.UPDATE_HUNGER_AND_THIRST, S.PLAY_WAVE, S.CHANGE_INVENTORY_SLOT]
        assert (ana.player.record.vitals.food, ana.player.record.hungry) == (10, False)
        game.clock.advance(125)
        ana.sends(c.UseItem(2))
        assert (ana.player.record.vitals.water, ana.player.record.inventory[1]) == (100, None)


def test_boarding_and_leaving_a_boat() -> None:
    tiles = bytearray(TILES)
    tiles[49 * ROW + 50] = WATER
    here = plain_map(1)
    from dataclasses import replace

    with a_game(content(replace(here, tiles=bytes(tiles)), items=ITEMS)) as game:
        skills = [SkillRecord(70 if k == 19 else 0) for k in range(20)]
        bag = [ItemStack(474, 1), *[None] * 29]
        ana = game.player("Ana", at=(1, 50, 50), inventory=bag, skills=skills)
        ana.sends(c.UseItem(1))
        assert [one.id for one in ana.takes()] == [S.CHARACTER_CHANGE, S.NAVIGATE_TOGGLE]
        assert (ana.player.sailing, ana.player.look.body) == (True, 395)
        ana.walks(2)  # type: ignore[arg-type]
        assert ana.place == (1, 51, 50)
        game.clock.advance(125)
        ana.sends(c.UseItem(1))
        assert not ana.player.sailing
        ana.player.record.skills[19].level = 69
        ana.takes()
        game.clock.advance(125)
        ana.sends(c.UseItem(1))
        assert {one.id for one in ana.takes()} == {S.CONSOLE_MSG}
