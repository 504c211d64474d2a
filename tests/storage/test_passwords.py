from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from argon2.exceptions import VerificationError
from kit.patience import PATIENCE_S

from pyao.storage.passwords import LOCKED, NICE, PLAIN, PasswordCheck, Passwords, why_locked
from pyao.tasks.ports import Unwanted

if TYPE_CHECKING:
    from collections.abc import Callable

RIGHT, WRONG, RIGHT_BUT_OLD = PasswordCheck(ok=True), PasswordCheck(ok=False), PasswordCheck(ok=True, needs_rehash=True)


def cheap(*, time_cost: int = 1, at_once: int = 2) -> Passwords:
    return Passwords(time_cost=time_cost, memory_kib=8, at_once=at_once)


async def test_a_hash_shows_nothing_of_the_password_and_differs_each_time() -> None:
    passwords = cheap()

    first, second = await passwords.hash_password("Clave1"), await passwords.hash_password("Clave1")

    assert first.startswith("$argon2id$")
    assert "clave1" not in first.lower()
    assert first != second


@pytest.mark.parametrize(
    ("typed", "check"),
    [("Clave1", RIGHT), ("clave1", RIGHT), ("CLAVE1", RIGHT), ("clave2", WRONG), ("clave1 ", WRONG), ("", WRONG)],
)
async def test_case_does_not_matter_and_everything_else_does(typed: str, check: PasswordCheck) -> None:
    passwords = cheap()

    assert await passwords.verify_password(await passwords.hash_password("Clave1"), typed) == check


async def test_letters_beyond_ascii_are_letters_too() -> None:
    passwords = cheap()

    assert await passwords.verify_password(await passwords.hash_password("ñandú"), "ÑANDÚ")


@pytest.mark.parametrize(("typed", "check"), [("clave1", RIGHT_BUT_OLD), ("CLAVE1", RIGHT_BUT_OLD), ("clave", WRONG)])
async def test_an_imported_password_is_to_be_hashed_when_it_was_right(typed: str, check: PasswordCheck) -> None:
    assert await cheap().verify_password(f"{PLAIN}Clave1", typed) == check


async def test_a_hash_of_weaker_parameters_is_to_be_made_anew() -> None:
    stored = await cheap(time_cost=1).hash_password("x")

    assert await cheap(time_cost=2).verify_password(stored, "x") == RIGHT_BUT_OLD
    assert await cheap(time_cost=2).verify_password(stored, "y") == WRONG


@pytest.mark.parametrize("stored", ["", "CLAVE1", "$2b$12$abc"])
async def test_what_is_no_hash_fits_no_password(stored: str) -> None:
    assert not await cheap().verify_password(stored, stored)


async def test_a_damaged_hash_is_our_fault_and_not_a_wrong_password() -> None:
    damaged = (await cheap().hash_password("x"))[:-9] + "!"

    with pytest.raises(VerificationError):
        await cheap().verify_password(damaged, "x")


def test_a_check_counts_as_its_answer() -> None:
    assert RIGHT
    assert RIGHT_BUT_OLD
    assert not WRONG


async def test_few_are_hashed_at_once_and_never_on_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords = cheap(at_once=2)
    running: list[int] = []
    threads: set[int] = set()
    most = 0
    barrier = threading.Barrier(2)
    real = passwords._hasher.hash

    def watched(password: str) -> str:
        nonlocal most
        running.append(threading.get_ident())
        threads.add(threading.get_ident())
        barrier.wait(PATIENCE_S)  # passes only when two are at it
        most = max(most, len(running))
        barrier.wait(PATIENCE_S)
        running.pop()
        return real(password)

    monkeypatch.setattr(passwords, "_hasher", _Fake(watched))

    await asyncio.gather(*(passwords.hash_password("x") for _ in range(6)))

    assert most == 2
    assert threading.get_ident() not in threads


async def test_for_whom_nobody_waits_any_more_nothing_is_hashed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients give up while hundreds of others are before them: each hash takes tens of milliseconds of a core."""
    passwords = cheap(at_once=1)
    stored = await passwords.hash_password("Clave1")
    busy, here = threading.Event(), True
    hashed: list[str] = []
    verify = passwords._hasher.verify

    class Watched:
        def verify(self, stored: str, typed: str) -> bool:
            hashed.append(typed)
            busy.wait(PATIENCE_S)
            return verify(stored, typed)

        def check_needs_rehash(self, _stored: str) -> bool:
            return False

    monkeypatch.setattr(passwords, "_hasher", Watched())
    first = asyncio.create_task(passwords.verify_password(stored, "clave1"))
    second = asyncio.create_task(passwords.verify_password(stored, "clave1", lambda: here))
    await asyncio.sleep(0)
    here = False
    busy.set()
    assert await first == RIGHT
    with pytest.raises(Unwanted):
        await second
    assert hashed == ["CLAVE1"]


async def test_of_many_whose_hashes_are_done_one_goes_on_in_each_turn_of_the_loop() -> None:
    """They enter the world then, and everybody else's packets, ticks and writes come in between."""
    passwords, loop, turn = cheap(at_once=4), asyncio.get_running_loop(), 0
    stored, went_on = await passwords.hash_password("Clave1"), list[int]()

    def next_turn() -> None:
        nonlocal turn
        turn += 1
        if len(went_on) < 20:
            loop.call_soon(next_turn)

    async def one() -> None:
        assert await passwords.verify_password(stored, "clave1")
        went_on.append(turn)

    entering = [asyncio.create_task(one()) for _login in range(20)]
    await asyncio.sleep(0)
    time.sleep(0.2)  # noqa: ASYNC251 - the loop is kept, and all are hashed meanwhile
    next_turn()
    await asyncio.wait_for(asyncio.gather(*entering), PATIENCE_S)
    assert went_on == sorted(set(went_on))
    assert len(went_on) == 20


class _Fake:
    def __init__(self, hash_: Callable[[str], str]) -> None:
        self.hash = hash_


@pytest.mark.parametrize("stored", [PLAIN, LOCKED])
@pytest.mark.parametrize("typed", ["", "x", PLAIN, LOCKED])
async def test_a_character_without_a_password_opens_to_none(stored: str, typed: str) -> None:
    assert await cheap().verify_password(stored, typed) == WRONG


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        ("", "it has no password"),
        ("x" * 15, ""),
        ("5f4dcc3b5aa765d61d8327deb882cf99", "its password has more than the 15 letters that can be typed"),
    ],
)
def test_passwords_that_could_never_be_typed(plain: str, why: str) -> None:
    assert why_locked(plain) == why


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process has one priority")
async def test_hashing_gives_way_to_the_game() -> None:
    passwords = cheap()

    nice = await passwords._off_the_loop(lambda: os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))

    mine = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    assert nice == max(mine, NICE)
    assert mine == os.getpriority(os.PRIO_PROCESS, 0)
