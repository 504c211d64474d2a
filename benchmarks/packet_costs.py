"""Print what each client packet and each slash command costs the server, with 30 neighbours who see everything.

    python benchmarks/packet_costs.py [--rounds 40] [--only WORD] [--top 30]

The median processor time, in microseconds, from the client's bytes to the bytes for every client, without the kernel's
part.  Who sends leads a guild of all neighbours and a party, has a full bag and a long list of everything that can be
listed; a GM is a god.  What a packet needs first (an open shop, somebody clicked) is done before, unmeasured.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import re
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import structlog

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from kit.game import GameFixture
from kit.guilds import guild_with
from kit.pen import ANVIL, BANKER, FORGE, HOST, ITEMS, MERCHANT, NPCS, POND, TREE, VEIN, newcomer
from kit.worlds import content, plain_map

from pyao.content.enums import PlayerClass, Skill
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.protocol.decoder import LAYOUTS
from pyao.protocol.peer import encode_client
from pyao.tasks.text_commands import PLAYER_WORDS, STAFF_WORDS
from pyao.world.guilds import Application
from pyao.world.record import GuildMembership
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client

    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.fields import Field

NEIGHBOURS = 30
SHOP, BANK, TABLE, HERE = (51, 51), (53, 51), (51, 53), (52, 52)
PENALTIES = 60
PASSES_MS = 3_000
"""Game time between two packets: no interval is in the way, and what is counted by time fills up again."""

NEVER = {c.ThrowDices, c.LoginExistingChar, c.LoginNewChar, c.ChangePassword, c.ModifySkills}
"""Not for who is in the world, or hashes a password, or is refused with the end of the session."""

OF_THE_PROGRAM = {"APAGAR", "REINICIAR", "RELOADNPCS", "RELOADHECHIZOS", "RELOADOBJ", "RELOADSINI", "SETINIVAR"}
OF_THE_PROGRAM |= {"GUARDAMAPA", "DOBACKUP", "GRABAR"}
"""They act on files and on the program, which this measurement has not."""

FRIEND = "Beto"
BY_NAME: dict[str, object] = {
    "guild": "Lobos",
    "heading": 2,
    "skill": int(Skill.TALAR),
    "text": "hola a todos",
    "x": 50,
    "y": 52,
}
BY_KIND: dict[str, object] = {"str": FRIEND, "bool": True, "u8": 1, "i16": 1, "i32": 1, "ip_or_name": FRIEND}
ARGUMENTS = {"NOMBRE": FRIEND, "CLAN": "Lobos", "OBJETO": "daga", "NUEVO": "Nuevo", "MAPA": "1", "A.B.C.D": "1.2.3.4"}
ARGUMENTS |= {"TEXTO": "hola a todos", "MOTIVO": "hola", "X": "60", "Y": "60", "MINUTOS": "1", "CORREO": "a@b.c"}


class Case(NamedTuple):
    """What is measured."""

    name: str
    packet: ClientPacket
    gm: bool = False


class Stage:
    """A world with the one who sends, a GM, and the neighbours."""

    def __init__(self) -> None:
        world = content(
            plain_map(
                1,
                npcs=((*SHOP, MERCHANT), (*BANK, BANKER), (*TABLE, HOST)),
                water=[POND],
                objects={TREE: (5, 1), VEIN: (188, 1), FORGE: (385, 1), ANVIL: (169, 1)},
            ),
            plain_map(2),
            items=ITEMS,
            npcs=NPCS,
            smith_weapons=(15, 2, 165),
            carpenter_objects=(480, 551),
        )
        network = NetworkSettings(gm_numbering="original")
        self.game = GameFixture(world, network=network, gods=("LUZ",), speed_check_ms=0, exit_countdown_s=3_600)
        self.game.world.rng = Dice(1)
        names = ["Ana", FRIEND, *(f"Oyente {chr(97 + k // 26)}{chr(97 + k % 26)}" for k in range(NEIGHBOURS - 2))]
        guild = guild_with(self.game, "Lobos", *names)
        guild.applications.extend(Application(f"Alguien {chr(97 + k)}", "quiero entrar") for k in range(10))
        self.ana = self._enters("Ana", *HERE, guild=guild.number)
        self.others = [self._enters(name, 46 + k % 12, 48 + k // 12, guild=1) for k, name in enumerate(names[1:])]
        self.luz = self._enters("Luz", 54, 54, guild=0)
        self.everybody = [self.ana, *self.others, self.luz]
        self.ana.sends(c.PartyCreate())
        for member in self.others[:4]:
            member.player.targets.slot = self.ana.player.slot
            member.sends(c.PartyJoin())
            self.ana.sends(c.PartyAcceptMember(member.player.name))
        self._rest()

    def _enters(self, name: str, x: int, y: int, *, guild: int) -> Client:
        record = replace(newcomer("Ana", (x, y)), name=name, level=40, guild=GuildMembership(guild))
        record.player_class = int(PlayerClass.CLERIC)
        record.penalties = [f"Luz: penalty number {k}" for k in range(PENALTIES)]
        record.vitals.max_mana = record.vitals.mana = 500
        record.vitals.hp = record.vitals.max_hp = 30_000
        self.game.save(record)
        client = self.game.connect()
        client.logs_in(name)
        return client

    def _rest(self) -> None:
        for client in self.everybody:
            client.connection.flush_now()
            client.transport.take()

    def prepare(self, packet: ClientPacket) -> bool:
        """Let time pass and do what the packet needs first; whether everybody is still there."""
        self.game.clock.advance(PASSES_MS)
        self.game.ticks(1)
        name, ana, friend = type(packet).__name__, self.ana, self.others[0]
        if any(client.connection.session.player is None for client in self.everybody):
            return False
        ana.player.record.vitals.stamina = 400
        if name.startswith("UserCommerce") or name == "CommerceChat":
            for one, other in ((ana, friend), (friend, ana)):
                one.sends(c.LeftClick(other.player.x, other.player.y), c.CommerceStart())
        elif name.startswith(("Commerce", "Bank", "MoveBank", "RequestAccount")) and name != "BankStart":
            post = SHOP if name.startswith("Commerce") else BANK
            ana.sends(c.CommerceEnd(), c.BankEnd(), c.LeftClick(*post))
            if name != "CommerceStart":
                ana.sends(c.CommerceStart() if post is SHOP else c.BankStart())
        elif name in {"BankStart", "Gamble"}:
            ana.sends(c.BankEnd(), c.LeftClick(*(BANK if name == "BankStart" else TABLE)))
        self._rest()
        return True

    def cost_us(self, client: Client, data: bytes) -> float:
        """Processor time from these bytes to the bytes for everybody."""
        connection, loop = client.connection, self.game.loop
        begin = time.process_time()
        connection.data_received(data)
        while connection.busy:
            loop.run_until_complete(asyncio.sleep(0))
        for one in self.everybody:
            one.connection.flush_now()
        return (time.process_time() - begin) * 1e6


def cases() -> Iterator[Case]:
    """Every packet of players, and every word."""
    for kind in CLIENT_PACKETS.values():
        if kind not in NEVER:
            yield Case(kind.__name__, kind(*map(_value, LAYOUTS[kind])))
    for words, gm in ((PLAYER_WORDS, False), (STAFF_WORDS, True)):
        for word in words.values():
            if word.name in OF_THE_PROGRAM:
                continue
            for form in {command.form for command in word.commands} | {word.form if gm else ""}:
                line = re.sub(
                    r"[A-ZÁÉÍÓÚÑ.][A-ZÁÉÍÓÚÑ.0-9]*", lambda found: ARGUMENTS.get(found[0], "1"), form.strip("[]")
                )
                yield Case(f"/{word.name} {form}".strip(), c.Talk(f"/{word.name} {line}".strip()), gm)


def _value(field: Field) -> object:
    if field.name in BY_NAME:
        return BY_NAME[field.name]
    if field.items:
        return tuple(BY_KIND[field.items[0].kind] for _time in range(field.times or 1))
    return ("x",) * 8 if field.kind == "strlist" else BY_KIND[field.kind]


def measured(case: Case, rounds: int) -> float:
    """The median of so many rounds, fewer if somebody has left the world by it."""
    stage = Stage()
    client = stage.luz if case.gm else stage.ana
    data = encode_client(case.packet, numbering="original")
    costs: list[float] = []
    gc.collect()
    gc.disable()
    while len(costs) < rounds and stage.prepare(case.packet):
        empty = min(stage.cost_us(client, b"") for _time in range(3))
        costs.append(stage.cost_us(client, data) - empty)
    gc.enable()
    stage.game.close()
    return statistics.median(costs) if costs else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--only", default="", help="only what has this in its name")
    parser.add_argument("--top", type=int, default=30)
    options = parser.parse_args()
    structlog.configure(processors=[_silent])
    chosen = [case for case in cases() if options.only.lower() in case.name.lower()]
    random.Random(1).shuffle(chosen)
    costs = sorted(((measured(case, options.rounds), case) for case in chosen), key=lambda one: -one[0])
    print("| packet or command | µs |\n|---|---:|")
    for cost, case in costs[: options.top]:
        print(f"| `{case.name}`{' (staff)' if case.gm else ''} | {cost:.0f} |")
    rest = sorted(cost for cost, _case in costs[options.top :]) or [0.0]
    print(
        f"\nThe other {len(costs[options.top :])}: {statistics.median(rest):.0f} µs (median), {rest[-1]:.0f} at most."
    )


def _silent(_logger: object, _method: str, _entry: structlog.typing.EventDict) -> structlog.typing.EventDict:
    raise structlog.DropEvent


if __name__ == "__main__":
    main()
