"""Logins and creations that are refused.  Source: 02-sessions-and-characters §2, §4."""

from __future__ import annotations

from typing import Any

import pytest
from kit.game import PASSWORD, GameFixture, a_game, a_record, ids
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.record import CharacterRecord, Look

WORLD = content(plain_map(1), plain_map(2))


@pytest.mark.parametrize(
    ("settings", "changes", "closes"),
    [
        ({"max_users": 1}, {}, True),
        ({"allow_multi_logins": False}, {}, True),
        ({"gms_only": True}, {}, True),
        ({"testing": True}, {"level": 18}, True),
        ({}, {"map": 99}, True),
        ({}, {"look": Look(body=1, head=0)}, True),
        ({}, {"look": Look(body=0, head=1)}, True),
        ({}, {"banned": True}, False),
    ],
)
def test_a_login_that_is_refused(settings: dict[str, Any], changes: dict[str, Any], closes: bool) -> None:
    with a_game(WORLD, gods=("EVA",), **settings) as game:
        game.player("Eva", at=(1, 60, 60), level=5)
        game.save(a_record("Ana", (1, 50, 50), **changes))
        ana = game.connect()
        ana.logs_in("Ana")
        assert ids(ana.takes()) == [S.ERROR_MSG]
        assert ana.closed is closes
        assert list(game.world.online) == ["EVA"]


@pytest.mark.parametrize("settings", [{"can_create_characters": False}, {"gms_only": True}])
def test_a_creation_that_is_refused(settings: dict[str, Any]) -> None:
    with a_game(WORLD, **settings) as game:
        ana = game.connect()
        ana.sends(c.LoginNewChar("Ana", PASSWORD, 0, 13, 0, 1, 1, 1, 5, "a@b.c", 1))
        assert ids(ana.takes()) == [S.ERROR_MSG]
        assert ana.closed


@pytest.mark.parametrize(
    "field", [{"class_": 0}, {"class_": 13}, {"home": 0}, {"home": 7}, {"password": ""}, {"password": "x" * 16}]
)
def test_choices_that_do_not_exist(game: GameFixture, field: dict[str, Any]) -> None:
    ana = game.connect()
    game.dice.free = True
    ana.sends(c.ThrowDices())
    ana.takes()
    chosen: dict[str, Any] = {"class_": 1, "home": 1, "password": PASSWORD} | field
    ana.sends(c.LoginNewChar("Ana", chosen["password"], 0, 13, 0, 1, 1, chosen["class_"], 5, "", chosen["home"]))
    assert ids(ana.takes()) == [S.ERROR_MSG]
    assert not ana.closed
    assert game.load("Ana") is None


def test_an_unreadable_record_closes_without_a_word(game: GameFixture) -> None:
    from pyao.tasks.ports import UnreadableRecord

    class Broken:
        async def load(self, name: str) -> CharacterRecord:
            raise UnreadableRecord(name)

    game.game.characters = Broken()  # type: ignore[assignment]
    ana = game.connect()
    ana.logs_in("Ana")
    ana.sees()
    assert ana.closed


def test_a_store_that_does_not_answer(game: GameFixture) -> None:
    from pyao.tasks.ports import CharactersUnavailable

    class Gone:
        async def load(self, name: str) -> CharacterRecord:
            raise CharactersUnavailable(name)

    game.game.characters = Gone()  # type: ignore[assignment]
    ana = game.connect()
    ana.logs_in("Ana")
    assert ids(ana.takes()) == [S.ERROR_MSG]
