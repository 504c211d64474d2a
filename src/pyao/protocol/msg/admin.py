"""Messages for game masters.

Each docstring says who gets the message and when, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence


def spawn_list(creatures: Sequence[str]) -> Message:
    """The answer to SPAWN_LIST_REQUEST: creatures that can be summoned.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.SPAWN_LIST, (tuple(creatures),))


def show_sos_form(names: Sequence[str]) -> Message:
    """The answer to SOS_SHOW_LIST: calls for help.  The Godot client can't read it.  Source: 01-protocol §5."""
    return Message(S.SHOW_SOS_FORM, (tuple(names),))


def show_motd_edition_form(text: str) -> Message:
    """The answer to CHANGE_MOTD: the message of the day, to be edited.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.SHOW_MOTD_EDITION_FORM, (text,))


def show_gm_panel_form() -> Message:
    """The answer to GM_PANEL.  The Godot client ignores it; having no fields, it does no harm.

    Source: 01-protocol §5.
    """
    return Message(S.SHOW_GM_PANEL_FORM, ())


def user_name_list(names: Sequence[str]) -> Message:
    """The answer to REQUEST_USER_LIST: who is playing.  The Godot client can't read it.  Source: 01-protocol §5."""
    return Message(S.USER_NAME_LIST, (tuple(names),))


def show_denounces(lines: Sequence[str]) -> Message:
    """The answer to SHOW_DENOUNCES_LIST: what players have reported.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.SHOW_DENOUNCES, (tuple(lines),))


def record_list(names: Sequence[str]) -> Message:
    """The answer to RECORD_LIST_REQUEST, _ADD and _REMOVE: players on record.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.RECORD_LIST, (tuple(names),))


def record_details(creator: str, reason: str, online: bool, ip: str, online_time: str, observations: str) -> Message:
    """The answer to RECORD_DETAILS_REQUEST and RECORD_ADD_OBS.  The Godot client can't read it.

    Source: 01-protocol §5.
    """
    return Message(S.RECORD_DETAILS, (creator, reason, online, ip, online_time, observations))
