"""Every GM command, as a value; both numberings.

Who may give one, and what it does, stands elsewhere.  Source: 01-protocol §8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pyao.protocol.client_packets import ClientPacket
from pyao.protocol.fields import I16, U8, Bool, IpOrName, Str
from pyao.protocol.packet_id import ClientPacketID, GMCommandID


class GMCommand(ClientPacket):
    """Anything that packet 122 may carry.  `godot` and `original` are its numbers; `None` = it has none there."""

    __slots__ = ()

    id: ClassVar[ClientPacketID] = ClientPacketID.GM_COMMANDS
    godot: ClassVar[int | None]
    original: ClassVar[int | None]


@dataclass(frozen=True, slots=True)
class GmMessage(GMCommand):
    """`/GMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.GM_MESSAGE
    original: ClassVar[int | None] = 1

    text: Str


@dataclass(frozen=True, slots=True)
class ShowName(GMCommand):
    """`/SHOWNAME`."""

    godot: ClassVar[int | None] = GMCommandID.SHOW_NAME
    original: ClassVar[int | None] = 2


@dataclass(frozen=True, slots=True)
class OnlineRoyalArmy(GMCommand):
    """`/ONLINEREAL`."""

    godot: ClassVar[int | None] = GMCommandID.ONLINE_ROYAL_ARMY
    original: ClassVar[int | None] = 3


@dataclass(frozen=True, slots=True)
class OnlineChaosLegion(GMCommand):
    """`/ONLINECAOS`."""

    godot: ClassVar[int | None] = GMCommandID.ONLINE_CHAOS_LEGION
    original: ClassVar[int | None] = 4


@dataclass(frozen=True, slots=True)
class GoNearby(GMCommand):
    """`/IRCERCA name`."""

    godot: ClassVar[int | None] = GMCommandID.GO_NEARBY
    original: ClassVar[int | None] = 5

    name: Str


@dataclass(frozen=True, slots=True)
class Comment(GMCommand):
    """`/REM text`."""

    godot: ClassVar[int | None] = GMCommandID.COMMENT
    original: ClassVar[int | None] = 6

    text: Str


@dataclass(frozen=True, slots=True)
class ServerTime(GMCommand):
    """`/HORA`."""

    godot: ClassVar[int | None] = GMCommandID.SERVER_TIME
    original: ClassVar[int | None] = 7


@dataclass(frozen=True, slots=True)
class Where(GMCommand):
    """`/DONDE name`."""

    godot: ClassVar[int | None] = GMCommandID.WHERE
    original: ClassVar[int | None] = 8

    name: Str


@dataclass(frozen=True, slots=True)
class CreaturesInMap(GMCommand):
    """`/NENE [map]`."""

    godot: ClassVar[int | None] = GMCommandID.CREATURES_IN_MAP
    original: ClassVar[int | None] = 9

    map: I16


@dataclass(frozen=True, slots=True)
class WarpMeToTarget(GMCommand):
    """Sent by this client on /teleploc and on every Shift+left click, whoever the player is."""

    godot: ClassVar[int | None] = GMCommandID.WARP_ME_TO_TARGET
    original: ClassVar[int | None] = 10


@dataclass(frozen=True, slots=True)
class WarpChar(GMCommand):
    """Name YO (any case) = oneself.

    Sent by this client on /telep and on every click on the minimap, whoever the player is.
    """

    godot: ClassVar[int | None] = GMCommandID.WARP_CHAR
    original: ClassVar[int | None] = 11

    name: Str
    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class Silence(GMCommand):
    """`/SILENCIAR name`."""

    godot: ClassVar[int | None] = GMCommandID.SILENCE
    original: ClassVar[int | None] = 12

    name: Str


@dataclass(frozen=True, slots=True)
class SosShowList(GMCommand):
    """`/SHOW SOS`."""

    godot: ClassVar[int | None] = GMCommandID.SOS_SHOW_LIST
    original: ClassVar[int | None] = 13


@dataclass(frozen=True, slots=True)
class SosRemove(GMCommand):
    """`/SOSDONE name`."""

    godot: ClassVar[int | None] = GMCommandID.SOS_REMOVE
    original: ClassVar[int | None] = 14

    name: Str


@dataclass(frozen=True, slots=True)
class GoToChar(GMCommand):
    """`/IRA name`."""

    godot: ClassVar[int | None] = GMCommandID.GO_TO_CHAR
    original: ClassVar[int | None] = 15

    name: Str


@dataclass(frozen=True, slots=True)
class Invisible(GMCommand):
    """Sent by this client on /invisible, whoever the player is."""

    godot: ClassVar[int | None] = GMCommandID.INVISIBLE
    original: ClassVar[int | None] = 16


@dataclass(frozen=True, slots=True)
class GmPanel(GMCommand):
    """`/PANELGM`."""

    godot: ClassVar[int | None] = GMCommandID.GM_PANEL
    original: ClassVar[int | None] = 17


@dataclass(frozen=True, slots=True)
class RequestUserList(GMCommand):
    """`/LISTUSU`."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_USER_LIST
    original: ClassVar[int | None] = 18


@dataclass(frozen=True, slots=True)
class Working(GMCommand):
    """`/TRABAJANDO`."""

    godot: ClassVar[int | None] = GMCommandID.WORKING
    original: ClassVar[int | None] = 19


@dataclass(frozen=True, slots=True)
class Hiding(GMCommand):
    """`/OCULTANDO`."""

    godot: ClassVar[int | None] = GMCommandID.HIDING
    original: ClassVar[int | None] = 20


@dataclass(frozen=True, slots=True)
class Jail(GMCommand):
    """`/CARCEL name@reason@minutes`."""

    godot: ClassVar[int | None] = GMCommandID.JAIL
    original: ClassVar[int | None] = 21

    name: Str
    reason: Str
    minutes: U8


@dataclass(frozen=True, slots=True)
class KillNpc(GMCommand):
    """`/RMATA`."""

    godot: ClassVar[int | None] = GMCommandID.KILL_NPC
    original: ClassVar[int | None] = 22


@dataclass(frozen=True, slots=True)
class WarnUser(GMCommand):
    """`/ADVERTENCIA name@reason`."""

    godot: ClassVar[int | None] = GMCommandID.WARN_USER
    original: ClassVar[int | None] = 23

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class EditChar(GMCommand):
    """Name: + stands for space, YO = oneself. option.

    1 Gold, 2 Experience, 3 Body, 4 Head, 5 CiticensKilled, 6 CriminalsKilled, 7 Level, 8 Class, 9 Skills, 10
    SkillPointsLeft, 11 Nobleza, 12 Asesino, 13 Sex, 14 Raza, 15 addGold, 16 Vida, 17 Poss.
    """

    godot: ClassVar[int | None] = GMCommandID.EDIT_CHAR
    original: ClassVar[int | None] = 24

    name: Str
    option: U8
    arg1: Str
    arg2: Str


@dataclass(frozen=True, slots=True)
class RequestCharInfo(GMCommand):
    """+ stands for space."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_CHAR_INFO
    original: ClassVar[int | None] = 25

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharStats(GMCommand):
    """`/STAT name`."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_CHAR_STATS
    original: ClassVar[int | None] = 26

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharGold(GMCommand):
    """`/BAL name`."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_CHAR_GOLD
    original: ClassVar[int | None] = 27

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharInventory(GMCommand):
    """`/INV name`."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_CHAR_INVENTORY
    original: ClassVar[int | None] = 28

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharBank(GMCommand):
    """`/BOV name`."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_CHAR_BANK
    original: ClassVar[int | None] = 29

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharSkills(GMCommand):
    """`/SKILLS name`."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_CHAR_SKILLS
    original: ClassVar[int | None] = 30

    name: Str


@dataclass(frozen=True, slots=True)
class ReviveChar(GMCommand):
    """`/REVIVIR name`."""

    godot: ClassVar[int | None] = GMCommandID.REVIVE_CHAR
    original: ClassVar[int | None] = 31

    name: Str


@dataclass(frozen=True, slots=True)
class OnlineGm(GMCommand):
    """`/ONLINEGM`."""

    godot: ClassVar[int | None] = GMCommandID.ONLINE_GM
    original: ClassVar[int | None] = 32


@dataclass(frozen=True, slots=True)
class OnlineMap(GMCommand):
    """`/ONLINEMAP [map]`."""

    godot: ClassVar[int | None] = GMCommandID.ONLINE_MAP
    original: ClassVar[int | None] = 33

    map: I16


@dataclass(frozen=True, slots=True)
class Forgive(GMCommand):
    """`/PERDON name`."""

    godot: ClassVar[int | None] = GMCommandID.FORGIVE
    original: ClassVar[int | None] = 34

    name: Str


@dataclass(frozen=True, slots=True)
class Kick(GMCommand):
    """`/ECHAR name`."""

    godot: ClassVar[int | None] = GMCommandID.KICK
    original: ClassVar[int | None] = 35

    name: Str


@dataclass(frozen=True, slots=True)
class Execute(GMCommand):
    """`/EJECUTAR name`."""

    godot: ClassVar[int | None] = GMCommandID.EXECUTE
    original: ClassVar[int | None] = 36

    name: Str


@dataclass(frozen=True, slots=True)
class BanChar(GMCommand):
    """`/BAN name@reason`."""

    godot: ClassVar[int | None] = GMCommandID.BAN_CHAR
    original: ClassVar[int | None] = 37

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class UnbanChar(GMCommand):
    """`/UNBAN name`."""

    godot: ClassVar[int | None] = GMCommandID.UNBAN_CHAR
    original: ClassVar[int | None] = 38

    name: Str


@dataclass(frozen=True, slots=True)
class NpcFollow(GMCommand):
    """`/SEGUIR`."""

    godot: ClassVar[int | None] = GMCommandID.NPC_FOLLOW
    original: ClassVar[int | None] = 39


@dataclass(frozen=True, slots=True)
class SummonChar(GMCommand):
    """`/SUM name`."""

    godot: ClassVar[int | None] = GMCommandID.SUMMON_CHAR
    original: ClassVar[int | None] = 40

    name: Str


@dataclass(frozen=True, slots=True)
class SpawnListRequest(GMCommand):
    """`/CC`."""

    godot: ClassVar[int | None] = GMCommandID.SPAWN_LIST_REQUEST
    original: ClassVar[int | None] = 41


@dataclass(frozen=True, slots=True)
class SpawnCreature(GMCommand):
    """1-based index in SpawnList."""

    godot: ClassVar[int | None] = GMCommandID.SPAWN_CREATURE
    original: ClassVar[int | None] = 42

    index: I16


@dataclass(frozen=True, slots=True)
class ResetNpcInventory(GMCommand):
    """`/RESETINV`."""

    godot: ClassVar[int | None] = GMCommandID.RESET_NPC_INVENTORY
    original: ClassVar[int | None] = 43


@dataclass(frozen=True, slots=True)
class CleanWorld(GMCommand):
    """`/LIMPIAR`."""

    godot: ClassVar[int | None] = GMCommandID.CLEAN_WORLD
    original: ClassVar[int | None] = 44


@dataclass(frozen=True, slots=True)
class ServerMessage(GMCommand):
    """`/RMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.SERVER_MESSAGE
    original: ClassVar[int | None] = 45

    text: Str


