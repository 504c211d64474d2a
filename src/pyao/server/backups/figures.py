"""Adding up the ledger of a store that lies in a file: what is held, and what explains it.

What is held (by all characters, and on the ground) minus what has come into being, plus what has ended, is a constant
of the community: what was there before its ledger began.  Two backups of it must agree in that.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from pydantic import BaseModel

from pyao.storage.documents import GROUND, IMPORTED, UNCOUNTED, ground_totals, item_totals, uncounted_items
from pyao.storage.errors import StoreError
from pyao.storage.ledger_days import PREFIX, day_totals
from pyao.storage.records import thaw
from pyao.storage.sqlite_schema import MIGRATIONS
from pyao.world.ledger import Reason, held_by

if TYPE_CHECKING:
    from pathlib import Path


class Figures(BaseModel):
    """What is in a store."""

    characters: int
    documents: int
    states: int
    """Earlier states of characters."""

    before: dict[int, int]
    """How many of each object are held that its ledger does not explain."""

    unexplained: int
    """How many pieces the running server could not explain, ever."""


class Unsound(Exception):
    """The store can't be read whole; the text says where."""


def add_up(path: Path) -> Figures:
    """Read everything in a store's file and add up its ledger.

    Raises:
        Unsound: something in it can't be read.

    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return _figures(connection)
    except (sqlite3.Error, StoreError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unsound(f"the store can't be read: {fault}") from fault


def _figures(connection: sqlite3.Connection) -> Figures:
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise Unsound(f"the store is damaged: {verdict}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not 0 < version <= len(MIGRATIONS):
        raise Unsound(f"the store has version {version}, this server knows 1 to {len(MIGRATIONS)}")
    held: Counter[int] = Counter()
    characters = 0
    for key, record in connection.execute("SELECT key, record FROM characters"):
        held.update(held_by(thaw(key, record)))
        characters += 1
    held.update(ground_totals(_document(connection, GROUND)) or {})
    held.subtract(item_totals(_document(connection, IMPORTED)))
    unexplained = 0
    days = connection.execute("SELECT key, value FROM documents WHERE substr(key, 1, ?) = ?", (len(PREFIX), PREFIX))
    for key, document in days:
        for (reason, item), turnover in day_totals(key, document).items():
            held[item] -= turnover.born - turnover.gone
            if reason is Reason.UNEXPLAINED:
                unexplained += turnover.born + turnover.gone
    uncounted = uncounted_items(_document(connection, UNCOUNTED))
    return Figures(
        characters=characters,
        documents=connection.execute("SELECT COUNT(*) FROM documents").fetchone()[0],
        states=connection.execute("SELECT COUNT(*) FROM history").fetchone()[0] if version > 1 else 0,
        before={item: amount for item, amount in sorted(held.items()) if amount and item not in uncounted},
        unexplained=unexplained,
    )


def _document(connection: sqlite3.Connection, key: str) -> bytes | None:
    row = connection.execute("SELECT value FROM documents WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def difference(figures: Figures, baseline: dict[int, int]) -> dict[int, int]:
    """How many more (negative: fewer) of each object there are than a ledger explains that began with `baseline`."""
    odd = Counter(figures.before)
    odd.subtract(baseline)
    return {item: amount for item, amount in sorted(odd.items()) if amount}
