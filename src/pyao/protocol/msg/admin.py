"""What game masters see.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence


def spawn_list(creatures: Sequence[str]) -> Message:
    """Answer to SPAWN_LIST_REQUEST.  Source: 01-protocol §5."""
    return Message(S.SPAWN_LIST, (tuple(creatures),))


def show_sos_form(names: Sequence[str]) -> Message:
    """Answer to SOS_SHOW_LIST.  Source: 01-protocol §5."""
    return Message(S.SHOW_SOS_FORM, (tuple(names),))


def show_motd_edition_form(text: str) -> Message:
    """Answer to CHANGE_MOTD.  Source: 01-protocol §5."""
    return Message(S.SHOW_MOTD_EDITION_FORM, (text,))


def show_gm_panel_form() -> Message:
    """Answer to GM_PANEL.  Source: 01-protocol §5."""
    return Message(S.SHOW_GM_PANEL_FORM, ())


def user_name_list(names: Sequence[str]) -> Message:
    """Answer to REQUEST_USER_LIST.  Source: 01-protocol §5."""
    return Message(S.USER_NAME_LIST, (tuple(names),))


def show_denounces(lines: Sequence[str]) -> Message:
    """Answer to SHOW_DENOUNCES_LIST.  Source: 01-protocol §5."""
    return Message(S.SHOW_DENOUNCES, (tuple(lines),))


def record_list(names: Sequence[str]) -> Message:
    """U8 count, then count str.  Source: 01-protocol §5."""
    return Message(S.RECORD_LIST, (tuple(names),))


def record_details(creator: str, reason: str, online: bool, ip: str, online_time: str, observations: str) -> Message:
    """Answer to RECORD_DETAILS_REQUEST.  Source: 01-protocol §5."""
    return Message(S.RECORD_DETAILS, (creator, reason, online, ip, online_time, observations))
