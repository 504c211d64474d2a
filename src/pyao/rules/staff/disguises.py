"""Game masters who look like an NPC, or take its place.

The GM's own looks come back at logout: what is saved is never the disguise.  Source: 10-gm-admin §4.6 #128, #129.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.rules.body import appearance, mimicry
from pyao.rules.creatures.dying import send_away
from pyao.rules.map.warp import warp
from pyao.rules.staff.outcome import IGNORED, Outcome, done
from pyao.world.record import Look

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def imitate(world: World, gm: Player) -> Outcome:
    """Take the looks and the name of the selected NPC; an unseen GM is seen like that when he shows himself."""
    npc = world.npc_with(gm.targets.npc)
    if npc is None:
        return IGNORED
    _put_on(world, gm, npc)
    return done(npc.name)


def impersonate(world: World, gm: Player) -> Outcome:
    """Imitate the selected NPC, which goes for good, and stand on its very tile."""
    npc = world.npc_with(gm.targets.npc)
    if npc is None:
        return IGNORED
    place = npc.map, npc.x, npc.y
    _put_on(world, gm, npc)
    send_away(world, npc, comes_again=False)
    warp(world, gm, *place, fx=False, teleported=True)
    return done(npc.name)


def _put_on(world: World, gm: Player, npc: Npc) -> None:
    gm.own_look = gm.own_look or mimicry.real_look(world, gm)
    gm.look = Look(npc.look.body, npc.look.head)
    gm.gm_description = npc.name
    if not gm.admin_invisible:
        area(world, gm).send(appearance.character_change(gm))
