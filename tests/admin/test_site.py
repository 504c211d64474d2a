"""Health, metrics and the commands as REST, on a real server with real clients."""

from __future__ import annotations

import asyncio
import gc
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from kit.server import running
from kit.web import TOKEN, WORLD, a_site
from openapi_spec_validator import validate
from prometheus_client.parser import text_string_to_metric_families

from pyao.admin import access, health
from pyao.admin.site import SECURITY_HEADERS, AdminSite
from pyao.cli.first_screen import first_screen
from pyao.network.listener import Listener
from pyao.rules.body.dying import die
from pyao.rules.creatures.dying import kill_npc
from pyao.server.control.desk import COMMANDS
from pyao.storage.audit_log import AUDIT_NAME, entries_of
from pyao.storage.default_world import load_default_world
from pyao.storage.store import StoreSize
from server.control.test_channel import playing


async def test_a_server_that_plays_is_alive_and_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        status, said = await it.get("/health")
        assert (status, said["alive"]) == (200, True)
        assert await it.get("/ready") == (200, {"ready": True, "reasons": []})


async def test_a_server_that_can_not_save_is_alive_and_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        it.server.saver.failing = True
        assert await it.get("/ready") == (503, {"ready": False, "reasons": ["the store can't be written"]})
        assert (await it.get("/health"))[0] == 200


async def test_a_game_that_stands_still_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "STANDING_STILL_S", -1.0)
    async with a_site(monkeypatch) as it:
        status, said = await it.get("/health")
        assert (status, said["alive"]) == (503, False)
        assert (await it.get("/ready"))[1]["reasons"] == ["the game stands still"]


async def test_a_server_that_ends_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        it.server.office.desk.serving = False
        assert (await it.get("/ready"))[1]["reasons"] == ["the server is starting or ending"]


async def test_metrics_count_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it, playing(it.server, "Ana") as ana:
        await ana.ping()
        while not it.server.measures.standing_still_s():  # noqa: ASYNC110 - a tick is no event
            await asyncio.sleep(0.01)
        it.server.store_gauge.size = StoreSize(3, 5_000)
        it.server.game.lateness.refused = 7
        values = samples(await it.text("/metrics"))
        assert values["pyao_stored_characters", ()] == 3
        assert values["pyao_stored_bytes", ()] == 5_000
        assert values["pyao_players", ()] == 1
        assert values["pyao_connections", ()] == 1
        assert values["pyao_logins_total", ("entered",)] == 1
        assert values["pyao_packets_in_total", ("LoginExistingChar",)] == 1
        assert values["pyao_packets_in_total", ("Ping",)] == 1
        assert values["pyao_packets_out_total", ("LOGGED",)] == 1
        assert values["pyao_bytes_in_total", ()] == it.server.listener.traffic.bytes_in > 0
        assert values["pyao_bytes_out_total", ()] > 100
        assert values["pyao_tick_seconds_count", ()] >= 1
        assert values["pyao_tick_late_seconds_count", ()] >= 1
        assert values["pyao_flush_seconds_count", ()] >= 1
        assert values["pyao_loop_lag_seconds_count", ()] >= 1
        assert values["pyao_input_wait_seconds_count", ()] >= 2
        assert values["pyao_steps_refused_total", ()] == 7
        assert values["pyao_connections_waiting", ()] == 0
        assert values["pyao_saves_total", ()] == it.server.saver.writes >= 1
        assert values["pyao_save_queue", ()] == it.server.saver.waiting
        assert values["pyao_ping_seconds", ()] == 0
        assert values["pyao_deaths_total", ("creatures",)] == 0
        assert ("pyao_gold_born_total", ("loot",)) in values
        assert any(name == "python_gc_collections_total" for name, _labels in values)


async def test_gold_that_is_born_is_told_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch, load_default_world()) as it:
        assert (await it.post("/api/characters.create", json={"name": "Ana", "password": "secreta"}))[0] == 200
        await it.post("/api/save")
        values = samples(await it.text("/metrics"))
        owned = (await it.post("/api/characters.show", json={"name": "Ana"}))[1]["data"]
        assert values["pyao_gold_born_total", ("gm",)] == owned["gold"] + owned["bank_gold"]
        assert values["pyao_items_born_total", ("gm",)] == sum(one["amount"] for one in owned["inventory"] if one)


async def test_pings_are_those_of_the_players(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        a_site(monkeypatch) as it,
        playing(it.server, "Ana"),
        playing(it.server, "Beto"),
        playing(it.server, "Eva"),
    ):
        for trip_ms, one in enumerate(it.server.game.sessions.values(), start=1):
            monkeypatch.setattr(one._connection, "round_trip_ms", lambda ms=trip_ms**2 * 100: ms)
        values = samples(await it.text("/metrics"))
        assert values["pyao_ping_seconds", ()] == 0.4
        assert values["pyao_ping_worst_seconds", ()] == 0.9


