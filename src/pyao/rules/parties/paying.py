"""Paying out a member's account: when it leaves the party, and at the next login after a sudden end of the server.

Source: 11-social §4.2, §4.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import n_
from pyao.messaging.message_sender import MessageSender
from pyao.protocol.enums import Font
from pyao.rules.body import experience, levels
from pyao.rules.parties.accounts import earned

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def pay(world: World, player: Player) -> int:
    """Pay a member's account out, and check the level; gives the points."""
    points, player.record.party_exp = earned(player), 0.0
    experience.add(world, player, points)
    levels.check_level(world, player)
    MessageSender(player, world.content).stats()
    return points


def tell_gain(player: Player, points: int) -> None:
    """Tell a member what it has earned in the party."""
    sentence = n_(
        "Durante la party ganaste {n} punto de experiencia.",
        "Durante la party ganaste {n} puntos de experiencia.",
        points,
    )
    tell(player, sentence.format(n=points), Font.PARTY)


def settle(world: World, player: Player) -> None:
    """Add what an account still held when the server ended suddenly; the caller checks the level."""
    if player.record.party_exp:
        tell_gain(player, earned(player))
        points, player.record.party_exp = earned(player), 0.0
        experience.add(world, player, points)
