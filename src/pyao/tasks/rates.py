"""How many packets of a kind a client may send.  Surplus packets are dropped, never punished.

Source: 01-protocol §4 "Flood".
"""

from __future__ import annotations

from pyao.world.tokens import Rate

CREDIT = 30_000
"""More than the longest backlog can hold in packets, so that whatever arrives in one go is executed."""

MOVES = Rate("moves", 250, CREDIT)
OTHERS = Rate("others", 200, CREDIT)
