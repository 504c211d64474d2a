"""What `characters export --mine` adds to what the server knows about a player: the audit log, and a form to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyao.storage.audit_log import entries_of
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STEP = "  "


def staff_acts(log: Path, name: str) -> list[dict[str, Any]]:
    """What the staff has ordered about a character: when, what, why and what came of it, but not who."""
    if not log.exists():
        return []
    return [
        {
            "when": entry["when"],
            "order": entry["command"],
            "why": entry["arguments"].get("reason", ""),
            "result": entry["result"],
        }
        for entry in entries_of(log)
        if key_of(entry["target"]) == key_of(name)
    ]


def outline(found: dict[str, Any]) -> str:
    """Plain values as indented lines; what is empty is left out."""
    return "".join(f"{line}\n" for line in _lines(found, ""))


def _lines(value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401 - plain values that JSON has
    pairs = value.items() if isinstance(value, dict) else ((f"{k}.", one) for k, one in enumerate(value, start=1))
    for name, one in pairs:
        title = str(name).replace("_", " ")
        if isinstance(one, (dict, list)):
            if below := list(_lines(one, indent + _STEP)):
                yield f"{indent}{title}"
                yield from below
        elif one or one is False:
            said = {True: "yes", False: "no"}[one] if isinstance(one, bool) else one
            yield f"{indent}{title}: {said}"
