"""What somebody has been punished for, and bans: changes of a record, of who is online or not.

Source: 02-sessions-and-characters §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from pyao.world.record import CharacterRecord


def add_penalty(record: CharacterRecord, by: str, what: str, when: datetime) -> None:
    """Enter a penalty: who gave it, what for, and when.  `what` names the kind and the motive."""
    record.penalties.append(f"{by.lower()}: {what} {when:%d/%m/%Y %H:%M:%S}")


def ban(record: CharacterRecord, by: str, what: str, when: datetime) -> None:
    """The character may not log in any more; who is online has to be closed by the caller."""
    record.banned = True
    add_penalty(record, by, what, when)


def unban(record: CharacterRecord, by: str, what: str, when: datetime) -> None:
    """The character may log in again."""
    record.banned = False
    add_penalty(record, by, what, when)
