"""A square with a forum, the King and a wolf to hunt, for an evening of players."""

from __future__ import annotations

from kit.fights import BALANCE
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef, NpcType

BOARD_TILE, KING_TILE, WOLF_TILE = (47, 49), (44, 47), (50, 49)
STORE = "pyao.sqlite3"

BOARD = ItemDef(1, "Foro", 1, ObjectType.FOROS, fixed=True, forum="PLAZA")
WOLF = NpcDef(2, "Lobo", hostile=True, attackable=True, alignment=2, exp=1_000, min_hp=1, max_hp=1, stays_dead=True)
KING = NpcDef(72, "Rey", type=NpcType.NOBLE, faction=0, description="Soy el rey.")
SQUARE = plain_map(
    1, objects={BOARD_TILE: (BOARD.id, 1)}, npcs=((*KING_TILE, KING.id), (*WOLF_TILE, WOLF.id)), backup=False
)
PLACE = content(SQUARE, items={BOARD.id: BOARD}, npcs={2: WOLF, 72: KING}, balance=BALANCE)