async def test_who_dies_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch, load_default_world()) as it, playing(it.server, "Ana"):
        world = it.server.world
        die(world, world.online["ANA"])
        wolf = next(one for here in world.maps.values() for one in here.npcs.values())
        here = world.map_of(wolf)
        kill_npc(world, wolf)
        values = samples(await it.text("/metrics"))
        assert values["pyao_deaths_total", ("players",)] == 1
        assert values["pyao_deaths_total", ("creatures",)] == here.kills == 1


async def test_garbage_collections_are_measured_while_the_server_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        before = samples(await it.text("/metrics"))["pyao_gc_seconds_count", ()]
        gc.collect()
        assert samples(await it.text("/metrics"))["pyao_gc_seconds_count", ()] > before
        measures = it.server.measures
    assert not any(getattr(one, "__self__", None) is measures for one in gc.callbacks)


LOOK_TOKEN = "a-token-for-onlookers"


async def test_who_may_only_look_gets_no_addresses_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch, http__look_token=LOOK_TOKEN) as it, playing(it.server, "Ana"):
        record = it.server.world.online["ANA"].record
        record.email, record.last_ips = "ana@example.org", ["192.0.2.7 - hoy"]
        for token, email, ips, ip in (
            (TOKEN, "ana@example.org", ["192.0.2.7 - hoy"], "127.0.0.1"),
            (LOOK_TOKEN, "", [], ""),
        ):
            shown = (await it.post("/api/characters.show", token, json={"name": "Ana"}))[1]["data"]
            assert (shown["email"], shown["last_ips"]) == (email, ips)
            assert [one["ip"] for one in (await it.post("/api/online", token))[1]["data"]] == [ip]
        looks = {name for name, one in COMMANDS.items() if one.only_looks}
        assert looks == {"online", "status", "characters.list", "characters.show"}
        for name in COMMANDS.keys() - looks:
            assert (await it.post(f"/api/{name}", LOOK_TOKEN, json={"name": "Ana"}))[0] == 403
        assert list(it.server.world.online) == ["ANA"]


async def test_an_empty_token_never_opens_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for given in ("", " "):
            assert (await it.post("/login", token="", json={"token": given}))[0] == 401


