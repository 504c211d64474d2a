"""Who gave what to whom, as it is stored: by the minute, bounded, for as long as earlier states are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.storage import transfer_hours
from pyao.storage.history import HOUR_S, MINUTE_S
from pyao.storage.transfer_hours import Hour, Transfer, hour_in
from pyao.world.ledger import Reason
from pyao.world.transfers import Passage

if TYPE_CHECKING:
    import pytest

NOW = 500_000 * HOUR_S
GIFT = Passage("ANA", "BETO", Reason.DROP, 2)
SALE = Passage("BETO", "CARO", Reason.TRADE, 12)


def test_an_hour_goes_on_after_a_restart() -> None:
    hour = Hour(NOW // HOUR_S)
    hour.add(NOW, {GIFT: 3})
    hour = Hour(hour.number, hour.document().encode())
    hour.add(NOW + 59, {GIFT: 2, SALE: 100})
    hour.add(NOW + MINUTE_S, {GIFT: 1})
    assert list(hour.of("ANA", NOW)) == [Transfer(NOW, GIFT, 5), Transfer(NOW + MINUTE_S, GIFT, 1)]
    assert list(hour.of("CARO", NOW)) == [Transfer(NOW, SALE, 100)]
    assert [one.amount for one in hour.of("BETO", NOW + MINUTE_S)] == [1]
    assert list(hour.of("DINO", NOW)) == []
    assert hour_in(hour.key) == hour.number


def test_an_hour_has_only_so_many_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer_hours, "MOST_ROWS", 2)
    hour = Hour(NOW // HOUR_S)
    for minute in range(5):
        hour.add(NOW + minute * MINUTE_S, {GIFT: 1})
    hour.add(NOW, {GIFT: 1})
    assert [one.amount for one in hour.of("ANA", 0)] == [2, 1]
    assert Hour(hour.number, hour.document().encode()).more == 3
