"""Finding players and going places.

The client sends WarpMeToTarget, WarpChar and Invisible for ordinary players too: without the rank they are ignored,
never punished.  Source: 01-protocol §4, §8; 10-gm-admin §4.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, U8, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class Where(GMCommand):
    """`/DONDE name`: on which map and tile a character is."""

    godot = G.WHERE

    name: Str


@dataclass(frozen=True, slots=True)
class GoNearby(GMCommand):
    """`/IRCERCA name`: go to a tile a few steps from a player, without telling the player."""

    godot = G.GO_NEARBY

    name: Str


@dataclass(frozen=True, slots=True)
class GoToChar(GMCommand):
    """`/IRA name`: go to a player."""

    godot = G.GO_TO_CHAR

    name: Str


@dataclass(frozen=True, slots=True)
class WarpMeToTarget(GMCommand):
    """`/TELEPLOC`: go to the selected tile.  The client sends it on every Shift+left click."""

    godot = G.WARP_ME_TO_TARGET


@dataclass(frozen=True, slots=True)
class WarpChar(GMCommand):
    """`/TELEP [name] [map] x y`: move a player; the name YO, in any case, is the game master.

    The client sends it on every click on the minimap, with x and y 1..100.
    """

    godot = G.WARP_CHAR

    name: Str
    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class SummonChar(GMCommand):
    """`/SUM name`: bring a player to the game master."""

    godot = G.SUMMON_CHAR

    name: Str


@dataclass(frozen=True, slots=True)
class Invisible(GMCommand):
    """`/INVISIBLE`: become an unseen game master, or visible again."""

    godot = G.INVISIBLE


@dataclass(frozen=True, slots=True)
class NavigateToggle(GMCommand):
    """`/NAVE`: start sailing without a boat, or stop."""

    godot = G.NAVIGATE_TOGGLE


@dataclass(frozen=True, slots=True)
class Ignored(GMCommand):
    """`/IGNORADO`: make creatures ignore the game master, or not; not answered."""

    godot = G.IGNORED
