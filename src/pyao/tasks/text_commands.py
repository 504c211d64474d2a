"""What a line of talk means: a slash line that stands for packets, or does something itself, or nothing of the kind.

Source: 01-protocol §16, 10-gm-admin §5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.tasks import gm
from pyao.tasks.text_grammar import Arguments, BadArgumentsError, folded
from pyao.tasks.text_tables import PLAYER_COMMANDS
from pyao.tasks.text_words import Execute, Local, by_word

if TYPE_CHECKING:
    from pyao.content.enums import Privilege


@dataclass(frozen=True, slots=True)
class Usage:
    """A known command with arguments that do not fit; `form` says how it is used: `/MEJORAR OBJETO`."""

    form: str


@dataclass(frozen=True, slots=True)
class Silent:
    """A GM command from somebody without the rank: nothing is answered."""


Meaning = Execute | Usage | Local | Silent

PLAYER_WORDS = by_word(PLAYER_COMMANDS)
STAFF_WORDS = by_word(gm.COMMANDS)

_LINE = re.compile(r"/(\S*)\s*(.*)", re.DOTALL)


def interpret(text: str, *, privileges: Privilege, here: int, special: bool = False) -> Meaning | None:
    """What a line of talk means as a command; `None` = it is none, and is said aloud as it stands.

    First the rank counts, then the arguments.  A word of players and the staff alike is the staff's for who may give a
    command by it, and the players' for everybody else.  `here` is the map that a left-out map means; `special` = the
    speaker is listed as a special demigod.  Source: 10 §5.1.
    """
    line = _LINE.fullmatch(text.strip())
    if line is None:
        return None
    first = folded(line[1])
    words = [table[first] for table in (STAFF_WORDS, PLAYER_WORDS) if first in table]
    if not words:
        return None
    word = next((one for one in words if one.is_for(privileges, special=special)), None)
    if word is None:
        return Silent()
    try:
        command, arguments = word.choose(Arguments(line[2], line[2].split(), here))
        meaning = command.read(arguments)
    except BadArgumentsError:
        return Usage(f"/{word.name} {word.form}")
    return meaning if command.rank.allows(privileges, special=special) else Silent()
