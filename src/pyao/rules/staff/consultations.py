"""Consultations: a GM talks with a player, whom nobody disturbs meanwhile.

Source: 11-social §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import appearance, invisibility
from pyao.rules.body.hiding import stop_hiding

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def toggle(world: World, gm: Player) -> None:
    """Begin a consultation with the selected player, or end it; nothing happens for players without a GM's rank."""
    if not gm.is_gm:
        return
    player = world.players.get(gm.targets.slot)
    if player is None:
        tell(gm, _("Primero tenés que seleccionar un usuario: hacé click sobre él."))
    elif player is gm:
        return
    elif player.is_gm:
        tell(gm, _("No podés iniciar el modo consulta con otro administrador."))
    elif player.in_consultation:
        _end(world, gm, player)
    else:
        _begin(world, gm, player)


def _begin(world: World, gm: Player, player: Player) -> None:
    tell(gm, _("Iniciaste el modo consulta con {name}.").format(name=player.name), Font.INFO_BOLD)
    tell(player, _("¡Iniciaste el modo consulta con {gm}!").format(gm=gm.name), Font.INFO_BOLD)
    world.host.note("consultations", f"{gm.name} begins with {player.name}")
    player.in_consultation = True
    if player.unseen:
        _uncover(world, player)
    _show_name(world, player)


def _uncover(world: World, player: Player) -> None:
    """End hiding and invisibility; at sea the boat was visible anyway."""
    invisibility.lift(world, player)
    stop_hiding(world, player)
    if not player.sailing:
        appearance.set_invisible(world, player, invisible=False)


def _end(world: World, gm: Player, player: Player) -> None:
    tell(gm, _("Terminaste el modo consulta con {name}.").format(name=player.name), Font.INFO_BOLD)
    tell(player, _("¡Terminó el modo consulta con {gm}!").format(gm=gm.name), Font.INFO_BOLD)
    world.host.note("consultations", f"{gm.name} ends with {player.name}")
    player.in_consultation = False
    _show_name(world, player)


def _show_name(world: World, player: Player) -> None:
    """Let everyone near read the name with the mark of the consultation, or with the guild again."""
    mark = appearance.CONSULTATION_MARK if player.in_consultation else appearance.guild_tag(world, player)
    label = "" if player.name_hidden else player.name + mark
    area(world, player).send(msg.character_change_nick(player.char, label))
