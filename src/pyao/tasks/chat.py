"""Tasks of speech.  A Talk that is a text command is executed as the packets it names, and not said.

Source: 01-protocol §16, 11-social §1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.client_packets import ClientPacket, Talk, UserCommerceOffer, Whisper, Yell
from pyao.protocol.text import AUTO, TextEncoding
from pyao.rules.society import chat
from pyao.rules.staff.ranks import is_special
from pyao.rules.trade import offers
from pyao.tasks.task import IllegalPacket, PlayerTask, Task
from pyao.tasks.text_commands import Execute, Local, Usage, interpret
from pyao.world.commerce import Mode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from pyao.tasks.session import Session
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskTalk(Task[Talk]):
    """Words for everyone near, or a text command; `run` executes the packets that a command stands for."""

    def __init__(self, run: Callable[[Session, ClientPacket], Awaitable[None] | None]) -> None:
        """Commands go back to where packets come from."""
        self._run = run

    def execute(self, session: Session, packet: Talk) -> Awaitable[None] | None:
        """Talk, or do what the line stands for."""
        player, world = session.player, session.game.world
        if player is None:
            raise IllegalPacket("nobody plays on this connection")
        meaning = None
        if world.settings.text_commands:
            special = is_special(world.settings, player.name)
            meaning = interpret(packet.text, privileges=player.privileges, here=player.map, special=special)
        if meaning is None:
            chat.talk(world, player, packet.text)
        elif isinstance(meaning, Execute):
            return self._run_all(session, meaning.packets)
        elif isinstance(meaning, Usage):
            tell(player, _("Uso: {form}").format(form=meaning.form))
        elif isinstance(meaning, Local):
            return self._run_all(session, _LOCAL[meaning.word](session, player, meaning))
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


def _choose_encoding(session: Session, player: Player, line: Local) -> Sequence[ClientPacket]:
    """/texto: in what this player's client reads text; kept with the character.  Source: 01 §1, §16."""
    choice = line.arguments.raw.lower()
    if choice != AUTO and choice not in [one.value for one in TextEncoding]:
        tell(player, _("Uso: {form}").format(form="/TEXTO auto | cp1252 | utf-8 | ascii"))
        return ()
    if choice == AUTO:
        player.record.text_encoding = ""
        session.use_server_encoding()
    else:
        player.record.text_encoding = choice
        session.encoding = TextEncoding(choice)
    tell(
        player,
        _("Tu texto ahora se envía en {encoding}: ¿se lee bien? ñandú, pingüino, camión.").format(encoding=choice),
    )
    return ()


def _warn_password(_session: Session, player: Player, _line: Local) -> Sequence[ClientPacket]:
    """A password must never travel as chat.  Source: 10 §5.3."""
    tell(player, _("Para cambiar tu contraseña usá la ventana del juego; nunca la escribas en el chat."))
    return ()


def _tell_trade(session: Session, player: Player, _line: Local) -> Sequence[ClientPacket]:
    """/trato.  Source: 01 §16, 09-economy §5.10."""
    offers.tell_trade(session.game.world, player)
    return ()


def _offer(_session: Session, player: Player, line: Local) -> Sequence[ClientPacket]:
    """/ofrecer without an offer slot: into the first free one.  Source: 01 §16, 09-economy §5.10."""
    if player.commerce.mode is not Mode.SECURE:
        tell(player, _("No estás comerciando con nadie."))
        return ()
    free = offers.first_free_slot(player)
    if free is None:
        tell(player, _("No hay más lugar en tu oferta."))
        return ()
    slot, amount = line.numbers
    return (UserCommerceOffer(slot, amount, free),)


_LOCAL: dict[str, Callable[[Session, Player, Local], Sequence[ClientPacket]]] = {
    "TEXTO": _choose_encoding,
    "CONTRASENA": _warn_password,
    "TRATO": _tell_trade,
    "OFRECER": _offer,
}
"""Commands that are no packet, or give one only now."""
