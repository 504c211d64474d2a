"""What a task is, and the two that most packets need: hand the packet to one rule, with its fields or without."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.client_packets import ClientPacket
from pyao.protocol.gm_commands.base import GMCommand

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyao.tasks.session import Session
    from pyao.world.player import Player
    from pyao.world.world import World

P = TypeVar("P", bound=ClientPacket)


class IllegalPacket(Exception):
    """The client sent what it may not send now; its connection is closed.  Source: 02 §1.2."""


class Task(ABC, Generic[P]):
    """The handling of one client packet.  It keeps nothing between packets."""

    @abstractmethod
    def execute(self, session: Session, packet: P) -> Awaitable[None] | None:
        """Turn the packet's raw numbers into game values and ask one rule; an awaitable = the answer takes time."""


class WaitingTask(Task[P]):
    """A task that must wait for the store or a hash; the connection's later packets wait with it."""

    @abstractmethod
    async def execute(self, session: Session, packet: P) -> None:
        """As `Task.execute`, but check again after every wait what may have changed meanwhile."""


class TaskOrder(Task[ClientPacket]):
    """An order without fields: `rule` is asked for the player whose session it is."""

    def __init__(self, rule: Callable[[World, Player], None]) -> None:
        self._rule = rule

    def execute(self, session: Session, packet: ClientPacket) -> None:
        self._rule(session.game.world, player_of(session))


class TaskRule(Task[P]):
    """An order with fields: `rule` is asked for the player, and takes from the packet what it needs."""

    def __init__(self, rule: Callable[[World, Player, P], object]) -> None:
        self._rule = rule

    def execute(self, session: Session, packet: P) -> None:
        self._rule(session.game.world, player_of(session), packet)


class TaskNull(Task[ClientPacket]):
    """The answer to packets that this server can read but does not act on yet; orders of the staff meet silence.

    Whoever presses a key hears at least that nothing will come of it.
    """

    def execute(self, session: Session, packet: ClientPacket) -> None:
        """Say so, and nothing else."""
        if session.player is not None and not isinstance(packet, GMCommand):
            tell(session.player, _("Todavía no está."))


def player_of(session: Session) -> Player:
    """The player of a session that plays.

    Raises:
        IllegalPacket: nobody plays on it.

    """
    if session.player is None:
        raise IllegalPacket("nobody plays on this connection")
    return session.player
