"""All GM commands × all ranks, and all GM commands with arguments that nobody sane would send.

Source: 10-gm-admin §1.3, §3, §5.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import ITEMS, Says
from kit.game import a_game, a_record
from kit.worlds import content, plain_map

from pyao.content.npcs import NpcDef
from pyao.messaging.words import folded
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.decoder import LAYOUTS
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.tasks.gm import COMMANDS, GMTextCommand, may_command
from pyao.tasks.text_commands import PLAYER_WORDS
from pyao.tasks.text_grammar import RANGES
from pyao.world.invariants import violations
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client, GameFixture

    from pyao.protocol.gm_commands import GMCommand

RANKS: dict[str, dict[str, Any]] = {
    "user": {},
    "user+rm": {"role_masters": ("EVA",)},
    "listed user": {"special": ("EVA",)},
    "C": {"counsellors": ("EVA",)},
    "C+rm": {"counsellors": ("EVA",), "role_masters": ("EVA",)},
    "S": {"demigods": ("EVA",)},
    "S+rm": {"demigods": ("EVA",), "role_masters": ("EVA",)},
    "special S": {"demigods": ("EVA",), "special": ("EVA",)},
    "special S+rm": {"demigods": ("EVA",), "role_masters": ("EVA",), "special": ("EVA",)},
    "D": {"gods": ("EVA",)},
    "D+rm": {"gods": ("EVA",), "role_masters": ("EVA",)},
    "A": {"admins": ("EVA",)},
    "A+rm": {"admins": ("EVA",), "role_masters": ("EVA",)},
}
ENDING = {g.TurnOffServer, g.Restart}
"""They end the server; what they do is tested by themselves."""

# Some commands have no number in Godot's numbering.
ORIGINAL = NetworkSettings(gm_numbering="original")


def packet_of(command: GMTextCommand, text: str, number: int) -> GMCommand:
    """The packet of a command with the same text and, as far as it fits, the same number in all its fields."""
    values: list[object] = []
    for field in LAYOUTS[command.packet]:
        if field.kind == "bool":
            values.append(False)
        elif field.kind in RANGES:
            least, most = RANGES[field.kind]
            values.append(max(least, min(most, number)))
        else:
            values.append(text)
    made: GMCommand = command.packet(*values)
    return made


@pytest.fixture
def game(request: pytest.FixtureRequest) -> Iterator[GameFixture]:
    with a_game(content(plain_map(1), plain_map(2), items=ITEMS), network=ORIGINAL, **RANKS[request.param]) as fixture:
        fixture.dice.free = True
        yield fixture


def is_allowed(eva: Client, game: GameFixture, command: GMTextCommand) -> bool:
    special = "EVA" in game.settings.special
    return may_command(command.packet, eva.player.privileges, special=special)


@pytest.mark.parametrize("game", RANKS, indirect=True)
def test_every_command_by_every_rank(game: GameFixture) -> None:
    eva, ana = game.player("Eva", at=(1, 50, 50)), game.player("Ana", at=(1, 52, 50))
    for command in COMMANDS:
        if command.packet in ENDING:
            continue
        ana.takes()
        eva.takes()
        game.host.audited.clear()
        allowed = is_allowed(eva, game, command)
        eva.sends(packet_of(command, "Nadie", 0))
        noted = [one.command for one in game.host.audited]
        assert noted == ([command.word] if allowed else []), command.word
        if not allowed:
            eva.sees()
            ana.sees()
        if ana.closed:  # thrown out with everybody else
            ana = game.connect()
            ana.logs_in("Ana")
    assert not eva.closed
    assert list(violations(game.world)) == []


@pytest.mark.parametrize("game", RANKS, indirect=True)
def test_every_word_without_the_rank_is_unknown(game: GameFixture) -> None:
    eva, ana = game.player("Eva", at=(1, 50, 50)), game.player("Ana", at=(1, 52, 50))
    ana.takes()
    for command in COMMANDS:
        first = command.word.partition(" ")[0]
        alike = [one for one in COMMANDS if one.word.partition(" ")[0] == first]
        if folded(first) in PLAYER_WORDS or any(is_allowed(eva, game, one) for one in alike):
            continue
        eva.takes()
        for line in (f"/{command.word}", f" /{command.word.lower()} Nadie@x@y 1 2 3"):
            eva.talks(line)
            eva.sees(Says(Font.INFO, "Ese comando no existe."))
        ana.sees()
    assert game.host.audited == []


@pytest.mark.parametrize("game", ["A"], indirect=True)
def test_no_command_of_who_has_the_rank_is_ever_said(game: GameFixture) -> None:
    eva, ana = game.player("Eva", at=(1, 50, 50)), game.player("Ana", at=(1, 52, 50))
    for command in COMMANDS:
        if command.packet in ENDING:
            continue
        for line in (f"/{command.word}", f"/{command.word}x Nadie", f"/{command.word}@Nadie motivo"):
            eva.takes()
            eva.talks(line)
            assert [one for one in eva.takes() if one.id is S.CHAT_OVER_HEAD] == [], line
        if ana.closed:
            ana = game.connect()
            ana.logs_in("Ana")
        assert [one for one in ana.takes() if one.id is S.CHAT_OVER_HEAD] == [], command.word


HOSTILE_TEXTS = (
    *("", " ", "+", "+++", "yo", "Ana", "ana+", "Nadie", "..", "../../etc/passwd", "C:\\con", "a\x00b", "\r\n", "@@@"),
    *("[b]x[/b]", "~255~0~0~1~1", "%s%n", "{0}{gm}", "ñ" * 300, "A" * 1_000, "-1", "1-1-1", "99999-0-300", "9" * 40),
)
HOSTILE_NUMBERS = (-(2**31), -1, 0, 1, 2, 5, 50, 255, 1_000, 32_767, 2**31 - 1)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda one: one.word)
def test_hostile_arguments(command: GMTextCommand) -> None:
    """Nothing fails, nobody is thrown out for sending them, and the world stays sound."""
    if command.packet in ENDING:
        pytest.skip("it ends the server")
    world = content(plain_map(1), plain_map(2), items=ITEMS, npcs={7: NpcDef(id=7, name="Banquero")})
    with a_game(world, network=ORIGINAL, admins=("EVA",), check_invariants=True) as game:
        game.world.rng = Dice(1)
        put_npc(game.world, world.npcs[7], 1, (51, 50))
        game.save(a_record("Beto", (1, 60, 50)))
        for k, (text, number) in enumerate(_combinations()):
            eva = _somebody(game, "Eva", 50)
            _somebody(game, "Ana", 53)
            if k % 3 == 1:
                eva.sends(c.LeftClick(51, 50))
            elif k % 3 == 2:
                eva.sends(c.LeftClick(53, 50))
            eva.sends(packet_of(command, text, number))
        assert list(violations(game.world)) == []
        eva = _somebody(game, "Eva", 50)
        eva.takes()
        eva.sends(c.Ping())
        eva.sees_among(msg.pong())


def _combinations() -> list[tuple[str, int]]:
    return [
        *((text, HOSTILE_NUMBERS[k % len(HOSTILE_NUMBERS)]) for k, text in enumerate(HOSTILE_TEXTS)),
        *(("Beto", number) for number in HOSTILE_NUMBERS),
    ]


def _somebody(game: GameFixture, name: str, x: int) -> Client:
    """The client of that character, which comes back unbanned where an order has thrown it out."""
    for one in game.clients:
        player = one.connection.session.player
        if player is not None and player.name == name and not one.closed:
            return one
    record = game.load(name)
    if record is not None:
        record.banned = False
        record.map, record.x, record.y = 1, x, 50
        game.saver.mark(record)
        game.load(name)
        client = game.connect()
        client.logs_in(name)
        assert client.connection.session.player is not None, client.takes()
        return client
    return game.player(name, at=(1, x, 50))
