"""Slash lines typed as chat: which packets they stand for, what is usage, what is unknown, what is said aloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kit.spec import protocol

from pyao.content.enums import Privilege
from pyao.messaging.console import tell
from pyao.messaging.words import folded
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.decoder import PacketDecoder
from pyao.protocol.enums import Font
from pyao.protocol.peer import encode_client
from pyao.tasks import gm, text_commands
from pyao.tasks import text_grammar as t
from pyao.tasks.text_commands import PLAYER_WORDS, STAFF_WORDS, Meaning, Unknown, Usage, interpret
from pyao.tasks.text_deeds import choose_encoding, offer_in_free_slot, warn_password
from pyao.tasks.text_grammar import Arguments
from pyao.tasks.text_tables import PLAYER_COMMANDS
from pyao.tasks.text_words import Execute, Local, TextCommand, asks, by_word

if TYPE_CHECKING:
    from kit.game import GameFixture

    from pyao.protocol.client_packets import ClientPacket

HERE = 34
USER, ADMIN = Privilege.USER, Privilege.ADMIN


def means(line: str, privileges: Privilege = ADMIN, *, special: bool = False) -> Meaning | None:
    return interpret(line, privileges=privileges, here=HERE, special=special)


def command_of(line: str) -> str:
    return line.split(maxsplit=1)[0].removeprefix("/").upper()


PLAYER_LINES: list[tuple[str, ClientPacket]] = [
    ("/ONLINE", c.Online()),
    ("/SALIR", c.Quit()),
    ("/SALIRCLAN", c.GuildLeave()),
    ("/BALANCE", c.RequestAccountState()),
    ("/QUIETO", c.PetStand()),
    ("/ACOMPAÑAR", c.PetFollow()),
    ("/LIBERAR", c.ReleasePet()),
    ("/ENTRENAR", c.TrainList()),
    ("/DESCANSAR", c.Rest()),
    ("/MEDITAR", c.Meditate()),
    ("/CONSULTA", c.Consultation()),
    ("/RESUCITAR", c.Resucitate()),
    ("/CURAR", c.Heal()),
    ("/EST", c.RequestStats()),
    ("/AYUDA", c.Help()),
    ("/COMERCIAR", c.CommerceStart()),
    ("/BOVEDA", c.BankStart()),
    ("/ENLISTAR", c.Enlist()),
    ("/INFORMACION", c.Information()),
    ("/RECOMPENSA", c.Reward()),
    ("/MOTD", c.RequestMOTD()),
    ("/UPTIME", c.Uptime()),
    ("/SALIRPARTY", c.PartyLeave()),
    ("/CREARPARTY", c.PartyCreate()),
    ("/PARTY", c.PartyJoin()),
    ("/COMPARTIRNPC", c.ShareNpc()),
    ("/NOCOMPARTIRNPC", c.StopSharingNpc()),
    ("/ENCUESTA", c.Inquiry()),
    ("/ENCUESTA 2", c.InquiryVote(2)),
    ("/CMSG hola a  todos", c.GuildMessage("hola a  todos")),
    ("/PMSG vamos", c.PartyMessage("vamos")),
    ("/BMSG ¡orden!", c.CouncilMessage("¡orden!")),
    ("/CENTINELA 1234", c.CentinelReport(1234)),
    ("/CENTINELA -32768", c.CentinelReport(-32_768)),
    ("/ONLINECLAN", c.GuildOnline()),
    ("/ONLINEPARTY", c.PartyOnline()),
    ("/ROL ¿puedo?", c.RoleMasterRequest("¿puedo?")),
    ("/GM", c.GMRequest()),
    ("/_BUG se cuelga", c.BugReport("se cuelga")),
    ("/DESC Soy un mago", c.ChangeDescription("Soy un mago")),
    ("/DESC", c.ChangeDescription("")),
    ("/VOTO juan perez", c.GuildVote("juan perez")),
    ("/VOTO juan+perez", c.GuildVote("juan+perez")),
    ("/PENAS juan perez", c.Punishments("juan perez")),
    ("/APOSTAR 100", c.Gamble(100)),
    ("/RETIRARFACCION", c.LeaveFaction()),
    ("/RETIRAR 2147483647", c.BankExtractGold(2_147_483_647)),
    ("/RETIRAR -5", c.BankExtractGold(-5)),
    ("/DEPOSITAR +100 monedas", c.BankDepositGold(100)),
    ("/DENUNCIAR me roban", c.Denounce("me roban")),
    ("/FUNDARCLAN", c.GuildFundate()),
    ("/FUNDARCLANGM", c.GuildFundation(3)),
    ("/ECHARPARTY juan perez", c.PartyKick("juan perez")),
    ("/PARTYLIDER juan", c.PartySetLeader("juan")),
    ("/ACCEPTPARTY juan", c.PartyAcceptMember("juan")),
    ("/PING", c.Ping()),
    ("/HOGAR", c.Home()),
    ("/SEGURO", c.SafeToggle()),
    ("/SEGURORESU", c.ResuscitationSafeToggle()),
    ("/CONFIRMAR", c.UserCommerceConfirm()),
    ("/ACEPTAR", c.UserCommerceOk()),
    ("/RECHAZAR", c.UserCommerceReject()),
    ("/FINTRATO", c.UserCommerceEnd()),
    ("/TMSG dale", c.CommerceChat("dale")),
    ("/MEJORAR 480", c.ItemUpgrade(480)),
    ("/PETICION juan perez", c.GuildRequestJoinerInfo("juan perez")),
    ("/ADMITIR juan perez", c.GuildAcceptNewMember("juan perez")),
    ("/RECHAZARCLAN juan perez @ no @ hoy", c.GuildRejectNewMember("juan perez", "no @ hoy")),
    ("/ECHARCLAN juan perez", c.GuildKickMember("juan perez")),
    ("/GUERRA los lobos", c.GuildDeclareWar("los lobos")),
    ("/OFRECERPAZ los lobos@basta", c.GuildOfferPeace("los lobos", "basta")),
    ("/OFRECERALIANZA los lobos@", c.GuildOfferAlliance("los lobos", "")),
    ("/VERCLAN los lobos", c.GuildRequestDetails("los lobos")),
    ("/PEDIRCLAN los lobos@quiero entrar", c.GuildRequestMembership("los lobos", "quiero entrar")),
    ("/FICHA juan perez", c.GuildMemberInfo("juan perez")),
    ("/NOTICIASCLAN", c.ShowGuildNews()),
    ("/NOTICIASCLAN hoy cazamos", c.GuildUpdateNews("hoy cazamos")),
    ("/PAGINACLAN lobos.example", c.GuildNewWebsite("lobos.example")),
    ("/ELECCIONES", c.GuildOpenElections()),
    ("/VERPAZ los lobos", c.GuildPeaceDetails("los lobos")),
    ("/ACEPTARPAZ los lobos", c.GuildAcceptPeace("los lobos")),
    ("/RECHAZARPAZ los lobos", c.GuildRejectPeace("los lobos")),
    ("/VERALIANZA los lobos", c.GuildAllianceDetails("los lobos")),
    ("/ACEPTARALIANZA los lobos", c.GuildAcceptAlliance("los lobos")),
    ("/RECHAZARALIANZA los lobos", c.GuildRejectAlliance("los lobos")),
    ("/VERPARTY", c.RequestPartyForm()),
    ("/OFRECER 3 10 2", c.UserCommerceOffer(3, 10, 2)),
    ("/OFRECER 0 -4 2", c.UserCommerceOffer(0, -4, 2)),
    ("/OFRECER 31 5000", c.UserCommerceOffer(31, 5000, 21)),
    ("/OFRECER 31 -5000 7", c.UserCommerceOffer(31, -5000, 21)),
]

LOCAL_WORDS = {
    "FORO",
    *("IGNORAR", "TEXTO", "TRATO", "CONTRASEÑA", "DOMICILIO"),
    *("HERRERIA", "CARPINTERIA", "RECADO", "RECADOS", "IDIOMA"),
    *("CLAN", "CLANES", "PETICIONES", "MIEMBROS", "PROPUESTAS"),
}
"""Words that are no packet; what they do is tested where their rule is."""

GM_LINES: list[tuple[str, g.GMCommand]] = [
    ("/GMSG hola [b]", g.GmMessage("hola [b]")),
    ("/SHOWNAME", g.ShowName()),
    ("/ONLINEREAL", g.OnlineRoyalArmy()),
    ("/ONLINECAOS", g.OnlineChaosLegion()),
    ("/IRCERCA juan perez", g.GoNearby("juan perez")),
    ("/REM visto", g.Comment("visto")),
    ("/HORA", g.ServerTime()),
    ("/DONDE juan+perez", g.Where("juan+perez")),
    ("/NENE", g.CreaturesInMap(HERE)),
    ("/NENE 5", g.CreaturesInMap(5)),
    ("/TELEPLOC", g.WarpMeToTarget()),
    ("/TELEP Ana 1 60 61", g.WarpChar("Ana", 1, 60, 61)),
    ("/TELEP Ana 1 60 61 62", g.WarpChar("Ana", 1, 60, 61)),
    ("/TELEP 7 1 60 61", g.WarpChar("7", 1, 60, 61)),
    ("/TELEP 1 60 61", g.WarpChar("YO", 1, 60, 61)),
    ("/TELEP juan+perez 60 61", g.WarpChar("juan+perez", HERE, 60, 61)),
    ("/TELEP 45 46", g.WarpChar("YO", HERE, 45, 46)),
    ("/SILENCIAR Ana", g.Silence("Ana")),
    ("/SHOW SOS", g.SosShowList()),
    ("/SHOW int", g.ShowServerForm()),
    ("/SHOW Denuncias", g.ShowDenouncesList()),
    ("/SOSDONE Ana", g.SosRemove("Ana")),
    ("/IRA juan perez", g.GoToChar("juan perez")),
    ("/INVISIBLE", g.Invisible()),
    ("/PANELGM", g.GmPanel()),
    ("/LISTUSU", g.RequestUserList()),
    ("/TRABAJANDO", g.Working()),
    ("/OCULTANDO", g.Hiding()),
    ("/CARCEL Ana@insultos@20", g.Jail("Ana", "insultos", 20)),
    ("/CARCEL Ana @ muchos insultos @ 255", g.Jail("Ana", "muchos insultos", 255)),
    ("/CARCEL @@5", g.Jail("", "", 5)),
    ("/RMATA", g.KillNpc()),
    ("/ADVERTENCIA juan perez@a@b", g.WarnUser("juan perez", "a@b")),
    ("/MOD juan+perez oro 500", g.EditChar("juan+perez", 1, "500", "")),
    ("/MOD YO skills Combate+con+armas 77 y más", g.EditChar("YO", 9, "Combate+con+armas", "77")),
    ("/MOD Ana poss 1-50-50", g.EditChar("Ana", 17, "1-50-50", "")),
    ("/INFO Ana", g.RequestCharInfo("Ana")),
    ("/STAT Ana", g.RequestCharStats("Ana")),
    ("/BAL Ana", g.RequestCharGold("Ana")),
    ("/INV Ana", g.RequestCharInventory("Ana")),
    ("/BOV Ana", g.RequestCharBank("Ana")),
    ("/SKILLS Ana", g.RequestCharSkills("Ana")),
    ("/REVIVIR YO", g.ReviveChar("YO")),
    ("/ONLINEGM", g.OnlineGm()),
    ("/ONLINEMAP", g.OnlineMap(HERE)),
    ("/ONLINEMAP 1", g.OnlineMap(1)),
    ("/PERDON Ana", g.Forgive("Ana")),
    ("/ECHAR Ana", g.Kick("Ana")),
    ("/EJECUTAR Ana", g.Execute("Ana")),
    ("/BAN juan perez@Spam @ y más", g.BanChar("juan perez", "Spam @ y más")),
    ("/BAN @Spam", g.BanChar("", "Spam")),
    ("/UNBAN Ana", g.UnbanChar("Ana")),
    ("/SEGUIR", g.NpcFollow()),
    ("/SUM juan perez", g.SummonChar("juan perez")),
    ("/CC", g.SpawnListRequest()),
    ("/CC 7", g.SpawnCreature(7)),
    ("/RESETINV", g.ResetNpcInventory()),
    ("/LIMPIAR", g.CleanWorld()),
    ("/RMSG hola", g.ServerMessage("hola")),
    ("/NICK2IP Ana", g.NickToIp("Ana")),
    ("/IP2NICK 10.0.0.255", g.IpToNick(10, 0, 0, 255)),
    ("/ONCLAN los lobos", g.GuildOnlineMembers("los lobos")),
    ("/CT 34 40 41", g.TeleportCreate(34, 40, 41, 0)),
    ("/CT 34 40 41 6", g.TeleportCreate(34, 40, 41, 6)),
    ("/DT", g.TeleportDestroy()),
    ("/LLUVIA", g.RainToggle()),
    ("/SETDESC El rey", g.SetCharDescription("El rey")),
    ("/FORCEMIDIMAP 3", g.ForceMidiToMap(3, 0)),
    ("/FORCEMIDIMAP 3 34", g.ForceMidiToMap(3, 34)),
    ("/FORCEWAVMAP 3", g.ForceWaveToMap(3, 0, 0, 0)),
    ("/FORCEWAVMAP 3 34 50 51", g.ForceWaveToMap(3, 34, 50, 51)),
    ("/REALMSG hola", g.RoyalArmyMessage("hola")),
    ("/CAOSMSG hola", g.ChaosLegionMessage("hola")),
    ("/CIUMSG hola", g.CitizenMessage("hola")),
    ("/CRIMSG hola", g.CriminalMessage("hola")),
    ("/TALKAS hola", g.TalkAsNpc("hola")),
    ("/MASSDEST", g.DestroyAllItemsInArea()),
    ("/ACEPTCONSE Ana", g.AcceptRoyalCouncilMember("Ana")),
    ("/ACEPTCONSECAOS Ana", g.AcceptChaosCouncilMember("Ana")),
    ("/PISO", g.ItemsInTheFloor()),
    ("/ESTUPIDO Ana", g.MakeDumb("Ana")),
    ("/NOESTUPIDO Ana", g.MakeDumbNoMore("Ana")),
    ("/DUMPSECURITY", g.DumpIpTables()),
    ("/KICKCONSE Ana", g.CouncilKick("Ana")),
    ("/TRIGGER", g.AskTrigger()),
    ("/TRIGGER 0", g.SetTrigger(0)),
    ("/TRIGGER 6", g.SetTrigger(6)),
    ("/BANIPLIST", g.BannedIpList()),
    ("/BANIPRELOAD", g.BannedIpReload()),
    ("/MIEMBROSCLAN los lobos", g.GuildMemberList("los lobos")),
    ("/BANCLAN los lobos", g.GuildBan("los lobos")),
    ("/BANIP 10.0.0.9 x  y", g.BanIp(True, (10, 0, 0, 9), "x  y")),
    ("/BANIP juan+perez spam", g.BanIp(False, "juan+perez", "spam")),
    ("/BANIP 10.0.0.256 spam", g.BanIp(False, "10.0.0.256", "spam")),
    ("/UNBANIP 10.0.0.9", g.UnbanIp(10, 0, 0, 9)),
    ("/CI 36", g.CreateItem(36)),
    ("/DEST", g.DestroyItems()),
    ("/NOCAOS Ana@traición", g.ChaosLegionKick("Ana", "traición")),
    ("/NOREAL Ana@traición", g.RoyalArmyKick("Ana", "traición")),
    ("/FORCEMIDI 3", g.ForceMidiAll(3)),
    ("/FORCEWAV 3", g.ForceWaveAll(3)),
    ("/BORRARPENA juan perez@2@era @ broma", g.RemovePunishment("juan perez", 2, "era @ broma")),
    ("/BLOQ", g.TileBlockedToggle()),
    ("/MATA", g.KillNpcNoRespawn()),
    ("/MASSKILL", g.KillAllNearbyNpcs()),
    ("/LASTIP Ana", g.LastIp("Ana")),
    ("/MOTDCAMBIA", g.ChangeMotd()),
    ("/ZMOTD uno~1~2~3~0~0|dos", g.SetMotd("uno~1~2~3~0~0\r\ndos")),
    ("/SMSG hola", g.SystemMessage("hola")),
    ("/ACC 501", g.CreateNpc(501)),
    ("/RACC 501", g.CreateNpcWithRespawn(501)),
    ("/AI 1 500", g.ImperialArmour(1, 500)),
    ("/AC 4 500", g.ChaosArmour(4, 500)),
    ("/NAVE", g.NavigateToggle()),
    ("/HABILITAR", g.ServerOpenToUsersToggle()),
    ("/APAGAR", g.TurnOffServer()),
    ("/CONDEN Ana", g.TurnCriminal("Ana")),
    ("/RAJAR Ana", g.ResetFactions("Ana")),
    ("/RAJARCLAN Ana", g.RemoveCharFromGuild("Ana")),
    ("/LASTEMAIL Ana", g.RequestCharMail("Ana")),
    ("/APASS Ana@Eva", g.AlterPassword("Ana", "Eva")),
    ("/AEMAIL juan perez-a-b@c.d", g.AlterMail("juan perez", "a-b@c.d")),
    ("/ANAME Ana@", g.AlterName("Ana", "")),
    ("/CENTINELAACTIVADO", g.ToggleCentinelActivated()),
    ("/DOBACKUP", g.DoBackup()),
    ("/SHOWCMSG los lobos", g.ShowGuildMessages("los lobos")),
    ("/GUARDAMAPA", g.SaveMap()),
    ("/BORRAR SOS ya", g.CleanSos()),
    ("/NOCHE", g.Night()),
    ("/ECHARTODOSPJS", g.KickAllChars()),
    ("/RELOADNPCS", g.ReloadNpcs()),
    ("/RELOADSINI", g.ReloadServerIni()),
    ("/RELOADHECHIZOS", g.ReloadSpells()),
    ("/RELOADOBJ", g.ReloadObjects()),
    ("/REINICIAR", g.Restart()),
    ("/AUTOUPDATE", g.ResetAutoUpdate()),
    ("/CHATCOLOR", g.ChatColor(0, 255, 0)),
    ("/CHATCOLOR 1 2 3 4", g.ChatColor(1, 2, 3)),
    ("/IGNORADO", g.Ignored()),
    ("/SLOT juan perez@3", g.CheckSlot("juan perez", 3)),
    ("/SETINIVAR INIT Nombre Mi+mundo+nuevo", g.SetIniVar("INIT", "Nombre", "Mi mundo nuevo")),
    ("/CREARPRETORIANOS 163 35 25", g.CreatePretorianClan(163, 35, 25)),
    ("/ELIMINARPRETORIANOS 163", g.RemovePretorianClan(163)),
    ("/DENUNCIAS", g.EnableDenounces()),
    ("/MAPMSG hola", g.MapMessage("hola")),
    ("/SETDIALOG hola", g.SetDialog("hola")),
    ("/IMPERSONAR", g.Impersonate()),
    ("/MIMETIZAR", g.Imitate()),
    ("/SEGADD juan perez@sospechoso", g.RecordAdd("juan perez", "sospechoso")),
    ("/SEGDEL 3", g.RecordRemove(3)),
    ("/SEGOBS 3 otra  vez", g.RecordAddObs(3, "otra  vez")),
    ("/SEGLIST", g.RecordListRequest()),
    ("/SEGVER 3", g.RecordDetailsRequest(3)),
    ("/MODMAPINFO PK 1", g.ChangeMapInfoPK(True)),
    ("/MODMAPINFO pk 0", g.ChangeMapInfoPK(False)),
    ("/MODMAPINFO PK sí", g.ChangeMapInfoPK(False)),
    ("/MODMAPINFO BACKUP 1", g.ChangeMapInfoBackup(True)),
    ("/MODMAPINFO RESTRINGIR newbie", g.ChangeMapInfoRestricted("NEWBIE")),
    ("/MODMAPINFO MAGIASINEFECTO 1", g.ChangeMapInfoNoMagic(True)),
    ("/MODMAPINFO INVISINEFECTO 1", g.ChangeMapInfoNoInvi(True)),
    ("/MODMAPINFO RESUSINEFECTO 1", g.ChangeMapInfoNoResu(True)),
    ("/MODMAPINFO TERRENO nieve blanca", g.ChangeMapInfoLand("NIEVE")),
    ("/MODMAPINFO ZONA Ciudad", g.ChangeMapInfoZone("CIUDAD")),
    ("/MODMAPINFO ROBONPC 1", g.ChangeMapInfoStealNpc(True)),
    ("/MODMAPINFO OCULTARSINEFECTO 1", g.ChangeMapInfoNoOcultar(True)),
    ("/MODMAPINFO INVOCARSINEFECTO 1", g.ChangeMapInfoNoInvocar(True)),
    ("/GRABAR", g.SaveChars()),
    ("/ACLAN los lobos@los osos", g.AlterGuildName("los lobos", "los osos")),
    ("/DMSG hola", g.HigherAdminsMessage("hola")),
]


@pytest.mark.parametrize(("line", "packet"), PLAYER_LINES, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("privileges", [USER, ADMIN])
def test_player_commands_are_packets(line: str, packet: ClientPacket, privileges: Privilege) -> None:
    assert means(line, privileges) == Execute((packet,))


@pytest.mark.parametrize(("line", "packet"), GM_LINES, ids=lambda value: value if isinstance(value, str) else "")
def test_gm_commands_are_packets_for_who_has_the_rank(line: str, packet: g.GMCommand) -> None:
    assert means(line, ADMIN) == Execute((packet,))
    assert isinstance(means(line, USER), Unknown) or folded(command_of(line)) in PLAYER_WORDS
    assert means(line, USER) != Execute((packet,))


def carried(packet: ClientPacket) -> ClientPacket | None:
    """The packet after a trip over the wire."""
    decoder = PacketDecoder(numbering="original")
    decoder.feed(encode_client(packet, numbering="original"), 0)
    return decoder.take(0)


@pytest.mark.parametrize("packet", [packet for _line, packet in [*PLAYER_LINES, *GM_LINES]], ids=str)
def test_what_is_typed_could_have_come_as_a_packet(packet: ClientPacket) -> None:
    assert carried(packet) == packet


@pytest.mark.parametrize(
    ("line", "deed", "raw"),
    [
        ("/texto utf-8", choose_encoding, "utf-8"),
        ("/TEXTO AUTO", choose_encoding, "AUTO"),
        ("/contraseña vieja nueva", warn_password, "vieja nueva"),
        ("/CONTRASENA", warn_password, ""),
    ],
)
def test_commands_without_a_packet(line: str, deed: Any, raw: str) -> None:
    meaning = means(line, USER)
    assert isinstance(meaning, Local)
    assert (meaning.deed, meaning.arguments.raw) == (deed, raw)


def test_a_command_may_ask_a_rule_without_a_packet() -> None:
    assert isinstance(means("/trato", USER), Local)


def test_an_offer_without_a_place_goes_to_the_first_free_one() -> None:
    meaning = means("/ofrecer 3 10", USER)
    assert isinstance(meaning, Local)
    assert (meaning.deed, meaning.arguments.words) == (offer_in_free_slot, ["3", "10"])


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("/mejorar 32768", "/MEJORAR [OBJETO]"),
        ("/mejorar 1.5", "/MEJORAR [OBJETO]"),
        ("/mejorar ²", "/MEJORAR [OBJETO]"),
        ("/mejorar ٣", "/MEJORAR [OBJETO]"),
        ("/mejorar -", "/MEJORAR [OBJETO]"),
        ("/mejorar 0x10", "/MEJORAR [OBJETO]"),
        ("/mejorar 1_0", "/MEJORAR [OBJETO]"),
        ("/mejorar " + "9" * 5000, "/MEJORAR [OBJETO]"),
        ("/texto", "/TEXTO auto | cp1252 | utf-8 | ascii"),
        ("/texto latin1", "/TEXTO auto | cp1252 | utf-8 | ascii"),
        ("/texto utf-8 ya", "/TEXTO auto | cp1252 | utf-8 | ascii"),
        ("/herreria 15", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria 15 0", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria 15 10001", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/ofrecer 3", "/OFRECER CASILLERO CANTIDAD [LUGAR]"),
        ("/ofrecer x 1", "/OFRECER CASILLERO CANTIDAD [LUGAR]"),
        ("/ofrecer 256 1", "/OFRECER CASILLERO CANTIDAD [LUGAR]"),
        ("/ofrecer 3 1 x", "/OFRECER CASILLERO CANTIDAD [LUGAR]"),
        ("/ofrecer 3 1 256", "/OFRECER CASILLERO CANTIDAD [LUGAR]"),
        ("/cmsg", "/CMSG TEXTO"),
        ("/cmsg   ", "/CMSG TEXTO"),
        ("/retirar", "/RETIRAR CANTIDAD"),
        ("/retirar 2147483648", "/RETIRAR CANTIDAD"),
        ("/depositar diez", "/DEPOSITAR CANTIDAD"),
        ("/apostar 40000", "/APOSTAR CANTIDAD"),
        ("/centinela", "/CENTINELA CÓDIGO"),
        ("/encuesta 256", "/ENCUESTA [OPCIÓN]"),
        ("/encuesta -1", "/ENCUESTA [OPCIÓN]"),
        ("/foro título", "/FORO [TÍTULO@TEXTO]"),
        ("/rechazarclan juan", "/RECHAZARCLAN NOMBRE@MOTIVO"),
        ("/ofrecerpaz alfa", "/OFRECERPAZ CLAN@TEXTO"),
        ("/gmsg", "/GMSG TEXTO"),
        ("/carcel Ana@x", "/CARCEL NOMBRE@MOTIVO@MINUTOS"),
        ("/carcel Ana@x@y@5", "/CARCEL NOMBRE@MOTIVO@MINUTOS"),
        ("/carcel Ana@x@256", "/CARCEL NOMBRE@MOTIVO@MINUTOS"),
        ("/carcel Ana@x@", "/CARCEL NOMBRE@MOTIVO@MINUTOS"),
        ("/ban Ana", "/BAN NOMBRE@MOTIVO"),
        ("/borrarpena Ana@1", "/BORRARPENA NOMBRE@NÚMERO@TEXTO"),
        ("/borrarpena Ana@x@y", "/BORRARPENA NOMBRE@NÚMERO@TEXTO"),
        ("/slot Ana", "/SLOT NOMBRE@CASILLERO"),
        ("/slot Ana@256", "/SLOT NOMBRE@CASILLERO"),
        ("/aemail Ana", "/AEMAIL NOMBRE-CORREO"),
        ("/telep", "/TELEP [NOMBRE] [MAPA] X Y"),
        ("/telep 50", "/TELEP [NOMBRE] [MAPA] X Y"),
        ("/telep Ana 50", "/TELEP [NOMBRE] [MAPA] X Y"),
        ("/telep Ana x 50 50", "/TELEP [NOMBRE] [MAPA] X Y"),
        ("/telep Ana 1 50 256", "/TELEP [NOMBRE] [MAPA] X Y"),
        ("/telep Ana 1 -1 50", "/TELEP [NOMBRE] [MAPA] X Y"),
        ("/telep Ana 32768 50 50", "/TELEP [NOMBRE] [MAPA] X Y"),
        ("/mod Ana oro", "/MOD NOMBRE OPCIÓN VALOR [VALOR]"),
        ("/mod Ana plata 5", "/MOD NOMBRE OPCIÓN VALOR [VALOR]"),
        ("/mod Ana 1 5", "/MOD NOMBRE OPCIÓN VALOR [VALOR]"),
        ("/banip 10.0.0.9", "/BANIP IP|NOMBRE MOTIVO"),
        ("/ip2nick 1.2.3", "/IP2NICK A.B.C.D"),
        ("/ip2nick 1.2.3.4.5", "/IP2NICK A.B.C.D"),
        ("/ip2nick 1.2.3.256", "/IP2NICK A.B.C.D"),
        ("/ip2nick 1.2..4", "/IP2NICK A.B.C.D"),
        ("/ip2nick", "/IP2NICK A.B.C.D"),
        ("/unbanip Ana", "/UNBANIP A.B.C.D"),
        ("/nene x", "/NENE [MAPA]"),
        ("/ct 34 40", "/CT MAPA X Y [RADIO]"),
        ("/ct 34 40 41 256", "/CT MAPA X Y [RADIO]"),
        ("/forcemidimap", "/FORCEMIDIMAP MIDI [MAPA]"),
        ("/forcewavmap", "/FORCEWAVMAP SONIDO [MAPA X Y]"),
        ("/forcewavmap 3 34", "/FORCEWAVMAP SONIDO [MAPA X Y]"),
        ("/forcewavmap 3 34 50", "/FORCEWAVMAP SONIDO [MAPA X Y]"),
        ("/forcewavmap 3 34 50 51 52", "/FORCEWAVMAP SONIDO [MAPA X Y]"),
        ("/chatcolor 1 2", "/CHATCOLOR [R G B]"),
        ("/chatcolor 1 2 256", "/CHATCOLOR [R G B]"),
        ("/trigger 7", "/TRIGGER [0..6]"),
        ("/trigger x", "/TRIGGER [0..6]"),
        ("/cc x", "/CC [NÚMERO]"),
        ("/setinivar INIT Clave", "/SETINIVAR SECCIÓN CLAVE VALOR"),
        ("/setinivar INIT Clave un valor", "/SETINIVAR SECCIÓN CLAVE VALOR"),
        ("/crearpretorianos 163 35", "/CREARPRETORIANOS MAPA X Y"),
        ("/crearpretorianos 163 35 25 1", "/CREARPRETORIANOS MAPA X Y"),
        ("/eliminarpretorianos", "/ELIMINARPRETORIANOS MAPA"),
        ("/eliminarpretorianos 163 1", "/ELIMINARPRETORIANOS MAPA"),
        ("/segobs 3", "/SEGOBS NÚMERO TEXTO"),
        ("/segobs x y", "/SEGOBS NÚMERO TEXTO"),
        ("/zmotd", "/ZMOTD LÍNEA|LÍNEA…"),
        ("/show", "/SHOW SOS | INT | DENUNCIAS"),
        ("/show todo", "/SHOW SOS | INT | DENUNCIAS"),
        ("/borrar todo", "/BORRAR SOS"),
        ("/modmapinfo pk", "/MODMAPINFO PROPIEDAD VALOR"),
        ("/modmapinfo zona", "/MODMAPINFO PROPIEDAD VALOR"),
        ("/modmapinfo color 1", "/MODMAPINFO PROPIEDAD VALOR"),
    ],
    ids=lambda value: value[:30],
)
def test_arguments_that_do_not_fit_give_the_usage(line: str, form: str) -> None:
    assert means(line) == Usage(form)


@pytest.mark.parametrize("line", ["/EST", "/est", " /eSt ", "/est ahora mismo", "\t/EST\n", "/ést", "/est\tya"])
def test_blanks_case_accents_and_extra_words_do_not_matter(line: str) -> None:
    assert means(line, USER) == Execute((c.RequestStats(),))


@pytest.mark.parametrize("line", ["/acompañar", "/ACOMPAÑAR", "/acompanar", "/Acompáñár"])
def test_the_letter_with_a_tilde(line: str) -> None:
    assert means(line, USER) == Execute((c.PetFollow(),))


@pytest.mark.parametrize(("line", "name"), [("/TELEP Ana 1 007 +08", "Ana"), ("/TELEP Ana 1 0000000000007 8", "Ana")])
def test_numbers_may_have_a_sign_and_leading_zeros(line: str, name: str) -> None:
    assert means(line) == Execute((g.WarpChar(name, 1, 7, 8),))


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "hola",
        "/",
        " / ",
        "//est",
        "/ est",
        "est",
        "\\est",
        "-/est",
        "/1est",
        "/-est",
        "/:)",
    ],
)
@pytest.mark.parametrize("privileges", [USER, ADMIN])
def test_everything_else_is_said_aloud(line: str, privileges: Privilege) -> None:
    assert means(line, privileges) is None


@pytest.mark.parametrize(
    ("line", "privileges", "nearest"),
    [
        ("/zzz hola", USER, ()),
        ("/ñññ", ADMIN, ()),
        ("/esta", USER, ("EST", "ENLISTAR", "ENCUESTA")),
        ("/e.st", USER, ()),
        ("/sálirr", USER, ("SALIR", "SALIRPARTY", "SALIRCLAN")),
        ("/ban@pepito motivo", ADMIN, ("BAN", "BANIP", "BAL")),
        ("/ban@pepito motivo", USER, ("BALANCE",)),
        ("/ban pepito@motivo", USER, ("BALANCE",)),
        ("/banip pepito motivo", Privilege.SEMIDIOS, ("BAN",)),
        ("/nick²ip Ana", ADMIN, ("NICK2IP",)),
    ],
)
def test_unknown_words_are_answered_with_the_nearest(
    line: str, privileges: Privilege, nearest: tuple[str, ...]
) -> None:
    assert means(line, privileges) == Unknown(nearest)


@pytest.mark.parametrize(
    ("option", "number"),
    [
        ("ORO", 1),
        ("EXP", 2),
        ("BODY", 3),
        ("HEAD", 4),
        ("CIU", 5),
        ("CRI", 6),
        ("LEVEL", 7),
        ("CLASE", 8),
        ("SKILLS", 9),
        ("SKILLSLIBRES", 10),
        ("NOB", 11),
        ("ASE", 12),
        ("SEX", 13),
        ("RAZA", 14),
        ("AGREGAR", 15),
        ("VIDA", 16),
        ("POSS", 17),
    ],
)
def test_what_may_be_edited(option: str, number: int) -> None:
    assert means(f"/mod Ana {option.lower()} 5 6") == Execute((g.EditChar("Ana", number, "5", "6"),))


ONLY_STAFF = [one for one in gm.COMMANDS if folded(one.word.split()[0]) not in PLAYER_WORDS]


def test_no_command_is_longer_than_what_is_looked_at() -> None:
    assert max(map(len, (*PLAYER_WORDS, *STAFF_WORDS))) <= text_commands.LONGEST_WORD
    assert means("/" + "a" * 9_000) == Unknown(())
    assert means("/onlinemap" + "p" * 9_000) == Unknown(())


@pytest.mark.parametrize("command", ONLY_STAFF, ids=lambda command: command.word)
@pytest.mark.parametrize("arguments", ["", " x", " @ @ @ @"])
def test_without_the_rank_not_even_bad_arguments_are_answered(command: Any, arguments: str) -> None:
    assert isinstance(means(f"/{command.word}{arguments}", USER), Unknown)


def test_the_rank_is_that_of_the_packet_that_comes_of_it() -> None:
    assert means("/show sos", Privilege.CONSEJERO) == Execute((g.SosShowList(),))
    assert means("/show int", Privilege.CONSEJERO) == Unknown(("SHOW",))
    assert means("/show todo", Privilege.CONSEJERO) == Usage("/SHOW SOS | INT | DENUNCIAS")


def test_listed_special_demigods_have_some_commands_of_gods() -> None:
    line, packet = "/aname Beto@Nuevo", g.AlterName("Beto", "Nuevo")
    assert isinstance(means(line, Privilege.SEMIDIOS), Unknown)
    assert means(line, Privilege.SEMIDIOS, special=True) == Execute((packet,))
    assert isinstance(means(line, USER, special=True), Unknown)


ALL_COMMANDS = (*PLAYER_COMMANDS, *gm.COMMANDS, gm.HELP)


def command(word: str, form: str = "") -> TextCommand:
    return TextCommand(word, asks(lambda _world, _player: None), str, form)


def test_every_command_is_found_by_its_word() -> None:
    words = (*PLAYER_WORDS.values(), *STAFF_WORDS.values())
    assert sum(len(word.commands) for word in words) == len(ALL_COMMANDS)


@pytest.mark.parametrize(
    "twice",
    [
        [command("UNO"), command("uno")],
        [command("UNO", "NOMBRE"), command("ÚNO", "NÚMERO")],
        [command("UNO DOS"), command("UNO dos", "NOMBRE")],
    ],
)
def test_a_word_can_not_be_declared_twice_in_one_table(twice: list[TextCommand]) -> None:
    with pytest.raises(ValueError, match=r"^/[UuÚ].* is declared twice in one table: “” and “”$"):
        by_word(twice)


def test_a_word_may_mean_one_thing_to_players_and_another_to_the_staff(
    game: GameFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = TextCommand("hora", asks(lambda _world, player: tell(player, "Son las 12:00.")), str)
    monkeypatch.setattr(text_commands, "PLAYER_WORDS", PLAYER_WORDS | by_word([told]))
    ana = game.player("Ana", at=(1, 50, 50))
    ana.talks("/hora")
    ana.sees(msg.console_msg("Son las 12:00.", Font.INFO))
    assert isinstance(means("/hora", USER | Privilege.ROLE_MASTER), Local)
    assert means("/hora", Privilege.CONSEJERO) == Execute((g.ServerTime(),))


def test_a_word_may_stand_alone_and_have_arguments_and_second_words() -> None:
    alone, having, second = command("UNO"), command("UNO", "NOMBRE"), command("UNO DOS", "X")
    word = by_word([alone, having, second])["UNO"]
    chosen = [word.choose(Arguments(raw, raw.split(), 1), lambda _one: True) for raw in ("", "Ana", "dós x")]
    assert [one for one, _arguments in chosen] == [alone, having, second]
    assert chosen[2][1] == Arguments("x", ["x"], 1)


@pytest.mark.parametrize("command", ALL_COMMANDS, ids=lambda command: command.word)
def test_every_command_says_in_one_sentence_what_it_is_for(command: TextCommand) -> None:
    assert re.fullmatch(r"[A-ZÁÉÍÓÚ][^\n]{5,100}\.", command.help())


@pytest.mark.parametrize("grammar", [t.whole, t.maybe, t.on_map, t.address, t.flag, t.choice, t.plain])
def test_a_grammar_can_not_be_declared_for_other_fields(grammar: Any) -> None:
    with pytest.raises(TypeError):
        grammar(g.WarpChar)


def test_every_word_has_an_example() -> None:
    words = {command_of(line) for line, _packet in PLAYER_LINES}
    assert words | LOCAL_WORDS == {word.name for word in PLAYER_WORDS.values()}
    assert not words & LOCAL_WORDS
    assert {command_of(line) for line, _packet in GM_LINES} == {word.name for word in STAFF_WORDS.values()}


def test_every_packet_of_a_gm_has_a_text_form() -> None:
    assert {type(packet) for _line, packet in GM_LINES} == set(g.GM_COMMANDS)


SAMPLES = {
    "name": "Ana", "text": "hola", "guild": "alfa", "reason": "spam", "minutes": "5", "map": "1", "x": "50", "y": "51",
    "number": "1", "n": "1", "option": "ORO", "arg1": "5", "arg2": "6", "a": "1", "b": "2", "c": "3", "d": "4",
    "radius": "1", "midi": "1", "wave": "1", "obj": "36", "npc": "501", "index": "1", "copy_from": "Eva",
    "mail": "a@b.c", "new_name": "Eva", "r": "1", "g": "2", "slot": "3", "section": "INIT", "key": "K", "value": "NO",
}  # fmt: skip


def filled(form: str) -> list[str]:
    """A text form with examples for its arguments, without and with what may be left out."""
    lines = {re.sub(r" ?\[[^]]*\]", "", form), form.replace("[", "").replace("]", "")}
    if "|" in form:
        lines = {re.sub(r"(\S+)\|(\S+)", side, line) for line in lines for side in (r"\1", r"\2")}
    command = re.compile(r"^/(?:SHOW \w+|BORRAR \w+|MODMAPINFO \w+|\w+)")
    out: list[str] = []
    for line in lines:
        head = command.match(line)
        assert head is not None
        rest = re.sub(r"[a-z_0-9]+", lambda word: SAMPLES.get(word[0], word[0]), line[head.end() :])
        out.append(head[0] + rest)
    return out


@pytest.mark.parametrize("table", ["gm_command", "gm_command_original"])
def test_every_text_form_of_the_protocol_is_that_command(table: str) -> None:
    numbers = g.GODOT_NUMBERS if table == "gm_command" else g.ORIGINAL_NUMBERS
    rows = [row for row in protocol()[table] if "text_form" in row]
    assert {row["id"] for row in rows} == set(numbers)
    for row in rows:
        for line in filled(row["text_form"]):
            meaning = means(line)
            assert isinstance(meaning, Execute), line
            assert [type(packet) for packet in meaning.packets] == [numbers[row["id"]]], line


SOME_WORD = st.sampled_from([word.name for word in (*PLAYER_WORDS.values(), *STAFF_WORDS.values())])
PIECES = st.one_of(
    st.text(max_size=12),
    st.integers().map(str),
    st.sampled_from(["@", " ", "-", ".", "1.2.3.4", "YO", "SOS", "PK", "1", "ORO", "\n", "+"]),
)
LINES = st.one_of(
    st.text(max_size=60),
    st.builds(lambda word, pieces: f"/{word} " + "".join(pieces), SOME_WORD, st.lists(PIECES, max_size=8)),
    st.builds(lambda word, pieces: f"/{word} " + " ".join(pieces), SOME_WORD, st.lists(PIECES, max_size=8)),
)


@settings(max_examples=500, deadline=None)
@given(line=LINES, privileges=st.sampled_from([USER, ADMIN, Privilege.CONSEJERO, USER | Privilege.ROLE_MASTER]))
@example(line="/apostar " + "0" * 5000, privileges=USER)
@example(line="/" + "9" * 9000, privileges=USER)
def test_no_line_is_too_strange(line: str, privileges: Privilege) -> None:
    meaning = means(line, privileges)
    word = re.match(r"/(\S*)", line.strip())
    known = PLAYER_WORDS | STAFF_WORDS
    assert (meaning is None) == (word is None or (folded(word[1]) not in known and not word[1][:1].isalpha()))
    if isinstance(meaning, Usage):
        assert len(meaning.form.split()) > 1
    if isinstance(meaning, Execute) and line.isascii():
        assert [carried(packet) for packet in meaning.packets] == list(meaning.packets)
