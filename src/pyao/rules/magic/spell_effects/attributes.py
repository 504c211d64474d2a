"""Effects that raise or lower strength and agility for a while.

Source: 05-magic §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pyao.content.spells import SpellType
from pyao.rules.body import boosts
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.world.player import Player


class Strengthen(EffectKind):
    """Raise an attribute of a player for a while."""

    group = SpellType.PROPERTIES
    attribute: ClassVar[boosts.Boosted]

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if not cast.try_support(target):
            return Outcome.REFUSED
        cast.announce()
        boosts.strengthen(cast.world, target, self.attribute, self.roll(cast.world), boosts.UP_TICKS)
        return Outcome.DONE


class Weaken(EffectKind):
    """Lower an attribute of a player for a while; it counts as an attack."""

    group = SpellType.PROPERTIES
    attribute: ClassVar[boosts.Boosted]

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if not cast.try_attack(target):
            return Outcome.REFUSED
        cast.announce()
        boosts.weaken(cast.world, target, self.attribute, self.roll(cast.world), boosts.DOWN_TICKS)
        return Outcome.DONE


class AgilityUp(Strengthen):
    """Raise agility."""

    kind = "agility_up"
    attribute = boosts.Boosted.AGILITY


class AgilityDown(Weaken):
    """Lower agility."""

    kind = "agility_down"
    attribute = boosts.Boosted.AGILITY


class StrengthUp(Strengthen):
    """Raise strength."""

    kind = "strength_up"
    attribute = boosts.Boosted.STRENGTH


class StrengthDown(Weaken):
    """Lower strength."""

    kind = "strength_down"
    attribute = boosts.Boosted.STRENGTH
