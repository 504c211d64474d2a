"""Who gets in: the checks on a new connection in order, what each answers, and how listening begins and ends."""

from __future__ import annotations

import asyncio
import errno
import gc
import socket
from collections import Counter
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from kit.game import PASSWORD, a_record
from kit.patience import PATIENCE_S
from kit.server import running
from kit.worlds import content, plain_map
from structlog.testing import capture_logs

from pyao.content.settings import GameSettings
from pyao.network import acceptor as acceptor_module
from pyao.network import client_connection
from pyao.network import listener as listener_module
from pyao.network.acceptor import Acceptor, plain_ip
from pyao.network.limits import Doorkeeper, Refused, TooSoon
from pyao.network.text_encoding import encoding_for, keep_syns
from pyao.protocol import client_packets as c
from pyao.protocol.dialect import Dialect
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.server.argentum_server import ArgentumServer

WORLD = content(plain_map(1))
ANA, EVA = "192.0.2.1", "192.0.2.2"


def doorkeeper(*banned: str, **settings: int) -> Doorkeeper:
    return Doorkeeper(GameSettings(**settings), lambda ip: ip in banned)


def test_one_address_may_come_again_after_five_seconds() -> None:
    door = doorkeeper()
    assert door.admit(ANA, 100_000) == 1
    with pytest.raises(TooSoon):
        door.admit(ANA, 104_999)
    assert door.admit(EVA, 104_999) == 2
    assert door.admit(ANA, 105_000) == 3, "the refused attempt must not restart the clock"
    with pytest.raises(TooSoon):
        door.admit(ANA, 109_999)
    door.forget_intervals()
    assert door.admit(ANA, 109_999) == 4


def test_a_first_contact_passes_at_any_time() -> None:
    assert doorkeeper().admit(ANA, 0) == 1


def test_a_later_refusal_does_restart_the_clock() -> None:
    door = doorkeeper(ANA)
    with pytest.raises(Refused):
        door.admit(ANA, 0)
    with pytest.raises(TooSoon):
        door.admit(ANA, 4_999)


def test_so_many_connections_of_one_address() -> None:
    door = doorkeeper(connection_interval_ms=0, connections_per_ip=2)
    first, _second = door.admit(ANA, 0), door.admit(ANA, 0)
    with pytest.raises(Refused, match="dirección de IP"):
        door.admit(ANA, 0)
    assert door.admit(EVA, 0) == 3
    door.connection_gone(first, in_world=False)
    assert door.admit(ANA, 0) == first


def test_no_limits_where_they_are_switched_off() -> None:
    door = doorkeeper(connection_interval_ms=0, connections_per_ip=0)
    assert [door.admit(ANA, 0) for _connection in range(30)] == list(range(1, 31))


def test_slots_are_taken_lowest_first_and_a_full_server_says_so() -> None:
    door = doorkeeper(connection_interval_ms=0, max_users=3)
    assert [door.admit(ANA, 0) for _connection in range(3)] == [1, 2, 3]
    with pytest.raises(Refused, match="lleno"):
        door.admit(EVA, 0)
    for slot in (3, 1):
        door.connection_gone(slot, in_world=False)
    assert [door.admit(EVA, 0), door.admit(EVA, 0)] == [1, 3]


def test_a_character_in_the_world_keeps_the_slot_of_its_connection() -> None:
    door = doorkeeper(connection_interval_ms=0, max_users=2)
    ana, eva = door.admit(ANA, 0), door.admit(EVA, 0)
    door.connection_gone(ana, in_world=True)
    door.character_gone(eva)  # back at the login screen: its connection is still there
    with pytest.raises(Refused, match="lleno"):
        door.admit(ANA, 0)
    door.character_gone(ana)
    assert door.admit(ANA, 0) == ana
    door.connection_gone(eva, in_world=False)
    assert door.admit(EVA, 0) == eva


def test_refusals_give_back_what_they_counted() -> None:
    banned = {ANA}
    door = Doorkeeper(
        GameSettings(connection_interval_ms=0, connections_per_ip=1, max_users=1), lambda ip: ip in banned
    )
    for _attempt in range(3):
        with pytest.raises(Refused, match="bloqueada"):
            door.admit(ANA, 0)
    held = door.admit(EVA, 0)
    with pytest.raises(Refused, match="lleno"):
        door.admit(ANA, 0)
    door.connection_gone(held, in_world=False)
    banned.clear()
    assert door.admit(ANA, 0) == 1


@pytest.mark.parametrize(
    ("seen", "written"),
    [("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::1", "::1"), ("::ffff:1", "::ffff:1")],
)
def test_addresses_as_people_write_them(seen: str, written: str) -> None:
    assert plain_ip(seen) == written


async def everything(client: socket.socket) -> bytes:
    """All the server says until it ends the connection."""
    client.setblocking(False)
    data = b""
    async with asyncio.timeout(PATIENCE_S):
        while chunk := await asyncio.get_running_loop().sock_recv(client, 65_536):
            data += chunk
    return data


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for knows no events
            await asyncio.sleep(0.005)


def connect(server: ArgentumServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.listener.port))


async def test_a_full_server_says_so_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, game__max_users=1) as server:
        with connect(server) as first:
            await until(lambda: len(server.game.sessions) == 1)
            with connect(server) as second, capture_logs() as lines:
                second.sendall(encode_client(c.LoginExistingChar("Ana", "x", 0, 13, 0)))
                received = decode_server(await everything(second), TextEncoding.UTF_8)
                assert [one.id for one in received] == [S.ERROR_MSG]
            (refused,) = (line for line in lines if line["event"] == "connection refused")
            assert (refused["ip"], refused["reason"]) == ("127.0.0.1", received[0].values[0])
            first.close()
            await until(lambda: not server.game.sessions)
        with connect(server) as third:
            third.sendall(encode_client(c.LoginExistingChar("Nadie", "x", 0, 13, 0)))
            (answer,) = decode_server(await everything(third), TextEncoding.UTF_8)
            assert "no existe" in answer.values[0]


