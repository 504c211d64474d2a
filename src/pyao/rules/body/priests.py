"""Priests, who bring the dead back and heal the living.

They resurrect whether the resurrection safe is on or off.  Source: 04-combat §12.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.messaging.console import tell, tell_no_target
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.rules.body.reviving import revive
from pyao.rules.map.tile_events import is_newbie
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

REACH = 10


def resurrect(world: World, player: Player) -> None:
    """Ask the selected priest for resurrection."""
    npc = world.npc_with(player.targets.npc)
    if npc is None:
        tell_no_target(player)
    elif player.dead and _serves(world, player, npc) and _approach(player, npc):
        revive(world, player)
        tell(player, _("¡¡Has sido resucitado!!"))


def heal(world: World, player: Player) -> None:
    """Ask the selected priest for healing; newbie priests, too, heal everybody."""
    npc = world.npc_with(player.targets.npc)
    if npc is None:
        tell_no_target(player)
    elif not player.dead and _is_priest(npc) and _approach(player, npc):
        player.record.vitals.hp = player.record.vitals.max_hp
        player.messages.send(msg.update_hp(player.record.vitals.hp))
        tell(player, _("¡¡Has sido curado!!"))


def serve(world: World, player: Player, npc: Npc) -> bool:
    """A double click on a priest revives the dead and fills everyone's health; `False` = this is no priest.

    The distance is asked first, for whoever comes; newbie priests then serve newbies only.
    Source: 03-world §17.
    """
    if not _is_priest(npc):
        return False
    if _approach(player, npc) and _serves(world, player, npc):
        revive(world, player)
        player.record.vitals.hp = player.record.vitals.max_hp
        MessageSender(player, world.content).stats()
    return True


def _is_priest(npc: Npc) -> bool:
    return npc.definition.type in (NpcType.REVIVIDOR, NpcType.RESUCITADOR_NEWBIE)


def _serves(world: World, player: Player, npc: Npc) -> bool:
    """Whether this NPC resurrects the player: newbie priests do so for newbies only."""
    return npc.definition.type == NpcType.REVIVIDOR or (_is_priest(npc) and is_newbie(world, player))


def _approach(player: Player, npc: Npc) -> bool:
    """Come before the priest; `False` = the player is too far away, and is told so."""
    if distance(player, npc) <= REACH:
        return True
    tell(player, _("El sacerdote no puede ayudarte porque estás demasiado lejos."))
    return False
