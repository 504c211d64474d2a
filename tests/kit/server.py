"""A real server on loopback, with settings that make it fast enough for tests."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from pyao.server import realm
from pyao.server.argentum_server import ArgentumServer
from pyao.server.for_bots import FOR_BOTS
from pyao.server.settings import load_settings
from pyao.storage.passwords import Passwords

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    import pytest

    from pyao.content.content import Content

CHEAP = {**FOR_BOTS, "network.host": "127.0.0.1", "network.port": 0}


@contextmanager
def hashing_at_once() -> Iterator[None]:
    """Hash passwords on the loop: a crowded machine never comes to its threads, which give way to the game."""

    async def at_once(_passwords: Passwords, work: Callable[[], Any]) -> Any:
        return work()

    with patch.object(Passwords, "_off_the_loop", at_once):
        yield


@asynccontextmanager
async def running(monkeypatch: pytest.MonkeyPatch, content: Content, **overrides: Any) -> AsyncIterator[ArgentumServer]:
    """A server that plays this content; settings as `section__field`."""
    given = {name.replace("__", ".", 1): value for name, value in overrides.items()}
    monkeypatch.setattr(realm, "load_content", lambda _settings: content)
    with TemporaryDirectory(prefix="pyao") as folder:
        settings, _origins = load_settings(None, {}, {}, CHEAP | {"world.data_dir": folder} | given)
        server = ArgentumServer(settings)
        await server.start()
        try:
            yield server
        finally:
            await server.stop()
