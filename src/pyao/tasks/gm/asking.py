"""Asking about characters.

Source: 10-gm-admin §4.3.
"""

from __future__ import annotations

from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.staff import asking
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import gm_command
from pyao.tasks.gm.subjects import about
from pyao.tasks.ranks import D_UP_NO_RM_OR_SPECIAL, S_UP, S_UP_NO_RM

COMMANDS = (
    gm_command(
        "INFO",
        t.whole(g.RequestCharInfo),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra los datos de un personaje."),
        order=about(lambda w, p, k, who: asking.tell_info(w, p, k.name, who)),
    ),
    gm_command(
        "STAT",
        t.whole(g.RequestCharStats),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Muestra las muertes, la facción y la reputación de un personaje."),
        order=about(lambda w, p, k, who: asking.tell_deeds(w, p, k.name, who)),
    ),
    gm_command(
        "BAL",
        t.whole(g.RequestCharGold),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra el oro que un personaje tiene en el banco."),
        order=about(lambda w, p, k, who: asking.tell_bank_gold(w, p, k.name, who)),
    ),
    gm_command(
        "INV",
        t.whole(g.RequestCharInventory),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra el inventario de un personaje."),
        order=about(lambda w, p, k, who: asking.list_inventory(w, p, k.name, who)),
    ),
    gm_command(
        "BOV",
        t.whole(g.RequestCharBank),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra la bóveda de un personaje."),
        order=about(lambda w, p, k, who: asking.list_bank(w, p, k.name, who)),
    ),
    gm_command(
        "SKILLS",
        t.whole(g.RequestCharSkills),
        "NOMBRE",
        rank=S_UP,
        help=later("Muestra los skills de un personaje."),
        order=about(lambda _, p, __, who: asking.list_skills(p, who)),
    ),
    gm_command(
        "SLOT",
        t.parts(g.CheckSlot, "@"),
        "NOMBRE@CASILLERO",
        rank=S_UP,
        help=later("Muestra qué hay en un casillero de alguien."),
        rule=lambda w, p, k: asking.tell_slot(w, p, k.name, k.slot),
    ),
    gm_command(
        "NICK2IP",
        t.whole(g.NickToIp),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Muestra la IP de alguien y quiénes más la usan."),
        rule=lambda w, p, k: asking.tell_address(w, p, k.name),
    ),
    gm_command(
        "IP2NICK",
        t.address(g.IpToNick),
        "A.B.C.D",
        rank=S_UP_NO_RM,
        help=later("Muestra quiénes juegan desde una IP."),
        rule=lambda w, p, k: asking.list_at_address(w, p, f"{k.a}.{k.b}.{k.c}.{k.d}"),
    ),
    gm_command(
        "LASTIP",
        t.whole(g.LastIp),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Muestra las últimas IP de un personaje."),
        order=about(lambda w, p, k, who: asking.list_last_addresses(w, p, k.name, who)),
    ),
    gm_command(
        "LASTEMAIL",
        t.whole(g.RequestCharMail),
        "NOMBRE",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Muestra el correo de un personaje."),
        order=about(lambda w, p, _, who: asking.tell_mail(w, p, who)),
    ),
)
