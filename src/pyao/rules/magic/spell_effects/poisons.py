"""Poison and its cure; curses and blessings, which the game announces and does nothing with.

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
    """The target is poisoned; creatures don't mind."""

    kind = "poison"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """Source: 05 §7."""
        if target is cast.caster:
            return cast.refuse_self()
        if not cast.may_attack(target):
            return Outcome.REFUSED
        target.record.poisoned = True
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """Only the praetorian healers see it."""
        if not cast.may_attack_npc(target):
            return Outcome.REFUSED
        cast.announce()
        target.poisoned = True
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        """The same."""
        target.poisoned = True


class CurePoison(EffectKind):
    """The target is no longer poisoned; it costs the same if it was not."""

    kind = "cure_poison"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """Source: 05 §7."""
        if target.dead:
            return cast.refuse_dead()
        if not cast.may_support(target) or cast.is_shielded(target):
            return Outcome.REFUSED
        target.record.poisoned = False
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """Source: 05 §9."""
        cast.announce()
        target.poisoned = False
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        """Source: 05 §12."""
        target.poisoned = False


class Curse(EffectKind):
    """An attack without consequence."""

    kind = "curse"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """Source: 05 §7."""
        if target is cast.caster:
            return cast.refuse_self()
        if not cast.may_attack(target):
            return Outcome.REFUSED
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """As on players."""
        if not cast.may_attack_npc(target):
            return Outcome.REFUSED
        cast.announce()
        return Outcome.DONE


class Bless(EffectKind):
    """A good deed without consequence."""

    kind = "bless"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        """Source: 05 §7."""
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """Source: 05 §9."""
        cast.announce()
        return Outcome.DONE


class RemoveCurse(Bless):
    """As a blessing."""

    kind = "remove_curse"
