"""What game masters change of maps: triggers, blocks and properties; and saving one.

Source: 10-gm-admin §4.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.content.maps import MapProperty
from pyao.messaging.audience import on_map
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.staff.outcome import IGNORED, Outcome, refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.world.player import Player
    from pyao.world.world import World


def tell_trigger(world: World, gm: Player) -> None:
    """Tell the GM the trigger of the tile underfoot."""
    trigger = world.map_of(gm).trigger(gm.x, gm.y)
    text = _("Trigger {trigger} en el mapa {map} ({x},{y}).")
    tell(gm, text.format(trigger=trigger, map=gm.map, x=gm.x, y=gm.y))


def set_trigger(world: World, gm: Player, trigger: int) -> Outcome | None:
    """Give the tile underfoot another trigger, 0..6."""
    if trigger not in list(Trigger):
        return IGNORED
    world.map_of(gm).set_trigger(gm.x, gm.y, trigger)
    tell_trigger(world, gm)
    return None


def toggle_block(world: World, gm: Player) -> None:
    """Block the tile underfoot, or free it; everybody on the map is told, and whoever comes later."""
    here, tile = world.map_of(gm), (gm.x, gm.y)
    here.set_blocked(*tile, blocked=not here.is_blocked(*tile))
    here.retouched.add(tile)
    on_map(world, here.id).send(msg.block_position(*tile, here.is_blocked(*tile)))


def save_map(world: World, gm: Player) -> None:
    """Write the GM's map to its files."""
    world.host.save_maps([world.map_of(gm)])
    tell(gm, _("Se guarda el mapa {map}.").format(map=gm.map))


def change_property(
    world: World, gm: Player, changed: MapProperty, value: str, choices: Sequence[str] = ()
) -> Outcome | None:
    """Change a property of the GM's map, now and for good; `choices` = what may stand there, as the GM is told."""
    try:
        world.map_changes.change(world.map_of(gm), changed, value)
    except ValueError:
        refusal = refuse(gm, _("Opciones de {key}: {choices}.").format(key=changed.value, choices=", ".join(choices)))
        if changed in (MapProperty.TERRAIN, MapProperty.ZONE):
            tell(gm, _("En TERRENO, NIEVE da frío; en ZONA, no hay fogatas en CIUDAD ni lluvia en DUNGEON."))
        return refusal
    text = _("Mapa {map}: {key} = {value}.")
    tell(gm, text.format(map=gm.map, key=changed.value, value=value))
    return None
