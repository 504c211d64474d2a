"""The task of talking.  A line that is a text command is not said: the packets that it stands for are executed.

Source: 01-protocol §16, 11-social §1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.client_packets import ClientPacket, Talk
from pyao.rules.society import chat
from pyao.rules.staff.ranks import is_special
from pyao.tasks.rates import DEAR
from pyao.tasks.task import Task, player_of
from pyao.tasks.text_commands import Unknown, Usage, interpret
from pyao.tasks.text_words import Execute, tell_usage

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from pyao.tasks.session import Session


class TaskTalk(Task[Talk]):
    """Words for everyone near, or a text command; `run` executes the packets that a command stands for."""

    def __init__(self, run: Callable[[Session, ClientPacket], Awaitable[None] | None]) -> None:
        self._run = run

    def execute(self, session: Session, packet: Talk) -> Awaitable[None] | None:
        """Say the words, or do what the command says."""
        player, world = player_of(session), session.game.world
        meaning = None
        if world.settings.text_commands:
            special = is_special(world.settings, player.name)
            meaning = interpret(
                packet.text,
                privileges=player.privileges,
                here=player.map,
                special=special,
                may_suggest=lambda: session.take_token(DEAR),
            )
        if meaning is None:
            chat.talk(world, player, packet.text)
        elif isinstance(meaning, Execute):
            return self._run_all(session, meaning.packets)
        elif isinstance(meaning, Usage):
            tell_usage(player, meaning.form)
        elif isinstance(meaning, Unknown):
            tell(player, _unknown(meaning.nearest))
        elif session.take_token_or_tell(DEAR):
            return self._run_all(session, meaning.deed(session, player, meaning.arguments))
        return None

    def _run_all(self, session: Session, packets: Sequence[ClientPacket]) -> Awaitable[None] | None:
        """One packet after the other, each as if it had been sent."""
        for place, packet in enumerate(packets):
            waiting = self._run(session, packet)
            if waiting is not None:
                return self._run_rest(session, waiting, packets[place + 1 :])
        return None

    async def _run_rest(self, session: Session, waiting: Awaitable[None], packets: Sequence[ClientPacket]) -> None:
        await waiting
        rest = self._run_all(session, packets)
        if rest is not None:
            await rest


def _unknown(nearest: Sequence[str]) -> str:
    """Answer a word that is no command; the typed word itself is not repeated.  Source: 10 §5.1 step 3."""
    if not nearest:
        return _("Ese comando no existe.")
    return _("Ese comando no existe. ¿Quisiste decir {words}?").format(words=", ".join(f"/{word}" for word in nearest))
