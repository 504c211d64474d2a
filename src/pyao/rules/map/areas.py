"""What a player is shown when the 27×27 window around it moves, and what is removed.

The original's client forgot by itself what left the window; this one keeps it for ever, so the server removes it.
Source: 03-world §7, 01-protocol §11.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.messaging.audience import Audience, area
from pyao.protocol import msg
from pyao.rules.body import appearance
from pyao.world.space import area_of, areas_around, in_window, lost_and_gained, tiles_in

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from typing import Any, TypeAlias

    from pyao.protocol.message import Message
    from pyao.world.map import Map
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

    Areas: TypeAlias = tuple[Tile, ...]

KEPT = 4_096
"""Packets of the last characters that left a window."""


def enter_area(world: World, player: Player, *, culled_from: Tile | None = None) -> None:
    """Show a player who enters a map everything in the window, the own character included, and show it to the others.

    `culled_from` = the area left by a warp inside the same map: what only that window showed is removed first.
    """
    here = world.map_of(player)
    player.messages.send(msg.area_changed(player.x, player.y))
    if culled_from is not None:
        _cull(world, here, player, lost_and_gained(culled_from, player.area)[0])
    _show(world, here, player, areas_around(player.area), entering=True)


def reenter_area(world: World, player: Player) -> None:
    """Show a player who is on the map already everything in the window, and show it to the others there."""
    player.messages.send(msg.area_changed(player.x, player.y))
    _show(world, world.map_of(player), player, areas_around(player.area), entering=False)


def step_area(world: World, player: Player) -> None:
    """After a step into another area, remove the strip that the window left and show the one that it gained."""
    old, new = player.area, area_of(player.x, player.y)
    if old == new:
        return
    here = world.map_of(player)
    here.change_area(player, new)
    player.messages.send(msg.area_changed(player.x, player.y))
    lost, gained = lost_and_gained(old, new)
    _cull(world, here, player, lost)
    _show(world, here, player, gained, entering=False)


def npc_enters_area(world: World, npc: Npc, *, stepped: bool = False) -> None:
    """Show an NPC to the players in its window: all of it on appearing, only the strip gained after a step."""
    old, new = npc.area, area_of(npc.x, npc.y)
    if stepped and old == new:
        return
    npc.area = new
    here = world.map_of(npc)
    if not here.players:
        return
    users = here.users_in(lost_and_gained(old, new)[1] if stepped else areas_around(new))
    if users:
        shown = appearance.npc_shown(npc)
        for tile in sorted(users):
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


def _taken(here: Map, areas: Areas, users: dict[Tile, Player]) -> list[Tile]:
    """The tiles of the areas on which a user, an NPC or an object is, in scan order."""
    things = [one for one in (here.npcs, here.objects) if one]
    if not things:
        return sorted(users)
    tiles = tiles_in(areas)
    return sorted(users.keys() | set().union(*(_among(one, tiles) for one in things)))


def _among(things: dict[Tile, Any], tiles: frozenset[Tile]) -> AbstractSet[Tile]:
    """The tiles that are keys of `things`, found by going over whichever is shorter."""
    return things.keys() & tiles if len(tiles) < len(things) else tiles.intersection(things)


@lru_cache(KEPT)
def _remove(char: int) -> Message:
    """CharacterRemove, kept because the same characters leave many windows."""
    return msg.character_remove(char)


def _cull(world: World, here: Map, player: Player, areas: Areas) -> None:
    """Remove from the player's client what is in areas that have left the window."""
    send = player.messages.send
    users, npcs, objects = here.users_in(areas), here.npcs, here.objects
    for tile in _taken(here, areas, users):
        other = users.get(tile)
        if other is not None and not other.admin_invisible and other is not player:
            send(_remove(other.char))
        if tile in npcs:
            send(_remove(npcs[tile].char))
        if tile in objects and world.content.is_shown(objects[tile].item):
            send(msg.object_delete(*tile))


def _show(world: World, here: Map, player: Player, areas: Areas, *, entering: bool) -> None:
    """Show the player what is in areas that have come into the window, and those who stand there the player."""
    users, npcs, objects = here.users_in(areas), here.npcs, here.objects
    comer = appearance.Comer(world, player)
    for tile in _taken(here, areas, users):
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
