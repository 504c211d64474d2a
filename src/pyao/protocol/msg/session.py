"""Login, leaving, and what concerns the character or the server as a whole.

Each docstring says who gets the message and when, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence


def logged(class_: int) -> Message:
    """To the player, last packet of the login proper: the character's class (1..12).  The client does nothing.

    Source: 01-protocol §5.
    """
    return Message(S.LOGGED, (class_,))


def disconnect() -> Message:
    """To the player at the end of the exit countdown, just before the connection closes.  The client does nothing.

    Source: 01-protocol §5.
    """
    return Message(S.DISCONNECT, ())


def user_index_in_server(user: int) -> Message:
    """To the player at login: the session's slot.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.USER_INDEX_IN_SERVER, (user,))


def user_char_index_in_server(char: int) -> Message:
    """To the player at login and on every change of map: which character is the player's.

    It follows that character's CharacterCreate (§11).  Source: 01-protocol §5.
    """
    return Message(S.USER_CHAR_INDEX_IN_SERVER, (char,))


def atributes(strength: int, agility: int, intelligence: int, charisma: int, constitution: int) -> Message:
    """The answer to RequestAtributes; sent unasked it would open the statistics window.  Source: 01-protocol §5."""
    return Message(S.ATRIBUTES, (strength, agility, intelligence, charisma, constitution))


def error_msg(text: str) -> Message:
    """To somebody who may not enter or is thrown out: a dialog with the reason.  Nothing may follow it in its chunk.

    The login and game screens then disconnect; the creation screen stays connected (§2).  Source: 01-protocol §5.
    """
    return Message(S.ERROR_MSG, (text,))


def blind() -> Message:
    """To the player who is blinded: sets a flag without visible effect.  Source: 01-protocol §5."""
    return Message(S.BLIND, ())


def dumb() -> Message:
    """To the player who is made stupid: sets a flag without visible effect.  Source: 01-protocol §5."""
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
    """To the player at login and on a new level: how many free skill points there are now.

    The client takes it as its new total; in dialect `original` it is the gain on a new level instead (§15).
    Source: 01-protocol §5.
    """
    return Message(S.LEVEL_UP, (skill_points,))


def dice_roll(strength: int, agility: int, intelligence: int, charisma: int, constitution: int) -> Message:
    """The answer to ThrowDices, for the creation screen only.  Source: 01-protocol §5."""
    return Message(S.DICE_ROLL, (strength, agility, intelligence, charisma, constitution))


def blind_no_more() -> Message:
    """To the player who can see again: clears the flag.  Source: 01-protocol §5."""
    return Message(S.BLIND_NO_MORE, ())


def dumb_no_more() -> Message:
    """To the player who is no longer stupid: clears the flag.  Source: 01-protocol §5."""
    return Message(S.DUMB_NO_MORE, ())


def send_skills(skills: Sequence[tuple[int, int]]) -> Message:
    """To the player at login, and as the answer to RequestSkills, when it opens the skill window.

    Twenty pairs in the skills' order: level 0..100, and percent of the next point (0 at level 100).
    Source: 01-protocol §5.
    """
    return Message(S.SEND_SKILLS, (tuple(skills),))


def send_night(night: bool) -> Message:
    """To everyone when a game master makes night fall or end.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.SEND_NIGHT, (night,))


def pong() -> Message:
    """The immediate answer to Ping: the client prints the round trip time.  Source: 01-protocol §5."""
    return Message(S.PONG, ())


def pause_toggle() -> Message:
    """To everyone when the world pauses, for a save or by a game master, and when it goes on: flips the client's flag.

    Also at login during a pause; exactly once per change (§10).  Source: 01-protocol §5.
    """
    return Message(S.PAUSE_TOGGLE, ())


def rain_toggle() -> Message:
    """To everyone when rain starts or stops, and at login while it rains.  The client does nothing.

    Source: 01-protocol §5.
    """
    return Message(S.RAIN_TOGGLE, ())
