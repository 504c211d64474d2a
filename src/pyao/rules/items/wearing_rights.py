"""Who may wear what, by class, gender, race and army.  Refusals are texts for the player.

Source: 06-items §6.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Gender, ObjectType, PlayerClass, Race
from pyao.messaging.i18n import _
from pyao.rules.body.races import SMALL_RACES
from pyao.rules.society.reputation import is_criminal

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.items import ItemDef
    from pyao.world.player import Player

    Check = Callable[[Player, ItemDef], str | None]


def class_refusal(player: Player, item: ItemDef) -> str | None:
    """Why the player's class can't wear the object; `None` = it can.  Staff can wear everything."""
    if player.mortal and PlayerClass(player.record.player_class) in item.forbidden_classes:
        return _("Tu clase no puede usar este objeto.")
    return None


def gender_refusal(player: Player, item: ItemDef) -> str | None:
    """Why the player's gender can't wear the object; `None` = it can."""
    man = player.record.gender == Gender.MAN
    refused = man if item.women_only else item.men_only and not man
    return _("Tu género no puede usar este objeto.") if refused else None


def race_refusal(player: Player, item: ItemDef) -> str | None:
    """Why the player's race can't wear the object, of the wrong size or made for drow; `None` = it can."""
    race = Race(player.record.race)
    if (race in SMALL_RACES) is not item.small_races_only or (item.drow_only and race is not Race.DROW):
        return _("Tu raza no puede usar este objeto.")
    return None


def army_refusal(player: Player, item: ItemDef) -> str | None:
    """Why the player can't wear the object of an army; `None` = it can, or the object belongs to none."""
    faction, criminal = player.record.faction, is_criminal(player)
    if item.royal == 1:
        allowed = faction.royal_army and not criminal
    elif item.chaos == 1:
        allowed = faction.chaos_legion and criminal
    else:
        allowed = True
    return None if allowed else _("Tu alineación no puede usar este objeto.")


CHECKS: dict[ObjectType, tuple[Check, ...]] = {
    ObjectType.WEAPON: (class_refusal, army_refusal),
    ObjectType.ANILLO: (class_refusal, army_refusal),
    ObjectType.FLECHAS: (class_refusal, army_refusal),
    ObjectType.ARMADURA: (class_refusal, gender_refusal, race_refusal, army_refusal),
    ObjectType.CASCO: (class_refusal,),
    ObjectType.ESCUDO: (class_refusal, army_refusal),
}
"""What is checked for each kind of object, in this order; for other kinds nothing."""


def refusal(player: Player, item: ItemDef) -> str | None:
    """Why the player can't wear an object, in the words of the last check that fails; `None` = nothing forbids it."""
    refusals = [reason for check in CHECKS.get(item.type, ()) if (reason := check(player, item)) is not None]
    return refusals[-1] if refusals else None
