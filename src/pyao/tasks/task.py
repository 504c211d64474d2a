"""What a task is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from pyao.protocol.client_packets import ClientPacket

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyao.tasks.session import Session
    from pyao.world.player import Player
    from pyao.world.world import World

P = TypeVar("P", bound=ClientPacket)


class IllegalPacket(Exception):
    """The client sent what it may not send now; its connection is closed.  Source: 02 §1.2."""


class Task(Generic[P]):
    """The handling of one client packet.  It keeps nothing between packets."""

    def execute(self, session: Session, packet: P) -> Awaitable[None] | None:
        """Turn the packet's raw numbers into game values and ask one rule; an awaitable = the answer takes time."""
        raise NotImplementedError


class WaitingTask(Task[P]):
    """A task that must wait for the store or a hash; the connection's later packets wait with it."""

    async def execute(self, session: Session, packet: P) -> None:
        """As `Task.execute`, but check again after every wait what may have changed meanwhile."""
        raise NotImplementedError


class PlayerTask(Task[P]):
    """A task of somebody in the world: only `act` has to be said."""

    def execute(self, session: Session, packet: P) -> None:
        """Hand the player to `act`; a session that plays always has one."""
        player = session.player
        if player is None:
            raise IllegalPacket("nobody plays on this connection")
        self.act(session.game.world, player, packet)

    def act(self, world: World, player: Player, packet: P) -> None:
        """What the player does with this packet."""
        raise NotImplementedError


class TaskOrder(PlayerTask[ClientPacket]):
    """An order without fields: one rule obeys."""

    def __init__(self, rule: Callable[[World, Player], None]) -> None:
        """`rule` does it."""
        self._rule = rule

    def act(self, world: World, player: Player, packet: ClientPacket) -> None:
        """Do it."""
        self._rule(world, player)


class TaskNull(Task[ClientPacket]):
    """The answer to packets that this server knows but does not act on: silence."""

    def execute(self, session: Session, packet: ClientPacket) -> None:
        """Nothing happens."""
