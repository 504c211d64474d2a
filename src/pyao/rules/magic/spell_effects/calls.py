"""Effects that bring creatures to a tile.

Source: 05-magic §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.spells import SpellType
from pyao.messaging.i18n import _
from pyao.rules.magic.spell_effects.effect import EffectKind, Outcome
from pyao.rules.pets import journeys, slots, summoning

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast


def _place_forbids(cast: Cast) -> str:
    """Why no creature can be called where the caster is, as a text for the player; "" = it can."""
    here = cast.world.map_of(cast.caster)
    if here.definition.safe or here.in_safe_zone(cast.caster):
        return _("No podés invocar criaturas en zona segura.")
    if here.definition.no_summoning:
        return _("¡Invocar no está permitido aquí! Retirate de la zona si querés utilizar el hechizo.")
    return ""


class Summon(EffectKind):
    """Summon creatures that follow the caster for a while: as many as `count`, of the NPC number `npc`."""

    kind = "summon"
    group = SpellType.SUMMON

    def on_ground(self, cast: Cast) -> Outcome:
        """If one of them finds no place the cast costs nothing, but those before it stay: a quirk kept."""
        why = _place_forbids(cast)
        if why:
            return cast.refuse(why)
        caster, tile = cast.caster, (cast.caster.targets.x, cast.caster.targets.y)
        if not slots.has_room(caster):
            return Outcome.REFUSED
        for _one in range(self.numbers.count):
            if not slots.has_room(caster):
                break
            if summoning.summon(cast.world, caster, self.numbers.npc, tile) is None:
                return Outcome.REFUSED
        cast.announce()
        return Outcome.DONE


class CallPets(EffectKind):
    """Bring the farthest tamed pet to the tile."""

    kind = "call_pets"
    group = SpellType.SUMMON

    def on_ground(self, cast: Cast) -> Outcome:
        """It counts as cast, and costs mana, even without a pet to call: a quirk kept."""
        why = _place_forbids(cast)
        if why:
            return cast.refuse(why)
        targets = cast.caster.targets
        journeys.call_farthest(cast.world, cast.caster, (targets.x, targets.y))
        cast.announce()
        return Outcome.DONE
