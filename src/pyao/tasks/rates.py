"""How many packets of a kind a client may send.  Surplus packets are dropped, never punished; the player is told.

Source: 01-protocol §4 "Flood".
"""

from __future__ import annotations

from pyao.world.tokens import Rate

BACKLOG_BYTES = 20_480
"""Bytes of complete packets that are all executed when they arrive in one go.  Source: 01-protocol NET-36.

That is minutes of play: a lagging client's steps, turns and clicks, however long the network held them back.
"""

MOVES = Rate("moves", 250, BACKLOG_BYTES // 2)
SPEECH = Rate("speech", 200, BACKLOG_BYTES // 3)
OTHERS = Rate("others", 200, BACKLOG_BYTES)
"""A step and a turn take two bytes each, speech at least three; the shortest of the other packets takes one."""

VISIBLE = Rate("visible", 20, 400)
"""For what everybody around is shown or hears and no interval holds back, like putting on clothes: a minute's clicks.

Each is some 20 bytes to everybody who sees it, so that twenty who do nothing else fill half a line of 128 kbit/s.
"""

DEAR = Rate("dear", 10, 200)
"""For packets whose answer costs more than 100 µs with a full screen around (docs/performance.md), and for typed lists.

All of them together, sent or typed, take at most some thousandths of a core from one client.
"""

LOGINS = Rate("logins", 1, 20)
"""Logins and creations of one connection; a client that sends more is no player's, and its connection ends."""

STAFF = Rate("staff", 50, 2_000)
"""What game masters order may cost a millisecond and more, such as moving somebody; it comes from people and macros."""

RATES = (MOVES, SPEECH, OTHERS, VISIBLE, DEAR, LOGINS, STAFF)
