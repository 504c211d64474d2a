from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from kit.patience import PATIENCE_S
from kit.redis_process import free_port
from structlog.testing import capture_logs

from pyao.server.settings import load_settings_with_redis
from pyao.storage import redis_live
from pyao.storage.redis_client import CHUNK, RedisClient
from pyao.storage.redis_config import RedisConfig, as_text
from pyao.world.record import CharacterRecord, ItemStack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from kit.redis_process import RedisProcess

    from pyao.storage.redis_live import LiveState

pytestmark = pytest.mark.redis


class Game:
    """What an owner of the client has: a state, and changes of it that are published."""

    def __init__(self, server: RedisProcess) -> None:
        self.state: dict[str, Any] = {}
        self.server = server
        self.client = RedisClient(
            server.config(), snapshot=lambda: {k: v for k, v in self.state.items() if v is not None}
        )

    def change(self, changes: LiveState) -> None:
        self.state.update(changes)
        self.client.publish(changes)

    async def seen(self) -> dict[str, Any]:
        """Everything that is in Redis now."""
        async with self.server.config().connect() as redis:
            found: dict[str, Any] = {}
            for key in await redis.keys():
                if await redis.type(key) == b"hash":
                    hash_ = await redis.hgetall(key)
                    found[as_text(key)] = {as_text(field): as_text(value) for field, value in hash_.items()}
                elif text := await redis.get(key):
                    found[as_text(key)] = as_text(text)
            return found

    async def sees(self, expected: dict[str, Any]) -> None:
        """Wait until that is in Redis."""
        async with asyncio.timeout(PATIENCE_S):
            while await self.seen() != expected:  # noqa: ASYNC110 – Redis can't set an event
                await asyncio.sleep(0.005)


@asynccontextmanager
async def running(game: Game) -> AsyncIterator[Game]:
    task = asyncio.create_task(game.client.run())
    try:
        yield game
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 – nor can what only shows in an attribute
            await asyncio.sleep(0.002)


async def test_live_state_is_published_under_the_agreed_keys(redis_server: RedisProcess) -> None:
    game = Game(redis_server)
    record = CharacterRecord(name="Ana", level=3, gold=70)
    record.vitals.hp = 19
    record.inventory[0] = ItemStack(857, 200)
    record.inventory[4] = ItemStack(460, 1, equipped=True)

    async with running(game):
        await until(lambda: game.client.connected)
        game.change(redis_live.connections(2))
        game.change(redis_live.session_active("ANA", 1_700_000_000))
        game.change(redis_live.player_position("ANA", 286, 50, 65, 3))
        game.change(redis_live.player_inventory("ANA", record))
        game.change(redis_live.player_stats("ANA", record))
        stats = {"level": "3", "exp": "0", "exp_next": "300", "hp": "19", "max_hp": "0", "mana": "0", "max_mana": "0"}
        stats |= {"stamina": "0", "max_stamina": "0", "water": "100", "food": "100"}
        expected: dict[str, Any] = {
            "server:connections:count": "2",
            "session:ANA:active": "1",
            "session:ANA:last_seen": "1700000000",
            "player:ANA:position": {"map": "286", "x": "50", "y": "65", "heading": "3"},
            "player:ANA:stats": {**stats, "gold": "70", "bank_gold": "0", "dead": "0"},
            "player:ANA:inventory": {"1": "857,200,0", "5": "460,1,1"},
        }
        await game.sees(expected)

        record.inventory[4] = None
        game.change(redis_live.player_inventory("ANA", record))
        expected["player:ANA:inventory"] = {"1": "857,200,0"}
        await game.sees(expected)

        game.change(redis_live.session_over("ANA", 1_700_000_060))
        await game.sees({"server:connections:count": "2", "session:ANA:last_seen": "1700000060"})


async def test_state_is_published_again_after_redis_was_away(own_redis: Callable[..., RedisProcess]) -> None:
    game = Game(own_redis())
    with capture_logs() as logs:
        async with running(game):
            await until(lambda: game.client.connected)
            game.change(redis_live.connections(1))
            game.change(redis_live.player_position("ANA", 1, 50, 50, 3))
            position = {"map": "1", "x": "50", "y": "50", "heading": "3"}
            await game.sees({"server:connections:count": "1", "player:ANA:position": position})

            game.server.stop()
            await until(lambda: not game.client.connected)
            for count in range(2, 1_000):
                game.change(redis_live.connections(count))
            await asyncio.sleep(0.2)  # several attempts
            assert not game.client.connected
            game.server.start()

            await game.sees({"server:connections:count": "999", "player:ANA:position": position})
            game.change(redis_live.connections(5))
            await game.sees({"server:connections:count": "5", "player:ANA:position": position})

    assert [entry["event"] for entry in logs] == ["Redis is away; the game goes on", "Redis is back"]


