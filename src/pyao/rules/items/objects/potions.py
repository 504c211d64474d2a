"""Potions: a check of their own, and the effects of the six kinds.

Source: 06-items §7.5.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol.enums import Font, Wave
from pyao.rules.body import boosts
from pyao.rules.body.dying import die
from pyao.rules.combat.intervals import may_drink_potion
from pyao.rules.items.objects.usable import Usable, sound, tell_slot, use_up
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

    PotionEffect = Callable[[World, Player, int, ItemDef], None]


class Potion(Usable):
    """A potion, which can't be drunk too soon after a blow."""

    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        if not may_drink_potion(world, player):
            tell(player, _("Debés esperar unos momentos para tomar otra poción."))
            return
        effect = EFFECTS.get(item.potion)
        if effect is not None:
            effect(world, player, slot, item)
        MessageSender(player, world.content).stats()
        tell_slot(world, player, slot)


def _gulp(world: World, player: Player, slot: int) -> None:
    use_up(world, player, slot)
    sound(world, player, Wave.DRINK)


def _strength(world: World, player: Player, slot: int, item: ItemDef) -> None:
    _boost(world, player, slot, item, boosts.Boosted.STRENGTH)


def _agility(world: World, player: Player, slot: int, item: ItemDef) -> None:
    _boost(world, player, slot, item, boosts.Boosted.AGILITY)


def _boost(world: World, player: Player, slot: int, item: ItemDef, attribute: boosts.Boosted) -> None:
    points = world.rng.roll(item.min_effect, item.max_effect)
    _gulp(world, player, slot)
    boosts.strengthen(world, player, attribute, points, item.effect_ticks)


def _health(world: World, player: Player, slot: int, item: ItemDef) -> None:
    vitals = player.record.vitals
    vitals.hp = min(vitals.max_hp, vitals.hp + world.rng.roll(item.min_effect, item.max_effect))
    _gulp(world, player, slot)


def _mana(world: World, player: Player, slot: int, _item: ItemDef) -> None:
    vitals = player.record.vitals
    vitals.mana = min(vitals.max_mana, restored_mana(vitals.mana, vitals.max_mana, player.record.level))
    _gulp(world, player, slot)


def restored_mana(mana: int, max_mana: int, level: int) -> int:
    """The mana after a blue potion; it may be more than the maximum."""
    share = half_even(Fraction(max_mana * 4, 100))
    return half_even(mana + share + level // 2 + Fraction(40, level))


def _antidote(world: World, player: Player, slot: int, _item: ItemDef) -> None:
    if player.record.poisoned:
        player.record.poisoned = False
        tell(player, _("Te has curado del envenenamiento."))
    _gulp(world, player, slot)


def _black(world: World, player: Player, slot: int, _item: ItemDef) -> None:
    """Kill the player who drinks it; for staff nothing happens, and the potion is not used up."""
    if not player.mortal:
        return
    use_up(world, player, slot)
    die(world, player)
    tell(player, _("Sentís un gran mareo y perdés el conocimiento."), Font.FIGHT)


EFFECTS: dict[int, PotionEffect] = {1: _agility, 2: _strength, 3: _health, 4: _mana, 5: _antidote, 6: _black}
"""What a potion does, by its `TipoPocion` in the data; any other number does nothing."""
