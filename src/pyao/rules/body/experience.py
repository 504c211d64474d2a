"""Experience won in fights and by practising skills.

Source: 04-combat §8.1, §8.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import n_
from pyao.protocol.enums import Font
from pyao.rules.body.levels import check_level
from pyao.rules.parties import accounts
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def share_of(damage: int, hp: int, reward: int, max_hp: int) -> int:
    """x: the experience for damage to a creature that had `hp` left; 0 if it was already dead.

    `reward` is for the whole of `max_hp`.  It is divided first, in double precision, which decides ties.
    Source: 05-magic §9.
    """
    counted = min(damage, hp)
    return max(0, half_even(counted * (reward / max_hp))) if max_hp > 0 else 0


def from_damage(world: World, player: Player, npc: Npc, damage: int) -> None:
    """Pay a player for damage to a creature out of what it has left to give, then check the level."""
    won = min(share_of(damage, npc.hp, npc.exp_reward, npc.max_hp), npc.exp_left)
    if won > 0:
        npc.exp_left -= won
        _win(world, player, npc, won)
        check_level(world, player)


def from_kill(world: World, player: Player, npc: Npc) -> None:
    """Pay the killer all that a dead creature has left to give; the level is not checked yet."""
    left, npc.exp_left = npc.exp_left, 0
    if left > 0:
        _win(world, player, npc, left)


def _win(world: World, player: Player, npc: Npc, amount: int) -> None:
    """Give what has been won from a creature to the player's party, or to the player alone."""
    if player.party is not None:
        accounts.share(world, player.party, npc, amount)
    else:
        gain(world, player, amount)


def gain(world: World, player: Player, amount: int) -> None:
    """Give this player experience, up to the cap, and say so."""
    add(world, player, amount)
    text = n_("¡Has ganado {exp} punto de experiencia!", "¡Has ganado {exp} puntos de experiencia!", amount)
    tell(player, text.format(exp=amount), Font.FIGHT)


def add(world: World, player: Player, amount: int) -> None:
    """Give this player experience, up to the cap, without a sentence."""
    player.record.exp = min(world.settings.exp_cap, player.record.exp + amount)
