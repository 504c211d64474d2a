"""Passwords: only their hashes are kept.  Case does not matter, as players are used to.

Hashing takes tens of milliseconds and much memory on purpose, so it runs on threads, a few at a time, which leave the
processor to the game whenever both want it.
Source: 02-sessions-and-characters §2.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from pyao.tasks.ports import Unwanted

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

PLAIN = "plain:"
"""Prefix of passwords that earlier versions imported in clear; they are hashed at the first login."""

LOCKED = "locked"
"""Instead of a hash: no password opens the character until one is set."""

NICE = 10
"""The Linux priority of hashing: a tenth of the game's share of a core that both want.

A lower one measures no better, and worse where other programs are busy: a thread that is not let on may hold the lock
of the interpreter, and the game waits for it.  Beside a program that takes all it can of the only core, the loop was at
most 35 ms late with 10, and 229 ms with 19, which let one in each second; with `SCHED_IDLE` nobody got in.  With two
cores and 500 logins at once others' pings are much the same with all of them.
"""

MAX_TYPED = 15
"""Letters of a password that the client's login screen takes.  Source: 02 §2 client note."""


@dataclass(frozen=True, slots=True)
class PasswordCheck:
    """Whether a password was right, and whether a new hash of it should be stored now."""

    ok: bool
    needs_rehash: bool = False

    def __bool__(self) -> bool:
        """Whether the password was right."""
        return self.ok


class Passwords:
    """Makes and checks argon2id hashes of the upper-cased password."""

    def __init__(self, *, time_cost: int, memory_kib: int, at_once: int) -> None:
        """`at_once` hashes are computed at the same time, further ones wait in order; it bounds threads and memory."""
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_kib, parallelism=1)
        self._threads = ThreadPoolExecutor(at_once, "passwords", initializer=_give_way)
        self._doorstep = asyncio.Lock()
        """What follows a password, such as entering the world, takes the loop a moment: one goes on in each turn of it.

        Where hashes are cheap or cores are many, hundreds would otherwise do so in one turn.
        """

    async def hash_password(self, password: str) -> str:
        """The hash to keep in the record."""
        return await self._off_the_loop(lambda: self._hasher.hash(password.upper()))

    async def verify_password(
        self, stored: str, typed: str, wanted: Callable[[], bool] = lambda: True
    ) -> PasswordCheck:
        """Compare a typed password with the stored one: a hash, or an imported `plain:` text.

        A stored text that is neither never matches.  `needs_rehash` = right, but stored in clear or as a cheaper hash.

        Raises:
            Unwanted: see `pyao.tasks.ports.Passwords`.

        """
        if stored.startswith(PLAIN):
            if stored == PLAIN:  # a character that had none
                return PasswordCheck(ok=False)
            same = hmac.compare_digest(stored.removeprefix(PLAIN).upper().encode(), typed.upper().encode())
            return PasswordCheck(same, needs_rehash=same)
        return await self._off_the_loop(lambda: self._verify(stored, typed.upper(), wanted))

    def _verify(self, stored: str, typed: str, wanted: Callable[[], bool]) -> PasswordCheck:
        if not wanted():
            raise Unwanted
        try:
            self._hasher.verify(stored, typed)
        except (VerifyMismatchError, InvalidHashError):
            return PasswordCheck(ok=False)
        return PasswordCheck(ok=True, needs_rehash=self._hasher.check_needs_rehash(stored))

    async def _off_the_loop(self, work: Callable[[], Result]) -> Result:
        result = await asyncio.get_running_loop().run_in_executor(self._threads, work)
        async with self._doorstep:
            await asyncio.sleep(0)
        return result


def _give_way() -> None:
    """Let this thread have what the others leave of the processor, where threads have priorities of their own (Linux).

    A storm of logins on a machine with few cores would otherwise take half of the game's time.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


def why_locked(plain: str) -> str:
    """Why a character that comes with this password in clear has to be locked; empty = it can keep it."""
    if not plain:
        return "it has no password"
    return f"its password has more than the {MAX_TYPED} letters that can be typed" if len(plain) > MAX_TYPED else ""
