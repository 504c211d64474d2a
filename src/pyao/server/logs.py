"""How the server logs: lines for people on a terminal, or JSON for machines."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

import structlog

from pyao.network.concerned import CONCERNED, concerned_fields
from pyao.server.log_bounds import LineRates, short_values
from pyao.server.log_tail import TAIL
from pyao.server.settings import LogSettings, SettingsError
from pyao.storage.private_files import for_owner_alone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOT_OURS = ("structlog", __name__)

_held: list[tuple[str, structlog.typing.EventDict]] = []
"""Lines logged before it is known how, by method."""


_files: list[LogFile] = []
"""The file that is logged to, if one is."""


def hold_logs() -> None:
    """Keep what is logged, and where, until `set_up_logs` is called: before that nobody knows how to show it."""
    _held.clear()
    structlog.configure(processors=[_hold])


def release_logs() -> None:
    """Show what is still held, as the defaults say: the settings could not be read, or the command needs none."""
    if _held:
        set_up_logs(LogSettings())


def set_up_logs(settings: LogSettings) -> None:
    """Log as the settings say; as often as they change.

    Raises:
        SettingsError: the file can't be written; nothing has changed then.

    """
    stream = _stream_for(settings.file)
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=settings.file is None and sys.stderr.isatty(),
            # Not the rich one: it shows local variables, passwords among them.
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            Places(settings),
            LineRates(_source),
            _whose,
            short_values,
            structlog.processors.TimeStamper(fmt="iso" if settings.format == "json" else "%H:%M:%S"),
            TAIL,
            structlog.processors.format_exc_info if settings.format == "json" else _for_people,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            min(map(_number, (settings.level, *settings.levels.values())))
        ),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", stream)),
    )
    for old in _files:
        old.close()
    _files[:] = [stream] if isinstance(stream, LogFile) else []
    log, held = structlog.get_logger(), _held[:]
    _held.clear()
    for method, entry in held:
        getattr(log, method)(**entry)


def _stream_for(path: Path | None) -> SteadyStream:
    if path is None:
        return SteadyStream(sys.stderr)
    try:
        return LogFile(path)
    except OSError as fault:
        raise SettingsError(f"log.file = {str(path)!r}: can't be written: {fault.strerror}") from fault


def _hold(_logger: object, method: str, entry: structlog.typing.EventDict) -> structlog.typing.EventDict:
    _held.append((method, {**entry, "module": _module()}))
    raise structlog.DropEvent


class SteadyStream:
    """A stream that may go away, with the terminal or the program that reads it: the server must save all the same."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it, or drop it if nobody can read it any more."""
        with suppress(OSError, ValueError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Let everything written leave, if anybody can read it."""
        with suppress(OSError, ValueError):
            self._stream.flush()


class LogFile(SteadyStream):
    """A file that may be moved away while it is written, as logrotate does: the next line begins a new one."""

    def __init__(self, path: Path) -> None:
        """Open it.

        Raises:
            OSError: it can't be written.

        """
        self._path = path
        super().__init__(self._opened())

    def write(self, text: str) -> int:
        """Write to the file that has the name now, or drop it if none can be had: the game goes on."""
        with suppress(OSError, ValueError):
            if self._has_moved():
                self._stream.close()
                self._stream = self._opened()
        return super().write(text)

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError, ValueError):
            self._stream.close()

    def _opened(self) -> TextIO:
        """The file, which only its owner can read if it is made now: addresses stand in it."""
        return open(self._path, "a", encoding="utf-8", errors="backslashreplace", opener=for_owner_alone)

    def _has_moved(self) -> bool:
        try:
            return not os.path.samestat(self._path.stat(), os.fstat(self._stream.fileno()))
        except (OSError, ValueError):
            return True


class Places:
    """Says where each line comes from, and drops those that are less important than that module's level."""

    def __init__(self, settings: LogSettings) -> None:
        self._least = _number(settings.level)
        self._levels = {name: _number(level) for name, level in settings.levels.items()}

    def __call__(self, _logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        """Add `module`, without the name of the package."""
        module: str = event.get("module") or _module()
        if self._levels and _number(str(event["level"])) < self._least_in(module):
            raise structlog.DropEvent
        event["module"] = module.removeprefix("pyao.")
        return event

    def _least_in(self, module: str) -> int:
        """The level of the module, or of the nearest package around it that has one."""
        while module:
            if module in self._levels:
                return self._levels[module]
            module = module.rpartition(".")[0]
        return self._least


def _module() -> str:
    """The module that logs a line, with its package; of a line that was held it was noted then."""
    return next((name for name in _callers() if not name.startswith(_NOT_OURS)), "")


def _callers() -> Iterator[str]:
    frame = sys._getframe(1)  # noqa: SLF001 - as logging and structlog do
    while frame is not None:
        yield str(frame.f_globals.get("__name__", ""))
        frame = frame.f_back  # type: ignore[assignment]


def _number(level: str) -> int:
    return logging.getLevelNamesMapping()[level.upper()]


def _whose(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Say which connection it concerns, unless the line says so itself, or is about another character."""
    if not event.keys() & {"connection", "character"}:
        event.update(concerned_fields())
    return event


def _source(event: structlog.typing.EventDict) -> str:
    """The address of the client because of which a line is logged; "" = it is logged because of none."""
    concerned = CONCERNED.get()
    return str(event.get("ip") or (concerned.ip if concerned is not None else ""))


def _for_people(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Leave the module where the console renderer shows it; it draws tracebacks itself too."""
    event["logger"] = event.pop("module")
    return event
