"""Documents that are not a rule's own: their keys and what is in them.

Guilds, forums and the like define theirs where their rules are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

IP_BANS = "ip-bans"
ONLINE_RECORD = "online-record"


def ip_bans_document(addresses: Iterable[str]) -> str:
    """The banned addresses, one a line.  Source: 02 §1.1 #4."""
    return "\n".join(sorted(set(addresses)))


def ip_bans(document: bytes | None) -> set[str]:
    """The addresses that may not connect."""
    return set((document or b"").decode().split())


def online_record_document(players: int) -> str:
    """The most players that were ever online together.  Source: 02 §4.4 row 16."""
    return str(players)


def online_record(document: bytes | None) -> int:
    """The most players ever; 0 if nobody has counted yet."""
    return int(document or b"0")
