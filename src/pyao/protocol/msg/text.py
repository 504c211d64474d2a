"""Words: over heads, on the console, in dialogs.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S


def chat_over_head(text: str, char: int, r: int, g: int, b: int) -> Message:
    """Speech over char, colour r,g,b; unknown char ignored.  Source: 01-protocol §5."""
    return Message(S.CHAT_OVER_HEAD, (text, char, r, g, b))


def console_msg(text: str, font: int) -> Message:
    """Console; text split at LF; BBCode parsed; font §14; the console keeps about 9 lines.

    Source: 01-protocol §5.
    """
    return Message(S.CONSOLE_MSG, (text, font))


def guild_chat(text: str) -> Message:
    """Guild chat, MOTD, guild log-in/out notices. Nothing shown.  Source: 01-protocol §5."""
    return Message(S.GUILD_CHAT, (text,))


def show_message_box(text: str) -> Message:
    """Self/all: modal dialog.  Source: 01-protocol §5."""
    return Message(S.SHOW_MESSAGE_BOX, (text,))


def show_signal(text: str, grh: int) -> Message:
    """Sign with text double-clicked.  Source: 01-protocol §5."""
    return Message(S.SHOW_SIGNAL, (text, grh))


def add_forum_msg(type: int, title: str, author: str, text: str) -> Message:
    """One per post when a forum is opened.  Source: 01-protocol §5."""
    return Message(S.ADD_FORUM_MSG, (type, title, author, text))


def show_forum_form(visibility: int, can_sticky: int) -> Message:
    """Forum opened; visibility bits 1 general 2 royal 4 chaos; can_sticky 0, 1 council, 2 GM.

    Source: 01-protocol §5.
    """
    return Message(S.SHOW_FORUM_FORM, (visibility, can_sticky))
