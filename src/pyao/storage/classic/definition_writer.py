"""Writing objects, NPCs and spells as the original's data files.

Source: 06-items §1, 08-npcs §1, 05-magic §1.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pyao.content.keys import KEY
from pyao.content.spells import SpellType
from pyao.storage.classic.definitions import CHANGES, STATES
from pyao.storage.classic.tables import CLASS_NAMES
from pyao.storage.classic.writing import Values, ini_file, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyao.content.items import ItemDef
    from pyao.content.npcs import NpcDef
    from pyao.content.spells import SpellDef

_ALWAYS = frozenset({"Name", "GrhIndex", "ObjType", "Body", "Head", "Nombre", "Tipo", "Target"})
"""Keys that are written even if they say nothing."""

_CLASS_WORDS = {number: name.upper() for name, number in CLASS_NAMES.items()}


def items_file(items: Mapping[int, ItemDef]) -> bytes:
    """obj.dat."""
    sections: dict[str, Values] = {"INIT": {"NumObjs": max(items, default=0)}}
    for number, item in sorted(items.items()):
        values = _simple(item)
        if item.locked:
            values["Llave"] = 1
        if item.wood:
            values["Madera"] = item.wood
        sections[f"OBJ{number}"] = values | numbered(
            "CP", (_CLASS_WORDS[one] for one in sorted(item.forbidden_classes))
        )
    return ini_file(sections)


def npcs_file(npcs: Mapping[int, NpcDef]) -> bytes:
    """NPCs.dat."""
    sections: dict[str, Values] = {"INIT": {"NumNPCs": max(npcs, default=0)}}
    for number, npc in sorted(npcs.items()):
        values = _simple(npc)
        if npc.stock:
            values["NROITEMS"] = len(npc.stock)
        values |= numbered("Obj", map(_pair, (*npc.stock, *npc.reserve)))
        values |= numbered("Drop", map(_pair, npc.drops))
        for count, prefix, listed in (("LanzaSpells", "Sp", npc.spells), ("NROEXP", "Exp", npc.phrases)):
            if listed:
                values |= {count: len(listed), **numbered(prefix, listed)}
        if npc.creatures:
            values["NroCriaturas"] = len(npc.creatures)
            values |= numbered("CI", (creature for creature, _label in npc.creatures))
            values |= numbered("CN", (label for _creature, label in npc.creatures))
        sections[f"NPC{number}"] = values
    return ini_file(sections)


def spells_file(spells: Mapping[int, SpellDef]) -> bytes:
    """Hechizos.dat."""
    sections: dict[str, Values] = {"INIT": {"NumeroHechizos": max(spells, default=0)}}
    for number, spell in sorted(spells.items()):
        sections[f"HECHIZO{number}"] = _simple(spell) | _effects(spell)
    return ini_file(sections)


def _simple(definition: ItemDef | NpcDef | SpellDef) -> Values:
    """The fields that have a key of their own, as far as they say anything."""
    values: Values = {}
    for field in fields(definition):
        name = field.metadata.get(KEY)
        value = getattr(definition, field.name)
        if name is not None and (value != field.default or name in _ALWAYS):
            values[name] = value
    return values


def _pair(pair: tuple[int, int] | None) -> str | None:
    return None if pair is None else f"{pair[0]}-{pair[1]}"


def _effects(spell: SpellDef) -> Values:
    values: Values = {}
    states = {kind: key for key, kind in STATES.items()}
    changes = {kind: (key, number) for key, pair in CHANGES.items() for number, kind in enumerate(pair, start=1)}
    for effect in spell.effects:
        if effect.kind in states:
            values[states[effect.kind]] = 1
        elif effect.kind in changes:
            key, direction = changes[effect.kind]
            values |= {f"Sube{key}": direction, f"Min{key}": effect.low, f"Max{key}": effect.high}
        elif effect.kind == "call_pets":
            values["Warp"] = 1
        elif effect.kind == "summon" and (effect.npc or spell.type != SpellType.SUMMON):
            values |= {"NumNpc": effect.npc, "Cant": effect.count}
    return values


def lines_file(section: str, lines: Iterable[str]) -> bytes:
    """Numbered lines, as of the message of the day or the help."""
    listed = list(lines)
    return ini_file({"INIT": {"NumLines": len(listed)}, section: numbered("Line", listed)})
