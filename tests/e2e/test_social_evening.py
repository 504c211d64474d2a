"""An evening of six clients with everything social in it, against a server process that is killed in the middle.

Two guilds are founded, joined and at war, an election ends in a tie, a party hunts and shares, somebody rises in the
Royal Army, and what was written in a forum is read by another after the restart.  Source: 11-social.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.game import PASSWORD, a_record
from kit.guilds import FOUNDER, wrong_in
from kit.patience import PATIENCE_S
from kit.square import BOARD_TILE, KING_TILE, STORE, WOLF_TILE

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.storage.forum_documents import PREFIX
from pyao.storage.guild_documents import guild_key, guild_of
from pyao.storage.passwords import Passwords
from pyao.storage.sqlite_store import SqliteStore
from pyao.world.record import Faction, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.guilds import Guild

SCRIPT = Path(__file__).with_name("evening_server.py")
PLACES = {"Ana": (50, 50), "Beto": (52, 50), "Caro": (54, 50), "Dina": (46, 50), "Evo": (44, 50), "Fox": (48, 50)}
SOLDIER: dict[str, Any] = {"reputation": Reputation(noble=1_000_000), "faction": Faction(criminals_killed=70)}
TIE = "Hubo un empate: los candidatos más votados (2) son "
FORM = {"Ana": "Los Lobos", "Dina": "Osos"}


class Guest(HeadlessClient):
    """One of the six."""

    def __init__(self) -> None:
        super().__init__(patience_s=PATIENCE_S)

    async def reads(self, words: str) -> None:
        """Wait until this stands in the console."""
        await self.wait_for(lambda: any(words in line for line in self.view.console))

    async def hears(self, words: str) -> None:
        """Wait until somebody says this."""
        await self.wait_for(lambda: any(words in text for _name, text in self.view.heard))


@contextmanager
def a_life(folder: Path, *, days: int = 0) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server process and its port; it is killed at the end, as by a power cut."""
    with subprocess.Popen(
        [sys.executable, SCRIPT, folder, str(days)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            port = next((line for line in process.stdout if line.startswith("port ")), None)
            assert port is not None, "it has not started"
            yield process, int(port.split()[1])
        finally:
            process.kill()


async def invite(folder: Path) -> None:
    """Six characters; Evo has fought for the King long enough to rise at once."""
    password = await Passwords(time_cost=1, memory_kib=8, at_once=1).hash_password(PASSWORD)
    store = SqliteStore(folder / STORE)
    await store.open()
    for name, (x, y) in PLACES.items():
        fields = FOUNDER | {"exp_next": 10**7} | (SOLDIER if name == "Evo" else {})
        await store.create(a_record(name, (1, x, y), password_hash=password, **fields))
    await store.close()


async def come(port: int) -> dict[str, Guest]:
    guests = {}
    for name in PLACES:
        guests[name] = Guest()
        await guests[name].connect(port=port)
        await guests[name].login(name, PASSWORD)
    return guests


async def go(guests: dict[str, Guest]) -> None:
    for guest in guests.values():
        assert guest.view.violations == []
        await guest.close()


async def found_guilds(guests: dict[str, Guest]) -> None:
    for leader, name in FORM.items():
        guests[leader].send(c.GuildFundate(), c.GuildFundation(4), c.CreateNewGuild("", name, "", ("x",) * 8))
        await guests["Fox"].reads(f"{leader} fundó el clan {name}")
    for leader, names in (("Ana", ("Beto", "Caro")), ("Dina", ("Evo",))):
        for name in names:
            guests[name].talk(f"/pedirclan {FORM[leader]}@hola")
            await guests[name].reads("Tu solicitud fue enviada")
            guests[leader].talk(f"/admitir {name}")
            await guests[name].reads(f"{name} fue aceptado")


async def quarrel_and_vote(guests: dict[str, Guest]) -> None:
    guests["Ana"].talk("/guerra osos")
    await guests["Evo"].reads("Los Lobos le declaró la guerra a tu clan")
    guests["Ana"].talk("/elecciones")
    await guests["Caro"].reads("Empezaron las elecciones")
    for voter, candidate in (("Ana", "beto"), ("Beto", "ana")):
        guests[voter].talk(f"/voto {candidate}")
        await guests[voter].reads("Tu voto fue contado")


async def hunt_together(guests: dict[str, Guest]) -> None:
    ana, beto = guests["Ana"], guests["Beto"]
    ana.talk("/crearparty")
    await ana.reads("¡Sos el líder de la party!")
    beto.send(c.LeftClick(*PLACES["Ana"]), c.PartyJoin())
    await ana.reads("Beto pide entrar en tu party")
    ana.talk("/acceptparty beto")
    await beto.reads("Ana aceptó a Beto en la party")
    ana.send(c.ChangeHeading(Heading.NORTH))
    async with asyncio.timeout(PATIENCE_S):
        while any((one.x, one.y) == WOLF_TILE for one in ana.view.chars.values()):
            ana.send(c.Attack())
            await ana.ping()
    ana.talk("/onlineparty")
    await ana.reads("Ana (500), Beto (500)")


async def serve_the_king(guests: dict[str, Guest]) -> None:
    evo = guests["Evo"]
    evo.send(c.LeftClick(*KING_TILE), c.Enlist())
    await evo.hears("¡Bienvenido al ejército real!")
    evo.talk("/recompensa")
    await evo.hears("¡Aquí tenés tu recompensa, Escudero!")


async def write(folder: Path, guests: dict[str, Guest]) -> None:
    """Post in the forum, as the last deed before the blow: once this is kept, all that came before is."""
    fox = guests["Fox"]
    fox.send(c.LeftClick(*BOARD_TILE))
    fox.talk("/foro Torneo@El sábado en la arena.")
    await fox.reads("Tu mensaje quedó publicado en el foro.")
    store = SqliteStore(folder / STORE)
    await store.open()
    for _look in range(500):
        if await store.load_document(f"{PREFIX}PLAZA") is not None:
            break
        await asyncio.sleep(0.02)
    else:
        raise AssertionError("the post is not kept")
    await store.close()


def keep_busy(guests: dict[str, Guest]) -> None:
    """What nobody knows the end of, since the server is killed meanwhile."""
    guests["Ana"].talk("/ofrecerpaz osos@basta")
    guests["Dina"].talk("/aceptarpaz los lobos")
    guests["Caro"].talk("/salirclan")
    guests["Caro"].talk("/pedirclan osos@cambié de idea")
    guests["Dina"].talk("/admitir caro")
    guests["Evo"].talk("/salirclan")


async def kept_guilds(folder: Path) -> list[Guild]:
    """Both guilds, whose lists and relations must agree with each other and with the characters."""
    store = SqliteStore(folder / STORE)
    await store.open()
    assert await wrong_in(store) == []
    guilds = []
    for number in (1, 2):
        document = await store.load_document(guild_key(number))
        assert document is not None
        guilds.append(guild_of(number, document))
    await store.close()
    one, other = guilds
    assert one.relation_to(other) is other.relation_to(one)
    return guilds


async def test_an_evening_with_everything_social(tmp_path: Path) -> None:
    await invite(tmp_path)
    with a_life(tmp_path) as (process, port):
        guests = await come(port)
        await found_guilds(guests)
        await quarrel_and_vote(guests)
        await hunt_together(guests)
        await serve_the_king(guests)
        await write(tmp_path, guests)
        keep_busy(guests)
        process.kill()
        await go(guests)
    lobos, osos = await kept_guilds(tmp_path)
    assert (lobos.leader, osos.leader, {"ANA", "BETO"} <= set(lobos.members)) == ("Ana", "Dina", True)
    with a_life(tmp_path, days=2) as (_process, port):
        guests = await come(port)
        await read_and_rank(guests)
        await count_votes(guests)
        await go(guests)


async def read_and_rank(guests: dict[str, Guest]) -> None:
    """What one wrote another reads; what was hunted and earned is there."""
    dina = guests["Dina"]
    dina.send(c.LeftClick(*BOARD_TILE))
    dina.talk("/foro")
    await dina.reads("Torneo")
    await dina.reads("El sábado en la arena.")
    dina.send(c.LeftClick(*PLACES["Evo"]))
    await dina.reads("<Ejército Real> <Escudero>")
    assert (guests["Ana"].view.exp, guests["Beto"].view.exp) == (500, 500)


async def count_votes(guests: dict[str, Guest]) -> None:
    """The next world save counts the votes: a tie leaves the leader."""
    ana = guests["Ana"]
    await ana.reads("Elecciones revisadas.")
    ana.talk("/noticiasclan")
    await ana.wait_for(lambda: any(one.id is S.GUILD_NEWS and TIE in one.values[0] for one in ana.recent))
    ana.talk("/clan")
    await ana.reads("Sos el líder")
