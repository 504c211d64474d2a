"""The Royal Army and the Dark Legion: ranks as others read them, and expulsion.

Source: 11-social §5, 04-combat §9.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol.enums import Font
from pyao.rules.body import appearance
from pyao.rules.items.equipment import take_off, worn_item
from pyao.world.arithmetic import clamp
from pyao.world.record import Worn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World


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
    """` <army> <rank>`, or nothing for a player in neither army."""
    faction = player.record.faction
    if faction.royal_army:
        titles, rank, army = royal_titles(), faction.royal_rewards, _("Ejército Real")
    elif faction.chaos_legion:
        titles, rank, army = chaos_titles(), faction.chaos_rewards, _("Legión Oscura")
    else:
        return ""
    return f" <{army}> <{titles[clamp(rank, 0, len(titles) - 1)]}>"


def expel_royal(world: World, player: Player) -> None:
    """Expel the player from the Royal Army.  Source: 04 §9.3, 11-social §5.5."""
    player.record.faction.royal_army = False
    tell(player, _("¡¡¡Has sido expulsado del ejército real!!!"), Font.FIGHT)
    _take_uniform(world, player, lambda item: item.royal)


def expel_chaos(world: World, player: Player) -> None:
    """Expel the player from the Dark Legion.  Source: 04 §9.3, 11-social §5.5."""
    player.record.faction.chaos_legion = False
    tell(player, _("¡¡¡Has sido expulsado de la Legión Oscura!!!"), Font.FIGHT)
    _take_uniform(world, player, lambda item: item.chaos)


def _take_uniform(world: World, player: Player, belongs: Callable[[ItemDef], int]) -> None:
    """Unequip the army's armour and shield (where `belongs` gives 1); they stay in the bag."""
    taken = False
    for worn in (Worn.ARMOUR, Worn.SHIELD):
        item = worn_item(world, player, worn)
        if item is not None and belongs(item) == 1:
            take_off(world, player, player.record.equipment.slot_of(worn), refresh=False)
            taken = True
    if taken:
        area(world, player).send(appearance.character_change(player))
        MessageSender(player, world.content).stats()
    if player.sailing:
        appearance.refresh_nick(world, player)
