"""Instruments, and the horns with which armies call their own.

Source: 06-items §7.10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import on_map
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.items.objects.usable import Usable, sound
from pyao.rules.items.wearing_rights import army_refusal

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World


class Instrument(Usable):
    """It is played; the horns of the armies are heard on the whole map."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        """Play."""
        if not (item.royal or item.chaos):
            sound(world, player, item.sound)
        elif army_refusal(player, item) is not None:
            tell(player, _only_for(item))
        elif world.map_of(player).definition.safe:
            tell(player, _("Acá no hay peligro: es zona segura."))
        elif player.admin_invisible:
            sound(world, player, item.sound)
        else:
            _call(world, player, item)
            on_map(world, player.map).send(msg.play_wave(item.sound, player.x, player.y))


def _only_for(item: ItemDef) -> str:
    if item.royal:
        return _("Solo los miembros del Ejército Real pueden usar este cuerno.")
    return _("Solo los miembros de la Legión Oscura pueden usar este cuerno.")


def _call(world: World, player: Player, horn: ItemDef) -> None:
    """Every comrade on the map learns where the caller is."""
    font = Font.CONSEJO if horn.royal else Font.CONSEJO_CAOS
    for one in on_map(world, player.map).but(player):
        faction = one.record.faction
        if faction.royal_army if horn.royal else faction.chaos_legion:
            tell(one, _call_from(direction(player.x - one.x, player.y - one.y)), font)


def _call_from(where: str) -> str:
    if not where:
        return _("¡Un compañero te llama!")
    return _("¡Un compañero te llama desde el {direction}!").format(direction=where)


def direction(dx: int, dy: int) -> str:
    """The name of a direction; x grows to the East, y to the South.  "" = here."""
    names = {
        (0, 0): "",
        (0, -1): _("Norte"),
        (1, -1): _("Noreste"),
        (1, 0): _("Este"),
        (1, 1): _("Sudeste"),
        (0, 1): _("Sur"),
        (-1, 1): _("Sudoeste"),
        (-1, 0): _("Oeste"),
        (-1, -1): _("Noroeste"),
    }
    return names[(dx > 0) - (dx < 0), (dy > 0) - (dy < 0)]
