"""The task of asking what somebody has been punished for.

Source: 02-sessions-and-characters §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import client_packets as c
from pyao.rules.staff.ranks import rank_of
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord
from pyao.tasks.task import WaitingTask

if TYPE_CHECKING:
    from pyao.tasks.session import Session


class TaskPunishments(WaitingTask[c.Punishments]):
    """/penas: what somebody has been punished for."""

    async def execute(self, session: Session, packet: c.Punishments) -> None:
        """Tell the penalties, the newest first; players may not ask about the staff.  Source: 02 §9."""
        world, name = session.game.world, packet.name.translate(_NOT_IN_NAMES).replace("+", " ")
        asking = session.player
        if not name or asking is None:
            return
        if asking.mortal and rank_of(world.settings, name) != Privilege.USER:
            tell(asking, _("No podés ver las penas de los administradores."))
            return
        try:
            present = world.player_named(name)
            record = present.record if present is not None else await session.game.characters.load(name)
        except (CharactersUnavailable, UnreadableRecord):
            tell(asking, _("No se pueden consultar las penas en este momento."))
            return
        player = session.player
        if player is None:
            return
        if record is None:
            tell(player, _("El personaje no existe."))
        elif not record.penalties:
            tell(player, _("Sin prontuario…"))
        else:
            for number in range(len(record.penalties), 0, -1):
                tell(player, f"{number}- {world.client.as_text(record.penalties[number - 1])}")


_NOT_IN_NAMES = str.maketrans("", "", "\\/:|")
