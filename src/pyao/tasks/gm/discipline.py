"""Silence, prison, bans, names and passwords.

Source: 10-gm-admin §4.4.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import at_once, gm_command
from pyao.tasks.gm.guilds import ban_guild
from pyao.tasks.ranks import ANY_GM, ANY_GM_NO_RM, D_UP, D_UP_NO_RM, D_UP_NO_RM_OR_SPECIAL, S_UP, S_UP_NO_RM
from pyao.tasks.text_grammar import Reading

COMMANDS = (
    gm_command(
        "SILENCIAR",
        t.whole(g.Silence),
        "NOMBRE",
        rank=ANY_GM,
        help=later("Silencia a alguien, o lo deja hablar otra vez."),
    ),
    gm_command(
        "CARCEL",
        t.parts(g.Jail, "@", every=True),
        "NOMBRE@MOTIVO@MINUTOS",
        rank=ANY_GM_NO_RM,
        help=later("Encarcela a alguien por unos minutos."),
    ),
    gm_command(
        "ADVERTENCIA",
        t.parts(g.WarnUser, "@"),
        "NOMBRE@MOTIVO",
        rank=ANY_GM_NO_RM,
        help=later("Agrega una advertencia al prontuario de un personaje."),
    ),
    gm_command(
        "ECHAR",
        t.whole(g.Kick),
        "NOMBRE",
        rank=S_UP,
        help=later("Echa a alguien del juego."),
    ),
    gm_command(
        "EJECUTAR",
        t.whole(g.Execute),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Mata a alguien."),
    ),
    gm_command(
        "BAN",
        t.parts(g.BanChar, "@"),
        "NOMBRE@MOTIVO",
        rank=S_UP_NO_RM,
        help=later("Prohíbe la entrada a un personaje."),
    ),
    gm_command(
        "UNBAN",
        t.whole(g.UnbanChar),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Permite otra vez la entrada a un personaje."),
    ),
    gm_command(
        "ECHARTODOSPJS",
        t.plain(g.KickAllChars),
        rank=D_UP_NO_RM,
        help=later("Echa a todos los usuarios."),
    ),
    gm_command(
        "BANIP",
        Reading(g.BanIp, t.ban_ip),
        "IP|NOMBRE MOTIVO",
        rank=D_UP,
        help=later("Prohíbe la entrada desde una IP."),
    ),
    gm_command(
        "UNBANIP",
        t.address(g.UnbanIp),
        "A.B.C.D",
        rank=D_UP_NO_RM,
        help=later("Permite otra vez la entrada desde una IP."),
    ),
    gm_command(
        "BANIPLIST",
        t.plain(g.BannedIpList),
        rank=D_UP_NO_RM,
        help=later("Muestra las IP prohibidas."),
    ),
    gm_command(
        "BANIPRELOAD",
        t.plain(g.BannedIpReload),
        rank=D_UP_NO_RM,
        help=later("Vuelve a leer las IP prohibidas."),
    ),
    gm_command(
        "BORRARPENA",
        t.parts(g.RemovePunishment, "@"),
        "NOMBRE@NÚMERO@TEXTO",
        rank=D_UP_NO_RM,
        help=later("Reemplaza una pena del prontuario de un personaje."),
    ),
    gm_command(
        "APASS",
        t.parts(g.AlterPassword, "@"),
        "NOMBRE@COPIAR DE",
        rank=D_UP_NO_RM,
        help=later("Da a un personaje la contraseña de otro."),
    ),
    gm_command(
        "AEMAIL",
        t.parts(g.AlterMail, "-"),
        "NOMBRE-CORREO",
        rank=D_UP_NO_RM,
        help=later("Cambia el correo de un personaje."),
    ),
    gm_command(
        "ANAME",
        t.parts(g.AlterName, "@"),
        "NOMBRE@NUEVO",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Cambia el nombre de un personaje."),
    ),
    gm_command(
        "DUMPSECURITY",
        t.plain(g.DumpIpTables),
        rank=D_UP,
        help=later("Anota en el registro cuántas conexiones hay por IP."),
    ),
    gm_command(
        "BANCLAN",
        t.whole(g.GuildBan),
        "CLAN",
        rank=D_UP_NO_RM,
        help=later("Prohíbe la entrada a todos los miembros de un clan."),
        order=at_once(ban_guild),
    ),
)
