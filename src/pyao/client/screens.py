"""Which screen the client shows, and what it does with a chunk there.

Each chunk is read by itself; before the game screen, its first packet decides.  Source: 01-protocol §2.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from pyao.protocol.gaps import UNREADABLE
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.protocol.message import Message


class Screen(Enum):
    """The screen that is open."""

    LOGIN = auto()
    CREATION = auto()
    GAME = auto()


class Reading(NamedTuple):
    """The effect of a chunk: the screen after it, whether the client disconnects, and what the server did wrong."""

    screen: Screen
    hangs_up: bool = False
    wrong: tuple[str, ...] = ()


def read_chunk(screen: Screen, messages: Sequence[Message]) -> Reading:
    """What a chunk does that arrives while a screen is open."""
    if screen is Screen.LOGIN:
        return _at_login(messages)
    if screen is Screen.CREATION:
        return _at_creation(messages)
    return _in_game(messages)


def _at_login(messages: Sequence[Message]) -> Reading:
    """An error dialog ends the connection; anything else opens the game, which gets the whole chunk."""
    if all(one.id is S.ERROR_MSG for one in messages):
        return Reading(Screen.LOGIN, hangs_up=True)
    return _in_game(messages)


def _at_creation(messages: Sequence[Message]) -> Reading:
    """Dice and error dialogs belong here; anything else opens the game."""
    if all(one.id in {S.DICE_ROLL, S.ERROR_MSG} for one in messages):
        return Reading(Screen.CREATION)
    return _in_game(messages)


def _in_game(messages: Sequence[Message]) -> Reading:
    """An error dialog ends the connection, so it must come last; some packets can't be read."""
    wrong = []
    errors = [place for place, one in enumerate(messages) if one.id is S.ERROR_MSG]
    if errors and errors[0] != len(messages) - 1:
        wrong.append(f"{messages[errors[0] + 1]} follows an error dialog in its chunk")
    wrong += [f"the client can't read {one}" for one in messages if one.id in UNREADABLE or one.id is S.DICE_ROLL]
    return Reading(Screen.GAME, hangs_up=bool(errors), wrong=tuple(wrong))
