"""What tests of fights need: the balance of the specification, weapons, creatures, and console lines by font."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kit.worlds import content, plain_map

from pyao.content.balance import Balance
from pyao.content.enums import ObjectType, PlayerClass, Skill
from pyao.content.items import ItemDef
from pyao.content.maps import TILES
from pyao.content.npcs import NpcDef
from pyao.content.spells import SpellDef, SpellEffect
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures import thinking
from pyao.rules.creatures.population import put_npc
from pyao.rules.map.areas import npc_enters_area
from pyao.rules.pets import slots
from pyao.rules.pets.loyalty import follow_master
from pyao.world.record import Equipment, ItemStack, Reputation, SkillRecord

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

    from pyao.protocol.enums import Font
    from pyao.protocol.message import Message
    from pyao.world.npc import Npc

P = PlayerClass

# 04-combat §4, in its order.
_ORDER = (
    *(P.WARRIOR, P.HUNTER, P.PALADIN, P.BANDIT, P.ASSASSIN, P.PIRAT),
    *(P.THIEF, P.CLERIC, P.BARD, P.MAGE, P.DRUID, P.WORKER),
)


def _by_class(*factors: float) -> dict[PlayerClass, float]:
    return dict(zip(_ORDER, factors, strict=True))


BALANCE = Balance(
    evasion=_by_class(1, 0.9, 0.9, 0.7, 1.1, 1.25, 1.1, 0.8, 1.075, 0.4, 0.75, 0.8),
    weapon_attack=_by_class(1, 0.8, 0.95, 0.85, 0.9, 0.9, 0.8, 0.85, 0.7, 0.5, 0.65, 0.8),
    ranged_attack=_by_class(0.8, 1, 0.75, 0.8, 0.75, 0.9, 0.85, 0.7, 0.7, 0.5, 0.75, 0.7),
    wrestling_attack=_by_class(0.6, 0.5, 0.4, 0.95, 0.4, 0.5, 0.8, 0.4, 0.4, 0.3, 0.4, 0.5),
    weapon_damage=_by_class(1.1, 0.9, 0.925, 0.85, 0.9, 0.95, 0.75, 0.8, 0.75, 0.5, 0.7, 0.8),
    ranged_damage=_by_class(0.9, 1.1, 0.8, 0.7, 0.8, 0.8, 0.85, 0.7, 0.7, 0.5, 0.75, 0.7),
    wrestling_damage=_by_class(0.4, 0.4, 0.4, 1.05, 0.4, 0.4, 1.05, 0.4, 0.4, 0.4, 0.4, 0.4),
    shield=_by_class(1, 0.8, 1, 2, 0.8, 0.6, 0.7, 0.85, 0.8, 0.6, 0.75, 0.7),
    life=_by_class(10, 9.5, 9.5, 9.5, 8.5, 9.5, 10, 8.5, 8.5, 7.5, 8.5, 9.5),
)

SWORD, DAGGER, BOW, ARROW, GREAT_BOW, FAST_ARROW = 10, 11, 479, 480, 665, 553
ARMOUR, SHIELD, HELMET, GLOVES, BANDIT_GLOVES, KNIFE, VIKING, SLAYER = 195, 128, 131, 1036, 873, 1009, 123, 402
POISONED, POISONED_ARROW, FREE_KNIFE, MONSTROUS = 600, 601, 702, 703


def item(number: int, kind: ObjectType, **fields: Any) -> ItemDef:
    return ItemDef(id=number, name=f"Objeto {number}", type=kind, grh=number, **fields)


T = ObjectType
ITEMS = {
    one.id: one
    for one in (
        item(1, T.USE_ONCE),
        item(12, T.GUITA),
        item(27, T.USE_ONCE),
        item(414, T.USE_ONCE),
        item(1002, T.CASCO),
        item(SWORD, T.WEAPON, min_hit=5, max_hit=10),
        item(125, T.WEAPON, min_hit=12, max_hit=20),
        item(DAGGER, T.WEAPON, min_hit=1, max_hit=10, stabs=True),
        item(BOW, T.WEAPON, min_hit=4, max_hit=10, ranged=True, needs_ammunition=True),
        item(ARROW, T.FLECHAS, min_hit=1, max_hit=3),
        item(GREAT_BOW, T.WEAPON, min_hit=6, max_hit=12, ranged=True, needs_ammunition=True, reinforcement=12),
        item(FAST_ARROW, T.FLECHAS, min_hit=1, max_hit=6),
        item(KNIFE, T.WEAPON, min_hit=1, max_hit=10, ranged=True, stabs_wildly=True),
        item(VIKING, T.WEAPON, min_hit=1, max_hit=10),
        item(SLAYER, T.WEAPON, min_hit=1, max_hit=10),
        item(ARMOUR, T.ARMADURA, min_def=30, max_def=40),
        item(SHIELD, T.ESCUDO, min_def=1, max_def=5),
        item(HELMET, T.CASCO, min_def=1, max_def=5),
        item(GLOVES, T.ANILLO, min_hit=2, max_hit=5, glove=True),
        item(BANDIT_GLOVES, T.ANILLO, min_hit=1, max_hit=2, glove=True),
        item(474, T.BARCOS, clothing=84),
        item(475, T.BARCOS, min_hit=1, max_hit=5, min_def=1, max_def=5, clothing=84),
        item(77, T.LLAVES),
        item(78, T.WEAPON, never_falls=True),
        item(38, T.POCIONES),
        item(460, T.WEAPON, newbie=True, min_hit=1, max_hit=4),
        item(POISONED, T.WEAPON, min_hit=1, max_hit=1, poisons=True),
        item(POISONED_ARROW, T.FLECHAS, min_hit=1, max_hit=1, poisons=True),
        item(FREE_KNIFE, T.WEAPON, min_hit=1, max_hit=1, ranged=True, newbie=True),
        item(MONSTROUS, T.WEAPON, min_hit=32_767, max_hit=32_767, stabs=True),
    )
}

WOLF = NpcDef(
    id=501,
    name="Lobo",
    movement=3,
    hostile=True,
    attackable=True,
    alignment=2,
    exp=100,
    min_hp=75,
    max_hp=75,
    min_hit=1,
    max_hit=18,
    defence=8,
    attack_power=80,
    evasion=25,
    tameable=1250,
    attack_sound=35,
    hurt_sound=9,
    drops=((414, 1), (27, 3), (1002, 1), None, None),
    stays_dead=True,
)
COCK = NpcDef(id=2, name="Gallo", movement=2, attackable=True, exp=1, min_hp=15, max_hp=15, stays_dead=True)
GUARD = NpcDef(
    id=6, name="Guardia", type=2, movement=5, hostile=True, attackable=True, evasion=190, min_hp=3000, max_hp=3000,
    min_hit=100, max_hit=100, attack_power=300, attack_sound=0, stays_dead=True,
)  # fmt: skip


def skills(**levels: int) -> list[SkillRecord]:
    """All skills, those named at these levels, far from the next point."""
    return [SkillRecord(levels.get(skill.name.lower(), 0), 0, 10_000) for skill in Skill]


def wearing(**parts: int) -> dict[str, Any]:
    """A bag with one of each named object, worn; ammunition 100 of it."""
    bag: list[ItemStack | None] = [None] * 25
    worn = Equipment()
    for slot, (part, number) in enumerate(parts.items(), 1):
        bag[slot - 1] = ItemStack(number, 100 if part == "ammunition" else 1, True)
        setattr(worn, part, slot)
    return {"inventory": bag, "equipment": worn}


HURTS = SpellDef(id=1, name="Dardo", effects=(SpellEffect("damage", 5, 5),))
CASTER = replace(WOLF, id=549, spells=(1,))
"""A wolf with one spell."""
ARROWS: dict[str, Any] = {"spells": {1: HURTS}}

STILL = {"npc_ai_ms": 3_600_000}
"""Settings under which no creature starts to think by itself."""

CRIMINAL: dict[str, Any] = {"reputation": Reputation(bandit=5000)}


def arena(number: int = 1, *, tiles: tuple[tuple[int, int], ...] = ()) -> Any:
    """A map that is an arena, as a whole or only on these tiles."""
    triggers = bytearray(6 if not tiles else 0 for _ in range(TILES))
    for x, y in tiles:
        triggers[(y - 1) * 100 + x - 1] = 6
    return plain_map(number, triggers=bytes(triggers))


def battlefield(*maps: Any, **fields: Any) -> Any:
    """Content with the weapons and creatures above; map 1 is plain unless maps are given."""
    parts: dict[str, Any] = {"items": ITEMS, "npcs": {one.id: one for one in (WOLF, COCK, GUARD)}, "balance": BALANCE}
    return content(*(maps or (plain_map(1),)), **(parts | fields))


def creature(game: GameFixture, definition: NpcDef, x: int, y: int, **state: Any) -> Npc:
    """Put a creature on map 1 and show it to everyone near by."""
    npc = put_npc(game.world, definition, 1, (x, y))
    npc_enters_area(game.world, npc)
    for name, value in state.items():
        setattr(npc, name, value)
    for client in game.clients:
        client.takes()
    return npc


def a_pet(game: GameFixture, master: Client, definition: NpcDef, x: int, y: int, **state: Any) -> Npc:
    """Put a pet on map 1 that follows its master."""
    pet = creature(game, definition, x, y)
    slots.adopt(master.player, pet)
    follow_master(pet)
    for name, value in state.items():
        setattr(pet, name, value)
    return pet


def person(game: GameFixture, name: str, x: int, y: int, **changes: Any) -> Client:
    """A player on map 1 without the protection after login; everybody has read what came before."""
    client = game.player(name, at=(1, x, y), **changes)
    client.player.npc_protection_ms = None
    for one in game.clients:
        one.takes()
    return client


def fighter(game: GameFixture, name: str = "Ana", at: tuple[int, int] = (50, 50), **changes: Any) -> Client:
    """A player on map 1, facing south, with the safety switch off."""
    client = game.player(name, at=(1, *at), **changes)
    client.player.safe_mode = False
    return client


def ready(game: GameFixture) -> None:
    """Let the time between two blows pass; everybody has read what came before."""
    game.passes(1_500)
    for one in game.clients:
        one.takes()


def strikes(client: Client, *rolls: tuple[int, int, int]) -> None:
    """Strike as soon as it is allowed again, with these rolls."""
    ready(client.game)
    client.game.dice.will_roll(*rolls)
    client.sends(c.Attack())


def misses(client: Client) -> None:
    """Strike and miss."""
    strikes(client, (1, 100, 100))


def shoots(client: Client, x: int, y: int, *rolls: tuple[int, int, int]) -> None:
    """Shoot at a tile as soon as it is allowed again, with these rolls."""
    ready(client.game)
    client.game.dice.will_roll(*rolls)
    client.sends(c.WorkLeftClick(x, y, Skill.PROYECTILES))


def thinks(game: GameFixture, npc: Npc, *rolls: tuple[int, int, int]) -> None:
    """One creature thinks once, with exactly these rolls."""
    game.dice.will_roll(*rolls)
    thinking.think(game.world, npc)
    game.run()
    assert not game.dice.left


def at(npc: Npc) -> tuple[int, int]:
    """Where a creature stands."""
    return npc.x, npc.y


def stats_of(client: Client, **changed: int) -> Message:
    """UpdateUserStats with the player's present values, except those that have changed since."""
    record, vitals = client.player.record, client.player.record.vitals
    values = {
        "max_hp": vitals.max_hp,
        "hp": vitals.hp,
        "max_mana": vitals.max_mana,
        "mana": vitals.mana,
        "max_stamina": vitals.max_stamina,
        "stamina": vitals.stamina,
        "gold": record.gold,
        "level": record.level,
        "exp_next": record.exp_next,
        "exp": record.exp,
    } | changed
    return msg.update_user_stats(*values.values())


class Says:
    """Equal to any console line in that font that contains those words."""

    def __init__(self, font: Font, *words: str) -> None:
        self.font, self.words = font, words

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, msg.Message) or other.id is not S.CONSOLE_MSG:
            return NotImplemented
        text, font = other.values
        return font == self.font and all(word in str(text) for word in self.words)

    def __hash__(self) -> int:
        return hash(self.font)

    def __repr__(self) -> str:
        return f"Says({self.font.name}, {', '.join(self.words)})"


class Speech(Says):
    """Equal to words over the head of an NPC, in white."""

    def __init__(self, npc: int, *words: str) -> None:
        self.npc, self.words = npc, words

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, msg.Message) or other.id is not S.CHAT_OVER_HEAD:
            return NotImplemented
        text, *rest = other.values
        return rest == [self.npc, *colours.DEFAULT] and all(word in str(text) for word in self.words)

    def __hash__(self) -> int:
        return hash(self.npc)

    def __repr__(self) -> str:
        return f"Speech({self.npc}, {', '.join(self.words)})"