async def test_who_comes_again_too_soon_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, game__connection_interval_ms=60_000) as server:
        with connect(server), connect(server) as second:
            assert await everything(second) == b""
            assert len(server.game.sessions) == 1


async def test_an_attack_of_refused_connections_is_not_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener_module, "MAX_FAREWELLS", 1)
    async with running(monkeypatch, WORLD, game__max_users=1) as server:
        with connect(server), connect(server) as told, connect(server) as untold:
            assert await everything(untold) == b""
            assert await everything(told) != b""


async def test_a_character_keeps_its_slot_while_it_is_in_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, game__exit_countdown_s=100) as server:
        hashed = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=hashed))
        with connect(server) as ana:
            ana.sendall(encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0)))
            await until(lambda: "ANA" in server.world.online)
        await until(lambda: not server.game.sessions)
        with connect(server):
            await until(lambda: len(server.game.sessions) == 1)
            assert list(server.game.sessions) == [2]


async def test_a_connection_and_its_session_leave_nothing_to_the_garbage_collector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with running(monkeypatch, WORLD, game__exit_countdown_s=1) as server:
        hashed = await server.game.passwords.hash_password(PASSWORD)
        await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=hashed))
        gc.disable()
        try:
            with connect(server) as ana:
                ana.sendall(encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0)) + encode_client(c.Walk(1)))
                await until(lambda: "ANA" in server.world.online and server.world.online["ANA"].y == 49)
                (session,) = server.game.sessions.values()
                left = [ref(one) for one in (session, *server.listener._connections)]
                del session
            await until(lambda: not any(one() for one in left))
        finally:
            gc.enable()


async def test_stopping_does_not_wait_for_who_does_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_connection, "CLOSE_PATIENCE_S", 0.05)
    with socket.socket() as deaf:
        async with running(monkeypatch, WORLD) as server:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.connect(("127.0.0.1", server.listener.port))
            deaf.sendall(b"\x01" * 60_000)
            await until(lambda: len(server.game.sessions) == 1)
            await asyncio.sleep(0.05)
            async with asyncio.timeout(PATIENCE_S):
                await server.listener.stop()
            assert not server.game.sessions


async def test_of_a_storm_of_connections_some_are_accepted_in_each_turn_of_the_loop() -> None:
    """Between them come all others' packets, ticks and writes."""
    loop, turn, welcomed = asyncio.get_running_loop(), 0, Counter[int]()

    def next_turn() -> None:
        nonlocal turn
        turn += 1
        if not stopped:
            loop.call_soon(next_turn)

    def welcome(client: socket.socket, _ip: str) -> None:
        welcomed[turn] += 1
        client.close()

    stopped = False
    acceptor = Acceptor(welcome)
    await acceptor.start("127.0.0.1", 0)
    storm = [socket.create_connection(("127.0.0.1", acceptor.port)) for _client in range(100)]
    next_turn()
    await until(lambda: welcomed.total() == len(storm))
    stopped = True
    acceptor.stop()
    for client in storm:
        client.close()
    assert max(welcomed.values()) <= acceptor_module.AT_ONCE
    assert len(welcomed) >= len(storm) // acceptor_module.AT_ONCE


class Exhausted(socket.socket):
    """A listening socket of a process that may open no more files, until it may."""

    attempts: int
    may_open: bool

    def accept(self) -> tuple[socket.socket, object]:
        self.attempts += 1
        if not self.may_open:
            raise OSError(errno.EMFILE, "Too many open files")
        return super().accept()


async def test_no_more_files_is_waited_out_without_haste(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(acceptor_module, "ACCEPT_REST_S", 0.05)
    async with running(monkeypatch, WORLD) as server:
        loop, listener = asyncio.get_running_loop(), server.listener
        acceptor = listener._acceptor
        assert acceptor._socket is not None
        loop.remove_reader(acceptor._socket)
        exhausted = acceptor._socket = Exhausted(fileno=acceptor._socket.detach())
        exhausted.attempts, exhausted.may_open = 0, False
        loop.add_reader(exhausted, acceptor._accept)
        with connect(server):
            await asyncio.sleep(0.2)
            assert 1 <= exhausted.attempts <= 5
            assert not server.game.sessions
            exhausted.may_open = True
            await until(lambda: len(server.game.sessions) == 1)


@pytest.mark.skipif(not socket.has_ipv6, reason="needs IPv6")
@pytest.mark.parametrize(("hops", "expected"), [(128, TextEncoding.CP1252), (64, TextEncoding.UTF_8)])
def test_net_31_auto_reads_the_hop_limit(hops: int, expected: TextEncoding) -> None:
    with socket.socket(socket.AF_INET6) as listener, socket.socket(socket.AF_INET6) as client:
        try:
            listener.bind(("::1", 0))
        except OSError:
            pytest.skip("this machine has no IPv6 loopback")
        listener.listen()
        keep_syns(listener)
        client.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_UNICAST_HOPS, hops)
        client.connect(listener.getsockname())
        accepted, _address = listener.accept()
        with accepted:
            assert encoding_for("auto", Dialect.GODOT, accepted) is expected


async def test_listening_to_both_kinds_of_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        async with running(monkeypatch, WORLD, network__host="::") as server:
            with connect(server):
                await until(lambda: len(server.game.sessions) == 1)
                (session,) = server.game.sessions.values()
                assert session.ip == "127.0.0.1"
    except acceptor_module.ListenError:
        pytest.skip("this machine has no IPv6")
