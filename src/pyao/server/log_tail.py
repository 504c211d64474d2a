"""The last lines of the log, kept in memory for who reads it in the dashboard."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from pyao.protocol.text import shortened

if TYPE_CHECKING:
    import structlog

MOST_LINES = 2_000
LONGEST_VALUE = 400
SECRET = ("password", "token", "secret", "clave")
"""A field with one of these in its name is shown as dots; no line should have one."""

_APART = {"event", "level", "timestamp", "module"}


class LogTail:
    """A bounded ring of lines, numbered from 1; a processor of structlog that changes nothing."""

    def __init__(self) -> None:
        self._lines: deque[dict[str, Any]] = deque(maxlen=MOST_LINES)
        self._last = 0

    def __call__(self, _logger: object, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
        """Keep a line."""
        self._last += 1
        fields = {name: _shown(name, value) for name, value in event.items() if name not in _APART}
        self._lines.append(
            {
                "number": self._last,
                "when": str(event.get("timestamp", "")),
                "level": str(event.get("level", "")),
                "module": str(event.get("module", "")),
                "event": shortened(str(event.get("event", "")), LONGEST_VALUE),
                "fields": fields,
            }
        )
        return event

    def after(self, number: int, most: int) -> list[dict[str, Any]]:
        """The lines after that number, the last `most` of them, oldest first."""
        found: deque[dict[str, Any]] = deque(maxlen=most)
        for line in reversed(self._lines):
            if line["number"] <= number or len(found) == most:
                break
            found.appendleft(line)
        return list(found)


TAIL = LogTail()
"""That of this process, as structlog is configured for the whole process too."""


def _shown(name: str, value: object) -> str:
    if any(word in name.lower() for word in SECRET):
        return "…"
    return shortened(str(value), LONGEST_VALUE)
