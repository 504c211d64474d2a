"""Changing characters, councils and guilds.

Source: 01-protocol §8, 10-gm-admin §4.5.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import U8, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class ReviveChar(GMCommand):
    """`/REVIVIR name`: revive a player, or heal one who is alive; YO is the game master."""

    godot = G.REVIVE_CHAR

    name: Str


@dataclass(frozen=True, slots=True)
class Forgive(GMCommand):
    """`/PERDON name`: make a criminal newbie a citizen again."""

    godot = G.FORGIVE

    name: Str


@dataclass(frozen=True, slots=True)
class TurnCriminal(GMCommand):
    """`/CONDEN name`: make a player a criminal."""

    godot = G.TURN_CRIMINAL

    name: Str


@dataclass(frozen=True, slots=True)
class ResetFactions(GMCommand):
    """`/RAJAR name`: erase a character's faction history; not answered."""

    godot = G.RESET_FACTIONS

    name: Str


@dataclass(frozen=True, slots=True)
class ChaosLegionKick(GMCommand):
    """`/NOCAOS name@reason`: expel a character from the chaos legion for good."""

    godot = G.CHAOS_LEGION_KICK

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class RoyalArmyKick(GMCommand):
    """`/NOREAL name@reason`: expel a character from the royal army for good."""

    godot = G.ROYAL_ARMY_KICK

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class AcceptRoyalCouncilMember(GMCommand):
    """`/ACEPTCONSE name`: take a player into the royal council."""

    godot = G.ACCEPT_ROYAL_COUNCIL_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class AcceptChaosCouncilMember(GMCommand):
    """`/ACEPTCONSECAOS name`: take a player into the chaos council."""

    godot = G.ACCEPT_CHAOS_COUNCIL_MEMBER

    name: Str


@dataclass(frozen=True, slots=True)
class CouncilKick(GMCommand):
    """`/KICKCONSE name`: expel a character from its council."""

    godot = G.COUNCIL_KICK

    name: Str


@dataclass(frozen=True, slots=True)
class RemoveCharFromGuild(GMCommand):
    """`/RAJARCLAN name`: expel a character from its guild."""

    godot = G.REMOVE_CHAR_FROM_GUILD

    name: Str


@dataclass(frozen=True, slots=True)
class AlterGuildName(GMCommand):
    """`/ACLAN guild@new_name`: rename a guild.  Only in the original's numbering."""

    original = 147

    guild: Str
    new_name: Str


@dataclass(frozen=True, slots=True)
class MakeDumb(GMCommand):
    """`/ESTUPIDO name`: tell a player's client that the player is stupid; the game itself is unaffected."""

    godot = G.MAKE_DUMB

    name: Str


@dataclass(frozen=True, slots=True)
class MakeDumbNoMore(GMCommand):
    """`/NOESTUPIDO name`: tell a player's client that the player is no longer stupid."""

    godot = G.MAKE_DUMB_NO_MORE

    name: Str


@dataclass(frozen=True, slots=True)
class SetCharDescription(GMCommand):
    """`/SETDESC text`: what others read about the selected player until logout; empty = as before."""

    godot = G.SET_CHAR_DESCRIPTION

    text: Str


@dataclass(frozen=True, slots=True)
class EditChar(GMCommand):
    """`/MOD name option arg1 [arg2]`: change one thing about a character; YO is the game master.

    1 gold 2 experience 3 body 4 head 5 citizens killed 6 criminals killed 7 level 8 class 9 skill 10 free skill points
    11 nobility 12 assassin 13 gender 14 race 15 gold to add to the bank 16 life 17 position.
    """

    godot = G.EDIT_CHAR

    name: Str
    option: U8
    arg1: Str
    arg2: Str
