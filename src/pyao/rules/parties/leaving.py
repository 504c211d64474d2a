"""Leaving a party, by one's own wish or not.  When the leader leaves it is dissolved.

Source: 11-social §4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.parties import talk
from pyao.rules.parties.accounts import earned
from pyao.rules.parties.paying import pay, tell_gain

if TYPE_CHECKING:
    from pyao.world.parties import Party
    from pyao.world.player import Player
    from pyao.world.world import World


def leave(world: World, player: Player) -> None:
    """The player wants to leave the party."""
    if player.party is None:
        tell(player, _("No sos miembro de ninguna party."))
    else:
        leave_party(world, player)


def end_membership(world: World, player: Player) -> None:
    """The player leaves the world, and so its party."""
    player.party_request = None
    if player.party is not None:
        leave_party(world, player)


def leave_party(world: World, player: Player) -> None:
    """Take a player out of its party, and pay it what it has earned there."""
    party = player.party
    if party is None:
        return
    if party.leader is player:
        _dissolve(world, party)
        return
    points = pay(world, player)
    _announce_departure(party, player)
    tell_gain(player, points)
    _drop(party, player)


def _dissolve(world: World, party: Party) -> None:
    """Let everybody go, the last member first."""
    leader = party.leader
    talk.announce(party, _("{name} disuelve la party.").format(name=leader.name))
    for member in reversed(list(party.members)):
        if member is not leader:
            tell(member, _("Dejás la party liderada por {name}.").format(name=leader.name), Font.PARTY)
        tell_gain(member, earned(member))
        pay(world, member)
        _announce_departure(party, member)
        _drop(party, member)
    world.parties.remove(party)
    for player in world.players.values():
        if player.party_request is party:
            player.party_request = None


def _announce_departure(party: Party, member: Player) -> None:
    talk.announce(party, _("{name} abandona la party.").format(name=member.name))


def _drop(party: Party, member: Player) -> None:
    party.members.remove(member)
    member.party = None
