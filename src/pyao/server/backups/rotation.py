"""Which backups stay: the last of each hour, day and month for so long; and no more than there is room for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

MONTH_DAYS = 31
AT_REST = timedelta(hours=1)
"""Nobody who has just made a backup finds it gone."""


def outdated(taken: Sequence[datetime], now: datetime, *, hours: int, days: int, months: int) -> list[datetime]:
    """Those of the backups, by when they were taken, that need not stay; the newest and all of the last hour do."""
    kept = {*sorted(taken)[-1:], *(moment for moment in taken if now - moment <= AT_REST)}
    for reach, span in (
        (timedelta(hours=hours), "%Y-%m-%d %H"),
        (timedelta(days=days), "%Y-%m-%d"),
        (timedelta(days=months * MONTH_DAYS), "%Y-%m"),
    ):
        last = {f"{moment:{span}}": moment for moment in sorted(taken) if now - moment <= reach}
        kept.update(last.values())
    return sorted(set(taken) - kept)


def too_large(sizes: Mapping[datetime, int], most_bytes: int) -> list[datetime]:
    """The oldest backups that have to go so that the rest takes no more than that; the newest always stays."""
    total, gone = sum(sizes.values()), []
    for moment in sorted(sizes)[:-1]:
        if total > most_bytes:
            gone.append(moment)
            total -= sizes[moment]
    return gone
