"""Connections that have not logged in: how long they may stay, and which of them goes when the server is full.

The places belong to players.  Whoever only holds one open, however many of them and however he keeps them busy, has to
make room for the next to come.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyao.tasks.session import Session
    from pyao.world.world import World

PATIENCE_TICKS = 250
"""A full server lets every connection be for 10 s, unless its address holds more places than the newcomer's."""


def overdue(world: World, waiting: Collection[Session]) -> Iterator[Session]:
    """Those that have been silent for too long, or have stayed for too long whatever they sent.  Source: 02 §1.3.

    Whoever waits for us is not among them: a password may have to wait for those of hundreds who came before.
    """
    silent, stayed = world.settings.ticks_login_idle, world.settings.ticks_login_total
    for session in waiting:
        if session.busy:
            continue
        if world.tick - session.last_packet_tick > silent or world.tick - session.opened_tick > stayed:
            yield session


def who_makes_room(world: World, waiting: Collection[Session], block: str) -> Session | None:
    """The connection that has to go for a newcomer from that block of addresses; `None` = nobody has to.

    It is the oldest of the block that holds most places; who has rolled dice goes after those who did nothing.
    """
    crowds = Counter(session.block for session in waiting)
    first = min(
        (session for session in waiting if not session.busy),
        key=lambda session: (-crowds[session.block], session.dice is not None, session.opened_tick),
        default=None,
    )
    if first is None:
        return None
    crowded = crowds[first.block] > crowds[block] + 1
    return first if crowded or world.tick - first.opened_tick > PATIENCE_TICKS else None
