"""The parts of what a server plays that can be read again while it plays.

Source: 10-gm-admin §4.10, §6.2 "Reload".
"""

from __future__ import annotations

from enum import Enum


class Part(Enum):
    """One part, by the word that operators use."""

    NPCS = "npcs"
    OBJECTS = "objects"
    SPELLS = "spells"
    BALANCE = "balance"
    MAPS = "maps"
    CITIES = "cities"
    TEXTS = "texts"
    SETTINGS = "settings"


FIELDS: dict[Part, tuple[str, ...]] = {
    Part.NPCS: ("npcs", "errands", "spawn_list", "praetorians"),
    Part.OBJECTS: ("items", "smith_weapons", "smith_armours", "carpenter_objects", "starting_kit"),
    Part.SPELLS: ("spells",),
    Part.BALANCE: ("balance", "royal_ladder", "chaos_ladder", "faction_armours"),
    Part.MAPS: ("maps",),
    Part.CITIES: ("cities", "start"),
    Part.TEXTS: ("motd", "help"),
    Part.SETTINGS: (),
}
"""The fields of `Content` that belong to each part."""

TABLES = ("items", "npcs", "errands", "spells", "maps")
"""The fields that hold definitions by number."""
