"""What somebody has been punished for, and bans: changes of a record, of who is online or not.

Source: 02-sessions-and-characters §11, 10-gm-admin §3 #6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from pyao.world.record import CharacterRecord

BANNED, UNBANNED = "BAN POR", "UNBAN"


def add_penalty(record: CharacterRecord, by: str, kind: str, reason: str, when: datetime) -> None:
    """Enter a penalty: who gave it, its kind (CARCEL, ADVERTENCIA …), what for, and when."""
    what = f"{kind} {reason.lower()}".strip()
    record.penalties.append(f"{by.lower()}: {what} {when:%d/%m/%Y %H:%M:%S}")


def ban(record: CharacterRecord, by: str, reason: str, when: datetime) -> None:
    """The character may not log in any more; who is online has to be closed by the caller."""
    record.banned, record.banned_by, record.ban_reason = True, by, reason
    add_penalty(record, by, BANNED, reason, when)


def unban(record: CharacterRecord, by: str, when: datetime) -> None:
    """The character may log in again, and the register forgets why it could not."""
    record.banned, record.banned_by, record.ban_reason = False, "", ""
    add_penalty(record, by, UNBANNED, "", when)
