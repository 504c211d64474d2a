"""Acting on a tile: what a double click does.

What NPCs do for players stands in their own rules; `SERVICES` lists these.  Source: 03-world §17.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.protocol import msg
from pyao.rules.body import priests
from pyao.rules.crafts.bonfires import TWIGS, light_twigs
from pyao.rules.map.doors import use_door
from pyao.rules.map.looking import thing_at
from pyao.rules.society import forums
from pyao.rules.trade import banking, shops
from pyao.world.space import in_sight, is_playable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

    Service = Callable[[World, Player, Npc], bool]

SERVICES: list[Service] = [shops.serve, banking.serve, priests.serve]
"""What NPCs may do for a player who double-clicks them, in the order of asking; the first to give `True` has served."""


def act(world: World, player: Player, x: int, y: int) -> None:
    """Use what is on a tile in sight: an NPC, or else an object.  Source: 03 §17."""
    if not in_sight(x - player.x, y - player.y) or not is_playable(x, y):
        return
    here = world.map_of(player)
    npc = here.npcs.get((x, y))
    if npc is not None:
        player.targets.npc = npc.char
        any(service(world, player, npc) for service in SERVICES)
        return
    tile = thing_at(here, x, y)
    if tile is not None:
        player.targets.item = here.objects[tile].item
        _use_thing(world, player, tile, clicked=tile == (x, y))


def _use_thing(world: World, player: Player, tile: Tile, *, clicked: bool) -> None:
    """Use an object; a door may also be clicked on a neighbouring tile, anything else only on its own (`clicked`)."""
    item = world.map_of(player).objects[tile].item
    definition = world.content.items.get(item)
    if definition is None:
        return
    if definition.type is ObjectType.PUERTAS:
        use_door(world, player, tile)
    elif not clicked:
        return
    elif definition.type is ObjectType.CARTELES and definition.text:
        player.messages.send(msg.show_signal(definition.text, definition.big_picture))
    elif definition.type is ObjectType.FOROS:
        forums.read(world, player, tile, definition)
    elif item == TWIGS:
        light_twigs(world, player, tile)
