"""The attacks that fair turns answer, with all that players can do by now: guilds, parties, crafts, trades, the staff.

Whatever somebody sends as fast as he can, nobody around is cut off, and everybody's next packet is answered meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.floods import NAMES, harms_nobody
from kit.guilds import a_guild
from kit.pen import ITEMS, newcomer
from kit.server import running
from kit.worlds import content, plain_map

from pyao.network import turns
from pyao.network.turns import Turns
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client
from pyao.tasks.lateness import Lateness
from pyao.world.record import GuildMembership

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket
    from pyao.world.record import CharacterRecord

WORLD = content(plain_map(1, safe=True), items=ITEMS, smith_weapons=(15, 2, 165), carpenter_objects=(480, 551))
SAME_HEADING = b"\x25\x02" * 6_000

DEAREST_US = 550
"""What a packet of players costs at most, in microseconds.  Source: docs/performance.md "What each packet costs"."""

FLOODS: dict[str, tuple[ClientPacket, ...]] = {
    "guild talk": (c.GuildMessage("hola a todos los del clan"), c.Talk("/cmsg hola")),
    "guild windows": (c.RequestGuildLeaderInfo(), c.GuildRequestDetails("Lobos"), c.GuildMemberInfo("Oyente a")),
    "party": (c.PartyCreate(), c.PartyMessage("hola"), c.PartyOnline(), c.RequestPartyForm(), c.PartyLeave()),
    "crafting": (c.InitCrafting(10_000, 100), c.CraftBlacksmith(15), c.CraftCarpenter(480), c.Talk("/herreria daga 9")),
    "trades": (
        c.LeftClick(49, 49),
        c.CommerceStart(),
        c.UserCommerceOffer(2, 1, 1),
        c.CommerceChat("hola"),
        c.UserCommerceEnd(),
    ),
    "oneself": (c.Meditate(), c.RequestStats(), c.Punishments("Bruto"), c.Talk("/penas bruto"), c.RequestSkills()),
    "staff": (
        c.Talk("/rmsg hola a todos"),
        c.Talk("/invisible"),
        c.Talk("/onlinemap"),
        c.Talk("/info Oyente a"),
        c.Talk("/inv Oyente a"),
    ),
}


def attacker(name: str) -> CharacterRecord:
    """Somebody with much of everything that can be listed."""
    record = newcomer("Ana", (50, 50))
    record.name = name
    record.guild = GuildMembership(1)
    record.penalties = [f"Luz: penalty {k}" for k in range(60)]
    record.vitals.max_mana = 500
    return record


@pytest.mark.parametrize("packets", FLOODS.values(), ids=FLOODS)
async def test_a_flood_of_anything_harms_nobody(
    packets: tuple[ClientPacket, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one write with the packets that once cut off a whole screen."""
    flood = b"".join(map(encode_client, packets))
    async with running(monkeypatch, WORLD, game__gods=("BRUTO",) if packets is FLOODS["staff"] else ()) as server:
        server.world.guilds.add(a_guild("Lobos", "Bruto", *NAMES))
        await harms_nobody(
            server, [attacker("Bruto")], flood * (20_000 // len(flood)) + SAME_HEADING, guild=GuildMembership(1)
        )


class Clock:
    """A stopwatch that only the work of connections moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Flooder:
    """A connection with endless packets of that many seconds each, executed as `ClientConnection` does."""

    def __init__(self, clock: Clock, cost_s: float) -> None:
        self._clock, self._cost_s = clock, cost_s

    def execute_until(self, end_s: float, *, hurried: bool = False) -> bool:  # noqa: ARG002 - it may always be cut short
        while True:
            self._clock.now += self._cost_s
            if self._clock.now >= end_s:
                return True


class Quiet:
    """A connection with one packet; it notes when that was executed."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.executed_s = -1.0

    def execute_until(self, _end_s: float, *, hurried: bool = False) -> bool:  # noqa: ARG002 - nothing of it is refused
        self.executed_s = self._clock.now
        return False


class Loop:
    """Runs what is to be called soon when it is told to."""

    def __init__(self) -> None:
        self.soon: list[Any] = []

    def call_soon(self, call: Any) -> None:
        self.soon.append(call)

    def turn(self) -> None:
        calls, self.soon = self.soon, []
        for call in calls:
            call()


@pytest.mark.parametrize("flooders", [1, 5, 30, 100, 400])
@pytest.mark.parametrize("cost_us", [10, 100, DEAREST_US, 5_000])
def test_how_long_a_packet_waits_at_most_behind_floods(
    flooders: int, cost_us: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By design: one round of slices and a packet of each flooder; with the dearest packet of players and a hundred
    flooders less than 100 ms.
    """
    clock, loop = Clock(), Loop()
    monkeypatch.setattr(turns, "stopwatch_s", clock)
    served = Turns(loop, Lateness())  # type: ignore[arg-type]
    for _flooder in range(flooders):
        served.add(Flooder(clock, cost_us / 1e6))
    loop.turn()
    longest_turn = clock.now
    waits = []
    for _packet in range(20):
        quiet, begin = Quiet(clock), clock.now
        served.add(quiet)
        while quiet.executed_s < 0:
            before = clock.now
            loop.turn()
            longest_turn = max(longest_turn, clock.now - before)
        waits.append(quiet.executed_s - begin)
    a_slice = turns.SLICE_S + cost_us / 1e6
    assert longest_turn <= turns.TURN_S + a_slice
    assert max(waits) <= min(turns.ROUND_S, flooders * turns.SLICE_S) + (flooders + 1) * cost_us / 1e6
    assert cost_us > DEAREST_US or flooders > 100 or max(waits) < 0.1
