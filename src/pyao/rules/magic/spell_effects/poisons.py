"""Poison and its cure; curses and blessings, which are announced but change nothing.

Source: 05-magic §7, §9, §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.spells import SpellType
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.npc import Npc
    from pyao.world.player import Player


class Poison(EffectKind):
    """Poison the target; a poisoned creature loses no health."""

    kind = "poison"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if target is cast.caster:
            return cast.refuse_self()
        if not cast.try_attack(target):
            return Outcome.REFUSED
        target.record.poisoned = True
        cast.announce()
        return Outcome.DONE

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


class Curse(EffectKind):
    """Curse the target: an attack that changes nothing else."""

    kind = "curse"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if target is cast.caster:
            return cast.refuse_self()
        if not cast.try_attack(target):
            return Outcome.REFUSED
        cast.announce()
        return Outcome.DONE

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
