"""Changing characters, councils and guilds.

Source: 10-gm-admin §4.5.
"""

from __future__ import annotations

from pyao.content.enums import Privilege
from pyao.messaging.i18n import later
from pyao.protocol import gm_commands as g
from pyao.rules.guilds import staff_tools as guilds
from pyao.rules.staff import characters, editing, seats
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import at_once, gm_command
from pyao.tasks.gm.subjects import about
from pyao.tasks.ranks import D_UP_NO_RM, D_UP_NO_RM_OR_SPECIAL, D_UP_OR_RM, D_UP_OR_S_RM, EDITORS, S_UP, S_UP_NO_RM
from pyao.tasks.text_grammar import Reading

COMMANDS = (
    gm_command(
        "REVIVIR",
        t.whole(g.ReviveChar),
        "NOMBRE",
        rank=S_UP,
        help=later("Resucita o cura a alguien."),
        rule=lambda w, p, k: characters.revive(w, p, k.name),
    ),
    gm_command(
        "PERDON",
        t.whole(g.Forgive),
        "NOMBRE",
        rank=S_UP_NO_RM,
        help=later("Perdona a un newbie criminal."),
        rule=lambda w, p, k: characters.forgive(w, p, k.name),
    ),
    gm_command(
        "CONDEN",
        t.whole(g.TurnCriminal),
        "NOMBRE",
        rank=D_UP_NO_RM,
        help=later("Vuelve criminal a alguien."),
        rule=lambda w, _p, k: characters.turn_criminal(w, k.name),
    ),
    gm_command(
        "RAJAR",
        t.whole(g.ResetFactions),
        "NOMBRE",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Borra el pasado de un personaje en las facciones."),
        order=at_once(about(lambda w, p, _, who: characters.reset_factions(w, p, who))),
    ),
    gm_command(
        "NOCAOS",
        t.parts(g.ChaosLegionKick, "@"),
        "NOMBRE@MOTIVO",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Expulsa a alguien de la Legión Oscura para siempre."),
        order=at_once(about(lambda w, p, k, who: characters.kick_from_chaos_legion(w, p, who, k.reason))),
    ),
    gm_command(
        "NOREAL",
        t.parts(g.RoyalArmyKick, "@"),
        "NOMBRE@MOTIVO",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Expulsa a alguien de la Armada Real para siempre."),
        order=at_once(about(lambda w, p, k, who: characters.kick_from_royal_army(w, p, who, k.reason))),
    ),
    gm_command(
        "ACEPTCONSE",
        t.whole(g.AcceptRoyalCouncilMember),
        "NOMBRE",
        rank=D_UP_NO_RM,
        help=later("Acepta a alguien en el consejo de Banderbill."),
        rule=lambda w, p, k: seats.accept(w, p, k.name, Privilege.ROYAL_COUNCIL),
    ),
    gm_command(
        "ACEPTCONSECAOS",
        t.whole(g.AcceptChaosCouncilMember),
        "NOMBRE",
        rank=D_UP_NO_RM,
        help=later("Acepta a alguien en el concilio de las sombras."),
        rule=lambda w, p, k: seats.accept(w, p, k.name, Privilege.CHAOS_COUNCIL),
    ),
    gm_command(
        "KICKCONSE",
        t.whole(g.CouncilKick),
        "NOMBRE",
        rank=D_UP_NO_RM,
        help=later("Expulsa a alguien de los consejos."),
        order=at_once(about(lambda w, p, _k, who: seats.kick(w, p, who))),
    ),
    gm_command(
        "RAJARCLAN",
        t.whole(g.RemoveCharFromGuild),
        "NOMBRE",
        rank=D_UP_NO_RM,
        help=later("Saca a un personaje de su clan."),
        order=at_once(about(lambda w, p, _k, who: guilds.remove_member(w, p, who.record if who else None))),
    ),
    gm_command(
        "ACLAN",
        t.parts(g.AlterGuildName, "@"),
        "CLAN@NUEVO",
        rank=D_UP_NO_RM,
        help=later("Cambia el nombre de un clan."),
        rule=lambda w, p, k: guilds.rename(w, p, k.guild, k.new_name),
    ),
    gm_command(
        "ESTUPIDO",
        t.whole(g.MakeDumb),
        "NOMBRE",
        rank=D_UP_OR_S_RM,
        help=later("Vuelve estúpido a alguien."),
        rule=lambda w, p, k: characters.make_dumb(w, p, k.name, dumb=True),
    ),
    gm_command(
        "NOESTUPIDO",
        t.whole(g.MakeDumbNoMore),
        "NOMBRE",
        rank=D_UP_OR_S_RM,
        help=later("Cura la estupidez de alguien."),
        rule=lambda w, p, k: characters.make_dumb(w, p, k.name, dumb=False),
    ),
    gm_command(
        "SETDESC",
        t.whole(g.SetCharDescription),
        "TEXTO",
        rank=D_UP_OR_RM,
        help=later("Cambia lo que se lee al mirar al usuario elegido."),
        rule=lambda w, p, k: characters.describe(w, p, k.text),
    ),
    gm_command(
        "MOD",
        Reading(g.EditChar, t.edit),
        "NOMBRE OPCIÓN VALOR [VALOR]",
        rank=EDITORS,
        help=later("Modifica un personaje."),
        order=at_once(about(lambda w, p, k, who: editing.edit_char(w, p, who, k.option, k.arg1, k.arg2), oneself=True)),
    ),
)
