"""The ledger in the store: one document a day, with how much came into being, ended and moved for each reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyao.storage.errors import reading_document
from pyao.world.ledger import Reason, Turnover

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "ledger:"
"""The key of a day's document is this and the date (ISO)."""

DayTotals = dict[tuple[Reason, int], Turnover]
"""A day's turnover by reason and object number."""


def day_document(totals: Mapping[tuple[Reason, int], Turnover]) -> str:
    """The document for a day: `{reason: {object: [born, gone, moved]}}`."""
    table: dict[str, dict[int, list[int]]] = {}
    for (reason, item), turnover in totals.items():
        table.setdefault(reason.value, {})[item] = [turnover.born, turnover.gone, turnover.moved]
    return json.dumps(table)


def day_totals(key: str, document: bytes | None) -> DayTotals:
    """The day in the document of that key; empty if nothing was stored."""
    with reading_document(key):
        return {
            (Reason(reason), int(item)): Turnover(*numbers)
            for reason, by_item in json.loads(document or b"{}").items()
            for item, numbers in by_item.items()
        }
