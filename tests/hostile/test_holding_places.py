"""Places are for players: who only holds connections open makes room for the next to come."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from kit.game import PASSWORD, GameFixture, a_game, a_record
from kit.server import running
from kit.strangers import Stranger, addresses, tries
from kit.worlds import content, plain_map

from pyao.content.settings import GameSettings
from pyao.network.limits import Doorkeeper, Refused, TooSoon
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client
from pyao.world.addresses import block_of, is_among

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.server.argentum_server import ArgentumServer
    from pyao.tasks.ports import Check

WORLD = content(plain_map(1))
ANA = "127.9.9.9"
PLACES = 60


async def with_ana(server: ArgentumServer) -> None:
    right = await server.game.passwords.hash_password(PASSWORD)
    await server.saver.create(a_record("Ana", (1, 50, 50), password_hash=right))


async def attackers(server: ArgentumServer, number: int, each: int) -> list[Stranger]:
    """So many addresses with so many connections each, all of which roll dice."""
    held = [await Stranger.from_address(server, ip) for ip in addresses(number) for _connection in range(each)]
    for one in held:
        one.sends(c.ThrowDices())
    await asyncio.sleep(0.2)
    return held


async def test_newcomers_get_in_while_a_few_addresses_hold_all_places(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, game__max_users=PLACES, game__connections_per_ip=10) as server:
        await with_ana(server)
        held = await attackers(server, PLACES // 10, 10)
        assert len(server.game.waiting) == PLACES
        assert await tries(server, ANA, "Ana", PASSWORD) == ""
        more = await attackers(server, PLACES // 10, 10)
        assert len(server.game.sessions) <= PLACES
        newcomer = await Stranger.from_address(server, "127.9.9.8")
        newcomer.sends(c.ThrowDices())
        assert await newcomer.hears(), "the creation screen is open"
        for one in (*held, *more, newcomer):
            one.leaves()


async def test_nobody_in_the_world_makes_room_for_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD, game__max_users=1) as server:
        await with_ana(server)
        ana = await Stranger.from_address(server, ANA)
        ana.sends(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0))
        await ana.hears()
        beto = await Stranger.from_address(server, "127.9.9.8")
        assert "lleno" in await beto.refusal()
        beto.leaves()
        assert list(server.world.online) == ["ANA"]
        ana.leaves()


def full(*ips: str) -> GameFixture:
    """A game with no place left: each of these addresses holds one, in this order."""
    game = GameFixture(WORLD, max_users=len(ips))
    game.doorkeeper = Doorkeeper(
        GameSettings(max_users=len(ips), connection_interval_ms=0, connections_per_ip=0),
        lambda _ip: False,
        game.game.make_room,
    )
    game.game.slots = game.doorkeeper
    for ip in ips:
        game.connect(ip=ip)
        game.ticks(1)
    return game


@pytest.mark.parametrize(
    ("held", "newcomer", "ticks", "goes"),
    [
        ("abbc", "d", 0, 1),  # who holds most, the oldest of it
        ("abbc", "b", 0, None),  # who holds as much does not push others out
        ("abcd", "e", 0, None),
        ("abcd", "e", 251, 0),  # in time everybody does
        ("abcd", "a", 251, 0),
    ],
)
def test_who_makes_room(held: str, newcomer: str, ticks: int, goes: int | None) -> None:
    game = full(*(f"192.0.2.{ord(one)}" for one in held))
    game.ticks(ticks)
    ip = f"192.0.2.{ord(newcomer)}"
    if goes is None:
        with pytest.raises(Refused):
            game.connect(ip=ip)
    else:
        game.connect(ip=ip)
    assert [k for k, one in enumerate(game.clients) if one.closed] == ([] if goes is None else [goes])
    game.close()


def test_who_has_rolled_dice_goes_after_who_did_nothing() -> None:
    game = full("192.0.2.1", "192.0.2.2", "192.0.2.3")
    game.dice.free = True
    game.clients[0].sends(c.ThrowDices())
    game.ticks(251)
    game.connect(ip="192.0.2.4")
    assert [one.closed for one in game.clients] == [False, True, False, False]
    game.close()


def test_dice_do_not_hold_a_place_for_ever() -> None:
    with a_game(WORLD, ticks_login_idle=100, ticks_login_total=1_000) as game:
        game.dice.free = True
        ana = game.connect()
        for _roll in range(10):
            game.ticks(100)
            ana.sends(c.ThrowDices())
            assert not ana.closed
        game.ticks(1)
        assert ana.closed
        beto = game.player("Beto", at=(1, 50, 50))
        game.ticks(1_100)
        assert not beto.closed, "who plays stays"


def test_whose_password_waits_to_be_hashed_is_not_silent() -> None:
    """Hundreds may have come before: an honest player gets in late rather than never."""
    with a_game(WORLD, ticks_login_idle=100, ticks_login_total=100) as game:
        game.save(a_record("Ana", (1, 50, 50)))
        hashed, verify = asyncio.Event(), game.game.passwords.verify_password

        async def late(stored: str, typed: str, wanted: Callable[[], bool]) -> Check:
            await hashed.wait()
            return await verify(stored, typed, wanted)

        game.game.passwords.verify_password = late  # type: ignore[method-assign]
        ana = game.connect()
        ana.connection.data_received(encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0)))
        game.loop.run_until_complete(asyncio.sleep(0))
        game.ticks(500)
        assert (ana.connection.busy, ana.closed) == (True, False)
        hashed.set()
        while ana.connection.busy:
            game.loop.run_until_complete(game.idle())
        assert not ana.closed
        assert ana.player.name == "Ana"


@pytest.mark.parametrize(
    ("ip", "block"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("no::address::", "no::address::"),
    ],
)
def test_what_counts_as_one_address(ip: str, block: str) -> None:
    assert block_of(ip) == block


def test_a_block_of_ipv6_addresses_has_the_limits_of_one() -> None:
    door = Doorkeeper(GameSettings(connections_per_ip=2), lambda _ip: False)
    door.admit("2001:db8::1", 0)
    with pytest.raises(TooSoon):
        door.admit("2001:db8::2", 4_999)
    door.admit("2001:db8:0:1::2", 4_999)
    door.admit("2001:db8::3", 5_000)
    with pytest.raises(Refused, match="dirección de IP"):
        door.admit("2001:db8::4", 10_000)


def test_a_ban_of_an_ipv6_address_is_one_of_its_block() -> None:
    banned = {"2001:db8::1", "192.0.2.1"}
    assert is_among("2001:db8::ffff", banned)
    assert not is_among("2001:db8:0:1::1", banned)
    assert [is_among(ip, banned) for ip in ("192.0.2.1", "192.0.2.2")] == [True, False]
