"""Messages to groups of players, and lists of who is online.

Source: 01-protocol §8, 10-gm-admin §4.1.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyao.protocol.gm_commands.base import I16, G, GMCommand, Str


@dataclass(frozen=True, slots=True)
class GmMessage(GMCommand):
    """`/GMSG text`: speak to all game masters."""

    godot = G.GM_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class HigherAdminsMessage(GMCommand):
    """`/DMSG text`: speak to the gods and admins.  Only in the original's numbering."""

    original = 148

    text: Str


@dataclass(frozen=True, slots=True)
class ServerMessage(GMCommand):
    """`/RMSG text`: a console line for everyone, without a name."""

    godot = G.SERVER_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class MapMessage(GMCommand):
    """`/MAPMSG text`: a console line for everyone on the game master's map."""

    godot = G.MAP_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class SystemMessage(GMCommand):
    """`/SMSG text`: a dialog for everyone."""

    godot = G.SYSTEM_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class RoyalArmyMessage(GMCommand):
    """`/REALMSG text`: a console line for the royal army."""

    godot = G.ROYAL_ARMY_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class ChaosLegionMessage(GMCommand):
    """`/CAOSMSG text`: a console line for the chaos legion."""

    godot = G.CHAOS_LEGION_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class CitizenMessage(GMCommand):
    """`/CIUMSG text`: a console line for everyone who is not a criminal."""

    godot = G.CITIZEN_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class CriminalMessage(GMCommand):
    """`/CRIMSG text`: a console line for all criminals."""

    godot = G.CRIMINAL_MESSAGE

    text: Str


@dataclass(frozen=True, slots=True)
class TalkAsNpc(GMCommand):
    """`/TALKAS text`: make the selected NPC say it."""

    godot = G.TALK_AS_NPC

    text: Str


@dataclass(frozen=True, slots=True)
class Comment(GMCommand):
    """`/REM text`: write a note to the log."""

    godot = G.COMMENT

    text: Str


@dataclass(frozen=True, slots=True)
class ServerTime(GMCommand):
    """`/HORA`: tell everyone the server's time and date."""

    godot = G.SERVER_TIME


@dataclass(frozen=True, slots=True)
class ShowName(GMCommand):
    """`/SHOWNAME`: show or hide the game master's name."""

    godot = G.SHOW_NAME


@dataclass(frozen=True, slots=True)
class OnlineRoyalArmy(GMCommand):
    """`/ONLINEREAL`: which members of the royal army are online."""

    godot = G.ONLINE_ROYAL_ARMY


@dataclass(frozen=True, slots=True)
class OnlineChaosLegion(GMCommand):
    """`/ONLINECAOS`: which members of the chaos legion are online."""

    godot = G.ONLINE_CHAOS_LEGION


@dataclass(frozen=True, slots=True)
class OnlineGm(GMCommand):
    """`/ONLINEGM`: which game masters are online."""

    godot = G.ONLINE_GM


@dataclass(frozen=True, slots=True)
class OnlineMap(GMCommand):
    """`/ONLINEMAP [map]`: who is on a map."""

    godot = G.ONLINE_MAP

    map: I16


@dataclass(frozen=True, slots=True)
class RequestUserList(GMCommand):
    """`/LISTUSU`: list all players; answered by UserNameList."""

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
    """`/SHOW SOS`: list the calls for help; answered by ShowSOSForm."""

    godot = G.SOS_SHOW_LIST


@dataclass(frozen=True, slots=True)
class SosRemove(GMCommand):
    """`/SOSDONE name`: take a player off the list of calls for help; not answered."""

    godot = G.SOS_REMOVE

    name: Str


@dataclass(frozen=True, slots=True)
class CleanSos(GMCommand):
    """`/BORRAR SOS`: empty the list of calls for help; not answered."""

    godot = G.CLEAN_SOS


@dataclass(frozen=True, slots=True)
class EnableDenounces(GMCommand):
    """`/DENUNCIAS`: start or stop getting players' reports as they come in."""

    godot = G.ENABLE_DENOUNCES


@dataclass(frozen=True, slots=True)
class ShowDenouncesList(GMCommand):
    """`/SHOW DENUNCIAS`: list what players have reported; answered by ShowDenounces."""

    godot = G.SHOW_DENOUNCES_LIST


@dataclass(frozen=True, slots=True)
class GuildOnlineMembers(GMCommand):
    """`/ONCLAN guild`: which members of a guild are online."""

    godot = G.GUILD_ONLINE_MEMBERS

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildMemberList(GMCommand):
    """`/MIEMBROSCLAN guild`: list all members of a guild."""

    godot = G.GUILD_MEMBER_LIST

    guild: Str


@dataclass(frozen=True, slots=True)
class ShowGuildMessages(GMCommand):
    """`/SHOWCMSG guild`: start or stop listening to a guild's chat."""

    godot = G.SHOW_GUILD_MESSAGES

    guild: Str