@dataclass(frozen=True, slots=True)
class NickToIp(GMCommand):
    """`/NICK2IP name`."""

    godot: ClassVar[int | None] = GMCommandID.NICK_TO_IP
    original: ClassVar[int | None] = 46

    name: Str


@dataclass(frozen=True, slots=True)
class IpToNick(GMCommand):
    """`/IP2NICK a.b.c.d`."""

    godot: ClassVar[int | None] = GMCommandID.IP_TO_NICK
    original: ClassVar[int | None] = 47

    a: U8
    b: U8
    c: U8
    d: U8


@dataclass(frozen=True, slots=True)
class GuildOnlineMembers(GMCommand):
    """`/ONCLAN guild`."""

    godot: ClassVar[int | None] = GMCommandID.GUILD_ONLINE_MEMBERS
    original: ClassVar[int | None] = 48

    guild: Str


@dataclass(frozen=True, slots=True)
class TeleportCreate(GMCommand):
    """`/CT map x y [radius]`."""

    godot: ClassVar[int | None] = GMCommandID.TELEPORT_CREATE
    original: ClassVar[int | None] = 49

    map: I16
    x: U8
    y: U8
    radius: U8


@dataclass(frozen=True, slots=True)
class TeleportDestroy(GMCommand):
    """`/DT`."""

    godot: ClassVar[int | None] = GMCommandID.TELEPORT_DESTROY
    original: ClassVar[int | None] = 50


