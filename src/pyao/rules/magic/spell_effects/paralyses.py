"""Effects that paralyse, immobilise, and free again.

Source: 05-magic §7, §7.2, §9, §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pyao.content.npcs import NpcType
from pyao.content.spells import SpellType
from pyao.messaging.i18n import _
from pyao.rules.body import paralysis
from pyao.rules.creatures import paralysis as npc_states
from pyao.rules.magic.gear import try_ring, try_ring_against_npc
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.npc import Npc
    from pyao.world.player import Player


class Paralyse(EffectKind):
    """Keep the target from moving for a while."""

    kind = "paralyse"
    group = SpellType.STATE
    lets_turn: ClassVar[bool] = False
    """Whether a player can still turn around, and a creature still act straight ahead."""

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if target is cast.caster:
            return cast.refuse_self()
        if target.paralysed or not cast.try_attack(target):
            return Outcome.REFUSED
        cast.announce()
        if try_ring(cast, target, lambda ring: ring.stops_paralysis):
            return Outcome.DONE
        # A ring against immobility alone leaves its wearer fully paralysed: a quirk kept.
        turns = self.lets_turn and not try_ring(cast, target, lambda ring: ring.stops_immobilising)
        ticks = cast.world.settings.ticks_paralysis
        paralysis.paralyse(cast.world, target, ticks, by=cast.caster, immobilised=turns)
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        if target.definition.immune_to_paralysis:
            return cast.refuse(_("La criatura es inmune a este hechizo."))
        if not cast.try_attack_npc(target, paralysing=True):
            return Outcome.REFUSED
        self._hold(cast, target)
        cast.announce()
        return Outcome.DONE

    def by_npc_on_player(self, cast: NpcCast, victim: Player) -> Outcome:
        """Unlike a player's, a creature's paralysis never ends early.  Source: 05 §11.1, §12 step 3."""
        if victim.paralysed:
            return Outcome.NOTHING
        cast.show(victim)
        if try_ring_against_npc(cast, victim, lambda ring: ring.stops_paralysis):
            return Outcome.REFUSED
        turns = self.lets_turn and not try_ring_against_npc(cast, victim, lambda ring: ring.stops_immobilising)
        paralysis.paralyse(cast.world, victim, cast.world.settings.ticks_paralysis, immobilised=turns)
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        self._hold(cast, target)

    def _hold(self, cast: Cast | NpcCast, target: Npc) -> None:
        npc_states.paralyse(cast.world, target)


class Immobilise(Paralyse):
    """Keep the target from leaving its tile for a while."""

    kind = "immobilise"
    lets_turn = True

    def _hold(self, cast: Cast | NpcCast, target: Npc) -> None:
        npc_states.immobilise(cast.world, target)


class RemoveParalysis(EffectKind):
    """Let the target move again."""

    kind = "remove_paralysis"
    group = SpellType.STATE

    def on_player(self, cast: Cast, target: Player) -> Outcome:
        if not target.paralysed:
            return Outcome.NOTHING
        if not cast.try_support(target, makes_criminal=True):
            return Outcome.REFUSED
        paralysis.release(cast.world, target)
        cast.announce()
        return Outcome.DONE

    def on_npc(self, cast: Cast, target: Npc) -> Outcome:
        """It works on the caster's own pets and the guards of its army; on others nothing happens: a quirk kept.

        Source: 05 §9.
        """
        if not target.paralysed and not target.immobilised:
            return cast.refuse(_("Esta criatura no está paralizada."))
        army = cast.caster.record.faction
        if target.master is not cast.caster:
            if target.definition.type == NpcType.GUARDIA_REAL and not army.royal_army:
                return cast.refuse(_("Solo podés remover la parálisis de los guardias si sos de su ejército."))
            if target.definition.type == NpcType.GUARDIA_CAOS and not army.chaos_legion:
                return cast.refuse(_("Solo podés remover la parálisis de los guardias si sos de su legión."))
            if target.definition.type not in (NpcType.GUARDIA_REAL, NpcType.GUARDIA_CAOS):
                return Outcome.NOTHING
        cast.announce()
        npc_states.loosen(cast.world, target)
        return Outcome.DONE

    def by_npc_on_npc(self, cast: NpcCast, target: Npc) -> None:
        npc_states.free(cast.world, target)
