"""What is left of ended connections is found, and nothing else makes the collector look at everything."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

from pyao.server import garbage

if TYPE_CHECKING:
    from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


class Circle:
    def __init__(self) -> None:
        self.itself = self


def test_remains_are_found_after_many_connections_have_ended() -> None:
    sweeper, remains = garbage.Sweeper(), Circle()
    kept = ref(remains)
    gc.collect(1)
    gc.disable()
    try:
        del remains
        assert not sweeper.look(garbage.ENDED_CONNECTIONS - 1)
        assert kept() is not None
        assert sweeper.look(garbage.ENDED_CONNECTIONS)
        assert kept() is None
        assert not sweeper.look(2 * garbage.ENDED_CONNECTIONS - 1)
    finally:
        gc.enable()


def test_what_was_loaded_is_not_looked_at_any_more() -> None:
    loaded = Circle()
    kept = ref(loaded)
    garbage.spare_what_is_loaded()
    del loaded
    gc.collect()
    assert kept() is not None
    assert gc.get_threshold()[2] == garbage.SELDOM
