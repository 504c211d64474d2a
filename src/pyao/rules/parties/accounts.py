"""The accounts of a party's members, into which experience from creatures is shared out.

An account stands in the member's record (`party_exp`) and is saved with it, so that nothing is lost if the server ends
suddenly.  It is paid out later (`paying.py`).  Source: 11-social §4.3.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.parties import Party
    from pyao.world.player import Player
    from pyao.world.world import World

TOLERANCE = 1e-6
"""What arithmetic with fractions may have lost of a whole point."""


def share_of(exp: int, level: int, levels: list[int], exponent: float) -> float:
    """A member's part of some experience: its level to the power of `exponent`, over the sum of all members'."""
    return exp * math.pow(level, exponent) / math.fsum(math.pow(one, exponent) for one in levels)


def share(world: World, party: Party, npc: Npc, exp: int) -> None:
    """Share out what a member has won from a creature; the parts of the dead and of those too far away are lost."""
    party.total_exp += exp
    exponent = world.content.balance.party_level_exponent
    levels = [one.record.level for one in party.members]
    for member in party.members:
        if _takes_part(world, member, npc):
            member.record.party_exp += share_of(exp, member.record.level, levels, exponent)


def _takes_part(world: World, member: Player, npc: Npc) -> bool:
    """Whether a member is alive and near enough to the creature, as the crow flies."""
    if member.dead or member.map != npc.map:
        return False
    return math.hypot(member.x - npc.x, member.y - npc.y) <= world.settings.party_share_tiles


def earned(player: Player) -> int:
    """The whole points in a member's account."""
    return math.trunc(player.record.party_exp + TOLERANCE)
