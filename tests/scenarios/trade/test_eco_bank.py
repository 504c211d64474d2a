"""ECO-21 to 28: the bank; ECO-41 to 43: the casino.  Source: 09-economy "Acceptance scenarios", §4, §6."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.market import (
    AT,
    BANKER,
    COUNTER,
    LILITH,
    TIMBERO,
    a_market,
    a_shop,
    bag,
    bank,
    fonts,
    held,
    npc_of,
    sees_line,
    square,
    stats,
    whole_bag,
    whole_bank,
)
from kit.spec import needs_classic

from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.dying import die
from pyao.rules.creatures.spawning import remove_npc
from pyao.rules.map.warp import warp
from pyao.world.commerce import Mode
from pyao.world.record import Equipment, ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client, GameFixture

    from pyao.protocol.message import Message

pytestmark = needs_classic

MOST = 2_147_483_647


@pytest.fixture
def vault() -> Iterator[GameFixture]:
    with a_market(a_shop(BANKER)) as game:
        yield game


@pytest.fixture
def casino() -> Iterator[GameFixture]:
    with a_market(a_shop(TIMBERO)) as game:
        yield game


def beside(game: GameFixture, name: str = "Ana", *, at: tuple[int, int, int] = AT, **record: Any) -> Client:
    """Somebody who has selected the NPC at the counter."""
    client = game.player(name, at=at, **record)
    client.player.targets.npc = npc_of(game).char
    return client


def banking(game: GameFixture, name: str = "Ana", **record: Any) -> Client:
    """Somebody with the bank open."""
    client = beside(game, name, **record)
    client.sends(c.BankStart())
    client.takes()
    assert client.player.commerce.mode is Mode.BANK
    return client


def moved(client: Client) -> list[Message]:
    """What follows a move between bag and bank."""
    return [*whole_bag(client), *whole_bank(client), msg.bank_ok()]


def hears(client: Client, *rest: Message) -> None:
    """Words over the NPC's head, then these."""
    seen = client.takes()
    assert [(one.id, one.fields["char"]) for one in seen[:1]] == [(S.CHAT_OVER_HEAD, npc_of(client.game).char)]
    assert seen[1:] == list(rest)


def test_eco_21_the_bank_opens(vault: GameFixture) -> None:
    ana = vault.player("Ana", at=AT, bank_gold=500, bank=bank((38, 3)))
    ana.sends(c.DoubleClick(*COUNTER))
    ana.sees(*whole_bank(ana), stats(ana), msg.bank_init(500))
    assert ana.player.commerce.mode is Mode.BANK


def test_eco_21_too_far_away(vault: GameFixture) -> None:
    ana = beside(vault, at=(1, 50, 51))
    ana.sends(c.BankStart())
    sees_line(ana)
    ana.sends(c.DoubleClick(*COUNTER))
    sees_line(ana)


def test_eco_22_a_deposit(vault: GameFixture) -> None:
    ana = banking(vault, inventory=bag((58, 6000)), bank=bank((58, 5000)))
    ana.sends(c.BankDeposit(1, 6000))
    assert held(ana.player.record.bank) == {1: (58, 5000), 2: (58, 6000)}
    assert held(ana.player.record.inventory) == {}
    ana.sees(*moved(ana))


def test_eco_23_a_full_bank(vault: GameFixture) -> None:
    ana = banking(vault, inventory=bag((58, 5)), bank=bank(*[(38, 1)] * 40))
    ana.sends(c.BankDeposit(1, 5))
    seen = ana.takes()
    assert fonts(seen[:1]) == [Font.INFO]
    assert seen[1:] == moved(ana)
    assert held(ana.player.record.inventory) == {1: (58, 5)}


def test_eco_24_taking_out(vault: GameFixture) -> None:
    ana = banking(vault, inventory=bag((38, 9500), *[(2, 1)] * 19), bank=bank(None, None, (38, 700)))
    ana.sends(c.BankExtractItem(3, 600))
    seen = ana.takes()
    assert seen[0] == stats(ana)
    assert fonts(seen[1:2]) == [Font.INFO]
    assert seen[2:] == moved(ana)
    assert held(ana.player.record.bank) == {3: (38, 700)}
    ana.sends(c.BankExtractItem(3, 500))
    assert held(ana.player.record.inventory)[1] == (38, 10_000)
    assert held(ana.player.record.bank) == {3: (38, 200)}
    ana.sees(stats(ana), *moved(ana))


