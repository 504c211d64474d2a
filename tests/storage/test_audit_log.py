"""The audit log: lines in order, each bound to the one before; whatever is changed afterwards is found."""

from __future__ import annotations

import json
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from pyao.storage.audit_log import AUDIT_NAME, FIRST, LONGEST_TEXT, AuditLog, entries_of, findings, head_path
from pyao.storage.errors import StoreError
from pyao.world.audit import AuditEntry, Result

if TYPE_CHECKING:
    from pathlib import Path


def entry(number: int) -> AuditEntry:
    return AuditEntry(
        when=datetime(2026, 1, 5, 12, 0, number % 60, tzinfo=UTC),
        who="Sara",
        rank="SEMIDIOS",
        place=(1, 50, 50),
        command="BAN",
        arguments={"name": "Ñandú", "reason": f"número {number}"},
        target="Ñandú",
        result=Result.DONE,
    )


def written(folder: Path, numbers: range) -> Path:
    """A log to which these entries have been added by a process of its own."""
    log = AuditLog(folder)
    log.open()
    for number in numbers:
        log.note(entry(number))
    assert log.close()
    return folder / AUDIT_NAME


def lines_of(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def test_lines_are_in_order_and_carry_the_hash_of_the_one_before(tmp_path: Path) -> None:
    path = written(tmp_path / "data", range(1, 201))
    entries = list(entries_of(path))
    assert [one["number"] for one in entries] == list(range(1, 201))
    assert [one["arguments"]["reason"] for one in entries] == [f"número {number}" for number in range(1, 201)]
    assert entries[0] == {
        "number": 1,
        "when": "2026-01-05T12:00:01.000+00:00",
        "who": "Sara",
        "rank": "SEMIDIOS",
        "place": [1, 50, 50],
        "command": "BAN",
        "arguments": {"name": "Ñandú", "reason": "número 1"},
        "target": "Ñandú",
        "result": "done",
        "reason": "",
        "before": FIRST,
    }
    assert len({one["before"] for one in entries}) == 200
    assert not list(findings(path))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    path = written(tmp_path / "data", range(1, 3))
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in (path, head_path(path))} == {0o600}


def test_the_next_process_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    written(tmp_path, range(1, 4))
    path = written(tmp_path, range(4, 6))
    assert [one["number"] for one in entries_of(path)] == [1, 2, 3, 4, 5]
    assert not list(findings(path))


def edited(line: bytes, **changes: Any) -> bytes:
    return (json.dumps(json.loads(line) | changes, ensure_ascii=False) + "\n").encode()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda ls: [ls[0], edited(ls[1], who="Nadie"), *ls[2:]], "line 3 does not follow on the one before"),
        (lambda ls: [edited(ls[0], who="Nadie"), *ls[1:]], "line 2 does not follow on the one before"),
        (lambda ls: [*ls[:-1], edited(ls[-1], who="Nadie")], "line 5 is not the one that was written"),
        (lambda ls: [*ls[:2], *ls[3:]], "line 3 is missing"),
        (lambda ls: [*ls[:1], *ls[4:]], "lines 2 to 4 are missing"),
        (lambda ls: ls[1:], "line 1 is missing"),
        (lambda ls: ls[:-1], "line 5 is missing at the end"),
        (lambda ls: ls[:2], "lines 3 to 5 are missing at the end"),
        (lambda _: [], "lines 1 to 5 are missing at the end"),
        (lambda ls: [*ls[:3], ls[2], *ls[3:]], "line 4 does not follow on the one before"),
        (lambda ls: [ls[1], ls[0], *ls[2:]], "line 1 is missing"),
        (lambda ls: [*ls[:2], b"rubbish\n", *ls[3:]], "line 3 can't be read"),
    ],
)
def test_what_was_changed_is_found_and_stays_found(tmp_path: Path, change: Any, found: str) -> None:
    path = written(tmp_path, range(1, 6))
    path.write_bytes(b"".join(change(lines_of(path))))
    assert any(found in sentence for sentence in findings(path)), list(findings(path))
    written(tmp_path, range(6, 8))
    assert list(findings(path)), "the log went on, and nothing is to be seen any more"


def test_an_unfinished_last_line_is_taken_off(tmp_path: Path) -> None:
    path = written(tmp_path, range(1, 4))
    with path.open("ab") as file:
        file.write(b'{"number": 4, "when": "2026-')
    written(tmp_path, range(4, 5))
    assert [one["number"] for one in entries_of(path)] == [1, 2, 3, 4]
    assert not list(findings(path))


def test_lines_written_after_the_end_was_noted_are_good(tmp_path: Path) -> None:
    """The process was killed between the two."""
    written(tmp_path, range(1, 4))
    noted = head_path(tmp_path / AUDIT_NAME).read_bytes()
    path = written(tmp_path, range(4, 6))
    head_path(path).write_bytes(noted)
    assert not list(findings(path))


def test_while_the_disk_fails_entries_wait_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = AuditLog(tmp_path)
    log.open()
    with monkeypatch.context() as broken:
        broken.setattr("pyao.storage.audit_log.os.fsync", full_disk)
        log.note(entry(1))
        log.note(entry(2))
        assert not log.close()
    assert not lines_of(tmp_path / AUDIT_NAME)
    log.open()
    log.note(entry(3))
    assert log.close()
    assert [one["arguments"]["reason"][-1] for one in entries_of(tmp_path / AUDIT_NAME)] == ["1", "2", "3"]
    assert not list(findings(tmp_path / AUDIT_NAME))


def full_disk(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_folder_that_can_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StoreError, match="data"):
        AuditLog(tmp_path / "data").open()


def test_no_text_in_an_entry_is_long(tmp_path: Path) -> None:
    log = AuditLog(tmp_path)
    log.open()
    log.note(replace(entry(1), target="x" * 20_000, reason="y" * 20_000, arguments={"text": "z" * 20_000, "amount": 7}))
    assert log.close()
    (only,) = entries_of(tmp_path / AUDIT_NAME)
    assert {len(only["target"]), len(only["reason"]), len(only["arguments"]["text"])} == {LONGEST_TEXT + 1}
    assert only["arguments"]["amount"] == 7
