"""Earlier states of characters: which are kept, by a clock that stands still, in every store alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from pyao.storage.history import HOUR_S, MINUTE_S, HistoryPlan, Kept, succession, surplus
from pyao.storage.memory_store import MemoryStore
from pyao.storage.redis_store import RedisStore
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.clock import DAY_S
from pyao.world.record import CharacterRecord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from kit.redis_process import RedisProcess

    from pyao.storage.store import Store

NOON = 1_800_000_000 // DAY_S * DAY_S + 12 * HOUR_S


class Kalender:
    """A clock for stores."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Kalender:
    return Kalender()


@pytest.fixture(params=["sqlite", "memory", pytest.param("redis", marks=pytest.mark.redis)])
def opens(request: pytest.FixtureRequest, tmp_path: Path, clock: Kalender) -> Callable[..., Store]:
    redis: RedisProcess | None = request.getfixturevalue("redis_server") if request.param == "redis" else None

    def make(**limits: int) -> Store:
        plan = HistoryPlan(now_s=clock, **limits)
        if redis is not None:
            return RedisStore(redis.config(), plan)
        return SqliteStore(tmp_path / "pyao.sqlite3", plan) if request.param == "sqlite" else MemoryStore(plan)

    return make


@pytest_asyncio.fixture
async def store(opens: Callable[..., Store]) -> AsyncIterator[Store]:
    opened = opens()
    await opened.open()
    yield opened
    await opened.close()


def ana(gold: int, name: str = "Ana") -> CharacterRecord:
    return CharacterRecord(name=name, gold=gold)


async def saved(store: Store, clock: Kalender, at: int, gold: int, **batch: set[str]) -> None:
    clock.now = at
    await store.save(SaveBatch.of([ana(gold)], **batch))  # type: ignore[arg-type]


async def gold_at(store: Store, moment: int, name: str = "Ana") -> int | None:
    found = await store.state_at(name, moment)
    return None if found is None else found[1].gold


async def test_the_last_state_of_each_minute_is_kept(store: Store, clock: Kalender) -> None:
    for at, gold in ((0, 1), (20, 2), (50, 3), (70, 4), (130, 5)):
        await saved(store, clock, NOON + at, gold)
    assert await store.states("ana") == [NOON + 50, NOON + 70, NOON + 130]
    found = [await gold_at(store, NOON + at) for at in (49, 50, 69, 70, 129, 130, 9_999)]
    assert found == [None, 3, 3, 4, 4, 5, 5]


async def test_what_does_not_change_is_one_state(store: Store, clock: Kalender) -> None:
    for minute in range(10):
        await saved(store, clock, NOON + minute * MINUTE_S, 7)
    assert await store.states("Ana") == [NOON]
    assert await gold_at(store, NOON) == 7


async def test_a_state_that_is_set_apart_is_kept_whatever_the_minute(store: Store, clock: Kalender) -> None:
    await saved(store, clock, NOON, 1)
    await saved(store, clock, NOON + 10, 2, apart={"ANA"})
    await saved(store, clock, NOON + 20, 3)
    await saved(store, clock, NOON + 200, 4)
    assert await store.states("Ana") == [NOON, NOON + 60, NOON + 200]
    assert [await gold_at(store, NOON + at) for at in (59, 60, 200)] == [1, 3, 4]


async def test_an_edit_of_an_offline_character_keeps_what_was_before(store: Store, clock: Kalender) -> None:
    await saved(store, clock, NOON, 1)
    clock.now += MINUTE_S

    def pay(record: CharacterRecord) -> None:
        record.gold = 2

    await store.update("Ana", pay)
    assert await store.states("Ana") == [NOON, NOON + MINUTE_S]
    assert await gold_at(store, NOON) == 1


async def test_nobody_has_no_states(store: Store) -> None:
    assert await store.states("Nadie") == []
    assert await store.state_at("Nadie", NOON) is None


async def test_states_go_with_the_character(store: Store, clock: Kalender) -> None:
    await saved(store, clock, NOON, 1)
    await saved(store, clock, NOON + 60, 2)
    await store.delete("Ana")
    assert await store.states("Ana") == []
    assert await store.state_at("Ana", NOON) is None
    await saved(store, clock, NOON + 120, 3)
    assert await store.states("Ana") == [NOON + 120]


