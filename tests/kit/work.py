"""What tests of work need: tools, trees, veins and water, the recipes as the specification lists them, and workers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kit.belongings import owning
from kit.fights import BALANCE, WOLF, Says, skills
from kit.spec import sections
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType as T
from pyao.content.enums import PlayerClass
from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.protocol.enums import Font
from pyao.world.record import Reputation, Vitals

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

    from pyao.content.content import Content

ROD, NET, AXE, ELVEN_AXE, PICKAXE, HAMMER, SAW = 138, 543, 127, 1005, 187, 389, 198
TREE, ELVEN_TREE, GOLD_VEIN, FORGE, ANVIL, FISH_BANK = 4, 1008, 228, 70, 71, 72
FIREWOOD, ELVEN_WOOD, FISH, DAGGER, BOW = 58, 1006, 139, 15, 478
IRON_ORE, SILVER_ORE, GOLD_ORE, IRON, SILVER, GOLD = 192, 193, 194, 386, 387, 388
GLOVES = 873

INFO, FIGHT, TALK, WARNING = Says(Font.INFO), Says(Font.FIGHT), Says(Font.TALK), Says(Font.WARNING)

_TYPES = {
    T.CASCO: (132, 131, 405, 1002),
    T.ESCUDO: (404, 128, 130, 1038, 1037, 133, 708),
    T.ANILLO: (697, 698, 699, 208, 696, 1049, 1050),
    T.FLECHAS: (480, 551, 552, 553),
    T.BARCOS: (474, 475, 476),
}
_TYPE_OF = {number: kind for kind, numbers in _TYPES.items() for number in numbers}
UPGRADES = {15: 165, 165: 365, 365: 366, 366: 367, 132: 131, 195: 390, 390: 391, 475: 476, 478: 663, 480: 551, 551: 552}


def recipes(line: str) -> dict[int, tuple[list[int], int]]:
    """A line of 07-work §6.6 by its first word: how much of each material an object takes, and the skill."""
    text = next(one for one in sections("07-work")["6.6"].splitlines() if one.startswith(line))
    found = {}
    for numbers, amounts, skill in re.findall(r"((?:\d+, )*\d+): ([\d/]+)@(\d+)", text.split(":", 1)[1]):
        for number in numbers.split(", "):
            found[int(number)] = ([int(one) for one in amounts.split("/")], int(skill))
    return found


WEAPONS, ARMOURS, WOODWORK = recipes("Weapons"), recipes("Armour file"), recipes("Carpentry")


def item(number: int, kind: T, **fields: Any) -> ItemDef:
    return ItemDef(id=number, name=f"Objeto {number}", grh=number, type=kind, value=30, **fields)


def _forged() -> dict[int, ItemDef]:
    made = {}
    for number, (ingots, skill) in (WEAPONS | ARMOURS).items():
        iron, silver, gold = (*ingots, 0, 0)[:3]
        kind = T.WEAPON if number in WEAPONS else _TYPE_OF.get(number, T.ARMADURA)
        upgrade = UPGRADES.get(number, 0)
        made[number] = item(number, kind, smithing=skill, iron=iron, silver=silver, gold=gold, upgrade=upgrade)
    return made


def _carved() -> dict[int, ItemDef]:
    made = {}
    for number, ((wood, elven_wood), skill) in WOODWORK.items():
        kind = _TYPE_OF.get(number, T.WEAPON)
        bow = {"ranged": True, "needs_ammunition": True} if number in (BOW, 663, 479, 664, 665) else {}
        upgrade = UPGRADES.get(number, 0)
        made[number] = item(
            number, kind, carpentry=skill, wood=wood, elven_wood=elven_wood, upgrade=upgrade, clothing=84, **bow
        )
    return made


ITEMS: dict[int, ItemDef] = {
    **_forged(),
    **_carved(),
    **{number: item(number, T.WEAPON) for number in (563, NET, 561, ELVEN_AXE, 562, 565, 564)},
    **{
        one.id: one
        for one in (
            item(1, T.USE_ONCE, food=10),
            item(12, T.GUITA),
            item(38, T.POCIONES, potion=3, min_effect=30, max_effect=30),
            item(54, T.LLAVES),
            item(467, T.USE_ONCE, newbie=True),
            item(136, T.LENA),
            item(63, T.FOGATA, fixed=True),
            item(TREE, T.ARBOLES, fixed=True),
            item(ELVEN_TREE, T.ARBOL_ELFICO, fixed=True),
            item(GOLD_VEIN, T.YACIMIENTO, fixed=True, ore=GOLD_ORE),
            item(FORGE, T.FRAGUA, fixed=True),
            item(ANVIL, T.YUNQUE, fixed=True),
            item(FISH_BANK, T.YACIMIENTO_PEZ, fixed=True),
            item(IRON_ORE, T.MINERALES, min_skill=25, ingot=IRON),
            item(SILVER_ORE, T.MINERALES, min_skill=50, ingot=SILVER),
            item(GOLD_ORE, T.MINERALES, min_skill=100, ingot=GOLD),
            item(GLOVES, T.ANILLO, glove=True),
            item(360, T.ARMADURA),
            *(item(number, T.LENA) for number in (FIREWOOD, ELVEN_WOOD)),
            *(item(number, T.USE_ONCE, food=5) for number in (FISH, 544, 545, 546)),
            *(item(number, T.GEMAS) for number in (IRON, SILVER, GOLD)),
        )
    },
}

POND = [(x, y) for x in range(52, 60) for y in range(52, 57)]
FORGE_TILE, ANVIL_TILE, TREE_TILE, ELVEN_TREE_TILE, VEIN_TILE = (48, 50), (48, 52), (51, 51), (50, 52), (52, 50)
THINGS = {
    FORGE_TILE: (FORGE, 1),
    ANVIL_TILE: (ANVIL, 1),
    TREE_TILE: (TREE, 1),
    ELVEN_TREE_TILE: (ELVEN_TREE, 1),
    (50, 53): (ELVEN_TREE, 1),
    VEIN_TILE: (GOLD_VEIN, 1),
}


def workplace(*maps: Any, **fields: Any) -> Content:
    """A wood with a pond, a vein, a forge and an anvil, and all recipes."""
    parts: dict[str, Any] = {
        "items": ITEMS,
        "npcs": {WOLF.id: WOLF},
        "balance": BALANCE,
        "smith_weapons": tuple(WEAPONS),
        "smith_armours": tuple(ARMOURS),
        "carpenter_objects": tuple(WOODWORK),
    }
    return content(*(maps or (plain_map(1, water=POND, objects=THINGS),)), **(parts | fields))


def bars(stamina: int = 100) -> Vitals:
    return Vitals(max_hp=300, hp=300, max_stamina=400, stamina=stamina, max_hit=80, min_hit=79)


def hand(
    game: GameFixture,
    name: str = "Ana",
    at: tuple[int, int] = (50, 50),
    *,
    cls: PlayerClass = PlayerClass.WARRIOR,
    tool: int = 0,
    bag: dict[int, tuple[int, int]] | None = None,
    worn: tuple[int, ...] = (),
    stamina: int = 100,
    skill: dict[str, int] | None = None,
    **changes: Any,
) -> Client:
    """A citizen of level 30 with PlebeRep 0 and stamina 100; `tool` lies equipped in slot 1."""
    slots = ({1: (tool, 1)} if tool else {}) | (bag or {})
    fields: dict[str, Any] = {
        "player_class": cls,
        "vitals": bars(stamina),
        "reputation": Reputation(noble=1000),
        "skills": skills(**(skill or {})),
        **owning(slots, worn=(*((1,) if tool else ()), *worn), items=ITEMS),
    }
    client = game.player(name, at=(1, *at), **(fields | changes))
    game.clock.advance(2_000)
    for one in game.clients:
        one.takes()
    return client


def works(client: Client, x: int, y: int, skill: int, *rolls: tuple[int, int, int]) -> None:
    """Click with a skill as soon as the next work is allowed, with these rolls; what came before has been read."""
    client.game.clock.advance(700)
    client.takes()
    client.game.dice.will_roll(*rolls)
    client.sends(c.WorkLeftClick(x, y, skill))


def counters(client: Client) -> tuple[int, int]:
    """PlebeRep and the working counter."""
    return client.player.record.reputation.plebeian, client.player.working


def exp_in(client: Client, skill: int) -> int:
    return client.player.record.skills[skill - 1].exp
