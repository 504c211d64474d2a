"""The weather, the night and the sounds of places.

Source: 03-world §19, §20.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.content.maps import SIDE
from pyao.messaging.audience import everyone, on_map
from pyao.protocol import msg
from pyao.world.arithmetic import percent
from pyao.world.clock import TICK_MS

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

_SHELTERS = frozenset({Trigger.BAJO_TECHO, Trigger.TECHO, Trigger.ZONA_SEGURA, Trigger.ZONAPELEA})
DUNGEON = "DUNGEON"

DRY_MIN, LONGEST_DROUGHT_MIN, LONGEST_RAIN_MIN = 15, 1_440, 5
CHANGE_PCT = 2
DRENCHING_PCT = 3


def is_outdoors(world: World, player: Player) -> bool:
    """Whether the player is out in the open, where rain falls (Intemperie).  Source: 03 §19."""
    here = world.map_of(player)
    return here.definition.zone != DUNGEON and here.trigger(player.x, player.y) not in _SHELTERS


def toggle_rain(world: World) -> None:
    """Begin or stop the rain; everyone is told."""
    world.weather.raining = not world.weather.raining
    world.weather.minutes = 0
    everyone(world).send(msg.rain_toggle())


def rain_by_itself(world: World) -> None:
    """One minute of weather that changes by itself, if the settings allow it.  Source: 03-world §19 "Dormant cycle"."""
    if not world.settings.rain_cycle:
        return
    world.weather.minutes += 1
    minutes = world.weather.minutes
    if world.weather.raining:
        changes = minutes >= LONGEST_RAIN_MIN or world.rng.roll(1, 100) <= CHANGE_PCT
    else:
        changes = minutes >= LONGEST_DROUGHT_MIN or (minutes >= DRY_MIN and world.rng.roll(1, 100) <= CHANGE_PCT)
    if changes:
        toggle_rain(world)


def drench(world: World) -> None:
    """Take stamina from the players out in the rain, once in each interval of `rain_stamina_ms`.

    Only where rain changes by itself.  Source: 03-world §19 "Dormant cycle".
    """
    if not world.settings.rain_cycle or not world.weather.raining:
        return
    interval = world.settings.rain_stamina_ms
    now = world.tick * TICK_MS
    if now // interval == (now - TICK_MS) // interval:
        return
    for player in world.by_slot():
        if player.connected and is_outdoors(world, player):
            vitals = player.record.vitals
            vitals.stamina = max(0, vitals.stamina - percent(vitals.max_stamina, DRENCHING_PCT))
            player.messages.send(msg.update_sta(vitals.stamina))


def set_night(world: World, *, night: bool) -> None:
    """Let night fall or end; everyone is told, and nothing else changes."""
    world.weather.night = night
    everyone(world).send(msg.send_night(night))


def sound_maps(world: World) -> None:
    """Roll one place for all maps; there each map that has sounds, and players, may play one of them.

    Source: 03 §20.
    """
    heard = [here for here in world.sounding_maps if here.players]
    if not heard:
        return
    x, y = world.rng.roll(1, SIDE), world.rng.roll(1, SIDE)
    for here in heard:
        sounds = here.definition.sounds
        sound = sounds[world.rng.roll(1, len(sounds)) - 1]
        if world.rng.roll(1, 100) <= sound.chance_pct and sound.dry != world.weather.raining:
            on_map(world, here.id).send(msg.play_wave(sound.wave, x, y))
