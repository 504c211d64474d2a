"""What aiohttp says of requests that it can't read, as short lines of the server's own log.

By itself it writes a traceback for each, with what the client sent.
"""

from __future__ import annotations

import logging

import structlog

log = structlog.get_logger()


class _OneLineEach(logging.Handler):
    """Passes on a record as one line: who it was, as the record's first argument says, and the kind of fault."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0] if record.exc_info else None
        ip = record.args[0] if isinstance(record.args, tuple) and record.args else None
        log.warning("a request could not be read", ip=ip, reason=kind.__name__ if kind else record.msg)


def request_log() -> logging.Logger:
    """The logger to hand to aiohttp."""
    logger = logging.getLogger(__name__)
    logger.handlers, logger.propagate = [_OneLineEach()], False
    return logger
