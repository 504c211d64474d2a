"""The titles of the armies' ranks, as others read them.

Source: 11-social §5.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _, phrase
from pyao.rules.factions.armies import Army, army_of
from pyao.world.arithmetic import clamp

if TYPE_CHECKING:
    from pyao.world.player import Player


def royal_titles() -> tuple[str, ...]:
    """The titles of the Royal Army, by rank from 0 on."""
    return (
        _("Aprendiz"),
        _("Escudero"),
        _("Soldado"),
        _("Sargento"),
        _("Teniente"),
        _("Comandante"),
        _("Capitán"),
        _("Senescal"),
        _("Mariscal"),
        _("Condestable"),
        _("Ejecutor Imperial"),
        _("Protector del Reino"),
        _("Avatar de la Justicia"),
        _("Guardián del Bien"),
        _("Campeón de la Luz"),
    )


def chaos_titles() -> tuple[str, ...]:
    """The titles of the Dark Legion, by rank from 0 on."""
    return (
        _("Acólito"),
        _("Alma Corrupta"),
        _("Paria"),
        _("Condenado"),
        _("Esbirro"),
        _("Sanguinario"),
        _("Corruptor"),
        _("Heraldo Impío"),
        _("Caballero de la Oscuridad"),
        _("Señor del Miedo"),
        _("Ejecutor Infernal"),
        _("Protector del Averno"),
        _("Avatar de la Destrucción"),
        _("Guardián del Mal"),
        _("Campeón de la Oscuridad"),
    )


def title(army: Army, rank: int) -> str:
    """The title of a rank; that of the last one for whatever lies beyond."""
    titles = royal_titles() if army is Army.ROYAL else chaos_titles()
    return titles[clamp(rank, 0, len(titles) - 1)]


def faction_title(player: Player) -> str:
    """` <army> <rank>`, or nothing for a player in neither army."""
    army = army_of(player.record.faction)
    if army is None:
        return ""
    name = _("Ejército Real") if army is Army.ROYAL else _("Legión Oscura")
    return phrase(" <{}> <{}>", name, title(army, army.rank(player.record.faction)))
