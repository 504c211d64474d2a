"""Messages, and lists of who is there.

Source: 01-protocol §8, 10-gm-admin §4.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class GmMessage(GMCommand):
    """`/GMSG text`: say something to all game masters."""

    godot = G.GM_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class HigherAdminsMessage(GMCommand):
    """`/DMSG text`: say something to the gods and admins.  Only in the original's numbering."""

    original = 148

    text: Str


@dataclass(frozen=True, slots=True)
class ServerMessage(GMCommand):
    """`/RMSG text`: a line on everybody's console, without a name."""

    godot = G.SERVER_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class MapMessage(GMCommand):
    """`/MAPMSG text`: a line on the consoles of one's own map."""

    godot = G.MAP_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class SystemMessage(GMCommand):
    """`/SMSG text`: a dialog on everybody's screen."""

    godot = G.SYSTEM_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class RoyalArmyMessage(GMCommand):
    """`/REALMSG text`: a line to the royal army."""

    godot = G.ROYAL_ARMY_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class ChaosLegionMessage(GMCommand):
    """`/CAOSMSG text`: a line to the chaos legion."""

    godot = G.CHAOS_LEGION_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class CitizenMessage(GMCommand):
    """`/CIUMSG text`: a line to all who are no criminals."""

    godot = G.CITIZEN_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class CriminalMessage(GMCommand):
    """`/CRIMSG text`: a line to all criminals."""

    godot = G.CRIMINAL_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class TalkAsNpc(GMCommand):
    """`/TALKAS text`: the NPC that was clicked on says it."""

    godot = G.TALK_AS_NPC

    text: Str


@dataclass(frozen=True, slots=True)
class Comment(GMCommand):
    """`/REM text`: a note for the log."""

    godot = G.COMMENT

    text: Str


@dataclass(frozen=True, slots=True)
class ServerTime(GMCommand):
    """`/HORA`: tell everybody the server's time and date."""

    godot = G.SERVER_TIME


@dataclass(frozen=True, slots=True)
class ShowName(GMCommand):
    """`/SHOWNAME`: show or hide one's own name."""

    godot = G.SHOW_NAME


@dataclass(frozen=True, slots=True)
class OnlineRoyalArmy(GMCommand):
    """`/ONLINEREAL`: who of the royal army is playing."""

    godot = G.ONLINE_ROYAL_ARMY


@dataclass(frozen=True, slots=True)
class OnlineChaosLegion(GMCommand):
    """`/ONLINECAOS`: who of the chaos legion is playing."""

    godot = G.ONLINE_CHAOS_LEGION


@dataclass(frozen=True, slots=True)
class OnlineGm(GMCommand):
    """`/ONLINEGM`: which game masters are there."""

    godot = G.ONLINE_GM


@dataclass(frozen=True, slots=True)
class OnlineMap(GMCommand):
    """`/ONLINEMAP [map]`: who is on a map."""

    godot = G.ONLINE_MAP

    map: I16


@dataclass(frozen=True, slots=True)
class RequestUserList(GMCommand):
    """`/LISTUSU`: all players; answered by UserNameList."""

    godot = G.REQUEST_USER_LIST


@dataclass(frozen=True, slots=True)
class Working(GMCommand):
    """`/TRABAJANDO`: who is working, and whom the sentinel is checking."""

    godot = G.WORKING


@dataclass(frozen=True, slots=True)
class Hiding(GMCommand):
    """`/OCULTANDO`: who is hiding."""

    godot = G.HIDING


@dataclass(frozen=True, slots=True)
class GmPanel(GMCommand):
    """`/PANELGM`: answered by ShowGMPanelForm."""

    godot = G.GM_PANEL


@dataclass(frozen=True, slots=True)
class SosShowList(GMCommand):
    """`/SHOW SOS`: who has asked for help; answered by ShowSOSForm."""

    godot = G.SOS_SHOW_LIST


@dataclass(frozen=True, slots=True)
class SosRemove(GMCommand):
    """`/SOSDONE name`: take somebody off the list of who has asked for help; not answered."""

    godot = G.SOS_REMOVE

    name: Str


@dataclass(frozen=True, slots=True)
class CleanSos(GMCommand):
    """`/BORRAR SOS`: empty the list of who has asked for help; not answered."""

    godot = G.CLEAN_SOS


@dataclass(frozen=True, slots=True)
class EnableDenounces(GMCommand):
    """`/DENUNCIAS`: hear the reports of players as they come, or no more."""

    godot = G.ENABLE_DENOUNCES


@dataclass(frozen=True, slots=True)
class ShowDenouncesList(GMCommand):
    """`/SHOW DENUNCIAS`: the reports of players; answered by ShowDenounces."""

    godot = G.SHOW_DENOUNCES_LIST


@dataclass(frozen=True, slots=True)
class GuildOnlineMembers(GMCommand):
    """`/ONCLAN guild`: which members of a guild are playing."""

    godot = G.GUILD_ONLINE_MEMBERS

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildMemberList(GMCommand):
    """`/MIEMBROSCLAN guild`: all members of a guild."""

    godot = G.GUILD_MEMBER_LIST

    guild: Str


@dataclass(frozen=True, slots=True)
class ShowGuildMessages(GMCommand):
    """`/SHOWCMSG guild`: listen to the chat of a guild, or no more."""

    godot = G.SHOW_GUILD_MESSAGES

    guild: Str
