"""The books saved with every batch: the ledger, who gave what to whom, the casino, keys sold, banned addresses.

What lies on the ground is gone when the server ends.  How much there was is saved too, so that the next start can
account for it: the daily totals and what the store holds agree however often and suddenly the server ends.
What the ledger can't explain is an error in the log.  Source: 09-economy §1.3, §6.2, §8.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from pyao.storage.documents import (
    CASINO,
    GROUND,
    IP_BANS,
    SOLD_KEYS,
    UNCOUNTED,
    casino_document,
    casino_totals,
    ground_document,
    ground_totals,
    ip_bans,
    ip_bans_document,
    sold_keys,
    sold_keys_document,
    uncounted_document,
)
from pyao.storage.history import HOUR_S
from pyao.storage.ledger_days import PREFIX, DayTotals, day_document, day_totals
from pyao.storage.transfer_hours import KEPT_HOURS, TRANSFERS, Hour, hour_in
from pyao.world.ledger import Reason, Turnover, lying_in

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from pyao.content.items import ItemDef
    from pyao.storage.saver import Saver
    from pyao.world.ledger import Cut
    from pyao.world.world import World

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Balance:
    """The books at one moment."""

    cut: Cut
    held: Counter[int]
    """What lay on the ground; whoever makes the batch adds what players held."""


class Bookkeeper:
    """Saves what the economy must remember, and reads it back at a start."""

    def __init__(self, world: World, saver: Saver) -> None:
        self._world = world
        self._saver = saver
        self._day = ""
        self._totals: DayTotals = {}
        self.since_start: DayTotals = {}
        """What was entered in the ledger since the server started, up to the last save."""

        self._kept: dict[str, str] = {}
        self._hour = Hour(0)
        self._hours: list[str] = []
        self._items: Mapping[int, ItemDef] = {}

    async def open(self) -> None:
        """Read what was saved, and go on with today's totals."""
        self._day = self._today()
        today = PREFIX + self._day
        self._totals = day_totals(today, await self._saver.load_document(today))
        world, saver = self._world, self._saver
        world.casino = casino_totals(await saver.load_document(CASINO), world.casino)
        world.sold_keys = sold_keys(await saver.load_document(SOLD_KEYS))
        bans = await saver.load_document(IP_BANS)
        if bans is not None:  # else the world pack's list applies, until the staff changes it
            world.banned_ips = ip_bans(bans)
        self._kept[IP_BANS] = ip_bans_document(world.banned_ips)
        self._account_for_ground(ground_totals(await saver.load_document(GROUND)))
        this_hour = Hour(self._now_s() // HOUR_S)
        self._hour = Hour(this_hour.number, await saver.load_document(this_hour.key))
        self._hours = await saver.document_keys(TRANSFERS)

    def _account_for_ground(self, lay: Mapping[int, int] | None) -> None:
        """Enter in the ledger what the restart took from the ground or put there; `lay` `None` = nothing was saved."""
        if lay is None:
            return
        change = lying_in(self._world)
        change.subtract(lay)
        for item, amount in change.items():
            self._world.ledger.stored(Reason.RESTART, item, amount)

    def keep(self) -> Balance:
        """Add the books to the batch that is being made; all but the day's totals, which `close` gives."""
        world = self._world
        self._put_if_changed(CASINO, casino_document(world.casino))
        self._put_if_changed(SOLD_KEYS, sold_keys_document(world.sold_keys))
        self._put_if_changed(IP_BANS, ip_bans_document(world.banned_ips))
        lying = lying_in(world)
        self._put_if_changed(GROUND, ground_document(lying))
        self._keep_transfers()
        self._keep_uncounted()
        return Balance(world.ledger.cut(), lying)

    def close(self, balance: Balance) -> dict[str, str]:
        """Check the ledger's sums; gives the documents with what has happened, for the same batch."""
        world, entries = self._world, balance.cut.entries
        for item, surplus in world.ledger.check(balance.held, balance.cut).items():
            definition = world.content.items.get(item)
            log.error(
                "the ledger does not add up",
                item=item,
                name=definition.name if definition else "",
                surplus=surplus,
            )
        if not entries:
            return {}
        if self._today() != self._day:
            self._day, self._totals = self._today(), {}
        for key, turnover in entries.items():
            self._totals.setdefault(key, Turnover()).add(turnover)
            self.since_start.setdefault(key, Turnover()).add(turnover)
        return {PREFIX + self._day: day_document(self._totals)}

    def _keep_uncounted(self) -> None:
        """Tell whoever adds up the store which objects the ledger passes over; they change only with the content."""
        items = self._world.content.items
        if items is not self._items:
            self._items = items
            self._put_if_changed(UNCOUNTED, uncounted_document(number for number, one in items.items() if one.fixed))

    def _keep_transfers(self) -> None:
        passed, now = self._world.transfers.take(), self._now_s()
        if not passed:
            return
        if now // HOUR_S != self._hour.number:
            self._hour = Hour(now // HOUR_S)
        self._hour.add(now, passed)
        self._saver.put_document(self._hour.key, self._hour.document())
        if self._hour.key not in self._hours[-1:]:
            self._hours.append(self._hour.key)
            while hour_in(self._hours[0]) < self._hour.number - KEPT_HOURS:
                self._saver.put_document(self._hours.pop(0), None)

    def _now_s(self) -> int:
        return int(self._world.clock.today().timestamp())

    def _put_if_changed(self, key: str, document: str) -> None:
        if self._kept.get(key) != document:
            self._kept[key] = document
            self._saver.put_document(key, document)

    def _today(self) -> str:
        return self._world.clock.today().date().isoformat()
