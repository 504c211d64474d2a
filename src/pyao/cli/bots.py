"""`pyao-server bots`: many headless clients play on a server on this machine and measure how it answers."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import statistics
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from pyao.cli.bots_door import HOW_TO_LET_THEM_IN, Unwelcome, server_for
from pyao.cli.bots_newcomers import play_newcomers
from pyao.cli.load import Watched, run_load
from pyao.client.crowd import PASSWORD, Scenario
from pyao.client.headless_client import Disconnected, HeadlessClient
from pyao.client.newcomer import STEP_S
from pyao.content.enums import Heading
from pyao.network.settings import DEFAULT_PORT
from pyao.world.rng import Dice

TALK_EVERY_S, PING_EVERY_S = 5.0, 1.0
AT_ONCE = 4
TURNS_PCT = 20
HEADINGS = list(Heading)
STALL_S = 20.0
"""Seconds without another login after which the bots give up."""

STEPS_AWAY = 25
CROWD = 8
"""Bots don't stay within this many tiles of where they arrive."""

WORDS = ("¡Hola!", "¿Alguien vio un ñandú?", "Vamos a la montaña.", "¡Qué lindo día!")


class Game(StrEnum):
    """What the bots are sent to play: a load test, of which the light bots do one thing, or a game of their own."""

    WALKERS = Scenario.WALKERS
    CROWD = Scenario.CROWD
    MARKET = Scenario.MARKET
    HUNT = Scenario.HUNT
    LOGINS = Scenario.LOGINS
    LOGOUTS = Scenario.LOGOUTS
    NEWCOMER = "newcomer"
    """Each plays a newcomer's first hour in the built-in world, and tells what it does."""


@dataclass(slots=True)
class Tally:
    """What the bots have measured; times in seconds; `lost` counts bots that were thrown out or disconnected."""

    logged: int = 0
    login_s: float = 1.0
    pings: list[float] = field(default_factory=list)
    steps: int = 0
    received: int = 0
    violations: list[str] = field(default_factory=list)
    lost: int = 0


