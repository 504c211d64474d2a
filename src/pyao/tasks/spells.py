"""Tasks of the spell book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.rules.magic import spell_book
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskCastSpell(PlayerTask[c.CastSpell]):
    """Choosing the spell for the next magic click."""

    def act(self, world: World, player: Player, packet: c.CastSpell) -> None:
        """Choose."""
        spell_book.choose(player, packet.slot)


class TaskMoveSpell(PlayerTask[c.MoveSpell]):
    """Swapping two spells."""

    def act(self, world: World, player: Player, packet: c.MoveSpell) -> None:
        """Swap."""
        spell_book.move(player, packet.slot, upwards=packet.upwards)


class TaskSpellInfo(PlayerTask[c.SpellInfo]):
    """Reading about a spell."""

    def act(self, world: World, player: Player, packet: c.SpellInfo) -> None:
        """Tell."""
        spell_book.describe(world, player, packet.slot)


class TaskUseSpellMacro(PlayerTask[c.UseSpellMacro]):
    """The trap for foreign programs."""

    def act(self, world: World, player: Player, packet: c.UseSpellMacro) -> None:
        """Expel."""
        spell_book.expel_macro(world, player)
