"""Creating, removing and playing NPCs.

Source: 01-protocol §8, 10-gm-admin §4.6.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, U8, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class CreaturesInMap(GMCommand):
    """`/NENE [map]`: which NPCs are on a map."""

    godot = G.CREATURES_IN_MAP

    map: I16


@dataclass(frozen=True, slots=True)
class KillNpc(GMCommand):
    """`/RMATA`: remove the NPC that was clicked on; it comes back."""

    godot = G.KILL_NPC


@dataclass(frozen=True, slots=True)
class KillNpcNoRespawn(GMCommand):
    """`/MATA`: remove the NPC that was clicked on for good."""

    godot = G.KILL_NPC_NO_RESPAWN


@dataclass(frozen=True, slots=True)
class KillAllNearbyNpcs(GMCommand):
    """`/MASSKILL`: remove all NPCs in sight."""

    godot = G.KILL_ALL_NEARBY_NPCS


@dataclass(frozen=True, slots=True)
class NpcFollow(GMCommand):
    """`/SEGUIR`: the NPC that was clicked on follows oneself, or no more."""

    godot = G.NPC_FOLLOW


@dataclass(frozen=True, slots=True)
class SpawnListRequest(GMCommand):
    """`/CC`: which creatures may be called; answered by SpawnList."""

    godot = G.SPAWN_LIST_REQUEST


@dataclass(frozen=True, slots=True)
class SpawnCreature(GMCommand):
    """`/CC n`: call a creature of that list, counted from 1."""

    godot = G.SPAWN_CREATURE

    index: I16


@dataclass(frozen=True, slots=True)
class CreateNpc(GMCommand):
    """`/ACC npc`: make an NPC near by that will not come back."""

    godot = G.CREATE_NPC

    npc: I16


@dataclass(frozen=True, slots=True)
class CreateNpcWithRespawn(GMCommand):
    """`/RACC npc`: make an NPC near by that comes back."""

    godot = G.CREATE_NPC_WITH_RESPAWN

    npc: I16


@dataclass(frozen=True, slots=True)
class ResetNpcInventory(GMCommand):
    """`/RESETINV`: empty the stock of the merchant who was clicked on."""

    godot = G.RESET_NPC_INVENTORY


@dataclass(frozen=True, slots=True)
class SetDialog(GMCommand):
    """`/SETDIALOG text`: what the NPC that was clicked on says to who looks at it."""

    godot = G.SET_DIALOG

    text: Str


@dataclass(frozen=True, slots=True)
class Imitate(GMCommand):
    """`/MIMETIZAR`: look like the NPC that was clicked on."""

    godot = G.IMITATE


@dataclass(frozen=True, slots=True)
class Impersonate(GMCommand):
    """`/IMPERSONAR`: take the place of the NPC that was clicked on."""

    godot = G.IMPERSONATE


@dataclass(frozen=True, slots=True)
class CreatePretorianClan(GMCommand):
    """`/CREARPRETORIANOS map x y`: call the praetorians."""

    godot = G.CREATE_PRETORIAN_CLAN

    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class RemovePretorianClan(GMCommand):
    """`/ELIMINARPRETORIANOS map`: remove the praetorians from a map; not answered."""

    godot = G.REMOVE_PRETORIAN_CLAN

    map: I16


@dataclass(frozen=True, slots=True)
class ToggleCentinelActivated(GMCommand):
    """`/CENTINELAACTIVADO`: the sentinel checks workers, or no more."""

    godot = G.TOGGLE_CENTINEL_ACTIVATED
