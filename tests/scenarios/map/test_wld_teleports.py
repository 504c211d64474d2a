"""Teleports that scatter, maps that the dead don't enter, and game masters who move others.

Source: 03-world §11, §12; 10-gm-admin §4.2.
"""

from __future__ import annotations

from typing import Any

import pytest
from kit.fights import Says
from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, ObjectType
from pyao.content.items import ItemDef
from pyao.protocol import gm_commands as g
from pyao.protocol.enums import Font

TELEPORT = ItemDef(id=378, name="Teleport", type=ObjectType.TELEPORT, grh=669, radius=2)
ITEMS = {TELEPORT.id: TELEPORT}
DOOR: dict[str, Any] = {"exits": {(51, 50): (2, 50, 50)}, "objects": {(51, 50): (TELEPORT.id, 1)}}


def test_a_teleport_with_a_radius_leads_somewhere_near() -> None:
    with a_game(content(plain_map(1, **DOOR), plain_map(2), items=ITEMS)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.dice.will_roll((-2, 2, 1), (-2, 2, -2))
        ana.walks(Heading.EAST)
        assert ana.place == (2, 51, 48)


def test_no_teleport_leads_onto_another_exit() -> None:
    with a_game(content(plain_map(1, **DOOR), plain_map(2, exits={(51, 51): (1, 20, 20)}), items=ITEMS)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.dice.will_roll((-2, 2, 1), (-2, 2, 1), (-2, 2, 0), (-2, 2, 2))
        ana.walks(Heading.EAST)
        assert ana.place == (2, 50, 52)


def test_the_dead_stay_out_of_maps_that_send_them_away() -> None:
    away = plain_map(2, on_death_go_to=(1, 30, 30))
    with a_game(content(plain_map(1, exits={(51, 50): (2, 50, 50)}), away)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.player.record.dead = True
        ana.walks(Heading.EAST)
        assert Says(Font.INFO, "muertos") in ana.takes()
        assert ana.player.map == 1
        assert ana.place != (1, 51, 50)


@pytest.mark.parametrize(
    ("name", "told"),
    [("Nadie", "offline"), ("Dios", "dioses"), ("Zeus", "dioses"), ("Beto", "Beto transportado")],
)
def test_whom_a_demigod_moves(name: str, told: str) -> None:
    with a_game(content(plain_map(1), plain_map(2)), demigods=("SEMI",), gods=("DIOS", "ZEUS")) as game:
        semi = game.player("Semi", at=(1, 50, 50))
        game.player("Beto", at=(1, 60, 60))
        game.player("Zeus", at=(1, 40, 40))
        semi.takes()
        semi.sends(g.WarpChar(name, 2, 50, 50))
        assert Says(Font.INFO, told) in semi.takes()
        places = {one.player.name: one.player.map for one in game.clients}
        assert places == {"Semi": 1, "Zeus": 1, "Beto": 2 if name == "Beto" else 1}


def test_who_is_moved_onto_somebody_stands_beside() -> None:
    with a_game(content(plain_map(1), plain_map(2)), demigods=("SEMI",)) as game:
        semi, beto = game.player("Semi", at=(1, 50, 50)), game.player("Beto", at=(2, 60, 60))
        semi.sends(g.WarpChar("YO", 2, 60, 60), g.WarpChar("YO", 77, 60, 60))
        assert semi.player.map == 2
        assert semi.place != beto.place
