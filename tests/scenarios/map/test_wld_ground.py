"""Picking up and dropping.  Source: 03-world."""

from __future__ import annotations

import pytest
from kit.game import a_game, ids
from kit.town import APPLE, GOLD, town

from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.items import dropping
from pyao.world.record import ItemStack


def bag(*stacks: ItemStack) -> list[ItemStack | None]:
    return [*stacks, *[None] * (30 - len(stacks))]


@pytest.mark.parametrize("item", [APPLE, GOLD])
def test_picking_up_takes_all(item: int) -> None:
    with a_game(town(objects={(50, 50): (item, 300)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), inventory=bag(ItemStack(APPLE, 9_900)))
        watcher = game.player("Beto", at=(1, 52, 50))
        watcher.takes()
        ana.takes()
        ana.sends(c.PickUp())
        assert (50, 50) not in game.world.maps[1].objects
        watcher.sees(msg.object_delete(50, 50))
        if item == GOLD:
            assert ana.player.record.gold == 300
            assert ids(ana.takes()) == [S.OBJECT_DELETE, S.UPDATE_GOLD]
        else:
            assert ana.player.record.inventory[:2] == [ItemStack(APPLE, 9_900), ItemStack(APPLE, 300)]
            assert ids(ana.takes()) == [S.CHANGE_INVENTORY_SLOT, S.OBJECT_DELETE]


def test_what_can_not_be_picked_up() -> None:
    with a_game(town(objects={(50, 50): (2, 1), (60, 60): (APPLE, 1)}), counsellors=("LUZ",)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.PickUp())
        ana.sees()
        full = game.player("Beto", at=(1, 60, 60), inventory=bag(*(ItemStack(2, 1) for _slot in range(20))))
        full.sends(c.PickUp())
        (told,) = full.takes()
        assert told.fields["font"] == Font.FIGHT
        assert (60, 60) in game.world.maps[1].objects
        luz, ghost = game.player("Luz", at=(1, 70, 70)), game.player("Eva", at=(1, 71, 71), dead=True)
        for client, answers in ((luz, [S.CONSOLE_MSG]), (ghost, [])):
            client.takes()
            client.sends(c.PickUp())
            assert ids(client.takes()) == answers


@pytest.mark.parametrize(
    ("slot", "amount", "answers"),
    [
        (1, 0, []),
        (1, -5, []),
        (0, 5, []),
        (21, 5, []),
        (255, 5, []),
        (5, 5, []),
        (2, 1, [S.CONSOLE_MSG]),
        (3, 1, [S.CONSOLE_MSG]),
        (4, 1, [S.OBJECT_CREATE, S.CHANGE_INVENTORY_SLOT, S.CONSOLE_MSG]),
        (1, 5, [S.OBJECT_CREATE, S.CHANGE_INVENTORY_SLOT]),
        (1, 30_000, [S.OBJECT_CREATE, S.CHANGE_INVENTORY_SLOT]),
        (31, 0, [S.UPDATE_GOLD]),
        (31, 7, [S.UPDATE_GOLD]),
    ],
)
def test_dropping(slot: int, amount: int, answers: list[S]) -> None:
    with a_game(town()) as game:
        stacks = bag(ItemStack(APPLE, 50), ItemStack(3, 1), ItemStack(4, 1), ItemStack(5, 1))
        ana = game.player("Ana", at=(1, 50, 50), inventory=stacks)
        ana.sends(c.Drop(slot, amount))
        assert ids(ana.takes()) == answers


def test_gold_beyond_half_a_million_vanishes() -> None:
    with a_game(town()) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=700_000)
        ana.sends(c.Drop(31, 10_000))
        assert ana.player.record.gold == 690_000
        dropping.drop_gold(game.world, ana.player, 600_000)
        assert ana.player.record.gold == 90_000
        lying = sum(stack.amount for stack in game.world.maps[1].objects.values())
        assert lying == 510_000