@dataclass(frozen=True, slots=True)
class RainToggle(GMCommand):
    """`/LLUVIA`."""

    godot: ClassVar[int | None] = GMCommandID.RAIN_TOGGLE
    original: ClassVar[int | None] = 51


@dataclass(frozen=True, slots=True)
class SetCharDescription(GMCommand):
    """`/SETDESC text`."""

    godot: ClassVar[int | None] = GMCommandID.SET_CHAR_DESCRIPTION
    original: ClassVar[int | None] = 52

    text: Str


@dataclass(frozen=True, slots=True)
class ForceMidiToMap(GMCommand):
    """`/FORCEMIDIMAP midi [map]`."""

    godot: ClassVar[int | None] = GMCommandID.FORCE_MIDI_TO_MAP
    original: ClassVar[int | None] = 53

    midi: U8
    map: I16


@dataclass(frozen=True, slots=True)
class ForceWaveToMap(GMCommand):
    """`/FORCEWAVMAP wave [map x y]`."""

    godot: ClassVar[int | None] = GMCommandID.FORCE_WAVE_TO_MAP
    original: ClassVar[int | None] = 54

    wave: U8
    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class RoyalArmyMessage(GMCommand):
    """`/REALMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.ROYAL_ARMY_MESSAGE
    original: ClassVar[int | None] = 55

    text: Str


@dataclass(frozen=True, slots=True)
class ChaosLegionMessage(GMCommand):
    """`/CAOSMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.CHAOS_LEGION_MESSAGE
    original: ClassVar[int | None] = 56

    text: Str


@dataclass(frozen=True, slots=True)
class CitizenMessage(GMCommand):
    """`/CIUMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.CITIZEN_MESSAGE
    original: ClassVar[int | None] = 57

    text: Str


