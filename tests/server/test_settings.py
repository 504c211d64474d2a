from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr, ValidationError
from structlog.testing import capture_logs

from pyao.content.settings import GameSettings
from pyao.server.settings import Settings, SettingsError, fields, load_settings, load_settings_with_redis

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load(
    toml: Path | None = None,
    env: Mapping[str, str] | None = None,
    redis: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> tuple[Settings, dict[str, str]]:
    return load_settings(toml, env or {}, redis or {}, overrides or {})


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "pyao.toml"


def test_without_any_source_everything_is_as_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETWORK", '{"port": 1}')
    monkeypatch.setenv("PYAO_NETWORK__PORT", "1")

    settings, origins = load()

    assert settings == Settings()
    assert (settings.network.host, settings.network.port) == ("0.0.0.0", 7666)  # noqa: S104
    assert settings.game.version == "0.13.0"
    assert set(origins.values()) == {"default"}
    assert list(origins) == list(fields())


def test_each_source_wins_over_those_before_it(toml: Path) -> None:
    names = ["host", "port", "max_flush", "flush_gap_ms", "frame_ms"]
    toml.write_text("[network]\n" + "\n".join(f"{name} = {number}" for number, name in enumerate(names[1:], start=100)))
    env = {"PYAO_NETWORK__MAX_FLUSH": "201", "PYAO_NETWORK__FLUSH_GAP_MS": "202", "PYAO_NETWORK__FRAME_MS": "20"}
    redis = {"config:network:flush_gap_ms": "302", "config:network:frame_ms": "30"}

    settings, origins = load(toml, env, redis, {"network.frame_ms": 40, "network.host": None})

    network = settings.network
    assert [network.port, network.max_flush, network.flush_gap_ms, network.frame_ms] == [100, 201, 302, 40]
    assert [origins[f"network.{name}"] for name in names] == [
        "default",
        str(toml),
        "PYAO_NETWORK__MAX_FLUSH",
        "Redis config:network:flush_gap_ms",
        "command line",
    ]


def test_the_server_section_of_redis_is_the_network() -> None:
    settings, origins = load(redis={"config:server:host": "10.0.0.1", "config:server:port": "7667"})

    assert (settings.network.host, settings.network.port) == ("10.0.0.1", 7667)
    assert origins["network.port"] == "Redis config:server:port"


def test_texts_from_the_environment_become_what_the_field_holds() -> None:
    settings, _ = load(
        env={
            "PYAO_GAME__GMS_ONLY": "true",
            "pyao_game__exp_rate": "2.5",
            "PYAO_GAME__HAPPY_HOUR": "2,1,1,1,1,1,1.5",
            "PYAO_GAME__ADMINS": "Shak, Elvio+Gannet",
            "PYAO_GAME__GODS": "",
            "PYAO_STORAGE__PATH": "/var/lib/pyao.sqlite3",
            "PYAO_WORLD__PACK": "",
            "PYAO_REDIS__PASSWORD": "secret",
        }
    )

    assert settings.game.gms_only
    assert settings.game.exp_rate == 2.5
    assert settings.game.happy_hour == (2, 1, 1, 1, 1, 1, 1.5)
    assert settings.game.admins == ("SHAK", "ELVIO GANNET")
    assert settings.game.gods == ()
    assert settings.storage.path.as_posix() == "/var/lib/pyao.sqlite3"
    assert settings.world.pack is None
    assert settings.redis.password == SecretStr("secret")


def test_variables_that_are_not_ours_are_left_alone() -> None:
    env = {"PYAO_PORT": "tcp://10.0.0.1:7666", "PYAO_SERVICE_HOST": "10.0.0.1", "NETWORK__PORT": "1", "HOME": "/root"}

    settings, _ = load(env=env)

    assert settings == Settings()


@pytest.mark.parametrize(
    ("sources", "line"),
    [
        ({"env": {"PYAO_NETWORK__PORT": "99999"}}, "network.port = '99999' (PYAO_NETWORK__PORT): "),
        ({"redis": {"config:server:port": "many"}}, "network.port = 'many' (Redis config:server:port): "),
        ({"overrides": {"network.port": -1}}, "network.port = -1 (command line): "),
        ({"overrides": {"network.dialect": "klingon"}}, "network.dialect = 'klingon' (command line): "),
        ({"overrides": {"game.happy_hour": "1,2"}}, "game.happy_hour = '1,2' (command line): "),
        ({"overrides": {"game.happy_hour": "1,1,1,1,1,1,0"}}, "game.happy_hour = '1,1,1,1,1,1,0' (command line): "),
        ({"overrides": {"game.version": "latest"}}, "game.version = 'latest' (command line): "),
        ({"overrides": {"game.world_save_minutes": 59}}, "game.world_save_minutes = 59 (command line): "),
        ({"overrides": {"redis.url": "http://u:secret@h"}}, "redis.url = '…' (command line): should begin with one of"),
        ({"overrides": {"redis.url": "redis://h:abc/0"}}, "redis.url = '…' (command line): should look like redis://"),
        ({"overrides": {"redis.url": "redis://u:se/cret@h:99999"}}, "redis.url = '…' (command line): should look like"),
        (
            {"env": {"PYAO_NETWORK__PROT": "1"}},
            "network.prot (PYAO_NETWORK__PROT): no such setting; did you mean network.port?",
        ),
        ({"overrides": {"zzz.qqq": 1}}, "zzz.qqq (command line): no such setting"),
    ],
)
def test_a_bad_value_is_refused_in_one_line_with_field_value_and_source(sources: dict[str, Any], line: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load(**sources)

    text = str(refused.value)
    assert text.startswith(line)
    assert len(text.splitlines()) == 1
    assert "secret" not in text


def test_every_bad_value_has_its_line() -> None:
    with pytest.raises(SettingsError) as refused:
        load(env={"PYAO_NETWORK__PORT": "x"}, overrides={"log.level": "loud"})

    assert [line.split(" = ")[0] for line in str(refused.value).splitlines()] == ["network.port", "log.level"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("[network]\nprot = 7667", ["network.prot ({}, line 2): no such setting; did you mean network.port?"]),
        ("[server]\nport = 7667", ["server.port ({}, line 2): no such setting; did you mean network.port?"]),
        (
            "[game]\npoison_ticks = 1",
            ["game.poison_ticks ({}, line 2): no such setting; did you mean game.ticks_poison?"],
        ),
        ("port = 7667", ["port ({}, line 1): no such setting; did you mean network.port?"]),
        ("[qqqqqq]", ["qqqqqq ({}, line 1): no such setting"]),
        ("[network]\nport = 'x'", ["network.port = 'x' ({}, line 2): "]),
        ("[network.port]\na = 1", ["network.port = {{'a': 1}} ({}, line 1): "]),
        ("network = 3", ["network ({}, line 1): no such setting"]),
    ],
)
def test_what_does_not_belong_into_the_file_is_refused(toml: Path, text: str, lines: list[str]) -> None:
    toml.write_text(text)

    with pytest.raises(SettingsError) as refused:
        load(toml)

    for line, expected in zip(str(refused.value).splitlines(), lines, strict=True):
        assert line.startswith(expected.format(toml))


@pytest.mark.parametrize("content", [b"[network\nport = 1", b"[network]\nhost = '\xff'"])
def test_a_file_that_is_not_toml_is_refused_by_name(toml: Path, content: bytes) -> None:
    toml.write_bytes(content)

    with pytest.raises(SettingsError, match=r"pyao\.toml: can't be read: "):
        load(toml)


def test_a_file_that_is_missing_is_refused_by_name(toml: Path) -> None:
    with pytest.raises(SettingsError, match=r"pyao\.toml: can't be read: .*No such file"):
        load(toml)


def test_an_empty_section_changes_nothing(toml: Path) -> None:
    toml.write_text("[network]\n[game]\n")

    assert load(toml)[0] == Settings()


def test_what_others_keep_in_redis_is_only_warned_of() -> None:
    values = {"config:server:prot": "7667", "config:effects:hunger": "1", "config:redis:port": "1"}

    with capture_logs() as logs:
        settings, _ = load(redis=values)

    assert settings == Settings()
    assert [(entry["log_level"], entry["key"]) for entry in logs] == [("warning", key) for key in values]
    assert logs[0]["hint"] == "did you mean network.port?"


async def test_redis_is_not_asked_unless_it_is_enabled() -> None:
    with capture_logs() as logs:
        settings, _ = await load_settings_with_redis(None, {"PYAO_REDIS__PORT": "1"}, {})

    assert settings.redis.port == 1
    assert logs == []


async def test_an_enabled_redis_that_is_away_does_not_stop_the_server() -> None:
    env = {"PYAO_REDIS__PORT": "1", "PYAO_REDIS__HOST": "127.0.0.1", "PYAO_REDIS__ENABLED": "yes"}

    with capture_logs() as logs:
        settings, origins = await load_settings_with_redis(None, env, {"network.port": 0})

    assert settings.network.port == 0
    assert origins["redis.enabled"] == "PYAO_REDIS__ENABLED"
    assert [entry["event"] for entry in logs] == ["Redis can't be asked for configuration"]


def test_every_setting_is_explained() -> None:
    assert [name for name, field in fields().items() if not field.description] == []
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_settings_stand_still() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().game.gms_only = True  # type: ignore[misc]


SHIPPED = {
    "ticks_heal_standing": 1600,
    "ticks_heal_resting": 100,
    "ticks_stamina_standing": 10,
    "ticks_stamina_resting": 5,
    "ticks_thirst": 6000,
    "ticks_hunger": 6500,
    "ticks_poison": 500,
    "ticks_paralysis": 500,
    "ticks_short_paralysis": 37,
    "ticks_invisible": 500,
    "ticks_hidden": 500,
    "ticks_cold": 15,
    "ticks_summon": 1001,
    "ticks_login_idle": 3000,
    "npc_ai_ms": 380,
    "npc_attack_ms": 1600,
    "attack_interval_ms": 1500,
    "spell_interval_ms": 1400,
    "spell_to_attack_ms": 1000,
    "attack_to_spell_ms": 1000,
    "attack_to_potion_ms": 1200,
    "use_interval_ms": 125,
    "shot_interval_ms": 1400,
    "work_interval_ms": 700,
    "exit_countdown_s": 10,
    "world_save_minutes": 180,
    "save_minutes": 180,
    "motd_minutes": 20,
    "npc_protection_ms": 5000,
    "retaliation_ms": 60_000,
    "npc_owner_ms": 18_000,
    "connection_interval_ms": 5000,
    "connections_per_ip": 10,
    "idle_limit_min": 5,
    "max_users": 550,
    "praetorian_map": 163,
    "allow_multi_logins": True,
    "can_create_characters": True,
    "gms_only": False,
    "testing": False,
}
"""02 §1.1, §12.3 and §12.4."""


@pytest.mark.parametrize("name", SHIPPED)
def test_the_game_is_as_the_classic_one_was_shipped(name: str) -> None:
    assert getattr(GameSettings(), name) == SHIPPED[name]


def test_game_settings_can_be_exchanged_while_running() -> None:
    before = GameSettings(admins=("shak",))

    after = before.changed(gms_only=True)

    assert (before.gms_only, after.gms_only) == (False, True)
    assert after.admins == ("SHAK",)
    with pytest.raises(ValidationError, match="max_users"):
        before.changed(max_users=0)
    with pytest.raises(ValidationError, match="gm_only"):
        before.changed(gm_only=True)


@pytest.mark.parametrize(
    ("listed", "key"),
    [("Shak", "SHAK"), ("*Dios", "DIOS"), ("+kud lebaz", "KUD LEBAZ"), (" Elvio+Gannet ", "ELVIO GANNET")],
)
def test_a_listed_name_is_kept_as_the_key_of_its_character(listed: str, key: str) -> None:
    assert GameSettings(gods=[listed]).gods == (key,)
