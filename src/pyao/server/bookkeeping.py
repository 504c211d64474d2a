"""The books of the economy: the ledger's days, checked and written with every batch.

What the ledger can't explain is an alarm in the log.  Source: DESIGN "Ledger".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from pyao.storage.ledger_days import PREFIX, DayTotals, day_document, day_totals
from pyao.world.ledger import Turnover, held_in

if TYPE_CHECKING:
    from pyao.storage.saver import Saver
    from pyao.world.world import World

log = structlog.get_logger()


class Bookkeeper:
    """Brings the world's ledger into the store."""

    def __init__(self, world: World, saver: Saver) -> None:
        """Nothing is read before `open`."""
        self._world = world
        self._saver = saver
        self._day = ""
        self._totals: DayTotals = {}

    async def open(self) -> None:
        """Go on with what was written today."""
        self._day = self._today()
        self._totals = day_totals(await self._saver.load_document(PREFIX + self._day))

    def keep(self) -> None:
        """Check the sum and put what has happened into the next batch; to be called at the moment of each batch."""
        world = self._world
        for item, surplus in world.ledger.check(held_in(world)).items():
            definition = world.content.items.get(item)
            log.error(
                "the ledger does not add up",
                item=item,
                name=definition.name if definition else "",
                surplus=surplus,
            )
        entries = world.ledger.take_entries()
        if not entries:
            return
        if self._today() != self._day:
            self._day, self._totals = self._today(), {}
        for key, turnover in entries.items():
            self._totals.setdefault(key, Turnover()).add(turnover)
        self._saver.put_document(PREFIX + self._day, day_document(self._totals))

    def _today(self) -> str:
        return self._world.clock.today().date().isoformat()
