"""The two councils.  Source: 11-social §6, §1.3."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game, ids
from kit.worlds import content, plain_map

from pyao.content.enums import Privilege
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1)), gods=("DINA",)) as one:
        yield one


def councillor(game: GameFixture, name: str, x: int, **seats: Any) -> Client:
    client = game.player(name, at=(1, x, 50), **seats)
    for one in game.clients:
        one.takes()
    return client


def test_councillors_talk_among_themselves(game: GameFixture) -> None:
    ana, eva = councillor(game, "Ana", 50, royal_council=True), councillor(game, "Eva", 52, royal_council=True)
    leo, beto = councillor(game, "Leo", 54, chaos_council=True), councillor(game, "Beto", 56)
    ana.talks("/bmsg Hola [b]")
    line = msg.console_msg("(Consejero) Ana> Hola [lb]b]", Font.CONSEJO)
    ana.sees(line)
    eva.sees(line)
    leo.sends(c.CouncilMessage("Muerte"))
    leo.sees(msg.console_msg("(Consejero) Leo> Muerte", Font.CONSEJO_CAOS))
    beto.sends(c.CouncilMessage("¿Hola?"), c.CouncilMessage(""))
    leo.sends(c.CouncilMessage(""))
    for one in (ana, eva, leo, beto):
        one.sees()


def test_councils_have_their_manners_too(game: GameFixture) -> None:
    ana, eva = councillor(game, "Ana", 50, royal_council=True), councillor(game, "Eva", 52, royal_council=True)
    eva.player.record.ignored = ["ANA"]
    ana.sends(c.CouncilMessage("x" * 401), c.CouncilMessage("Hola"))
    ana.sees(Says(Font.INFO, "400"), msg.console_msg("(Consejero) Ana> Hola", Font.CONSEJO))
    eva.sees()


def test_seats_are_given_and_taken(game: GameFixture) -> None:
    dina, ana = councillor(game, "Dina", 55), councillor(game, "Ana", 50)
    dina.talks("/aceptconse ana")
    assert ana.player.privileges == Privilege.USER | Privilege.ROYAL_COUNCIL
    seen = ana.sees_among(Says(Font.CONSEJO, "Ana", "Banderbill"))
    assert ids(seen).count(S.CHARACTER_CREATE) == 1
    assert S.CREATE_FX not in ids(seen)
    dina.talks("/aceptconsecaos ana")
    assert ana.player.privileges == Privilege.USER | Privilege.CHAOS_COUNCIL
    saved = game.load("Ana")
    assert saved is not None
    assert (saved.royal_council, saved.chaos_council) == (False, True)
    ana.takes()
    dina.talks("/kickconse ana")
    assert ana.player.privileges == Privilege.USER
    ana.sees_among(Says(Font.TALK, "expulsado"), Says(Font.CONSEJO, "Ana fue expulsado"))
    dina.takes()
    dina.talks("/aceptconse nadie")
    dina.sees(Says(Font.INFO))


def test_seats_of_absent_councillors_are_taken(game: GameFixture) -> None:
    dina, ana = councillor(game, "Dina", 55), councillor(game, "Ana", 50, royal_council=True)
    ana.cuts()
    game.passes(11_000)
    dina.takes()
    dina.talks("/kickconse ana")
    dina.sees(Says(Font.INFO))
    saved = game.load("Ana")
    assert saved is not None
    assert not saved.royal_council
    dina.talks("/kickconse nadie")
    dina.sees(Says(Font.INFO))
