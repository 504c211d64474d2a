"""A server with its pages, and somebody who asks for them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
from kit.server import running
from kit.worlds import content, plain_map

from pyao.admin.site import AdminSite

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest

    from pyao.server.argentum_server import ArgentumServer

WORLD = content(plain_map(1))
TOKEN = "a-token-for-tests"


class Browser:
    """Asks the site of a server."""

    def __init__(self, server: ArgentumServer, http: aiohttp.ClientSession, site: AdminSite) -> None:
        self.server = server
        self.http = http
        self.site = site
        self.base = f"http://127.0.0.1:{site.port}"

    async def get(self, path: str, **given: Any) -> tuple[int, Any]:
        async with self.http.get(self.base + path, **given) as answer:
            return answer.status, await answer.json()

    async def text(self, path: str) -> str:
        async with self.http.get(self.base + path) as answer:
            assert answer.status == 200
            return await answer.text()

    async def post(self, path: str, token: str = TOKEN, **given: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with self.http.post(self.base + path, headers=headers | given.pop("headers", {}), **given) as answer:
            return answer.status, await answer.json()


@asynccontextmanager
async def a_site(monkeypatch: pytest.MonkeyPatch, world: Any = WORLD, **settings: Any) -> AsyncIterator[Browser]:
    async with running(monkeypatch, world, http__port=0, http__token=TOKEN, **settings) as server:
        site = AdminSite(server)
        await site.start()
        try:
            async with aiohttp.ClientSession() as http:
                yield Browser(server, http, site)
        finally:
            await site.stop()
