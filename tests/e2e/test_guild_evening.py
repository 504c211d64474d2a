"""An evening of guilds over real sockets: founding, joining, war, an election; all of it is there after a restart."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kit.game import PASSWORD, a_record
from kit.guilds import FOUNDER, a_guild, wrong_in
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.headless_client import HeadlessClient
from pyao.protocol import client_packets as c
from pyao.protocol.enums import GuildAlignment
from pyao.server import rounds
from pyao.world.record import Faction, GuildMembership

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from pyao.server.argentum_server import ArgentumServer

NAMES = ("Ana", "Beto", "Caro", "Dina", "Evo", "Fox")
WORLD = content(plain_map(1), plain_map(2))
FORM = {"Ana": "Los Lobos", "Dina": "Osos"}


async def come(server: ArgentumServer) -> dict[str, HeadlessClient]:
    clients = {}
    for name in NAMES:
        client = clients[name] = HeadlessClient()
        await client.connect(port=server.listener.port)
        await client.login(name, PASSWORD)
    return clients


def reads(client: HeadlessClient, words: str) -> bool:
    return any(words in text for text in client.view.console)


async def hears(client: HeadlessClient, words: str) -> None:
    await client.wait_for(lambda: reads(client, words))


async def test_an_evening_of_guilds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = {"storage__backend": "sqlite", "storage__path": str(tmp_path / "pyao.sqlite3"), "game__exit_countdown_s": 0}
    async with running(monkeypatch, WORLD, **store) as server:
        password = await server.game.passwords.hash_password(PASSWORD)
        for number, name in enumerate(NAMES):
            record = a_record(name, (1, 40 + 3 * number, 50), **FOUNDER)
            record.password_hash = password
            await server.saver.create(record)
        clients = await come(server)
        for name, guild in FORM.items():
            clients[name].send(c.GuildFundate(), c.GuildFundation(4), c.CreateNewGuild("", guild, "", ("x",) * 8))
            await hears(clients["Fox"], f"{name} fundó el clan {guild}")
        for leader, names in (("Ana", ("Beto", "Caro")), ("Dina", ("Evo",))):
            for name in names:
                clients[name].talk(f"/pedirclan {FORM[leader]}@hola")
                await hears(clients[name], "Tu solicitud fue enviada")
                clients[leader].talk(f"/admitir {name}")
                await hears(clients[name], f"{name} fue aceptado")
        clients["Ana"].talk("/guerra osos")
        await hears(clients["Evo"], "Los Lobos le declaró la guerra a tu clan")
        clients["Ana"].talk("/elecciones")
        await hears(clients["Caro"], "Empezaron las elecciones")
        clients["Caro"].talk("/voto beto")
        await hears(clients["Caro"], "Tu voto fue contado")
        await clients["Caro"].close()
        clients["Ana"].talk("/echarclan caro")
        await hears(clients["Beto"], "Caro fue expulsado del clan.")
        clients["Fox"].talk("/pedirclan osos@¿puedo?")
        await hears(clients["Fox"], "Tu solicitud fue enviada")
        for client in clients.values():
            assert client.view.violations == []
            await client.close()
    async with running(monkeypatch, WORLD, **store) as server:
        assert await wrong_in(server.realm.store) == []
        lobos, osos = server.world.guilds
        assert (lobos.members, osos.members) == (["ANA", "BETO"], ["DINA", "EVO"])
        assert lobos.election is not None
        assert lobos.election.votes == {"CARO": "BETO"}
        clients = await come(server)
        clients["Dina"].talk("/clan")
        await hears(clients["Dina"], "En guerra con: Los Lobos.")
        await hears(clients["Dina"], "Piden entrar: Fox.")
        clients["Caro"].talk("/clan")
        await hears(clients["Caro"], "No pertenecés a ningún clan.")
        for client in clients.values():
            assert client.view.violations == []
            await client.close()


async def test_members_who_are_offline_are_reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "REVIEW_INTERVAL_S", 0.01)
    async with running(monkeypatch, WORLD) as server:
        faction, membership = Faction(chaos_legion=True), GuildMembership(1)
        await server.saver.create(a_record("Beto", (1, 50, 50), faction=faction, guild=membership))
        guild = a_guild("Los Lobos", "Ana", "Beto", alignment=GuildAlignment.NEUTRAL, under_review=["BETO", "ANA"])
        server.world.guilds.add(guild)
        for _look in range(500):
            if not guild.under_review:
                break
            await asyncio.sleep(0.01)
        assert (guild.members, guild.under_review) == (["ANA"], [])
        await server.saver.flush()
        stored = await server.realm.store.load("Beto")
        assert stored is not None
        assert stored.guild == GuildMembership(past_guilds="Los Lobos")
        assert await server.realm.store.load_document("guild:1") is not None
