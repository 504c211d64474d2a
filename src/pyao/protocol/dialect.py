"""What differs between the Godot client and a full one, as far as bytes go.

Source: 01-protocol §3 rule 8, §5, §9.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import TextEncoding, encode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Dialect(Enum):
    """Who is spoken to."""

    GODOT = "godot"
    ORIGINAL = "original"


UNREADABLE = frozenset(
    {
        S.WORK_REQUEST_TARGET,
        S.SHOW_SIGNAL,
        S.ADD_FORUM_MSG,
        S.SHOW_FORUM_FORM,
        S.CHARACTER_INFO,
        S.SHOW_USER_REQUEST,
        S.CHANGE_USER_TRADE_SLOT,
        S.SPAWN_LIST,
        S.SHOW_SOS_FORM,
        S.SHOW_MOTD_EDITION_FORM,
        S.USER_NAME_LIST,
        S.SHOW_DENOUNCES,
        S.RECORD_LIST,
        S.RECORD_DETAILS,
        S.SHOW_PARTY_FORM,
        S.ADD_SLOTS,
    }
)
"""Column N: the Godot client has no reader, and would take their fields for further packets."""

CUTTABLE = frozenset(
    {
        S.GUILD_LIST,
        S.BLACKSMITH_WEAPONS,
        S.BLACKSMITH_ARMORS,
        S.CARPENTER_OBJECTS,
        S.GUILD_NEWS,
        S.ALIANCE_PROPOSALS_LIST,
        S.PEACE_PROPOSALS_LIST,
        S.GUILD_LEADER_INFO,
        S.GUILD_MEMBER_INFO,
    }
)

LAST_GRH = 23_650
"""The last picture that the Godot client has."""

MAX_CONSOLE = 1_000
"""Bytes of text in one console line; longer ones are split."""


def fit(message: Message, max_bytes: int, encoding: TextEncoding) -> Message:
    """A packet with lists, short enough for one write: the fullest list loses its last item until it fits.

    Source: 01-protocol §3 rule 8.
    """
    if message.id not in CUTTABLE or len(message.bytes_for(encoding)) <= max_bytes:
        return message
    values: list[Any] = list(message.values)
    lists = [place for place, value in enumerate(values) if isinstance(value, tuple)]
    while len(message.bytes_for(encoding)) > max_bytes and any(values[place] for place in lists):
        fullest = max(lists, key=lambda place: _size(message, place, encoding))
        values[fullest] = values[fullest][:-1]
        message = Message(message.id, tuple(values))
    return message


def _size(message: Message, place: int, encoding: TextEncoding) -> int:
    """Bytes that the items of one list take."""
    emptied = Message(message.id, (*message.values[:place], (), *message.values[place + 1 :]))
    return len(message.bytes_for(encoding)) - len(emptied.bytes_for(encoding))


def split_console(message: Message, encoding: TextEncoding) -> Sequence[Message]:
    """A console line as several where its text has more than 1000 bytes.  Source: 01-protocol §3 rule 8."""
    if message.id is not S.CONSOLE_MSG or len(message.bytes_for(encoding)) <= MAX_CONSOLE + 4:
        return (message,)
    text, font = message.values
    return [Message(message.id, (part, font)) for part in _parts(text, encoding)]


def _parts(text: str, encoding: TextEncoding) -> Iterator[str]:
    """The text in pieces of at most 1000 bytes, cut at a line end, else a blank, else anywhere."""
    while len(encode(text, encoding)) > MAX_CONSOLE:
        room = _longest_prefix(text, encoding)
        cut = text.rfind("\n", 1, room + 1)
        if cut < 0:
            cut = text.rfind(" ", 1, room + 1)
        if cut < 0:
            yield text[:room]
            text = text[room:]
        else:
            yield text[:cut]
            text = text[cut + 1 :]
    yield text


def _longest_prefix(text: str, encoding: TextEncoding) -> int:
    """How many characters fit into 1000 bytes."""
    low, high = 1, min(len(text), MAX_CONSOLE)
    while low < high:
        middle = (low + high + 1) // 2
        if len(encode(text[:middle], encoding)) <= MAX_CONSOLE:
            low = middle
        else:
            high = middle - 1
    return low


def drawable(grh: int) -> int:
    """The picture, or 0 = none where the Godot client lacks it.  Source: 01-protocol §9 client note (graphics)."""
    return grh if grh <= LAST_GRH else 0
