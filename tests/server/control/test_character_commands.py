"""Commands on characters, in the world and outside it, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.game import PASSWORD, a_record
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.server.control.command import Refused
from pyao.storage.default_world import load_default_world
from pyao.world.ledger import COINS, Reason

if TYPE_CHECKING:
    from pyao.server.argentum_server import ArgentumServer
    from pyao.server.control.command import Reply
    from pyao.world.record import CharacterRecord

WORLD = content(plain_map(1), plain_map(66))


async def order(server: ArgentumServer, command: str, **arguments: Any) -> Reply:
    return await server.office.desk.execute(f"characters.{command}", arguments, who="operator:test")


async def refused(server: ArgentumServer, command: str, **arguments: Any) -> str:
    with pytest.raises(Refused) as fault:
        await order(server, command, **arguments)
    return str(fault.value)


async def born(server: ArgentumServer, name: str, **changes: Any) -> None:
    hashed = await server.game.passwords.hash_password(PASSWORD)
    await server.saver.create(a_record(name, (1, 50, 50), password_hash=hashed, **changes))


async def comes(server: ArgentumServer, name: str, password: str = PASSWORD) -> HeadlessClient:
    one = HeadlessClient()
    await one.connect(port=server.listener.port)
    await one.login(name, password)
    return one


async def kept(server: ArgentumServer, name: str) -> CharacterRecord:
    record = await server.saver.load(name)
    assert record is not None
    return record


async def test_a_ban_throws_out_and_keeps_out(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await born(server, "Ana")
        ana = await comes(server, "Ana")
        await order(server, "ban", name="ana", reason="Spam")
        assert not server.world.online
        record = await kept(server, "Ana")
        assert (record.banned, record.banned_by, record.ban_reason) == (True, "Operador", "Spam")
        assert record.penalties[-1].startswith("operador: BAN POR spam ")
        with pytest.raises(Disconnected):
            await comes(server, "Ana")
        assert "banned already" in await refused(server, "ban", name="Ana", reason="x")
        await order(server, "unban", name="Ana")
        assert (await kept(server, "Ana")).penalties[-1].startswith("operador: UNBAN ")
        assert "not banned" in await refused(server, "unban", name="Ana")
        again = await comes(server, "Ana")
        await again.close()
        await ana.close()


async def test_all_bans_can_be_lifted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        for name in ("Ana", "Beto", "Caro"):
            await born(server, name)
        for name in ("Ana", "Caro"):
            await order(server, "ban", name=name, reason="Spam")
        assert sorted((await order(server, "unban-all")).data) == ["Ana", "Caro"]
        record = await kept(server, "Caro")
        assert (record.banned, record.banned_by, record.ban_reason) == (False, "", "")
        assert [line.startswith("operador: BAN POR spam ") for line in record.penalties] == [True]
        assert (await order(server, "unban-all")).data == []
        assert not (await kept(server, "Beto")).penalties


async def test_jail_for_somebody_in_the_world_and_for_somebody_who_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, game__gods="DINA") as server:
        for name in ("Ana", "Beto", "Dina"):
            await born(server, name)
        ana = await comes(server, "Ana")
        for name in ("Ana", "Beto"):
            await order(server, "jail", name=name, minutes=20, reason="Insultos")
            record = await kept(server, name)
            assert record.jail_minutes == 20
            assert record.penalties[-1].startswith("operador: CARCEL 20m, MOTIVO: insultos ")
        assert (server.world.online["ANA"].map, (await kept(server, "Beto")).map) == (66, 66)
        assert "at most 60" in await refused(server, "jail", name="Ana", minutes=61, reason="x")
        assert "staff" in await refused(server, "jail", name="Dina", minutes=5, reason="x")
        await ana.close()


async def test_another_password(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await born(server, "Ana")
        await order(server, "password", name="Ana", password="otra")
        with pytest.raises(Disconnected):
            await comes(server, "Ana")
        ana = await comes(server, "Ana", "otra")
        await order(server, "password", name="Ana", password="tercera")  # the next save must not bring the old one back
        await ana.close()
        await server.saver.flush()
        check = await server.game.passwords.verify_password(
            (await kept(server, "Ana")).password_hash, "tercera", lambda: True
        )
        assert check.ok
        assert "3 to 15" in await refused(server, "password", name="Ana", password="ab")


async def test_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        for name in ("Ana", "Beto"):
            await born(server, name)
        await order(server, "grant", name="Ana", rank="dios")
        assert "already" in await refused(server, "rename", name="Ana", new="beto")
        assert "no valid name" in await refused(server, "rename", name="Ana", new="An4")
        await order(server, "rename", name="ana", new="Nueva")
        assert await server.saver.load("Ana") is None
        record = await kept(server, "Nueva")
        assert record.name == "Nueva"
        assert "era ana" in record.penalties[-1]
        assert server.world.settings.gods == ("NUEVA",)
        beto = await comes(server, "Beto")
        assert "kick it first" in await refused(server, "rename", name="Beto", new="Otro")
        await beto.close()


async def test_a_deleted_character_is_kept_and_the_ledger_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await born(server, "Ana", gold=700)
        before = await kept(server, "Ana")
        await order(server, "delete", name="ana")
        assert (await order(server, "list")).data == []
        (line,) = (await order(server, "list", deleted=True)).data
        assert line.startswith("ANA ")
        await born(server, "Ana")
        assert "already" in await refused(server, "restore", name="Ana")
        await order(server, "delete", name="Ana")
        await order(server, "restore", name="Ana")
        await order(server, "delete", name="Ana")
        assert len((await order(server, "list", deleted=True)).data) == 2
        assert "no deleted" in await refused(server, "restore", name="Beto")
        assert "no character" in await refused(server, "delete", name="Beto")
        assert before.gold == 700


async def test_restoring_gives_back_what_was_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await born(server, "Ana", gold=700)
        before = await kept(server, "Ana")
        await order(server, "delete", name="Ana")
        await order(server, "restore", name="Ana")
        assert await kept(server, "Ana") == before
        await server.saver.flush()
        turnover = server.realm.archives.books._totals[Reason.GM, COINS]
        assert (turnover.born, turnover.gone) == (700, 700)
        assert (await order(server, "list", deleted=True)).data == []


async def test_deleted_characters_are_forgotten_after_thirty_days(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        server.saver.put_document("deleted:VIEJA:2020-01-01T00:00:00+00:00", b"{}")
        await server.saver.flush()
        await born(server, "Ana")
        await order(server, "delete", name="Ana")
        assert [line.partition(" ")[0] for line in (await order(server, "list", deleted=True)).data] == ["ANA"]


async def test_an_exported_character_can_be_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await born(server, "Ana", gold=700)
        exported = (await order(server, "export", name="Ana")).data
        await order(server, "create", name="Copia", record=exported)
        record = await kept(server, "Copia")
        assert (record.name, record.gold) == ("Copia", 700)
        copy = await comes(server, "Copia")
        await copy.close()
        assert "field level" in await refused(server, "create", name="Otra", record=exported | {"level": "much"})


async def test_a_created_character_can_play(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, load_default_world()) as server:
        given = {"race": "elf", "gender": "woman", "player_class": "mage", "home": "nix"}
        await order(server, "create", name="Maga", password="clave", **given)
        record = await kept(server, "Maga")
        assert (record.race, record.gender, record.player_class, record.home) == (2, 2, 1, 2)
        assert record.look.head == 170
        maga = await comes(server, "Maga", "clave")
        await maga.close()
        assert "already" in await refused(server, "create", name="maga", password="clave")
        assert "one of" in await refused(server, "create", name="Otra", password="clave", player_class="ninja")
        assert "missing" in await refused(server, "create", name="Otra")


async def test_ranks_granted_from_outside_count_with_those_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, game__gods="DINA") as server:
        for name in ("Ana", "Dina"):
            await born(server, name)
        await order(server, "grant", name="Ana", rank="especial")
        assert (server.world.settings.special, server.world.settings.demigods) == (("ANA",), ("ANA",))
        await order(server, "grant", name="ana", rank="dios")
        assert (server.world.settings.special, server.world.settings.gods) == ((), ("DINA", "ANA"))
        ana = await comes(server, "Ana")
        assert server.world.online["ANA"].privileges.name == "DIOS"
        await ana.close()
        assert (await order(server, "show", name="Ana")).data["ranks"] == ["dios"]
        await order(server, "grant", name="Ana", rank="none")
        assert server.world.settings.gods == ("DINA",)
        assert "settings still list it as dios" in await refused(server, "grant", name="Dina", rank="none")
        assert "no character" in await refused(server, "grant", name="Nadie", rank="dios")


async def test_granted_ranks_outlive_the_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    store = {"storage__backend": "sqlite", "storage__path": tmp_path / "pyao.sqlite3"}
    async with running(monkeypatch, WORLD, **store) as server:
        await born(server, "Ana")
        await order(server, "grant", name="Ana", rank="admin")
    async with running(monkeypatch, WORLD, **store) as server:
        assert server.world.settings.admins == ("ANA",)


async def test_nothing_is_shown_of_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await born(server, "Ana")
        shown = (await order(server, "show", name="Ana")).data
        assert shown["level"] == 30
        assert "password_hash" not in shown
        for name in ("Nadie", "../x", "Ana9"):
            assert "no character" in await refused(server, "show", name=name)


async def test_while_the_store_fails_everything_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        await born(server, "Ana")

        async def fails(*_: Any, **__: Any) -> None:
            raise OSError("no disk")

        with monkeypatch.context() as broken:
            broken.setattr(server.realm.store, "save", fails)
            assert "can't be written" in await refused(server, "ban", name="Ana", reason="x")
