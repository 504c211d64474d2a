"""How deeds change a reputation: citizens become criminals, criminals citizens, and armies expel members.

Source: 04-combat §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.protocol import msg
from pyao.rules.body import appearance
from pyao.rules.combat.retaliation import cancel_retaliation
from pyao.rules.factions.expulsion import expel_chaos, expel_royal
from pyao.rules.map.arenas import in_arena
from pyao.rules.society.reputation import is_criminal, limited

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

ASSAULT = 100
CITIZENS_PLEBS = 100
JUDGED = Privilege.USER | Privilege.CONSEJERO
"""Whose reputation suffers by deeds; that of higher staff does not."""


def become_criminal(world: World, player: Player) -> None:
    """Make the player a criminal: the good deeds are gone, and the Royal Army expels its member.

    Nothing happens inside an arena; staff above counsellors only have their name shown again.  Source: 04 §9.3.
    """
    if in_arena(world, player):
        return
    if player.privileges & JUDGED:
        deeds = player.record.reputation
        deeds.bourgeois = deeds.noble = deeds.plebeian = 0
        deeds.bandit = limited(deeds.bandit + ASSAULT)
        if player.record.faction.royal_army:
            expel_royal(world, player)
        cancel_retaliation(world, player)
    appearance.refresh_nick(world, player)


def become_citizen(world: World, player: Player) -> None:
    """Make the player a citizen: the bad deeds are forgiven.  Nothing happens inside an arena.  Source: 04 §9.3."""
    if in_arena(world, player):
        return
    deeds = player.record.reputation
    deeds.thief = deeds.bandit = deeds.assassin = 0
    deeds.plebeian = limited(deeds.plebeian + CITIZENS_PLEBS)
    appearance.refresh_nick(world, player)


def shift(world: World, player: Player, *, noble: int, bandit: int) -> None:
    """Take points off the noble deeds and add some to the bandit's; the player may become a criminal by it.

    Nothing happens inside an arena, nor to staff above counsellors.  Source: 04 §9.3.
    """
    if in_arena(world, player) or not player.privileges & JUDGED:
        return
    was_criminal, deeds = is_criminal(player), player.record.reputation
    deeds.noble = limited(deeds.noble - noble)
    deeds.bandit = limited(deeds.bandit + bandit)
    player.messages.send(msg.nobility_lost())
    if not is_criminal(player):
        return
    if player.record.faction.royal_army:
        expel_royal(world, player)
    if not was_criminal:
        appearance.refresh_nick(world, player)


def guard_mercy(world: World, player: Player) -> None:
    """A royal guard has killed the player: bandit's deeds, or else thief's, are partly forgiven.  Source: 04 §9.3."""
    was_criminal, deeds = is_criminal(player), player.record.reputation
    if deeds.bandit > 0:
        deeds.bandit = limited(deeds.bandit - 100)
    elif deeds.thief > 0:
        deeds.thief = limited(deeds.thief - 50)
    if was_criminal and not is_criminal(player):
        if player.record.faction.chaos_legion:
            expel_chaos(world, player)
        appearance.refresh_nick(world, player)


def settle_armies(world: World, player: Player, *, was_criminal: bool) -> None:
    """If a deed has made a criminal a citizen or the reverse, expel the player from the army that no longer fits.

    Source: 04 §8.2.
    """
    criminal = is_criminal(player)
    if criminal == was_criminal:
        return
    if criminal and player.record.faction.royal_army:
        expel_royal(world, player)
    elif not criminal and player.record.faction.chaos_legion:
        expel_chaos(world, player)
    appearance.refresh_nick(world, player)
