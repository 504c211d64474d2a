"""What spells do: one small class for each kind of effect, found by the name that spell definitions use.

`docs/adding-a-spell-effect.md` tells how to add one.  Source: 05-magic §7–10, §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.rules.magic.spell_effects import (
    appearances,
    attributes,
    bars,
    calls,
    life,
    paralyses,
    resurrection,
    states,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.spells import SpellDef
    from pyao.rules.magic.spell_effects.effect import EffectKind

EFFECTS: dict[str, type[EffectKind]] = {
    one.kind: one
    for one in (
        appearances.Invisibility,
        appearances.Mimicry,
        appearances.Reveal,
        attributes.AgilityDown,
        attributes.AgilityUp,
        attributes.StrengthDown,
        attributes.StrengthUp,
        bars.HungerDown,
        bars.HungerUp,
        bars.ManaDown,
        bars.ManaUp,
        bars.StaminaDown,
        bars.StaminaUp,
        bars.ThirstDown,
        bars.ThirstUp,
        calls.CallPets,
        calls.Summon,
        life.Damage,
        life.Heal,
        paralyses.Immobilise,
        paralyses.Paralyse,
        paralyses.RemoveParalysis,
        states.Bless,
        states.CurePoison,
        states.Curse,
        states.Poison,
        states.RemoveCurse,
        resurrection.Revive,
        states.Blind,
        states.Dumb,
        states.RemoveDumbness,
    )
}
"""Every kind of effect by its name."""


def effects_of(spell: SpellDef) -> Iterator[EffectKind]:
    """The effects of a spell, in order; kinds that are not in `EFFECTS` are left out."""
    for numbers in spell.effects:
        kind = EFFECTS.get(numbers.kind)
        if kind is not None:
            yield kind(numbers)
