"""The headless client against a server that says exactly what the test wants."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from kit.patience import PATIENCE_S

from pyao.client import headless_client
from pyao.client.headless_client import Disconnected, HeadlessClient, Violation
from pyao.client.screens import Screen
from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.decoder import PacketDecoder
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.message import Message

BURST = [
    msg.resuscitation_safe_off(),
    msg.change_map(1, 0),
    msg.area_changed(50, 50),
    msg.character_create(7, 1, 5, 3, 50, 50, 2, 2, 2, 0, 999, "Ana", 2, 1),
    msg.user_char_index_in_server(7),
    msg.logged(3),
]


class FakeServer:
    """Hears one client, and says what it is told to."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[ClientPacket | None] = asyncio.Queue()
        self.port = 0
        self._writer: asyncio.StreamWriter | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        decoder = PacketDecoder()
        while data := await reader.read(65_536):
            decoder.feed(data, 0)
            while (packet := decoder.take(0)) is not None:
                self.heard.put_nowait(packet)
        self.heard.put_nowait(None)

    async def next(self) -> ClientPacket | None:
        """The client's next packet; `None` = it has hung up."""
        return await asyncio.wait_for(self.heard.get(), PATIENCE_S)

    def says(self, *messages: Message) -> None:
        self.says_bytes(b"".join(one.bytes_for(TextEncoding.UTF_8) for one in messages))

    def says_bytes(self, data: bytes) -> None:
        assert self._writer is not None
        self._writer.write(data)

    def ends(self) -> None:
        assert self._writer is not None
        self._writer.close()


@asynccontextmanager
async def connected(*, strict: bool = True) -> AsyncIterator[tuple[FakeServer, HeadlessClient]]:
    fake = FakeServer()
    server = await asyncio.start_server(fake.serve, "127.0.0.1", 0)
    client = HeadlessClient(strict=strict)
    await client.connect(port=server.sockets[0].getsockname()[1])
    try:
        yield fake, client
    finally:
        await client.close()
        server.close()
        if fake._writer is not None:
            fake._writer.close()


async def entered(fake: FakeServer, client: HeadlessClient) -> None:
    login = asyncio.create_task(client.login("Ana", "clave"))
    assert await fake.next() == c.LoginExistingChar("Ana", "clave", 0, 13, 0)
    fake.says(*BURST)
    await login


async def test_a_login_opens_the_game() -> None:
    async with connected() as (fake, client):
        await entered(fake, client)
        assert client.screen is Screen.GAME
        assert list(client.recent) == BURST


async def test_a_refused_login_hangs_up() -> None:
    async with connected() as (fake, client):
        login = asyncio.create_task(client.login("Ana", "clave"))
        await fake.next()
        fake.says(msg.error_msg("La contraseña es incorrecta."))
        with pytest.raises(Disconnected, match="contraseña"):
            await login
        assert client.closed
        assert await fake.next() is None


async def test_a_client_too_busy_for_its_timers_reads_the_dice_on_the_screen_that_is_due(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now_s = 0.0
    monkeypatch.setattr(headless_client, "stopwatch_s", lambda: now_s)
    monkeypatch.setattr(headless_client, "OPENING_S", 3_600.0)
    async with connected() as (fake, client):
        dices = asyncio.create_task(client.throw_dices())
        await fake.next()
        now_s = 3_600.0
        fake.says(msg.dice_roll(16, 15, 18, 18, 18))
        await dices
        assert client.screen is Screen.CREATION


async def test_a_refused_creation_stays_connected() -> None:
    async with connected() as (fake, client):
        creation = asyncio.create_task(client.create("Ana", "clave"))
        assert await fake.next() == c.ThrowDices()
        await client.wait_for(lambda: client.screen is Screen.CREATION)
        fake.says(msg.dice_roll(16, 15, 18, 18, 18))
        assert await fake.next() == c.LoginNewChar("Ana", "clave", 0, 13, 0, 1, 1, 3, 1, "a@b.c", 1)
        fake.says(msg.error_msg("Ya existe el personaje."))
        with pytest.raises(Disconnected, match="Ya existe"):
            await creation
        assert not client.closed
        assert client.screen is Screen.CREATION
        assert client.view.dice == (16, 15, 18, 18, 18)
        dices = asyncio.create_task(client.throw_dices())
        assert await fake.next() == c.ThrowDices()
        fake.says(msg.dice_roll(15, 15, 16, 15, 18))
        await dices
        assert client.view.dice == (15, 15, 16, 15, 18)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"\x6b", "unknown server packet id"),
        (b"\x15\x01", "is cut"),
        (b"\x2e\x01", "can't read"),
        (b"\x37\x02\x00no\x58", "follows an error dialog"),
    ],
)
async def test_what_the_client_can_not_digest_is_raised(data: bytes, why: str) -> None:
    async with connected() as (fake, client):
        await entered(fake, client)
        fake.says_bytes(data)
        with pytest.raises(Violation, match=why):
            await client.wait_for(lambda: False)


