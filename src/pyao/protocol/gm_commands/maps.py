"""Objects, teleports and maps.

Source: 01-protocol §8, 10-gm-admin §4.7, §4.8.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, U8, Bool, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class CreateItem(GMCommand):
    """`/CI obj`: create 100 of an object on the tile north of the game master."""

    godot = G.CREATE_ITEM

    obj: I16


@dataclass(frozen=True, slots=True)
class DestroyItems(GMCommand):
    """`/DEST`: destroy the object underfoot."""

    godot = G.DESTROY_ITEMS


@dataclass(frozen=True, slots=True)
class DestroyAllItemsInArea(GMCommand):
    """`/MASSDEST`: destroy all movable objects in sight."""

    godot = G.DESTROY_ALL_ITEMS_IN_AREA


@dataclass(frozen=True, slots=True)
class ItemsInTheFloor(GMCommand):
    """`/PISO`: list the objects on the map."""

    godot = G.ITEMS_IN_THE_FLOOR


@dataclass(frozen=True, slots=True)
class TeleportCreate(GMCommand):
    """`/CT map x y [radius]`: create a teleport on the tile north of the game master; `radius` up to 6 tiles."""

    godot = G.TELEPORT_CREATE

    map: I16
    x: U8
    y: U8
    radius: U8


@dataclass(frozen=True, slots=True)
class TeleportDestroy(GMCommand):
    """`/DT`: remove the selected teleport."""

    godot = G.TELEPORT_DESTROY


@dataclass(frozen=True, slots=True)
class CleanWorld(GMCommand):
    """`/LIMPIAR`: clean the world of fires that players have lit; not answered."""

    godot = G.CLEAN_WORLD


@dataclass(frozen=True, slots=True)
class ImperialArmour(GMCommand):
    """`/AI index obj`: set one of the four imperial armours, 1..4; nothing uses it."""

    godot = G.IMPERIAL_ARMOUR

    index: U8
    obj: I16


@dataclass(frozen=True, slots=True)
class ChaosArmour(GMCommand):
    """`/AC index obj`: set one of the four chaos armours, 1..4; nothing uses it."""

    godot = G.CHAOS_ARMOUR

    index: U8
    obj: I16


@dataclass(frozen=True, slots=True)
class AskTrigger(GMCommand):
    """`/TRIGGER`: show the trigger of the game master's tile."""

    godot = G.ASK_TRIGGER


@dataclass(frozen=True, slots=True)
class SetTrigger(GMCommand):
    """`/TRIGGER n`: set the trigger (0..6) of the game master's tile."""

    godot = G.SET_TRIGGER

    trigger: U8


@dataclass(frozen=True, slots=True)
class TileBlockedToggle(GMCommand):
    """`/BLOQ`: block the game master's tile, or free it; the whole map gets BlockPosition."""

    godot = G.TILE_BLOCKED_TOGGLE


@dataclass(frozen=True, slots=True)
class SaveMap(GMCommand):
    """`/GUARDAMAPA`: save the map as it is now."""

    godot = G.SAVE_MAP


@dataclass(frozen=True, slots=True)
class ChangeMapInfoPK(GMCommand):
    """`/MODMAPINFO PK 0|1`: whether players may fight each other on the game master's map (1 = yes).

    This command and the ten that follow exist only in the original's numbering; all concern the game master's map.
    """

    original = 108

    pk: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoBackup(GMCommand):
    """`/MODMAPINFO BACKUP 0|1`: whether the map is part of the world save."""

    original = 109

    backup: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoRestricted(GMCommand):
    """`/MODMAPINFO RESTRINGIR value`: who may enter: NEWBIE, NO (everyone), ARMADA, CAOS, FACCION."""

    original = 110

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoMagic(GMCommand):
    """`/MODMAPINFO MAGIASINEFECTO 0|1`: 1 = no spell works."""

    original = 111

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoInvi(GMCommand):
    """`/MODMAPINFO INVISINEFECTO 0|1`: 1 = nobody can become invisible."""

    original = 112

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoResu(GMCommand):
    """`/MODMAPINFO RESUSINEFECTO 0|1`: 1 = nobody can be revived."""

    original = 113

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoLand(GMCommand):
    """`/MODMAPINFO TERRENO value`: the terrain: BOSQUE, NIEVE, DESIERTO, CIUDAD, CAMPO, DUNGEON."""

    original = 114

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoZone(GMCommand):
    """`/MODMAPINFO ZONA value`: the zone, with the same words as for TERRENO."""

    original = 115

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoStealNpc(GMCommand):
    """`/MODMAPINFO ROBONPC 0|1`: 1 = nobody owns the creature that they fight."""

    original = 116

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoOcultar(GMCommand):
    """`/MODMAPINFO OCULTARSINEFECTO 0|1`: 1 = nobody can hide."""

    original = 117

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoInvocar(GMCommand):
    """`/MODMAPINFO INVOCARSINEFECTO 0|1`: 1 = nothing can be summoned."""

    original = 118

    value: Bool
