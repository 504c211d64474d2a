"""Movement 4: pets and creatures that were attacked fight their attacker.

Source: 08-npcs §5.2.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.creatures import casting, melee, perception
from pyao.rules.creatures.behaviours.steps import step_towards
from pyao.rules.pets.loyalty import follow_master
from pyao.rules.society.reputation import is_criminal
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

WATER_ELEMENTAL = 92
"""It fights creatures, but never strikes players."""


def move(world: World, npc: Npc) -> None:
    """Fight the attacker if it is in sight; the pet of a citizen may be kept from fighting citizens.

    A wild creature with nobody to fight moves as usual again; a pet stays where it is until ordered: a quirk kept.
    """
    users = perception.users_ahead(world, npc) if npc.immobilised else perception.users_in_sight(world, npc)
    enemy = next((user for user in users if user.name == npc.attacked_by), None)
    if enemy is None:
        perception.restore(npc)
    elif npc.master is not None and _is_forbidden(npc.master, enemy):
        tell(npc.master, _("Tu mascota no atacará a ciudadanos mientras seas del ejército real o lleves el seguro."))
        npc.attacked_by = ""
        if not npc.immobilised:
            follow_master(npc)
    elif enemy.dead or not perception.is_visible(enemy):
        perception.restore(npc)
    else:
        _fight(world, npc, enemy)


def _is_forbidden(master: Player, enemy: Player) -> bool:
    both_citizens = not is_criminal(master) and not is_criminal(enemy)
    return both_citizens and (master.safe_mode or master.record.faction.royal_army)


def _fight(world: World, npc: Npc, enemy: Player) -> None:
    if npc.definition.spells:
        casting.cast_at_random(world, npc, enemy)
    elif distance(npc, enemy) <= 1 and npc.definition.id != WATER_ELEMENTAL:
        melee.attack_player(world, npc, enemy)
    if not npc.immobilised and npc.char:
        step_towards(world, npc, enemy.x, enemy.y)
