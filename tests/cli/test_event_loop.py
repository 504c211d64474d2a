"""Which event loop the server runs on."""

from __future__ import annotations

import asyncio
import importlib.util
from typing import TYPE_CHECKING

from pyao.cli import run

if TYPE_CHECKING:
    import pytest


def test_it_is_uvloop_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(run.LOOP_VARIABLE, raising=False)
    has_uvloop = importlib.util.find_spec("uvloop") is not None
    assert (run._loop_factory() is asyncio.SelectorEventLoop) is not has_uvloop


def test_it_is_asyncios_own_if_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(run.LOOP_VARIABLE, "asyncio")
    assert run._loop_factory() is asyncio.SelectorEventLoop


def test_it_is_asyncios_own_where_there_is_no_uvloop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(run.LOOP_VARIABLE, raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert run._loop_factory() is asyncio.SelectorEventLoop
