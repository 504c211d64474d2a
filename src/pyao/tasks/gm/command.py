"""What a GM command is: one declaration with everything that is known of it.

Its number and the types of its fields are those of its packet (`pyao.protocol.gm_commands`), which the declaration
names.  Source: 10-gm-admin §3, §4.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyao.protocol.gm_commands import GMCommand
from pyao.rules.staff.ranks import is_special
from pyao.tasks.task import Task, TaskNull, TaskRule, player_of
from pyao.tasks.text_words import TextCommand, packet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from pyao.tasks.ranks import Rank
    from pyao.tasks.session import Session
    from pyao.tasks.text_grammar import Reading
    from pyao.world.player import Player
    from pyao.world.world import World

    G = TypeVar("G", bound=GMCommand)


@dataclass(frozen=True, slots=True, kw_only=True)
class GMTextCommand(TextCommand):
    """A GM command, as a packet and as a text.

    `task` obeys it; a command that nothing obeys yet is answered with silence.  `audited`: giving it is to be recorded.
    """

    packet: type[GMCommand]
    task: Task[Any]
    audited: bool


def gm_command(
    word: str,
    reading: Reading[G],
    form: str = "",
    *,
    rank: Rank,
    help: Callable[[], str],
    rule: Callable[[World, Player, G], None] | None = None,
    task: Task[G] | None = None,
    audited: bool = True,
) -> GMTextCommand:
    """Declare a command: the word and how its arguments are read, who may give it, what it is for, what obeys it.

    What obeys it is a `rule`, which takes what it needs from the packet; or a `task`, where more is needed, such as
    waiting for the record of a character that is offline.
    """
    obeying = task or (TaskNull() if rule is None else TaskRule(rule))
    return GMTextCommand(word, packet(reading), help, form, rank, packet=reading.kind, task=obeying, audited=audited)


class TaskGMCommand(Task[GMCommand]):
    """Obeys a GM command, if the rank is high enough.

    Without the rank nothing happens and nothing is answered: the ordinary client sends some of these packets too.
    """

    def __init__(self, command: GMTextCommand) -> None:
        self._command = command

    def execute(self, session: Session, packet: GMCommand) -> Awaitable[None] | None:
        player = player_of(session)
        special = is_special(session.game.world.settings, player.name)
        if not self._command.rank.allows(player.privileges, special=special):
            return None
        answer: Awaitable[None] | None = self._command.task.execute(session, packet)
        return answer
