"""Weather, sound and looks; the server itself; the records kept of players.

Source: 01-protocol §8, 10-gm-admin §4.9–§4.11.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, U8, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class RainToggle(GMCommand):
    """`/LLUVIA`: start or stop rain; everyone gets RainToggle."""

    godot = G.RAIN_TOGGLE


@dataclass(frozen=True, slots=True)
class Night(GMCommand):
    """`/NOCHE`: start or end the night; everyone gets SendNight."""

    godot = G.NIGHT


@dataclass(frozen=True, slots=True)
class ForceMidiToMap(GMCommand):
    """`/FORCEMIDIMAP midi [map]`: play music on a map; 0 = the map's own."""

    godot = G.FORCE_MIDI_TO_MAP

    midi: U8
    map: I16


@dataclass(frozen=True, slots=True)
class ForceWaveToMap(GMCommand):
    """`/FORCEWAVMAP wave [map x y]`: play a sound at a position; an invalid one = where the game master stands."""

    godot = G.FORCE_WAVE_TO_MAP

    wave: U8
    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class ForceMidiAll(GMCommand):
    """`/FORCEMIDI midi`: play music for everyone."""

    godot = G.FORCE_MIDI_ALL

    midi: U8


@dataclass(frozen=True, slots=True)
class ForceWaveAll(GMCommand):
    """`/FORCEWAV wave`: play a sound for everyone."""

    godot = G.FORCE_WAVE_ALL

    wave: U8


@dataclass(frozen=True, slots=True)
class ChatColor(GMCommand):
    """`/CHATCOLOR [r g b]`: set the colour of the game master's speech until logout; not answered."""

    godot = G.CHAT_COLOR

    r: U8
    g: U8
    b: U8


@dataclass(frozen=True, slots=True)
class ServerOpenToUsersToggle(GMCommand):
    """`/HABILITAR`: let only game masters log in, or everyone again."""

    godot = G.SERVER_OPEN_TO_USERS_TOGGLE


@dataclass(frozen=True, slots=True)
class TurnOffServer(GMCommand):
    """`/APAGAR`: stop the server."""

    godot = G.TURN_OFF_SERVER


@dataclass(frozen=True, slots=True)
class Restart(GMCommand):
    """`/REINICIAR`: save everything and restart the server."""

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
    """`/RELOADNPCS`: reload the NPC definitions; living NPCs stay as they are."""

    godot = G.RELOAD_NPCS


@dataclass(frozen=True, slots=True)
class ReloadSpells(GMCommand):
    """`/RELOADHECHIZOS`: reload the spell definitions; not answered."""

    godot = G.RELOAD_SPELLS


@dataclass(frozen=True, slots=True)
class ReloadObjects(GMCommand):
    """`/RELOADOBJ`: reload the object definitions; not answered."""

    godot = G.RELOAD_OBJECTS


@dataclass(frozen=True, slots=True)
class ReloadServerIni(GMCommand):
    """`/RELOADSINI`: reload the settings."""

    godot = G.RELOAD_SERVER_INI


@dataclass(frozen=True, slots=True)
class SetIniVar(GMCommand):
    """`/SETINIVAR section key value`: change a setting; it takes effect at the next reload."""

    godot = G.SET_INI_VAR

    section: Str
    key: Str
    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMotd(GMCommand):
    """`/MOTDCAMBIA`: ask for the message of the day to edit it; answered by ShowMOTDEditionForm."""

    godot = G.CHANGE_MOTD


@dataclass(frozen=True, slots=True)
class SetMotd(GMCommand):
    """`/ZMOTD text`: set the message of the day; its lines are separated by CR LF."""

    godot = G.SET_MOTD

    text: Str


@dataclass(frozen=True, slots=True)
class ShowServerForm(GMCommand):
    """`/SHOW INT`: opened a window on the original server's screen; here it is only logged."""

    godot = G.SHOW_SERVER_FORM


@dataclass(frozen=True, slots=True)
class ResetAutoUpdate(GMCommand):
    """`/AUTOUPDATE`: started another program in the original; here it is ignored."""

    godot = G.RESET_AUTO_UPDATE


@dataclass(frozen=True, slots=True)
class RecordAdd(GMCommand):
    """`/SEGADD name@reason`: open a record on a player; answered by RecordList."""

    godot = G.RECORD_ADD

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class RecordAddObs(GMCommand):
    """`/SEGOBS n text`: add to record n (counted from 1); answered by RecordDetails."""

    godot = G.RECORD_ADD_OBS

    index: U8
    text: Str


@dataclass(frozen=True, slots=True)
class RecordRemove(GMCommand):
    """`/SEGDEL n`: delete record n (counted from 1); answered by RecordList."""

    godot = G.RECORD_REMOVE

    index: U8


@dataclass(frozen=True, slots=True)
class RecordListRequest(GMCommand):
    """`/SEGLIST`: list all records; answered by RecordList."""

    godot = G.RECORD_LIST_REQUEST


@dataclass(frozen=True, slots=True)
class RecordDetailsRequest(GMCommand):
    """`/SEGVER n`: show record n (counted from 1); answered by RecordDetails."""

    godot = G.RECORD_DETAILS_REQUEST

    index: U8
