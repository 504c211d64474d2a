"""What differs between the Godot client and the original one as far as bytes go.

Source: 01-protocol §3 rule 8, §5, §9.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pyao.protocol.gaps import CUTTABLE, LAST_GRH
from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import ESCAPED_BRACKET, console_safe, encode, join_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyao.protocol.text import TextEncoding


class Dialect(StrEnum):
    """The kind of client that the server speaks to."""

    GODOT = "godot"
    ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class ClientTraits:
    """What rules have to know about the client; the layers around them take care of all else that a dialect changes."""

    dialect: Dialect
    reads_markup: bool
    """Whether its console takes `[` in a line for the start of a tag."""

    totals_on_level_up: bool
    """Whether it expects the total of free points in LevelUp, not only those just gained.  Source: 01-protocol §15."""

    draws_itself_unseen: bool
    """Whether it still draws its own character after being told that nobody sees it.  Source: 10-gm-admin §2.1."""

    trades_in_words: bool
    """Whether it has no window for a trade, so that offers are told on the console."""

    explains: bool
    """Whether its players are told what the original keeps to itself and no screen of this client shows."""

    max_packet: int = 1_200
    """Bytes that fit into one write: a longer packet may be cut on its way."""

    def as_text(self, text: str) -> str:
        """Text written by a player, made safe for use in a console line of this client."""
        return console_safe(text) if self.reads_markup else text


CLIENT_TRAITS = {
    Dialect.GODOT: ClientTraits(
        Dialect.GODOT,
        reads_markup=True,
        totals_on_level_up=True,
        draws_itself_unseen=False,
        trades_in_words=True,
        explains=True,
    ),
    Dialect.ORIGINAL: ClientTraits(
        Dialect.ORIGINAL,
        reads_markup=False,
        totals_on_level_up=False,
        draws_itself_unseen=True,
        trades_in_words=False,
        explains=False,
    ),
}


def traits_of(dialect: Dialect, max_flush: int) -> ClientTraits:
    """The traits of a dialect's clients, whose connections write at most `max_flush` bytes at a time."""
    return replace(CLIENT_TRAITS[dialect], max_packet=max_flush)


WINDOW_CLASSES = {3: 1, 1: 2, 2: 3, 4: 4, 6: 5, 7: 6, 9: 7, 10: 8}
"""The numbers of the classes in its statistics window; it shows the other four as `-`.  Source: 01-protocol §9."""

MAX_CONSOLE = 1_000
"""Bytes of text in one console line; longer ones are split."""


def fit(message: Message, max_bytes: int, encoding: TextEncoding) -> Message:
    """Shorten a packet with lists for one write: the list with most bytes loses its last item until the packet fits.

    Of equally long lists the first loses it.  Other packets, and those that fit, come back as they are.
    Source: 01-protocol §3 rule 8.
    """
    if message.id not in CUTTABLE:
        return message
    sizes = {place: _sizes(message, place, encoding) for place in _lists(message)}
    fullness = {place: sum(one) for place, one in sizes.items()}
    length = len(_with_lists(message, dict.fromkeys(sizes, 0)).bytes_for(encoding)) + sum(fullness.values())
    if length <= max_bytes:
        return message
    while length > max_bytes and any(sizes.values()):
        fullest = max((place for place in sizes if sizes[place]), key=fullness.__getitem__)
        size = sizes[fullest].pop()
        fullness[fullest] -= size
        length -= size
    return _with_lists(message, {place: len(one) for place, one in sizes.items()})


def _lists(message: Message) -> list[int]:
    return [place for place, value in enumerate(message.values) if isinstance(value, tuple)]


def _with_lists(message: Message, lengths: dict[int, int]) -> Message:
    """The message with the lists cut to these lengths, by the place of the list."""
    values = list(message.values)
    for place, length in lengths.items():
        values[place] = values[place][:length]
    return Message(message.id, tuple(values))


def _sizes(message: Message, place: int, encoding: TextEncoding) -> list[int]:
    """Bytes that each item adds to the packet; from the second on, one in a strlist adds a NUL too."""
    items: tuple[Any, ...] = message.values[place]
    if message.layout[place].kind == "strlist":
        return [len(join_list((item,))) + (number > 0) for number, item in enumerate(items)]
    empty = len(_with_lists(message, {place: 0}).bytes_for(encoding))
    return [len(Message(message.id, ((item,),)).bytes_for(encoding)) - empty for item in items]


def split_console(message: Message, encoding: TextEncoding) -> Sequence[Message]:
    """Split a console line of more than 1000 bytes into several.  Source: 01-protocol §3 rule 8."""
    if message.id is not S.CONSOLE_MSG:
        return (message,)
    text, font = message.values
    if len(encode(text, encoding)) <= MAX_CONSOLE:
        return (message,)
    return [Message(message.id, (part, font)) for part in _parts(text, encoding)]


def _parts(text: str, encoding: TextEncoding) -> Iterator[str]:
    """The text in pieces of at most 1000 bytes, cut at a line end if there is one, else at a blank, else anywhere."""
    while len(text) > MAX_CONSOLE or len(encode(text, encoding)) > MAX_CONSOLE:
        room = _longest_prefix(text, encoding)
        cut = text.rfind("\n", 1, room + 1)
        if cut < 0:
            cut = text.rfind(" ", 1, room + 1)
        if cut < 0:
            room = _outside_escape(text, room)
            yield text[:room]
            text = text[room:]
        else:
            yield text[:cut]
            text = text[cut + 1 :]
    yield text


def _outside_escape(text: str, place: int) -> int:
    """The place, or the beginning of the escaped bracket that it would cut in two."""
    start = text.rfind(ESCAPED_BRACKET[0], max(0, place - len(ESCAPED_BRACKET) + 1), place)
    return start if start > 0 and text.startswith(ESCAPED_BRACKET, start) else place


def _longest_prefix(text: str, encoding: TextEncoding) -> int:
    """How many of the text's first characters fit into 1000 bytes."""
    low, high = 1, min(len(text), MAX_CONSOLE)
    while low < high:
        middle = (low + high + 1) // 2
        if len(encode(text[:middle], encoding)) <= MAX_CONSOLE:
            low = middle
        else:
            high = middle - 1
    return low


def drawable(grh: int) -> int:
    """The graphic, or 0 (none) if the Godot client lacks it.  Source: 01-protocol §9 client note (graphics)."""
    return grh if grh <= LAST_GRH else 0