def test_eco_25_what_is_worn_is_taken_off(vault: GameFixture) -> None:
    inventory = bag(None)
    inventory[1] = ItemStack(31, 1, equipped=True)
    ana = banking(vault, inventory=inventory, equipment=Equipment(armour=2))
    ana.sends(c.BankDeposit(2, 1))
    seen = ana.takes()
    assert [one.id for one in seen[:3]] == [S.CHARACTER_CHANGE, S.UPDATE_USER_STATS, S.CHANGE_INVENTORY_SLOT]
    assert seen[3:] == moved(ana)
    assert held(ana.player.record.bank) == {1: (31, 1)}
    assert held(ana.player.record.inventory) == {}
    assert ana.player.naked


def test_eco_26_gold(vault: GameFixture) -> None:
    ana = beside(vault, at=(1, 50, 57), gold=1000, bank_gold=50)
    ana.sends(c.BankDepositGold(1000))
    hears(ana, msg.update_gold(0), msg.update_bank_gold(1050))
    ana.sends(c.BankDepositGold(1))
    hears(ana)
    for amount in (2000, -5, 0):
        ana.sends(c.BankExtractGold(amount))
        hears(ana, msg.update_gold(0), msg.update_bank_gold(1050))
    ana.sends(c.BankExtractGold(50))
    hears(ana, msg.update_gold(50), msg.update_bank_gold(1000))


def test_eco_27_swapping_slots(vault: GameFixture) -> None:
    ana = vault.player("Ana", at=(1, 80, 80), bank=bank((1, 5)))
    ana.sends(c.MoveBank(False, 1))
    assert held(ana.player.record.bank) == {2: (1, 5)}
    ana.sees(*whole_bank(ana), msg.bank_ok())
    ana.sends(c.MoveBank(True, 2))
    assert held(ana.player.record.bank) == {1: (1, 5)}
    ana.takes()
    ana.sends(
        c.MoveBank(True, 1), c.MoveBank(False, 40), c.MoveBank(True, 0), c.MoveBank(True, 41), c.MoveBank(True, 255)
    )
    ana.sees()
    assert not ana.closed


def test_eco_28_the_bank_is_closed(vault: GameFixture) -> None:
    ana = banking(vault, inventory=bag((58, 5)), bank=bank((58, 5)))
    ana.sends(c.BankEnd())
    ana.sees(msg.bank_end())
    ana.sends(c.BankExtractItem(1, 1), c.BankDeposit(1, 1))
    ana.sees()
    ana.sends(c.BankEnd())
    ana.sees(msg.bank_end())


def test_what_keeps_the_bank_from_opening(vault: GameFixture) -> None:
    ghost, ana, beto = (vault.player(name, at=(1, x, 50)) for name, x in (("Ghost", 49), ("Ana", 50), ("Beto", 51)))
    beto.sends(c.BankStart())
    sees_line(beto)
    ghost.player.record.dead = True
    ghost.player.targets.npc = npc_of(vault).char
    ghost.sends(c.BankStart())
    sees_line(ghost)
    ghost.sends(c.DoubleClick(*COUNTER))
    sees_line(ghost)
    ana.sends(c.DoubleClick(*COUNTER))
    ana.takes()
    ana.sends(c.BankStart())
    sees_line(ana)
    ana.sends(c.DoubleClick(*COUNTER))
    ana.sees()


def test_somebody_who_is_no_banker() -> None:
    with a_market(a_shop(LILITH)) as game:
        ana = beside(game)
        ana.sends(c.BankStart(), c.BankExtractGold(1), c.BankDepositGold(1), c.RequestAccountState())
        ana.sees()


def test_gold_from_too_far_or_without_a_banker(vault: GameFixture) -> None:
    ana = beside(vault, at=(1, 50, 58), gold=10, bank_gold=10)
    beto = vault.player("Beto", at=AT, gold=10, bank_gold=10)
    ghost = beside(vault, "Ghost", at=(1, 51, 50), dead=True)
    for client in (ana, beto, ghost):
        client.takes()
        for packet in (c.BankExtractGold(1), c.BankDepositGold(1)):
            client.sends(packet)
            sees_line(client)


def test_the_order_of_refusals_far_from_a_stranger() -> None:
    with a_market(a_shop(LILITH)) as game:
        ana = beside(game, at=(1, 50, 58), gold=10)
        ana.sends(c.BankExtractGold(1))
        ana.sees()
        ana.sends(c.BankDepositGold(1))
        sees_line(ana)


def test_gold_beyond_what_a_number_holds(vault: GameFixture) -> None:
    ana = beside(vault, gold=MOST, bank_gold=10)
    ana.sends(c.BankExtractGold(10))
    hears(ana, msg.update_gold(MOST), msg.update_bank_gold(10))
    ana.sends(c.BankDepositGold(MOST))
    hears(ana)
    ana.sends(c.BankDepositGold(MOST - 10))
    hears(ana, msg.update_gold(10), msg.update_bank_gold(MOST))


