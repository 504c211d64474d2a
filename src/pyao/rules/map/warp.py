"""Warps: moving a player to another place; putting characters on the map and taking them off.

Source: 03-world §9, §13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Fx, Wave
from pyao.rules.body import appearance, invisibility
from pyao.rules.body.hiding import stop_hiding
from pyao.rules.combat import owning
from pyao.rules.errands import progress
from pyao.rules.map import tile_events
from pyao.rules.map.areas import enter_area, knowing
from pyao.rules.map.travel import cancel_home, remember_last_map
from pyao.rules.pets import journeys
from pyao.rules.trade import trading
from pyao.world.messages import Toggle
from pyao.world.space import area_of, is_playable

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.world import World

ENDLESS_MUSIC = -1


def warp(world: World, player: Player, map_id: int, x: int, y: int, *, fx: bool, teleported: bool = False) -> None:
    """Move the player to a tile that the caller has chosen; nothing happens if the tile is not playable.

    `fx` = with sound and light; `teleported` = this ends a journey home.  Source: 03-world §13.
    """
    if map_id not in world.maps or not is_playable(x, y):
        return
    knowing(world, player).send(msg.remove_char_dialog(player.char))
    old_map, old_area = player.map, player.area
    erase_character(world, player)
    if map_id != old_map:
        _change_map(world, player, old_map, map_id)
    player.map, player.x, player.y = map_id, x, y
    place_character(world, player)
    enter_area(world, player, culled_from=old_area if map_id == old_map else None)
    player.messages.send(msg.user_char_index_in_server(player.char))
    tile_events.run_tile_event(world, player)
    if player.unseen and not player.admin_invisible and not player.sailing:
        appearance.set_invisible(world, player, invisible=True)
    if teleported:
        cancel_home(world, player)
    if fx and not player.admin_invisible:
        show_arrival(world, player)
    journeys.come_along(world, player)
    player.npc_protection_ms = world.now_ms + world.settings.npc_protection_ms
    owning.release(player)
    if not player.mortal:
        player.sailing = world.map_of(player).is_water(player.x, player.y)
        player.messages.toggle(Toggle.SAILING, on=player.sailing)
    trading.moved(world, player, warped=True)
    if map_id != old_map:
        progress.arrived(world, player)
    player.arrives_ms = world.now_ms + player.messages.round_trip_ms()


def show_arrival(world: World, player: Player) -> None:
    """Play the sound and show the light of a warp.  Source: 03-world §13 step 9."""
    area(world, player).send(msg.play_wave(Wave.WARP, player.x, player.y), msg.create_fx(player.char, Fx.WARP, 0))


def place_character(world: World, player: Player) -> None:
    """Give the character a char index and put it on its map; nobody is told."""
    player.char = world.indexes.take()
    world.chars[player.char] = player
    player.area = area_of(player.x, player.y)
    world.map_of(player).enter(player)


def erase_character(world: World, player: Player) -> None:
    """EraseUserChar: take the character off its map and everyone's screen, its own included.  Source: 03-world §9."""
    knowing(world, player).send(msg.character_remove(player.char))
    world.map_of(player).leave(player)
    del world.chars[player.char]
    world.indexes.give_back(player.char)
    player.char = 0


def _change_map(world: World, player: Player, old_map: int, new_map: int) -> None:
    """Do what only a change of map brings: map and music, lost invisibility, way home.  Source: 03-world §13 step 3."""
    here = world.maps[new_map].definition
    # The version sent is that of the map left behind: a quirk kept (03-world §13).
    player.messages.send(msg.change_map(new_map, world.maps[old_map].definition.version))
    if player.mortal:
        _lose_cover(world, player, no_invisibility=here.no_invisibility, no_hiding=here.no_hiding)
    player.messages.send(msg.play_midi(here.music, ENDLESS_MUSIC))
    remember_last_map(world, player, old_map, new_map)
    player.messages.send(msg.remove_dialogs())
    show_retouched(player, world.maps[new_map])


def show_retouched(player: Player, here: Map) -> None:
    """Tell a player who comes to a map which tiles game masters have blocked or freed.  Source: 10-gm-admin §4.8."""
    for x, y in sorted(here.retouched):
        player.messages.send(msg.block_position(x, y, here.is_blocked(x, y)))


def _lose_cover(world: World, player: Player, *, no_invisibility: bool, no_hiding: bool) -> None:
    lost = (player.invisible and no_invisibility) or (player.hidden and no_hiding)
    if player.invisible and no_invisibility:
        invisibility.lift(world, player)
    if player.hidden and no_hiding:
        stop_hiding(world, player)
    if lost:
        tell(player, _("Una fuerza que vive en este mapa te hizo visible."))
