"""The crafts in words, for a client that opens no craft window.  Source: 01-protocol §16, 07-work §6."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.belongings import bag_of
from kit.fights import STILL, Says
from kit.game import a_game, only
from kit.work import DAGGER, FIREWOOD, HAMMER, INFO, IRON, ITEMS, SAW, hand, workplace

from pyao.content.enums import Heading, PlayerClass
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.world.ledger import held_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client, GameFixture

    from pyao.protocol.message import Message

WORKER = PlayerClass.WORKER
NAMES = {15: "Daga", 165: "Daga de caza", 2: "Espada larga", 399: "Espada de dos manos", 132: "Casco", 480: "Flecha"}
SMITH: dict[str, Any] = {"cls": WORKER, "tool": HAMMER, "skill": {"herreria": 100}}
SHIFT_MS = 720
"""The work interval in whole ticks."""


@pytest.fixture
def game() -> Iterator[GameFixture]:
    named = {number: replace(ITEMS[number], name=name) for number, name in NAMES.items()}
    with a_game(workplace(items=ITEMS | named), **STILL) as one:
        yield one
        assert one.world.ledger.check(held_in(one.world)) == {}


def lines(client: Client, text: str) -> list[str]:
    """What the console answers to a line of talk."""
    client.takes()
    client.talks(text)
    seen = client.takes()
    assert {one.name for one in seen} <= {"CONSOLE_MSG"}
    return [str(one.values[0]) for one in seen]


def told(client: Client) -> list[Message]:
    """What the client got, but for the stamina, which the naked also lose by the cold."""
    return [one for one in client.takes() if one.name != "UPDATE_STA"]


def test_what_can_be_made_now_is_listed_by_number(game: GameFixture) -> None:
    ana = hand(game, cls=WORKER, skill={"herreria": 10}, bag={1: (IRON, 3)})
    assert lines(ana, "/herreria") == [
        "15 Daga: 2 hierro; Herrería 10; te alcanza para 1.",
        "9 Objeto 9: 1 hierro; Herrería 10; te alcanza para 3.",
        "Para fabricar: /HERRERIA OBJETO CANTIDAD",
    ]


def test_a_long_list_has_pages_that_fit_on_the_console(game: GameFixture) -> None:
    ana = hand(game, **SMITH, bag={2: (IRON, 10_000)})
    first, second = lines(ana, "/herrería"), lines(ana, "/herreria página 2")
    assert len(first) == len(second) == 8
    assert first[-2].startswith("Página 1 de ")
    assert second[-2].endswith("/HERRERIA PÁGINA 3")
    assert not set(first[:6]) & set(second[:6])
    (answer,) = lines(ana, "/herreria pagina 99")
    assert "páginas" in answer


def test_without_material_or_tool_that_is_said(game: GameFixture) -> None:
    ana = hand(game, **SMITH)
    assert len(lines(ana, "/herreria")) == len(lines(ana, "/mejorar")) == 1
    bob = hand(game, "Bob", cls=WORKER, skill={"carpinteria": 100}, bag={1: (SAW, 1), 2: (FIREWOOD, 10)})
    assert "serrucho" in lines(bob, "/carpinteria")[0]
    assert "serrucho" in lines(bob, "/carpinteria flecha 3")[0]


@pytest.mark.parametrize("line", ["/herreria 15 7", "/herreria daga 7", "/HERRERÍA DAGA 7"])
def test_a_batch_is_made_cycle_by_cycle(game: GameFixture, line: str) -> None:
    ana = hand(game, **SMITH, level=20, bag={2: (IRON, 100)})
    ana.talks(line)
    assert bag_of(ana)[3] == (DAGGER, 4)
    game.passes(SHIFT_MS - 40)
    assert bag_of(ana)[3] == (DAGGER, 4)
    game.passes(40)
    assert (bag_of(ana)[3], ana.player.batch.left) == ((DAGGER, 7), 0)
    assert not only(ana.takes(), "STOP_WORKING")
    game.passes(SHIFT_MS)
    assert told(ana) == [msg.stop_working()]
    game.passes(5_000)
    assert told(ana) == []
    assert (bag_of(ana)[2], ana.player.shift) == ((IRON, 86), None)


def test_a_batch_ends_with_its_material(game: GameFixture) -> None:
    ana = hand(game, **SMITH, level=10, bag={2: (IRON, 5)})
    ana.talks("/herreria daga 10000")
    game.passes(3 * SHIFT_MS)
    assert told(ana)[-2:] == [Says(Font.INFO, "suficientes materiales"), msg.stop_working()]
    assert bag_of(ana) == {1: (HAMMER, 1), 2: (IRON, 1), 3: (DAGGER, 2)}
    game.passes(3_000)
    assert told(ana) == []


def test_a_batch_ends_with_the_stamina(game: GameFixture) -> None:
    ana = hand(game, **SMITH, level=1, stamina=3, bag={2: (IRON, 50)})
    ana.talks("/herreria daga 10")
    game.passes(3 * SHIFT_MS)
    assert bag_of(ana)[3] == (DAGGER, 1)
    assert told(ana)[-1] == Says(Font.INFO, "energía")


@pytest.mark.parametrize("cause", ["walks", "dies", "swaps"])
def test_who_goes_away_works_no_more(game: GameFixture, cause: str) -> None:
    ana = hand(game, cls=WORKER, tool=SAW, skill={"carpinteria": 100}, level=1, bag={2: (FIREWOOD, 50), 3: (HAMMER, 1)})
    ana.talks("/carpinteria flecha 10")
    before = bag_of(ana)
    if cause == "walks":
        ana.walks(Heading.WEST)
    elif cause == "dies":
        ana.player.record.dead = True
    else:
        ana.player.record.equipment.weapon = 3
    ana.takes()
    game.passes(3_000)
    assert told(ana)[-1] == msg.stop_working()
    assert (bag_of(ana), ana.player.shift) == (before, None)


def test_a_second_order_takes_the_place_of_the_first(game: GameFixture) -> None:
    ana = hand(game, **SMITH, level=1, bag={2: (IRON, 100)})
    ana.talks("/herreria daga 10")
    ana.talks("/herreria casco 2")
    assert 132 not in dict(bag_of(ana).values())
    game.passes(5 * SHIFT_MS)
    made = dict(bag_of(ana).values())
    assert (made[DAGGER], made[132]) == (1, 2)


def test_who_leaves_the_game_works_no_more(game: GameFixture) -> None:
    ana = hand(game, **SMITH, level=1, bag={2: (IRON, 100)})
    ana.talks("/herreria daga 10")
    ana.cuts()
    game.passes(3_000)
    assert game.world.online["ANA"].record.inventory[2] is not None
    assert game.world.online["ANA"].record.inventory[2].amount == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("/herreria 15", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria daga", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria daga 0", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria daga -1", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria daga 2147483648", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria daga muchas", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria 99999 1", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria página 0", "/HERRERIA [OBJETO CANTIDAD]"),
        ("/herreria 480 1", "480"),
        ("/herreria zapallo 1", "zapallo"),
        ("/herreria [url=x] 1", "[lb]url=x]"),
        ("/herreria espada 1", "Espada larga"),
        ("/mejorar zapallo", "zapallo"),
        ("/mejorar 1.5", "/MEJORAR [OBJETO]"),
    ],
)
def test_what_is_not_understood_is_said(game: GameFixture, line: str, words: str) -> None:
    ana = hand(game, **SMITH, bag={2: (IRON, 100)})
    (answer,) = lines(ana, line)
    assert words in answer
    assert (bag_of(ana)[2], ana.player.batch.left) == ((IRON, 100), 0)


def test_too_little_skill_is_said(game: GameFixture) -> None:
    ana = hand(game, skill={"herreria": 36}, bag={2: (IRON, 100)})
    (answer,) = lines(ana, "/herreria daga 1")
    assert "Herrería 10" in answer
    assert "9" in answer


def test_upgrades_by_name(game: GameFixture) -> None:
    ana = hand(game, **SMITH, bag={2: (IRON, 100), 3: (DAGGER, 1)})
    assert lines(ana, "/mejorar") == [
        "15 Daga: se mejora a Daga de caza con 5 hierro.",
        "Para mejorar: /MEJORAR OBJETO",
    ]
    assert "páginas" in lines(ana, "/mejorar página 2")[0]
    ana.talks("/mejorar da")
    assert bag_of(ana) == {1: (HAMMER, 1), 2: (IRON, 95), 3: (165, 1)}
    game.clock.advance(700)
    ana.takes()
    ana.talks("/mejorar 165")
    assert INFO in ana.takes()
    assert bag_of(ana)[3] == (365, 1)
