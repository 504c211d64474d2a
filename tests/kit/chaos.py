"""Whatever clients may send, in a small world in which most of it means something."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kit.fights import BALANCE, ITEMS, battlefield
from kit.worlds import plain_map

from pyao.content.balance import AttributeChange
from pyao.content.enums import ObjectType, PlayerClass, Race
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef, NpcType
from pyao.protocol import client_packets as c
from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.protocol.decoder import LAYOUTS
from pyao.protocol.gm_commands import GM_COMMANDS
from pyao.tasks.text_commands import PLAYER_WORDS, STAFF_WORDS
from pyao.world.record import Equipment, Faction, GuildMembership, ItemStack, SkillRecord, Vitals

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.fields import Field

NAMES = ("Ana", "Beto", "Carla", "Dario", "Eva", "Luz")
GUILDS = (1, 1, 2, 2, 0, 0)
ENDING = frozenset({c.LoginExistingChar, c.LoginNewChar, c.ThrowDices, c.ModifySkills, c.UseSpellMacro, c.Quit})
"""What ends a session; sent rarely, so that everybody plays most of the time."""

MERCHANT = NpcDef(id=5, name="Mercader", trades=True, stock=((1, 100), (10, 5), (195, 1)), description="¡Hola!")
BANKER = NpcDef(id=7, name="Banquero", type=NpcType.BANQUERO, min_hp=10, max_hp=10)
PRIEST = NpcDef(id=8, name="Sacerdote", type=NpcType.REVIVIDOR)
KING = NpcDef(id=9, name="Rey", type=NpcType.NOBLE, description="Soy el rey.")
WOLF = NpcDef(
    id=501,
    name="Lobo",
    movement=3,
    attackable=True,
    hostile=True,
    exp=100,
    min_hp=30,
    max_hp=30,
    evasion=25,
    attack_power=200,
)
BOARD = ItemDef(id=147, name="Foro", type=ObjectType.FOROS, forum="Ulla", fixed=True)
SIGN = ItemDef(id=148, name="Cartel", type=ObjectType.CARTELES, text="No [pisar]", fixed=True)
HUMANE = replace(BALANCE, race_attributes={race: AttributeChange(0, 0, 0, 0, 0) for race in Race})
NPCS = {one.id: one for one in (MERCHANT, BANKER, PRIEST, KING, WOLF)}


def square(*npcs: tuple[int, int, int]) -> Content:
    """Two maps with things lying about; `npcs` = (definition, x, y) on the first."""
    lying = {(50, 50): (147, 1), (53, 51): (148, 1), (51, 51): (12, 700)}
    maps = plain_map(1, objects=lying, npcs=npcs, exits={(60, 50): (2, 9, 9)}), plain_map(2)
    found: Content = battlefield(*maps, npcs=NPCS, items=ITEMS | {147: BOARD, 148: SIGN}, balance=HUMANE)
    return found


def record_of(k: int) -> dict[str, Any]:
    """Fields of the record of `NAMES[k]`, who has something of everything."""
    bag: list[ItemStack | None] = [None] * 30
    for slot, (item, amount) in enumerate(((10, 1), (195, 1), (479, 1), (480, 500), (38, 50), (474, 1), (460, 1))):
        bag[slot] = ItemStack(item, amount, slot < 2)
    return {
        "inventory": bag,
        "equipment": Equipment(weapon=1, armour=2),
        "player_class": list(PlayerClass)[k * 2],
        "gold": 100_000,
        "bank_gold": 5_000,
        "spells": [2, 46, *[0] * 33],
        "skills": [SkillRecord(80) for _ in range(20)],
        "vitals": Vitals(500, 500, 500, 500, 500, 500),
        "faction": Faction(royal_army=k == 1, chaos_legion=k == 2),
        "guild": GuildMembership(GUILDS[k]),
    }


def place_of(k: int) -> tuple[int, int, int]:
    """Where `NAMES[k]` stands at first."""
    return 1, 49 + k % 4, 49 + k // 4 * 2


class Scribbler:
    """Makes any packet; the numbers are mostly such as mean something here."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        likely = (0, 1, 2, 3, 5, 10, 20, 21, 25, 31, 40, 48, 49, 50, 51, 52, 100, 500, 10_000)
        number = self.dice.choice((*likely, *likely, *likely, low, high, -1, self.dice.randint(low, high)))
        return min(max(number, low), high)

    def text(self) -> str:
        words = (
            *NAMES,
            "Lobos",
            "osos",
            "",
            "YO",
            "nadie",
            "a@b",
            "ana@beto",
            "x" * 300,
            "[b]ñandú",
            "5 5",
            "\0",
            "hola\nchau",
            "~1~2",
        )
        return self.dice.choice(words)

    def value(self, field: Field) -> Any:
        if field.items:
            inner = [self.value(item) for item in field.items] if len(field.items) > 1 else None
            entry = tuple(inner) if inner else self.value(field.items[0])
            return (entry,) * (field.times or 2)
        limits = {"u8": (0, 255), "i16": (-(2**15), 2**15 - 1), "i32": (-(2**31), 2**31 - 1)}
        if field.kind in limits:
            return self.number(*limits[field.kind])
        if field.kind == "bool":
            return self.dice.random() < 0.5
        if field.kind == "ip_or_name":
            return self.text()
        return ("uno", "dos") if field.kind == "strlist" else self.text()

    def packet(self) -> ClientPacket:
        kinds = [kind for kind in CLIENT_PACKETS.values() if kind not in ENDING or self.dice.random() < 0.02]
        kinds += [kind for kind in GM_COMMANDS if kind.godot is not None and self.dice.random() < 0.2]
        kind = self.dice.choice([*kinds, c.Talk, c.Walk, c.Attack, c.LeftClick, c.DoubleClick, c.WorkLeftClick])
        if kind is c.Talk and self.dice.random() < 0.7:
            return c.Talk(f"/{self.dice.choice([*PLAYER_WORDS, *STAFF_WORDS])} {self.text()} {self.number(0, 300)}")
        return self.packet_of(kind)

    def packet_of(self, kind: type[Any]) -> ClientPacket:
        """A packet of one kind."""
        values: list[Any] = []
        for field in LAYOUTS[kind]:
            is_address = field.kind == "ip_or_name" and values[-1]
            values.append((1, 2, 3, 4) if is_address else self.value(field))
        if kind is c.InitCrafting:
            values = [5, 5]
        made: ClientPacket = kind(*values)
        return made
