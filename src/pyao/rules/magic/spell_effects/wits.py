"""Effects that make players blind or dumb, which is left to their clients to show.

Source: 05-magic §7, §11.6, §12.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.spells import SpellType
from pyao.rules.body import wits
from pyao.rules.magic.gear import ring_stops, ring_stops_npc
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.player import Player


class Blind(EffectKind):
    """Make a player blind for a while; what that looks like is up to the client."""

    kind = "blind"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """For a third of the time of a paralysis.  Source: 05 §7."""
        if target is cast.caster:
            return cast.refuse_self()
        if not cast.try_attack(target):
            return Outcome.REFUSED
        cast.announce()
        if not ring_stops(cast, target, lambda ring: ring.stops_blindness):
            ticks = half_even(Fraction(cast.world.settings.ticks_paralysis, 3))
            wits.make_blind(cast.world, target, ticks)
        return Outcome.DONE

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        """For the time of an invisibility.  Source: 05 §12 step 5."""
        if victim.blind:
            return Outcome.NOTHING
        cast.show(victim)
        if ring_stops_npc(cast, victim, lambda ring: ring.stops_blindness):
            return Outcome.REFUSED
        wits.make_blind(cast.world, victim, cast.world.settings.ticks_invisible)
        return Outcome.DONE


class Dumb(EffectKind):
    """Make a player dumb for a while; what that looks like is up to the client."""

    kind = "dumb"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """For the time of a paralysis.  Source: 05 §7."""
        if target is cast.caster:
            return cast.refuse_self()
        if not cast.try_attack(target):
            return Outcome.REFUSED
        cast.announce()
        if not ring_stops(cast, target, lambda ring: ring.stops_dumbness):
            wits.make_dumb(cast.world, target, cast.world.settings.ticks_paralysis)
        return Outcome.DONE

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        """For the time of an invisibility.  Source: 05 §12 step 4."""
        if victim.dumb:
            return Outcome.NOTHING
        cast.show(victim)
        if ring_stops_npc(cast, victim, lambda ring: ring.stops_dumbness):
            return Outcome.REFUSED
        wits.make_dumb(cast.world, victim, cast.world.settings.ticks_invisible)
        return Outcome.DONE


class RemoveDumbness(EffectKind):
    """End a player's dumbness."""

    kind = "remove_dumbness"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if not target.dumb:
            return Outcome.NOTHING
        if not cast.try_support(target):
            return Outcome.REFUSED
        wits.end_dumbness(target)
        cast.announce()
        return Outcome.DONE