async def test_a_lenient_client_only_notes_it() -> None:
    async with connected(strict=False) as (fake, client):
        await entered(fake, client)
        fake.says_bytes(b"\x6b")
        await client.wait_for(lambda: bool(client.view.violations))
        ping = asyncio.create_task(client.ping())
        assert await fake.next() == c.Ping()
        fake.says(msg.pong())
        assert await ping >= 0


async def test_an_error_dialog_in_the_game_hangs_up() -> None:
    async with connected() as (fake, client):
        await entered(fake, client)
        fake.says(msg.error_msg("Te echaron."))
        await client.wait_closed()
        assert client.view.errors == ["Te echaron."]
        with pytest.raises(Disconnected, match="Te echaron"):
            await client.ping()


async def test_a_server_that_ends_the_connection() -> None:
    async with connected() as (fake, client):
        await entered(fake, client)
        quitting = asyncio.create_task(client.quit())
        assert await fake.next() == c.Quit()
        fake.says(msg.disconnect())
        fake.ends()
        await quitting
        with pytest.raises(Disconnected):
            client.talk("¿hay alguien?")


async def test_walking_as_the_real_client_does() -> None:
    async with connected() as (fake, client):
        await entered(fake, client)

        async def now(*messages: Message) -> None:
            seen = client.packets_received + len(messages)
            fake.says(*messages)
            await client.wait_for(lambda: client.packets_received == seen)

        assert client.walk(Heading.EAST)
        assert await fake.next() == c.Walk(Heading.EAST)
        assert (client.view.x, client.view.y) == (51, 50)
        await now(msg.character_create(8, 1, 5, 3, 52, 50, 2, 2, 2, 0, 999, "Eva", 2, 1))
        assert not client.walk(Heading.EAST), "somebody stands there"
        assert await fake.next() == c.ChangeHeading(Heading.EAST)
        await now(msg.rest_ok())
        assert not client.walk(Heading.SOUTH)
        assert await fake.next() == c.Walk(Heading.SOUTH)
        await now(msg.rest_ok(), msg.paralize_ok())
        assert not client.walk(Heading.SOUTH)
        assert await fake.next() == c.ChangeHeading(Heading.SOUTH)
        await now(msg.paralize_ok(), msg.commerce_init())
        assert not client.walk(Heading.SOUTH)
        await now(msg.commerce_end())
        assert client.walk(Heading.SOUTH)
        assert await fake.next() == c.Walk(Heading.SOUTH), "nothing was sent while the panel was open"
        assert (client.view.x, client.view.y) == (51, 51)


async def test_nobody_listens() -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    client = HeadlessClient()
    with pytest.raises(ConnectionError):
        await client.connect(port=port)
    assert client.closed


async def test_dice_that_come_while_the_login_screen_listens_open_a_dead_game() -> None:
    async with connected() as (fake, client):
        dices = asyncio.create_task(client.throw_dices())
        assert await fake.next() == c.ThrowDices()
        fake.says(msg.dice_roll(16, 15, 18, 18, 18))
        with pytest.raises(Violation, match="DiceRoll"):
            await dices
        assert client.screen is Screen.GAME
