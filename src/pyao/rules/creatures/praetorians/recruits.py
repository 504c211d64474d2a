"""Who joins a clan: a random creature of the role, with a random face.

Source: 08-npcs §12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Race

if TYPE_CHECKING:
    from pyao.content.npcs import NpcDef
    from pyao.content.praetorians import PraetorianRole
    from pyao.world.world import World

TALL = (Race.HUMAN, Race.ELF, Race.DROW)
SHORT = (Race.DWARF, Race.GNOME)
HEADS = {
    Race.HUMAN: ((70, 89), (1, 40)),
    Race.ELF: ((170, 188), (101, 122)),
    Race.DROW: ((270, 288), (201, 221)),
    Race.DWARF: ((370, 384), (301, 319)),
    Race.GNOME: ((470, 484), (401, 416)),
}
"""The first and last head for women, then for men."""


def draw(world: World, role: PraetorianRole) -> tuple[NpcDef, int] | None:
    """Roll a creature for the role and a head for it; `None` = the data has nobody for the role."""
    candidates = world.content.praetorians.get(role, ())
    if not candidates:
        return None
    chosen = candidates[world.rng.roll(1, len(candidates)) - 1]
    definition = world.content.npcs.get(chosen.npc)
    return None if definition is None else (definition, _head(world, tall=chosen.tall))


def _head(world: World, *, tall: bool) -> int:
    races = TALL if tall else SHORT
    race = races[world.rng.roll(1, len(races)) - 1]
    man = world.rng.roll(0, 1)
    return world.rng.roll(*HEADS[race][man])
