"""Messages, and lists of who is there.

Source: 10-gm-admin §4.1.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.ranks import (
    ANY_GM,
    ANY_GM_NO_RM,
    D_UP,
    D_UP_NO_RM,
    D_UP_OR_RM,
    S_UP,
    S_UP_NO_RM,
    S_UP_OR_C_RM,
    S_UP_OR_RM,
)

COMMANDS = (
    gm_command(
        "GMSG",
        t.whole(g.GmMessage),
        "TEXTO",
        rank=ANY_GM,
        help=later("Dice algo a todos los GM."),
    ),
    gm_command(
        "DMSG",
        t.whole(g.HigherAdminsMessage),
        "TEXTO",
        rank=D_UP_NO_RM,
        help=later("Dice algo a los dioses y admins."),
    ),
    gm_command(
        "RMSG",
        t.whole(g.ServerMessage),
        "TEXTO",
        rank=S_UP,
        help=later("Muestra una línea a todos, sin tu nombre."),
    ),
    gm_command(
        "MAPMSG",
        t.whole(g.MapMessage),
        "TEXTO",
        rank=S_UP_OR_C_RM,
        help=later("Muestra una línea a los de tu mapa."),
    ),
    gm_command(
        "SMSG",
        t.whole(g.SystemMessage),
        "TEXTO",
        rank=D_UP_NO_RM,
        help=later("Abre un cartel en la pantalla de todos."),
    ),
    gm_command(
        "REALMSG",
        t.whole(g.RoyalArmyMessage),
        "TEXTO",
        rank=S_UP_OR_RM,
        help=later("Habla a la Armada Real."),
    ),
    gm_command(
        "CAOSMSG",
        t.whole(g.ChaosLegionMessage),
        "TEXTO",
        rank=S_UP_OR_RM,
        help=later("Habla a la Legión Oscura."),
    ),
    gm_command(
        "CIUMSG",
        t.whole(g.CitizenMessage),
        "TEXTO",
        rank=S_UP_OR_RM,
        help=later("Habla a los ciudadanos."),
    ),
    gm_command(
        "CRIMSG",
        t.whole(g.CriminalMessage),
        "TEXTO",
        rank=D_UP_OR_RM,
        help=later("Habla a los criminales."),
    ),
    gm_command(
        "TALKAS",
        t.whole(g.TalkAsNpc),
        "TEXTO",
        rank=D_UP_OR_RM,
        help=later("Hace hablar al NPC elegido."),
    ),
    gm_command(
        "REM",
        t.whole(g.Comment),
        "TEXTO",
        rank=ANY_GM,
        help=later("Deja una nota en tu registro."),
    ),
    gm_command(
        "HORA",
        t.plain(g.ServerTime),
        rank=ANY_GM,
        help=later("Dice a todos la hora y la fecha del servidor."),
    ),
    gm_command(
        "SHOWNAME",
        t.plain(g.ShowName),
        rank=D_UP_OR_RM,
        help=later("Oculta o muestra tu nombre."),
    ),
    gm_command(
        "ONLINEREAL",
        t.plain(g.OnlineRoyalArmy),
        rank=ANY_GM,
        help=later("Muestra quiénes de la Armada Real están jugando."),
    ),
    gm_command(
        "ONLINECAOS",
        t.plain(g.OnlineChaosLegion),
        rank=ANY_GM,
        help=later("Muestra quiénes de la Legión Oscura están jugando."),
    ),
    gm_command(
        "ONLINEGM",
        t.plain(g.OnlineGm),
        rank=S_UP,
        help=later("Muestra qué GM están conectados."),
    ),
    gm_command(
        "ONLINEMAP",
        t.on_map(g.OnlineMap),
        "[MAPA]",
        rank=S_UP,
        help=later("Muestra quiénes están en un mapa."),
    ),
    gm_command(
        "LISTUSU",
        t.plain(g.RequestUserList),
        rank=ANY_GM_NO_RM,
        help=later("Muestra a todos los usuarios."),
    ),
    gm_command(
        "TRABAJANDO",
        t.plain(g.Working),
        rank=ANY_GM_NO_RM,
        help=later("Muestra quiénes están trabajando."),
    ),
    gm_command(
        "OCULTANDO",
        t.plain(g.Hiding),
        rank=ANY_GM_NO_RM,
        help=later("Muestra quiénes están ocultos."),
    ),
    gm_command(
        "PANELGM",
        t.plain(g.GmPanel),
        rank=ANY_GM,
        help=later("Abre el panel de GM."),
    ),
    gm_command(
        "SHOW SOS",
        t.plain(g.SosShowList),
        rank=ANY_GM,
        help=later("Muestra los pedidos de ayuda."),
    ),
    gm_command(
        "SHOW INT",
        t.plain(g.ShowServerForm),
        rank=D_UP_NO_RM,
        help=later("Abría una ventana en la máquina del servidor; solo queda anotado."),
    ),
    gm_command(
        "SOSDONE",
        t.whole(g.SosRemove),
        "NOMBRE",
        rank=ANY_GM,
        help=later("Borra el pedido de ayuda de alguien."),
    ),
    gm_command(
        "BORRAR SOS",
        t.plain(g.CleanSos),
        rank=D_UP_NO_RM,
        help=later("Borra todos los pedidos de ayuda."),
    ),
    gm_command(
        "DENUNCIAS",
        t.plain(g.EnableDenounces),
        rank=ANY_GM_NO_RM,
        help=later("Empieza o deja de mostrarte las denuncias."),
    ),
    gm_command(
        "SHOW DENUNCIAS",
        t.plain(g.ShowDenouncesList),
        rank=ANY_GM_NO_RM,
        help=later("Muestra las denuncias."),
    ),
    gm_command(
        "ONCLAN",
        t.whole(g.GuildOnlineMembers),
        "CLAN",
        rank=S_UP_NO_RM,
        help=later("Muestra qué miembros de un clan están jugando."),
    ),
    gm_command(
        "MIEMBROSCLAN",
        t.whole(g.GuildMemberList),
        "CLAN",
        rank=D_UP,
        help=later("Muestra a todos los miembros de un clan."),
    ),
    gm_command(
        "SHOWCMSG",
        t.whole(g.ShowGuildMessages),
        "CLAN",
        rank=D_UP_NO_RM,
        help=later("Empieza o deja de mostrarte lo que habla un clan."),
    ),
)
