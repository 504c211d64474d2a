"""NET: the wire.  Source: 01-protocol, acceptance scenarios.

NET-07 to 09 and 31's `auto` need sockets: see tests/network.  NET-37 is in tests/protocol.  Those that need magic, combat,
guilds, parties or crafts stand with their topics.
"""

from __future__ import annotations

import pytest
from kit.game import PASSWORD, GameFixture, a_record, only
from kit.spec import needs_classic
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, ObjectType
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.network.flusher import Wire
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import encode_client
from pyao.protocol.text import TextEncoding
from pyao.world.messages import Toggle
from pyao.world.record import ItemStack

HALF_DICE = ((0, 3, 2), (0, 2, 1), (0, 3, 0), (0, 3, 1), (0, 3, 3), (0, 2, 2), (0, 3, 3), (0, 3, 3))


def test_net_01_a_new_connection_hears_nothing(game: GameFixture) -> None:
    client = game.connect()
    game.passes(5_000)
    assert client.takes_bytes() == b""


def test_net_02_dice(game: GameFixture) -> None:
    client = game.connect()
    game.dice.will_roll(*HALF_DICE)
    client.sends(b"\x01")
    assert client.takes_bytes() == bytes.fromhex("43100f121212")


def test_net_03_login_byte_by_byte(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    login = encode_client(c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0))
    whole, dripping = game.connect(), game.connect()
    for place in range(len(login) - 1):
        dripping.sends(login[place : place + 1])
        assert dripping.takes_bytes() == b""
        assert not game.world.online
    dripping.sends(login[-1:])
    burst = dripping.takes()
    assert "ANA" in game.world.online
    dripping.sends(c.Quit())
    game.passes(11_000)
    whole.logs_in("Ana")
    ours = [one for one in burst if one.id is not S.USER_INDEX_IN_SERVER]
    theirs = [one for one in whole.takes() if one.id is not S.USER_INDEX_IN_SERVER]
    assert [one for one in ours if "Récord" not in repr(one)] == theirs


def test_net_04_failed_login_is_one_error(game: GameFixture) -> None:
    client = game.connect()
    client.logs_in("Nadie")
    data = client.takes_bytes()
    assert data[0] == 0x37
    assert len(data) == 3 + int.from_bytes(data[1:3], "little")
    assert client.closed


def test_net_05_refused_creation_can_be_retried(game: GameFixture) -> None:
    game = with_kit(game)
    game.save(a_record("Ana", (1, 50, 50)))
    client = game.connect()
    game.dice.will_roll(*HALF_DICE)
    client.sends(b"\x01")
    client.takes()
    client.sends(newcomer("Ana"))
    assert [one.id for one in client.takes()] == [S.ERROR_MSG]
    assert not client.closed
    game.dice.will_roll((1, 6, 4), (1, 3, 1))
    client.sends(newcomer("Eva"))
    assert client.takes()[-1] == msg.logged(1)
    game.close()


def newcomer(name: str) -> c.LoginNewChar:
    return c.LoginNewChar(name, PASSWORD, 0, 13, 0, 1, 1, 1, 5, "a@b.c", 1)


def with_kit(game: GameFixture) -> GameFixture:
    """A game whose world knows what a human mage starts with."""
    from pyao.content.balance import AttributeChange, Balance
    from pyao.content.enums import Race

    items = {number: ItemDef(id=number, name=f"Objeto {number}") for number in (460, 463, 467, 468, 856, 857)}
    balance = Balance(race_attributes={Race.HUMAN: AttributeChange(1, 1, 0, 0, 2)})
    return GameFixture(content(plain_map(1), items=items, balance=balance))
