"""The settings of the program, and reading them from file, environment, Redis and command line.

From weakest to strongest: built-in defaults, `pyao.toml` of the data folder, `PYAO_<SECTION>__<FIELD>`, Redis
`config:<section>:<field>`, command line.  Each value remembers where it came from.  A bad value is refused in one line
that names it; nothing is guessed.

Source: 01-protocol §1, §3.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import structlog
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from pyao.content.settings import GameSettings, Section, split_list
from pyao.network.certificate import Files
from pyao.network.settings import NetworkSettings
from pyao.storage.redis_config import RedisConfig
from pyao.storage.toml_places import line_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.fields import FieldInfo

log = structlog.get_logger()

ENV_PREFIX = "PYAO_"
PACKAGE = Path(__file__).parents[1]
REDIS_PREFIX = "config:"
REDIS_SECTIONS = {"server": "network"}
"""Sections that have another name in Redis: `config:server:port` is `network.port`."""

STORE_NAME = "pyao.sqlite3"
"""The file of the sqlite store in the data folder."""

DEFAULT = "default"
COMMAND_LINE = "command line"

OptionalPath = Annotated[Path | None, BeforeValidator(lambda value: None if value == "" else value)]
Origins = dict[str, str]


class StorageSettings(Section):
    """Where characters and the state of the world are kept."""

    backend: Literal["sqlite", "redis", "memory"] = Field(
        "sqlite", description="sqlite = a file, redis = the server of section redis, memory = nothing is kept."
    )
    path: Path = Field(
        Path("data") / STORE_NAME, description="The file of the sqlite store; from the working directory."
    )
    save_interval_s: float = Field(
        10.0, gt=0, le=3_600, description="How often what has changed is written: what a crash may cost.  In seconds."
    )
    history_character_kib: int = Field(
        2_048, ge=0, le=1_048_576, description="What the earlier states of one character may take; 0 = none are kept."
    )
    history_total_mib: int = Field(
        512, ge=0, le=1_048_576, description="What those of all characters together may take; the oldest go first."
    )
    # The costs that OWASP recommends.
    password_time_cost: int = Field(2, ge=1, le=100, description="Passes of argon2id over its memory.")
    password_memory_kib: int = Field(19_456, ge=8, le=4_194_304, description="Memory of one argon2id hash, in KiB.")
    password_threads: int = Field(2, ge=1, le=64, description="Passwords that may be hashed at the same time.")


class WorldSettings(Section):
    """Which world is played."""

    pack: OptionalPath = Field(
        None, description="World pack made by `pyao-server import`; empty = the one in data_dir."
    )
    data_dir: Path = Field(
        Path("data"),
        description="Folder where `pyao-server import` leaves its pack; without one the built-in world is played.",
    )
    client: OptionalPath = Field(
        None, description="Folder of the Godot client, for the geometry of the built-in world's maps."
    )


class BackupSettings(Section):
    """Copies of everything, each verified by reading it back and adding up its ledger."""

    enabled: bool = Field(default=True, description="Whether they are made by themselves.")
    folder: OptionalPath = Field(
        None, description="Where they are kept; better on another disk.  Empty = backups in world.data_dir."
    )
    every_h: float = Field(6.0, gt=0, le=744, description="How old the newest may become, in hours.")
    keep_hours: int = Field(24, ge=0, le=744, description="For how many hours the last one of each hour stays.")
    keep_days: int = Field(14, ge=0, le=366, description="For how many days the last one of each day stays.")
    keep_months: int = Field(12, ge=0, le=120, description="For how many months the last one of each month stays.")
    most_mib: int = Field(
        8_192, ge=1, le=16_777_216, description="What they may take together; the oldest go first, the newest stays."
    )


Level = Literal["debug", "info", "warning", "error"]


def _split_levels(value: object) -> object:
    """Split `pyao.network=debug, pyao.storage=warning`, as levels come from the environment and Redis."""
    if not isinstance(value, str):
        return value
    pairs = (part.partition("=") for part in value.split(",") if part.strip())
    return {name.strip(): level.strip() for name, _equals, level in pairs}


def _module(name: str) -> str:
    """The name of a module or package of this program."""
    package, *inside = name.split(".")
    place = PACKAGE.joinpath(*inside)
    if package != PACKAGE.name or not (place.is_dir() or place.with_suffix(".py").is_file()):
        raise ValueError(f"this program has no module {name}; they are called like pyao.network")
    return name


Levels = Annotated[dict[Annotated[str, AfterValidator(_module)], Level], BeforeValidator(_split_levels)]


class LogSettings(Section):
    """What is logged and how."""

    level: Level = Field("info", description="The least important lines to show.")
    format: Literal["console", "json"] = Field("console", description="For people or for machines.")
    levels: Levels = Field(
        {}, description='Other levels for some modules and all below them, as { "pyao.network" = "debug" }.'
    )
    file: OptionalPath = Field(
        None,
        description="File that the log goes to, which may be moved away while the server runs; empty = standard error.",
    )


def _origin(text: str) -> str:
    """An origin as browsers send it."""
    if text != "*" and not re.fullmatch(r"https?://[^/?#\s]+/?", text, re.IGNORECASE):
        raise ValueError("an origin is written like https://example.org; * = all of them")
    return text.rstrip("/").lower()


def _network(text: str) -> str:
    return str(ip_network(text, strict=False))


WebOrigins = Annotated[tuple[Annotated[str, AfterValidator(_origin)], ...], BeforeValidator(split_list)]
Networks = Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], BeforeValidator(split_list)]


class HttpSettings(Section):
    """The operator's dashboard, metrics and REST; and, if wanted, the game for clients in browsers."""

    enabled: bool = Field(default=True, description="Whether they are served at all.")
    host: str = Field("127.0.0.1", min_length=1, description="Address to listen on; not one that strangers can reach.")
    port: int = Field(7667, ge=0, le=65_535, description="TCP port; 0 = any free one.")
    token: SecretStr = Field(
        SecretStr(""), description="What operators log in with; empty = one is made, in http.token of the data folder."
    )
    look_token: SecretStr = Field(
        SecretStr(""), description="A second token, which may look but not act, and sees no addresses; empty = none."
    )
    open_metrics: bool = Field(default=True, description="Whether /metrics is given without the token.")
    public: bool = Field(
        default=False, description="Whether everybody sees who is online, and the maps without names, at /public."
    )
    play: bool = Field(default=False, description="Whether clients in browsers may play, by WebSocket, at /play.")
    connections_per_ip: int = Field(
        32,
        ge=0,
        le=100_000,
        description="Open connections from one address or /64, those that play left out; 0 = no limit.",
    )
    play_origins: WebOrigins = Field(
        (), description="Whose pages may play, as https://example.org; empty = those of this host, * = all."
    )
    trusted_proxies: Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], BeforeValidator(split_list)] = (
        Field((), description="Addresses or networks of proxies that are believed whose address they pass on.")
    )


