"""The death of a creature, and what its killer gets for it.

Source: 04-combat §8.2, §9.2, 08-npcs §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import Alignment
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import experience
from pyao.rules.body.levels import check_level
from pyao.rules.creatures import drops
from pyao.rules.creatures.praetorians import clans
from pyao.rules.creatures.respawning import respawn
from pyao.rules.creatures.spawning import remove_npc
from pyao.rules.errands import progress
from pyao.rules.pets import loyalty
from pyao.rules.society.deeds import settle_armies
from pyao.rules.society.reputation import is_criminal, limited

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

MAX_NPC_KILLS = 32_000
MURDER, CRUELTY, CHARITY, VALOUR = 1_000, 500, 5, 500
ROYAL_GUARD = 6
"""The number of the royal guard whose killer loses all noble and plebeian reputation."""


def kill_npc(world: World, npc: Npc, killer: Player | None = None) -> None:
    """Let a creature die, and credit the killer if there is one.  Pets drop nothing and don't respawn.

    Nothing happens if the creature is gone already: nobody dies twice.
    """
    if not npc.char:
        return
    clans.lose_member(world, npc)
    was_pet, here, tile = npc.master is not None, world.map_of(npc), (npc.x, npc.y)
    if killer is not None:
        loyalty.leave_target(killer, npc)
    remove_npc(world, npc)
    here.kills += 1
    if killer is not None:
        _credit(world, npc, killer, was_pet=was_pet)
    if not was_pet:
        drops.drop(world, npc, here, tile)
        if npc.respawns:
            respawn(world, npc)


def send_away(world: World, npc: Npc, *, comes_again: bool) -> None:
    """Remove a creature at a game master's order: it drops nothing, and a praetorian clan counts it as dead.

    `comes_again` = another one appears, if the creature is one that respawns.  Source: 10-gm-admin §4.6.
    """
    clans.lose_member(world, npc)
    remove_npc(world, npc)
    if comes_again and npc.respawns:
        respawn(world, npc)


def _credit(world: World, npc: Npc, killer: Player, *, was_pet: bool) -> None:
    if npc.definition.death_sound > 0:
        area(world, killer).send(msg.play_wave(npc.definition.death_sound, npc.x, npc.y))
    killer.targets.npc = 0
    experience.from_kill(world, killer, npc)
    tell(killer, _("¡Has matado a la criatura!"), Font.FIGHT)
    killer.record.npcs_killed = min(MAX_NPC_KILLS, killer.record.npcs_killed + 1)
    was_criminal = is_criminal(killer)
    _judge(killer, npc, was_pet=was_pet)
    settle_armies(world, killer, was_criminal=was_criminal)
    check_level(world, killer)
    progress.killed(world, killer, npc.definition.id)


def _judge(killer: Player, npc: Npc, *, was_pet: bool) -> None:
    """Change the killer's reputation according to the creature's alignment.  Source: 04 §9.2 "N:"."""
    deeds, alignment = killer.record.reputation, npc.definition.alignment
    if alignment == Alignment.GOOD:
        if npc.definition.id == ROYAL_GUARD:
            deeds.noble = deeds.plebeian = 0
            deeds.assassin = limited(deeds.assassin + CRUELTY)
        if not was_pet:
            deeds.assassin = limited(deeds.assassin + MURDER)
    elif killer.record.faction.chaos_legion:
        return
    elif alignment == Alignment.EVIL:
        deeds.noble = limited(deeds.noble + VALOUR)
    elif alignment in (Alignment.PLAIN, Alignment.NEUTRAL):
        deeds.plebeian = limited(deeds.plebeian + CHARITY)
