"""Documents of the server as a whole: their keys, and how each is written and read.

Forums and the ledger have modules of their own.  Whatever reads a document raises `DocumentUnreadable`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyao.content.casino import CasinoTotals
from pyao.storage.errors import reading_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

IP_BANS = "ip-bans"
ONLINE_RECORD = "online-record"
CASINO = "casino"
SOLD_KEYS = "sold-keys"
GROUND = "ground"
IMPORTED = "imported"
"""What characters own that came from another server, and that no ledger has seen come into being."""

UNCOUNTED = "uncounted"
"""The objects that the ledger doesn't count."""


def ip_bans_document(addresses: Iterable[str]) -> str:
    """The banned IP addresses, one a line.  Source: 02 §1.1 #4."""
    return "\n".join(sorted(set(addresses)))


@reading_document(IP_BANS)
def ip_bans(document: bytes | None) -> set[str]:
    """The IP addresses that may not connect; none if nothing was stored."""
    return set((document or b"").decode().split())


def online_record_document(players: int) -> str:
    """The most players that were ever online at the same time.  Source: 02 §4.4 row 16."""
    return str(players)


@reading_document(ONLINE_RECORD)
def online_record(document: bytes | None) -> int:
    """The most players ever online at the same time; 0 if nothing was stored."""
    return int(document or b"0")


def casino_document(totals: CasinoTotals) -> str:
    """What the casino has won and lost so far.  Source: 09-economy §6.2."""
    return json.dumps([totals.income, totals.payout, totals.plays])


@reading_document(CASINO)
def casino_totals(document: bytes | None, at_first: CasinoTotals) -> CasinoTotals:
    """What the casino has won and lost so far; `at_first` if nothing was stored."""
    return CasinoTotals(*json.loads(document)) if document else at_first


def sold_keys_document(sold: Mapping[tuple[int, int], int]) -> str:
    """The keys of houses that have been sold: `[NPC number, stock slot, key]` each.  Source: 09-economy §1.3."""
    return json.dumps([[npc, slot, key] for (npc, slot), key in sold.items()])


@reading_document(SOLD_KEYS)
def sold_keys(document: bytes | None) -> dict[tuple[int, int], int]:
    """The sold keys, by NPC number and stock slot; no shop offers them again after a restart."""
    return {(npc, slot): key for npc, slot, key in json.loads(document or b"[]")}


def ground_document(lying: Mapping[int, int]) -> str:
    """How many of each object lie on the ground, all maps together."""
    return json.dumps({item: amount for item, amount in sorted(lying.items()) if amount})


@reading_document(IMPORTED)
def item_totals(document: bytes | None) -> dict[int, int]:
    """How many of each object; none if nothing was stored."""
    return ground_totals(document) or {}


def uncounted_document(items: Iterable[int]) -> str:
    """The numbers of the objects that the ledger doesn't count."""
    return json.dumps(sorted(items))


@reading_document(UNCOUNTED)
def uncounted_items(document: bytes | None) -> set[int]:
    """The objects that the ledger doesn't count; none if nothing was stored."""
    return set(json.loads(document or b"[]"))


@reading_document(GROUND)
def ground_totals(document: bytes | None) -> dict[int, int] | None:
    """How many lay there; `None` = nothing was stored."""
    return None if document is None else {int(item): amount for item, amount in json.loads(document).items()}
