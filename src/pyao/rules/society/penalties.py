"""Penalties: jail and release, bans, and the entries in a character's record of what it was punished for.

Source: 02-sessions-and-characters §11, 03-world §22, 10-gm-admin §3 #6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.protocol.text import shortened
from pyao.rules.map.placing import place
from pyao.rules.map.travel import cancel_home
from pyao.world.player import glance

if TYPE_CHECKING:
    from datetime import datetime

    from pyao.content.content import Place
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

JAIL: Place = (66, 75, 47)
RELEASE: Place = (66, 75, 65)
BANNED, UNBANNED = "BAN POR", "UNBAN"
MAX_REASON = 300
"""Characters that are kept of why somebody was punished."""


def imprison(world: World, player: Player, minutes: int, by: str = "") -> None:
    """Put a player in jail for so many minutes of play; `by` = the GM who orders it, if one does.  Source: 02 §11."""
    player.record.jail_minutes = minutes
    place(world, player, *JAIL, fx=True, teleported=False)
    if by:
        sentence = n_("{gm} te encarceló {n} minuto.", "{gm} te encarceló {n} minutos.", minutes)
    else:
        sentence = n_("Has sido encarcelado {n} minuto.", "Has sido encarcelado {n} minutos.", minutes)
    tell(player, sentence.format(gm=by, n=minutes))
    cancel_home(world, player)


def serve_minute(world: World) -> None:
    """Take a minute off everybody's sentence, and release those who have served it.  Source: 02 §11."""
    for player in world.by_slot():
        if glance(player).jail_minutes > 0:
            player.record.jail_minutes -= 1
            if player.record.jail_minutes == 0:
                place(world, player, *RELEASE, fx=True, teleported=False)
                tell(player, _("¡Has sido liberado!"))


def check_passage(world: World, player: Player) -> None:
    """Warn a player who blocks a passage; called every six seconds.  Who stays there is jailed.  Source: 02 §11."""
    here = world.map_of(player)
    if player.dead or here.trigger(player.x, player.y) != Trigger.ANTIPIQUETE:
        player.blocking_warnings = 0
        return
    player.blocking_warnings += 1
    tell(player, _("Estás bloqueando el paso: movete o serás encarcelado."))
    if player.blocking_warnings > world.settings.blocking_checks:
        player.blocking_warnings = 0
        imprison(world, player, world.settings.blocking_jail_min)


def add_penalty(record: CharacterRecord, by: str, kind: str, reason: str, when: datetime) -> None:
    """Enter a penalty: who gave it, its kind (CARCEL, ADVERTENCIA …), the reason, and when."""
    what = f"{kind} {shortened(reason.lower(), MAX_REASON)}".strip()
    record.penalties.append(f"{by.lower()}: {what} {when:%d/%m/%Y %H:%M:%S}")


def ban(record: CharacterRecord, by: str, reason: str, when: datetime) -> None:
    """Forbid the character to log in.  If it is online, the caller has to end the session."""
    record.banned, record.banned_by, record.ban_reason = True, by, shortened(reason, MAX_REASON)
    add_penalty(record, by, BANNED, reason, when)


def lift_ban(record: CharacterRecord) -> None:
    """Let the character log in again; who banned it and why is forgotten."""
    record.banned, record.banned_by, record.ban_reason = False, "", ""


def unban(record: CharacterRecord, by: str, when: datetime) -> None:
    """Let the character log in again, which is added to its penalties."""
    lift_ban(record)
    add_penalty(record, by, UNBANNED, "", when)
