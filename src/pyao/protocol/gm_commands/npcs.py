"""Creating, removing and impersonating NPCs.

Source: 01-protocol §8, 10-gm-admin §4.6.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, U8, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class CreaturesInMap(GMCommand):
    """`/NENE [map]`: list the NPCs on a map."""

    godot = G.CREATURES_IN_MAP

    map: I16


@dataclass(frozen=True, slots=True)
class KillNpc(GMCommand):
    """`/RMATA`: remove the selected NPC; it respawns."""

    godot = G.KILL_NPC


@dataclass(frozen=True, slots=True)
class KillNpcNoRespawn(GMCommand):
    """`/MATA`: remove the selected NPC for good."""

    godot = G.KILL_NPC_NO_RESPAWN


@dataclass(frozen=True, slots=True)
class KillAllNearbyNpcs(GMCommand):
    """`/MASSKILL`: remove all NPCs in sight for good."""

    godot = G.KILL_ALL_NEARBY_NPCS


@dataclass(frozen=True, slots=True)
class NpcFollow(GMCommand):
    """`/SEGUIR`: make the selected NPC follow the game master, or stop following."""

    godot = G.NPC_FOLLOW


@dataclass(frozen=True, slots=True)
class SpawnListRequest(GMCommand):
    """`/CC`: list the creatures that can be summoned; answered by SpawnList."""

    godot = G.SPAWN_LIST_REQUEST


@dataclass(frozen=True, slots=True)
class SpawnCreature(GMCommand):
    """`/CC n`: summon a creature of that list, counted from 1."""

    godot = G.SPAWN_CREATURE

    index: I16


@dataclass(frozen=True, slots=True)
class CreateNpc(GMCommand):
    """`/ACC npc`: create an NPC near by that does not respawn."""

    godot = G.CREATE_NPC

    npc: I16


@dataclass(frozen=True, slots=True)
class CreateNpcWithRespawn(GMCommand):
    """`/RACC npc`: create an NPC near by that respawns."""

    godot = G.CREATE_NPC_WITH_RESPAWN

    npc: I16


@dataclass(frozen=True, slots=True)
class ResetNpcInventory(GMCommand):
    """`/RESETINV`: empty the stock of the selected merchant."""

    godot = G.RESET_NPC_INVENTORY


@dataclass(frozen=True, slots=True)
class SetDialog(GMCommand):
    """`/SETDIALOG text`: set what the selected NPC says when somebody looks at it."""

    godot = G.SET_DIALOG

    text: Str


@dataclass(frozen=True, slots=True)
class Imitate(GMCommand):
    """`/MIMETIZAR`: look like the selected NPC."""

    godot = G.IMITATE


@dataclass(frozen=True, slots=True)
class Impersonate(GMCommand):
    """`/IMPERSONAR`: take the place of the selected NPC."""

    godot = G.IMPERSONATE


@dataclass(frozen=True, slots=True)
class CreatePretorianClan(GMCommand):
    """`/CREARPRETORIANOS map x y`: create a praetorian clan."""

    godot = G.CREATE_PRETORIAN_CLAN

    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class RemovePretorianClan(GMCommand):
    """`/ELIMINARPRETORIANOS map`: remove the praetorian clan of a map; not answered."""

    godot = G.REMOVE_PRETORIAN_CLAN

    map: I16


@dataclass(frozen=True, slots=True)
class ToggleCentinelActivated(GMCommand):
    """`/CENTINELAACTIVADO`: switch the sentinel's checks of workers on or off."""

    godot = G.TOGGLE_CENTINEL_ACTIVATED
