"""Finding players and going places.

Ordinary clients send WarpMeToTarget, WarpChar and Invisible too, whoever plays: without the rank they are ignored and
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
    """`/IRCERCA name`: go near a player without being seen at once."""

    godot = G.GO_NEARBY

    name: Str


@dataclass(frozen=True, slots=True)
class GoToChar(GMCommand):
    """`/IRA name`: go to a player."""

    godot = G.GO_TO_CHAR

    name: Str


@dataclass(frozen=True, slots=True)
class WarpMeToTarget(GMCommand):
    """`/TELEPLOC`: go to the tile that was clicked on.  The client sends it on every Shift+left click."""

    godot = G.WARP_ME_TO_TARGET


@dataclass(frozen=True, slots=True)
class WarpChar(GMCommand):
    """`/TELEP [name] [map] x y`: move a player; the name YO, in any case, is oneself.

    The client sends it on every click on the minimap, with x and y 1..100.
    """

    godot = G.WARP_CHAR

    name: Str
    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class SummonChar(GMCommand):
    """`/SUM name`: fetch a player."""

    godot = G.SUMMON_CHAR

    name: Str


@dataclass(frozen=True, slots=True)
class Invisible(GMCommand):
    """`/INVISIBLE`: become a game master whom nobody sees, or visible again."""

    godot = G.INVISIBLE


@dataclass(frozen=True, slots=True)
class NavigateToggle(GMCommand):
    """`/NAVE`: sail without a boat, or walk again."""

    godot = G.NAVIGATE_TOGGLE


@dataclass(frozen=True, slots=True)
class Ignored(GMCommand):
    """`/IGNORADO`: NPCs take no notice of oneself, or do again; not answered."""

    godot = G.IGNORED
