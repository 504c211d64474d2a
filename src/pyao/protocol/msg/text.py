"""Text over heads, on the console and in dialogs.

Each docstring says who gets the message and when, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S


def chat_over_head(text: str, char: int, r: int, g: int, b: int) -> Message:
    """Speech over a character, in a colour (r, g, b); an unknown character is ignored.

    BBCode is not interpreted here: brackets appear as they are (§9).  Source: 01-protocol §5.
    """
    return Message(S.CHAT_OVER_HEAD, (text, char, r, g, b))


def console_msg(text: str, font: int) -> Message:
    """Lines on the console, in a font 0..20; the console shows about nine.

    An LF begins a new line.  `[` begins a BBCode tag, so text written by players needs `text.escape_bbcode` (§9).
    Source: 01-protocol §5.
    """
    return Message(S.CONSOLE_MSG, (text, font))


def guild_chat(text: str) -> Message:
    """Guild chat, the message of the day, members logging in and out.  The Godot client shows nothing.

    Source: 01-protocol §5.
    """
    return Message(S.GUILD_CHAT, (text,))


def show_message_box(text: str) -> Message:
    """To one player or everyone: a dialog that the player has to close.  Source: 01-protocol §5."""
    return Message(S.SHOW_MESSAGE_BOX, (text,))


def show_signal(text: str, grh: int) -> Message:
    """To a player who double-clicks a sign with text.  The Godot client can't read it.  Source: 01-protocol §5."""
    return Message(S.SHOW_SIGNAL, (text, grh))


def add_forum_msg(type: int, title: str, author: str, text: str) -> Message:
    """To a player who opens a forum: one of its posts; `type` as in ForumPost.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.ADD_FORUM_MSG, (type, title, author, text))


def show_forum_form(visibility: int, can_sticky: int) -> Message:
    """To a player who opens a forum, after its posts: opens the window.  The Godot client can't read it.

    `visibility` bits: 1 general 2 royal 4 chaos; `can_sticky` 0 no 1 council 2 game master.  Source: 01-protocol §5.
    """
    return Message(S.SHOW_FORUM_FORM, (visibility, can_sticky))