def test_the_balance(vault: GameFixture) -> None:
    ana, far = beside(vault, bank_gold=1234), beside(vault, "Far", at=(1, 50, 51))
    ana.sends(c.RequestAccountState())
    [words] = ana.takes()
    assert words.id is S.CHAT_OVER_HEAD
    assert "1234" in words.fields["text"]
    far.sends(c.RequestAccountState())
    sees_line(far)
    beto, ghost = vault.player("Beto", at=(1, 52, 50)), beside(vault, "Ghost", at=(1, 53, 50), dead=True)
    for client in (beto, ghost):
        client.takes()
        client.sends(c.RequestAccountState())
        sees_line(client)


def test_moves_without_effect(vault: GameFixture) -> None:
    ana = banking(vault, inventory=bag((58, 5)), bank=bank((58, 5)))
    for packet in (c.BankDeposit(2, 1), c.BankDeposit(1, 0), c.BankDeposit(1, -1)):
        ana.sends(packet)
        ana.sees(msg.bank_ok())
    ana.sends(c.BankExtractItem(2, 1))
    ana.sees(stats(ana), msg.bank_ok())
    ana.sends(*(c.BankDeposit(slot, 1) for slot in (0, 21, 26, 31, 255)))
    ana.sends(*(c.BankExtractItem(slot, 1) for slot in (0, 41, 255)), c.BankExtractItem(1, 0), c.BankExtractItem(1, -1))
    ana.sees()


def test_leftovers_beyond_the_usable_slots_stay(vault: GameFixture) -> None:
    inventory = bag()
    inventory[21] = ItemStack(474, 4)
    ana = banking(vault, inventory=inventory)
    ana.sends(c.BankDeposit(22, 1))
    ana.sees()
    assert held(ana.player.record.inventory) == {22: (474, 4)}


def test_a_part_of_what_is_worn_leaves_the_rest_worn(vault: GameFixture) -> None:
    inventory = bag()
    inventory[0] = ItemStack(480, 100, equipped=True)
    ana = banking(vault, inventory=inventory, equipment=Equipment(ammunition=1))
    ana.sends(c.BankDeposit(1, 40))
    ana.sees(*moved(ana))
    assert ana.player.record.inventory[0] == ItemStack(480, 60, equipped=True)
    assert ana.player.record.equipment.ammunition == 1


def test_a_boat_at_sea_is_not_deposited(vault: GameFixture) -> None:
    ana = banking(vault, inventory=bag((474, 1)), equipment=Equipment(boat=1))
    ana.player.sailing = True
    ana.sends(c.BankDeposit(1, 1))
    seen = ana.takes()
    assert fonts(seen) == [Font.INFO]
    assert seen[1:] == moved(ana)
    assert held(ana.player.record.inventory) == {1: (474, 1)}


def test_a_backpack_inside_itself_is_deposited_once(vault: GameFixture) -> None:
    inventory = bag()
    inventory[20], inventory[21] = ItemStack(866, 1, equipped=True), ItemStack(58, 7)
    ana = banking(vault, inventory=inventory, equipment=Equipment(backpack=21))
    ana.sends(c.BankDeposit(21, 1))
    assert ana.takes()[-61:] == moved(ana)
    assert held(ana.player.record.inventory) == {}
    assert held(ana.player.record.bank) == {1: (866, 1)}
    assert vault.world.maps[1].objects == {(49, 50): ItemStack(58, 7)}


def test_special_objects_may_come_out_into_the_backpack(vault: GameFixture) -> None:
    inventory = bag((866, 1), *[(2, 1)] * 19)
    assert inventory[0] is not None
    inventory[0].equipped = True
    ana = banking(vault, inventory=inventory, equipment=Equipment(backpack=1), bank=bank((467, 3)))
    ana.sends(c.BankExtractItem(1, 3))
    assert held(ana.player.record.inventory)[21] == (467, 3)


def test_the_dead_do_not_use_the_bank(vault: GameFixture) -> None:
    ana = vault.player("Ana", at=AT, dead=True, inventory=bag((58, 5)), bank=bank((58, 5)))
    for packet in (c.BankDeposit(1, 1), c.BankExtractItem(1, 1)):
        ana.sends(packet)
        sees_line(ana)


def test_what_closes_the_bank(vault: GameFixture) -> None:
    ana, beto, eva = (banking(vault, name) for name in ("Ana", "Beto", "Eva"))
    for client in (ana, beto, eva):
        client.takes()
    die(vault.world, ana.player)
    assert ana.takes()[-1] == msg.bank_end()
    warp(vault.world, beto.player, 2, 50, 50, fx=False)
    assert beto.takes()[-1] == msg.bank_end()
    eva.takes()
    remove_npc(vault.world, npc_of(vault))
    assert eva.takes()[-1] == msg.bank_end()
    assert not any(client.player.trading for client in (ana, beto, eva))


