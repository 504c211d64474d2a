"""Keeping the world in order: putting out bonfires, relieving guards, the announced save of the maps and its pause.

Source: 03-world §22, 02-sessions-and-characters §12.2, 01-protocol §10 PauseToggle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import everyone
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.crafts.bonfires import FIRE
from pyao.rules.creatures.respawning import respawn
from pyao.rules.creatures.spawning import remove_npc
from pyao.rules.guilds.elections import close_elections
from pyao.rules.map.ground import erase
from pyao.world.ledger import Reason
from pyao.world.messages import Toggle
from pyao.world.npc import Npc

if TYPE_CHECKING:
    from pyao.world.world import World

GUARD = 6
"""The number of the only NPC that goes back to its post: the guard."""


def clean_world(world: World) -> None:
    """Put out every bonfire lit since the last time, newest first; addresses that connected lately are forgotten."""
    fires, world.fires = world.fires, []
    for map_id, tile in reversed(fires):
        here = world.maps[map_id]
        thing = here.objects.get(tile)
        if thing is not None and thing.item == FIRE:
            erase(world, here, tile, 1, gone=Reason.DECAY)
    world.host.world_cleaned()


def clean_often(world: World) -> None:
    """Relieve the guards and clean the world every so many minutes.  Source: 02 §12.2 #5."""
    if world.minute % world.settings.cleanup_minutes == 0:
        relieve_guards(world)
        clean_world(world)


def relieve_guards(world: World) -> None:
    """Replace every guard that has a post by a fresh one standing there.  Source: 08-npcs §2.6."""
    for npc in list(world.chars.values()):
        if isinstance(npc, Npc) and npc.definition.id == GUARD and npc.post is not None:
            remove_npc(world, npc)
            respawn(world, npc)


def announce_world_save(world: World) -> None:
    """Save the maps every so many minutes, or announce it one minute before.  Source: 02 §12.2 #3."""
    period = world.settings.world_save_minutes
    if (world.minute + 1) % period == 0:
        everyone(world).send(msg.console_msg(_("El mundo se guardará en 1 minuto."), Font.VENENO))
    if world.minute % period == 0:
        save_world(world)


def save_world(world: World) -> None:
    """Clean up, relieve the guards, save all maps with `BackUp=1`, count votes; meanwhile keys are frozen.

    Source: 03 §22, 02 §12.2 #3.
    """
    pause(world, on=True)
    clean_world(world)
    everyone(world).send(msg.console_msg(_("Guardando el mundo…"), Font.SERVER))
    relieve_guards(world)
    world.host.save_maps([here for here in world.maps.values() if here.definition.backup])
    everyone(world).send(msg.console_msg(_("El mundo se guardó."), Font.SERVER))
    close_elections(world)
    pause(world, on=False)


def pause(world: World, *, on: bool) -> None:
    """Freeze everybody's keys, or release them unless the operator has paused the server."""
    for player in world.players.values():
        player.messages.toggle(Toggle.PAUSED, on=on or world.paused)
