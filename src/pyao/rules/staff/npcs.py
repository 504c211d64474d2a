"""What game masters order of NPCs: listing, removing, following, creating, speaking.

Source: 10-gm-admin §4.6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.content.npcs import Alignment, Movement
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.creatures import grudges, paralysis
from pyao.rules.creatures.dying import send_away
from pyao.rules.creatures.spawning import spawn_npc
from pyao.rules.society.manners import try_say
from pyao.rules.staff.outcome import IGNORED, TOO_LONG, Outcome, done, refuse
from pyao.rules.trade import stock
from pyao.world.space import SIGHT_X, SIGHT_Y

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

FIRST_PRAETORIAN = 900
"""From this number on NPCs are praetorians, who come only as a clan."""


def tell_creatures(world: World, gm: Player, map_id: int) -> Outcome | None:
    """List the NPCs of a map, the hostile and evil ones first.  Source: 10 §4.6 command 9."""
    here = world.maps.get(map_id)
    if here is None:
        return IGNORED
    present = sorted(here.npcs.values(), key=lambda npc: npc.char)
    foes = [npc for npc in present if npc.hostile and npc.definition.alignment == Alignment.EVIL]
    others = [npc for npc in present if npc not in foes]
    for heading, npcs in ((_("NPC hostiles en el mapa:"), foes), (_("Otros NPC en el mapa:"), others)):
        tell(gm, heading, Font.WARNING)
        for line in _counted(npcs) or [_("No hay NPC de estos.")]:
            tell(gm, line)
    return None


def _counted(npcs: Iterable[Npc]) -> list[str]:
    """A line for each name: how many there are, and where."""
    places: dict[str, list[str]] = {}
    for npc in npcs:
        places.setdefault(npc.name, []).append(f"({npc.x},{npc.y})")
    return [f"{len(where)} " + name + f": {' '.join(where)}" for name, where in places.items()]


def kill_with_respawn(world: World, gm: Player) -> Outcome:
    """Remove the selected NPC; another one of a kind that respawns takes its place.  Source: 10 §4.6 command 22."""
    if gm.privileges & Privilege.CONSEJERO and gm.map == world.settings.praetorian_map:
        return refuse(gm, _("Los consejeros no pueden usar este comando en el mapa pretoriano."))
    npc = _selected(world, gm)
    if npc is None:
        return refuse(gm, _("Primero tenés que seleccionar un NPC: hacé click sobre él."))
    tell(gm, _("Quitaste a {name}; vuelve a nacer si es de los que lo hacen.").format(name=npc.name))
    send_away(world, npc, comes_again=True)
    return done(npc.name)


def kill(world: World, gm: Player) -> Outcome:
    """Remove the selected NPC for good; nothing is answered.  Source: 10 §4.6 command 84."""
    npc = _selected(world, gm)
    if npc is None:
        return IGNORED
    send_away(world, npc, comes_again=False)
    return done(npc.name)


def kill_nearby(world: World, gm: Player) -> None:
    """Remove for good all NPCs on the GM's screen, pets too, row by row.  Source: 10 §4.6 command 85."""
    here = world.map_of(gm)
    for y in range(gm.y - SIGHT_Y, gm.y + SIGHT_Y + 1):
        for x in range(gm.x - SIGHT_X, gm.x + SIGHT_X + 1):
            npc = here.npcs.get((x, y))
            if npc is not None:
                send_away(world, npc, comes_again=False)


def toggle_follow(world: World, gm: Player) -> Outcome:
    """Let the selected NPC come after the GM, or move as usual again; it can move in any case.  Source: 08 §11."""
    npc = _selected(world, gm)
    if npc is None:
        return IGNORED
    npc.follows = not npc.follows
    if npc.follows:
        npc.attacked_by, npc.movement, npc.hostile = gm.name, Movement.DEFENDS, False
    else:
        grudges.calm_down(npc)
    paralysis.free(world, npc)
    return done(npc.name)


def tell_spawn_list(world: World, gm: Player) -> None:
    """List the creatures that `spawn_listed` can create, counted from 1.  Source: 10 §4.6 command 41."""
    gm.messages.send(msg.spawn_list([label for _npc, label in world.content.spawn_list]))


def spawn_listed(world: World, gm: Player, number: int) -> Outcome:
    """Create a creature of the list beside the GM, which does not respawn.  Source: 10 §4.6 command 42."""
    listed = world.content.spawn_list
    if not 1 <= number <= len(listed):
        return IGNORED
    return _spawn(world, gm, listed[number - 1][0], respawns=False)


def create(world: World, gm: Player, number: int, *, respawns: bool) -> Outcome:
    """Create an NPC beside the GM; `respawns` = another one comes when it dies, if its kind does.

    Source: 10 §4.6 commands 90, 91.
    """
    if number >= FIRST_PRAETORIAN:
        return refuse(gm, _("Los pretorianos se invocan con /CREARPRETORIANOS MAPA X Y."), Font.WARNING)
    return _spawn(world, gm, number, respawns=respawns)


def _spawn(world: World, gm: Player, number: int, *, respawns: bool) -> Outcome:
    npc = spawn_npc(world, number, gm.map, (gm.x, gm.y), fx=True, respawns=respawns)
    return IGNORED if npc is None else done(npc.name)


def empty_stock(world: World, gm: Player) -> Outcome:
    """Empty the stock of the selected NPC; nothing is answered.  Source: 10 §4.6 command 43, 09-economy §1.2."""
    npc = _selected(world, gm)
    if npc is None:
        return IGNORED
    stock.stock_of(world, npc).empty()
    return done(npc.name)


def set_dialog(world: World, gm: Player, text: str) -> Outcome:
    """Let the selected NPC say something else when it is looked at, until it is removed.  Source: 10 §4.6 #127."""
    npc = _selected(world, gm)
    if npc is None:
        return IGNORED
    if not try_say(world, gm, text):
        return TOO_LONG
    npc.definition = replace(npc.definition, description=text)
    return done(npc.name)


def _selected(world: World, gm: Player) -> Npc | None:
    """The NPC that the GM's last click selected; `None` = none, or it has gone since."""
    return world.npc_with(gm.targets.npc)
