"""How the server logs: lines for people on a terminal, or JSON for machines."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from typing import TextIO, cast

import structlog

from pyao.server.log_tail import TAIL
from pyao.server.settings import LogSettings

_held: list[tuple[str, structlog.typing.EventDict]] = []
"""Lines logged before it is known how, by method."""


def hold_logs() -> None:
    """Keep what is logged until `set_up_logs` is called: before the settings are read nobody knows how to show it."""
    _held.clear()
    structlog.configure(processors=[_hold])


def release_logs() -> None:
    """Show what is still held, as the defaults say: the settings could not be read, or the command needs none."""
    if _held:
        set_up_logs(LogSettings())


def set_up_logs(settings: LogSettings) -> None:
    """Log as the settings say, to standard error."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if settings.format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            # Not the rich one: it shows local variables, passwords among them.
            exception_formatter=structlog.dev.plain_traceback,
        )
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso" if settings.format == "json" else "%H:%M:%S"),
            TAIL,
            structlog.processors.format_exc_info if settings.format == "json" else _as_it_is,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(settings.level.upper())),
        logger_factory=structlog.PrintLoggerFactory(file=cast("TextIO", SteadyStream(sys.stderr))),
    )
    log, held = structlog.get_logger(), _held[:]
    _held.clear()
    for method, entry in held:
        getattr(log, method)(**entry)


def _hold(_logger: object, method: str, entry: structlog.typing.EventDict) -> structlog.typing.EventDict:
    _held.append((method, entry))
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


def _as_it_is(_logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    # The console renderer draws tracebacks itself.
    return event
