"""What all kinds of spell effects have in common.

Source: 05-magic §7–10, §12.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pyao.content.spells import SpellEffect, SpellType
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


class Outcome(Enum):
    """What came of one effect of a cast."""

    NOTHING = auto()
    """The effect does nothing to such a target."""
    DONE = auto()
    REFUSED = auto()
    """The effect may not happen: the cast ends here and costs nothing."""


class EffectKind:
    """One kind of effect.  It overrides the methods for what it works on; the others do nothing."""

    kind: ClassVar[str]
    """Its name in spell definitions."""

    group: ClassVar[SpellType]
    """The type of spell with which players cast it."""

    def __init__(self, numbers: SpellEffect) -> None:
        """Take the numbers from a spell's definition."""
        self.numbers = numbers

    def roll(self, world: World) -> int:
        """Roll points between the effect's `low` and `high`."""
        return world.rng.roll(self.numbers.low, self.numbers.high)

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """A player casts it at a player, who may be the caster."""
        return Outcome.NOTHING

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """A player casts it at a creature."""
        return Outcome.NOTHING

    def on_ground(self, cast: Cast) -> Outcome:
        """A player casts it at a tile."""
        return Outcome.NOTHING

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        """A creature casts it at a player."""
        return Outcome.NOTHING

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        """A creature casts it at a creature."""
