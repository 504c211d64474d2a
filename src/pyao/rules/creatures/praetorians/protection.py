"""The king can't be attacked while another member of his clan lives.

Source: 08-npcs §12.3, §6.3, 04-combat §3.2 step 10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.praetorians import PraetorianRole
from pyao.messaging.i18n import _

if TYPE_CHECKING:
    from pyao.world.npc import Npc


def refusal(npc: Npc) -> str | None:
    """Why the creature can't be attacked, in words for a player; `None` = no clan protects it."""
    return _("Debés matar al resto del ejército antes de atacar al rey.") if is_guarded(npc) else None


def is_guarded(npc: Npc) -> bool:
    """Whether a creature is a praetorian king with other members of his clan alive."""
    membership = npc.membership
    return (
        membership is not None and membership.role is PraetorianRole.KING and membership.clan.alive not in ([], [npc])
    )
