"""What an attack brings besides the blow: a changed reputation, and pets that come to defend their masters.

Source: 04-combat §7.1, §9.2, 08-npcs §7.1.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.npcs import Alignment, Movement, NpcType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.body import appearance
from pyao.rules.body.meditating import stop_meditation
from pyao.rules.combat.retaliation import may_retaliate
from pyao.rules.creatures import grudges
from pyao.rules.factions.expulsion import expel_royal
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.pets import loyalty
from pyao.rules.session.leaving import cancel_exit
from pyao.rules.society.deeds import become_citizen, become_criminal
from pyao.rules.society.reputation import is_criminal, limited
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

ASSAULT, JUSTICE = 100, 5
PLEBEIAN_BLOW = Fraction(5, 2)


def of_attack_on_npc(world: World, attacker: Player, npc: Npc) -> None:
    """Let follow what a player's attack on a creature brings, hit or miss, by blow, shot or spell.

    Source: 04 §7.1 steps 1 and 2.
    """
    grudges.remember(attacker, npc)
    master = npc.master
    if master is not None and master is not attacker:
        loyalty.turn_on(master, attacker)
    if master is not None and not is_criminal(master):
        tell(master, _("¡¡{name} está atacando tu mascota!!").format(name=attacker.name))
        become_criminal(world, attacker)
        _defend(npc)
        return
    was_criminal = is_criminal(attacker)
    if npc.definition.alignment == Alignment.GOOD and npc.definition.type == NpcType.GUARDIA_REAL:
        become_criminal(world, attacker)
    elif npc.definition.alignment == Alignment.PLAIN:
        deeds = attacker.record.reputation
        deeds.plebeian = limited(half_even(deeds.plebeian + PLEBEIAN_BLOW))
    if master is not attacker:
        _defend(npc)
    if was_criminal and not is_criminal(attacker):
        become_citizen(world, attacker)


def _defend(npc: Npc) -> None:
    """Let the creature fight back."""
    npc.movement, npc.hostile = Movement.DEFENDS, True


def of_attack_on_player(world: World, attacker: Player, victim: Player) -> None:
    """Let follow what a player's attack on a player brings, hit or miss; in an arena that is nothing.

    Source: 04 §9.2.
    """
    if relation(world, attacker, victim) is Arena.ALLOWED:
        return
    victim_is_criminal = is_criminal(victim)
    among_citizens = not victim_is_criminal and not is_criminal(attacker)
    by_right = among_citizens and may_retaliate(attacker, victim)
    if among_citizens and not by_right:
        become_criminal(world, attacker)
    if victim.meditating:
        stop_meditation(world, victim)
    was_criminal, deeds = is_criminal(attacker), attacker.record.reputation
    if victim_is_criminal:
        deeds.noble = limited(deeds.noble + JUSTICE)
    elif not by_right:
        deeds.bandit = limited(deeds.bandit + ASSAULT)
        deeds.noble = half_even(Fraction(deeds.noble, 2))
    criminal = is_criminal(attacker)
    if criminal and attacker.record.faction.royal_army:
        expel_royal(world, attacker)
    if criminal != was_criminal:
        appearance.refresh_nick(world, attacker)
    loyalty.turn_on(attacker, victim)
    loyalty.turn_on(victim, attacker)
    cancel_exit(world, victim)
