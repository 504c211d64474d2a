"""What killing another player brings: experience, a count of kills, a better or worse reputation.

Source: 04-combat §11, §9.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.body import appearance, experience
from pyao.rules.combat import fight_news
from pyao.rules.combat.retaliation import may_retaliate
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.map.tile_events import is_newbie
from pyao.rules.pets import loyalty
from pyao.rules.society.reputation import is_criminal, limited
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

MAX_USER_KILLS = 65_000
EXP_PER_LEVEL = 2
MURDER, JUSTICE = 2_000, 5
TREASON_REENLISTMENTS = 200


def credit_kill(world: World, killer: Player, victim: Player, *, by_hand: bool) -> None:
    """Give the killer what the kill brings, just before the victim dies.

    `by_hand` = by blow or shot, not by spell.  Whether the experience raises the level is left to the caller.
    """
    in_arena = relation(world, killer, victim) is Arena.ALLOWED
    by_right = may_retaliate(killer, victim)
    if not by_right and not in_arena and not is_newbie(world, victim):
        _count(killer, victim)
    if by_hand:
        loyalty.leave_player(killer, victim)
    exp = EXP_PER_LEVEL * victim.record.level
    experience.add(world, killer, exp)
    if not in_arena and not by_right:
        _judge(world, killer, victim)
    fight_news.tell_killed(killer, victim, exp)


def _count(killer: Player, victim: Player) -> None:
    """Count the kill; of criminals and of citizens, the one killed last counts only once.  Source: 04 §11 step 1."""
    record, faction, name = killer.record, killer.record.faction, key_of(victim.name)
    if is_criminal(victim):
        if killer.last_criminal_killed != name:
            killer.last_criminal_killed = name
            faction.criminals_killed = min(MAX_USER_KILLS, faction.criminals_killed + 1)
        if faction.chaos_initial_exp_received and victim.record.faction.chaos_legion:
            faction.reenlistments = TREASON_REENLISTMENTS
    elif killer.last_citizen_killed != name:
        killer.last_citizen_killed = name
        faction.citizens_killed = min(MAX_USER_KILLS, faction.citizens_killed + 1)
    record.users_killed = min(MAX_USER_KILLS, record.users_killed + 1)


def _judge(world: World, killer: Player, victim: Player) -> None:
    """Change the killer's reputation.  Source: 04 §9.2."""
    was_criminal, deeds = is_criminal(killer), killer.record.reputation
    if is_criminal(victim):
        deeds.noble = limited(deeds.noble + JUSTICE)
    else:
        deeds.assassin = limited(deeds.assassin + MURDER)
        deeds.bourgeois = deeds.noble = deeds.plebeian = 0
    if is_criminal(killer) != was_criminal:
        appearance.refresh_nick(world, killer)
