"""The dashboard as a browser speaks with it: logging in, the live line, and what keeps strangers out."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import structlog
from kit.patience import PATIENCE_S
from kit.web import TOKEN, Browser, a_site

from pyao.admin import access, dashboard, views
from pyao.admin.gate import CSRF_HEADER
from pyao.server.history import FINE_PER_COARSE
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings
from pyao.storage.default_world import load_default_world
from server.control.test_channel import playing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STATIC = dashboard.STATIC
VIEWS = (
    *("/session", "/view/maps", "/view/maps/1", "/view/names", "/view/audit?target=Ana", "/view/trail?name=Ana"),
    *("/view/world", "/view/history/hour", "/view/history/day"),
)


async def logged_in(it: Browser, token: str = TOKEN) -> dict[str, str]:
    """The header that a page sends with all that acts."""
    it.http.cookie_jar.clear()
    status, said = await it.post("/login", token="", json={"token": token})
    assert status == 200
    return {CSRF_HEADER: said["csrf"]}


@pytest.fixture(autouse=True)
def _cookies_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's browser keeps cookies of 127.0.0.1 too, as real ones do."""
    plain = aiohttp.ClientSession
    monkeypatch.setattr(aiohttp, "ClientSession", lambda: plain(cookie_jar=aiohttp.CookieJar(unsafe=True)))


async def test_nothing_is_shown_before_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for path in VIEWS:
            assert (await it.get(path))[0] == 401
        with pytest.raises(aiohttp.WSServerHandshakeError, match="401"):
            await it.http.ws_connect(f"{it.base}/live")
        assert (await it.post("/login", token="", json={"token": "wrong"}))[0] == 401
        await logged_in(it)
        for path in VIEWS:
            assert (await it.get(path))[0] == 200


async def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it, it.http.post(f"{it.base}/login", json={"token": TOKEN}) as answer:
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie


