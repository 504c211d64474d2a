"""A spell that a creature is casting.

Source: 05-magic §12 "effects packets".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.protocol import colours, msg

if TYPE_CHECKING:
    from pyao.content.spells import SpellDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


class NpcCast:
    """One cast of a spell by a creature.  Made for one beat, never kept."""

    __slots__ = ("npc", "speaks", "spell", "world")

    def __init__(self, world: World, npc: Npc, spell: SpellDef, *, speaks: bool) -> None:
        """`speaks` = the area hears the magic words."""
        self.world = world
        self.npc = npc
        self.spell = spell
        self.speaks = speaks

    def show(self, target: Player | Npc) -> None:
        """Show sound and light on the target and, if the creature speaks, the magic words over it."""
        spell, npc = self.spell, self.npc
        area(self.world, target).send(
            msg.play_wave(spell.wave, target.x, target.y), msg.create_fx(target.char, spell.fx, spell.loops)
        )
        if self.speaks:
            area(self.world, npc).send(msg.chat_over_head(spell.words, npc.char, *colours.SPELL_WORDS))
