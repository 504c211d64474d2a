"""Asking about characters.

Source: 10-gm-admin §4.3.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.ranks import D_UP_NO_RM_OR_SPECIAL, S_UP, S_UP_NO_RM

COMMANDS = (
    gm_command(
        "INFO",
        t.whole(g.RequestCharInfo),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra los datos de un personaje."),
    ),
    gm_command(
        "STAT",
        t.whole(g.RequestCharStats),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Muestra las muertes, la facción y la reputación de un personaje."),
    ),
    gm_command(
        "BAL",
        t.whole(g.RequestCharGold),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra el oro que un personaje tiene en el banco."),
    ),
    gm_command(
        "INV",
        t.whole(g.RequestCharInventory),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra el inventario de un personaje."),
    ),
    gm_command(
        "BOV",
        t.whole(g.RequestCharBank),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra la bóveda de un personaje."),
    ),
    gm_command(
        "SKILLS",
        t.whole(g.RequestCharSkills),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra los skills de un personaje."),
    ),
    gm_command(
        "SLOT",
        t.parts(g.CheckSlot, "@"),
        "NOMBRE@CASILLERO",
        rank=S_UP,
        help=later("Muestra qué hay en un casillero de alguien."),
    ),
    gm_command(
        "NICK2IP",
        t.whole(g.NickToIp),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Muestra la IP de alguien y quiénes más la usan."),
    ),
    gm_command(
        "IP2NICK",
        t.address(g.IpToNick),
        "A.B.C.D",
        rank=S_UP_NO_RM,
        help=later("Muestra quiénes juegan desde una IP."),
    ),
    gm_command(
        "LASTIP",
        t.whole(g.LastIp),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Muestra las últimas IP de un personaje."),
    ),
    gm_command(
        "LASTEMAIL",
        t.whole(g.RequestCharMail),
        "NOMBRE",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Muestra el correo de un personaje."),
    ),
)
