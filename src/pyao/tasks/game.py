"""The game as tasks see it: the world, where characters are kept, who is connected."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Literal
from weakref import WeakValueDictionary

from pyao.rules.beats import run_tick
from pyao.rules.guilds import alignment
from pyao.tasks import waiting_room
from pyao.tasks.creations import Creations
from pyao.tasks.guesses import Guesses
from pyao.tasks.lateness import Lateness
from pyao.tasks.ports import CharactersUnavailable, NoProgram, UnreadableRecord
from pyao.world.addresses import block_of
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.tasks.ports import Characters, Passwords, Program, Slots
    from pyao.tasks.session import Session
    from pyao.world.record import CharacterRecord
    from pyao.world.tokens import Rate
    from pyao.world.world import World


LoginResult = Literal["entered", "refused", "guessing", "unreadable", "store_down"]


@dataclass(slots=True)
class Game:
    """Everything that one server runs: the world, the store, the connections."""

    world: World
    characters: Characters
    passwords: Passwords
    slots: Slots
    program: Program = field(default_factory=NoProgram)
    lateness: Lateness = field(default_factory=Lateness)
    sessions: dict[int, Session] = field(default_factory=dict)
    waiting: dict[int, Session] = field(default_factory=dict)
    """The sessions that have not logged in, by slot."""

    guesses: Guesses = field(default_factory=Guesses)
    creations: Creations = field(default_factory=Creations)
    logins: Counter[LoginResult] = field(default_factory=Counter)
    """How attempts to enter or to create a character have ended."""

    surplus: Counter[Rate] = field(default_factory=Counter)
    """How many packets were dropped because a client sent more than the rate of their kind."""

    _entering: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary)

    def tick(self) -> None:
        """Run one game tick of the world, then close the connections that wait too long before logging in."""
        run_tick(self.world)
        self._drop_idle()

    def open(self, session: Session) -> None:
        """A connection has been accepted."""
        self.sessions[session.slot] = self.waiting[session.slot] = session

    def make_room(self, ip: str) -> None:
        """Free the slot of a connection that has not logged in, if one has to go for a newcomer from that address."""
        session = waiting_room.who_makes_room(self.world, self.waiting.values(), block_of(ip))
        if session is not None:
            session.drop("the server is full, and it had not logged in")

    def entering(self, name: str) -> asyncio.Lock:
        """Held while somebody logs in with a name, so that one character never enters twice."""
        return self._entering.setdefault(key_of(name), asyncio.Lock())

    async def with_record(self, name: str, rule: Callable[[CharacterRecord | None], None]) -> None:
        """Apply a rule to a character's newest record, whether it is in the world or not; `None` = no such character.

        Nobody enters with it before the rule is done.  A rule that changes a record saves it through the world's host,
        in one batch with whatever else it changes.
        """
        async with self.entering(name):
            present = self.world.player_named(name)
            rule(present.record if present is not None else await self.characters.load(name))

    async def review_guilds(self) -> None:
        """Finish changes of alignment for members who were offline.  Source: 11-social §3.10 "Lower one grade"."""
        for guild, key in self.world.guilds.under_review():
            try:
                await self.with_record(key, partial(alignment.review, self.world, guild, key))
            except UnreadableRecord:
                alignment.review(self.world, guild, key, None)
            except CharactersUnavailable:
                return  # tried again later

    def connection_gone(self, session: Session) -> None:
        """A connection is no more; a character that is still in the world keeps its slot."""
        self.waiting.pop(session.slot, None)
        del self.sessions[session.slot]
        self.slots.connection_gone(session.slot, in_world=session.slot in self.world.players)

    def _drop_idle(self) -> None:
        """Close the connections that wait too long before logging in.  Source: 02 §1.3."""
        for session in list(waiting_room.overdue(self.world, self.waiting.values())):
            session.close()
