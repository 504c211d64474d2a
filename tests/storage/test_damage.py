"""What can't be read is refused by name, and nothing is written over it; what a kill has cost is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import structlog
from kit.game import a_record
from kit.server import running
from kit.worlds import content, plain_map

from pyao.content.polls import Poll
from pyao.server.motd_archive import KEY as MOTD
from pyao.server.staff_archive import STAFF
from pyao.storage.documents import CASINO, GROUND, IP_BANS, ONLINE_RECORD, SOLD_KEYS
from pyao.storage.errors import CharacterUnreadable, DocumentUnreadable, StoreError
from pyao.storage.forum_documents import PREFIX as FORUM
from pyao.storage.guild_documents import guild_key
from pyao.storage.ledger_days import PREFIX as LEDGER
from pyao.storage.locks import Holder
from pyao.storage.map_change_document import KEY as MAP_CHANGES
from pyao.storage.redis_store import RedisStore
from pyao.storage.society_documents import BALLOT_BOX, USER_RECORDS
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.world.clock import SystemClock
from pyao.world.forums import ROYAL

if TYPE_CHECKING:
    from pathlib import Path

    from kit.redis_process import RedisProcess

PAGE = 4_096
WORLD = content(plain_map(1), poll=Poll(1, "¿Sí?", ("Sí", "No")))
TODAY = SystemClock().today().date().isoformat()
KEYS = (CASINO, GROUND, IP_BANS, ONLINE_RECORD, SOLD_KEYS, STAFF, MOTD, MAP_CHANGES, USER_RECORDS, BALLOT_BOX)
READ_AT_A_START = (*KEYS, FORUM + ROYAL, guild_key(1), LEDGER + TODAY)


async def stored(path: Path, characters: int = 60) -> None:
    """A database of some characters, properly closed."""
    store = SqliteStore(path)
    await store.open()
    await store.hold(Holder.this_process("a test"))
    await store.save(SaveBatch.of([a_record(f"Name {k}", (1, 50, 50)) for k in range(characters)], {"text": "x"}))
    await store.close()


@pytest.mark.parametrize("key", READ_AT_A_START)
@pytest.mark.parametrize("garbage", [b"\xff\xfe", b"{", b"\0\0\0", b"null", b"17", b'[["x"]]', b'{"x": 1}'])
async def test_a_document_of_garbage_is_refused_by_its_key(
    key: str, garbage: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """If it has the form of a document it is taken for one; else the server doesn't start, and leaves it as it is."""
    path = tmp_path / "pyao.sqlite3"
    store = SqliteStore(path)
    await store.open()
    await store.save(SaveBatch.of(documents={key: garbage}))
    await store.close()
    refused: list[DocumentUnreadable] = []
    try:
        async with running(monkeypatch, WORLD, storage__backend="sqlite", storage__path=path):
            pass
    except DocumentUnreadable as fault:
        refused.append(fault)
    assert all(key in str(fault) for fault in refused)
    assert refused or garbage not in {b"\xff\xfe", b"{"} or (key, garbage) == (IP_BANS, b"{")
    await store.open()
    assert not refused or await store.load_document(key) == garbage
    await store.close()


@pytest.mark.redis
async def test_a_character_of_garbage_in_redis_is_refused_by_name(redis_server: RedisProcess) -> None:
    store = RedisStore(redis_server.config())
    await store.open()
    await store.save(SaveBatch(characters={"ANA": b'{"name": "Ana", "gold": "many"}', "EVA": b"\xff\0"}))
    for name, field in (("Ana", "gold"), ("Eva", r"\(all\)")):
        with pytest.raises(CharacterUnreadable, match=f"character {name.upper()}: field {field}"):
            await store.load(name)
    await store.close()


@pytest.mark.parametrize("page", [0, 1, 2, -1])
async def test_a_damaged_page_is_found_at_the_start(page: int, tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    await stored(path)
    data = bytearray(path.read_bytes())
    start = page % (len(data) // PAGE) * PAGE
    data[start : start + 512] = bytes(range(256)) * 2
    path.write_bytes(data)
    with pytest.raises(StoreError, match=str(path)):
        await SqliteStore(path).open()
    assert path.read_bytes() == data


@pytest.mark.parametrize("left", [0, 100, PAGE, 3 * PAGE + 77])
async def test_a_cut_database_is_refused(left: int, tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    await stored(path)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(StoreError, match=str(path)):
        await SqliteStore(path).open()
    assert path.stat().st_size == left


async def copied_in_use(tmp_path: Path) -> Path:
    """What a server killed after its second save leaves, in a folder of its own."""
    path, copy = tmp_path / "pyao.sqlite3", tmp_path / "left" / "pyao.sqlite3"
    copy.parent.mkdir()
    store = SqliteStore(path)
    await store.open()
    for text in ("first", "second"):
        await store.save(SaveBatch.of([a_record("Ana", (1, 50, 50), description=text)], {"text": text}))
    for ending in ("", "-wal"):
        copy.with_name(copy.name + ending).write_bytes(path.with_name(path.name + ending).read_bytes())
    await store.close()
    return copy


@pytest.mark.parametrize("missing", [0, 10, 6 * PAGE, 100 * PAGE])
async def test_a_log_whose_end_is_missing_gives_an_earlier_save_whole_and_says_so(missing: int, tmp_path: Path) -> None:
    path = await copied_in_use(tmp_path)
    log = path.with_name(path.name + "-wal")
    whole = log.read_bytes()
    log.write_bytes(whole[: max(1_000, len(whole) - missing)])
    store = SqliteStore(path)
    await store.open()
    with structlog.testing.capture_logs() as said:
        await store.hold(Holder.this_process("a test"))
    record, text = await store.load("Ana"), await store.load_document("text")
    await store.close()
    assert [one["event"] for one in said if "killed" in one["event"]]
    assert (record.description.encode() if record else None) == text
    assert (text == b"second") is (missing == 0)


async def test_a_log_whose_database_is_gone_is_not_thrown_away(tmp_path: Path) -> None:
    path = await copied_in_use(tmp_path)
    path.unlink()
    with pytest.raises(StoreError, match=r"missing or empty.*-wal"):
        await SqliteStore(path).open()
    assert path.with_name(path.name + "-wal").exists()
    assert not path.exists()


async def test_a_proper_end_says_nothing_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    await stored(path)
    store = SqliteStore(path)
    with structlog.testing.capture_logs() as said:
        await store.open()
        await store.hold(Holder.this_process("a test"))
    await store.close()
    assert said == []


async def test_a_file_that_is_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pyao.sqlite3"
    path.write_text("Argentum" * 1_000, encoding="utf-8")
    with pytest.raises(StoreError, match=f"{path}: file is not a database"):
        await SqliteStore(path).open()
    assert path.read_text(encoding="utf-8") == "Argentum" * 1_000
