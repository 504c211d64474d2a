"""Tasks of changing one's own record: skills and password.

Source: 02-sessions-and-characters §7.3, §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import client_packets as c
from pyao.rules.body import skills
from pyao.rules.session.creation import MAX_PASSWORD
from pyao.tasks.passwords import TooManyGuesses, WrongPassword, check_password
from pyao.tasks.ports import CharactersUnavailable
from pyao.tasks.task import Task, WaitingTask, player_of

if TYPE_CHECKING:
    from pyao.tasks.session import Session
    from pyao.world.player import Player

log = structlog.get_logger()

MIN_PASSWORD = 3
"""The client's login screen takes no shorter one.  Source: 02 §2."""


class TaskModifySkills(Task[c.ModifySkills]):
    """The player spends free skill points."""

    def execute(self, session: Session, packet: c.ModifySkills) -> None:
        """Spend them; a client never asks for more than there are, so whoever does is cut off.  Source: 02 §7.3."""
        player = player_of(session)
        if not skills.assign_points(player, packet.points):
            log.warning("more skill points than there are", name=player.name, points=packet.points)
            player.messages.close()


class TaskChangePassword(WaitingTask[c.ChangePassword]):
    """The player changes the password; the new one is kept durably at once.  Source: 02 §10."""

    async def execute(self, session: Session, packet: c.ChangePassword) -> None:
        """Check the new one, then the old one, then keep it."""
        player = session.player
        if player is None:
            return
        if not packet.new:
            tell(player, _("Debés escribir una contraseña nueva."))
        elif not MIN_PASSWORD <= len(packet.new) <= MAX_PASSWORD:
            tell(player, _("La contraseña nueva debe tener entre 3 y 15 caracteres."))
        else:
            await self._try(session, player, packet)

    async def _try(self, session: Session, player: Player, packet: c.ChangePassword) -> None:
        """Change it if the old one is right; wrong ones count like those of a login."""
        try:
            await check_password(session, player.record, packet.old, wanted=lambda: True)  # also of who leaves at once
        except WrongPassword:
            tell(player, _("La contraseña actual no es correcta; no se cambió."))
        except TooManyGuesses as refusal:
            tell(player, refusal.sentence)
        else:
            await self._change(session, player, packet.new)

    async def _change(self, session: Session, player: Player, new: str) -> None:
        """Keep it; a player that has left meanwhile keeps the old one."""
        game, record = session.game, player.record
        new_hash = await game.passwords.hash_password(new)
        if session.player is not player:
            return
        # The living record first: a batch written meanwhile must not bring the old one back.
        old_hash, record.password_hash = record.password_hash, new_hash
        try:
            await game.characters.set_password(player.name, new_hash)
        except CharactersUnavailable:
            record.password_hash = old_hash
            tell(player, _("La contraseña no se pudo cambiar en este momento. Por favor, intentá más tarde."))
        else:
            tell(player, _("La contraseña se cambió con éxito."))
