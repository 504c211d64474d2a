"""What one client sends neither holds up nor harms another: input is executed in turn; who does not read is cut."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kit.floods import harms_nobody
from kit.game import Client, GameFixture, a_game, a_record, only
from kit.patience import PATIENCE_S
from kit.pen import ITEMS, NPCS, newcomer
from kit.server import running
from kit.worlds import content, plain_map

from pyao.client.world_view import Seen, WorldView
from pyao.content.enums import Heading, ObjectType, PlayerClass, Skill
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.network.turns import LATE_S, Turns
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.peer import encode_client
from pyao.protocol.text import TextEncoding
from pyao.rules.map.walking import TURNS
from pyao.rules.session import leaving
from pyao.tasks.gm import COMMANDS
from pyao.tasks.lateness import Lateness
from pyao.tasks.packet_handlers import handler_of
from pyao.tasks.rates import DEAR, MOVES, OTHERS, SPEECH, STAFF, VISIBLE

if TYPE_CHECKING:
    from pyao.protocol.message import Message

WORLD = content(plain_map(1, safe=True))
SAME_HEADING = b"\x25\x02" * 18_000
TURNING = b"\x25\x02\x25\x03" * 9_000
LETTERS = encode_client(c.Talk("a")) * 29_000
TOO_FAST = msg.console_msg("Vas demasiado rápido: parte de lo que pediste no se hizo. Esperá un momento.", Font.INFO)
SPEECHES = encode_client(c.Talk("x" * 3_000)) * 200


@pytest.mark.parametrize(
    ("attackers", "flood"),
    [(1, SAME_HEADING), (1, TURNING), (1, SPEECHES), (5, LETTERS)],
    ids=["same heading", "turning", "speeches", "letters"],
)
async def test_a_flood_harms_nobody_who_reads(monkeypatch: pytest.MonkeyPatch, attackers: int, flood: bytes) -> None:
    """While it lasts ticks go on and another's Ping is answered, and nobody on the screen loses the connection."""
    async with running(monkeypatch, WORLD) as server:
        await harms_nobody(server, [a_record(f"Bruto {chr(97 + k)}", (1, 50 + k, 50)) for k in range(attackers)], flood)


