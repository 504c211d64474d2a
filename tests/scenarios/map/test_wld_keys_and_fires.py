"""Doors under lock and key, fires to rest at, and how they are lit.  Source: 03-world."""

from __future__ import annotations

import pytest
from kit.game import a_game, ids
from kit.town import CLOSED, FIRE, ITEMS, KEY, LOCKED, OPENED, TWIGS, town

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.crafts.bonfires import light_twigs
from pyao.rules.map import doors
from pyao.world.record import ItemStack, SkillRecord


def test_keys_lock_and_unlock() -> None:
    with a_game(town(objects={(50, 48): (LOCKED, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.DoubleClick(50, 48))
        assert ids(ana.takes()) == [S.CONSOLE_MSG]
        ana.sends(c.LeftClick(50, 48))
        ana.sees(msg.console_msg("Puerta", Font.INFO))
        thing = game.world.maps[1].objects[50, 48]
        wrong = ItemDef(id=99, type=ObjectType.LLAVES, lock_code=8)
        doors.use_key(game.world, ana.player, wrong)
        assert (ids(ana.takes()), thing.item) == ([S.CONSOLE_MSG], LOCKED)
        doors.use_key(game.world, ana.player, ITEMS[KEY])
        assert (ids(ana.takes()), thing.item) == ([S.CONSOLE_MSG], CLOSED)
        doors.use_key(game.world, ana.player, ITEMS[KEY])
        assert thing.item == LOCKED
        thing.item = OPENED
        ana.takes()
        doors.use_key(game.world, ana.player, ITEMS[KEY])
        assert (ids(ana.takes()), thing.item) == ([S.CONSOLE_MSG], OPENED)


def test_resting_needs_a_fire_in_sight() -> None:
    with a_game(town(objects={(58, 56): (FIRE, 1)})) as game:
        ana, far = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 49, 50))
        ana.takes()
        ana.sends(c.Rest())
        assert ids(ana.takes()) == [S.REST_OK, S.CONSOLE_MSG]
        ana.sends(c.Rest())
        assert ids(ana.takes()) == [S.REST_OK, S.CONSOLE_MSG]
        far.takes()
        far.sends(c.Rest())
        assert ids(far.takes()) == [S.CONSOLE_MSG]
        ana.sends(c.Rest())
        ana.takes()
        del game.world.maps[1].objects[58, 56]
        ana.sends(c.Rest())
        assert ids(ana.takes()) == [S.REST_OK, S.CONSOLE_MSG]
        ghost = game.player("Eva", at=(1, 60, 60), dead=True)
        ghost.sends(c.Rest())
        assert ids(ghost.takes()) == [S.CONSOLE_MSG]


@pytest.mark.parametrize(
    ("survival", "chances", "roll", "zone", "lit"),
    [(0, 3, 1, "", True), (0, 3, 2, "", False), (6, 2, 1, "", True), (11, 1, 1, "", True), (11, 1, 1, "CIUDAD", False)],
)
def test_lighting_twigs(survival: int, chances: int, roll: int, zone: str, lit: bool) -> None:
    with a_game(town(objects={(50, 48): (TWIGS, 4)}, zone=zone)) as game:
        skills = [SkillRecord(survival if k == 7 else 0) for k in range(20)]
        ana = game.player("Ana", at=(1, 50, 50), skills=skills)
        game.dice.will_roll((1, chances, roll))
        ana.sends(c.DoubleClick(50, 48))
        assert (game.world.maps[1].objects[50, 48] == ItemStack(FIRE, 1)) is lit
        assert (msg.object_create(50, 48, 1521) in ana.takes()) is lit
        assert game.world.fires == ([(1, (50, 48))] if lit else [])


def test_twigs_out_of_reach_or_in_safety() -> None:
    with a_game(town(objects={(50, 47): (TWIGS, 4)}, safe=True)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.DoubleClick(50, 47))
        ana.sees(msg.console_msg("Estás demasiado lejos.", Font.INFO))
        ana.player.y = 49
        light_twigs(game.world, ana.player, (50, 47))
        ana.sees(msg.console_msg("En zona segura no podés hacer fogatas.", Font.INFO))
        ana.player.y = 50
