"""What the ledger keeps in the store: one document a day, with how much was born, gone and moved for each reason."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyao.world.ledger import Reason, Turnover

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "ledger:"
"""Before the date (ISO) in the keys of the documents."""

DayTotals = dict[tuple[Reason, int], Turnover]
"""By reason and object."""


def day_document(totals: Mapping[tuple[Reason, int], Turnover]) -> str:
    """A day as it is stored: `{reason: {object: [born, gone, moved]}}`."""
    table: dict[str, dict[int, list[int]]] = {}
    for (reason, item), turnover in totals.items():
        table.setdefault(reason.value, {})[item] = [turnover.born, turnover.gone, turnover.moved]
    return json.dumps(table)


def day_totals(document: bytes | None) -> DayTotals:
    """A day as it was stored; empty if nothing was."""
    table = json.loads(document or b"{}")
    return {
        (Reason(reason), int(item)): Turnover(*numbers)
        for reason, by_item in table.items()
        for item, numbers in by_item.items()
    }
