"""Finding players, going to them, bringing them.

Source: 10-gm-admin §4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS, Privilege
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.map.placing import place
from pyao.rules.map.warp import warp
from pyao.rules.staff.outcome import IGNORED, Outcome, done, refuse
from pyao.rules.staff.subjects import (
    ONESELF,
    UNDER_GODS,
    is_god,
    is_listed_god,
    may_not_ask,
    not_online,
    online,
)
from pyao.world.messages import Toggle
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

NEAREST, FARTHEST = 2, 5
"""Tiles between GO_NEARBY's target and where the GM looks for a place."""


def tell_place(world: World, gm: Player, name: str, who: Subject | None) -> Outcome | None:
    """Tell where a character is, or was when it left.  Source: 10-gm-admin §4.2 command 8."""
    if who is None:
        return IGNORED if may_not_ask(world, gm, name) else refuse(gm, _("No existe ese personaje."))
    if not (who.privileges(world) & UNDER_GODS or is_god(gm)):
        return IGNORED
    if who.player is not None:
        at = who.player
        tell(gm, _("Ubicación de {name}: mapa {map}, {x}, {y}.").format(name=who.name, map=at.map, x=at.x, y=at.y))
    else:
        saved = who.record
        sentence = _("Ubicación de {name} (offline): mapa {map}, {x}, {y}.")
        tell(gm, sentence.format(name=who.name, map=saved.map, x=saved.x, y=saved.y))
    return None


def go_nearby(world: World, gm: Player, name: str) -> Outcome | None:
    """Go near a player without being noticed.  Source: 10-gm-admin §4.2 command 5."""
    if may_not_ask(world, gm, name):
        return IGNORED
    target = online(world, name)
    if target is None:
        return refuse(gm, _("Usuario offline."))
    tile = _free_near(world, target)
    if tile is None:
        return refuse(gm, _("No hay lugar cerca de {name}.").format(name=target.name))
    warp(world, gm, target.map, *tile, fx=True)
    return None


def _free_near(world: World, target: Player) -> Tile | None:
    """The first free tile of the squares around a player, column by column, the smallest square first."""
    here = world.map_of(target)
    for reach in range(NEAREST, FARTHEST + 1):
        for x in range(target.x - reach, target.x + reach + 1):
            for y in range(target.y - reach, target.y + reach + 1):
                if here.is_legal(x, y, water=True):
                    return x, y
    return None


def go_to(world: World, gm: Player, name: str) -> Outcome | None:
    """Go to the tile below a player, who is told unless the GM is unseen.  Source: 10-gm-admin §4.2 command 15."""
    if is_listed_god(world, name) and (not is_god(gm) or gm.privileges & Privilege.ROLE_MASTER):
        return IGNORED
    target = online(world, name)
    if target is None:
        return refuse(gm, _("Usuario offline."))
    place(world, gm, target.map, *_below(target), fx=True, teleported=False)
    if not gm.admin_invisible:
        tell(target, _("{gm} vino hasta donde estás.").format(gm=gm.name))
    return None


def _below(player: Player) -> Tile:
    """The tile below a player, or the player's own at the edge of the map."""
    return (player.x, player.y + 1) if is_playable(player.x, player.y + 1) else (player.x, player.y)


def go_to_click(world: World, gm: Player) -> Outcome | None:
    """Go to the tile that the GM clicked last, on the map where it was.  Source: 10-gm-admin §4.2 command 10."""
    targets = gm.targets
    if targets.map not in world.maps:
        return IGNORED
    place(world, gm, targets.map, targets.x, targets.y, fx=True, teleported=False)
    return None


def warp_char(world: World, gm: Player, name: str, map_id: int, x: int, y: int) -> Outcome | None:
    """Move a player, or the GM (`YO`), to another place.  Source: 10-gm-admin §4.2 command 11."""
    if map_id not in world.maps or not name:
        return IGNORED
    target = _to_be_moved(world, gm, name)
    if target is None:
        god = is_listed_god(world, name)
        return refuse(gm, _("No podés transportar dioses o admins.") if god else _("Usuario offline."))
    if target is not gm and target.privileges & GODS:
        return refuse(gm, _("No podés transportar dioses o admins."))
    if not is_playable(x, y):
        return IGNORED
    place(world, target, map_id, x, y, fx=True, teleported=True)
    tell(gm, _("{name} transportado.").format(name=target.name))
    return done(target.name)


def _to_be_moved(world: World, gm: Player, name: str) -> Player | None:
    if name.upper() == ONESELF:
        return gm
    # Counsellors may move only themselves, and only as YO.
    return None if gm.privileges & Privilege.CONSEJERO else online(world, name)


def summon(world: World, gm: Player, name: str) -> Outcome | None:
    """Bring a player to the tile below the GM.  Source: 10-gm-admin §4.2 command 40."""
    target = online(world, name)
    if target is None:
        return not_online(world, gm, name)
    if not (is_god(gm) or target.privileges & (Privilege.USER | Privilege.CONSEJERO)):
        return refuse(gm, _("No podés invocar a dioses y admins."))
    tell(target, _("{gm} te trajo.").format(gm=gm.name))
    place(world, target, gm.map, *_below(gm), fx=True, teleported=True)
    return None


def toggle_sailing(gm: Player) -> None:
    """Let the GM move on water, or on land again; he looks as before.  Source: 10-gm-admin §4.2 command 94."""
    gm.sailing = not gm.sailing
    gm.messages.toggle(Toggle.SAILING, on=gm.sailing)


def toggle_chased(gm: Player) -> None:
    """Let creatures notice the GM, or leave him alone again.  Source: 10-gm-admin §4.2 command 119."""
    gm.chased_by_npcs = not gm.chased_by_npcs
