"""Silence, prison, bans, names and passwords.

Source: 10-gm-admin §4.4.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.staff import bans, discipline, records
from pyao.tasks import text_grammar as t
from pyao.tasks.gm import addresses, two_records
from pyao.tasks.gm.command import at_once, gm_command, obeying_rule
from pyao.tasks.gm.guilds import ban_guild
from pyao.tasks.gm.subjects import about
from pyao.tasks.ranks import ANY_GM, ANY_GM_NO_RM, D_UP, D_UP_NO_RM, D_UP_NO_RM_OR_SPECIAL, S_UP, S_UP_NO_RM
from pyao.tasks.text_grammar import Reading

COMMANDS = (
    gm_command(
        "SILENCIAR",
        t.whole(g.Silence),
        "NOMBRE",
        rank=ANY_GM,
        help=later("Silencia a alguien, o lo deja hablar otra vez."),
        rule=lambda w, p, k: discipline.toggle_silence(w, p, k.name),
    ),
    gm_command(
        "CARCEL",
        t.parts(g.Jail, "@", every=True),
        "NOMBRE@MOTIVO@MINUTOS",
        rank=ANY_GM_NO_RM,
        help=later("Encarcela a alguien por unos minutos."),
        rule=lambda w, p, k: discipline.jail(w, p, k.name, k.reason, k.minutes),
    ),
    gm_command(
        "ADVERTENCIA",
        t.parts(g.WarnUser, "@"),
        "NOMBRE@MOTIVO",
        rank=ANY_GM_NO_RM,
        help=later("Agrega una advertencia al prontuario de un personaje."),
        order=at_once(about(lambda w, p, k, who: discipline.warn(w, p, k.name, k.reason, who))),
    ),
    gm_command(
        "ECHAR",
        t.whole(g.Kick),
        "NOMBRE",
        rank=S_UP,
        help=later("Echa a alguien del juego."),
        rule=lambda w, p, k: discipline.kick(w, p, k.name),
    ),
    gm_command(
        "EJECUTAR",
        t.whole(g.Execute),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Mata a alguien."),
        rule=lambda w, p, k: discipline.execute(w, p, k.name),
    ),
    gm_command(
        "BAN",
        t.parts(g.BanChar, "@"),
        "NOMBRE@MOTIVO",
        rank=S_UP_NO_RM,
        help=later("Prohíbe la entrada a un personaje."),
        order=at_once(about(lambda w, p, k, who: bans.ban(w, p, k.reason, who))),
    ),
    gm_command(
        "UNBAN",
        t.whole(g.UnbanChar),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Permite otra vez la entrada a un personaje."),
        order=at_once(about(lambda w, p, _, who: bans.unban(w, p, who))),
    ),
    gm_command(
        "ECHARTODOSPJS",
        t.plain(g.KickAllChars),
        rank=D_UP_NO_RM,
        help=later("Echa a todos los usuarios."),
        rule=lambda w, _, __: discipline.kick_all(w),
    ),
    gm_command(
        "BANIP",
        Reading(g.BanIp, t.ban_ip),
        "IP|NOMBRE MOTIVO",
        rank=D_UP,
        help=later("Prohíbe la entrada desde una IP."),
        order=at_once(obeying_rule(addresses.ban)),
    ),
    gm_command(
        "UNBANIP",
        t.address(g.UnbanIp),
        "A.B.C.D",
        rank=D_UP_NO_RM,
        help=later("Permite otra vez la entrada desde una IP."),
        order=at_once(obeying_rule(lambda w, p, k: bans.unban_address(w, p, f"{k.a}.{k.b}.{k.c}.{k.d}"))),
    ),
    gm_command(
        "BANIPLIST",
        t.plain(g.BannedIpList),
        rank=D_UP_NO_RM,
        help=later("Muestra las IP prohibidas."),
        rule=lambda w, p, _: bans.list_addresses(w, p),
    ),
    gm_command(
        "BANIPRELOAD",
        t.plain(g.BannedIpReload),
        rank=D_UP_NO_RM,
        help=later("Vuelve a leer las IP prohibidas."),
        order=addresses.reload,
    ),
    gm_command(
        "BORRARPENA",
        t.parts(g.RemovePunishment, "@"),
        "NOMBRE@NÚMERO@TEXTO",
        rank=D_UP_NO_RM,
        help=later("Reemplaza una pena del prontuario de un personaje."),
        order=at_once(about(lambda w, p, k, who: records.replace_penalty(w, p, k.name, k.number, k.text, who))),
    ),
    gm_command(
        "APASS",
        t.parts(g.AlterPassword, "@"),
        "NOMBRE@COPIAR DE",
        rank=D_UP_NO_RM,
        help=later("Da a un personaje la contraseña de otro."),
        order=at_once(two_records.copy_password),
    ),
    gm_command(
        "AEMAIL",
        t.parts(g.AlterMail, "-"),
        "NOMBRE-CORREO",
        rank=D_UP_NO_RM,
        help=later("Cambia el correo de un personaje."),
        order=at_once(about(lambda w, p, k, who: records.change_mail(w, p, k.name, k.mail, who))),
    ),
    gm_command(
        "ANAME",
        t.parts(g.AlterName, "@"),
        "NOMBRE@NUEVO",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Cambia el nombre de un personaje."),
        order=at_once(two_records.rename),
    ),
    gm_command(
        "DUMPSECURITY",
        t.plain(g.DumpIpTables),
        rank=D_UP,
        help=later("Anota en el registro cuántas conexiones hay por IP."),
        order=addresses.note_connections,
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
