"""What a line of talk means: a slash line that stands for packets, or does something itself, or words to be said.

Source: 01-protocol §16, 10-gm-admin §5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyao.messaging.words import folded
from pyao.tasks import gm
from pyao.tasks.text_grammar import Arguments, BadArgumentsError
from pyao.tasks.text_tables import PLAYER_COMMANDS
from pyao.tasks.text_words import Execute, Local, by_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.enums import Privilege
    from pyao.tasks.text_words import TextCommand


@dataclass(frozen=True, slots=True)
class Usage:
    """A known command with arguments that do not fit; `form` says how it is used: `/MEJORAR OBJETO`."""

    form: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that is no command, or none for this speaker; `nearest` = the commands that may have been meant."""

    nearest: tuple[str, ...]


Meaning = Execute | Usage | Local | Unknown

PLAYER_WORDS = by_word((*PLAYER_COMMANDS, gm.HELP))
STAFF_WORDS = by_word(gm.COMMANDS)

MOST_NEAREST = 3
"""How many words are offered at most to somebody who has mistyped one."""

LONGEST_WORD = 24
"""No command is longer; what comes after so many characters need not be looked at."""

_LINE = re.compile(r"/(\S*)\s*(.*)", re.DOTALL)
_STEM = re.compile(r"\w+")


def interpret(
    text: str,
    *,
    privileges: Privilege,
    here: int,
    special: bool = False,
    may_suggest: Callable[[], bool] = lambda: True,
) -> Meaning | None:
    """What a line of talk means as a command; `None` = it is none, and is said aloud as it stands.

    First the rank counts, then the arguments.  A word of players and the staff alike is the staff's for who may give a
    command by it, and the players' for everybody else.  `here` is the map that a left-out map means; `special` = the
    speaker is listed as a special demigod; `may_suggest` is asked before the words are looked for that may have been
    meant, which is dear.  Source: 10 §5.1.
    """

    def may_give(command: TextCommand) -> bool:
        return command.rank.allows(privileges, special=special)

    line = _LINE.fullmatch(text.strip())
    if line is None:
        return None
    first = folded(line[1][: LONGEST_WORD + 1])
    words = [table[first] for table in (STAFF_WORDS, PLAYER_WORDS) if first in table]
    if not words and not line[1][:1].isalpha():
        return None
    word = next((one for one in words if any(map(may_give, one.commands))), None)
    if word is None:
        return Unknown(_nearest(line[1], may_give) if may_suggest() else ())
    try:
        command, arguments = word.choose(Arguments(line[2], line[2].split(), here), may_give)
        meaning = command.read(arguments)
    except BadArgumentsError:
        return Usage(f"/{word.name} {word.form}")
    return meaning if may_give(command) else Unknown(_nearest(line[1], may_give) if may_suggest() else ())


def _nearest(typed: str, may_give: Callable[[TextCommand], bool]) -> tuple[str, ...]:
    """The words most like what was typed, among those with its first letter that the speaker may use.

    What follows a sign is not looked at: in `/ban@pepito` only `ban` was meant to be a word.
    """
    stem = _STEM.match(folded(typed[:LONGEST_WORD]))
    if stem is None:
        return ()
    allowed = {
        first: word
        for table in (PLAYER_WORDS, STAFF_WORDS)
        for first, word in table.items()
        if first[0] == stem[0][0] and any(map(may_give, word.commands))
    }
    return tuple(allowed[first].name for first in get_close_matches(stem[0], allowed, MOST_NEAREST))