def bots_command(  # noqa: PLR0913 - one parameter for each option
    number: Annotated[int, typer.Argument(min=1, max=5_000, help="How many bots.")],
    *,
    walk: Annotated[bool, typer.Option(help="Let them walk about.")] = False,
    talk: Annotated[bool, typer.Option(help="Let them talk now and then.")] = False,
    seconds: Annotated[float, typer.Option(min=1, max=600, help="How long, after the last login.")] = 20.0,
    host: Annotated[str, typer.Option(help="Only addresses of this machine.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help=f"TCP port; without it {DEFAULT_PORT}, or a server of their own.")
    ] = None,
    scenario: Annotated[
        Game | None,
        typer.Option(help="A load test: what light bots do. newcomer: the first hour of the built-in world."),
    ] = None,
    probes: Annotated[int, typer.Option(min=1, max=50, help="Full clients that measure a load test.")] = 4,
    pid: Annotated[int | None, typer.Option(help="The server's process: its CPU and memory are reported too.")] = None,
    json: Annotated[Path | None, typer.Option(help="Also write a load test's report to this file.")] = None,
) -> None:
    """Send bots to a server on this machine and report logins, packets and pings.

    Without a scenario, and as newcomers, every bot reads all it gets, as the real client would.  In a load test most
    bots only act and count bytes, so that thousands fit into one process; the probes measure from another one.

    If none is running they start one of their own, which keeps nothing.  One that is running has to allow them:
    game.connection_interval_ms = 0 and game.connections_per_ip = 0.
    """
    if not _is_loopback(host):
        typer.echo(f"pyao-server: bots only go to this machine, not to {host}", err=True)
        raise typer.Exit(2)
    tally, report = Tally(), None
    try:
        with server_for(number, host, port) as found:
            if scenario is Game.NEWCOMER:
                raise typer.Exit(asyncio.run(play_newcomers(number, host, found, typer.echo)))
            if scenario is None:
                asyncio.run(_play(number, host, found, seconds, tally, walk=walk, talk=talk))
            else:
                load = Scenario(scenario)
                report = asyncio.run(run_load(number, host, found, seconds, load, probes=probes, server=Watched(pid)))
    except (Unwelcome, Disconnected) as fault:
        typer.echo(f"pyao-server: {fault}", err=True)
        raise typer.Exit(2) from None
    except OSError as fault:
        typer.echo(
            f"pyao-server: no server at {host}:{port or DEFAULT_PORT}: {os.strerror(fault.errno or 0)}", err=True
        )
        raise typer.Exit(2) from None
    if report is None:
        _report(number, seconds, tally)
    else:
        Console().print(report.table())
        if json is not None:
            report.write(json)
    if tally.violations or (report is not None and report.protocol_errors):
        raise typer.Exit(1)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def _play(number: int, host: str, port: int, seconds: float, tally: Tally, *, walk: bool, talk: bool) -> None:
    """Let every bot in, then measure for `seconds`; bots already inside play while the others log in."""
    gate = asyncio.Semaphore(AT_ONCE)
    bots = [Bot(k, walk=walk, talk=talk) for k in range(number)]
    clock = asyncio.get_running_loop().time
    begin = clock()
    playing = [asyncio.create_task(bot.play(host, port, gate, tally)) for bot in bots]
    try:
        await _all_inside(bots, playing)
        tally.login_s = clock() - begin
        before = sum(bot.client.packets_received for bot in bots)
        tally.steps, tally.pings = 0, []
        await asyncio.sleep(seconds)
        tally.received = sum(bot.client.packets_received for bot in bots) - before
    finally:
        for task in playing:
            task.cancel()
        await asyncio.gather(*playing, return_exceptions=True)
        for bot in bots:
            tally.violations += bot.client.view.violations
            await bot.client.close()


async def _all_inside(bots: list[Bot], playing: list[asyncio.Task[None]]) -> None:
    """Wait until every bot has been in the world once.

    Raises:
        OSError: there is no server.
        Unwelcome: for a long while nobody more has come in.

    """
    waiting = asyncio.create_task(_wait_inside(bots))
    inside = -1
    try:
        while not waiting.done():
            before, inside = inside, sum(bot.inside.is_set() for bot in bots)
            if inside == before:
                raise Unwelcome(_stalled(bots, inside))
            await asyncio.wait([waiting, *playing], return_when=asyncio.FIRST_COMPLETED, timeout=STALL_S)
            await asyncio.gather(*(task for task in playing if task.done()))
    finally:
        waiting.cancel()


def _stalled(bots: list[Bot], inside: int) -> str:
    words = next((bot.last_words for bot in bots if bot.last_words), "it closes without a word")
    return f"{inside} of {len(bots)} bots are in, and no more for {STALL_S:g} s: {words}; {HOW_TO_LET_THEM_IN}"


async def _wait_inside(bots: list[Bot]) -> None:
    for bot in bots:
        await bot.inside.wait()


class Bot:
    """One automatic player."""

    def __init__(self, k: int, *, walk: bool, talk: bool) -> None:
        """Number `k` determines its name and its dice."""
        self.name = "bot " + "".join(chr(ord("a") + digit) for digit in (k // 676 % 26, k // 26 % 26, k % 26))
        self.client = HeadlessClient(keep=50, strict=False)
        self.inside = asyncio.Event()
        self.last_words = ""
        """Why the server has not let it in."""
        self._dice = Dice(k)
        self._walk = walk
        self._arrival = 0, 0
        self._talk = talk

    async def play(self, host: str, port: int, gate: asyncio.Semaphore, tally: Tally) -> None:
        """Enter and play; again if it is thrown out, as happens when many appear at one place (02 §4.3)."""
        create = True
        while True:
            async with gate:
                tally.violations += self.client.view.violations
                self.client.reset()
                await self.client.connect(host, port)
                try:
                    await (self.client.create if create else self.client.login)(self.name, PASSWORD)
                    self._arrival = self.client.view.x, self.client.view.y
                    await self._make_room()
                    tally.logged += not self.inside.is_set()
                    self.inside.set()
                except (Disconnected, TimeoutError) as fault:
                    self.last_words = str(fault)
            create = False
            with suppress(Disconnected, TimeoutError):
                await self._live(tally)
            tally.lost += self.inside.is_set()
            await self.client.close()
            await asyncio.sleep(self._dice.roll(1_000, 5_000) / 1000)

    async def _make_room(self) -> None:
        """Walk away from where everybody appears, before the next ones do."""
        along, across = HEADINGS[2 * self._dice.roll(0, 1)], HEADINGS[2 * self._dice.roll(0, 1) + 1]
        for _step in range(STEPS_AWAY):
            self.client.walk((along, across)[self._dice.roll(0, 1)])
        await self.client.ping()

    def _new_way(self) -> Heading:
        """A random heading; near the place of arrival, where bots are thrown out, one that leads away."""
        dx, dy = self.client.view.x - self._arrival[0], self.client.view.y - self._arrival[1]
        if max(abs(dx), abs(dy)) > CROWD:
            return HEADINGS[self._dice.roll(0, 3)]
        if self._dice.roll(0, 1):
            return Heading.EAST if dx >= 0 else Heading.WEST
        return Heading.SOUTH if dy >= 0 else Heading.NORTH

    async def _live(self, tally: Tally) -> None:
        """Walk, talk and ping until the connection ends."""
        client, dice = self.client, self._dice
        clock = asyncio.get_running_loop().time
        next_talk = clock() + dice.roll(0, 1_000) / 1000 * TALK_EVERY_S
        next_ping = clock() + dice.roll(0, 1_000) / 1000 * PING_EVERY_S
        heading = HEADINGS[dice.roll(0, 3)]
        while True:
            if self._walk:
                if dice.roll(1, 100) <= TURNS_PCT:
                    heading = self._new_way()
                tally.steps += client.walk(heading)
            if self._talk and clock() > next_talk:
                next_talk += TALK_EVERY_S
                client.talk(WORDS[dice.roll(0, len(WORDS) - 1)])
            if clock() > next_ping:
                next_ping += PING_EVERY_S
                tally.pings.append(await client.ping())
            await asyncio.sleep(STEP_S)


def _report(number: int, seconds: float, tally: Tally) -> None:
    table = Table("what", "figure", title=f"{number} bots")
    table.add_row("logged in", f"{tally.logged}, {tally.logged / tally.login_s:.0f} a second")
    table.add_row("steps", f"{tally.steps}, {tally.steps / seconds:.0f} a second")
    table.add_row("packets received", f"{tally.received}, {tally.received / seconds:.0f} a second")
    if len(tally.pings) > 1:
        cuts = statistics.quantiles(tally.pings, n=100)
        table.add_row("ping", ", ".join(f"p{p} {cuts[p - 1] * 1000:.1f} ms" for p in (50, 95, 99)))
    table.add_row("thrown out or lost", str(tally.lost))
    table.add_row("violations", str(len(tally.violations)))
    console = Console()
    console.print(table)
    for line in tally.violations[:10]:
        console.print(line, markup=False)