async def test_metrics_can_be_kept_for_who_has_the_token(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch, http__open_metrics=False) as it:
        assert (await it.get("/metrics"))[0] == 401
        async with it.http.get(f"{it.base}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}) as answer:
            assert answer.status == 200


def samples(text: str) -> dict[tuple[str, tuple[str, ...]], float]:
    """Every sample by name and the values of its labels."""
    return {
        (one.name, tuple(one.labels.values())): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


async def test_the_document_is_openapi_and_names_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        _status, document = await it.get("/openapi.json")
        validate(document)
        assert {path.removeprefix("/api/") for path in document["paths"] if path.startswith("/api/")} == set(COMMANDS)


async def test_every_answer_is_as_the_document_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command is called, obeyed and refused, and the answers are held against the document."""
    calls: list[tuple[str, dict[str, Any]]] = [
        ("characters.create", {"name": "Beto", "password": "secreta"}),
        ("characters.list", {}),
        ("characters.show", {"name": "Beto"}),
        ("characters.export", {"name": "Beto"}),
        ("characters.ban", {"name": "Beto", "reason": "trampa"}),
        ("characters.unban", {"name": "Beto"}),
        ("characters.unban-all", {}),
        ("characters.jail", {"name": "Beto", "minutes": 5, "reason": "insultos"}),
        ("characters.password", {"name": "Beto", "password": "otra-clave"}),
        ("characters.grant", {"name": "Beto", "rank": "dios"}),
        ("characters.rename", {"name": "Beto", "new": "Berto"}),
        ("characters.delete", {"name": "Berto"}),
        ("characters.list", {"deleted": True}),
        ("characters.restore", {"name": "Berto"}),
        ("characters.history", {"name": "Berto"}),
        ("characters.own-data", {"name": "Berto"}),
        ("backup", {}),
        ("online", {}),
        ("say", {"text": "hola"}),
        ("save", {}),
        ("status", {}),
        ("pause", {}),
        ("resume", {}),
        ("reload", {}),
        ("config.set", {"key": "exp_rate", "value": "2"}),
        ("world.restrict", {"gms_only": False}),
        ("world.save-maps", {}),
        ("world.relieve-guards", {}),
        ("world.close-idle", {}),
        ("world.unban-addresses", {}),
        ("kick", {"name": "Ana"}),
        ("world.kick-users", {}),
        ("world.load-maps", {}),
        ("restart", {}),
        ("stop", {"in_s": 600}),
        ("stop", {"cancel": True}),
    ]
    async with a_site(monkeypatch, load_default_world()) as it, playing(it.server, "Ana"):
        _status, document = await it.get("/openapi.json")
        monkeypatch.setattr(type(it.server.game.program), "change_setting", was_one_is_two)  # there is no settings file
        for name, arguments in calls:
            status, answer = await it.post(f"/api/{name}", json=arguments)
            assert status == 200, (name, answer)
            hold_against(document, name, status, answer)
            status, answer = await it.post(f"/api/{name}", json={"nonsense": 1})
            assert status == 409
            hold_against(document, name, status, answer)
            hold_against(document, name, 401, (await it.post(f"/api/{name}", token=""))[1])
        assert {name for name, _arguments in calls} == set(COMMANDS)


async def was_one_is_two(*_what: object) -> tuple[str, str]:
    return "1", "2"


def hold_against(document: dict[str, Any], name: str, status: int, answer: Any) -> None:
    described = document["paths"][f"/api/{name}"]["post"]["responses"][str(status)]
    schema = described["content"]["application/json"]["schema"] | {"components": document["components"]}
    Draft202012Validator(schema).validate(answer)


async def test_a_kick_over_http_is_a_kick_and_stands_in_the_audit_log(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        async with playing(it.server, "Ana"):
            assert await it.post("/api/kick", json={"name": "ana"}) == (200, {"text": "Ana was kicked", "data": None})
            assert not it.server.world.online
        status, _refusal = await it.post("/api/kick", json={"name": "ana"})
        assert status == 409
        audit_log = it.server.realm.audit_log
        assert audit_log.close()
        noted = [
            (one["who"], one["command"], one["target"], one["result"])
            for one in entries_of(it.server.settings.world.data_dir / AUDIT_NAME)
        ]
        who = "operator:http@127.0.0.1"
        assert noted == [(who, "kick", "ana", "done"), (who, "kick", "ana", "refused")]


@pytest.mark.parametrize(
    ("path", "given", "status", "said"),
    [
        ("/api/nonsense", {"json": {}}, 404, "there is no command nonsense"),
        ("/api/kick", {"data": b"{", "headers": {"Content-Type": "application/json"}}, 400, "no JSON"),
        ("/api/kick", {"data": b"[" * 100_000, "headers": {"Content-Type": "application/json"}}, 400, "no JSON"),
        ("/api/kick", {"data": b"\xff", "headers": {"Content-Type": "application/json"}}, 400, "no JSON"),
        ("/api/kick", {"json": []}, 400, "JSON object"),
        ("/api/kick", {"data": b"name=Ana", "headers": {"Content-Type": "text/plain"}}, 415, "application/json"),
        ("/api/kick", {"json": {"name": "x" * 300_000}}, 413, "Too Large"),
        ("/health", {"json": {}}, 405, "Not Allowed"),
        ("/nowhere", {"json": {}}, 404, "Not Found"),
    ],
)
async def test_what_is_not_understood_is_answered(
    monkeypatch: pytest.MonkeyPatch, path: str, given: dict[str, Any], status: int, said: str
) -> None:
    async with a_site(monkeypatch) as it:
        answered, answer = await it.post(path, **given)
        assert answered == status
        assert said in answer["text"]


async def test_wrong_tokens_are_refused_and_soon_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for _attempt in range(access.MOST_WRONG):
            assert (await it.post("/api/save", token="wrong"))[0] == 401
        assert (await it.post("/api/save"))[0] == 429
        monkeypatch.setattr(access, "WRONG_WITHIN_S", 0)
        assert (await it.post("/api/save"))[0] == 200


async def test_a_token_of_strange_characters_is_only_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for given in ("\ud800", "ñ", "", "x" * 10_000):
            assert (await it.post("/login", token="", json={"token": given}))[0] == 401
        assert (await it.post("/api/kick", json={"name": "\ud800"}))[0] == 409


async def test_the_first_screen_says_where_the_pages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        it.server.doors.append(it.site)
        assert f"  Pages    http://127.0.0.1:{it.site.port}/" in list(first_screen(it.server))


async def test_every_answer_keeps_browsers_careful(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it:
        for path in ("/health", "/metrics", "/nowhere", "/openapi.json"):
            async with it.http.get(it.base + path) as answer:
                assert {name: answer.headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
        assert "unsafe" not in SECURITY_HEADERS["Content-Security-Policy"]


async def test_without_a_token_one_is_made_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, http__port=0) as server:
        folder = server.settings.world.data_dir
        made = access.token_of(server.settings.http, folder)
        assert len(made) > 20
        assert access.token_of(server.settings.http, folder) == made
        assert (folder / access.TOKEN_NAME).read_text(encoding="utf-8").strip() == made


async def test_a_taken_port_leaves_the_game_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_site(monkeypatch) as it, running(monkeypatch, WORLD, http__port=it.site.port) as other:
        second = AdminSite(other)
        await second.start()
        assert second.port == 0
        assert isinstance(other.listener, Listener)
        assert other.office.desk.serving


async def test_the_log_never_has_the_token(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    async with a_site(monkeypatch):
        pass
    assert not re.search(TOKEN, "".join(capsys.readouterr()))
