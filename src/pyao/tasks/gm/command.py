"""What a GM command is: one declaration with everything that is known of it.

Its number and the types of its fields are those of its packet (`pyao.protocol.gm_commands`), which the declaration
names.  Source: 10-gm-admin §3, §4.
"""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from pyao.protocol.gm_commands import GMCommand
from pyao.rules.staff.outcome import MISUSED, Outcome
from pyao.rules.staff.ranks import is_special
from pyao.tasks.task import Task, player_of
from pyao.tasks.text_words import TextCommand, packet, tell_usage
from pyao.world.audit import AuditEntry, Result

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from pyao.content.content import Place
    from pyao.tasks.game import Game
    from pyao.tasks.ranks import Rank
    from pyao.tasks.session import Session
    from pyao.tasks.text_grammar import Reading
    from pyao.world.player import Player
    from pyao.world.world import World

    G = TypeVar("G", bound=GMCommand)
    Order = Callable[[Game, Player, G], Outcome | Awaitable[Outcome | None] | None]
    """What obeys a command; an awaitable where it must wait for the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GMTextCommand(TextCommand):
    """A GM command, as a packet and as a text.

    `order` obeys it.  `audited`: every one that is given is noted in the audit log.
    """

    packet: type[GMCommand]
    order: Order[Any]
    audited: bool


def gm_command(
    word: str,
    reading: Reading[G],
    form: str = "",
    *,
    rank: Rank,
    help: Callable[[], str],
    rule: Callable[[World, Player, G], Outcome | None] | None = None,
    order: Order[G] | None = None,
    audited: bool = True,
) -> GMTextCommand:
    """Declare a command: the word and how its arguments are read, who may give it, what it is for, what obeys it.

    What obeys it is a `rule`, which takes what it needs from the packet; or an `order`, where more is needed, such as
    the record of a character that is not in the world (`pyao.tasks.gm.subjects`).

    Raises:
        ValueError: nothing obeys it, or both do.

    """
    obeying = order if rule is None else obeying_rule(rule)
    if obeying is None or (rule is not None and order is not None):
        raise ValueError(f"/{word} needs a rule or an order, and not both")
    return GMTextCommand(word, packet(reading), help, form, rank, packet=reading.kind, order=obeying, audited=audited)


def obeying_rule(rule: Callable[[World, Player, G], Outcome | None]) -> Order[G]:
    """The order that asks one rule."""
    return lambda game, gm, packet: rule(game.world, gm, packet)


def at_once(order: Order[G]) -> Order[G]:
    """The same order; what it changes is in the store before the next packet of the GM is read."""

    async def obey(game: Game, gm: Player, packet: G) -> Outcome | None:
        outcome = order(game, gm, packet)
        if isinstance(outcome, Awaitable):
            outcome = await outcome
        if outcome is None or outcome.result is Result.DONE:
            await game.characters.write()
        return outcome

    return obey


class TaskGMCommand(Task[GMCommand]):
    """Obeys a GM command, if the rank is high enough, and notes in the audit log what came of it.

    Without the rank nothing happens and nothing is answered: the ordinary client sends some of these packets too.
    """

    def __init__(self, command: GMTextCommand) -> None:
        self._command = command

    def execute(self, session: Session, packet: GMCommand) -> Awaitable[None] | None:
        gm, game = player_of(session), session.game
        if not self._command.rank.allows(gm.privileges, special=is_special(game.world.settings, gm.name)):
            return None
        place = gm.map, gm.x, gm.y
        try:
            outcome = self._command.order(game, gm, packet)
        except Exception:
            self._note(game, gm, packet, place, _FAILED)
            raise
        if isinstance(outcome, Awaitable):
            return self._finish(game, gm, packet, place, outcome)
        self._note(game, gm, packet, place, outcome)
        return None

    async def _finish(
        self, game: Game, gm: Player, packet: GMCommand, place: Place, waiting: Awaitable[Outcome | None]
    ) -> None:
        try:
            outcome = await waiting
        except Exception:
            self._note(game, gm, packet, place, _FAILED)
            raise
        self._note(game, gm, packet, place, outcome)

    def _note(self, game: Game, gm: Player, packet: GMCommand, place: Place, outcome: Outcome | None) -> None:
        if outcome is MISUSED:
            tell_usage(gm, f"/{self._command.word} {self._command.form}")
        if not self._command.audited:
            return
        result, target, reason = outcome or _DONE
        arguments = asdict(packet)  # type: ignore[call-overload]  # every command is a dataclass
        named = next((_written(arguments[field]) for field in _TARGETS if field in arguments), "")
        game.world.host.audit(
            AuditEntry(
                when=game.world.clock.today(),
                who=gm.name,
                rank=gm.privileges.name or "",
                place=place,
                command=self._command.word,
                arguments=arguments,
                target=target or named,
                result=result,
                reason=reason,
            )
        )


def _written(target: object) -> str:
    """A name, or an address of four numbers."""
    return ".".join(map(str, target)) if isinstance(target, tuple) else str(target)


_DONE, _FAILED = Outcome(Result.DONE), Outcome(Result.FAILED)
_TARGETS = ("name", "guild", "target")
"""The fields that say whom a command is about."""
