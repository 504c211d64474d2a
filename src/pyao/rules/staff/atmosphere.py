"""Rain, night, music and sounds at a game master's order, and the colour of a GM's own words.

Source: 10-gm-admin §4.9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.audience import everyone, on_map
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.map import environment
from pyao.rules.map.warp import ENDLESS_MUSIC
from pyao.rules.staff.outcome import IGNORED, Outcome
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.protocol.colours import Colour
    from pyao.world.player import Player
    from pyao.world.world import World


def toggle_night(world: World, gm: Player) -> Outcome | None:
    """Let night fall or end; only administrators may, and a god gets no answer.  Source: 10 §4.9 command 110."""
    if not gm.privileges & Privilege.ADMIN:
        return IGNORED
    environment.set_night(world, night=not world.weather.night)
    return None


def play_music_on_map(world: World, gm: Player, midi: int, map_id: int) -> None:
    """Play music to everybody on a map, the GM's own if there is no such map; 0 = the map's own music.

    Source: 10 §4.9 command 53.
    """
    here = world.maps.get(map_id) or world.map_of(gm)
    on_map(world, here.id).send(msg.play_midi(midi or here.definition.music, ENDLESS_MUSIC))


def play_wave_on_map(world: World, gm: Player, wave: int, map_id: int, x: int, y: int) -> None:
    """Play a sound at a place to everybody on its map; where there is no such place, at the GM's own.

    Source: 10 §4.9 command 54.
    """
    if map_id not in world.maps or not is_playable(x, y):
        map_id, x, y = gm.map, gm.x, gm.y
    on_map(world, map_id).send(msg.play_wave(wave, x, y))


def play_music(world: World, gm: Player, midi: int) -> None:
    """Play music to everybody in the world, and say who wanted it.  Source: 10 §4.9 command 80."""
    text = _("{gm} puso la música {n}.").format(gm=gm.name, n=midi)
    everyone(world).send(msg.console_msg(text, Font.SERVER), msg.play_midi(midi, ENDLESS_MUSIC))


def play_wave(world: World, wave: int) -> None:
    """Play a sound to everybody in the world.  Source: 10 §4.9 command 81."""
    everyone(world).send(msg.play_wave(wave, 0, 0))


def chat_colour(gm: Player, colour: Colour) -> None:
    """Let the GM speak in that colour (r, g, b) until logout.  Source: 10 §4.9 command 118."""
    gm.chat_colour = colour
