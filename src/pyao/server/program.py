"""The program around the game: its end, and reading settings and data again while people play.

What was read is checked whole before anything changes, and is then taken over between two ticks, a little at a time.
Source: 10-gm-admin §4.10, §6.
"""

from __future__ import annotations

import asyncio
import gc
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

import structlog

from pyao.content.parts import FIELDS, TABLES, Part
from pyao.messaging.i18n import _, phrase
from pyao.network.certificate import CertificateError, read_certificate
from pyao.network.course import Course
from pyao.rules.staff.renewal import inhabited, renew_content, renew_rates
from pyao.server.logs import set_up_logs
from pyao.server.reading import ReadFrom, read_apart
from pyao.server.settings import SettingsError, fields, refusal
from pyao.server.settings_file import Unwritable, write_setting
from pyao.server.worlds import WorldError
from pyao.storage.classic.server_ini import setting_named
from pyao.storage.slices import in_slices
from pyao.tasks.ports import ReloadRefused, SettingRefused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Collection, Mapping

    from pyao.content.content import Content
    from pyao.network.certificate import ServerCertificate
    from pyao.network.limits import Doorkeeper
    from pyao.server.archives import Archives
    from pyao.server.ending import Ending
    from pyao.server.reading import Piece
    from pyao.server.settings import LogSettings, Settings, SettingsSource
    from pyao.world.world import World

log = structlog.get_logger()

SLICE_S = 0.004
"""How long what was read may be taken over at a stretch; a single step is shorter."""

PAUSE_S = 0.01

FROM_START = frozenset({"game.max_users", "game.start_from_world_save", "game.record_online", "game.sentinel"})
"""Settings of the game that only count when the server starts."""


class ContentUnknown(Exception):
    """A replay can't go on: content had been read again that stands nowhere."""


@dataclass(slots=True)
class Reading:
    """What was read: content, how many definitions of each table are new or otherwise, and what it lacks."""

    content: Content
    changed: dict[str, int]
    gone: dict[str, list[int]]


