"""`pyao-server economy`: how much gold and how many objects came into being, ended and changed hands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from pyao.cli.characters import Config, with_store
from pyao.cli.config import DataFolder  # noqa: TC001 – typer reads it
from pyao.storage.ledger_days import PREFIX, DayTotals, day_totals
from pyao.world.ledger import COINS, Reason, Turnover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.storage.store import Store

COLUMNS = ("gold born", "gold gone", "gold moved", "items born", "items gone", "items moved")


def economy_command(
    *,
    days: Annotated[int, typer.Option(min=1, help="How many days back, the last ones with any entry.")] = 7,
    item: Annotated[int | None, typer.Option(help="Only this object (12 = gold).")] = None,
    config: Config = None,
    data: DataFolder = None,
) -> None:
    """Show the totals of gold and objects by reason and by day; a row `unexplained` means a bug."""
    kept = with_store(config, lambda store: _last_days(store, days), data)
    by_reason: defaultdict[str, Row] = defaultdict(Row)
    by_day: defaultdict[str, Row] = defaultdict(Row)
    for day, totals in kept.items():
        for (reason, number), turnover in totals.items():
            if item is None or number == item:
                by_reason[reason.value].count(number, turnover)
                by_day[day].count(number, turnover)
    console = Console()
    console.print(_table("reason", {one.value: by_reason[one.value] for one in Reason if one.value in by_reason}))
    console.print(_table("day", by_day))


class Row:
    """The totals of one row of the table: gold, and everything else."""

    def __init__(self) -> None:
        self.gold, self.items = Turnover(), Turnover()

    def count(self, number: int, turnover: Turnover) -> None:
        """Add a turnover of object `number`."""
        (self.gold if number == COINS else self.items).add(turnover)

    def cells(self) -> list[str]:
        """The figures, in the order of `COLUMNS`."""
        return [f"{n:,}" for side in (self.gold, self.items) for n in (side.born, side.gone, side.moved)]


async def _last_days(store: Store, days: int) -> dict[str, DayTotals]:
    keys = (await store.document_keys(PREFIX))[-days:]
    return {key.removeprefix(PREFIX): day_totals(key, await store.load_document(key)) for key in keys}


def _table(heading: str, rows: Mapping[str, Row]) -> Table:
    table = Table(heading, title=f"by {heading}")
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for name, row in rows.items():
        style = "bold red" if name == Reason.UNEXPLAINED.value else None
        table.add_row(name, *row.cells(), style=style)
    return table
