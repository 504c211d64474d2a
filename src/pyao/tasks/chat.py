"""Tasks of speech.  A Talk that is a text command is executed as the packet it names, and not said.

Source: 01-protocol §16, 11-social §1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.client_packets import Talk, Whisper, Yell
from pyao.rules import chat
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskTalk(PlayerTask[Talk]):
    """Words for everyone near, or a text command."""

    def act(self, world: World, player: Player, packet: Talk) -> None:
        """Talk."""
        chat.talk(world, player, packet.text)


class TaskYell(PlayerTask[Yell]):
    """A shout."""

    def act(self, world: World, player: Player, packet: Yell) -> None:
        """Yell."""
        chat.yell(world, player, packet.text)


class TaskWhisper(PlayerTask[Whisper]):
    """Words for one."""

    def act(self, world: World, player: Player, packet: Whisper) -> None:
        """Whisper."""
        chat.whisper(world, player, packet.to, packet.text)
