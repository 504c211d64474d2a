"""What a text command is: a slash word that is typed as chat, declared once with everything that belongs to it.

A command stands for packets, or does something by itself; either way its declaration can't be written without it.  The
declarations stand in `text_tables` (players) and in `gm` (game masters); `text_commands` interprets lines by them.
Source: 01-protocol §16, 10-gm-admin §5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.words import folded
from pyao.tasks.ranks import EVERYBODY, Rank
from pyao.tasks.text_grammar import BadArgumentsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyao.protocol.client_packets import ClientPacket
    from pyao.tasks.session import Session
    from pyao.tasks.task import P
    from pyao.tasks.text_grammar import Arguments, Reading
    from pyao.world.player import Player
    from pyao.world.world import World

    Deed = Callable[[Session, Player, Arguments], Sequence[ClientPacket]]
    """What a command does that is no packet; it gives the packets to be executed after it, mostly none."""


@dataclass(frozen=True, slots=True)
class Execute:
    """The line stands for these packets, to be executed in order."""

    packets: tuple[ClientPacket, ...]


@dataclass(frozen=True, slots=True)
class Local:
    """The line is no packet, or it depends on the state of the game which one: `deed` is to be done."""

    deed: Deed
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class TextCommand:
    """One command: its word, what it means, and what players are told about it.

    `word` may be two words (`SHOW SOS`).  `help` is one sentence; `form` says what follows the word (`NOMBRE@MOTIVO`),
    and stands in the usage line.  `read` raises `BadArgumentsError` to have that line told.
    """

    word: str
    read: Callable[[Arguments], Execute | Local]
    help: Callable[[], str]
    form: str = ""
    rank: Rank = EVERYBODY


def packet(reading: Reading[P]) -> Callable[[Arguments], Execute]:
    """The command stands for one packet."""
    return lambda arguments: Execute((reading.build(arguments),))


def does(deed: Deed) -> Callable[[Arguments], Local]:
    """The command is no packet: `deed` does it."""
    return lambda arguments: Local(deed, arguments)


def asks(rule: Callable[[World, Player], None]) -> Callable[[Arguments], Local]:
    """The command is no packet and has no arguments: one rule is asked for the player."""

    def deed(session: Session, player: Player, _arguments: Arguments) -> Sequence[ClientPacket]:
        rule(session.game.world, player)
        return ()

    return does(deed)


def tell_usage(player: Player, form: str) -> None:
    """Tell a player how a command is used: `/CARCEL NOMBRE@MOTIVO@MINUTOS`."""
    tell(player, _("Uso: {form}").format(form=form))


@dataclass(slots=True)
class Word:
    """Everything that a first word may mean: by itself, with arguments, and with a second word behind it."""

    name: str
    alone: TextCommand | None = None
    having: TextCommand | None = None
    seconds: dict[str, TextCommand] | None = None

    @property
    def commands(self) -> list[TextCommand]:
        """All of them."""
        seconds = self.seconds or {}
        return [one for one in (self.alone, self.having, *seconds.values()) if one is not None]

    @property
    def form(self) -> str:
        """What follows the word, for the usage line."""
        if self.seconds:
            return _FORMS.get(self.name) or " | ".join(self.seconds)
        if self.having is None:
            return ""
        return self.having.form if self.alone is None else f"[{self.having.form}]"

    def choose(self, arguments: Arguments, may_give: Callable[[TextCommand], bool]) -> tuple[TextCommand, Arguments]:
        """The command that is meant, and its own arguments.

        For who may not give the command of a second word, that is an extra word where there is a command without it.

        Raises:
            BadArgumentsError: none of them.

        """
        second = (self.seconds or {}).get(folded(arguments.words[0])) if arguments.words else None
        first = self.having if arguments.words else self.alone
        chosen = first or self.having or self.alone
        if second is not None and (chosen is None or may_give(second)):
            return second, arguments.rest()
        if chosen is None:
            raise BadArgumentsError
        return chosen, arguments


_FORMS = {"MODMAPINFO": "PROPIEDAD VALOR"}
"""Where there are too many second words to list them."""


def by_word(commands: Iterable[TextCommand]) -> dict[str, Word]:
    """The commands of one table by their first word, folded.

    Raises:
        ValueError: two of them can't be told apart.

    """
    words: dict[str, Word] = {}
    for command in commands:
        first, _blank, second = command.word.partition(" ")
        word = words.setdefault(folded(first), Word(first))
        if second:
            word.seconds = word.seconds or {}
            taken = word.seconds.setdefault(folded(second), command)
        elif command.form:
            taken = word.having = word.having or command
        else:
            taken = word.alone = word.alone or command
        if taken is not command:
            raise ValueError(f"/{command.word} is declared twice in one table: “{taken.help()}” and “{command.help()}”")
    return words
