"""Rings that keep spells from their wearers.

Source: 05-magic §7.2, §8.1 "Object keys", §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.items.equipment import worn_item

if TYPE_CHECKING:
    from pyao.rules.magic.spell_effects.cast import Cast
    from pyao.rules.magic.spell_effects.npc_cast import NpcCast
    from pyao.world.player import Player
    from pyao.world.world import World


def _protects(world: World, victim: Player, power: str) -> bool:
    ring = worn_item(world, victim, "ring")
    return ring is not None and bool(getattr(ring, power))


def ring_stops(cast: Cast, victim: Player, power: str) -> bool:
    """Whether the victim's ring has that power (`stops_paralysis` …).

    The caster is told, though the words are for the wearer: a quirk kept.
    """
    if not _protects(cast.world, victim, power):
        return False
    tell(cast.caster, _("Tu anillo rechaza los efectos del hechizo."), Font.FIGHT)
    tell(cast.caster, _("¡El hechizo no tiene efecto!"), Font.FIGHT)
    return True


def ring_stops_npc(cast: NpcCast, victim: Player, power: str) -> bool:
    """The same against the spell of a creature; the victim is told."""
    if not _protects(cast.world, victim, power):
        return False
    tell(victim, _("Tu anillo rechaza los efectos del hechizo."), Font.FIGHT)
    return True