class TlsSettings(Section):
    """Encrypted connections; docs/security says who can use them."""

    certificate: OptionalPath = Field(
        None, description="The certificate with its chain, in PEM.  It is read again when the file changes."
    )
    key: OptionalPath = Field(None, description="Its key, without a password; empty = it is in the same file.")
    game: bool = Field(default=False, description="Whether the game is played over TLS too, on a port of its own.")
    game_port: int = Field(7668, ge=0, le=65_535, description="That port; 0 = any free one.")
    http: bool = Field(default=False, description="Whether the port of section http speaks TLS, and nothing else.")

    @field_validator("game", "http")
    @classmethod
    def _has_certificate(cls, wanted: bool, given: ValidationInfo) -> bool:  # noqa: FBT001 - the signature that is called
        if wanted and not given.data.get("certificate"):
            raise ValueError("there has to be a tls.certificate")
        return wanted

    @property
    def wanted(self) -> bool:
        """Whether anything speaks TLS."""
        return self.game or self.http

    @property
    def files(self) -> Files:
        """Where certificate and key stand, if anything speaks TLS."""
        certificate = self.certificate or Path()
        return Files(certificate, self.key or certificate)


class Settings(BaseSettings):
    """All settings, by section."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", validate_default=True)

    network: NetworkSettings = Field(NetworkSettings(), description=NetworkSettings.__doc__)
    storage: StorageSettings = Field(StorageSettings(), description=StorageSettings.__doc__)
    redis: RedisConfig = Field(RedisConfig(), description="How to reach Redis.")
    world: WorldSettings = Field(WorldSettings(), description=WorldSettings.__doc__)
    game: GameSettings = Field(GameSettings(), description="The game itself.")
    backup: BackupSettings = Field(BackupSettings(), description=BackupSettings.__doc__)
    http: HttpSettings = Field(HttpSettings(), description=HttpSettings.__doc__)
    tls: TlsSettings = Field(TlsSettings(), description=TlsSettings.__doc__)
    log: LogSettings = Field(LogSettings(), description=LogSettings.__doc__)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 – part of the signature that is called
        *_: PydanticBaseSettingsSource,
        **sources: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Use only what `load_settings` passes: it merges the sources itself, to know where each value came from."""
        return (sources["init_settings"],)


