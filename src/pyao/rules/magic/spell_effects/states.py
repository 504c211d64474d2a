"""Poison, curses, blindness and dumbness, and what ends them.

Source: 05-magic §7, §9, §11.6, §12.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.spells import SpellType
from pyao.rules.body import wits
from pyao.rules.magic.gear import try_ring, try_ring_against_npc
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.content.settings import GameSettings
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


class HarmfulState(EffectKind):
    """A state that players can only put upon those whom they may attack, never upon themselves."""

    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if target is cast.caster:
            return cast.refuse_self()
        if not cast.try_attack(target):
            return Outcome.REFUSED
        cast.announce()
        self._befall(cast, target)
        return Outcome.DONE

    def _befall(self, cast: Cast, target: Player) -> None:
        """Put a player into the state, after all checks."""


class Poison(HarmfulState):
    """Poison the target; a poisoned creature loses no health."""

    kind = "poison"

    def _befall(self, cast: Cast, target: Player) -> None:
        target.record.poisoned = True

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """Only the king of the praetorians cares: he cures his people.  Source: 05 §9, 08 §12.2."""
        if not cast.try_attack_npc(target):
            return Outcome.REFUSED
        cast.announce()
        target.poisoned = True
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        target.poisoned = True


class CurePoison(EffectKind):
    """Cure the target of poison; a target that was not poisoned costs the same."""

    kind = "cure_poison"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if target.dead:
            return cast.refuse_dead()
        if not cast.try_support(target) or cast.is_shielded(target):
            return Outcome.REFUSED
        target.record.poisoned = False
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        cast.announce()
        target.poisoned = False
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        target.poisoned = False


class Curse(HarmfulState):
    """Curse the target: an attack that changes nothing else."""

    kind = "curse"

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        if not cast.try_attack_npc(target):
            return Outcome.REFUSED
        cast.announce()
        return Outcome.DONE


class Bless(EffectKind):
    """Bless the target, which changes nothing."""

    kind = "bless"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        cast.announce()
        return Outcome.DONE


class RemoveCurse(Bless):
    """Lift a curse, which changes nothing either."""

    kind = "remove_curse"


class _Stupor(HarmfulState, ABC):
    """Blindness or dumbness: a ring may keep it away; what it looks like is up to the client."""

    def _befall(self, cast: Cast, target: Player) -> None:
        if not try_ring(cast, target, self._stopped_by):
            self._begin(cast.world, target, self._ticks_by_player(cast.world.settings))

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        """For the time of an invisibility.  Source: 05 §12 steps 4 and 5."""
        if self._has(victim):
            return Outcome.NOTHING
        cast.show(victim)
        if try_ring_against_npc(cast, victim, self._stopped_by):
            return Outcome.REFUSED
        self._begin(cast.world, victim, cast.world.settings.ticks_invisible)
        return Outcome.DONE

    @abstractmethod
    def _has(self, player: Player) -> bool:
        """Whether the player is in this state already."""

    @abstractmethod
    def _stopped_by(self, ring: ItemDef) -> bool:
        """Whether the ring protects its wearer."""

    @abstractmethod
    def _ticks_by_player(self, settings: GameSettings) -> int:
        """For how long a player's spell lasts."""

    @abstractmethod
    def _begin(self, world: World, player: Player, ticks: int) -> None:
        """Put the player into the state."""


class Blind(_Stupor):
    """Make a player blind for a while: for a third of the time of a paralysis if a player casts it.  Source: 05 §7."""

    kind = "blind"

    def _has(self, player: Player) -> bool:
        return player.blind

    def _stopped_by(self, ring: ItemDef) -> bool:
        return ring.stops_blindness

    def _ticks_by_player(self, settings: GameSettings) -> int:
        return half_even(Fraction(settings.ticks_paralysis, 3))

    def _begin(self, world: World, player: Player, ticks: int) -> None:
        wits.make_blind(world, player, ticks)


class Dumb(_Stupor):
    """Make a player dumb for a while: for the time of a paralysis if a player casts it.  Source: 05 §7."""

    kind = "dumb"

    def _has(self, player: Player) -> bool:
        return player.dumb

    def _stopped_by(self, ring: ItemDef) -> bool:
        return ring.stops_dumbness

    def _ticks_by_player(self, settings: GameSettings) -> int:
        return settings.ticks_paralysis

    def _begin(self, world: World, player: Player, ticks: int) -> None:
        wits.make_dumb(world, player, ticks)


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
