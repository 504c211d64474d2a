"""One step of an NPC, which changes places with a ghost in its way.

Source: 03-world §10 "NPC pushing a casper", §3 LegalPosNPC.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.messaging.audience import tell_area
from pyao.protocol import msg
from pyao.rules.map.areas import npc_enters_area, out_of_window
from pyao.rules.map.walking import push_casper
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.content.enums import Heading
    from pyao.world.map import Map
    from pyao.world.npc import Npc
    from pyao.world.world import World


def may_stand(here: Map, npc: Npc, x: int, y: int, *, pet: bool = False) -> bool:
    """LegalPosNPC: whether an NPC may step onto a tile; `pet` = also onto one closed to creatures.  Source: 03 §3."""
    user = here.users.get((x, y))
    return (
        is_playable(x, y)
        and not here.is_blocked(x, y)
        and (x, y) not in here.npcs
        and (user is None or user.dead or user.admin_invisible)
        and (pet or here.trigger(x, y) != Trigger.POS_INVALIDA)
        and (npc.definition.swims or not here.is_water(x, y))
    )


def step_npc(world: World, npc: Npc, heading: Heading, *, pet: bool = False) -> bool:
    """Let an NPC take a step and tell the area; a dead player in the way changes places with it.

    `pet` = it may enter tiles closed to other creatures; `False` = the tile does not let it.  Source: 03 §10.
    """
    here = world.map_of(npc)
    x, y = npc.x + heading.dx, npc.y + heading.dy
    if not may_stand(here, npc, x, y, pet=pet) or (npc.definition.shuns_land and not here.is_water(x, y)):
        return False
    user = here.users.get((x, y))
    old = npc.x, npc.y
    if user is not None:
        # A player who logged in where no tile was free shares the NPC's (02 §4.3 step 2); the ghost can't go there.
        if here.is_water(x, y) != here.is_water(*old) or old in here.users:
            return False
        push_casper(world, here, user, *old, heading.opposite)
    tell_area(world, npc, msg.character_move(npc.char, x, y))
    lost = out_of_window(here, npc, x, y)
    for viewer in lost:
        viewer.messages.send(msg.character_remove(npc.char))
    del here.npcs[old]
    npc.x, npc.y, npc.heading = x, y, heading
    here.npcs[x, y] = npc
    npc_enters_area(world, npc, stepped=True)
    return True
