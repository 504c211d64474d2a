"""What NPCs are.

Source: 08-npcs §1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from pyao.content.keys import BYTE, LONG, key, made


class NpcType(IntEnum):
    """What an NPC is for.  Source: 08-npcs §1.3."""

    COMUN = 0
    REVIVIDOR = 1
    GUARDIA_REAL = 2
    ENTRENADOR = 3
    BANQUERO = 4
    NOBLE = 5
    DRAGON = 6
    TIMBERO = 7
    GUARDIA_CAOS = 8
    RESUCITADOR_NEWBIE = 9
    PRETORIANO = 10
    GOBERNADOR = 11


class Movement(IntEnum):
    """How an NPC moves.  Source: 08-npcs §5.2."""

    ESTATICO = 1
    RANDOM = 2
    HUNTS_USERS = 3
    DEFENDS = 4
    HUNTS_CRIMINALS = 5
    OBJECT = 6
    FOLLOWS_MASTER = 8
    FIGHTS_NPC = 9
    PATHFINDING = 10


class Alignment(IntEnum):
    """On which side an NPC is, which decides what killing it does to a reputation.  Source: 08-npcs §8.1."""

    GOOD = 0
    PLAIN = 1
    EVIL = 2
    NEUTRAL = 4


@dataclass(frozen=True, slots=True)
class NpcDef:
    """One kind of NPC.  `stock`, `reserve`, `drops` are pairs of (object, amount), `creatures` of (NPC, label)."""

    id: int
    name: str = key("Name", "")
    description: str = key("Desc", "")
    type: int = key("NpcType")
    """An `NpcType`, or another number that means nothing."""
    head: int = key("Head")
    body: int = key("Body")
    heading: int = key("Heading")
    movement: int = key("Movement")
    hostile: bool = key("Hostile", default=False)
    attackable: bool = key("Attackable", default=False)
    alignment: int = key("Alineacion")
    trades: bool = key("Comercia", default=False)
    buys_type: int = key("TipoItems")
    never_restocks: bool = key("InvReSpawn", default=False)
    """The data's `InvReSpawn=1` says the opposite of its name."""
    stock: tuple[tuple[int, int] | None, ...] = made(default=())
    reserve: tuple[tuple[int, int], ...] = made(default=())
    """What the data lists behind the stock's last slot: never for sale, but crucial objects refill from it."""
    drops: tuple[tuple[int, int] | None, ...] = made(default=())
    exp: int = key("GiveEXP", limits=LONG)
    gold: int = key("GiveGLD", limits=LONG)
    min_hp: int = key("MinHP", limits=LONG)
    max_hp: int = key("MaxHP", limits=LONG)
    min_hit: int = key("MinHIT")
    max_hit: int = key("MaxHIT")
    defence: int = key("DEF")
    magic_defence: int = key("DEFm")
    attack_power: int = key("PoderAtaque", limits=LONG)
    evasion: int = key("PoderEvasion", limits=LONG)
    poisons: bool = key("Veneno", default=False)
    double_attack: bool = key("AtacaDoble", default=False)
    spells: tuple[int, ...] = made(default=())
    tameable: int = key("Domable")
    immune_to_paralysis: bool = key("AfectaParalisis", default=False)
    """The data's `AfectaParalisis=1` says the opposite of its name."""
    swims: bool = key("AguaValida", default=False)
    shuns_land: bool = key("TierraInValida", default=False)
    stays_dead: bool = key("ReSpawn", default=False)
    """The data's `ReSpawn=1` says the opposite of its name."""
    returns_to_post: bool = key("PosOrig", default=False)
    backup: bool = key("BackUp", default=False)
    faction: int = key("Faccion")
    city: int = key("Ciudad", limits=BYTE)
    creatures: tuple[tuple[int, str], ...] = made(default=())
    phrases: tuple[str, ...] = made(default=())
    attack_sound: int = key("Snd1", limits=BYTE)
    hurt_sound: int = key("Snd2", limits=BYTE)
    death_sound: int = key("Snd3", limits=BYTE)
