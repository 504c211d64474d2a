"""Recorded sessions: a real server, clients that send anything, and its recording."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from kit.chaos import NAMES, Scribbler, place_of, record_of, square
from kit.game import a_record
from kit.guilds import a_guild
from kit.server import CHEAP

from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.protocol import client_packets as c
from pyao.replay.recording import read_recording
from pyao.server.recording import recorded_server
from pyao.server.replaying import Outcome, Replay
from pyao.server.settings import Settings, load_settings
from pyao.storage.guild_documents import guild_document, guild_key
from pyao.storage.sqlite_store import SqliteStore
from pyao.storage.store import SaveBatch
from pyao.storage.world_pack import PACK_NAME, write_pack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pyao.replay.recording import Recording
    from pyao.server.argentum_server import ArgentumServer

SECRET = "Zanahoria77"
"""The password of everybody; it is kept in clear at first, as an import may leave it."""

NPCS = ((5, 52, 50), (7, 48, 50), (8, 50, 52), (9, 50, 48), (501, 53, 53), (501, 47, 47))
SQUARE = square(*NPCS)


def settings_in(folder: Path, **more: Any) -> Settings:
    """Settings of a server that keeps everything in that folder."""
    given = {name.replace("__", ".", 1): value for name, value in more.items()}
    settings, _origins = load_settings(
        None,
        {},
        {},
        CHEAP
        | {
            "world.data_dir": folder,
            "storage.backend": "sqlite",
            "storage.path": folder / "pyao.sqlite3",
            "storage.save_interval_s": 0.2,
            "game.exit_countdown_s": 1,
            "game.gods": ("LUZ",),
        }
        | given,
    )
    return settings


async def fill(settings: Settings) -> None:
    """Leave the world in the folder, and the six and their two guilds in the store."""
    write_pack(settings.world.data_dir / PACK_NAME, SQUARE)
    store = SqliteStore(settings.storage.path)
    await store.open()
    guilds = a_guild("Lobos", "Ana", "Beto"), a_guild("Osos", "Carla", "Dario", number=2)
    records = [
        a_record(name, place_of(k), dead=name == "Eva", **record_of(k), password_hash=f"plain:{SECRET}")
        for k, name in enumerate(NAMES)
    ]
    await store.save(SaveBatch.of(records, {guild_key(one.number): guild_document(one) for one in guilds}))
    await store.close()


@asynccontextmanager
async def recorded(settings: Settings, path: Path, **options: Any) -> AsyncIterator[ArgentumServer]:
    """A server that is recorded."""
    server = recorded_server(settings, path, **options)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def replayed(recording: Recording, settings: Settings, **options: Any) -> Outcome:
    return Replay(recording, settings, **options).play()


async def scribble(server: ArgentumServer, name: str, seed: int, packets: int) -> None:
    """Play a character and send anything, in bursts; cut the line now and then, and come again."""
    scribbler = Scribbler(seed)
    client = HeadlessClient(strict=False, frame_s=0.001, patience_s=1)
    sent = 0
    while sent < packets:
        client.reset()
        await client.connect(port=server.listener.port)
        with suppress(Disconnected, TimeoutError):
            await client.login(name, SECRET if scribbler.dice.random() < 0.8 else "mala")
        while sent < packets and not client.closed and client.view.logged:
            burst = [scribbler.packet() for _ in range(scribbler.dice.choice((1, 1, 2, 5, 20)))]
            sent += len(burst)
            with suppress(Disconnected):
                client.send(*burst)
            await asyncio.sleep(0.005)
            if scribbler.dice.random() < 0.02:
                break
        sent += 5
        await client.close()
        await asyncio.sleep(0.02)


async def a_wild_evening(server: ArgentumServer, seed: int, packets: int) -> None:
    """Six play at once, a seventh is made and changes her password, a stranger sends rubbish, the operator orders."""
    wild = [asyncio.create_task(scribble(server, name, seed * 100 + k, packets)) for k, name in enumerate(NAMES)]
    newcomer = HeadlessClient(strict=False)
    await newcomer.connect(port=server.listener.port)
    with suppress(Disconnected):
        await newcomer.create("Nora", SECRET)
        newcomer.send(c.ChangePassword(SECRET, SECRET + "x"))
    stranger = HeadlessClient(strict=False)
    await stranger.connect(port=server.listener.port)
    stranger.send_bytes(b"\x07" + b"\x00" * 3 + SECRET.encode())
    for command, arguments in (
        ("say", {"text": "¡Hola!"}),
        ("characters.ban", {"name": "Nora", "reason": "ruido"}),
        ("stop", {"in_s": 2}),
        ("save", {}),
        ("stop", {"cancel": True}),
        ("reload", {"what": "settings"}),
    ):
        with suppress(Exception):
            await server.office.desk.execute(command, arguments, who="operator:test")
        await asyncio.sleep(0.05)
    await asyncio.gather(*wild)
    await newcomer.close()
    await stranger.close()


async def evening(path: Path, settings: Settings, seed: int, packets: int) -> Recording:
    """The recording of a wild evening."""
    await fill(settings)
    async with recorded(settings, path) as server:
        await a_wild_evening(server, seed, packets)
    return read_recording(path)
