"""Ranks in the Royal Army and the Dark Legion, as others read them.

Source: 11-social §5.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
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


def faction_title(player: Player) -> str:
    """` <army> <rank>`, or nothing for who serves in none."""
    faction = player.record.faction
    if faction.royal_army:
        titles, rank, army = royal_titles(), faction.royal_rewards, _("Ejército Real")
    elif faction.chaos_legion:
        titles, rank, army = chaos_titles(), faction.chaos_rewards, _("Legión Oscura")
    else:
        return ""
    return f" <{army}> <{titles[clamp(rank, 0, len(titles) - 1)]}>"
