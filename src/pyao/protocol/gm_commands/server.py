"""Weather, sound and looks; the server itself; the records kept of players.

Source: 01-protocol §8, 10-gm-admin §4.9–§4.11.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, U8, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class RainToggle(GMCommand):
    """`/LLUVIA`: it rains, or stops; everybody hears RainToggle."""

    godot = G.RAIN_TOGGLE


@dataclass(frozen=True, slots=True)
class Night(GMCommand):
    """`/NOCHE`: night falls, or ends; everybody hears SendNight."""

    godot = G.NIGHT


@dataclass(frozen=True, slots=True)
class ForceMidiToMap(GMCommand):
    """`/FORCEMIDIMAP midi [map]`: play music on a map; 0 = the map's own."""

    godot = G.FORCE_MIDI_TO_MAP

    midi: U8
    map: I16


@dataclass(frozen=True, slots=True)
class ForceWaveToMap(GMCommand):
    """`/FORCEWAVMAP wave [map x y]`: play a sound at a place; outside every map = where one stands."""

    godot = G.FORCE_WAVE_TO_MAP

    wave: U8
    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class ForceMidiAll(GMCommand):
    """`/FORCEMIDI midi`: play music for everybody."""

    godot = G.FORCE_MIDI_ALL

    midi: U8


@dataclass(frozen=True, slots=True)
class ForceWaveAll(GMCommand):
    """`/FORCEWAV wave`: play a sound for everybody."""

    godot = G.FORCE_WAVE_ALL

    wave: U8


@dataclass(frozen=True, slots=True)
class ChatColor(GMCommand):
    """`/CHATCOLOR [r g b]`: the colour of one's own words till one leaves; not answered."""

    godot = G.CHAT_COLOR

    r: U8
    g: U8
    b: U8


@dataclass(frozen=True, slots=True)
class ServerOpenToUsersToggle(GMCommand):
    """`/HABILITAR`: only game masters may enter, or everybody again."""

    godot = G.SERVER_OPEN_TO_USERS_TOGGLE


@dataclass(frozen=True, slots=True)
class TurnOffServer(GMCommand):
    """`/APAGAR`: stop the server."""

    godot = G.TURN_OFF_SERVER


@dataclass(frozen=True, slots=True)
class Restart(GMCommand):
    """`/REINICIAR`: save all and start the server anew."""

    godot = G.RESTART


@dataclass(frozen=True, slots=True)
class DoBackup(GMCommand):
    """`/DOBACKUP`: save the world now."""

    godot = G.DO_BACKUP


@dataclass(frozen=True, slots=True)
class SaveChars(GMCommand):
    """`/GRABAR`: save the characters now.  Only in the original's numbering."""

    original = 119


@dataclass(frozen=True, slots=True)
class ReloadNpcs(GMCommand):
    """`/RELOADNPCS`: read again what NPCs are; those that live stay as they are."""

    godot = G.RELOAD_NPCS


@dataclass(frozen=True, slots=True)
class ReloadSpells(GMCommand):
    """`/RELOADHECHIZOS`: read again what spells are; not answered."""

    godot = G.RELOAD_SPELLS


@dataclass(frozen=True, slots=True)
class ReloadObjects(GMCommand):
    """`/RELOADOBJ`: read again what objects are; not answered."""

    godot = G.RELOAD_OBJECTS


@dataclass(frozen=True, slots=True)
class ReloadServerIni(GMCommand):
    """`/RELOADSINI`: read the settings again."""

    godot = G.RELOAD_SERVER_INI


@dataclass(frozen=True, slots=True)
class SetIniVar(GMCommand):
    """`/SETINIVAR section key value`: change a setting; it counts after the next reload."""

    godot = G.SET_INI_VAR

    section: Str
    key: Str
    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMotd(GMCommand):
    """`/MOTDCAMBIA`: the message of the day, to be edited; answered by ShowMOTDEditionForm."""

    godot = G.CHANGE_MOTD


@dataclass(frozen=True, slots=True)
class SetMotd(GMCommand):
    """`/ZMOTD text`: the new message of the day, a CR LF between its lines."""

    godot = G.SET_MOTD

    text: Str


@dataclass(frozen=True, slots=True)
class ShowServerForm(GMCommand):
    """`/SHOW INT`: opened a window on the server's own screen; only logged here."""

    godot = G.SHOW_SERVER_FORM


@dataclass(frozen=True, slots=True)
class ResetAutoUpdate(GMCommand):
    """`/AUTOUPDATE`: started another program in the original; ignored here."""

    godot = G.RESET_AUTO_UPDATE


@dataclass(frozen=True, slots=True)
class RecordAdd(GMCommand):
    """`/SEGADD name@reason`: open a record of a player; answered by RecordList."""

    godot = G.RECORD_ADD

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class RecordAddObs(GMCommand):
    """`/SEGOBS n text`: add to a record, counted from 1; answered by RecordDetails."""

    godot = G.RECORD_ADD_OBS

    index: U8
    text: Str


@dataclass(frozen=True, slots=True)
class RecordRemove(GMCommand):
    """`/SEGDEL n`: delete a record, counted from 1; answered by RecordList."""

    godot = G.RECORD_REMOVE

    index: U8


@dataclass(frozen=True, slots=True)
class RecordListRequest(GMCommand):
    """`/SEGLIST`: all records; answered by RecordList."""

    godot = G.RECORD_LIST_REQUEST


@dataclass(frozen=True, slots=True)
class RecordDetailsRequest(GMCommand):
    """`/SEGVER n`: a record, counted from 1; answered by RecordDetails."""

    godot = G.RECORD_DETAILS_REQUEST

    index: U8
