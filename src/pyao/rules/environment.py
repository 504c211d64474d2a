"""The weather, the night and the sounds of places.

Source: 03-world §19, §20.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.messaging.audience import everyone, on_map
from pyao.protocol import msg
from pyao.world.space import SIDE

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

_SHELTERS = frozenset({Trigger.BAJO_TECHO, Trigger.TECHO, Trigger.ZONA_SEGURA, Trigger.ZONAPELEA})
DUNGEON = "DUNGEON"


def is_outdoors(world: World, player: Player) -> bool:
    """Whether rain reaches the player (Intemperie)."""
    here = world.map_of(player)
    return here.definition.zone != DUNGEON and here.trigger(player.x, player.y) not in _SHELTERS


def toggle_rain(world: World) -> None:
    """It begins or stops to rain; everyone is told."""
    world.raining = not world.raining
    everyone(world).send(msg.rain_toggle())


def set_night(world: World, *, night: bool) -> None:
    """Night falls or ends; it has no effect but the message."""
    world.night = night
    everyone(world).send(msg.send_night(night))


def sound_maps(world: World) -> None:
    """One place is drawn for all maps; each with sounds and somebody to hear may let one be heard.  Source: 03 §20."""
    heard = [here for here in world.sounding_maps if here.players]
    if not heard:
        return
    x, y = world.rng.roll(1, SIDE), world.rng.roll(1, SIDE)
    for here in heard:
        sounds = here.definition.sounds
        sound = sounds[world.rng.roll(1, len(sounds)) - 1]
        if world.rng.roll(1, 100) <= sound.chance_pct and sound.dry != world.raining:
            on_map(world, here.id).send(msg.play_wave(sound.wave, x, y))
