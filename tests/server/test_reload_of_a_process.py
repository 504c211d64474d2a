"""A running server, asked from the command line, reads its data again while somebody plays."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from kit.game import PASSWORD, a_record
from kit.process import a_server, pyao
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading, ObjectType
from pyao.content.items import ItemDef
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.server.settings import STORE_NAME
from pyao.storage.passwords import Passwords
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.world_pack import PACK_NAME, write_pack
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from pathlib import Path

APPLE = ItemDef(id=1, name="Manzana", grh=506, type=ObjectType.USE_ONCE, food=10, value=30)
WORLD = content(plain_map(1), items={1: APPLE})


def carries(client: HeadlessClient) -> str:
    """The name of what the client was last told to be in the first slot of the bag."""
    told = [one.fields for one in client.recent if one.id is S.CHANGE_INVENTORY_SLOT and one.fields["slot"] == 1]
    return str(told[-1]["name"])


async def prepare(data: Path) -> None:
    write_pack(data / PACK_NAME, WORLD)
    store = SqliteStore(data / STORE_NAME)
    await store.open()
    ana = a_record("Ana", (1, 50, 50))
    ana.password_hash = await Passwords(time_cost=1, memory_kib=8, at_once=1).hash_password(PASSWORD)
    ana.inventory[0] = ItemStack(1, 3)
    await store.create(ana)
    await store.close()


async def test_who_plays_sees_the_new_data_and_a_damaged_pack_changes_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    await prepare(data)
    with a_server(data) as server:
        ana = HeadlessClient()
        await ana.connect(port=server.port())
        await ana.login("Ana", PASSWORD)
        assert carries(ana) == "Manzana"

        write_pack(data / PACK_NAME, replace(WORLD, items={1: replace(APPLE, name="Pera")}))
        done = await asyncio.to_thread(pyao, "reload", "--data", str(data), cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "reloaded: 1 items\n", "")
        await ana.ping()
        assert carries(ana) == "Pera"

        (data / PACK_NAME).write_bytes(b"not a pack")
        done = await asyncio.to_thread(pyao, "reload", "--data", str(data), cwd=tmp_path)
        assert done.returncode == 2
        assert "nothing was reloaded" in done.stderr
        ana.walk(Heading.EAST)
        await ana.ping()
        assert (ana.view.x, carries(ana)) == (51, "Pera")
        assert ana.view.violations == []
        await ana.close()
