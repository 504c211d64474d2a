"""What a click on an NPC tells about errands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.errands import progress

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def tell_about(world: World, player: Player, npc: Npc) -> None:
    """Tell that an NPC has an errand for the player, or waits for one; nothing if there is nothing to say."""
    number = npc.definition.id
    if not world.settings.text_commands or not world.content.errands or player.dead:
        return
    if any(errand.payer == number for errand in progress.under_way(world, player)):
        tell(player, _("{name} espera saber de tu recado: escribí /RECADO.").format(name=npc.name))
    elif progress.next_offer(world, player, number) is not None:
        tell(player, _("{name} tiene un recado para vos: escribí /RECADO.").format(name=npc.name))
