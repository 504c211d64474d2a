"""The server itself: closed or open, saved, switched off, its data and settings read again.

What reaches beyond the world goes to the program around it, `pyao.tasks.ports.Program`.  Source: 10-gm-admin §4.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.parts import Part
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, later
from pyao.protocol import gm_commands as g
from pyao.rules.map import upkeep
from pyao.rules.session import minutes
from pyao.rules.staff import program
from pyao.rules.staff.outcome import IGNORED, Outcome, done, refuse
from pyao.tasks import text_grammar as t
from pyao.tasks.gm.command import at_once, gm_command, obeying_rule
from pyao.tasks.ports import ReloadRefused, SettingRefused
from pyao.tasks.ranks import D_UP, D_UP_NO_RM, D_UP_NO_RM_OR_SPECIAL
from pyao.tasks.text_grammar import Reading

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyao.protocol.gm_commands import GMCommand
    from pyao.tasks.game import Game
    from pyao.tasks.gm.command import Order
    from pyao.world.player import Player


def reloading(*parts: Part, said: Callable[[], str] | None = None) -> Order[GMCommand]:
    """The order that reads these parts again; `said` = what the GM is told if that was done, `None` = nothing."""

    async def obey(game: Game, gm: Player, _packet: GMCommand) -> Outcome:
        try:
            changed = await game.program.reload(parts)
        except ReloadRefused as refusal:
            return refuse(gm, _("No se recargó nada. {why}").format(why=game.world.client.as_text(refusal.sentence)))
        if said is not None:
            tell(gm, said())
        return done(changed)

    return obey


def _switch_off(game: Game, gm: Player, _packet: g.TurnOffServer) -> None:
    program.announce_switching_off(game.world, gm)
    game.program.end(f"/APAGAR by {gm.name}")


def _restart(game: Game, gm: Player, _packet: g.Restart) -> Outcome | None:
    if not program.may_administer(gm):
        return IGNORED
    upkeep.save_world(game.world)
    minutes.save_characters(game.world)
    game.program.end(f"/REINICIAR by {gm.name}", again=True)
    return None


def _set_ini_var(game: Game, gm: Player, packet: g.SetIniVar) -> Outcome | Awaitable[Outcome | None]:
    if not program.may_administer(gm):
        return IGNORED
    if why := program.why_no_setting(packet.section, packet.key, packet.value):
        return refuse(gm, why)
    return _write_setting(game, gm, packet)


async def _write_setting(game: Game, gm: Player, packet: g.SetIniVar) -> Outcome | None:
    try:
        old, new = await game.program.change_setting(packet.section, packet.key, packet.value)
    except SettingRefused as refusal:
        return refuse(gm, _("No se cambió nada. {why}").format(why=game.world.client.as_text(refusal.sentence)))
    line = _("{key}: antes {old}, ahora {new}. Vale cuando se recargue la configuración (/RELOADSINI).")
    tell(gm, game.world.client.as_text(line.format(key=packet.key, old=old, new=new)))
    return None


COMMANDS = (
    gm_command(
        "HABILITAR",
        t.plain(g.ServerOpenToUsersToggle),
        rank=D_UP_NO_RM,
        help=later("Cierra el servidor a los usuarios, o lo abre."),
        rule=lambda w, p, _: program.toggle_open(w, p),
    ),
    gm_command(
        "APAGAR",
        t.plain(g.TurnOffServer),
        rank=D_UP_NO_RM,
        help=later("Apaga el servidor."),
        order=_switch_off,
    ),
    gm_command(
        "REINICIAR",
        t.plain(g.Restart),
        rank=D_UP,  # only administrators are heard
        help=later("Guarda todo y reinicia el servidor."),
        order=at_once(_restart),
    ),
    gm_command(
        "DOBACKUP",
        t.plain(g.DoBackup),
        rank=D_UP_NO_RM,
        help=later("Guarda el mundo."),
        rule=lambda w, _p, _: upkeep.save_world(w),
    ),
    gm_command(
        "GRABAR",
        t.plain(g.SaveChars),
        rank=D_UP_NO_RM,
        help=later("Guarda los personajes."),
        order=at_once(obeying_rule(lambda w, _p, _: minutes.save_characters(w))),
    ),
    gm_command(
        "RELOADNPCS",
        t.plain(g.ReloadNpcs),
        rank=D_UP_NO_RM,
        help=later("Vuelve a leer los NPC."),
        order=reloading(Part.NPCS, said=later("Se recargaron los NPC.")),
    ),
    gm_command(
        "RELOADHECHIZOS",
        t.plain(g.ReloadSpells),
        rank=D_UP_NO_RM,
        help=later("Vuelve a leer los hechizos."),
        order=reloading(Part.SPELLS),
    ),
    gm_command(
        "RELOADOBJ",
        t.plain(g.ReloadObjects),
        rank=D_UP_NO_RM,
        help=later("Vuelve a leer los objetos."),
        order=reloading(Part.OBJECTS),
    ),
    gm_command(
        "RELOADSINI",
        t.plain(g.ReloadServerIni),
        rank=D_UP_NO_RM,
        help=later("Vuelve a leer la configuración."),
        order=reloading(Part.SETTINGS, Part.CITIES, said=later("Se recargó la configuración.")),
    ),
    gm_command(
        "SETINIVAR",
        Reading(g.SetIniVar, t.set_ini_var),
        "SECCIÓN CLAVE VALOR",
        rank=D_UP,  # only administrators are heard
        help=later("Cambia un valor de la configuración."),
        order=_set_ini_var,
    ),
    gm_command(
        "MOTDCAMBIA",
        t.plain(g.ChangeMotd),
        rank=D_UP_NO_RM,
        help=later("Muestra el mensaje del día, para cambiarlo."),
        rule=lambda w, p, _: program.tell_motd(w, p),
    ),
    gm_command(
        "ZMOTD",
        Reading(g.SetMotd, t.motd),
        "LÍNEA|LÍNEA…",
        rank=D_UP_NO_RM_OR_SPECIAL,
        help=later("Cambia el mensaje del día."),
        rule=lambda w, p, k: program.set_motd(w, p, k.text),
    ),
    gm_command(
        "AUTOUPDATE",
        t.plain(g.ResetAutoUpdate),
        rank=D_UP,
        help=later("Actualizaba el servidor en otros tiempos; no hace nada."),
        rule=lambda _w, _p, _: IGNORED,
    ),
)
