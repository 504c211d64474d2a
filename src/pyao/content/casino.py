"""What the casino has won and lost so far.

Source: 09-economy §6.2.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CasinoTotals:
    """Gold taken in, gold paid out, and the number of bets."""

    income: int = 0
    payout: int = 0
    plays: int = 0
