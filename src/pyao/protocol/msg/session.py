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
    """The last packet of the login proper, with the player's class 1..12.  The client does nothing.

    Source: 01-protocol §5.
    """
    return Message(S.LOGGED, (class_,))


def disconnect() -> Message:
    """To oneself at the end of the exit countdown, just before the close.  The client does nothing.

    Source: 01-protocol §5.
    """
    return Message(S.DISCONNECT, ())


def user_index_in_server(user: int) -> Message:
    """To oneself at login: the slot of the session.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.USER_INDEX_IN_SERVER, (user,))


def user_char_index_in_server(char: int) -> Message:
    """To oneself at login and on every change of map: which character is the player's.

    Goes behind its CharacterCreate.  Source: 01-protocol §5.
    """
    return Message(S.USER_CHAR_INDEX_IN_SERVER, (char,))


def atributes(strength: int, agility: int, intelligence: int, charisma: int, constitution: int) -> Message:
    """The answer to RequestAtributes; unasked it would open the statistics window.  Source: 01-protocol §5."""
    return Message(S.ATRIBUTES, (strength, agility, intelligence, charisma, constitution))


def error_msg(text: str) -> Message:
    """Why somebody may not enter or is thrown out: a dialog, alone in its chunk and the last before a close.

    The login and game screens hang up then; the creation screen stays.  Source: 01-protocol §5.
    """
    return Message(S.ERROR_MSG, (text,))


def blind() -> Message:
    """To oneself when blinded: a flag without visible effect.  Source: 01-protocol §5."""
    return Message(S.BLIND, ())


def dumb() -> Message:
    """To oneself when stupid: a flag without visible effect.  Source: 01-protocol §5."""
    return Message(S.DUMB, ())


def fame(assassin: int, bandit: int, bourgeois: int, thief: int, noble: int, plebeian: int, average: int) -> Message:
    """The answer to RequestFame: points of each reputation, and their average.  Source: 01-protocol §5."""
    return Message(S.FAME, (assassin, bandit, bourgeois, thief, noble, plebeian, average))


def mini_stats(
    citizens_killed: int,
    criminals_killed: int,
    users_killed: int,
    npcs_killed: int,
    class_: int,
    jail_minutes: int,
) -> Message:
    """The answer to RequestMiniStats; `class_` 1..12.  Source: 01-protocol §5."""
    return Message(S.MINI_STATS, (citizens_killed, criminals_killed, users_killed, npcs_killed, class_, jail_minutes))


def level_up(skill_points: int) -> Message:
    """To oneself at login and on new levels: how many free skill points there are now.

    The client takes the number as it is, so it is the total; dialect `original` sends the gain on new levels (§15).
    Source: 01-protocol §5.
    """
    return Message(S.LEVEL_UP, (skill_points,))


def dice_roll(strength: int, agility: int, intelligence: int, charisma: int, constitution: int) -> Message:
    """The answer to ThrowDices, for the creation screen only.  Source: 01-protocol §5."""
    return Message(S.DICE_ROLL, (strength, agility, intelligence, charisma, constitution))


def blind_no_more() -> Message:
    """To oneself when sight is back: takes the flag off.  Source: 01-protocol §5."""
    return Message(S.BLIND_NO_MORE, ())


def dumb_no_more() -> Message:
    """To oneself when no longer stupid: takes the flag off.  Source: 01-protocol §5."""
    return Message(S.DUMB_NO_MORE, ())


def send_skills(skills: Sequence[tuple[int, int]]) -> Message:
    """At login, and the answer to RequestSkills, which opens the window.

    Twenty pairs in the skills' order: level 0..100, and percent of the next point (0 at level 100).
    Source: 01-protocol §5.
    """
    return Message(S.SEND_SKILLS, (tuple(skills),))


def send_night(night: bool) -> Message:
    """To all when night falls or ends.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.SEND_NIGHT, (night,))


def pong() -> Message:
    """The answer to Ping, at once: the client prints the round trip.  Source: 01-protocol §5."""
    return Message(S.PONG, ())


def pause_toggle() -> Message:
    """To all when the world stops for a save or by a game master, and when it goes on: flips the client's flag.

    Also to who enters during a pause; once per change and never else (§10).  Source: 01-protocol §5.
    """
    return Message(S.PAUSE_TOGGLE, ())


def rain_toggle() -> Message:
    """To all when rain begins or stops, and to who enters while it rains.  The client does nothing.

    Source: 01-protocol §5.
    """
    return Message(S.RAIN_TOGGLE, ())