async def test_a_restart_of_redis_is_noticed_though_nothing_happens_in_the_game(
    own_redis: Callable[..., RedisProcess],
) -> None:
    game = Game(own_redis())
    async with running(game):
        await until(lambda: game.client.connected)
        game.change(redis_live.connections(3))
        await game.sees({"server:connections:count": "3"})

        game.server.kill()
        game.server.start()

        await game.sees({"server:connections:count": "3"})


async def test_the_game_can_start_before_redis(own_redis: Callable[..., RedisProcess]) -> None:
    game = Game(own_redis())
    game.server.stop()
    async with running(game):
        game.change(redis_live.connections(3))
        await asyncio.sleep(0.1)

        game.server.start()

        await game.sees({"server:connections:count": "3"})


async def test_what_an_earlier_life_left_behind_is_removed(redis_server: RedisProcess) -> None:
    async with redis_server.config().connect() as redis:
        await redis.set("session:BETO:active", 1)
        await redis.set("session:BETO:last_seen", 7)
        await redis.hset("player:BETO:stats", "level", "3")
        await redis.set("player:BETO:notes", "not ours")
        await redis.set("config:server:port", 7667)
    game = Game(redis_server)
    game.state = {"session:ANA:active": 1}

    async with running(game):
        await game.sees(
            {
                "session:ANA:active": "1",
                "session:BETO:last_seen": "7",
                "player:BETO:notes": "not ours",
                "config:server:port": "7667",
            }
        )


async def test_it_ends_when_it_is_cancelled_whatever_it_is_doing(redis_server: RedisProcess) -> None:
    for delay in range(40):
        client = RedisClient(redis_server.config(), snapshot=lambda: {"server:connections:count": 1})
        task = asyncio.create_task(client.run())
        await asyncio.sleep(delay / 10_000)
        task.cancel()

        _, unfinished = await asyncio.wait([task], timeout=2)

        assert not unfinished
        assert not client.connected


async def test_many_players_are_published_in_parts(redis_server: RedisProcess) -> None:
    game = Game(redis_server)
    game.state = {f"session:P{number}:active": 1 for number in range(2 * CHUNK + 1)}

    async with running(game):
        await game.sees(dict.fromkeys(game.state, "1"))
        game.state = {}
        await until(lambda: game.client.connected)
    await game.client.withdraw()

    assert await game.seen() == {"server:connections:count": "0"}


async def test_a_snapshot_that_fails_is_logged_and_tried_again(redis_server: RedisProcess) -> None:
    game = Game(redis_server)
    fails = [LookupError("not yet")]
    game.client._snapshot = lambda: (_ for _ in ()).throw(fails.pop()) if fails else {"server:connections:count": 1}

    with capture_logs() as logs:
        async with running(game):
            await game.sees({"server:connections:count": "1"})

    assert [(entry["log_level"], entry["event"]) for entry in logs] == [("error", "live state can't be published")]


async def test_configuration_is_read_from_redis(redis_server: RedisProcess) -> None:
    async with redis_server.config().connect() as redis:
        await redis.set("config:server:port", 7667)
        await redis.set("config:game:version", "0.13.1")
        await redis.hset("config:others", "a", "b")
        await redis.set("configuration", "no")

    values = await RedisClient(redis_server.config()).read_config()

    assert values == {"config:server:port": "7667", "config:game:version": "0.13.1"}


async def test_without_redis_there_is_no_configuration_but_a_line_in_the_log() -> None:
    with capture_logs() as logs:
        values = await RedisClient(RedisConfig(host="127.0.0.1", port=free_port())).read_config()

    assert values == {}
    assert [entry["event"] for entry in logs] == ["Redis can't be asked for configuration"]


async def test_withdrawing_from_a_redis_that_is_away_does_no_harm() -> None:
    with capture_logs() as logs:
        await RedisClient(RedisConfig(host="127.0.0.1", port=free_port())).withdraw()

    assert [entry["event"] for entry in logs] == ["live state stays in Redis"]


async def test_settings_come_from_a_redis_that_is_enabled(redis_server: RedisProcess) -> None:
    async with redis_server.config().connect() as redis:
        await redis.set("config:server:port", 7667)
        await redis.set("config:game:gms_only", "yes")
    env = {"PYAO_REDIS__ENABLED": "1", "PYAO_REDIS__PORT": str(redis_server.port), "PYAO_NETWORK__PORT": "1"}

    settings, origins = await load_settings_with_redis(None, env, {"game.gms_only": False})

    assert (settings.network.port, settings.game.gms_only) == (7667, False)
    assert origins["network.port"] == "Redis config:server:port"
