from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.content.enums import Heading
from pyao.world.player import Player
from pyao.world.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import GameFixture

    from pyao.world.record import CharacterRecord


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1))) as one:
        yield one


@pytest.fixture
def players(game: GameFixture) -> list[Player]:
    return [game.player(name, at=(1, 50, 50 + 2 * k)).player for k, name in enumerate(("Ana", "Beto", "Carla"))]


def gold_of(taken: list[CharacterRecord]) -> dict[str, int]:
    return {record.name: record.gold for record in taken}


def test_records_are_copied_one_a_step(players: list[Player]) -> None:
    taken: list[CharacterRecord] = []
    snapshot = Snapshot(players, taken.append)
    assert not taken

    counts = [len(taken) for _step in snapshot.steps()]

    assert counts == [1, 2, 3]
    assert taken == [player.record for player in players]


def test_what_is_changed_meanwhile_is_copied_before(players: list[Player]) -> None:
    ana, beto, carla = players
    for player in players:
        player.record.gold = 100
    taken: list[CharacterRecord] = []
    snapshot = Snapshot(players, lambda record: taken.append(deepcopy(record)))

    next(snapshot.steps())
    carla.record.gold -= 30
    beto.record.vitals.hp = 1
    beto.record.gold += 30
    ana.record.gold += 1
    assert [record.name for record in taken] == ["Ana", "Carla", "Beto"]
    list(snapshot.steps())

    assert gold_of(taken) == {"Ana": 100, "Beto": 100, "Carla": 100}
    assert taken[-1].vitals.hp > 1
    assert [player.record.gold for player in players] == [101, 130, 70]


def test_a_player_who_has_been_copied_is_as_any_other(players: list[Player]) -> None:
    snapshot = Snapshot(players, lambda _record: None)
    assert Player not in map(type, players)

    list(snapshot.steps())

    assert {(type(player), player.snapshot) for player in players} == {(Player, None)}


def test_another_record_is_no_way_round(players: list[Player]) -> None:
    ana = players[0]
    before, other = ana.record, deepcopy(ana.record)
    taken: list[CharacterRecord] = []
    snapshot = Snapshot([ana], taken.append)

    ana.record = other
    list(snapshot.steps())

    assert taken[0] is before
    assert ana.record is other


def test_a_fault_in_copying_meets_who_wants_the_copies_and_nobody_else(players: list[Player]) -> None:
    taken: list[str] = []

    def take(record: CharacterRecord) -> None:
        if record.name == "Beto":
            raise ValueError(record.name)
        taken.append(record.name)

    snapshot = Snapshot(players, take)
    assert players[1].record.name == "Beto"

    with pytest.raises(ValueError, match="Beto"):
        list(snapshot.steps())
    assert taken == ["Ana", "Carla"]


def test_released_players_are_copied_no_more(players: list[Player]) -> None:
    taken: list[CharacterRecord] = []
    snapshot = Snapshot(players, taken.append)
    next(snapshot.steps())

    snapshot.release()

    assert [player.record.name for player in players] == ["Ana", "Beto", "Carla"]
    assert [record.name for record in taken] == ["Ana"]
    assert all(type(player) is Player for player in players)


def test_the_game_goes_on_with_players_who_wait(game: GameFixture, players: list[Player]) -> None:
    taken: list[CharacterRecord] = []
    snapshot = Snapshot(players, taken.append)

    game.clients[0].walks(Heading.EAST)
    game.passes(40)

    assert (players[0].x, players[0].y) == (51, 50)
    list(snapshot.steps())
    assert len(taken) == 3


def test_a_tick_copies_only_whom_it_changes(game: GameFixture, players: list[Player]) -> None:
    hurt, thirsty, _well = players
    for player in players:
        vitals = player.record.vitals
        vitals.hp, vitals.stamina = vitals.max_hp, vitals.max_stamina
    hurt.record.vitals.hp -= 1
    hurt.record.vitals.max_stamina = hurt.record.vitals.stamina = 400
    hurt.counters.health = thirsty.counters.thirst = 1_000_000
    water = thirsty.record.vitals.water
    taken: list[CharacterRecord] = []
    snapshot = Snapshot(players, lambda record: taken.append(deepcopy(record)))
    game.dice.will_roll((2, 20, 2))

    game.passes(40)

    assert [record.name for record in taken] == ["Ana", "Beto"]
    snapshot.release()
    assert taken[0].vitals.hp < hurt.record.vitals.hp
    assert taken[1].vitals.water == water > thirsty.record.vitals.water
