"""The king can't be attacked while another member of his clan lives.

Source: 08-npcs §12.3, §6.3, 04-combat §3.2 step 10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.praetorians import PraetorianRole
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def keeps_from_player(_world: World, attacker: Player, npc: Npc) -> bool:
    """Whether the clan protects a creature from a player, who is told why."""
    if not is_guarded(npc):
        return False
    tell(attacker, _("Debés matar al resto del ejército antes de atacar al rey."), Font.FIGHT)
    return True


def keeps_from_npc(_world: World, attacker: Npc, npc: Npc) -> bool:
    """Whether the clan protects a creature from another one, which then drops its target; a pet's master is told."""
    if not is_guarded(npc):
        return False
    if attacker.master is not None:
        tell(attacker.master, _("Debés matar al resto del ejército antes de atacar al rey."), Font.FIGHT)
    attacker.target_npc = None
    return True


def is_guarded(npc: Npc) -> bool:
    """Whether a creature is a praetorian king with other members of his clan alive."""
    membership = npc.membership
    return (
        membership is not None and membership.role is PraetorianRole.KING and membership.clan.alive not in ([], [npc])
    )
