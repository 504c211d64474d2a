"""What tests of magic need: the spells of the specification, the objects that matter, casters, and casting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.fights import BALANCE, Says, skills, wearing
from kit.game import Client
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType, PlayerClass
from pyao.content.items import ItemDef
from pyao.content.maps import TILES
from pyao.content.npcs import NpcDef
from pyao.content.spells import SpellDef, SpellEffect, SpellTarget, SpellType
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.world.record import Vitals

if TYPE_CHECKING:
    from kit.game import GameFixture

    from pyao.protocol.message import Message
    from pyao.world.npc import Npc

T, P, E = ObjectType, PlayerClass, SpellEffect
USERS, NPCS, BOTH, GROUND = SpellTarget.USERS, SpellTarget.NPCS, SpellTarget.BOTH, SpellTarget.GROUND


def spell(
    number: int, type_: int, target: int, skill: int, mana: int, stamina: int, shown: str, *effects: SpellEffect
) -> SpellDef:
    """One row of the table; `shown` = "wave fx loops", optionally followed by "staff 2" or "affected"."""
    wave, fx, loops, *more = shown.split()
    return SpellDef(
        id=number,
        name=f"Hechizo {number}",
        description=f"Descripción {number}",
        words=f"VERBA {number}",
        caster_text="Lanzaste a ",  # as in the data, with a blank behind it
        target_text="te lanzó",
        self_text="Te lanzaste",
        type=SpellType(type_),
        target=SpellTarget(target),
        min_skill=skill,
        mana=mana,
        stamina=stamina,
        wave=int(wave),
        fx=int(fx),
        loops=int(loops),
        needs_staff=int(more[1]) if more and more[0] == "staff" else 0,
        staff_affected="affected" in more,
        effects=effects,
    )


# 05-magic §1.
SPELLS = {
    one.id: one
    for one in (
        spell(1, 2, 1, 10, 12, 1, "16 2 2", E("cure_poison")),
        spell(2, 1, 3, 6, 10, 1, "114 15 2", E("damage", 2, 5)),
        spell(3, 1, 3, 15, 10, 1, "17 0 0", E("heal", 1, 5)),
        spell(4, 2, 3, 20, 24, 3, "16 3 2", E("poison")),
        spell(5, 1, 3, 38, 40, 5, "18 9 0", E("heal", 12, 35)),
        spell(7, 1, 3, 22, 40, 5, "19 32 0", E("damage", 12, 20)),
        spell(8, 1, 3, 38, 45, 6, "111 10 0", E("damage", 30, 35)),
        spell(9, 2, 3, 60, 450, 65, "16 8 0", E("paralyse")),
        spell(10, 2, 3, 45, 300, 44, "110 0 0", E("remove_paralysis")),
        spell(11, 2, 1, 75, 550, 400, "20 0 0 staff 2", E("revive")),
        spell(13, 1, 1, 35, 55, 7, "16 0 0", E("hunger_down", 100, 100)),
        spell(14, 2, 1, 87, 500, 72, "16 0 0", E("invisibility")),
        spell(15, 1, 3, 60, 250, 29, "27 7 0 affected", E("damage", 45, 55)),
        spell(16, 4, 4, 40, 120, 16, "17 0 0", E("summon", npc=512, count=2)),
        spell(17, 4, 4, 51, 400, 31, "17 0 0 staff 1", E("summon", npc=512, count=2)),
        spell(18, 1, 1, 20, 40, 5, "17 20 0", E("agility_up", 2, 5)),
        spell(19, 1, 1, 20, 20, 2, "17 0 0", E("agility_down", 2, 5)),
        spell(20, 1, 1, 35, 50, 6, "112 17 0", E("strength_up", 2, 5)),
        spell(21, 1, 1, 35, 45, 6, "17 0 0", E("strength_down", 2, 5)),
        spell(23, 1, 3, 85, 460, 67, "113 11 0 affected", E("damage", 55, 85)),
        spell(24, 2, 3, 60, 300, 44, "16 12 0", E("immobilise")),
        spell(25, 1, 3, 100, 1000, 131, "27 13 0 affected", E("damage", 85, 100)),
        spell(26, 4, 4, 100, 1100, 145, "17 7 0 staff 2", E("summon", npc=93, count=1)),
        spell(30, 2, 1, 100, 1, 1, "17 0 0", E("blind")),
        spell(31, 2, 1, 30, 800, 76, "17 0 0", E("dumb")),
        spell(38, 0, 0, 101, 0, 0, "16 2 2", E("reveal")),
        spell(39, 0, 0, 101, 0, 0, "16 8 0"),
        spell(40, 1, 3, 101, 1, 1, "18 9 9", E("heal", 9999, 9999)),
        spell(41, 2, 1, 45, 350, 44, "16 0 0", E("remove_dumbness")),
        spell(42, 2, 3, 75, 800, 44, "16 0 0", E("mimicry")),
        spell(43, 2, 4, 100, 1, 1, "16 3 6", E("reveal")),
        spell(46, 4, 4, 0, 0, 131, "17 7 0", E("call_pets")),
        # Not in the table: effects that no shipped spell has.
        spell(60, 1, 1, 0, 1, 1, "1 1 1", E("hunger_up", 5, 9)),
        spell(61, 1, 1, 0, 1, 1, "1 1 1", E("thirst_down", 5, 9)),
        spell(62, 1, 1, 0, 1, 1, "1 1 1", E("mana_up")),
        spell(63, 1, 1, 0, 1, 1, "1 1 1", E("stamina_down", 5, 9)),
        spell(64, 2, 3, 0, 1, 1, "1 1 1", E("curse")),
        spell(65, 2, 3, 0, 1, 1, "1 1 1", E("bless")),
        spell(66, 1, 1, 0, 1, 1, "1 1 1", E("agility_up", 1, 1), E("damage", 2, 5)),
        spell(67, 2, 2, 0, 1, 1, "1 1 1", E("poison")),
        spell(68, 1, 1, 0, 1, 1, "1 1 1", E("mana_down", 5, 9)),
        spell(69, 1, 1, 0, 1, 1, "1 1 1", E("thirst_up", 5, 9)),
        spell(70, 1, 1, 0, 1, 1, "1 1 1", E("stamina_up", 5, 9)),
        spell(71, 2, 2, 0, 1, 1, "1 1 1", E("invisibility"), E("cure_poison")),
    )
}

NUDGE, WAND, HAT, WIZARD_HAT, RESISTANCE, GODS = 659, 400, 662, 383, 698, 700
MAGIC_FLUTE, MAGIC_LUTE, ELVEN_LUTE, ELVEN_FLUTE = 208, 696, 1049, 1050


def item(number: int, kind: ObjectType, **fields: Any) -> ItemDef:
    return ItemDef(id=number, name=f"Objeto {number}", type=kind, grh=number, **fields)


ITEMS = {
    one.id: one
    for one in (
        item(12, T.GUITA),
        item(10, T.WEAPON, min_hit=5, max_hit=10),
        item(205, T.PERGAMINOS, spell=8),
        item(NUDGE, T.WEAPON, staff_power=2, staff_damage_bonus=30, min_hit=1, max_hit=1),
        item(WAND, T.WEAPON, staff_power=2, staff_damage_bonus=38, min_hit=5, max_hit=15),
        item(HAT, T.CASCO, min_magic_def=10, max_magic_def=15),
        item(WIZARD_HAT, T.CASCO, min_magic_def=7, max_magic_def=10),
        item(RESISTANCE, T.ANILLO, min_magic_def=8, max_magic_def=12),
        item(GODS, T.ANILLO, stops_paralysis=True, stops_immobilising=True, stops_dumbness=True, stops_blindness=True),
        item(701, T.ANILLO, stops_immobilising=True),
        item(MAGIC_FLUTE, T.ANILLO),
        item(MAGIC_LUTE, T.ANILLO),
        item(ELVEN_LUTE, T.ANILLO),
        item(ELVEN_FLUTE, T.ANILLO),
        item(474, T.BARCOS, clothing=84),
    )
}


def beast(number: int, **fields: Any) -> NpcDef:
    """A creature that anybody may attack, worth no experience."""
    common: dict[str, Any] = {"hostile": True, "attackable": True, "alignment": 4, "movement": 1, "body": 9, "head": 0}
    common |= {"name": f"Criatura {number}", "min_hp": 100, "max_hp": 100, "stays_dead": True}
    return NpcDef(id=number, **(common | fields))


NPCS_ = {
    one.id: one
    for one in (
        beast(500, magic_defence=10),
        beast(501, exp=200),
        beast(502, immune_to_paralysis=True, hurt_sound=9, min_hp=1000, max_hp=1000),
        beast(512, name="Lobo", min_hp=75, max_hp=75),
        beast(93, name="Elemental de Fuego", spells=(15,)),
        beast(94, name="Elemental de Tierra", spells=(9,)),
        beast(549, name="Orco Brujo", spells=(8,)),
        beast(6, name="Guardia", type=2, min_hp=500, max_hp=500),
        beast(14, name="Guardia del caos", type=8, min_hp=500, max_hp=500),
        beast(900, name="Rey", type=10, spells=(31, 30, 38, 24, 40, 4, 1, 10, 39)),
    )
}


def magic_world(*maps: Any, **fields: Any) -> Any:
    """Content with all of the above; maps 1 and 2 are plain and unsafe unless given."""
    parts: dict[str, Any] = {"items": ITEMS, "npcs": NPCS_, "spells": SPELLS, "balance": BALANCE}
    return content(*(maps or (plain_map(1), plain_map(2))), **(parts | fields))


def triggers(number: int, **tiles: int) -> bytes:
    """The triggers of a map that has this one on these tiles (`t50_50`), or everywhere if none are named."""
    made = bytearray(0 if tiles else number for _ in range(TILES))
    for name in tiles:
        x, y = map(int, name.lstrip("t").split("_"))
        made[(y - 1) * 100 + x - 1] = number
    return bytes(made)


def people(**changes: Any) -> dict[str, Any]:
    """The record of a level 10 cleric who can cast anything: 300 HP, 3000 mana, 999 stamina; `worn` = what it wears."""
    worn = changes.pop("worn", {})
    vitals = {"max_hp": 300, "hp": 300, "max_mana": 3000, "mana": 3000, "max_stamina": 999, "stamina": 999}
    vitals |= changes.pop("vitals", {})
    return {
        "player_class": P.CLERIC,
        "level": 10,
        "skills": skills(magia=100),
        "vitals": Vitals(**vitals),
        **wearing(**worn),
        **changes,
    }


def caster(game: GameFixture, name: str = "Ana", at: tuple[int, int] = (50, 50), **changes: Any) -> Client:
    """A player made by `people`, on map `map_` (1), with the safety switch off unless `safe`."""
    map_, safe = changes.pop("map_", 1), changes.pop("safe", False)
    client = game.player(name, at=(map_, *at), **people(**changes))
    client.player.safe_mode = safe
    return client


def casts(client: Client, number: int, at: Client | Npc | tuple[int, int], *, wait: bool = True) -> None:
    """Choose a spell and click, after the interval if `wait`; everybody has read what came before."""
    x, y = at if isinstance(at, tuple) else spot(at)
    if wait:
        client.game.clock.advance(1_400)
    for one in client.game.clients:
        one.takes()
    client.player.record.spells[0] = number
    client.sends(c.CastSpell(1), c.WorkLeftClick(x, y, 1))


def spot(who: Client | Npc) -> tuple[int, int]:
    return who.place[1:] if isinstance(who, Client) else (who.x, who.y)


def seen_by_click(client: Client) -> list[Message]:
    """What came after the line about what was clicked, which must be there."""
    first, *rest = client.takes()
    assert first == Says(first.values[1]), first
    return rest


def words(client: Client, number: int) -> Message:
    return msg.chat_over_head(SPELLS[number].words, client.char, *colours.SPELL_WORDS)


def shown(number: int, target: Client | Npc) -> list[Message]:
    """The effect and sound of a player's spell."""
    one, (x, y) = SPELLS[number], spot(target)
    return [msg.create_fx(target.char, one.fx, one.loops), msg.play_wave(one.wave, x, y)]


def shown_by_npc(number: int, target: Client | Npc) -> list[Message]:
    """The sound and effect of a creature's spell."""
    return shown(number, target)[::-1]


FIGHT, INFO, WARNING, VENENO = Says(Font.FIGHT), Says(Font.INFO), Says(Font.WARNING), Says(Font.VENENO)


def spent(client: Client) -> tuple[int, int]:
    """How much mana and stamina have been spent."""
    vitals = client.player.record.vitals
    return vitals.max_mana - vitals.mana, vitals.max_stamina - vitals.stamina
