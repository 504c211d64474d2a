"""Checking imported definitions for mistakes: above all, whatever they refer to must exist.

Source: 06-items §1, 08-npcs §1, 05-magic §1 and §14, 07-work §6; 01-protocol §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import City, Heading, ObjectType
from pyao.protocol.gaps import LAST_FX, LAST_GRH
from pyao.storage.classic.definitions import FIRST_HOSTILE
from pyao.storage.classic.folders import HOSTILE_NPCS
from pyao.storage.classic.lint_maps import lacks, what_is_wrong_with
from pyao.storage.classic.tables import ARMOUR_KEYS, CITY_NAMES, DEFENCES, START_CITY
from pyao.world.record import MAX_STACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.content.npcs import NpcDef
    from pyao.content.spells import SpellDef
    from pyao.storage.classic.ini import Ini, Section

    Files = Callable[[str], Ini]
    """A data file by its name."""


def check_definitions(content: Content, ini: Files) -> None:
    """Check objects, NPCs, spells, cities and the lists that refer to them."""
    for item in content.items.values():
        _check_item(content, item, section_of(ini, "items", item.id))
    for npc in content.npcs.values():
        _check_npc(content, npc, section_of(ini, "npcs", npc.id))
    for spell in content.spells.values():
        _check_spell(content, spell, section_of(ini, "spells", spell.id))
    _check_cities(content, ini("Ciudades.Dat"))
    _check_recipes(content, ini)
    _check_lists(content, ini)


def section_of(ini: Files, table: str, number: int) -> Section:
    """Where a definition stands in the data files: of the table `items`, `npcs` or `spells`."""
    if table == "npcs":
        return _npc_section(ini, number)
    name, prefix = ("obj.dat", "OBJ") if table == "items" else ("Hechizos.dat", "HECHIZO")
    return ini(name).section(f"{prefix}{number}")


def _check_item(content: Content, item: ItemDef, section: Section) -> None:
    if not 0 <= item.grh <= LAST_GRH:
        section.note("GrhIndex", f"the client has no picture {item.grh}; it is not drawn")
    for key, number in (
        ("Upgrade", item.upgrade),
        ("IndexAbierta", item.open_variant),
        ("IndexCerrada", item.closed_variant),
        ("IndexCerradaLlave", item.locked_variant),
        ("LingoteIndex", item.ingot),
        ("MineralIndex", item.ore),
    ):
        if number and lacks(content.items, number):
            section.warn(key, f"{key}: object {number} is not defined")
    if item.spell and lacks(content.spells, item.spell):
        section.warn("HechizoIndex", f"it teaches spell {item.spell}, which is not defined")
    if item.type is ObjectType.ARMADURA and not item.clothing:
        section.note("NumRopaje", "it has no NumRopaje: who wears it has no body")
    _check_range(section, "MinHIT", item.min_hit, item.max_hit)
    _check_range(section, "MINDEF", item.min_def, item.max_def)
    _check_range(section, "DefensaMagicaMin", item.min_magic_def, item.max_magic_def)
    _check_range(section, "MinModificador", item.min_effect, item.max_effect)


def _npc_section(ini: Files, number: int) -> Section:
    """Where an NPC is defined: servers with two files keep the monsters in the second."""
    usual, hostile = (ini(name).section(f"NPC{number}") for name in ("NPCs.dat", HOSTILE_NPCS))
    return hostile if hostile.line and (number >= FIRST_HOSTILE or not usual.line) else usual


def _check_npc(content: Content, npc: NpcDef, section: Section) -> None:
    _check_belongings(content, npc, section)
    for k, spell in enumerate(npc.spells, start=1):
        if lacks(content.spells, spell):
            section.warn(f"Sp{k}", f"it casts spell {spell}, which is not defined")
    for k, (creature, _label) in enumerate(npc.creatures, start=1):
        if lacks(content.npcs, creature):
            section.warn(f"CI{k}", f"it trains with NPC {creature}, which is not defined")
    if npc.heading not in list(Heading):
        section.note("Heading", f"the unknown heading {npc.heading}")
    if npc.attackable and npc.max_hp < 1:
        section.warn("MaxHP", f"it can be attacked and has {npc.max_hp} MaxHP")
    if npc.min_hp > npc.max_hp:
        section.note("MinHP", f"it begins with {npc.min_hp} of {npc.max_hp} HP")
    _check_range(section, "MinHIT", npc.min_hit, npc.max_hit)


def _check_belongings(content: Content, npc: NpcDef, section: Section) -> None:
    for k, pair in enumerate(npc.stock, start=1):
        if pair is None:
            if npc.trades:
                section.note("NROITEMS", f"slot {k} of its {len(npc.stock)} is empty")
        elif lacks(content.items, pair[0]):
            section.warn(f"Obj{k}", f"it sells object {pair[0]}, which is not defined")
        elif not 0 <= pair[1] <= MAX_STACK:
            section.warn(f"Obj{k}", f"it has object {pair[0]} {pair[1]} times; 0 to {MAX_STACK} are possible")
    for k, pair in enumerate(npc.drops, start=1):
        if pair is not None and lacks(content.items, pair[0]):
            section.warn(f"Drop{k}", f"it drops object {pair[0]}, which is not defined")


def _check_spell(content: Content, spell: SpellDef, section: Section) -> None:
    for effect in spell.effects:
        if effect.kind == "summon" and lacks(content.npcs, effect.npc):
            section.warn("NumNpc", f"it summons NPC {effect.npc}, which is not defined")
        if effect.kind in ("heal", "damage"):
            _check_range(section, "MinHP", effect.low, effect.high)
    if not 0 <= spell.fx <= LAST_FX:
        section.note("FXgrh", f"the client has no effect {spell.fx}; it has 1 to {LAST_FX}")


def _check_range(section: Section, key: str, low: int, high: int) -> None:
    if low > high:
        section.note(key, f"{key}: {low} to {high} runs downwards")


def _check_cities(content: Content, ini: Ini) -> None:
    names = {city: name for name, city in CITY_NAMES.items()}
    places = {START_CITY: content.start} | {names[city]: content.cities[city] for city in City}
    for name, place in places.items():
        wrong = what_is_wrong_with(content, place)
        if wrong and content.maps:
            ini.section(name).warn("MAPA", f"it lies on {wrong}")


def _check_recipes(content: Content, ini: Files) -> None:
    """Check that every product is defined and needs some skill, since crafting rejects one that needs none."""
    for file, prefix, products in (
        ("ArmasHerrero.dat", "Arma", content.smith_weapons),
        ("ArmadurasHerrero.dat", "Armadura", content.smith_armours),
        ("ObjCarpintero.dat", "Obj", content.carpenter_objects),
    ):
        for k, number in enumerate(products, start=1):
            section, product = ini(file).section(f"{prefix}{k}"), content.items.get(number)
            if lacks(content.items, number):
                section.warn("Index", f"object {number} is not defined")
            elif product is not None and not (product.carpentry if prefix == "Obj" else product.smithing):
                section.warn("Index", f"object {number} needs no skill, so nobody can make it")


def _check_lists(content: Content, ini: Files) -> None:
    for k, (npc, label) in enumerate(content.spawn_list, start=1):
        if lacks(content.npcs, npc):
            ini("Invokar.dat").section("LIST").warn(f"NI{k}", f"NPC {npc} ({label}) is not defined")
    for role, members in content.praetorians.items():
        for place, member in enumerate(members):
            if lacks(content.npcs, member.npc):
                key = f"{'Alto' if member.tall else 'Bajo'}{place // 2 + 1}"
                ini("Pretorianos.dat").section(role.value).warn(key, f"NPC {member.npc} is not defined")
    for one, armours in content.faction_armours.items():
        section = ini("ArmadurasFaccionarias.dat").section(f"CLASE{one.value}")
        for name, tail in ARMOUR_KEYS.items():
            for defence, number in zip(DEFENCES, getattr(armours, name), strict=True):
                if lacks(content.items, number):
                    section.warn(f"Def{defence}{tail}", f"object {number} is not defined")