class SettingsError(ValueError):
    """Settings that can't be used; the text has one line for each fault."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value as a source gave it, not validated yet."""

    value: object
    origin: str
    line: int = 0
    """In which line of a file it stands; 0 = in no file, or unknown."""

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.origin}, line {self.line}" if self.line else self.origin


def fields() -> dict[str, FieldInfo]:
    """Every setting by its dotted name, in the order of the sections."""
    return {
        f"{section}.{name}": field
        for section, about in Settings.model_fields.items()
        for name, field in about.annotation.model_fields.items()  # type: ignore[union-attr]
    }


def load_settings(
    toml_path: Path | None,
    env: Mapping[str, str],
    redis_values: Mapping[str, str],
    overrides: Mapping[str, object],
) -> tuple[Settings, Origins]:
    """Merge all sources; the origins say for each dotted name where its value came from.

    `toml_path` `None` = no file.  `redis_values` have keys as in Redis (`config:server:port`).  `overrides` come from
    the command line, by dotted name; `None` = not given there.

    Raises:
        SettingsError: a value is refused, a setting does not exist, or the file can't be read.

    """
    known = fields()
    given: dict[str, Given] = {}
    faults: list[str] = []
    for layer in (
        _from_toml(toml_path),
        _from_env(env),
        _from_redis(redis_values, known),
        _from_command_line(overrides),
    ):
        for name, entry in layer.items():
            if name in known:
                given[name] = entry
            else:
                faults.append(f"{name} ({entry.place}): no such setting{_did_you_mean(name, known)}")
    if faults:
        raise SettingsError("\n".join(faults))
    return _validated(given), {name: given[name].origin if name in given else DEFAULT for name in known}


def refusal(name: str, value: object) -> str:
    """Why the setting of that dotted name can't have that value; empty = it can."""
    section, _, field = name.partition(".")
    try:
        Settings(**{section: {field: value}})  # type: ignore[arg-type]  # pydantic makes the section
    except ValidationError as refused:
        return refused.errors()[0]["msg"].removeprefix("Value error, ")
    return ""


@dataclass(frozen=True, slots=True)
class SettingsSource:
    """Where a server's settings come from, so that they can be read again."""

    toml_path: Path
    """The file; there need not be one."""
    env: Mapping[str, str]
    overrides: Mapping[str, object]
    named: bool = False
    """Whether somebody has named the file, so that it must be there."""

    async def read(self) -> tuple[Settings, Origins]:
        """Read them now.

        Raises:
            SettingsError: as `load_settings`.

        """
        there = self.named or self.toml_path.exists()
        return await load_settings_with_redis(self.toml_path if there else None, self.env, self.overrides)


