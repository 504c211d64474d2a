"""What everybody may see: nothing unless it is wanted, no names on maps, and nobody who hides or serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.web import a_site

from pyao.admin import public
from pyao.content.enums import Privilege
from server.control.test_channel import playing

if TYPE_CHECKING:
    import pytest

PATHS = ("/public", "/public/state", "/public/maps/1")


async def test_it_is_closed_unless_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for path in PATHS:
            assert (await it.get(path))[0] == 404


async def test_who_plays_and_where_without_names(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch, http__public=True) as it, playing(it.server, "Beto"), playing(it.server, "Ana"):
        async with it.http.get(f"{it.base}/public") as page:
            assert page.status == 200
        assert (await it.get("/public/maps/1"))[0] == 200
        assert (await it.get("/public/maps/99"))[0] == 404
        _status, state = await it.get("/public/state?map=1")
        assert state["names"] == ["Ana", "Beto"]
        assert state["maps"] == [{"id": 1, "name": "Mapa 1", "players": 2}]
        assert [one["name"] for one in state["map"]["players"]] == ["", ""]
        for asked in ("", "?map=0", "?map=99", "?map=x", "?map=-1", "?map=²"):
            assert (await it.get(f"/public/state{asked}"))[1]["map"] is None


async def test_who_hides_is_on_no_map_and_the_staff_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "FRESH_S", 0)
    async with a_site(monkeypatch, http__public=True) as it, playing(it.server, "Ana"), playing(it.server, "Eva"):
        ana, eva = it.server.world.online["ANA"], it.server.world.online["EVA"]
        for hidden, invisible in ((True, False), (False, True)):
            ana.hidden, ana.invisible = hidden, invisible
            _status, state = await it.get("/public/state?map=1")
            assert state["names"] == ["Ana", "Eva"]
            assert [(one["x"], one["y"]) for one in state["map"]["players"]] == [(eva.x, eva.y)]
            assert state["maps"][0]["players"] == 1
        eva.privileges = Privilege.DIOS
        _status, state = await it.get("/public/state?map=1")
        assert state["names"] == ["Ana"]
        assert state["map"]["players"] == []


async def test_however_many_ask_the_game_is_looked_at_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch, http__public=True) as it:
        assert (await it.get("/public/state"))[1]["names"] == []
        async with playing(it.server, "Ana"):
            assert (await it.get("/public/state"))[1]["names"] == []
            monkeypatch.setattr(public, "FRESH_S", 0)
            assert (await it.get("/public/state"))[1]["names"] == ["Ana"]
