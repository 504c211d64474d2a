"""Musical instruments, and the horns with which members of an army call each other.

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
    """A musical instrument, or the horn with which members of an army call each other on unsafe maps."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
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
    """Tell every other member of the army on the map in which direction the caller is."""
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
    """The name of the direction to somewhere `dx` columns East and `dy` rows South; "" = right here."""
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
