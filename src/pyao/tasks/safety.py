"""Tasks of life and safety: safety switches, meditation, priests, sharing creatures.

Source: 01-protocol §6, §7 id 11; 04-combat §2.4, §2.5, §3.3, §12.1, §14.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.rules.body import meditating, priests
from pyao.rules.combat import safes
from pyao.rules.society import sharing
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskSafeToggle(PlayerTask[c.SafeToggle]):
    """Whether citizens are safe from the player's blows."""

    def act(self, world: World, player: Player, packet: c.SafeToggle) -> None:
        """Flip the switch."""
        safes.toggle_safe(player)


class TaskResuscitationSafeToggle(PlayerTask[c.ResuscitationSafeToggle]):
    """Whether others may bring the player back to life."""

    def act(self, world: World, player: Player, packet: c.ResuscitationSafeToggle) -> None:
        """Flip the switch."""
        safes.toggle_resurrection_safe(player)


class TaskMeditate(PlayerTask[c.Meditate]):
    """/meditar."""

    def act(self, world: World, player: Player, packet: c.Meditate) -> None:
        """Begin or stop."""
        meditating.meditate(world, player)


class TaskResucitate(PlayerTask[c.Resucitate]):
    """/resucitar: a priest is asked for life."""

    def act(self, world: World, player: Player, packet: c.Resucitate) -> None:
        """Ask."""
        priests.resurrect(world, player)


class TaskHeal(PlayerTask[c.Heal]):
    """/curar: a priest is asked for health."""

    def act(self, world: World, player: Player, packet: c.Heal) -> None:
        """Ask."""
        priests.heal(world, player)


class TaskShareNpc(PlayerTask[c.ShareNpc]):
    """/compartirnpc."""

    def act(self, world: World, player: Player, packet: c.ShareNpc) -> None:
        """Share."""
        sharing.share(world, player)


class TaskStopSharingNpc(PlayerTask[c.StopSharingNpc]):
    """/nocompartirnpc."""

    def act(self, world: World, player: Player, packet: c.StopSharingNpc) -> None:
        """Stop."""
        sharing.stop_sharing(player)
