"""What game masters make and destroy on the ground: objects and teleports.

Source: 10-gm-admin §4.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.map.ground import erase, put
from pyao.rules.staff.outcome import IGNORED, Outcome, done, refuse
from pyao.world.ledger import Reason
from pyao.world.space import SIGHT_X, SIGHT_Y, is_playable

if TYPE_CHECKING:
    from pyao.world.map import Map
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

CREATED_AMOUNT = 100
TELEPORT, MOST_RADIUS = 1012, 6
"""The object of a teleport that leads exactly to its place; the six after it scatter within 1 to 6 tiles."""

ARRIVAL_MARK = 651
"""The object that may lie where a teleport leads, and goes with it."""

FIRST_LISTED, LAST_LISTED = 5, 95
"""The columns and rows of a map whose objects are listed."""

FURNITURE = frozenset(
    {ObjectType.PUERTAS, ObjectType.FOROS, ObjectType.CARTELES, ObjectType.ARBOLES, ObjectType.YACIMIENTO}
)
"""What belongs to a map, and stays when all around is destroyed."""


def create_item(world: World, gm: Player, item: int) -> Outcome | None:
    """Put a hundred units of an object on the tile north of the GM, if it is empty.  Source: 10 §4.7 command 76."""
    here, north = world.map_of(gm), _north_of(gm)
    definition = world.content.items.get(item)
    if definition is None or not definition.name or not _is_empty(here, north):
        return IGNORED
    text = _("Creaste {n} unidades de {name}: destruí las que no necesites.")
    tell(gm, text.format(n=CREATED_AMOUNT, name=definition.name), Font.GUILD)
    put(world, here, north, item, CREATED_AMOUNT, born=Reason.GM)
    if definition.logged:
        world.host.note("development", f"{gm.name} created {CREATED_AMOUNT} x {item} {definition.name}")
    return done(definition.name)


def destroy_items(world: World, gm: Player) -> Outcome:
    """Destroy what lies at the GM's feet, except a teleport.  Source: 10 §4.7 command 77."""
    here, tile = world.map_of(gm), (gm.x, gm.y)
    thing = here.objects.get(tile)
    if thing is None:
        return IGNORED
    if _is_teleport(world, here, tile):
        return refuse(gm, _("Los teletransportes se quitan con /DT."))
    erase(world, here, tile, thing.amount, gone=Reason.GM)
    return done(f"{thing.amount} x {thing.item}")


def destroy_nearby(world: World, gm: Player) -> None:
    """Destroy all objects on the GM's screen, but not what belongs to the map.  Source: 10 §4.7 command 60."""
    here = world.map_of(gm)
    for y in range(gm.y - SIGHT_Y, gm.y + SIGHT_Y + 1):
        for x in range(gm.x - SIGHT_X, gm.x + SIGHT_X + 1):
            thing = here.objects.get((x, y))
            if thing is not None and not _stays(world, here, (x, y), thing.item):
                erase(world, here, (x, y), thing.amount, gone=Reason.GM)


def _stays(world: World, here: Map, tile: Tile, item: int) -> bool:
    definition = world.content.items.get(item)
    return (definition is not None and definition.type in FURNITURE) or _is_teleport(world, here, tile)


def tell_objects(world: World, gm: Player) -> None:
    """List what lies on the GM's map, trees aside, column by column.  Source: 10 §4.7 command 63."""
    listed = range(FIRST_LISTED, LAST_LISTED + 1)
    for (x, y), thing in sorted(world.map_of(gm).objects.items()):
        definition = world.content.items.get(thing.item)
        if x in listed and y in listed and definition is not None and definition.type is not ObjectType.ARBOLES:
            tell(gm, f"({x},{y}) " + definition.name)


def create_teleport(world: World, gm: Player, destination: tuple[int, int, int], radius: int) -> Outcome | None:
    """Open a teleport on the tile north of the GM; it leads one way.  Source: 10 §4.7 command 49.

    `radius` = how many tiles around the destination it scatters, up to 6.  Whoever stands there is not moved until the
    next step onto the tile.
    """
    here, north, (map_id, x, y) = world.map_of(gm), _north_of(gm), destination
    there, teleport = world.maps.get(map_id), TELEPORT + min(radius, MOST_RADIUS)
    if there is None or not is_playable(x, y) or not _is_empty(here, north):
        return IGNORED
    if (x, y) in there.objects:
        return refuse(gm, _("Hay un objeto en el lugar de destino."))
    if (x, y) in there.exits:
        return refuse(gm, _("Ese lugar ya es una salida hacia otro mapa."))
    if teleport not in world.content.items:
        return refuse(gm, _("Este mundo no tiene teletransportes."))
    here.set_exit(north, destination)
    put(world, here, north, teleport, 1, born=Reason.GM)
    return None


def destroy_teleport(world: World, gm: Player) -> Outcome | None:
    """Remove the teleport on the selected tile, and the mark where it led.  Source: 10 §4.7 command 50."""
    targets = gm.targets
    here, tile = world.maps.get(targets.map), (targets.x, targets.y)
    if here is None or not is_playable(*tile) or not _is_teleport(world, here, tile):
        return IGNORED
    map_id, *destination = here.exits[tile]
    erase(world, here, tile, here.objects[tile].amount, gone=Reason.GM)
    here.set_exit(tile, None)
    _erase_mark(world, map_id, (destination[0], destination[1]))
    return done(f"{here.id}-{tile[0]}-{tile[1]}")


def _erase_mark(world: World, map_id: int, tile: Tile) -> None:
    there = world.maps.get(map_id)
    mark = there.objects.get(tile) if there is not None else None
    if there is not None and mark is not None and mark.item == ARRIVAL_MARK:
        erase(world, there, tile, 1, gone=Reason.GM)


def _is_teleport(world: World, here: Map, tile: Tile) -> bool:
    """Whether a teleport lies on the tile, and leads somewhere."""
    thing = here.objects.get(tile)
    definition = world.content.items.get(thing.item) if thing is not None else None
    return definition is not None and definition.type is ObjectType.TELEPORT and tile in here.exits


def _is_empty(here: Map, tile: Tile) -> bool:
    return tile not in here.objects and tile not in here.exits


def _north_of(gm: Player) -> Tile:
    return gm.x, gm.y - 1
