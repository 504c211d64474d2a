"""What the leader of a party orders: expelling a member, making another one leader.

Source: 11-social §4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.parties import leaving, talk
from pyao.rules.staff.ranks import rank_of
from pyao.rules.staff.subjects import rank_number

if TYPE_CHECKING:
    from pyao.world.parties import Party
    from pyao.world.player import Player
    from pyao.world.world import World


def commanded_party(player: Player) -> Party | None:
    """The party that a player leads; `None` = none, and the player is told so."""
    party = player.party
    if party is None:
        tell(player, _("No sos miembro de ninguna party."))
        return None
    if party.leader is not player:
        tell(player, _("¡No sos el líder de tu party!"), Font.PARTY)
        return None
    return party


def kick(world: World, leader: Player, name: str) -> None:
    """Expel a member; who expels himself dissolves the party."""
    party = commanded_party(leader)
    if party is None:
        return
    member = world.player_named(name)
    if member is None or member.party is not party:
        _tell_no_member(leader)
    else:
        leaving.leave_party(world, member)


def _tell_no_member(leader: Player) -> None:
    tell(leader, _("Ese personaje no pertenece a tu party."))


def set_leader(world: World, leader: Player, name: str) -> None:
    """Make another member the leader."""
    party = commanded_party(leader)
    if party is None:
        return
    heir = world.player_named(name)
    rank = rank_of(world.settings, name.replace("+", " "))
    if heir is None or rank_number(rank) > rank_number(leader.privileges):
        _tell_no_member(leader)
    elif heir is leader:
        return
    elif heir.party is not party:
        _tell_no_member(leader)
    elif heir.dead:
        tell(leader, _("¡{name} está muerto!").format(name=heir.name))
    else:
        place = party.members.index(heir)
        party.members[0], party.members[place] = heir, leader
        talk.announce(party, _("El nuevo líder de la party es {name}.").format(name=heir.name), leader.name)
