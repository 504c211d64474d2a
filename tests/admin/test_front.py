"""The port of the pages: TLS, and how many connections an address may have."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest
from kit.certificates import a_certificate, needs_openssl, trusting
from kit.patience import PATIENCE_S
from kit.web import a_site

from pyao.admin import front
from pyao.admin.visitors import Visitors

if TYPE_CHECKING:
    from pathlib import Path


@needs_openssl
async def test_the_pages_and_the_game_come_over_tls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = a_certificate(tmp_path)
    tls = {"tls__certificate": files.certificate, "tls__key": files.key, "tls__http": True}
    async with a_site(monkeypatch, http__play=True, **tls) as it:
        assert it.site.where.startswith("https://")
        base = it.base.replace("http:", "https:")
        async with it.http.get(f"{base}/health", ssl=trusting(files)) as answer:
            assert answer.status == 200
        async with it.http.ws_connect(f"{base}/play".replace("https", "wss"), ssl=trusting(files)) as line:
            assert not line.closed
        with pytest.raises(aiohttp.ClientError):
            await it.get("/health")


@needs_openssl
async def test_who_does_not_shake_hands_loses_the_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(front, "HANDSHAKE_S", 0.2)
    monkeypatch.setattr(Visitors, "are_many", lambda _self, _ip: False)
    files = a_certificate(tmp_path)
    tls = {"tls__certificate": files.certificate, "tls__key": files.key, "tls__http": True}
    async with a_site(monkeypatch, http__connections_per_ip=1, **tls) as it:
        for _round in range(3):
            reader, writer = await asyncio.open_connection("127.0.0.1", it.site.port)
            async with asyncio.timeout(PATIENCE_S):
                assert await reader.read() == b""
            writer.close()
            await asyncio.sleep(0.05)
        async with it.http.get(it.base.replace("http:", "https:") + "/health", ssl=trusting(files)) as answer:
            assert answer.status == 200


async def test_an_address_has_so_many_connections_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Visitors, "are_many", lambda _self, _ip: False)
    async with a_site(monkeypatch, http__connections_per_ip=2, http__play=True) as it:
        held = [await asyncio.open_connection("127.0.0.1", it.site.port) for _k in range(2)]
        for _reader, writer in held:  # so that both have been accepted
            writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        for reader, _writer in held:
            assert b"200" in await reader.readline()
        reader, writer = await asyncio.open_connection("127.0.0.1", it.site.port)
        async with asyncio.timeout(PATIENCE_S):
            assert await reader.read() == b""
        writer.close()
        for _reader, writer in held:
            writer.close()
        async with asyncio.timeout(PATIENCE_S):
            while it.site._front is None or it.site._front._open:  # noqa: ASYNC110 - knows no events
                await asyncio.sleep(0.01)
        lines = [await it.http.ws_connect(f"{it.base}/play") for _k in range(3)]  # players have limits of their own
        assert not it.site._front._open
        for line in lines:
            await line.close()


async def test_proxies_and_this_machine_have_no_limit() -> None:
    visitors = Visitors(["192.0.2.0/24"])
    assert [visitors.are_many(ip) for ip in ("127.0.0.1", "::1", "192.0.2.7", "198.51.100.1")] == [
        True,
        True,
        True,
        False,
    ]
