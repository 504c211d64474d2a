"""Objects, teleports and maps.

Source: 01-protocol §8, 10-gm-admin §4.7, §4.8.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, U8, Bool, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class CreateItem(GMCommand):
    """`/CI obj`: make 100 objects on the tile north of oneself."""

    godot = G.CREATE_ITEM

    obj: I16


@dataclass(frozen=True, slots=True)
class DestroyItems(GMCommand):
    """`/DEST`: destroy what lies underfoot."""

    godot = G.DESTROY_ITEMS


@dataclass(frozen=True, slots=True)
class DestroyAllItemsInArea(GMCommand):
    """`/MASSDEST`: destroy all movable objects in sight."""

    godot = G.DESTROY_ALL_ITEMS_IN_AREA


@dataclass(frozen=True, slots=True)
class ItemsInTheFloor(GMCommand):
    """`/PISO`: what lies on the map."""

    godot = G.ITEMS_IN_THE_FLOOR


@dataclass(frozen=True, slots=True)
class TeleportCreate(GMCommand):
    """`/CT map x y [radius]`: make a teleport to there, on the tile north of oneself; a radius of at most 6 tiles."""

    godot = G.TELEPORT_CREATE

    map: I16
    x: U8
    y: U8
    radius: U8


@dataclass(frozen=True, slots=True)
class TeleportDestroy(GMCommand):
    """`/DT`: remove the teleport that was clicked on."""

    godot = G.TELEPORT_DESTROY


@dataclass(frozen=True, slots=True)
class CleanWorld(GMCommand):
    """`/LIMPIAR`: clean the world of what players have left; not answered."""

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
    """`/TRIGGER`: the trigger of one's own tile."""

    godot = G.ASK_TRIGGER


@dataclass(frozen=True, slots=True)
class SetTrigger(GMCommand):
    """`/TRIGGER n`: set the trigger of one's own tile, 0..6."""

    godot = G.SET_TRIGGER

    trigger: U8


@dataclass(frozen=True, slots=True)
class TileBlockedToggle(GMCommand):
    """`/BLOQ`: block one's own tile, or free it; the map hears BlockPosition."""

    godot = G.TILE_BLOCKED_TOGGLE


@dataclass(frozen=True, slots=True)
class SaveMap(GMCommand):
    """`/GUARDAMAPA`: save the map as it is now."""

    godot = G.SAVE_MAP


@dataclass(frozen=True, slots=True)
class ChangeMapInfoPK(GMCommand):
    """`/MODMAPINFO PK 0|1`: players may kill each other on one's own map (1).

    This and the ten that follow have numbers only in the original's numbering.
    """

    original = 108

    pk: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoBackup(GMCommand):
    """`/MODMAPINFO BACKUP 0|1`: the map is part of the world save."""

    original = 109

    backup: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoRestricted(GMCommand):
    """`/MODMAPINFO RESTRINGIR value`: who may enter: NEWBIE, NO, ARMADA, CAOS, FACCION."""

    original = 110

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoMagic(GMCommand):
    """`/MODMAPINFO MAGIASINEFECTO 0|1`: no spell works (1)."""

    original = 111

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoInvi(GMCommand):
    """`/MODMAPINFO INVISINEFECTO 0|1`: nobody becomes invisible (1)."""

    original = 112

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoResu(GMCommand):
    """`/MODMAPINFO RESUSINEFECTO 0|1`: nobody is revived (1)."""

    original = 113

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoLand(GMCommand):
    """`/MODMAPINFO TERRENO value`: BOSQUE, NIEVE, DESIERTO, CIUDAD, CAMPO, DUNGEON."""

    original = 114

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoZone(GMCommand):
    """`/MODMAPINFO ZONA value`: the same words as TERRENO."""

    original = 115

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoStealNpc(GMCommand):
    """`/MODMAPINFO ROBONPC 0|1`: NPCs may be robbed (1)."""

    original = 116

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoOcultar(GMCommand):
    """`/MODMAPINFO OCULTARSINEFECTO 0|1`: nobody hides (1)."""

    original = 117

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoInvocar(GMCommand):
    """`/MODMAPINFO INVOCARSINEFECTO 0|1`: nothing is summoned (1)."""

    original = 118

    value: Bool
