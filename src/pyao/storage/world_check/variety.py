"""Whether a world uses everything that the game can do, and whether every class finds what it needs.

A world may well do without some of it, so only worlds that mean to show the whole game are checked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, PlayerClass, Race, Skill
from pyao.content.errands import ErrandKind
from pyao.content.npcs import Movement, NpcType
from pyao.rules.body.levels import mana_gain
from pyao.rules.body.races import SMALL_RACES
from pyao.rules.body.skills import skill_cap
from pyao.rules.creatures.behaviours import BEHAVIOURS
from pyao.rules.items.objects.potions import EFFECTS as POTIONS
from pyao.rules.magic.spell_effects import EFFECTS
from pyao.storage.world_check.supplies import living_in, obtainable, recipes_of, spells_of, standing_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.storage.classic.findings import Findings

KINDS_LEFT_OUT: Mapping[ObjectType, str] = {
    ObjectType.NONE: "it is no kind",
    ObjectType.CONTENEDORES: "a picture: the game does nothing with chests",
    ObjectType.LIBROS: "a picture: the game does nothing with books",
    ObjectType.MUEBLES: "a picture: the game does nothing with furniture",
    ObjectType.AURA: "the game does nothing with it, and the client has no picture",
    ObjectType.MANCHAS: "a picture: the game does nothing with stains",
}
"""Kinds of objects that a world need not have, and why."""

MOVEMENTS_LEFT_OUT: Mapping[int, str] = {
    Movement.FOLLOWS_MASTER: "the game gives it to pets",
    Movement.FIGHTS_NPC: "the game gives it to creatures that fight each other",
}
"""Ways of moving that no definition need have, and why."""

TYPES_LEFT_OUT: Mapping[NpcType, str] = {
    NpcType.PRETORIANO: "clans of praetorians live on their own map, 163, where game masters call them",
}
"""Kinds of NPCs that a world need not have, and why."""

UP_TO_LEVEL = 25
"""Up to which level every class has to find what it needs."""

BEGINNER = 3
"""The level of who begins to make things."""

PIECES = 3
"""How many weapons, and armours for each size of body, a class has to find when it is a newbie no longer."""

SPELLS = 3
"""How many harmful or healing spells a class with mana has to find that it can cast by then."""

MEAN_INTELLIGENCE = 18
PLAIN_MANA = 50
"""What a caster has at the least: the intelligence of a human with middling dice, and the mana of the first level."""


def check_variety(content: Content, findings: Findings) -> None:
    """Find what the game can do and the world has no use for, and what a class is lacking."""
    had = obtainable(content) | standing_in(content)
    items = [content.items[number] for number in sorted(had) if number in content.items]
    _check_objects(items, findings)
    _check_creatures(content, findings)
    _check_spells(content, findings)
    _check_trades(content, findings)
    for player_class in PlayerClass:
        _check_gear(player_class, items, findings)
        _check_magic(content, player_class, findings)
    _check_work(content, findings)


def _check_objects(items: list[ItemDef], findings: Findings) -> None:
    kinds = {item.type for item in items}
    for kind in ObjectType:
        if kind not in kinds and kind not in KINDS_LEFT_OUT:
            findings.error("items", "", f"no object of the kind {kind.name} can be had or met")
    drunk = {item.potion for item in items if item.type is ObjectType.POCIONES}
    for potion in sorted(POTIONS.keys() - drunk):
        findings.error("items", "", f"no potion of the kind {potion} can be had")


def _check_creatures(content: Content, findings: Findings) -> None:
    met = [content.npcs[number] for number in living_in(content) if number in content.npcs]
    types, ways = {npc.type for npc in met}, {npc.movement for npc in met}
    for one in NpcType:
        if one not in types and one not in TYPES_LEFT_OUT:
            findings.error("npcs", "", f"nobody of the kind {one.name} can be met")
    for way in sorted(BEHAVIOURS.keys() - ways - MOVEMENTS_LEFT_OUT.keys()):
        findings.error("npcs", "", f"nobody moves like {Movement(way).name}")
    if {npc.faction for npc in met if npc.type == NpcType.NOBLE} != {0, 1}:
        findings.error("npcs", "", "one of the two armies has nobody who enlists")
    for what, found in (
        ("can be tamed", any(npc.tameable for npc in met)),
        ("lives in water", any(npc.swims and npc.shuns_land for npc in met)),
        ("casts spells", any(npc.spells for npc in met)),
        ("poisons", any(npc.poisons for npc in met)),
    ):
        if not found:
            findings.error("npcs", "", f"no creature {what}")


def _check_spells(content: Content, findings: Findings) -> None:
    learnt = spells_of(content)
    used = {effect.kind for number in learnt for effect in content.spells[number].effects}
    for kind in sorted(EFFECTS.keys() - used):
        findings.error("spells", "", f"no spell that can be learnt has the effect {kind}")


def _check_trades(content: Content, findings: Findings) -> None:
    for kind in ErrandKind:
        if all(errand.kind is not kind for errand in content.errands.values()):
            findings.error("errands", "", f"no errand is of the kind {kind.value}")
    if not any(npc.trades for npc in content.npcs.values()):
        findings.error("npcs", "", "there is no shop")


def _check_gear(player_class: PlayerClass, items: list[ItemDef], findings: Findings) -> None:
    """Weapons that the class may wear, and armour, for bodies of both sizes."""
    worn = [item for item in items if not item.newbie and player_class not in item.forbidden_classes]
    worn = [item for item in worn if not (item.royal or item.chaos or item.women_only or item.men_only)]
    weapons = [item for item in worn if item.type is ObjectType.WEAPON and item.max_hit]
    _want(player_class, "weapons", weapons, PIECES, findings)
    for race in (Race.HUMAN, Race.DWARF):
        small = race in SMALL_RACES
        suits = [item for item in worn if item.type is ObjectType.ARMADURA and item.small_races_only is small]
        _want(player_class, f"armours for {'small' if small else 'tall'} bodies", suits, PIECES, findings)
    for kind, name in ((ObjectType.ESCUDO, "shields"), (ObjectType.CASCO, "helmets")):
        _want(player_class, name, [item for item in worn if item.type is kind], 1, findings)


def _check_magic(content: Content, player_class: PlayerClass, findings: Findings) -> None:
    """Spells that harm or heal, for whoever has mana."""
    mana = mana_gain(player_class, MEAN_INTELLIGENCE) * (UP_TO_LEVEL - 1)
    if not mana:
        return
    spells = [content.spells[number] for number in spells_of(content)]
    able = [
        one
        for one in spells
        if one.mana <= mana + PLAIN_MANA
        and one.min_skill <= skill_cap(UP_TO_LEVEL)
        and (one.does("damage") or one.does("heal"))
    ]
    _want(player_class, "harmful or healing spells", able, SPELLS, findings)


def _check_work(content: Content, findings: Findings) -> None:
    """Something to make for every craft, with the skill of a beginner and with that of a worker of that level."""
    cap = skill_cap(UP_TO_LEVEL)
    for products, carpentry in recipes_of(content):
        needs = [
            item.carpentry if carpentry else item.smithing
            for number in products
            if (item := content.items.get(number)) is not None
        ]
        craft = Skill.CARPINTERIA if carpentry else Skill.HERRERIA
        first = skill_cap(BEGINNER)
        if not any(need <= first for need in needs) or not any(first < need <= cap for need in needs):
            findings.error("crafts", "", f"{craft.name}: nothing to make up to skill {first}, or between it and {cap}")


def _want(player_class: PlayerClass, what: str, found: Iterable[object], least: int, findings: Findings) -> None:
    number = len(list(found))
    if number < least:
        findings.error("items", "", f"{player_class.name}: {number} {what} up to level {UP_TO_LEVEL}, not {least}")
