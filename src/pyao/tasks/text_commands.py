"""What players type because the client has no button for it: slash lines that stand for packets.

One row a command: the word, how its arguments are read, and how it is used.  Source: 01-protocol §16, 10-gm-admin §5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.tasks import text_grammar as t
from pyao.tasks.gm_ranks import may_command
from pyao.tasks.text_grammar import Arguments, BadArgumentsError, Reading, folded

if TYPE_CHECKING:
    from pyao.content.enums import Privilege
    from pyao.protocol.client_packets import ClientPacket


@dataclass(frozen=True, slots=True)
class Execute:
    """The line stands for these packets, to be executed in order."""

    packets: tuple[ClientPacket, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """The command is known, but not so; `form` says how it is used."""

    form: str


@dataclass(frozen=True, slots=True)
class Local:
    """A command without a packet: `texto`, `trato`, `contraseña`, `ofrecer`."""

    word: str
    arguments: Arguments


class Silent:
    """A GM command from somebody without the rank: nothing at all."""


Meaning = Execute | Usage | Local | Silent


_PLAYER: dict[str, tuple[Reading, str]] = {
    "ONLINE": (t.plain(c.Online), ""),
    "SALIR": (t.plain(c.Quit), ""),
    "SALIRCLAN": (t.plain(c.GuildLeave), ""),
    "BALANCE": (t.plain(c.RequestAccountState), ""),
    "QUIETO": (t.plain(c.PetStand), ""),
    "ACOMPAÑAR": (t.plain(c.PetFollow), ""),
    "LIBERAR": (t.plain(c.ReleasePet), ""),
    "ENTRENAR": (t.plain(c.TrainList), ""),
    "DESCANSAR": (t.plain(c.Rest), ""),
    "MEDITAR": (t.plain(c.Meditate), ""),
    "CONSULTA": (t.plain(c.Consultation), ""),
    "RESUCITAR": (t.plain(c.Resucitate), ""),
    "CURAR": (t.plain(c.Heal), ""),
    "EST": (t.plain(c.RequestStats), ""),
    "AYUDA": (t.plain(c.Help), ""),
    "COMERCIAR": (t.plain(c.CommerceStart), ""),
    "BOVEDA": (t.plain(c.BankStart), ""),
    "ENLISTAR": (t.plain(c.Enlist), ""),
    "INFORMACION": (t.plain(c.Information), ""),
    "RECOMPENSA": (t.plain(c.Reward), ""),
    "MOTD": (t.plain(c.RequestMOTD), ""),
    "UPTIME": (t.plain(c.Uptime), ""),
    "SALIRPARTY": (t.plain(c.PartyLeave), ""),
    "CREARPARTY": (t.plain(c.PartyCreate), ""),
    "PARTY": (t.plain(c.PartyJoin), ""),
    "COMPARTIRNPC": (t.plain(c.ShareNpc), ""),
    "NOCOMPARTIRNPC": (t.plain(c.StopSharingNpc), ""),
    "ENCUESTA": (t.either(t.plain(c.Inquiry), t.words(c.InquiryVote)), "[OPCIÓN]"),
    "CMSG": (t.whole(c.GuildMessage), "TEXTO"),
    "PMSG": (t.whole(c.PartyMessage), "TEXTO"),
    "BMSG": (t.whole(c.CouncilMessage), "TEXTO"),
    "CENTINELA": (t.words(c.CentinelReport), "CÓDIGO"),
    "ONLINECLAN": (t.plain(c.GuildOnline), ""),
    "ONLINEPARTY": (t.plain(c.PartyOnline), ""),
    "ROL": (t.whole(c.RoleMasterRequest), "TEXTO"),
    "GM": (t.plain(c.GMRequest), ""),
    "_BUG": (t.whole(c.BugReport), "TEXTO"),
    "DESC": (t.maybe(c.ChangeDescription), "[TEXTO]"),
    "VOTO": (t.whole(c.GuildVote), "NOMBRE"),
    "PENAS": (t.whole(c.Punishments), "NOMBRE"),
    "APOSTAR": (t.words(c.Gamble), "CANTIDAD"),
    "RETIRARFACCION": (t.plain(c.LeaveFaction), ""),
    "RETIRAR": (t.words(c.BankExtractGold), "CANTIDAD"),
    "DEPOSITAR": (t.words(c.BankDepositGold), "CANTIDAD"),
    "DENUNCIAR": (t.whole(c.Denounce), "TEXTO"),
    "FUNDARCLAN": (t.plain(c.GuildFundate), ""),
    "FUNDARCLANGM": (Reading((c.GuildFundation,), lambda _arguments: c.GuildFundation(3)), ""),
    "ECHARPARTY": (t.whole(c.PartyKick), "NOMBRE"),
    "PARTYLIDER": (t.whole(c.PartySetLeader), "NOMBRE"),
    "ACCEPTPARTY": (t.whole(c.PartyAcceptMember), "NOMBRE"),
    "PING": (t.plain(c.Ping), ""),
    "HOGAR": (t.plain(c.Home), ""),
    "SEGURORESU": (t.plain(c.ResuscitationSafeToggle), ""),
    "CONFIRMAR": (t.plain(c.UserCommerceConfirm), ""),
    "ACEPTAR": (t.plain(c.UserCommerceOk), ""),
    "RECHAZAR": (t.plain(c.UserCommerceReject), ""),
    "FINTRATO": (t.plain(c.UserCommerceEnd), ""),
    "TMSG": (t.whole(c.CommerceChat), "TEXTO"),
    "MEJORAR": (t.words(c.ItemUpgrade), "OBJETO"),
    "FORO": (Reading((c.ForumPost,), t.forum), "TÍTULO@TEXTO"),
    "PETICION": (t.whole(c.GuildRequestJoinerInfo), "NOMBRE"),
    "ADMITIR": (t.whole(c.GuildAcceptNewMember), "NOMBRE"),
    "RECHAZARCLAN": (t.parts(c.GuildRejectNewMember, "@"), "NOMBRE@MOTIVO"),
    "ECHARCLAN": (t.whole(c.GuildKickMember), "NOMBRE"),
    "GUERRA": (t.whole(c.GuildDeclareWar), "CLAN"),
    "OFRECERPAZ": (t.parts(c.GuildOfferPeace, "@"), "CLAN@TEXTO"),
    "OFRECERALIANZA": (t.parts(c.GuildOfferAlliance, "@"), "CLAN@TEXTO"),
    "VERPARTY": (t.plain(c.RequestPartyForm), ""),
}

_CRAFTS: dict[str, type[c.CraftBlacksmith | c.CraftCarpenter]] = {
    "HERRERIA": c.CraftBlacksmith,
    "CARPINTERIA": c.CraftCarpenter,
}
CRAFT_FORM = "OBJETO CANTIDAD"
MAX_CRAFTS = 10_000

_LOCAL = {"TEXTO", "TRATO", "CONTRASEÑA", "OFRECER"}

_GM: dict[str, tuple[Reading, str]] = {
    "GMSG": (t.whole(g.GmMessage), "TEXTO"),
    "SHOWNAME": (t.plain(g.ShowName), ""),
    "ONLINEREAL": (t.plain(g.OnlineRoyalArmy), ""),
    "ONLINECAOS": (t.plain(g.OnlineChaosLegion), ""),
    "IRCERCA": (t.whole(g.GoNearby), "NOMBRE"),
    "REM": (t.whole(g.Comment), "TEXTO"),
    "HORA": (t.plain(g.ServerTime), ""),
    "DONDE": (t.whole(g.Where), "NOMBRE"),
    "NENE": (t.on_map(g.CreaturesInMap), "[MAPA]"),
    "TELEPLOC": (t.plain(g.WarpMeToTarget), ""),
    "TELEP": (Reading((g.WarpChar,), t.telep), "[NOMBRE] [MAPA] X Y"),
    "SILENCIAR": (t.whole(g.Silence), "NOMBRE"),
    "SHOW": (
        t.second_word(
            {"SOS": t.plain(g.SosShowList), "INT": t.plain(g.ShowServerForm), "DENUNCIAS": t.plain(g.ShowDenouncesList)}
        ),
        "SOS | INT | DENUNCIAS",
    ),
    "SOSDONE": (t.whole(g.SosRemove), "NOMBRE"),
    "IRA": (t.whole(g.GoToChar), "NOMBRE"),
    "INVISIBLE": (t.plain(g.Invisible), ""),
    "PANELGM": (t.plain(g.GmPanel), ""),
    "LISTUSU": (t.plain(g.RequestUserList), ""),
    "TRABAJANDO": (t.plain(g.Working), ""),
    "OCULTANDO": (t.plain(g.Hiding), ""),
    "CARCEL": (t.parts(g.Jail, "@", every=True), "NOMBRE@MOTIVO@MINUTOS"),
    "RMATA": (t.plain(g.KillNpc), ""),
    "ADVERTENCIA": (t.parts(g.WarnUser, "@"), "NOMBRE@MOTIVO"),
    "MOD": (Reading((g.EditChar,), t.edit), "NOMBRE OPCIÓN VALOR [VALOR]"),
    "INFO": (t.whole(g.RequestCharInfo), "NOMBRE"),
    "STAT": (t.whole(g.RequestCharStats), "NOMBRE"),
    "BAL": (t.whole(g.RequestCharGold), "NOMBRE"),
    "INV": (t.whole(g.RequestCharInventory), "NOMBRE"),
    "BOV": (t.whole(g.RequestCharBank), "NOMBRE"),
    "SKILLS": (t.whole(g.RequestCharSkills), "NOMBRE"),
    "REVIVIR": (t.whole(g.ReviveChar), "NOMBRE"),
    "ONLINEGM": (t.plain(g.OnlineGm), ""),
    "ONLINEMAP": (t.on_map(g.OnlineMap), "[MAPA]"),
    "PERDON": (t.whole(g.Forgive), "NOMBRE"),
    "ECHAR": (t.whole(g.Kick), "NOMBRE"),
    "EJECUTAR": (t.whole(g.Execute), "NOMBRE"),
    "BAN": (t.parts(g.BanChar, "@"), "NOMBRE@MOTIVO"),
    "UNBAN": (t.whole(g.UnbanChar), "NOMBRE"),
    "SEGUIR": (t.plain(g.NpcFollow), ""),
    "SUM": (t.whole(g.SummonChar), "NOMBRE"),
    "CC": (t.either(t.plain(g.SpawnListRequest), t.words(g.SpawnCreature)), "[NÚMERO]"),
    "RESETINV": (t.plain(g.ResetNpcInventory), ""),
    "LIMPIAR": (t.plain(g.CleanWorld), ""),
    "RMSG": (t.whole(g.ServerMessage), "TEXTO"),
    "NICK2IP": (t.whole(g.NickToIp), "NOMBRE"),
    "IP2NICK": (t.address(g.IpToNick), "A.B.C.D"),
    "ONCLAN": (t.whole(g.GuildOnlineMembers), "CLAN"),
    "CT": (t.words(g.TeleportCreate, defaults=(0,)), "MAPA X Y [RADIO]"),
    "DT": (t.plain(g.TeleportDestroy), ""),
    "LLUVIA": (t.plain(g.RainToggle), ""),
    "SETDESC": (t.whole(g.SetCharDescription), "TEXTO"),
    "FORCEMIDIMAP": (t.words(g.ForceMidiToMap, defaults=(0,)), "MIDI [MAPA]"),
    "FORCEWAVMAP": (Reading((g.ForceWaveToMap,), t.wave_to_map), "SONIDO [MAPA X Y]"),
    "REALMSG": (t.whole(g.RoyalArmyMessage), "TEXTO"),
    "CAOSMSG": (t.whole(g.ChaosLegionMessage), "TEXTO"),
    "CIUMSG": (t.whole(g.CitizenMessage), "TEXTO"),
    "CRIMSG": (t.whole(g.CriminalMessage), "TEXTO"),
    "TALKAS": (t.whole(g.TalkAsNpc), "TEXTO"),
    "MASSDEST": (t.plain(g.DestroyAllItemsInArea), ""),
    "ACEPTCONSE": (t.whole(g.AcceptRoyalCouncilMember), "NOMBRE"),
    "ACEPTCONSECAOS": (t.whole(g.AcceptChaosCouncilMember), "NOMBRE"),
    "PISO": (t.plain(g.ItemsInTheFloor), ""),
    "ESTUPIDO": (t.whole(g.MakeDumb), "NOMBRE"),
    "NOESTUPIDO": (t.whole(g.MakeDumbNoMore), "NOMBRE"),
    "DUMPSECURITY": (t.plain(g.DumpIpTables), ""),
    "KICKCONSE": (t.whole(g.CouncilKick), "NOMBRE"),
    "TRIGGER": (t.either(t.plain(g.AskTrigger), Reading((g.SetTrigger,), t.trigger)), "[0..6]"),
    "BANIPLIST": (t.plain(g.BannedIpList), ""),
    "BANIPRELOAD": (t.plain(g.BannedIpReload), ""),
    "MIEMBROSCLAN": (t.whole(g.GuildMemberList), "CLAN"),
    "BANCLAN": (t.whole(g.GuildBan), "CLAN"),
    "BANIP": (Reading((g.BanIp,), t.ban_ip), "IP|NOMBRE MOTIVO"),
    "UNBANIP": (t.address(g.UnbanIp), "A.B.C.D"),
    "CI": (t.words(g.CreateItem), "OBJETO"),
    "DEST": (t.plain(g.DestroyItems), ""),
    "NOCAOS": (t.parts(g.ChaosLegionKick, "@"), "NOMBRE@MOTIVO"),
    "NOREAL": (t.parts(g.RoyalArmyKick, "@"), "NOMBRE@MOTIVO"),
    "FORCEMIDI": (t.words(g.ForceMidiAll), "MIDI"),
    "FORCEWAV": (t.words(g.ForceWaveAll), "SONIDO"),
    "BORRARPENA": (t.parts(g.RemovePunishment, "@"), "NOMBRE@NÚMERO@TEXTO"),
    "BLOQ": (t.plain(g.TileBlockedToggle), ""),
    "MATA": (t.plain(g.KillNpcNoRespawn), ""),
    "MASSKILL": (t.plain(g.KillAllNearbyNpcs), ""),
    "LASTIP": (t.whole(g.LastIp), "NOMBRE"),
    "MOTDCAMBIA": (t.plain(g.ChangeMotd), ""),
    "ZMOTD": (Reading((g.SetMotd,), t.motd), "LÍNEA|LÍNEA…"),
    "SMSG": (t.whole(g.SystemMessage), "TEXTO"),
    "ACC": (t.words(g.CreateNpc), "NPC"),
    "RACC": (t.words(g.CreateNpcWithRespawn), "NPC"),
    "AI": (t.words(g.ImperialArmour), "ÍNDICE OBJETO"),
    "AC": (t.words(g.ChaosArmour), "ÍNDICE OBJETO"),
    "NAVE": (t.plain(g.NavigateToggle), ""),
    "HABILITAR": (t.plain(g.ServerOpenToUsersToggle), ""),
    "APAGAR": (t.plain(g.TurnOffServer), ""),
    "CONDEN": (t.whole(g.TurnCriminal), "NOMBRE"),
    "RAJAR": (t.whole(g.ResetFactions), "NOMBRE"),
    "RAJARCLAN": (t.whole(g.RemoveCharFromGuild), "NOMBRE"),
    "LASTEMAIL": (t.whole(g.RequestCharMail), "NOMBRE"),
    "APASS": (t.parts(g.AlterPassword, "@"), "NOMBRE@COPIAR DE"),
    "AEMAIL": (t.parts(g.AlterMail, "-"), "NOMBRE-CORREO"),
    "ANAME": (t.parts(g.AlterName, "@"), "NOMBRE@NUEVO"),
    "CENTINELAACTIVADO": (t.plain(g.ToggleCentinelActivated), ""),
    "DOBACKUP": (t.plain(g.DoBackup), ""),
    "SHOWCMSG": (t.whole(g.ShowGuildMessages), "CLAN"),
    "GUARDAMAPA": (t.plain(g.SaveMap), ""),
    "BORRAR": (t.second_word({"SOS": t.plain(g.CleanSos)}), "SOS"),
    "NOCHE": (t.plain(g.Night), ""),
    "ECHARTODOSPJS": (t.plain(g.KickAllChars), ""),
    "RELOADNPCS": (t.plain(g.ReloadNpcs), ""),
    "RELOADSINI": (t.plain(g.ReloadServerIni), ""),
    "RELOADHECHIZOS": (t.plain(g.ReloadSpells), ""),
    "RELOADOBJ": (t.plain(g.ReloadObjects), ""),
    "REINICIAR": (t.plain(g.Restart), ""),
    "AUTOUPDATE": (t.plain(g.ResetAutoUpdate), ""),
    "CHATCOLOR": (Reading((g.ChatColor,), t.chat_colour), "[R G B]"),
    "IGNORADO": (t.plain(g.Ignored), ""),
    "SLOT": (t.parts(g.CheckSlot, "@"), "NOMBRE@CASILLERO"),
    "SETINIVAR": (t.exactly(g.SetIniVar, 3), "SECCIÓN CLAVE VALOR"),
    "CREARPRETORIANOS": (t.exactly(g.CreatePretorianClan, 3), "MAPA X Y"),
    "ELIMINARPRETORIANOS": (t.exactly(g.RemovePretorianClan, 1), "MAPA"),
    "DENUNCIAS": (t.plain(g.EnableDenounces), ""),
    "MAPMSG": (t.whole(g.MapMessage), "TEXTO"),
    "SETDIALOG": (t.whole(g.SetDialog), "TEXTO"),
    "IMPERSONAR": (t.plain(g.Impersonate), ""),
    "MIMETIZAR": (t.plain(g.Imitate), ""),
    "SEGADD": (t.parts(g.RecordAdd, "@"), "NOMBRE@MOTIVO"),
    "SEGDEL": (t.words(g.RecordRemove), "NÚMERO"),
    "SEGOBS": (t.words(g.RecordAddObs), "NÚMERO TEXTO"),
    "SEGLIST": (t.plain(g.RecordListRequest), ""),
    "SEGVER": (t.words(g.RecordDetailsRequest), "NÚMERO"),
    "MODMAPINFO": (
        t.second_word(
            {
                "PK": t.flag(g.ChangeMapInfoPK),
                "BACKUP": t.flag(g.ChangeMapInfoBackup),
                "RESTRINGIR": t.whole(g.ChangeMapInfoRestricted),
                "MAGIASINEFECTO": t.flag(g.ChangeMapInfoNoMagic),
                "INVISINEFECTO": t.flag(g.ChangeMapInfoNoInvi),
                "RESUSINEFECTO": t.flag(g.ChangeMapInfoNoResu),
                "TERRENO": t.whole(g.ChangeMapInfoLand),
                "ZONA": t.whole(g.ChangeMapInfoZone),
                "ROBONPC": t.flag(g.ChangeMapInfoStealNpc),
                "OCULTARSINEFECTO": t.flag(g.ChangeMapInfoNoOcultar),
                "INVOCARSINEFECTO": t.flag(g.ChangeMapInfoNoInvocar),
            }
        ),
        "PROPIEDAD VALOR",
    ),
    "GRABAR": (t.plain(g.SaveChars), ""),
    "ACLAN": (t.parts(g.AlterGuildName, "@"), "CLAN@NUEVO"),
    "DMSG": (t.whole(g.HigherAdminsMessage), "TEXTO"),
}

_COMMANDS = {folded(word): (word, reading, form) for word, (reading, form) in (_PLAYER | _GM).items()}
_FOLDED_CRAFTS = {folded(word): kind for word, kind in _CRAFTS.items()}
_FOLDED_LOCAL = {folded(word) for word in _LOCAL}


def interpret(text: str, *, privileges: Privilege, here: int, special: bool = False) -> Meaning | None:
    """What a line of talk means as a command; `None` = it is none, and is said aloud as it stands.

    `here` is the map that a left-out map means.  Source: 10 §5.1.
    """
    line = text.strip()
    if not line.startswith("/"):
        return None
    word, _blank, raw = line[1:].partition(" ")
    key = folded(word)
    arguments = Arguments(raw.strip(), raw.split(), here)
    if key in _FOLDED_LOCAL:
        return Local(key, arguments)
    if key in _FOLDED_CRAFTS:
        return _craft(word.upper(), _FOLDED_CRAFTS[key], arguments)
    if key not in _COMMANDS:
        return None
    return _read(key, arguments, privileges, special=special)


def _read(key: str, arguments: Arguments, privileges: Privilege, *, special: bool) -> Meaning:
    """A command of the tables: first the rank, then the arguments.  Source: 10 §5.1 rule 5."""
    name, reading, form = _COMMANDS[key]

    def may(kind: type[ClientPacket]) -> bool:
        return not issubclass(kind, g.GMCommand) or may_command(kind, privileges, special=special)

    if not any(may(kind) for kind in reading.kinds):
        return Silent()
    try:
        packet = reading.build(arguments)
    except BadArgumentsError:
        return Usage(f"/{name} {form}".rstrip())
    return Execute((packet,)) if may(type(packet)) else Silent()


def _craft(word: str, kind: type[c.CraftBlacksmith | c.CraftCarpenter], arguments: Arguments) -> Meaning:
    """A craft by text makes at most one cycle: how many first, then what.  Source: 01 §16."""
    given = [*arguments.words[:2], "", ""]
    try:
        item = t.number(given[0], "i16")
        count = t.number(given[1], "i16", low=1, high=MAX_CRAFTS)
    except BadArgumentsError:
        return Usage(f"/{word} {CRAFT_FORM}")
    return Execute((c.InitCrafting(count, count), kind(item)))