async def load_settings_with_redis(
    toml_path: Path | None, env: Mapping[str, str], overrides: Mapping[str, object]
) -> tuple[Settings, Origins]:
    """As `load_settings`, with the `config:*` keys of Redis if the other sources enable it and it can be reached."""
    settings, origins = load_settings(toml_path, env, {}, overrides)
    if not settings.redis.enabled:
        return settings, origins
    from pyao.storage.redis_client import RedisClient  # noqa: PLC0415 - see `redis_config`

    return load_settings(toml_path, env, await RedisClient(settings.redis).read_config(), overrides)


def _from_toml(path: Path | None) -> dict[str, Given]:
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise SettingsError(f"{path}: can't be read: {fault}") from fault
    layer: dict[str, Given] = {}
    for section, table in document.items():
        if isinstance(table, dict) and (table or section in Settings.model_fields):
            layer |= {
                f"{section}.{name}": Given(value, str(path), line_of(text, (section, name)))
                for name, value in table.items()
            }
        else:
            layer[section] = Given(table, str(path), line_of(text, (section,)))
    return layer


def _from_env(env: Mapping[str, str]) -> dict[str, Given]:
    """The `PYAO_*` variables; names without `__` are not ours (container platforms set `PYAO_PORT` and the like)."""
    layer: dict[str, Given] = {}
    for variable, text in env.items():
        section, separator, name = variable.upper().removeprefix(ENV_PREFIX).lower().partition("__")
        if variable.upper().startswith(ENV_PREFIX) and separator:
            layer[f"{section}.{name}"] = Given(text, variable)
    return layer


def _from_redis(values: Mapping[str, str], known: Mapping[str, FieldInfo]) -> dict[str, Given]:
    """The keys of Redis; unknown ones, and section redis, only give a warning: other programs may keep theirs there."""
    layer: dict[str, Given] = {}
    for key, text in values.items():
        section, _, name = key.removeprefix(REDIS_PREFIX).partition(":")
        dotted = f"{REDIS_SECTIONS.get(section, section)}.{name}"
        if dotted in known and not dotted.startswith("redis."):
            layer[dotted] = Given(text, f"Redis {key}")
        else:
            log.warning("setting in Redis is not used", key=key, hint=_did_you_mean(dotted, known).strip(" ;"))
    return layer


def _from_command_line(overrides: Mapping[str, object]) -> dict[str, Given]:
    return {name: Given(value, COMMAND_LINE) for name, value in overrides.items() if value is not None}


def _did_you_mean(name: str, known: Mapping[str, FieldInfo]) -> str:
    """A suggestion: a setting with the same words in another section or order, else the most similar name."""
    twins = [other for other in known if _words(other) == _words(name)]
    nearest = twins or difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {nearest[0]}?" if nearest else ""


def _words(name: str) -> list[str]:
    return sorted(name.rpartition(".")[2].split("_"))


def _validated(given: Mapping[str, Given]) -> Settings:
    tables: dict[str, dict[str, Any]] = {}
    for dotted, entry in given.items():
        section, _, name = dotted.partition(".")
        tables.setdefault(section, {})[name] = entry.value
    try:
        return Settings(**tables)  # type: ignore[arg-type]  # pydantic makes the sections
    except ValidationError as refused:
        lines = {}
        for error in refused.errors():
            dotted = ".".join(str(part) for part in error["loc"][:2])
            value = "…" if fields()[dotted].annotation is SecretStr else given[dotted].value
            reason = error["msg"].removeprefix("Value error, ")
            lines[dotted] = f"{dotted} = {value!r} ({given[dotted].place}): {reason}"
        raise SettingsError("\n".join(lines.values())) from None
