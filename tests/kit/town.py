"""A small place with doors, keys, fires and objects to pick up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef

if TYPE_CHECKING:
    from pyao.content.content import Content

FIRE, TWIGS, APPLE, GOLD, KEY = 63, 136, 1, 12, 9
CLOSED, OPENED, LOCKED = 100, 101, 102
ITEMS = {
    FIRE: ItemDef(id=FIRE, name="Fogata", type=ObjectType.FOGATA, grh=1521, fixed=True),
    TWIGS: ItemDef(id=TWIGS, name="Ramitas", type=ObjectType.LENA, grh=10),
    APPLE: ItemDef(id=APPLE, name="Manzana", type=ObjectType.USE_ONCE, grh=506),
    GOLD: ItemDef(id=GOLD, name="Oro", type=ObjectType.GUITA, grh=511),
    KEY: ItemDef(id=KEY, name="Llave", type=ObjectType.LLAVES, lock_code=7),
    2: ItemDef(id=2, name="Roca", type=ObjectType.MUEBLES, grh=5, fixed=True),
    3: ItemDef(id=3, name="Daga", type=ObjectType.WEAPON, grh=5, newbie=True),
    4: ItemDef(id=4, name="Diario", type=ObjectType.LIBROS, grh=5, undroppable=True),
    5: ItemDef(id=5, name="Barca", type=ObjectType.BARCOS, grh=5),
    CLOSED: ItemDef(
        id=CLOSED,
        name="Puerta",
        type=ObjectType.PUERTAS,
        grh=5593,
        closed=True,
        lock_code=7,
        open_variant=OPENED,
        closed_variant=CLOSED,
        locked_variant=LOCKED,
    ),
    OPENED: ItemDef(id=OPENED, name="Puerta", type=ObjectType.PUERTAS, grh=5592, closed_variant=CLOSED),
    LOCKED: ItemDef(
        id=LOCKED,
        name="Puerta",
        type=ObjectType.PUERTAS,
        grh=5593,
        closed=True,
        locked=True,
        lock_code=7,
        closed_variant=CLOSED,
        locked_variant=LOCKED,
    ),
}


def town(**fields: Any) -> Content:
    """Two maps; fields are those of the first."""
    return content(plain_map(1, **fields), plain_map(66), items=ITEMS)