class RunningProgram:
    """See `pyao.tasks.ports.Program`."""

    def __init__(  # noqa: PLR0913 - all that it may act on
        self,
        world: World,
        doorkeeper: Doorkeeper,
        ending: Ending,
        archives: Archives,
        settings: Settings,
        source: SettingsSource | None,
        *,
        read: Callable[[ReadFrom, Collection[str]], AsyncIterator[Piece]] = read_apart,
        course: Course | None = None,
        certificate: ServerCertificate | None = None,
    ) -> None:
        """`source` `None` = the settings were not read from anywhere, and can't be read again.

        `read` reads content; `certificate` = the one that is in use, which is read again with the settings.
        """
        self._certificate = certificate
        self._course = course or Course()
        self._world = world
        self._doorkeeper = doorkeeper
        self._ending = ending
        self._archives = archives
        self._settings = settings
        self._read_from = ReadFrom(world=settings.world, start_from_world_save=settings.game.start_from_world_save)
        self._source = source
        self._read_content = read
        self._reloading = asyncio.Lock()

    def end(self, reason: str, *, again: bool = False) -> None:
        """Save everything and stop; `again` = and start anew."""
        self._ending.request(reason, again=again)

    async def reload(self, parts: Collection[Part]) -> str:
        """Read these parts again and play with them; gives in a few words what has changed."""
        async with self._reloading:
            settings, differing = await self._read_settings_again() if Part.SETTINGS in parts else (self._settings, [])
            wanted = [name for part in parts for name in FIELDS[part]]
            reading = await self._read(wanted) if wanted else None
            if reading is not None:
                self._check(reading)
            if Part.SETTINGS in parts:
                await self._use_certificate()
                self._log_by(settings.log)
            # Nothing is refused from here on.
            rates = self._world.settings
            if Part.SETTINGS in parts:
                self._take_settings(settings)
            told = [name if _counts_at_once(name) else f"{name} (counts from the next start)" for name in differing]
            steps = renew_rates(self._world, rates)
            if reading is not None:
                steps = chain(steps, renew_content(self._world, reading.content))
                told += _told(reading)
            slowest = await in_slices(steps, slice_s=SLICE_S, pause_s=PAUSE_S, pace=self._course)
            gc.freeze()  # as at the start: what was loaded stays
            summary = ", ".join(told) or "nothing has changed"
            log.info(
                "reloaded", parts=[part.value for part in parts], changed=summary, slowest_ms=round(slowest * 1000, 1)
            )
            return summary

    async def _use_certificate(self) -> None:
        """Read the certificate again, if there is one; a replay knows only whether that went well."""

        async def renew() -> bool:
            if self._certificate is None:
                return False
            try:
                self._certificate.use(await asyncio.to_thread(read_certificate, self._certificate.files))
            except CertificateError as fault:
                raise ReloadRefused(str(fault)) from fault
            return True

        await self._course.ask(renew, bool, bool)

    def _log_by(self, settings: LogSettings) -> None:
        """Log otherwise, if these settings say so."""
        if settings != self._settings.log:
            try:
                set_up_logs(settings)
            except SettingsError as fault:
                raise ReloadRefused(str(fault)) from fault

    async def change_setting(self, section: str, key: str, value: str) -> tuple[str, str]:
        """Write a setting of the game into the settings file; it counts from the next reload."""
        return await self._course.ask(lambda: self._write_setting(section, key, value), list, _pair)

    async def _write_setting(self, section: str, key: str, value: str) -> tuple[str, str]:
        if self._source is None:
            raise SettingRefused(_("Este servidor no tiene un archivo de configuración."))
        known = fields()
        name = setting_named(section, key) or f"{section.strip().lower()}.{key.strip().lower()}"
        if name not in known or not name.startswith(("game.", "network.port")):
            raise SettingRefused(_("No existe esa clave."))
        try:
            settings, origins = await self._read_settings()
        except ReloadRefused as fault:
            raise SettingRefused(str(fault)) from fault
        if origins[name] not in ("default", str(self._source.toml_path)):
            raise SettingRefused(_("Ese valor viene de otro lado: {origin}.").format(origin=origins[name]))
        old = _value(settings, name)
        new = _like(old, value)
        why = _("Ese valor no sirve.") if new is None else refusal(name, new)
        if why:
            raise SettingRefused(phrase("{} = {}: {}", name, value, why))
        try:
            await asyncio.to_thread(write_setting, self._source.toml_path, name, new)
        except Unwritable as fault:
            raise SettingRefused(str(fault)) from fault
        return _said(old), _said(new)

    async def _read_settings_again(self) -> tuple[Settings, list[str]]:
        """The settings as they are written now, and the names of those that have changed.

        The course is told the values of the game and the network, and of all others only the names.
        """

        def say(read_again: tuple[Settings, list[str]]) -> list[Any]:
            settings, differing = read_again
            sections = {name: getattr(settings, name).model_dump(mode="json") for name in ("game", "network")}
            return [sections, differing]

        def read(said: list[Any]) -> tuple[Settings, list[str]]:
            sections, differing = said
            return with_sections(self._settings, sections), differing

        async def ask() -> tuple[Settings, list[str]]:
            settings, _origins = await self._read_settings()
            before = self._settings
            return settings, [name for name in fields() if _value(before, name) != _value(settings, name)]

        return await self._course.ask(ask, say, read)

    async def _read_settings(self) -> tuple[Settings, Mapping[str, str]]:
        """The settings as they are written now, and where each comes from.

        Those that the server was made with, if they come from nowhere.
        """
        if self._source is None:
            return self._settings, {}
        try:
            return await self._source.read()
        except SettingsError as fault:
            raise ReloadRefused(str(fault)) from fault

    async def _read(self, wanted: Collection[str]) -> Reading:
        """Read content; what is as before is the very object that it was before."""
        old = self._world.content
        parts: dict[str, Any] = {name: {} for name in wanted if name in TABLES}
        changed = dict.fromkeys(parts, 0)
        async for name, value in self._pieces(wanted):
            if name not in TABLES:
                parts[name] = value
                continue
            before = getattr(old, name)
            for number, definition in value.items():
                same = before.get(number) == definition
                parts[name][number] = before[number] if same else definition
                changed[name] += not same
        gone = {name: sorted(getattr(old, name).keys() - parts[name].keys()) for name in changed}
        for name in changed:
            parts[name] = {**{number: getattr(old, name)[number] for number in gone[name]}, **parts[name]}
        content = replace(old, **parts)
        return Reading(self._archives.motd.over(content) if "motd" in wanted else content, changed, gone)

    async def _pieces(self, wanted: Collection[str]) -> AsyncIterator[Piece]:
        """The pieces that are read; the course is told only whether they are as before."""
        old, pieces = self._world.content, self._read_content(self._read_from, wanted)

        def say(piece: Piece | None) -> list[Any] | None:
            if piece is None:
                return None
            name, value = piece
            if name not in TABLES:
                return [name, None, getattr(old, name) == value]
            before = getattr(old, name)
            return [name, list(value), all(before.get(number) == one for number, one in value.items())]

        def read(said: list[Any] | None) -> Piece | None:
            if said is None:
                return None
            name, numbers, as_before = said
            if not as_before:
                raise ContentUnknown(f"{name} had changed when the data were read again, and is not in the recording")
            before = getattr(old, name)
            return name, before if numbers is None else {number: before[number] for number in numbers}

        async def following() -> Piece | None:
            try:
                return await anext(pieces, None)
            except WorldError as fault:
                raise ReloadRefused(str(fault)) from fault

        while (piece := await self._course.ask(following, say, read)) is not None:
            yield piece

    def _check(self, reading: Reading) -> None:
        """Refuse content in which somebody's place is gone."""
        for number, name in inhabited(self._world, reading.gone.get("maps", ())).items():
            raise ReloadRefused(f"the new data have no map {number}, and {name} is on it")
        start = reading.content.start[0]
        if start not in reading.content.maps:
            raise ReloadRefused(f"the new data have no map {start}, where characters start")

    def _take_settings(self, settings: Settings) -> None:
        """Play by other settings from now on."""
        self._settings = settings
        self._archives.staff.use(settings.game)
        self._world.gms_only = settings.game.gms_only
        self._doorkeeper.use(settings.game)


