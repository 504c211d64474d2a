"""A pen with a merchant, a banker, a gambler, a cock, and places to work; four players; and all they can do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from kit.fights import BALANCE
from kit.game import a_record
from kit.worlds import content, plain_map

from pyao.content.enums import FUNDIR_METAL, Heading, PlayerClass, Skill, Trigger
from pyao.content.enums import ObjectType as T
from pyao.content.items import ItemDef
from pyao.content.maps import TILES
from pyao.content.npcs import NpcDef, NpcType
from pyao.protocol import client_packets as c
from pyao.world.record import Equipment, ItemStack, Reputation, SkillRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.content import Content
    from pyao.content.maps import MapDef
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord

Deed: TypeAlias = "tuple[Callable[[int, int], list[c.ClientPacket]], int, int]"
"""A function that makes packets of a slot and an amount, and these two numbers."""

ITEMS = {
    one.id: one
    for one in (
        ItemDef(1, "Manzana", 1, T.USE_ONCE, value=2, food=10, crucial=True),
        ItemDef(2, "Espada", 2, T.WEAPON, value=210, animation=21, min_hit=20, max_hit=40, smithing=25, iron=3),
        ItemDef(165, "Daga+1", 23, T.WEAPON, animation=12, min_hit=1, max_hit=3, smithing=15, iron=7, silver=1),
        ItemDef(551, "Flecha+1", 24, T.FLECHAS, min_hit=1, max_hit=4, carpentry=40, wood=4),
        ItemDef(12, "Oro", 3, T.GUITA),
        ItemDef(15, "Daga", 4, T.WEAPON, animation=12, min_hit=1, max_hit=2, smithing=10, iron=2, upgrade=165),
        ItemDef(31, "Ropa", 5, T.ARMADURA, value=50, clothing=1),
        ItemDef(36, "Amarilla", 6, T.POCIONES, value=120, potion=1, min_effect=3, max_effect=5, effect_ticks=1000),
        ItemDef(38, "Roja", 7, T.POCIONES, value=20, potion=3, min_effect=30, max_effect=30, crucial=True),
        ItemDef(54, "Llave", 8, T.LLAVES, value=100, lock_code=2),
        ItemDef(58, "Leña", 9, T.LENA, value=5),
        ItemDef(63, "Fogata", 10, T.FOGATA, fixed=True),
        ItemDef(136, "Ramitas", 11, T.LENA, value=3),
        ItemDef(460, "Daga (Newbie)", 12, T.WEAPON, newbie=True, animation=12),
        ItemDef(467, "Manzana (Newbie)", 1, T.USE_ONCE, newbie=True, food=10),
        ItemDef(474, "Barca", 13, T.BARCOS, value=24_000, clothing=84),
        ItemDef(480, "Flecha", 14, T.FLECHAS, value=16, min_hit=1, max_hit=3, carpentry=20, wood=1, upgrade=551),
        ItemDef(479, "Arco", 15, T.WEAPON, value=100, ranged=True, needs_ammunition=True, animation=5, min_hit=1),
        ItemDef(533, "Odre", 16, T.BOTELLA_LLENA, value=10, water=90, open_variant=533, closed_variant=534),
        ItemDef(534, "Odre vacía", 17, T.BOTELLA_VACIA, value=10, open_variant=533, closed_variant=534),
        ItemDef(614, "Túnica", 18, T.ARMADURA, value=70, clothing=140, never_falls=True),
        ItemDef(645, "Negra", 19, T.POCIONES, value=1000, potion=6),
        ItemDef(866, "Mochila", 20, T.MOCHILAS, value=10_000, backpack_type=1),
        ItemDef(128, "Escudo", 21, T.ESCUDO, value=60, animation=3, max_def=5),
        ItemDef(900, "Prenda", 22, T.CASCO, value=60, animation=3, untransferable=True),
        *(ItemDef(number, f"Herramienta {number}", 25, T.WEAPON) for number in (127, 138, 187, 198, 389)),
        ItemDef(139, "Pez", 26, T.USE_ONCE, value=3, food=5),
        ItemDef(192, "Hierro", 27, T.MINERALES, min_skill=1, ingot=386),
        ItemDef(386, "Lingote de hierro", 28, T.GEMAS),
        ItemDef(387, "Lingote de plata", 29, T.GEMAS),
        ItemDef(5, "Árbol", 30, T.ARBOLES, fixed=True),
        ItemDef(188, "Veta", 31, T.YACIMIENTO, fixed=True, ore=192),
        ItemDef(169, "Yunque", 32, T.YUNQUE, fixed=True),
        ItemDef(385, "Fragua", 33, T.FRAGUA, fixed=True),
    )
}

MERCHANT, BANKER, HOST, COCK = 80, 24, 104, 2
NPCS = {
    MERCHANT: NpcDef(
        MERCHANT,
        "Mercader",
        trades=True,
        buys_type=1000,
        stock=((38, 1000), (866, 3), (1, 10_000), (474, 2), (54, 1), (480, 9_999), (12, 500)),
    ),
    BANKER: NpcDef(BANKER, "Banquero", type=NpcType.BANQUERO),
    HOST: NpcDef(HOST, "Timbero", type=NpcType.TIMBERO),
    COCK: NpcDef(COCK, "Gallo", attackable=True, exp=50, gold=75, min_hp=5, max_hp=5, drops=((1, 3), (12, 40))),
}

PEN = [(x, y) for x in range(50, 57) for y in range(50, 55)]
POSTS = {MERCHANT: (50, 50), BANKER: (56, 50), HOST: (50, 54), COCK: (53, 52)}
POND, ARENA = (54, 53), (55, 54)
TREE, VEIN, FORGE, ANVIL = (49, 51), (57, 51), (49, 53), (57, 53)
"""Just outside the pen, within reach from its edge."""

WORKPLACES = (TREE, VEIN, FORGE, ANVIL, POND)


def pen() -> Content:
    return pens(1)


def pens(number: int) -> Content:
    """So many pens, each on a map of its own."""
    return content(
        *(_map_with_a_pen(k) for k in range(1, number + 1)),
        items=ITEMS,
        npcs=NPCS,
        balance=BALANCE,
        smith_weapons=(15, 2, 165),
        carpenter_objects=(480, 551),
    )


def _map_with_a_pen(number: int) -> MapDef:
    triggers = bytearray(TILES)
    triggers[(ARENA[1] - 1) * 100 + ARENA[0] - 1] = Trigger.ZONAPELEA
    return plain_map(
        number,
        blocked=[(x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) not in PEN],
        water=[POND],
        triggers=bytes(triggers),
        npcs=tuple((*tile, npc) for npc, tile in POSTS.items()),
        objects={
            (52, 50): (12, 700),
            (54, 51): (1, 9_999),
            (51, 52): (58, 10),
            (52, 54): (38, 3),
            TREE: (5, 1),
            VEIN: (188, 1),
            FORGE: (385, 1),
            ANVIL: (169, 1),
        },
    )


BAGS: dict[str, tuple[dict[str, Any], dict[int, tuple[int, int]], dict[str, int]]] = {
    "Ana": (
        {"level": 30, "gold": 350_000, "bank_gold": 5},
        {
            1: (2, 1),
            2: (38, 9_999),
            3: (866, 1),
            4: (645, 5),
            5: (1, 10_000),
            6: (474, 1),
            7: (614, 1),
            8: (187, 1),
            9: (386, 9_990),
            10: (387, 3),
            11: (389, 1),
            20: (15, 1),
            21: (31, 1),
            23: (480, 200),
            28: (36, 4),
        },
        {"weapon": 1, "backpack": 3, "armour": 21, "ammunition": 23},
    ),
    "Beto": (
        {"level": 5, "gold": 20_000},
        {1: (460, 1), 2: (467, 100), 3: (645, 3), 4: (38, 2), 5: (534, 3), 6: (54, 1), 7: (866, 1), 8: (900, 1)}
        | {9: (187, 1), 10: (127, 1), 11: (138, 1), 12: (198, 1), 13: (389, 1), 14: (58, 50), 15: (192, 99)}
        | {16: (386, 50)},
        {"weapon": 1},
    ),
    "Caro": (
        {"level": 20, "gold": 900_000, "bank_gold": 2_000_000},
        {slot: (item, 3) for slot, item in enumerate((1, 2, 36, 38, 58, 136, 479, 480, 533, 534, 645, 128, 31), 1)}
        | {14: (127, 1), 15: (198, 1), 16: (192, 9_999), 17: (138, 1), 18: (58, 9_990)},
        {"armour": 13, "shield": 12},
    ),
    "Dino": (
        {"level": 40, "gold": 0, "player_class": PlayerClass.THIEF},
        {**dict.fromkeys(range(1, 8), (1, 9_998)), 8: (645, 4), 22: (866, 1), 24: (38, 6)},
        {"backpack": 22},
    ),
}
NAMES = tuple(BAGS)


def newcomer(name: str, tile: tuple[int, int]) -> CharacterRecord:
    fields, things, worn = BAGS[name]
    record = a_record(
        name,
        (1, *tile),
        equipment=Equipment(**worn),
        reputation=Reputation(bandit=5_000),
        skills=[SkillRecord(100) for _ in range(20)],
        **fields,
    )
    for slot, (item, amount) in things.items():
        record.inventory[slot - 1] = ItemStack(item, amount, slot in worn.values())
    return record


def drop(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.Drop(slot, amount)]


def drop_gold(_slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.Drop(31, amount)]


def pick_up(_slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.PickUp()]


def walk(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.Walk(Heading(slot % 4 + 1))]


def walk_and_pick_up(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.Walk(Heading(slot % 4 + 1)), c.PickUp()]


def attack(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.ChangeHeading(Heading(slot % 4 + 1)), c.Attack()]


def use(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.UseItem(slot)]


def equip(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.EquipItem(slot)]


def move(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.MoveItem(slot, amount % 26, 0), c.MoveItem(slot, slot + 1, 0)]


def buy(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.CommerceBuy(slot % 9 + 1, amount)]


def sell(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.CommerceSell(slot, amount)]


def deposit(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.BankDeposit(slot, amount)]


def extract(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.BankExtractItem(slot, amount)]


def move_in_bank(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.MoveBank(amount % 2 == 0, slot)]


def deposit_gold(_slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.BankDepositGold(amount)]


def extract_gold(_slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.BankExtractGold(amount)]


def bet(_slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.Gamble(amount)]


def offer(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.UserCommerceOffer(slot, amount, slot % 20 + 1)]


def offer_gold(_slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.UserCommerceOffer(31, amount, 21)]


def take_back(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.UserCommerceOffer(0, -abs(amount), slot % 20 + 1)]


def fell(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.EquipItem(slot), c.UseItem(slot), c.WorkLeftClick(*TREE, Skill.TALAR)]


def mine(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.EquipItem(slot), c.UseItem(slot), c.WorkLeftClick(*VEIN, Skill.MINERIA)]


def fish(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.EquipItem(slot), c.UseItem(slot), c.WorkLeftClick(*POND, Skill.PESCA)]


def melt(slot: int, amount: int) -> list[c.ClientPacket]:
    swap: list[c.ClientPacket] = [c.MoveItem(slot, slot % 20 + 1, 0)] if amount == 2 else []
    return [c.LeftClick(*FORGE), c.UseItem(slot), *swap, c.WorkLeftClick(*FORGE, FUNDIR_METAL)]


def begin_batch(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.InitCrafting(max(1, abs(amount)), slot + 1)]


def forge(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.CraftBlacksmith((15, 2, 165, 480)[slot % 4])]


def carve(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.EquipItem(slot), c.CraftCarpenter((480, 551, 15)[slot % 3])]


def improve(slot: int, _amount: int) -> list[c.ClientPacket]:
    return [c.EquipItem(slot), c.ItemUpgrade((15, 480, 2, 0)[slot % 4])]


def order_batch(slot: int, amount: int) -> list[c.ClientPacket]:
    return [c.Talk(("/herreria daga {}", "/carpinteria flecha {}", "/mejorar daga")[slot % 3].format(amount))]


BAG_DEEDS = (drop, drop_gold, pick_up, walk, walk_and_pick_up, attack, use, equip, move)
COUNTER_DEEDS = (buy, sell, deposit, extract, move_in_bank, deposit_gold, extract_gold, bet)
TRADE_DEEDS = (offer, offer_gold, take_back)
WORK_DEEDS = (fell, mine, fish, melt, begin_batch, forge, carve, improve, order_batch)
TOOLS: dict[Callable[[int, int], list[c.ClientPacket]], set[int]] = {
    fell: {127},
    mine: {187},
    fish: {138},
    melt: {192, 15, 2},
    carve: {198},
    improve: {389, 198},
}
"""With what some deeds are mostly done."""


def meant(player: Player | None, deed: Deed) -> list[c.ClientPacket]:
    """A deed as packets; its slot number counts only the slots that hold something."""
    if player is None:
        return []
    make, number, amount = deed
    counted = player.record.bank if make is extract else player.record.inventory
    held = {slot: stack.item for slot, stack in enumerate(counted, 1) if stack is not None} or {1: 0}
    fitting = [slot for slot, item in held.items() if item in TOOLS.get(make, ())]
    slots = fitting if fitting and amount != 1 else list(held)
    return make(slots[number % len(slots)], amount)
