"""The one door for commands from outside: they are checked, obeyed and noted in the audit log here."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog
from pydantic import ValidationError

from pyao.network.course import Course
from pyao.server.control import character_commands, history_commands, own_data_commands, server_commands, world_commands
from pyao.server.control.command import Refused
from pyao.storage.errors import StoreError
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord
from pyao.world.audit import AuditEntry, Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.server.backups.service import Backups
    from pyao.server.control.command import Arguments, Command, Reply
    from pyao.server.countdown import Countdown
    from pyao.server.ending import Ending
    from pyao.server.staff_archive import StaffArchive
    from pyao.storage.saver import Saver
    from pyao.storage.store import Store
    from pyao.tasks.game import Game

log = structlog.get_logger()

TOPICS = (server_commands, world_commands, character_commands, history_commands, own_data_commands)

COMMANDS: dict[str, Command] = {one.name: one for topic in TOPICS for one in topic.COMMANDS}

RANK = "OPERATOR"
"""What stands in the audit log in place of a rank."""


@dataclass(slots=True)
class Desk:
    """What commands work on."""

    game: Game
    saver: Saver
    store: Store
    staff: StaffArchive
    ending: Ending
    countdown: Countdown
    backups: Backups | None = None
    """`None` = nobody makes any here."""

    serving: bool = False
    """Whether the game runs; otherwise there is only what is kept."""

    course: Course = field(default_factory=Course)

    async def execute(self, name: str, arguments: Mapping[str, Any], *, who: str) -> Reply:
        """Obey a command; `who` gave it.

        Raises:
            Refused: it can't be obeyed, and nothing was changed.

        """
        known = COMMANDS.get(name)
        if known is None:
            nearest = difflib.get_close_matches(name, COMMANDS, n=1)
            raise Refused(f"there is no command {name}" + (f"; did you mean {nearest[0]}?" if nearest else ""))
        try:
            given = known.arguments.model_validate(arguments)
        except ValidationError as fault:
            self._note(who, name, {}, Result.REFUSED, "bad arguments")
            raise Refused(_first_fault(fault)) from None
        said = given.model_dump(mode="json")
        return await self.course.order(name, said, who, self._obey(known, given, said, who))

    async def _obey(self, known: Command, given: Arguments, said: Mapping[str, Any], who: str) -> Reply:
        try:
            self._check_running(known)
            reply = await known.obey(self, given)
        except Refused as refusal:
            self._note(who, known.name, said, Result.REFUSED, str(refusal))
            raise
        except (StoreError, CharactersUnavailable, UnreadableRecord) as fault:
            self._note(who, known.name, said, Result.FAILED, str(fault))
            raise Refused(str(fault)) from fault
        except Exception as fault:
            self._note(who, known.name, said, Result.FAILED, repr(fault))
            log.exception("a command failed", command=known.name)
            raise Refused("a fault of the server; see its log") from fault
        self._note(who, known.name, said, Result.DONE)
        return reply

    def _check_running(self, known: Command) -> None:
        if not (self.serving or known.on_store):
            raise Refused("no server is running")

    def _note(self, who: str, command: str, arguments: Mapping[str, Any], result: Result, reason: str = "") -> None:
        world = self.game.world
        world.host.audit(
            AuditEntry(
                when=world.clock.today(),
                who=who,
                rank=RANK,
                place=(0, 0, 0),
                command=command,
                arguments=arguments,
                target=str(arguments.get("name", "")),
                result=result,
                reason=reason,
            )
        )


def _first_fault(fault: ValidationError) -> str:
    error = fault.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, error["loc"]))
    return f"{where}: {error['msg'].removeprefix('Value error, ')}"
