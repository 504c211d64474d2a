"""A first night in the world, over real sockets, with a restart in the middle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.classic import classic_content
from kit.server import running
from kit.spec import needs_classic

from pyao.client.headless_client import LINUX_TTL, WINDOWS_TTL, HeadlessClient
from pyao.content.enums import Heading

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PASSWORD = "lechuza"


@needs_classic
async def test_a_first_night(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Create, see the town, walk over a map border, be understood on two systems, quit, restart, be back."""
    store = {"game__exit_countdown_s": 1, "storage__backend": "sqlite", "storage__path": str(tmp_path / "pyao.sqlite3")}
    async with running(monkeypatch, classic_content(), **store) as server:
        ana, eva = HeadlessClient(ttl=WINDOWS_TTL), HeadlessClient(ttl=LINUX_TTL)
        for client, name in ((ana, "Ana"), (eva, "Eva")):
            await client.connect(port=server.listener.port)
            await client.create(name, PASSWORD)
        assert (ana.view.map, ana.view.x, ana.view.y) == (286, 50, 65)
        assert len(ana.view.chars) > 2
        assert ana.view.objects
        ana.talk("Vi un ñandú, ¿y vos?")
        await eva.wait_for(lambda: ("Ana", "Vi un ñandú, ¿y vos?") in eva.view.heard)
        await ana.wait_for(lambda: ("Ana", "Vi un ñandú, ¿y vos?") in ana.view.heard)
        eva.talk("¡Yo también!")
        await ana.wait_for(lambda: ("Eva", "¡Yo también!") in ana.view.heard)
        player = server.world.online["ANA"]
        from pyao.rules.map.warp import warp

        warp(server.world, player, 1, 50, 92, fx=False)
        await ana.wait_for(lambda: ana.view.map == 1)
        ana.walk(Heading.SOUTH)
        ana.walk(Heading.SOUTH)
        await ana.wait_for(lambda: ana.view.map == 2)
        assert (ana.view.x, ana.view.y) == (50, 8)
        ana.walk(Heading.EAST)
        await ana.ping()
        await ana.quit()
        assert ana.view.violations == eva.view.violations == []
        await eva.close()
    async with running(monkeypatch, classic_content(), **store) as server:
        again = HeadlessClient(ttl=LINUX_TTL)
        await again.connect(port=server.listener.port)
        await again.login("ana", PASSWORD)
        assert (again.view.map, again.view.x, again.view.y) == (2, 51, 8)
        assert again.view.violations == []
        await again.close()
