"""Errands through the real server: taking, counting, handing in; what is refused changes nothing; the guide."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.game import Client, GameFixture, a_game
from kit.worlds import content, plain_map

from pyao.content.errands import ErrandDef, ErrandKind
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.messaging.words import folded
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.map.warp import warp
from pyao.rules.session.guide import TOPICS
from pyao.storage.default_world import load_default_world
from pyao.storage.records import freeze, thaw
from pyao.storage.world_check.check import check_world
from pyao.tasks.text_commands import PLAYER_WORDS
from pyao.world.arithmetic import LONG_MAX
from pyao.world.ledger import Reason, held_in
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content
    from pyao.world.npc import Npc

APPLE, POTION = 1, 38
GUIDE, PRIEST, RAT = 80, 5, 500
ANA = (1, 50, 50)

BRING = ErrandDef(
    1, "Manzanas", GUIDE, ErrandKind.BRING, APPLE, 3, "Traeme tres.", "¡Gracias!", gold=50, items=((POTION, 2),)
)
KILL = ErrandDef(2, "Ratas", GUIDE, ErrandKind.KILL, RAT, 2, "Son dos.", "¡Bien!", exp=40, after=1)
VISIT = ErrandDef(3, "Pasear", GUIDE, ErrandKind.VISIT, 2, offer="Andá.", thanks="¿Y?", gold=7)
TALK = ErrandDef(4, "Saludos", GUIDE, ErrandKind.TALK, PRIEST, offer="Saludalo.", thanks="Paz.", gold=5)


def a_world(*errands: ErrandDef) -> Content:
    npcs = (
        NpcDef(id=GUIDE, name="Guía", description="¡Buen viaje!", movement=1),
        NpcDef(id=PRIEST, name="Cura", description="Paz.", movement=1),
        NpcDef(id=RAT, name="Rata", attackable=True, max_hp=5, min_hp=5),
    )
    here = plain_map(1, npcs=((52, 50, GUIDE), (50, 52, PRIEST), (48, 50, RAT)))
    items = (ItemDef(id=APPLE, name="Manzana", grh=506), ItemDef(id=POTION, name="Poción", grh=542))
    return content(
        here,
        plain_map(2),
        npcs={one.id: one for one in npcs},
        items={one.id: one for one in items},
        errands={one.id: one for one in errands},
    )


@pytest.fixture
def town() -> Iterator[GameFixture]:
    with a_game(a_world(BRING, KILL)) as game:
        game.dice.free = True
        yield game


def npc_of(game: GameFixture, number: int) -> Npc:
    return next(npc for npc in game.world.maps[1].npcs.values() if npc.definition.id == number)


def asks(client: Client, game: GameFixture, number: int) -> list[str]:
    """Click on an NPC and write /recado; gives the console lines after that."""
    npc = npc_of(game, number)
    client.sends(c.LeftClick(npc.x, npc.y))
    client.takes()
    client.talks("/recado")
    return lines(client)


def lines(client: Client) -> list[str]:
    return [one.values[0] for one in client.takes() if one.id is S.CONSOLE_MSG]


def with_apples(game: GameFixture, number: int, **changes: Any) -> Client:
    ana = game.player("Ana", at=ANA, **changes)
    ana.player.record.inventory[0] = ItemStack(APPLE, number)
    game.world.ledger.item(Reason.GM, APPLE, number)
    ana.takes()
    return ana


def test_a_click_tells_of_an_errand_and_the_word_takes_it(town: GameFixture) -> None:
    ana = town.player("Ana", at=ANA)
    ana.takes()
    ana.sends(c.LeftClick(52, 50))
    guide = npc_of(town, GUIDE)
    seen = ana.takes()
    assert [one.id for one in seen] == [S.CHAT_OVER_HEAD, S.CONSOLE_MSG]
    assert seen[1].values[0] == "Guía tiene un recado para vos: escribí /RECADO."
    ana.talks("/recado")
    said, told = ana.takes()
    assert said.values[:2] == ("Traeme tres.", guide.char)
    assert told.values[0] == "Manzanas: traele a Guía Manzana (0 de 3)."
    assert ana.player.record.errands == {1: 0}


def test_what_was_asked_for_is_handed_over_and_paid(town: GameFixture) -> None:
    ana = with_apples(town, 4)
    asks(ana, town, GUIDE)
    told = asks(ana, town, GUIDE)
    assert told[:3] == ["Recado cumplido: Manzanas.", "Recibís 50 monedas de oro.", "Recibís 2 de Poción."]
    record = ana.player.record
    assert (record.gold, record.errands, record.errands_done) == (50, {}, [1])
    assert [(one.item, one.amount) for one in record.inventory if one] == [(APPLE, 1), (POTION, 2)]
    assert town.world.ledger.check(held_in(town.world)) == {}


def test_too_little_is_not_taken(town: GameFixture) -> None:
    ana = with_apples(town, 2)
    asks(ana, town, GUIDE)
    assert asks(ana, town, GUIDE) == ["Manzanas: traele a Guía Manzana (2 de 3)."]
    stack = ana.player.record.inventory[0]
    assert stack is not None
    assert stack.amount == 2


def test_errands_come_one_after_the_other_and_once(town: GameFixture) -> None:
    ana = with_apples(town, 3)
    asks(ana, town, GUIDE)
    asks(ana, town, GUIDE)
    assert asks(ana, town, GUIDE) == ["Ratas: vencé a Rata (0 de 2)."]
    for _kill in range(2):
        kill_npc(town.world, npc_of(town, RAT), ana.player)
    ana.takes()
    assert ana.player.record.errands == {2: 2}
    told = asks(ana, town, GUIDE)
    assert told[0] == "Recado cumplido: Ratas."
    assert "¡Has ganado 40 puntos de experiencia!" in told
    assert asks(ana, town, GUIDE) == ["Guía no tiene ningún recado para vos."]


def test_a_kill_counts_once_taken_is_told_and_never_beyond_the_amount(town: GameFixture) -> None:
    ana = town.player("Ana", at=ANA, errands_done=[1])
    kill_npc(town.world, npc_of(town, RAT), ana.player)
    assert ana.player.record.errands == {}
    asks(ana, town, GUIDE)
    told = []
    for _kill in range(3):
        kill_npc(town.world, npc_of(town, RAT), ana.player)
        town.run()
        told += [line for line in lines(ana) if line.startswith("Ratas")]
    assert told == ["Ratas: vencé a Rata (1 de 2).", "Ratas: ¡listo! Volvé con Guía, hacele clic y escribí /RECADO."]
    assert ana.player.record.errands == {2: 2}


def test_going_somewhere_counts_when_one_arrives() -> None:
    with a_game(a_world(VISIT)) as game:
        ana = game.player("Ana", at=ANA)
        assert asks(ana, game, GUIDE) == ["Pasear: llegá a Mapa 2."]
        warp(game.world, ana.player, 2, 50, 50, fx=False)
        warp(game.world, ana.player, 1, 50, 50, fx=False)
        game.run()
        assert "Pasear: ¡listo! Volvé con Guía, hacele clic y escribí /RECADO." in lines(ana)
        assert asks(ana, game, GUIDE)[0] == "Recado cumplido: Pasear."
        assert ana.player.record.gold == 7


def test_who_is_spoken_to_pays_for_it() -> None:
    with a_game(a_world(TALK)) as game:
        ana = game.player("Ana", at=ANA)
        assert asks(ana, game, PRIEST) == ["Cura no tiene ningún recado para vos."]
        assert asks(ana, game, GUIDE) == ["Saludos: hacele clic a Cura y escribí /RECADO."]
        assert asks(ana, game, PRIEST)[0] == "Recado cumplido: Saludos."
        assert ana.player.record.gold == 5


def test_an_errand_waits_for_its_level() -> None:
    with a_game(a_world(replace(VISIT, level=5))) as game:
        ana = game.player("Ana", at=ANA, level=4)
        assert asks(ana, game, GUIDE) == ["Guía no tiene ningún recado para vos."]
        ana.player.record.level = 5
        assert asks(ana, game, GUIDE) == ["Pasear: llegá a Mapa 2."]


@pytest.mark.parametrize("why", ["purse", "bag", "far", "dead"])
def test_what_is_refused_changes_nothing(town: GameFixture, why: str) -> None:
    ana = with_apples(town, 3)
    asks(ana, town, GUIDE)
    record = ana.player.record
    if why == "purse":
        record.gold = LONG_MAX
    elif why == "bag":
        record.inventory[1:] = [ItemStack(900 + k, 1) for k in range(len(record.inventory) - 1)]
    elif why == "far":
        warp(town.world, ana.player, 1, 56, 56, fx=False)
    else:
        ana.player.record.dead = True
    ana.takes()
    before = freeze(record)
    told = asks(ana, town, GUIDE)
    sentence = {
        "purse": "No podés llevar más oro.",
        "bag": "No te entra la recompensa: hacé lugar en tu inventario.",
        "far": "Estás demasiado lejos.",
        "dead": "¡Estás muerto!",
    }[why]
    assert told == [sentence]
    assert freeze(record) == before


def test_with_nobody_selected_the_list_is_told(town: GameFixture) -> None:
    ana = town.player("Ana", at=ANA)
    ana.takes()
    ana.talks("/recado")
    assert lines(ana) == ["No tenés ningún recado. A quien tenga uno para vos, hacele clic y escribí /RECADO."]
    asks(ana, town, GUIDE)
    ana.talks("/recados")
    assert lines(ana) == ["Manzanas: traele a Guía Manzana (0 de 3)."]


def test_errands_are_kept_in_the_character_and_one_that_the_world_lost_is_passed_over(town: GameFixture) -> None:
    ana = town.player("Ana", at=ANA, errands={1: 0, 99: 3}, errands_done=[7])
    ana.takes()
    ana.talks("/recados")
    assert lines(ana) == ["Manzanas: traele a Guía Manzana (0 de 3)."]
    again = thaw("ANA", freeze(ana.player.record))
    assert (again.errands, again.errands_done) == ({1: 0, 99: 3}, [7])


def test_a_world_without_errands_says_no_more_than_before() -> None:
    with a_game(a_world()) as game:
        ana = game.player("Ana", at=ANA)
        ana.takes()
        ana.sends(c.LeftClick(52, 50))
        (said,) = ana.takes()
        assert said.id is S.CHAT_OVER_HEAD


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"giver": RAT + 1}, "nobody gives it"),
        ({"target": 999}, "it can't be done: bring 999"),
        ({"amount": 0}, "it can't be done"),
        ({"after": 999}, "it comes after errand 999"),
        ({"items": ((999, 1),)}, "it pays 1 of object 999"),
    ],
)
def test_the_check_finds_errands_that_nobody_can_do(change: dict[str, Any], complaint: str) -> None:
    world = a_world(replace(BRING, **change))
    assert any(one.file == "errands" and complaint in one.reason for one in check_world(world))


def test_all_kinds_of_errands_are_given_in_the_built_in_world() -> None:
    kinds = Counter(errand.kind for errand in load_default_world().errands.values())
    assert set(kinds) == set(ErrandKind)


@pytest.mark.parametrize("topic", TOPICS)
def test_the_guide_tells_its_topic(town: GameFixture, topic: str) -> None:
    ana = town.player("Ana", at=ANA)
    ana.takes()
    ana.talks(f"/ayuda {topic.lower()}")
    ana.sees(*(msg.console_msg(line(), Font.INFO) for line in TOPICS[topic].lines))


def test_the_guide_names_only_words_that_there_are() -> None:
    world = load_default_world()
    texts = [line() for topic in TOPICS.values() for line in topic.lines] + [*world.help, *world.motd]
    named = {word for text in texts for word in re.findall(r"/([a-zñ]+)", text)}
    assert len(named) > 15
    assert {word for word in named if folded(word) not in PLAYER_WORDS} == set()
    assert {topic.lower() for topic in TOPICS} == set(re.findall(r"/ayuda (\w+)", " ".join(world.help)))