@dataclass(frozen=True, slots=True)
class CriminalMessage(GMCommand):
    """`/CRIMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.CRIMINAL_MESSAGE
    original: ClassVar[int | None] = 58

    text: Str


@dataclass(frozen=True, slots=True)
class TalkAsNpc(GMCommand):
    """`/TALKAS text`."""

    godot: ClassVar[int | None] = GMCommandID.TALK_AS_NPC
    original: ClassVar[int | None] = 59

    text: Str


@dataclass(frozen=True, slots=True)
class DestroyAllItemsInArea(GMCommand):
    """`/MASSDEST`."""

    godot: ClassVar[int | None] = GMCommandID.DESTROY_ALL_ITEMS_IN_AREA
    original: ClassVar[int | None] = 60


@dataclass(frozen=True, slots=True)
class AcceptRoyalCouncilMember(GMCommand):
    """`/ACEPTCONSE name`."""

    godot: ClassVar[int | None] = GMCommandID.ACCEPT_ROYAL_COUNCIL_MEMBER
    original: ClassVar[int | None] = 61

    name: Str


@dataclass(frozen=True, slots=True)
class AcceptChaosCouncilMember(GMCommand):
    """`/ACEPTCONSECAOS name`."""

    godot: ClassVar[int | None] = GMCommandID.ACCEPT_CHAOS_COUNCIL_MEMBER
    original: ClassVar[int | None] = 62

    name: Str


@dataclass(frozen=True, slots=True)
class ItemsInTheFloor(GMCommand):
    """`/PISO`."""

    godot: ClassVar[int | None] = GMCommandID.ITEMS_IN_THE_FLOOR
    original: ClassVar[int | None] = 63


@dataclass(frozen=True, slots=True)
class MakeDumb(GMCommand):
    """`/ESTUPIDO name`."""

    godot: ClassVar[int | None] = GMCommandID.MAKE_DUMB
    original: ClassVar[int | None] = 64

    name: Str


@dataclass(frozen=True, slots=True)
class MakeDumbNoMore(GMCommand):
    """`/NOESTUPIDO name`."""

    godot: ClassVar[int | None] = GMCommandID.MAKE_DUMB_NO_MORE
    original: ClassVar[int | None] = 65

    name: Str


@dataclass(frozen=True, slots=True)
class DumpIpTables(GMCommand):
    """`/DUMPSECURITY`."""

    godot: ClassVar[int | None] = GMCommandID.DUMP_IP_TABLES
    original: ClassVar[int | None] = 66


@dataclass(frozen=True, slots=True)
class CouncilKick(GMCommand):
    """`/KICKCONSE name`."""

    godot: ClassVar[int | None] = GMCommandID.COUNCIL_KICK
    original: ClassVar[int | None] = 67

    name: Str


@dataclass(frozen=True, slots=True)
class SetTrigger(GMCommand):
    """`/TRIGGER n`."""

    godot: ClassVar[int | None] = GMCommandID.SET_TRIGGER
    original: ClassVar[int | None] = 68

    trigger: U8


@dataclass(frozen=True, slots=True)
class AskTrigger(GMCommand):
    """`/TRIGGER`."""

    godot: ClassVar[int | None] = GMCommandID.ASK_TRIGGER
    original: ClassVar[int | None] = 69


@dataclass(frozen=True, slots=True)
class BannedIpList(GMCommand):
    """`/BANIPLIST`."""

    godot: ClassVar[int | None] = GMCommandID.BANNED_IP_LIST
    original: ClassVar[int | None] = 70


@dataclass(frozen=True, slots=True)
class BannedIpReload(GMCommand):
    """`/BANIPRELOAD`."""

    godot: ClassVar[int | None] = GMCommandID.BANNED_IP_RELOAD
    original: ClassVar[int | None] = 71


@dataclass(frozen=True, slots=True)
class GuildMemberList(GMCommand):
    """`/MIEMBROSCLAN guild`."""

    godot: ClassVar[int | None] = GMCommandID.GUILD_MEMBER_LIST
    original: ClassVar[int | None] = 72

    guild: Str


@dataclass(frozen=True, slots=True)
class GuildBan(GMCommand):
    """`/BANCLAN guild`."""

    godot: ClassVar[int | None] = GMCommandID.GUILD_BAN
    original: ClassVar[int | None] = 73

    guild: Str


@dataclass(frozen=True, slots=True)
class BanIp(GMCommand):
    """By_ip 1: target is four u8; by_ip 0: target is str."""

    godot: ClassVar[int | None] = GMCommandID.BAN_IP
    original: ClassVar[int | None] = 74

    by_ip: Bool
    target: IpOrName
    reason: Str


@dataclass(frozen=True, slots=True)
class UnbanIp(GMCommand):
    """`/UNBANIP a.b.c.d`."""

    godot: ClassVar[int | None] = GMCommandID.UNBAN_IP
    original: ClassVar[int | None] = 75

    a: U8
    b: U8
    c: U8
    d: U8


@dataclass(frozen=True, slots=True)
class CreateItem(GMCommand):
    """`/CI obj`."""

    godot: ClassVar[int | None] = GMCommandID.CREATE_ITEM
    original: ClassVar[int | None] = 76

    obj: I16


@dataclass(frozen=True, slots=True)
class DestroyItems(GMCommand):
    """`/DEST`."""

    godot: ClassVar[int | None] = GMCommandID.DESTROY_ITEMS
    original: ClassVar[int | None] = 77


@dataclass(frozen=True, slots=True)
class ChaosLegionKick(GMCommand):
    """`/NOCAOS name@reason`."""

    godot: ClassVar[int | None] = GMCommandID.CHAOS_LEGION_KICK
    original: ClassVar[int | None] = 78

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class RoyalArmyKick(GMCommand):
    """`/NOREAL name@reason`."""

    godot: ClassVar[int | None] = GMCommandID.ROYAL_ARMY_KICK
    original: ClassVar[int | None] = 79

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class ForceMidiAll(GMCommand):
    """`/FORCEMIDI midi`."""

    godot: ClassVar[int | None] = GMCommandID.FORCE_MIDI_ALL
    original: ClassVar[int | None] = 80

    midi: U8


@dataclass(frozen=True, slots=True)
class ForceWaveAll(GMCommand):
    """`/FORCEWAV wave`."""

    godot: ClassVar[int | None] = GMCommandID.FORCE_WAVE_ALL
    original: ClassVar[int | None] = 81

    wave: U8


@dataclass(frozen=True, slots=True)
class RemovePunishment(GMCommand):
    """`/BORRARPENA name@number@text`."""

    godot: ClassVar[int | None] = GMCommandID.REMOVE_PUNISHMENT
    original: ClassVar[int | None] = 82

    name: Str
    number: U8
    text: Str


@dataclass(frozen=True, slots=True)
class TileBlockedToggle(GMCommand):
    """`/BLOQ`."""

    godot: ClassVar[int | None] = GMCommandID.TILE_BLOCKED_TOGGLE
    original: ClassVar[int | None] = 83


@dataclass(frozen=True, slots=True)
class KillNpcNoRespawn(GMCommand):
    """`/MATA`."""

    godot: ClassVar[int | None] = GMCommandID.KILL_NPC_NO_RESPAWN
    original: ClassVar[int | None] = 84


@dataclass(frozen=True, slots=True)
class KillAllNearbyNpcs(GMCommand):
    """`/MASSKILL`."""

    godot: ClassVar[int | None] = GMCommandID.KILL_ALL_NEARBY_NPCS
    original: ClassVar[int | None] = 85


@dataclass(frozen=True, slots=True)
class LastIp(GMCommand):
    """`/LASTIP name`."""

    godot: ClassVar[int | None] = GMCommandID.LAST_IP
    original: ClassVar[int | None] = 86

    name: Str


@dataclass(frozen=True, slots=True)
class ChangeMotd(GMCommand):
    """`/MOTDCAMBIA`."""

    godot: ClassVar[int | None] = GMCommandID.CHANGE_MOTD
    original: ClassVar[int | None] = 87


@dataclass(frozen=True, slots=True)
class SetMotd(GMCommand):
    """Lines separated by CR LF."""

    godot: ClassVar[int | None] = GMCommandID.SET_MOTD
    original: ClassVar[int | None] = 88

    text: Str


@dataclass(frozen=True, slots=True)
class SystemMessage(GMCommand):
    """`/SMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.SYSTEM_MESSAGE
    original: ClassVar[int | None] = 89

    text: Str


@dataclass(frozen=True, slots=True)
class CreateNpc(GMCommand):
    """`/ACC npc`."""

    godot: ClassVar[int | None] = GMCommandID.CREATE_NPC
    original: ClassVar[int | None] = 90

    npc: I16


@dataclass(frozen=True, slots=True)
class CreateNpcWithRespawn(GMCommand):
    """`/RACC npc`."""

    godot: ClassVar[int | None] = GMCommandID.CREATE_NPC_WITH_RESPAWN
    original: ClassVar[int | None] = 91

    npc: I16


@dataclass(frozen=True, slots=True)
class ImperialArmour(GMCommand):
    """Index 1..4."""

    godot: ClassVar[int | None] = GMCommandID.IMPERIAL_ARMOUR
    original: ClassVar[int | None] = 92

    index: U8
    obj: I16


@dataclass(frozen=True, slots=True)
class ChaosArmour(GMCommand):
    """Index 1..4."""

    godot: ClassVar[int | None] = GMCommandID.CHAOS_ARMOUR
    original: ClassVar[int | None] = 93

    index: U8
    obj: I16


@dataclass(frozen=True, slots=True)
class NavigateToggle(GMCommand):
    """`/NAVE`."""

    godot: ClassVar[int | None] = GMCommandID.NAVIGATE_TOGGLE
    original: ClassVar[int | None] = 94


@dataclass(frozen=True, slots=True)
class ServerOpenToUsersToggle(GMCommand):
    """`/HABILITAR`."""

    godot: ClassVar[int | None] = GMCommandID.SERVER_OPEN_TO_USERS_TOGGLE
    original: ClassVar[int | None] = 95


@dataclass(frozen=True, slots=True)
class TurnOffServer(GMCommand):
    """`/APAGAR`."""

    godot: ClassVar[int | None] = GMCommandID.TURN_OFF_SERVER
    original: ClassVar[int | None] = 96


@dataclass(frozen=True, slots=True)
class TurnCriminal(GMCommand):
    """`/CONDEN name`."""

    godot: ClassVar[int | None] = GMCommandID.TURN_CRIMINAL
    original: ClassVar[int | None] = 97

    name: Str


@dataclass(frozen=True, slots=True)
class ResetFactions(GMCommand):
    """`/RAJAR name`."""

    godot: ClassVar[int | None] = GMCommandID.RESET_FACTIONS
    original: ClassVar[int | None] = 98

    name: Str


@dataclass(frozen=True, slots=True)
class RemoveCharFromGuild(GMCommand):
    """`/RAJARCLAN name`."""

    godot: ClassVar[int | None] = GMCommandID.REMOVE_CHAR_FROM_GUILD
    original: ClassVar[int | None] = 99

    name: Str


@dataclass(frozen=True, slots=True)
class RequestCharMail(GMCommand):
    """`/LASTEMAIL name`."""

    godot: ClassVar[int | None] = GMCommandID.REQUEST_CHAR_MAIL
    original: ClassVar[int | None] = 100

    name: Str


@dataclass(frozen=True, slots=True)
class AlterPassword(GMCommand):
    """+ stands for space in both."""

    godot: ClassVar[int | None] = GMCommandID.ALTER_PASSWORD
    original: ClassVar[int | None] = 101

    name: Str
    copy_from: Str


@dataclass(frozen=True, slots=True)
class AlterMail(GMCommand):
    """`/AEMAIL name-mail`."""

    godot: ClassVar[int | None] = GMCommandID.ALTER_MAIL
    original: ClassVar[int | None] = 102

    name: Str
    mail: Str


@dataclass(frozen=True, slots=True)
class AlterName(GMCommand):
    """`/ANAME name@new_name`."""

    godot: ClassVar[int | None] = GMCommandID.ALTER_NAME
    original: ClassVar[int | None] = 103

    name: Str
    new_name: Str


@dataclass(frozen=True, slots=True)
class ToggleCentinelActivated(GMCommand):
    """`/CENTINELAACTIVADO`."""

    godot: ClassVar[int | None] = GMCommandID.TOGGLE_CENTINEL_ACTIVATED
    original: ClassVar[int | None] = 104


@dataclass(frozen=True, slots=True)
class DoBackup(GMCommand):
    """`/DOBACKUP`."""

    godot: ClassVar[int | None] = GMCommandID.DO_BACKUP
    original: ClassVar[int | None] = 105


@dataclass(frozen=True, slots=True)
class ShowGuildMessages(GMCommand):
    """`/SHOWCMSG guild`."""

    godot: ClassVar[int | None] = GMCommandID.SHOW_GUILD_MESSAGES
    original: ClassVar[int | None] = 106

    guild: Str


@dataclass(frozen=True, slots=True)
class SaveMap(GMCommand):
    """`/GUARDAMAPA`."""

    godot: ClassVar[int | None] = GMCommandID.SAVE_MAP
    original: ClassVar[int | None] = 107


@dataclass(frozen=True, slots=True)
class CleanSos(GMCommand):
    """`/BORRAR SOS`."""

    godot: ClassVar[int | None] = GMCommandID.CLEAN_SOS
    original: ClassVar[int | None] = 120


@dataclass(frozen=True, slots=True)
class ShowServerForm(GMCommand):
    """`/SHOW INT`."""

    godot: ClassVar[int | None] = GMCommandID.SHOW_SERVER_FORM
    original: ClassVar[int | None] = 121


@dataclass(frozen=True, slots=True)
class Night(GMCommand):
    """`/NOCHE`."""

    godot: ClassVar[int | None] = GMCommandID.NIGHT
    original: ClassVar[int | None] = 122


@dataclass(frozen=True, slots=True)
class KickAllChars(GMCommand):
    """`/ECHARTODOSPJS`."""

    godot: ClassVar[int | None] = GMCommandID.KICK_ALL_CHARS
    original: ClassVar[int | None] = 123


@dataclass(frozen=True, slots=True)
class ReloadNpcs(GMCommand):
    """`/RELOADNPCS`."""

    godot: ClassVar[int | None] = GMCommandID.RELOAD_NPCS
    original: ClassVar[int | None] = 124


@dataclass(frozen=True, slots=True)
class ReloadServerIni(GMCommand):
    """`/RELOADSINI`."""

    godot: ClassVar[int | None] = GMCommandID.RELOAD_SERVER_INI
    original: ClassVar[int | None] = 125


@dataclass(frozen=True, slots=True)
class ReloadSpells(GMCommand):
    """`/RELOADHECHIZOS`."""

    godot: ClassVar[int | None] = GMCommandID.RELOAD_SPELLS
    original: ClassVar[int | None] = 126


@dataclass(frozen=True, slots=True)
class ReloadObjects(GMCommand):
    """`/RELOADOBJ`."""

    godot: ClassVar[int | None] = GMCommandID.RELOAD_OBJECTS
    original: ClassVar[int | None] = 127


@dataclass(frozen=True, slots=True)
class Restart(GMCommand):
    """`/REINICIAR`."""

    godot: ClassVar[int | None] = GMCommandID.RESTART
    original: ClassVar[int | None] = 128


@dataclass(frozen=True, slots=True)
class ResetAutoUpdate(GMCommand):
    """`/AUTOUPDATE`."""

    godot: ClassVar[int | None] = GMCommandID.RESET_AUTO_UPDATE
    original: ClassVar[int | None] = 129


@dataclass(frozen=True, slots=True)
class ChatColor(GMCommand):
    """`/CHATCOLOR [r g b]`."""

    godot: ClassVar[int | None] = GMCommandID.CHAT_COLOR
    original: ClassVar[int | None] = 130

    r: U8
    g: U8
    b: U8


@dataclass(frozen=True, slots=True)
class Ignored(GMCommand):
    """`/IGNORADO`."""

    godot: ClassVar[int | None] = GMCommandID.IGNORED
    original: ClassVar[int | None] = 131


@dataclass(frozen=True, slots=True)
class CheckSlot(GMCommand):
    """`/SLOT name@slot`."""

    godot: ClassVar[int | None] = GMCommandID.CHECK_SLOT
    original: ClassVar[int | None] = 132

    name: Str
    slot: U8


@dataclass(frozen=True, slots=True)
class SetIniVar(GMCommand):
    """`/SETINIVAR section key value`."""

    godot: ClassVar[int | None] = GMCommandID.SET_INI_VAR
    original: ClassVar[int | None] = 133

    section: Str
    key: Str
    value: Str


@dataclass(frozen=True, slots=True)
class CreatePretorianClan(GMCommand):
    """`/CREARPRETORIANOS map x y`."""

    godot: ClassVar[int | None] = GMCommandID.CREATE_PRETORIAN_CLAN
    original: ClassVar[int | None] = 134

    map: I16
    x: U8
    y: U8


@dataclass(frozen=True, slots=True)
class RemovePretorianClan(GMCommand):
    """`/ELIMINARPRETORIANOS map`."""

    godot: ClassVar[int | None] = GMCommandID.REMOVE_PRETORIAN_CLAN
    original: ClassVar[int | None] = 135

    map: I16


@dataclass(frozen=True, slots=True)
class EnableDenounces(GMCommand):
    """`/DENUNCIAS`."""

    godot: ClassVar[int | None] = GMCommandID.ENABLE_DENOUNCES
    original: ClassVar[int | None] = 136


@dataclass(frozen=True, slots=True)
class ShowDenouncesList(GMCommand):
    """`/SHOW DENUNCIAS`."""

    godot: ClassVar[int | None] = GMCommandID.SHOW_DENOUNCES_LIST
    original: ClassVar[int | None] = 137


@dataclass(frozen=True, slots=True)
class MapMessage(GMCommand):
    """`/MAPMSG text`."""

    godot: ClassVar[int | None] = GMCommandID.MAP_MESSAGE
    original: ClassVar[int | None] = 138

    text: Str


@dataclass(frozen=True, slots=True)
class SetDialog(GMCommand):
    """`/SETDIALOG text`."""

    godot: ClassVar[int | None] = GMCommandID.SET_DIALOG
    original: ClassVar[int | None] = 139

    text: Str


@dataclass(frozen=True, slots=True)
class Impersonate(GMCommand):
    """`/IMPERSONAR`."""

    godot: ClassVar[int | None] = GMCommandID.IMPERSONATE
    original: ClassVar[int | None] = 140


@dataclass(frozen=True, slots=True)
class Imitate(GMCommand):
    """`/MIMETIZAR`."""

    godot: ClassVar[int | None] = GMCommandID.IMITATE
    original: ClassVar[int | None] = 141


@dataclass(frozen=True, slots=True)
class RecordAdd(GMCommand):
    """`/SEGADD name@reason`."""

    godot: ClassVar[int | None] = GMCommandID.RECORD_ADD
    original: ClassVar[int | None] = 142

    name: Str
    reason: Str


@dataclass(frozen=True, slots=True)
class RecordRemove(GMCommand):
    """`/SEGDEL n`."""

    godot: ClassVar[int | None] = GMCommandID.RECORD_REMOVE
    original: ClassVar[int | None] = 143

    index: U8


@dataclass(frozen=True, slots=True)
class RecordAddObs(GMCommand):
    """`/SEGOBS n text`."""

    godot: ClassVar[int | None] = GMCommandID.RECORD_ADD_OBS
    original: ClassVar[int | None] = 144

    index: U8
    text: Str


@dataclass(frozen=True, slots=True)
class RecordListRequest(GMCommand):
    """`/SEGLIST`."""

    godot: ClassVar[int | None] = GMCommandID.RECORD_LIST_REQUEST
    original: ClassVar[int | None] = 145


@dataclass(frozen=True, slots=True)
class RecordDetailsRequest(GMCommand):
    """`/SEGVER n`."""

    godot: ClassVar[int | None] = GMCommandID.RECORD_DETAILS_REQUEST
    original: ClassVar[int | None] = 146

    index: U8


@dataclass(frozen=True, slots=True)
class ChangeMapInfoPK(GMCommand):
    """`/MODMAPINFO PK 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 108

    pk: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoBackup(GMCommand):
    """`/MODMAPINFO BACKUP 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 109

    backup: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoRestricted(GMCommand):
    """`/MODMAPINFO RESTRINGIR value`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 110

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoMagic(GMCommand):
    """`/MODMAPINFO MAGIASINEFECTO 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 111

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoInvi(GMCommand):
    """`/MODMAPINFO INVISINEFECTO 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 112

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoResu(GMCommand):
    """`/MODMAPINFO RESUSINEFECTO 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 113

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoLand(GMCommand):
    """`/MODMAPINFO TERRENO value`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 114

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoZone(GMCommand):
    """`/MODMAPINFO ZONA value`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 115

    value: Str


