"""Which way of thinking each role of the praetorians has.

Source: 08-npcs §12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.praetorians import PraetorianRole as Role
from pyao.rules.creatures.praetorians import caster, healer, king, shooter, sword, thief

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.npc import Npc
    from pyao.world.world import World

MINDS: dict[Role, Callable[[World, Npc], None]] = {
    Role.KING: king.think,
    Role.HEALER: healer.think,
    Role.SPELLCASTER: caster.think,
    Role.SWORDSWINGER: sword.think,
    Role.LONGRANGE: shooter.think,
    Role.THIEF: thief.think,
}


def think(world: World, npc: Npc) -> None:
    """Play one beat of a praetorian, by its role; one without a clan does nothing."""
    if npc.membership is not None:
        MINDS[npc.membership.role](world, npc)
