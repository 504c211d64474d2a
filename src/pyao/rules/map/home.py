"""Going home when dead, and choosing a home city.

Source: 03-world §21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import City, MapRestriction
from pyao.content.npcs import NpcType
from pyao.messaging.console import npc_says, tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.map.placing import place
from pyao.rules.map.travel import cancel_home, home_of
from pyao.world.arithmetic import half_even
from pyao.world.character import GHOST_BODY, GHOST_HEAD, NO_ITEM
from pyao.world.clock import TICK_MS
from pyao.world.messages import Toggle
from pyao.world.record import Look
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

DETOUR = 5
"""How much longer the journey is from a map that no way home is known from."""

FREE_LEVEL = 25
SECONDS_A_MAP = 1.5


def go_home(world: World, player: Player) -> None:
    """Begin the journey home, cancel it, or settle here if a governor is selected.  Source: 03 §21."""
    governor = _targeted_governor(world, player)
    if governor is not None:
        _settle(player, governor)
    elif not player.dead:
        tell(player, _("Debés estar muerto para volver a tu hogar."))
    elif _is_kept(world, player):
        tell(player, _("No podés volver a tu hogar desde este lugar."), Font.FIGHT)
    elif player.travelling_home:
        cancel_home(world, player)
    elif player.map == home_of(world, player)[0]:
        tell(player, _("Ya te encontrás en tu hogar."))
    else:
        _set_out(world, player)


def settle(world: World, player: Player) -> None:
    """Make the selected governor's city one's home: the client keeps `/hogar` from the living.  Source: 03 §21."""
    governor = _targeted_governor(world, player)
    if governor is None:
        tell(player, _("Primero hacé clic sobre el gobernador de la ciudad."))
    else:
        _settle(player, governor)


def _targeted_governor(world: World, player: Player) -> Npc | None:
    npc = world.npc_with(player.targets.npc)
    return npc if npc is not None and npc.definition.type == NpcType.GOBERNADOR else None


def _settle(player: Player, governor: Npc) -> None:
    city = governor.definition.city
    if city not in list(City):
        return
    if player.record.home == city:
        words = _("Ya sos parte de nuestra humilde comunidad.")
    else:
        player.record.home = city
        words = _("¡Bienvenido a nuestra humilde comunidad! Este es ahora tu nuevo hogar.")
    npc_says(player, governor, words)


def _is_kept(world: World, player: Player) -> bool:
    """Whether a sentence or the map keeps the ghost; the prison's map alone is no prison."""
    if player.record.jail_minutes > 0:
        return True
    return world.map_of(player).definition.restriction is not MapRestriction.NONE


def _set_out(world: World, player: Player) -> None:
    city = home_of(world, player)
    ways = world.distances(city[0])
    distance = ways.get(player.record.last_map, -1) + DETOUR if player.record.last_map else ways.get(player.map, -1)
    seconds = half_even((distance + 1) * max(player.record.level - FREE_LEVEL, 0) * SECONDS_A_MAP)
    player.travelling_home = True
    player.messages.send(msg.home(max(0, distance), seconds, world.maps[city[0]].definition.name))
    world.start_state(player, TimedState.HOME, max(1, seconds * 1000 // TICK_MS))


def arrive(world: World, player: Player) -> None:
    """The journey is over: put the ghost on foot into its home city."""
    if not player.travelling_home or not player.dead:
        return
    if player.sailing:
        player.sailing = False
        player.look = Look(GHOST_BODY, GHOST_HEAD, NO_ITEM, NO_ITEM, NO_ITEM)
        player.messages.toggle(Toggle.SAILING, on=False)
    place(world, player, *home_of(world, player), fx=True, teleported=False)
    player.travelling_home = False
    player.messages.send(msg.finish_home())
