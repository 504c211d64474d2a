"""Tasks of guilds.  Of a character that may be offline the newest record is read; nobody enters with it meanwhile.

Source: 11-social §3.4, §3.5; 02-sessions-and-characters §6.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import client_packets as c
from pyao.rules.guilds import founding
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord
from pyao.tasks.task import P, Task, WaitingTask, player_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.tasks.session import Session
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

log = structlog.get_logger()


class TaskGuildFundation(Task[c.GuildFundation]):
    """The choice of an alignment; a client that lets founders choose again is noted.  Source: 11-social §3.3."""

    def execute(self, session: Session, packet: c.GuildFundation) -> None:
        world, player = session.game.world, player_of(session)
        if world.guilds.founded_by(player.name) is not None:
            log.warning("somebody who has founded a guild wants to found another", name=player.name)
        founding.choose_alignment(world, player, packet.alignment)


class TaskAboutCharacter(WaitingTask[P]):
    """An order about a character: `rule` gets its record, `None` = there is no such character.

    `rule` makes all checks, since anything may have changed while the record was read.
    """

    def __init__(
        self,
        name_of: Callable[[P], str],
        rule: Callable[[World, Player, P, CharacterRecord | None], None],
    ) -> None:
        self._name_of = name_of
        self._rule = rule

    async def execute(self, session: Session, packet: P) -> None:
        game = session.game

        def obey(record: CharacterRecord | None) -> None:
            if session.player is not None:
                self._rule(game.world, session.player, packet, record)

        try:
            await game.with_record(self._name_of(packet).replace("+", " "), obey)
        except (CharactersUnavailable, UnreadableRecord):
            if session.player is not None:
                tell(session.player, _("No se puede consultar ese personaje en este momento."))