async def test_a_flood_of_a_hundred_harms_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(monkeypatch, WORLD) as server:
        records = [
            a_record(f"Bruto {chr(97 + k // 26)}{chr(97 + k % 26)}", (1, 40 + k % 10, 30 + k // 10)) for k in range(100)
        ]
        await harms_nobody(server, records, TURNING[:4_000])


class Greedy:
    """A connection that always has more input, and takes all the time it is given."""

    def __init__(self, name: str, log: list[str], slices: int) -> None:
        self.name, self.log, self.left = name, log, slices

    def execute_until(self, _end_s: float, *, hurried: bool = False) -> bool:
        self.log.append(self.name + ", hurried" * hurried)
        self.left -= 1
        return self.left > 0


async def until_slices(log: list[str], number: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while len(log) < number:  # noqa: ASYNC110 - turns tell nobody
            await asyncio.sleep(0)


async def test_who_has_more_input_goes_behind_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyao.network.turns.TURN_S", 0.0)  # a turn is over as soon as it has begun
    log: list[str] = []
    lateness = Lateness()
    turns = Turns(asyncio.get_running_loop(), lateness)
    turns.add(Greedy("greedy", log, 3))
    turns.add(Greedy("another", log, 2))
    turns.add(Greedy("quiet", log, 1))
    await until_slices(log, 6)
    assert log == ["greedy", "another", "quiet", "greedy", "another", "greedy"]
    assert lateness.turn.times == 6


async def test_who_has_waited_long_is_hurried_and_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("pyao.network.turns.stopwatch_s", lambda: now)
    log: list[str] = []
    turns = Turns(asyncio.get_running_loop(), Lateness())
    turns.add(Greedy("early", log, 1))
    now += LATE_S / 2
    turns.add(Greedy("late", log, 2))
    now += LATE_S * 0.75
    await until_slices(log, 3)
    assert log == ["early, hurried", "late", "late"]


def hurriedly(client: Client, *packets: c.ClientPacket) -> None:
    """Let a client send when the server can't keep up."""
    client.connection._decoder.feed(b"".join(map(encode_client, packets)), client.game.clock.now_ms())
    client.connection.execute_until(float("inf"), hurried=True)


def test_a_step_that_there_is_no_time_for_is_refused_and_everything_else_done(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    hurriedly(ana, c.Walk(Heading.SOUTH), c.Walk(Heading.EAST), c.Walk(Heading.EAST), c.Ping())
    here, facing = msg.pos_update(50, 50), msg.character_change(ana.char, 1, 5, Heading.SOUTH, 2, 2, 2, 0, 999)
    ana.sees(here, here, facing, here, facing, msg.pong())
    eva.sees()
    assert game.game.lateness.refused == 3
    ana.walks(Heading.EAST)
    assert (ana.player.x, ana.player.y) == (51, 50)
    assert game.game.lateness.refused == 3


def test_a_refused_step_ends_no_meditation(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.meditating = True
    hurriedly(ana, c.Walk(Heading.SOUTH))
    assert ana.player.meditating
    ana.sees(msg.pos_update(50, 50))


def test_a_step_on_the_way_to_another_place_is_dropped_unheard_in_a_hurry_too(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.arrives_ms = game.world.now_ms + 100
    hurriedly(ana, c.Walk(Heading.EAST))
    ana.sees()


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("way_ms", [0, 90, 400])
def test_refused_steps_leave_nobody_with_a_wrong_place(game: GameFixture, way_ms: int, seed: int) -> None:
    """Whatever is refused while the client walks on, in the end both ends agree on place and heading."""
    dice = random.Random(seed)
    calm_ms = dice.choice((9_000, 10_500))
    ana = game.player("Ana", at=(1, 50, 50))
    ana.transport.trip_ms = 2 * way_ms
    view = WorldView(map=1, char=ana.char, x=50, y=50, chars={ana.char: Seen(ana.char, 50, 50, 3, "Ana", 1, 5)})
    sent: dict[int, Heading] = {}
    answered: dict[int, list[Message]] = {}
    for now in range(0, 12_000, 10):
        if now < 10_000 and now % 270 == 0:
            sent[now + way_ms] = heading = dice.choice((Heading.EAST, Heading.SOUTH))
            view.predict(heading)
        if now in sent:
            refused = now < calm_ms and dice.random() < 0.3
            (hurriedly if refused else Client.sends)(ana, c.Walk(sent[now]))
            answered[now + way_ms] = ana.takes()
        for message in answered.pop(now, ()):
            view.take(message)
        game.clock.advance(10)
    assert game.game.lateness.refused
    assert (view.x, view.y) == (ana.player.x, ana.player.y)
    assert view.chars[ana.char].heading == ana.player.heading


def test_the_heading_one_has_is_told_to_nobody(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    ana.sends(c.ChangeHeading(Heading.EAST), c.ChangeHeading(Heading.EAST))
    turned = msg.character_change(ana.char, 1, 5, Heading.EAST, 2, 2, 2, 0, 999)
    ana.sees(turned)
    eva.sees(turned)


def turning(times: int) -> list[c.ChangeHeading]:
    """Turns of somebody who looks south."""
    return [c.ChangeHeading(Heading.SOUTH if k % 2 else Heading.EAST) for k in range(times)]


def test_who_turns_without_end_is_shown_once_a_tick(game: GameFixture) -> None:
    """Every turn is executed, and what is seen last is how the player stands."""
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    ana.sends(*turning(TURNS.credit))
    assert len(ana.takes()) == len(eva.takes()) == TURNS.credit
    ana.sends(*turning(9_001))
    assert ana.player.heading == Heading.EAST
    ana.sees()
    eva.sees()
    game.ticks(1)
    stands = msg.character_change(ana.char, 1, 5, Heading.EAST, 2, 2, 2, 0, 999)
    assert only(ana.takes(), "CHARACTER_CHANGE") == only(eva.takes(), "CHARACTER_CHANGE") == [stands]
    game.ticks(1)
    assert only(eva.takes(), "CHARACTER_CHANGE") == []
    game.clock.advance(1_000)
    ana.sends(*reversed(turning(2)))
    assert len(eva.takes()) == 2, "they come again"


def test_turns_that_are_shown_late_come_in_the_order_of_places(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    for one in (eva, ana):
        one.sends(*turning(TURNS.credit + 1))
        one.takes()
    ana.takes()
    game.ticks(1)
    assert [one.fields["char"] for one in only(ana.takes(), "CHARACTER_CHANGE")] == [ana.char, eva.char]


def test_a_turn_of_who_has_left_is_shown_to_nobody(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    ana.sends(*turning(TURNS.credit + 1))
    leaving.evict(game.world, ana.player)
    eva.takes()
    game.ticks(1)
    assert only(eva.takes(), "CHARACTER_CHANGE") == []
    assert not game.world.turned


SEEN: dict[str, tuple[c.ClientPacket, ...]] = {
    "clothes": (c.EquipItem(7),),
    "weapons": (c.EquipItem(1), c.EquipItem(20)),
    "dropping": (c.Drop(5, 1), c.PickUp()),
    "doors": (c.DoubleClick(51, 50),),
    "hiding": (c.Work(Skill.OCULTARSE),),
    "no interest": (c.LeftClick(49, 50), c.CommerceSell(1, 1)),
}


@pytest.mark.parametrize("packets", SEEN.values(), ids=SEEN)
def test_what_everybody_around_sees_has_a_rate_of_its_own(packets: tuple[c.ClientPacket, ...]) -> None:
    """However cheap it is: thousands in one go show no more than the credit."""
    door = {n: ItemDef(n, "Puerta", n, ObjectType.PUERTAS, open_variant=800, closed_variant=801) for n in (800, 801)}
    door[801] = replace(door[801], closed=True)
    deaf = NpcDef(7, "Guardia", trades=False)
    world = content(
        plain_map(1, safe=True, objects={(51, 50): (801, 1)}, npcs=((49, 50, 7),)),
        items=ITEMS | door,
        npcs=NPCS | {7: deaf},
    )
    with a_game(world) as game:
        game.dice.free = True
        eva = game.player("Eva", at=(1, 52, 52))
        game.save(replace(newcomer("Ana", (50, 50)), player_class=int(PlayerClass.THIEF)))
        ana = game.connect()
        ana.logs_in("Ana")
        eva.takes()
        size = 0
        for _part in range(20):
            ana.sends(b"".join(map(encode_client, packets)) * 250)
            ana.takes()
            size += sum(len(one.bytes_for(TextEncoding.CP1252)) for one in eva.takes())
        assert 0 < size <= 60 * VISIBLE.credit
        assert handler_of(type(packets[-1])).rate is VISIBLE


def test_words_that_everybody_around_sees_have_that_rate_too(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(encode_client(c.PickUp()) * VISIBLE.credit)
    ana.takes()
    ana.talks("/quieto")
    ana.sees(TOO_FAST)
    assert game.game.surplus == {VISIBLE: 1}


def test_net_36_there_is_credit_for_what_may_come_in_one_go() -> None:
    assert MOVES.credit * 2 >= 20_000
    assert SPEECH.credit * 3 >= 20_000
    assert OTHERS.credit >= 20_000


def test_dear_packets_have_a_rate_of_their_own_sent_or_typed(game: GameFixture) -> None:
    """What comes beyond it is dropped with a word, while everything else is answered; some come again every second."""
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(encode_client(c.RequestStats()) * (DEAR.credit - 1))
    assert ana.takes()
    ana.talks("/est")
    assert ana.takes()
    ana.sends(c.RequestStats(), c.Punishments("Ana"))
    ana.talks("/est")
    ana.talks("/clan")
    ana.sees(TOO_FAST)
    assert game.game.surplus == {DEAR: 4}
    ana.talks("/esttt")
    assert [one.fields["text"] for one in ana.takes()] == ["Ese comando no existe."]
    ana.sends(c.Ping())
    ana.sees(msg.pong())
    game.clock.advance(1_000)
    for _time in range(int(DEAR.per_second)):
        ana.sends(c.RequestStats())
        assert ana.takes()
    ana.sends(c.RequestStats())
    ana.sees()


def test_that_one_is_too_fast_is_told_once_in_five_seconds(game: GameFixture) -> None:
    ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 52, 50))
    ana.sends(encode_client(c.Ping()) * OTHERS.credit)
    assert set(ana.takes()) == {msg.pong()}
    for told in ((TOO_FAST,), (), (), (TOO_FAST,)):
        ana.sends(encode_client(c.Ping()) * 1_000)
        ana.sees(*told)
        game.clock.advance(2_000)
        ana.sends(encode_client(c.Ping()) * int(2 * OTHERS.per_second))
        assert set(ana.takes()) == {msg.pong()}
    assert game.game.surplus == {OTHERS: 4_000}
    eva.sends(c.Ping())
    eva.sees(msg.pong())


def test_game_masters_are_told_that_they_are_too_fast() -> None:
    with a_game(WORLD, gods=("ANA",)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(encode_client(g.OnlineMap(1)) * STAFF.credit)
        assert TOO_FAST not in ana.takes()
        ana.sends(g.OnlineMap(1))
        ana.talks("/onlinemap")
        ana.sees(TOO_FAST)
        assert game.game.surplus == {STAFF: 2}


def test_a_surplus_step_leaves_nobody_with_a_wrong_place(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(encode_client(c.ChangeHeading(Heading.SOUTH)) * MOVES.credit)
    ana.takes()
    ana.sends(c.Walk(Heading.SOUTH), c.ChangeHeading(Heading.EAST))
    ana.sees(TOO_FAST, msg.pos_update(50, 50))
    assert ana.place == (1, 50, 50)


def test_nobody_is_told_anything_before_login(game: GameFixture) -> None:
    stranger = game.connect()
    for _packet in range(OTHERS.credit):
        stranger.connection.session.take_token(OTHERS)
    stranger.sends(c.ThrowDices())
    stranger.sees()
    assert game.game.surplus == {OTHERS: 1}


def measured() -> list[tuple[str, int]]:
    """The packets and words of players that docs/performance.md lists with what they cost, in microseconds."""
    text = (Path(__file__).parents[2] / "docs" / "performance.md").read_text(encoding="utf-8")
    return [(name, int(cost)) for name, cost in re.findall(r"^\| `([^`]+)` \| (\d+) \|$", text, re.MULTILINE)]


DEAR_US = 100
TALK = {"GuildMessage", "/CMSG TEXTO"}
"""What one says is held back by `game.chat_lines_per_min`."""


@pytest.mark.parametrize("name", [name for name, cost in measured() if cost >= DEAR_US and name not in TALK])
def test_whatever_is_dear_has_that_rate(game: GameFixture, name: str) -> None:
    if not name.startswith("/"):
        assert handler_of(getattr(c, name)).rate == DEAR
        return
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(encode_client(c.RequestStats()) * DEAR.credit)
    assert game.game.surplus == {}
    ana.talks(name.replace("NOMBRE", "Ana").replace("OBJETO", "Daga").replace("CANTIDAD", "1"))
    assert game.game.surplus == {DEAR: 1}


def test_what_is_dear_has_been_measured() -> None:
    assert sum(cost >= DEAR_US for _name, cost in measured()) > 20
    assert max(cost for _name, cost in measured()) <= 550, "test_floods_of_everything counts with it"


def test_what_game_masters_order_has_a_rate_of_its_own() -> None:
    assert {handler_of(command.packet).rate for command in COMMANDS} == {STAFF}
