from __future__ import annotations

from pyao.storage.documents import ip_bans, ip_bans_document, online_record, online_record_document
from pyao.storage.memory_store import MemoryStore
from pyao.storage.store import SaveBatch


async def test_banned_addresses_come_back_from_the_store() -> None:
    store = MemoryStore()
    await store.save(SaveBatch.of(documents={"ip-bans": ip_bans_document(["10.0.0.2", "10.0.0.1", "10.0.0.2", "::1"])}))

    assert await store.load_document("ip-bans") == b"10.0.0.1\n10.0.0.2\n::1"
    assert ip_bans(await store.load_document("ip-bans")) == {"10.0.0.1", "10.0.0.2", "::1"}


def test_without_a_document_nobody_is_banned_and_the_record_is_zero() -> None:
    assert ip_bans(None) == ip_bans(ip_bans_document([]).encode()) == set()
    assert online_record(None) == 0
    assert online_record(online_record_document(548).encode()) == 548