def test_the_bank_is_bound_to_no_click() -> None:
    with a_market(square((*COUNTER, BANKER), (52, 50, LILITH))) as game:
        ana = banking(game, inventory=bag((37, 5)), gold=1000)
        ana.sends(c.LeftClick(52, 50))
        ana.takes()
        ana.sends(c.CommerceBuy(1, 1))
        sees_line(ana)
        ana.sends(c.BankDeposit(1, 5))
        assert held(ana.player.record.bank) == {1: (37, 5)}
        ana.sends(c.CommerceEnd())
        assert ana.player.commerce.mode is Mode.BANK


def test_the_bank_is_saved(vault: GameFixture) -> None:
    ana = banking(vault, inventory=bag((37, 5)), gold=70)
    ana.sends(c.BankDeposit(1, 3), c.BankDepositGold(30))
    ana.sends(c.BankEnd(), c.Quit())
    vault.ticks(300)
    record = vault.load("Ana")
    assert record is not None
    assert (held(record.bank), held(record.inventory)) == ({1: (37, 3)}, {1: (37, 2)})
    assert (record.gold, record.bank_gold) == (40, 30)


def test_eco_41_a_bet(casino: GameFixture) -> None:
    ana = beside(casino, at=(1, 50, 57), gold=100)
    before = casino.world.casino
    casino.dice.will_roll((1, 100, 47))
    ana.sends(c.Gamble(100))
    hears(ana, msg.update_gold(200))
    now = casino.world.casino
    assert (now.income, now.payout, now.plays) == (before.income, before.payout + 100, before.plays + 1)
    casino.dice.will_roll((1, 100, 48))
    ana.sends(c.Gamble(200))
    hears(ana, msg.update_gold(0))
    last = casino.world.casino
    assert (last.income, last.payout, last.plays) == (now.income + 200, now.payout, now.plays + 1)


def test_eco_41_bets_that_are_refused(casino: GameFixture) -> None:
    ana = beside(casino, gold=100)
    before = casino.world.casino
    for amount in (5001, 0, 101, -1):
        ana.sends(c.Gamble(amount))
        hears(ana)
    assert casino.world.casino == before


def test_a_full_purse_wins_nothing_more(casino: GameFixture) -> None:
    ana = beside(casino, gold=MOST - 5)
    casino.dice.will_roll((1, 100, 1))
    ana.sends(c.Gamble(100))
    hears(ana, msg.update_gold(MOST))


def test_eco_42_others_do_not_bet() -> None:
    with a_market(a_shop(BANKER)) as game:
        ana = beside(game, gold=100)
        ana.sends(c.Gamble(10))
        hears(ana)
    wolf = next(one.id for one in square().npcs.values() if one.hostile and not one.description)
    with a_market(a_shop(wolf)) as game:
        ana = beside(game, gold=100)
        ana.sends(c.Gamble(10))
        ana.sees()


def test_who_may_not_bet(casino: GameFixture) -> None:
    far, ghost = beside(casino, at=(1, 50, 58), gold=9), beside(casino, "Ghost", at=AT, dead=True, gold=9)
    beto = casino.player("Beto", at=(1, 51, 50), gold=9)
    for client in (far, ghost, beto):
        client.takes()
        client.sends(c.Gamble(1))
        sees_line(client)


def test_eco_43_what_the_house_has_won() -> None:
    with a_market(a_shop(TIMBERO), demigods=("SARA",)) as game:
        sara, ana = beside(game, "Sara"), beside(game, "Ana", at=(1, 51, 49))
        sara.takes()
        sara.sends(c.RequestAccountState())
        [line] = sara.takes()
        assert line.fields["font"] == Font.INFO
        for number in ("159393400", "140980666", "18412734", "11 %", "566261"):
            assert number in line.fields["text"]
        ana.sends(c.RequestAccountState())
        ana.sees()


@pytest.mark.parametrize(
    ("income", "payout", "net", "percent"),
    [(0, 0, 0, 0), (0, 50, -50, -100), (200, 301, -101, -34), (300, 100, 200, 66), (7, 7, 0, 0)],
)
def test_the_net_result_in_percent_is_floored(income: int, payout: int, net: int, percent: int) -> None:
    with a_market(a_shop(TIMBERO), demigods=("SARA",)) as game:
        game.world.casino = replace(game.world.casino, income=income, payout=payout)
        sara = beside(game, "Sara")
        sara.takes()
        sara.sends(c.RequestAccountState())
        [line] = sara.takes()
        assert f" {net} ({percent} %)" in line.fields["text"]