async def test_a_session_acts_only_with_its_csrf_token(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        csrf = await logged_in(it)
        assert (await it.post("/api/online", token=""))[0] == 403
        assert (await it.post("/api/online", token="", headers={CSRF_HEADER: "guessed"}))[0] == 403
        assert (await it.post("/logout", token=""))[0] == 403
        assert (await it.post("/api/online", token="", headers=csrf))[0] == 200


async def test_logging_out_and_time_end_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        csrf = await logged_in(it)
        assert (await it.post("/logout", token="", headers=csrf))[0] == 200
        assert (await it.get("/session"))[0] == 401
        monkeypatch.setattr(access, "SESSION_S", -1)
        await logged_in(it)
        assert (await it.get("/session"))[0] == 401


async def test_guessing_at_the_login_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for _attempt in range(access.MOST_WRONG):
            assert (await it.post("/login", token="", json={"token": "wrong"}))[0] == 401
        assert (await it.post("/login", token="", json={"token": TOKEN}))[0] == 429


async def until(line: aiohttp.ClientWebSocketResponse, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first frame for which it holds."""
    while True:
        frame = await line.receive_json(timeout=PATIENCE_S)
        assert isinstance(frame, dict)
        if holds(frame):
            return frame


async def test_the_live_line_tells_who_is_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "FRAME_S", 0.01)
    async with a_site(monkeypatch) as it:
        await logged_in(it)
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base) as line, playing(it.server, "Ana"):
            await line.send_json({"map": 1})
            frame = await until(line, lambda said: bool(said.get("map")) and bool(said["map"]["players"]))
            assert frame["map"]["players"] == [{"name": "Ana", "x": 50, "y": 50}]
            frame = await until(line, lambda said: bool(said.get("players")))
            assert frame["players"][0]["name"] == "Ana"
            await it.post("/api/kick", json={"name": "Ana"})
            await until(line, lambda said: "map" in said and not said["map"]["players"])
            await until(line, lambda said: said.get("players") == [])


async def test_an_onlooker_sees_no_addresses_and_no_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "FRAME_S", 0.01)
    async with a_site(monkeypatch, http__look_token="look") as it, playing(it.server, "Ana"):
        csrf = await logged_in(it, "look")
        assert (await it.get("/session"))[1]["acts"] is False
        assert (await it.get("/view/audit?target=Ana"))[0] == 403
        assert (await it.post("/api/kick", token="", headers=csrf, json={"name": "Ana"}))[0] == 403
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base) as line:
            frame = await until(line, lambda said: bool(said.get("players")))
            assert [(one["name"], one["ip"]) for one in frame["players"]] == [("Ana", "")]


async def test_a_page_of_somebody_else_gets_no_live_line(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        await logged_in(it)
        for origin in ("http://evil.example", None):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await it.http.ws_connect(f"{it.base}/live", origin=origin)


async def test_the_live_line_ends_with_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "FRAME_S", 0.01)
    async with a_site(monkeypatch) as it:
        csrf = await logged_in(it)
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base) as line:
            await it.post("/logout", token="", headers=csrf)
            while (await line.receive(timeout=PATIENCE_S)).type is aiohttp.WSMsgType.TEXT:
                pass
            assert line.close_code == aiohttp.WSCloseCode.POLICY_VIOLATION


async def test_the_log_comes_over_the_line_to_who_may_act(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "FRAME_S", 0.01)
    set_up_logs(LogSettings())
    async with a_site(monkeypatch, http__look_token="look") as it:
        await logged_in(it)
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base) as line:
            await line.send_json({"map": 0, "log": True})
            frame = await until(line, lambda said: bool(said.get("log")))
            last = frame["log"][-1]["number"]
            structlog.get_logger().warning("hello", ip="192.0.2.1")
            frame = await until(line, lambda said: bool(said.get("log")))
            assert [one["number"] for one in frame["log"]] == [last + 1], "no line comes twice"
            assert (frame["log"][0]["event"], frame["log"][0]["fields"]) == ("hello", {"ip": "192.0.2.1"})
        await logged_in(it, "look")
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base) as line:
            await line.send_json({"map": 1, "log": True})
            for _frame in range(3):
                assert "log" not in await until(line, lambda said: "map" in said)


async def test_the_world_and_where_people_die_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "FRAME_S", 0.01)
    async with a_site(monkeypatch) as it:
        await logged_in(it)
        _status, world = await it.get("/view/world")
        (only,) = world["maps"]
        assert (only["id"], only["x"], only["y"], only["leads"]) == (1, 0, 0, [])
        it.server.world.maps[1].set_exit((40, 41), (1, 50, 50))
        it.server.world.maps[1].kills += 2
        assert (await it.get("/view/world"))[1] == world
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base) as line:
            await line.send_json({"map": 0, "world": True})
            frame = await until(line, lambda said: "dead" in said)
            assert frame["dead"] == {"1": {"kills": 2, "deaths": 0}}


async def test_where_somebody_has_been(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it, playing(it.server, "Ana"):
        await logged_in(it)
        it.server.observer.look()
        _status, trail = await it.get("/view/trail?name=ana")
        assert [(one["map"], one["x"], one["y"]) for one in trail] == [(1, 50, 50)]
        assert (await it.get("/view/trail?name=nobody"))[1] == []


async def test_the_samples_of_an_hour_and_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it, playing(it.server, "Ana"):
        await logged_in(it)
        assert (await it.get("/view/history/hour"))[1]["samples"] == []
        for _sample in range(FINE_PER_COARSE):
            it.server.observer._sample()
        for span, span_s, count in (("hour", 3_600, FINE_PER_COARSE), ("day", 86_400, 1)):
            _status, shown = await it.get(f"/view/history/{span}")
            assert (shown["span_s"], len(shown["samples"])) == (span_s, count)
            assert dict(zip(shown["fields"], shown["samples"][-1], strict=True))["players"] == 1


@pytest.mark.parametrize(
    "sent",
    ["rubbish", "[]", "{}", '{"map": "1"}', '{"map": 1, "log": 1}', '{"map": 1, "world": "x"}', "[" * 900, "x" * 2_000],
)
async def test_a_live_line_that_sends_rubbish_is_closed(monkeypatch: pytest.MonkeyPatch, sent: str) -> None:
    async with a_site(monkeypatch) as it:
        await logged_in(it)
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base) as line:
            await line.send_str(sent)
            while (await line.receive(timeout=PATIENCE_S)).type is aiohttp.WSMsgType.TEXT:
                pass
            assert line.closed


async def test_there_are_only_so_many_live_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dashboard, "MOST_PAGES", 1)
    async with a_site(monkeypatch) as it:
        await logged_in(it)
        async with it.http.ws_connect(f"{it.base}/live", origin=it.base):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
                await it.http.ws_connect(f"{it.base}/live", origin=it.base)


async def test_a_map_is_shown_as_it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        await logged_in(it)
        here = it.server.world.maps[1]
        here.set_blocked(20, 30, blocked=True)
        here.set_exit((40, 41), (1, 50, 50))
        _status, shown = await it.get("/view/maps/1")
        assert b64decode(shown["tiles"]) == bytes(here.flags)
        assert shown["exits"] == [[40, 41, 1, 50, 50]]
        assert (await it.get("/view/maps/999"))[0] == 404


async def test_numbers_have_names(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch, load_default_world()) as it:
        await logged_in(it)
        _status, names = await it.get("/view/names")
        assert names["races"]["1"] == "Humano"
        assert names["classes"]["1"] == "Mago"
        assert len(names["skills"]) == 20
        number, item = next(iter(it.server.world.content.items.items()))
        assert names["items"][str(number)] == item.name


def test_what_was_done_to_somebody_lately_newest_first(tmp_path: Path) -> None:
    entries = [
        {
            "number": n,
            "before": "",
            "target": "ana" if n % 2 else "Beto",
            "when": str(n),
            "who": "op",
            "command": "kick",
        }
        | {"result": "done"}
        for n in range(1, 100)
    ]
    (tmp_path / "audit.jsonl").write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    shown = views.recent_audit(tmp_path, "ANA")
    assert [one["when"] for one in shown] == [str(n) for n in range(99, 59, -2)]
    assert views.recent_audit(tmp_path / "none", "Ana") == []


async def test_the_pages_need_nothing_from_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for path in STATIC.iterdir():
            async with it.http.get(f"{it.base}/static/{path.name}") as answer:
                assert answer.status == 200
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
            assert not re.search(r"https?://\w|innerHTML|style=|\son\w+=\"", text), path.name
        async with it.http.get(f"{it.base}/static/../site.py") as answer:
            assert answer.status == 404


def test_both_languages_have_the_same_words() -> None:
    words = (STATIC / "words.js").read_text(encoding="utf-8")
    spanish, english = (set(re.findall(r"(\w+): \"", words[a:b])) for a, b in spans(words))
    assert spanish == english
    page = "".join(one.read_text(encoding="utf-8") for one in STATIC.iterdir() if one.name != "words.js")
    used = set(re.findall(r"word\(\"(\w+)\"\)|data-word=\"(\w+)\"", page))
    assert {one or other for one, other in used} <= spanish


def spans(words: str) -> list[tuple[int, int]]:
    middle = words.index("  en: {")
    return [(0, middle), (middle, len(words))]
