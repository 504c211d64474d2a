"""Login, leaving, the server as a whole.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence


def logged(class_: int) -> Message:
    """Last packet of the login proper; class = player class. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.LOGGED, (class_,))


def disconnect() -> Message:
    """Self, end of the exit countdown, just before the server closes. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.DISCONNECT, ())


def user_index_in_server(user: int) -> Message:
    """Self, login: session slot. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.USER_INDEX_IN_SERVER, (user,))


def user_char_index_in_server(char: int) -> Message:
    """Self, login and every warp: this char is the player (camera, keys).  Source: 01-protocol §5."""
    return Message(S.USER_CHAR_INDEX_IN_SERVER, (char,))


def atributes(strength: int, agility: int, intelligence: int, charisma: int, constitution: int) -> Message:
    """Answer to RequestAtributes (unsolicited: pops the statistics window).  Source: 01-protocol §5."""
    return Message(S.ATRIBUTES, (strength, agility, intelligence, charisma, constitution))


def error_msg(text: str) -> Message:
    """Refusals and kicks: dialog; login and game screens then disconnect, creation screen does not.

    Source: 01-protocol §5.
    """
    return Message(S.ERROR_MSG, (text,))


def blind() -> Message:
    """Self: flag on (no visible effect).  Source: 01-protocol §5."""
    return Message(S.BLIND, ())


def dumb() -> Message:
    """Self: flag on (no visible effect).  Source: 01-protocol §5."""
    return Message(S.DUMB, ())


def fame(assassin: int, bandit: int, bourgeois: int, thief: int, noble: int, plebeian: int, average: int) -> Message:
    """Answer to RequestFame.  Source: 01-protocol §5."""
    return Message(S.FAME, (assassin, bandit, bourgeois, thief, noble, plebeian, average))


def mini_stats(
    citizens_killed: int,
    criminals_killed: int,
    users_killed: int,
    npcs_killed: int,
    class_: int,
    jail_minutes: int,
) -> Message:
    """Answer to RequestMiniStats.  Source: 01-protocol §5."""
    return Message(S.MINI_STATS, (citizens_killed, criminals_killed, users_killed, npcs_killed, class_, jail_minutes))


def level_up(skill_points: int) -> Message:
    """Client assigns its free skill points: send the total (original sends the gain).  Source: 01-protocol §5."""
    return Message(S.LEVEL_UP, (skill_points,))


def dice_roll(strength: int, agility: int, intelligence: int, charisma: int, constitution: int) -> Message:
    """Answer to ThrowDices; creation screen only.  Source: 01-protocol §5."""
    return Message(S.DICE_ROLL, (strength, agility, intelligence, charisma, constitution))


def blind_no_more() -> Message:
    """Self: flag off.  Source: 01-protocol §5."""
    return Message(S.BLIND_NO_MORE, ())


def dumb_no_more() -> Message:
    """Self: flag off.  Source: 01-protocol §5."""
    return Message(S.DUMB_NO_MORE, ())


def send_skills(skills: Sequence[tuple[int, int]]) -> Message:
    """Answer to RequestSkills, and login: 20 × (level, percent of next point; 0 at level 100).

    Source: 01-protocol §5.
    """
    return Message(S.SEND_SKILLS, (tuple(skills),))


def send_night(night: bool) -> Message:
    """GM /NOCHE. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.SEND_NIGHT, (night,))


def pong() -> Message:
    """Answer to Ping, at once: prints the round trip.  Source: 01-protocol §5."""
    return Message(S.PONG, ())


def pause_toggle() -> Message:
    """All, world save/pause: flips *pause*.  Source: 01-protocol §5."""
    return Message(S.PAUSE_TOGGLE, ())


def rain_toggle() -> Message:
    """All, rain starts/stops; self at login if raining. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.RAIN_TOGGLE, ())
