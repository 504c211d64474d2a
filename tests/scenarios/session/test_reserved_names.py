"""A name on a staff list that no character has can't be created by a stranger.  Source: 02 §2."""

from __future__ import annotations

import pytest
from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID

LISTS = ("admins", "gods", "demigods", "special", "counsellors", "role_masters")
RESERVED = msg.error_msg("Ese nombre está reservado para los administradores del servidor.")


def creation_of(name: str) -> c.LoginNewChar:
    return c.LoginNewChar(name, "clave", 0, 13, 0, 1, 1, 3, 5, "a@b", 1)


@pytest.mark.parametrize("ranks", LISTS)
def test_a_listed_name_is_refused_at_creation(ranks: str) -> None:
    with a_game(content(plain_map(1)), **{ranks: ("SHAK",)}) as game:
        stranger = game.connect()
        stranger.sends(creation_of("Shak"))
        stranger.sees(RESERVED)
        assert not stranger.closed
        assert game.load("Shak") is None


def test_a_name_that_the_operator_has_opened_can_be_created() -> None:
    with a_game(content(plain_map(1)), gods=("SHAK",)) as game:
        game.world.open_names.add("SHAK")
        stranger = game.connect()
        stranger.sends(creation_of("Shak"))
        (answer,) = stranger.takes()
        assert answer == msg.error_msg("Debe tirar los dados antes de poder crear un personaje.")


def test_who_has_the_name_already_is_told_so() -> None:
    with a_game(content(plain_map(1)), gods=("DINA",)) as game:
        game.player("Dina", at=(1, 50, 50))
        stranger = game.connect()
        stranger.sends(creation_of("Dina"))
        (answer,) = stranger.takes()
        assert answer.id is ServerPacketID.ERROR_MSG
        assert answer != RESERVED
