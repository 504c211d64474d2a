"""The audit log: one line of JSON for each order of the staff, only ever added to.

Each line carries the hash of the line before it, and a small file beside the log says how many lines there are and what
the last one's hash is: so a line that was changed, taken out or put in is found (`findings`).  The thread of the log
writes the lines in the order of the calls, so that no order of the game waits for the disk.
Source: 10-gm-admin §3 #5, §6.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from pyao.protocol.text import shortened
from pyao.storage.errors import StoreError
from pyao.storage.private_files import keep_for_owner, make_private_folder, write_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyao.world.audit import AuditEntry

log = structlog.get_logger()

AUDIT_NAME = "audit.jsonl"
"""The log's name in the data folder."""

FIRST = "0" * 64
"""What the first line carries instead of a hash."""

LONGEST_TEXT = 1_000
"""Letters of one text in an entry; a packet of a game master may hold twenty thousand."""

_TAIL = 1 << 20  # bytes; no line is nearly as long


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines there are, and the hash of the last one."""

    lines: int = 0
    hash: str = FIRST


class AuditLog:
    """Adds to the log in a folder; one process at a time, as with the folder itself."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / AUDIT_NAME
        self._head = Head()
        self._size = 0
        self._waiting: deque[AuditEntry] = deque()
        self._thread: ThreadPoolExecutor | None = None
        self._failing = False

    @property
    def head(self) -> Head:
        """What has been written so far."""
        return self._head

    def open(self) -> None:
        """Find the end of the log, or begin one.

        A last line that a crash has left unfinished is taken off: nothing that follows could be told from it.

        Raises:
            StoreError: the log can't be read or written.

        """
        try:
            make_private_folder(self._path.parent)
            keep_for_owner(self._path)
            _cut_unfinished(self._path)
            self._size = self._path.stat().st_size
            self._head = self._end()
            self._write_head()
        except OSError as fault:
            raise StoreError(f"{self._path}: the audit log can't be written: {fault.strerror or fault}") from fault
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="audit")

    def _end(self) -> Head:
        """Where the log goes on: behind its last line, or, if that is not where it ended, behind what was written.

        In the latter case the next line does not follow on the last one, so that `findings` shows it for ever.
        """
        found, noted = _last_line(self._path), _noted_head(self._path)
        if found.lines > noted.lines or found == noted:
            return found
        log.error(
            "the audit log is not as it was written: see pyao-server audit verify",
            lines=found.lines,
            written=noted.lines,
        )
        return noted

    def note(self, entry: AuditEntry) -> None:
        """Add an entry behind all others; never waits, never fails: while the disk does, entries wait in order."""
        self._waiting.append(entry)
        if self._thread is not None:
            self._thread.submit(self._write_waiting)

    def close(self) -> bool:
        """Write what still waits and end; `False` = some entries could not be written."""
        if self._thread is not None:
            self._thread.submit(self._write_waiting)
            self._thread.shutdown()
            self._thread = None
        return not self._waiting

    # Everything below runs on the log's thread.

    def _write_waiting(self) -> None:
        entries = list(self._waiting)
        if not entries:
            return
        head, lines = self._head, bytearray()
        for entry in entries:
            line = _line(entry, head)
            head = Head(head.lines + 1, _hash(line))
            lines += line + b"\n"
        try:
            self._append(bytes(lines))
        except OSError as fault:
            if not self._failing:
                log.error("the audit log can't be written; its entries are kept", reason=str(fault))  # noqa: TRY400
            self._failing = True
            return
        self._failing = False
        self._head = head
        for _entry in entries:
            self._waiting.popleft()
        self._write_head()

    def _append(self, lines: bytes) -> None:
        """Add whole lines, or nothing."""
        with self._path.open("ab", buffering=0) as file:
            try:
                file.write(lines)
                os.fsync(file.fileno())
            except OSError:
                file.truncate(self._size)
                raise
        self._size += len(lines)

    def _write_head(self) -> None:
        try:
            content = json.dumps({"lines": self._head.lines, "hash": self._head.hash}) + "\n"
            write_private(head_path(self._path), content.encode())
        except OSError as fault:
            log.warning("the end of the audit log can't be noted", reason=str(fault))


def entries_of(path: Path) -> Iterator[dict[str, Any]]:
    """The entries of a log, oldest first; lines that can't be read are passed over."""
    with path.open("rb") as file:
        for line in file:
            entry = _read(line)
            if entry is not None:
                yield entry


def findings(path: Path) -> Iterator[str]:
    """Look whether a log is as it was written: a sentence for each place where it isn't.

    Lines that were added after the noted end are as good as others: a crash can come before the end is noted.
    """
    noted, head = _noted_head(path), Head()
    at_noted = noted.hash if noted.lines == 0 else ""
    with path.open("rb") as file:
        for line in file:
            content = line.rstrip(b"\n")
            number = head.lines + 1
            entry = _read(content)
            if entry is None:
                yield f"line {number} can't be read"
            elif entry["number"] > number:
                yield f"{_span(number, entry['number'] - 1)} missing"
                number = entry["number"]
            elif entry["number"] < number or entry["before"] != head.hash:
                yield f"line {number} does not follow on the one before: one of them was changed, put in or taken out"
            head = Head(number, _hash(content))
            if number == noted.lines:
                at_noted = head.hash
    if head.lines < noted.lines:
        yield f"{_span(head.lines + 1, noted.lines)} missing at the end"
    elif at_noted != noted.hash:
        yield f"line {noted.lines} is not the one that was written"


def _span(first: int, last: int) -> str:
    return f"line {first} is" if first == last else f"lines {first} to {last} are"


def head_path(path: Path) -> Path:
    """The file that says where the log ends."""
    return path.with_suffix(".head")


def _line(entry: AuditEntry, head: Head) -> bytes:
    fields = {
        "number": head.lines + 1,
        "when": entry.when.isoformat(timespec="milliseconds"),
        "who": entry.who,
        "rank": entry.rank,
        "place": entry.place,
        "command": entry.command,
        "arguments": {name: _kept(value) for name, value in entry.arguments.items()},
        "target": _kept(entry.target),
        "result": entry.result.value,
        "reason": _kept(entry.reason),
        "before": head.hash,
    }
    return json.dumps(fields, ensure_ascii=False, default=str).encode("utf-8", "backslashreplace")


def _kept(value: object) -> object:
    """What stands in the log of a field's value."""
    return shortened(value, LONGEST_TEXT) if isinstance(value, str) else value


def _hash(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()


def _read(line: bytes) -> dict[str, Any] | None:
    """The entry in a line; `None` = it is none."""
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and isinstance(entry.get("number"), int) and "before" in entry else None


def _noted_head(path: Path) -> Head:
    """What stands in the file beside the log; a missing file is as if it said that there is nothing."""
    try:
        noted = json.loads(head_path(path).read_bytes())
        return Head(int(noted["lines"]), str(noted["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Head()


def _last_line(path: Path) -> Head:
    """The log's last line that can be read, by its own number."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _TAIL))
        lines = file.read().splitlines()
    if not lines:
        return Head()
    entry = _read(lines[-1])
    return Head(entry["number"] if entry is not None else 0, _hash(lines[-1]))


def _cut_unfinished(path: Path) -> None:
    """Take off what follows the last line feed."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        start = max(0, size - _TAIL)
        file.seek(start)
        tail = file.read()
        whole = tail.rfind(b"\n") + 1
        if whole < len(tail):
            log.warning("the audit log ended in an unfinished line, which is taken off", bytes=len(tail) - whole)
            file.truncate(start + whole)
