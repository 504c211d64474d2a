"""Characters are kept for ever, so there is a number of them that an address, and all together, may create in a day."""

from __future__ import annotations

from typing import Any

import pytest
from kit.game import PASSWORD, Client, GameFixture, a_game

from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.storage.default_world import load_default_world

DAY_MS = 86_400_000
NAMES = [f"Nuevo {one}" for one in "abcdefgh"]


def creates(game: GameFixture, name: str, ip: str, email: str = "a@b.c") -> str:
    """What the client is told that creates a character; empty = it is in the world."""
    client: Client = game.connect(ip=ip)
    client.sends(c.ThrowDices())
    client.takes()
    client.sends(c.LoginNewChar(name, PASSWORD, 0, 13, 0, 1, 1, 1, 5, email, 1))
    first = client.takes()[0]
    client.cuts()
    return str(first.fields["text"]) if first.id is S.ERROR_MSG else ""


def flooded(**settings: Any) -> GameFixture:
    game = GameFixture(load_default_world(), **settings)
    game.dice.free = True
    return game


def test_an_address_creates_so_many_a_day() -> None:
    game = flooded(creations_per_address=2)
    said = [creates(game, name, "192.0.2.1") for name in NAMES[:3]]
    assert said[:2] == ["", ""]
    assert "demasiados personajes" in said[2]
    assert game.load(NAMES[2]) is None
    assert creates(game, NAMES[3], "192.0.2.2") == ""
    assert [creates(game, name, f"2001:db8::{k}") == "" for k, name in enumerate(NAMES[4:7])] == [True, True, False]
    game.clock.advance(DAY_MS)
    assert creates(game, NAMES[2], "192.0.2.1") == ""
    game.close()


def test_all_addresses_together_create_so_many_a_day() -> None:
    game = flooded(creations_per_day=3)
    said = [creates(game, name, f"192.0.2.{k}") for k, name in enumerate(NAMES[:4])]
    assert [bool(one) for one in said] == [False, False, False, True]
    assert creates(game, NAMES[4], "127.0.0.1") == "", "the machine itself has no limit"
    game.close()


@pytest.mark.parametrize("letters", [254, 255, 10_000])
def test_the_mail_address_has_a_limit(letters: int) -> None:
    with a_game(load_default_world()) as game:
        game.dice.free = True
        assert bool(creates(game, "Ana", "192.0.2.1", "a" * letters)) is (letters > 254)