def with_sections(settings: Settings, given: Mapping[str, Any]) -> Settings:
    """The settings with other sections in place of their own, which are given as JSON."""
    return settings.model_copy(
        update={name: type(getattr(settings, name)).model_validate(section) for name, section in given.items()}
    )


def _pair(said: list[str]) -> tuple[str, str]:
    old, new = said
    return old, new


def _counts_at_once(name: str) -> bool:
    return name.startswith(("game.", "log.")) and name not in FROM_START


def _value(settings: Settings, name: str) -> object:
    section, _, field = name.partition(".")
    return getattr(getattr(settings, section), field)


def _like(old: object, text: str) -> object:
    """A value of the kind of another one, as people write it; `None` = it is none."""
    words = {"1": True, "true": True, "0": False, "false": False}
    try:
        if isinstance(old, bool):
            return words.get(text.strip().lower())
        if isinstance(old, int):
            return int(text)
        if isinstance(old, float):
            return float(text)
        if isinstance(old, tuple):
            parts = [part.strip() for part in text.split(",")]
            return [_like(old[0], part) for part in parts] if old else parts
    except ValueError:
        return None
    return text


def _said(value: object) -> str:
    """A value as it is told to people."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _told(reading: Reading) -> list[str]:
    told = [f"{count} {name}" for name, count in reading.changed.items() if count]
    for name, numbers in reading.gone.items():
        if numbers:
            told.append(
                f"{name} no longer in the data, which stay until the next start: {', '.join(map(str, numbers))}"
            )
    return told
