"""The original's arithmetic: half to even, truncating division, clamping."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from pyao.content.keys import LONG, SHORT

INTEGER_MAX = SHORT[1]
"""The largest signed number of 16 bits, for instance of damage to a player."""

LONG_MAX = LONG[1]
"""The largest signed number of 32 bits, for instance of gold in a purse or an account."""


def half_even(value: float | Fraction | Decimal) -> int:
    """Round to the nearest integer, ties to the even one; `round` in the spec.  Source: 02 Conventions."""
    if isinstance(value, Decimal):
        return int(value.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))
    return round(value)


def truncate(dividend: int, divisor: int) -> int:
    r"""Integer division toward zero; `\` in the spec.  Source: 02 Conventions."""
    quotient = abs(dividend) // abs(divisor)
    return quotient if (dividend < 0) == (divisor < 0) else -quotient


def clamp(value: int, low: int, high: int) -> int:
    """The value, or the limit that it is beyond."""
    return max(low, min(high, value))


def sign(value: int) -> int:
    """-1, 0 or 1, as the value is below, at or above 0."""
    return (value > 0) - (value < 0)


def percent(value: int, pct: int) -> int:
    """`pct` percent of the value, half to even."""
    return half_even(Fraction(value * pct, 100))