async def test_states_move_to_another_name(store: Store, clock: Kalender) -> None:
    await saved(store, clock, NOON, 1)
    await saved(store, clock, NOON + 60, 2)
    clock.now = NOON + 90
    await store.save(SaveBatch.of([ana(2, "Eva")], removed=["ANA"], moved={"ANA": "EVA"}))
    assert await store.states("Eva") == [NOON, NOON + 90]
    assert await gold_at(store, NOON, "Eva") == 1
    assert await store.state_at("Ana", NOON) is None


async def test_what_one_character_takes_is_bounded(opens: Callable[..., Store], clock: Kalender) -> None:
    store = opens(character_kib=8)
    await store.open()
    for hour in range(60):
        await saved(store, clock, NOON + hour * HOUR_S, hour)
    states = await store.states("Ana")
    assert 3 < len(states) < 20
    assert states == [NOON + hour * HOUR_S for hour in range(60)][-len(states) :]
    await store.close()


async def test_what_all_take_together_is_bounded_also_after_a_restart(
    opens: Callable[..., Store], clock: Kalender
) -> None:
    store = opens(total_mib=1)
    await store.open()
    for minute in range(14):
        clock.now = NOON + minute * MINUTE_S
        await store.save(SaveBatch.of([ana(minute, f"Name {number}") for number in range(120)]))
        if minute == 7 and not isinstance(store, MemoryStore):
            await store.close()
            store = opens(total_mib=1)
            await store.open()
    kept = [len(await store.states(f"Name {number}")) - 1 for number in range(120)]
    assert 200 < sum(kept) < 120 * 13
    assert await gold_at(store, NOON + 12 * MINUTE_S, "Name 3") == 12
    await store.close()


async def test_nothing_is_kept_if_the_settings_say_so(opens: Callable[..., Store], clock: Kalender) -> None:
    store = opens(character_kib=0)
    await store.open()
    for minute in range(3):
        await saved(store, clock, NOON + minute * MINUTE_S, minute)
    assert await store.states("Ana") == [NOON + 2 * MINUTE_S]
    await store.close()


moments = st.lists(st.integers(NOON - 40 * DAY_S, NOON), unique=True, max_size=60)


@given(moments, st.integers(0, 35 * DAY_S), st.integers(0, 35 * DAY_S))
def test_it_makes_no_difference_how_often_they_are_thinned(times: list[int], once: int, later: int) -> None:
    def thinned(kept: set[Kept], now: int) -> set[Kept]:
        return kept - set(surplus(kept, now, 1 << 40))

    states = {Kept(at, 1) for at in times}
    first, second = NOON + once, NOON + once + later
    assert thinned(thinned(states, first), second) == thinned(states, second)


@given(moments)
def test_minutes_for_a_day_hours_for_a_week_days_for_a_month(times: list[int]) -> None:
    states = {Kept(at, 1) for at in times}
    left = {one.at for one in states - set(surplus(states, NOON, 1 << 40))}
    for oldest, youngest, step in ((DAY_S, -1, MINUTE_S), (7 * DAY_S, DAY_S, HOUR_S), (31 * DAY_S, 7 * DAY_S, DAY_S)):
        tier = {at for at in times if youngest < NOON - at <= oldest}
        assert {at for at in left if youngest < NOON - at <= oldest} == {
            max(at for at in tier if at // step == span) for span in {at // step for at in tier}
        }
    assert min(left, default=NOON) >= NOON - 31 * DAY_S


@given(moments, st.integers(1, 30))
def test_the_newest_stay_when_there_is_no_room(times: list[int], room: int) -> None:
    states = {Kept(at, 1) for at in times}
    thinned = states - set(surplus(states, NOON, 1 << 40))
    assert states - set(surplus(states, NOON, room)) == set(sorted(thinned)[-room:])


@given(st.integers(0, 1 << 32), st.integers(-100, 1 << 20), st.booleans())
def test_a_state_never_counts_from_before_the_one_it_follows(before: int, step: int, apart: bool) -> None:
    at, keep = succession(before, before + step, apart=apart)
    assert at >= before
    assert keep or not apart
    assert keep == (at // MINUTE_S > before // MINUTE_S)
