"""What a player is shown when the 27×27 window around it moves, and what is removed.

The original's client forgot by itself what left the window; this one keeps it for ever, so the server removes it.
Source: 03-world §7, 01-protocol §11.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyao.content.enums import Heading, ObjectType
from pyao.messaging.audience import Audience, area
from pyao.protocol import msg
from pyao.rules.body import appearance
from pyao.world.space import AREA_SIDE, WINDOW_SIDE, area_of, in_window, strip, window_of, window_origin

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from typing import Any, TypeAlias

    from pyao.protocol.message import Message
    from pyao.world.map import Map
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

    Tiles: TypeAlias = frozenset[Tile]

KEPT = 4_096
"""Packets of the last characters that left a window."""


def enter_area(world: World, player: Player, *, culled_from: Tile | None = None) -> None:
    """Show a player who enters a map everything in the window, the own character included, and show it to the others.

    `culled_from` = the area left by a warp inside the same map: what only that window showed is removed first.
    """
    here = world.map_of(player)
    player.messages.send(msg.area_changed(player.x, player.y))
    if culled_from is not None:
        lost = frozenset(tile for tile in window_of(culled_from) if not in_window(player.area, *tile))
        _cull_tiles(world, here, player, lost)
    _show_tiles(world, here, player, frozenset(window_of(player.area)), entering=True)


def reenter_area(world: World, player: Player) -> None:
    """Show a player who is on the map already everything in the window, and show it to the others there."""
    player.messages.send(msg.area_changed(player.x, player.y))
    _show_tiles(world, world.map_of(player), player, frozenset(window_of(player.area)), entering=False)


def step_area(world: World, player: Player, heading: Heading) -> None:
    """After a step into another area, remove the strip that the window left and show the one that it gained."""
    old, new = player.area, area_of(player.x, player.y)
    if old == new:
        return
    here = world.map_of(player)
    here.change_area(player, new)
    player.messages.send(msg.area_changed(player.x, player.y))
    left, gained = _strips(window_origin(old), heading)
    _cull_tiles(world, here, player, left)
    _show_tiles(world, here, player, gained, entering=False)


def npc_enters_area(world: World, npc: Npc, *, heading: Heading | None = None) -> None:
    """Show an NPC to the players in its window: all of it on appearing, only the strip gained after a step.

    `heading` = that of the step; `None` = the NPC has just appeared.
    """
    new = area_of(npc.x, npc.y)
    if heading is None:
        tiles = frozenset(window_of(new))
    elif npc.area == new:
        return
    else:
        _, tiles = _strips(window_origin(npc.area), heading)
    npc.area = new
    here = world.map_of(npc)
    if not here.players:
        return
    shown = appearance.npc_shown(npc)
    users = here.users
    for tile in sorted(_among(users, tiles)):
        for message in shown:
            users[tile].messages.send(message)


def is_known_to(viewer: Player, who: Player) -> bool:
    """Whether the viewer's client has been told of a character, so that packets may name it.  Source: 01 §6, §11."""
    if viewer is who:
        return True
    return viewer.map == who.map and in_window(viewer.area, who.x, who.y) and not who.admin_invisible


def knowing(world: World, player: Player) -> Audience:
    """AREA without the players whose clients don't know this one: it is an unseen GM, or has stepped out of sight."""
    return area(world, player).who(lambda one: is_known_to(one, player))


def out_of_window(here: Map, who: Player | Npc, x: int, y: int) -> list[Player]:
    """The players whose window `who` leaves by a step to tile (x, y)."""
    new = area_of(x, y)
    return [] if new == who.area else here.seeing_only(who.area, new)


def _strips(origin: Tile, heading: Heading) -> tuple[Tiles, Tiles]:
    """The strip that a window leaves and the one that it gains when it moves one area along the heading."""
    x, y = origin
    near, far, side = AREA_SIDE, WINDOW_SIDE, WINDOW_SIDE
    if heading is Heading.NORTH:
        return strip(x, y + far - near, side, near), strip(x, y - near, side, near)
    if heading is Heading.SOUTH:
        return strip(x, y, side, near), strip(x, y + far, side, near)
    if heading is Heading.WEST:
        return strip(x + far - near, y, near, side), strip(x - near, y, near, side)
    return strip(x, y, near, side), strip(x + far, y, near, side)


def _taken(here: Map, tiles: Tiles) -> list[Tile]:
    """Those of the tiles on which somebody or something is, in scan order."""
    return sorted(_among(here.users, tiles) | _among(here.npcs, tiles) | _among(here.objects, tiles))


def _among(things: dict[Tile, Any], tiles: Tiles) -> AbstractSet[Tile]:
    """The tiles that are keys of `things`, found by going over whichever is shorter."""
    return things.keys() & tiles if len(tiles) < len(things) else tiles.intersection(things)


@lru_cache(KEPT)
def _remove(char: int) -> Message:
    """CharacterRemove, kept because the same characters leave many windows."""
    return msg.character_remove(char)


def _cull_tiles(world: World, here: Map, player: Player, tiles: Tiles) -> None:
    send = player.messages.send
    users, npcs, objects = here.users, here.npcs, here.objects
    for tile in _taken(here, tiles):
        other = users.get(tile)
        if other is not None and not other.admin_invisible and other is not player:
            send(_remove(other.char))
        if tile in npcs:
            send(_remove(npcs[tile].char))
        if tile in objects and world.content.is_shown(objects[tile].item):
            send(msg.object_delete(*tile))


def _show_tiles(world: World, here: Map, player: Player, tiles: Tiles, *, entering: bool) -> None:
    users, npcs, objects = here.users, here.npcs, here.objects
    comer = appearance.Comer(world, player)
    for tile in _taken(here, tiles):
        if tile in users:
            other = users[tile]
            if other is not player:
                comer.meet(other)
            elif entering:
                appearance.show_self(world, player)
        if tile in npcs:
            for message in appearance.npc_shown(npcs[tile]):
                player.messages.send(message)
        if tile in objects:
            show_object(world, here, player, tile)


def show_object(world: World, here: Map, player: Player, tile: Tile) -> None:
    """Tell a player of the object on a tile; for a door also whether its two tiles are blocked."""
    item = here.objects[tile].item
    if not world.content.is_shown(item):
        return
    x, y = tile
    definition = world.content.items[item]
    player.messages.send(msg.object_create(x, y, definition.grh))
    if definition.type is ObjectType.PUERTAS:
        player.messages.send(msg.block_position(x, y, here.is_blocked(x, y)))
        player.messages.send(msg.block_position(x - 1, y, here.is_blocked(x - 1, y)))
