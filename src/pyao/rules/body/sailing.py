"""Boats: boarding at a shore, landing anywhere.

Source: 06-items §8, 03-world §9 "Boarding".
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import Heading, PlayerClass, Race, Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.body import appearance
from pyao.rules.body.hiding import stop_hiding
from pyao.rules.body.races import naked_body, weapon_animation
from pyao.rules.items.equipment import worn_item
from pyao.world.character import GHOST_BODY, GHOST_HEAD, NO_ITEM
from pyao.world.messages import Toggle
from pyao.world.record import Look, Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

EXPERT_FISHING = 100
_SAILORS = frozenset({PlayerClass.WORKER, PlayerClass.PIRAT})


def use_boat(world: World, player: Player, slot: int, boat: ItemDef) -> None:
    """Board the boat in a slot, or leave it; the dead may, too.  Source: 06 §8.1."""
    refusal = _level_refusal(world, player)
    if refusal is None and not player.sailing and not _is_ashore(world, player):
        refusal = _("¡Debés acercarte al agua para usar el barco!")
    if refusal is not None:
        tell(player, refusal)
        return
    factor = _skill_factor(player)
    if player.record.skills[Skill.NAVEGACION - 1].level / factor < boat.min_skill:
        tell(player, _("No tenés conocimientos suficientes para usar este barco."))
        needed = float(boat.min_skill * factor)
        tell(player, _("Para usar este barco necesitás {n:g} puntos en Navegación.").format(n=needed))
        return
    if player.sailing:
        _get_off(world, player)
    else:
        _get_on(world, player, slot)
    area(world, player).send(appearance.character_change(player))
    player.messages.toggle(Toggle.SAILING, on=player.sailing)


def _level_refusal(world: World, player: Player) -> str | None:
    """Why the player's level does not allow sailing yet; `None` = it does.  Source: 06 §8.1 #1."""
    record, settings = player.record, world.settings
    if record.level >= settings.sailing_level:
        return None
    if record.player_class not in _SAILORS:
        return _("Para navegar debés ser nivel {n} o superior.").format(n=settings.sailing_level)
    unskilled = record.player_class == PlayerClass.WORKER and not _is_expert_fisher(player)
    if unskilled:
        sentence = _("Para navegar debés ser nivel {n} o superior y tener 100 puntos en Pesca.")
        return sentence.format(n=settings.sailing_level_trained)
    if record.level < settings.sailing_level_trained:
        return _("Para navegar debés ser nivel {n} o superior.").format(n=settings.sailing_level_trained)
    return None


def _is_expert_fisher(player: Player) -> bool:
    return player.record.skills[Skill.PESCA - 1].level == EXPERT_FISHING


def _skill_factor(player: Player) -> Fraction:
    """What the skill Navegación is divided by before the boat's demand is compared.  Source: 06 §8.1 #3."""
    if player.record.player_class == PlayerClass.PIRAT:
        return Fraction(1)
    expert = player.record.player_class == PlayerClass.WORKER and _is_expert_fisher(player)
    return Fraction(171, 100) if expert else Fraction(2)


def _is_ashore(world: World, player: Player) -> bool:
    """Whether one of the four neighbouring tiles is free water."""
    here = world.map_of(player)
    return any(here.is_legal(player.x + h.dx, player.y + h.dy, water=True, land=False) for h in Heading)


def _get_on(world: World, player: Player, slot: int) -> None:
    player.record.equipment.boat = slot
    if not player.dead:
        if player.hidden:
            stop_hiding(world, player)
            appearance.set_invisible(world, player, invisible=False)
            tell(player, _("¡Has vuelto a ser visible!"))
        if player.invisible:
            appearance.set_invisible(world, player, invisible=False)
    player.sailing = True
    player.look = appearance.boat_look(world, player)


def _get_off(world: World, player: Player) -> None:
    player.record.equipment.boat = 0
    if player.hidden and not player.dead and player.record.player_class == PlayerClass.PIRAT:
        stop_hiding(world, player)
        player.hiding = 0
        tell(player, _("¡Has recuperado tu apariencia normal!"))
    player.sailing = False
    player.look = look_on_foot(world, player)
    if player.invisible and not player.dead:
        appearance.set_invisible(world, player, invisible=True)


def look_on_foot(world: World, player: Player) -> Look:
    """How the player looks on land: a ghost if dead, else own head with the clothes and arms worn.  Source: 06 §8.3."""
    if player.dead:
        return Look(GHOST_BODY, GHOST_HEAD, NO_ITEM, NO_ITEM, NO_ITEM)
    record = player.record
    armour, weapon = worn_item(world, player, Worn.ARMOUR), worn_item(world, player, Worn.WEAPON)
    shield, helmet = worn_item(world, player, Worn.SHIELD), worn_item(world, player, Worn.HELMET)
    return Look(
        body=armour.clothing if armour else naked_body(record.race, record.gender),
        head=record.look.head,
        weapon=weapon_animation(world.content, weapon.id, Race(record.race)) if weapon else NO_ITEM,
        shield=shield.animation if shield else NO_ITEM,
        helmet=helmet.animation if helmet else NO_ITEM,
    )