@dataclass(frozen=True, slots=True)
class ChangeMapInfoStealNpc(GMCommand):
    """`/MODMAPINFO ROBONPC 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 116

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoOcultar(GMCommand):
    """`/MODMAPINFO OCULTARSINEFECTO 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 117

    value: Bool


@dataclass(frozen=True, slots=True)
class ChangeMapInfoNoInvocar(GMCommand):
    """`/MODMAPINFO INVOCARSINEFECTO 0|1`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 118

    value: Bool


@dataclass(frozen=True, slots=True)
class SaveChars(GMCommand):
    """`/GRABAR`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 119


@dataclass(frozen=True, slots=True)
class AlterGuildName(GMCommand):
    """`/ACLAN guild@new_name`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 147

    guild: Str
    new_name: Str


@dataclass(frozen=True, slots=True)
class HigherAdminsMessage(GMCommand):
    """`/DMSG text`."""

    godot: ClassVar[int | None] = None
    original: ClassVar[int | None] = 148

    text: Str


GM_COMMANDS: tuple[type[GMCommand], ...] = tuple(
    kind
    for kind in list(globals().values())
    if isinstance(kind, type) and issubclass(kind, GMCommand) and kind is not GMCommand
)
GODOT_NUMBERS: dict[int, type[GMCommand]] = {kind.godot: kind for kind in GM_COMMANDS if kind.godot is not None}
ORIGINAL_NUMBERS: dict[int, type[GMCommand]] = {
    kind.original: kind for kind in GM_COMMANDS if kind.original is not None
}
