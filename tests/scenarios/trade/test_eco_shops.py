"""ECO-01 to 20 and 45: shops.  Source: 09-economy "Acceptance scenarios", §1–§3."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from kit.classic import classic_content
from kit.game import Client, GameFixture, a_record
from kit.market import (
    AT,
    BANKER,
    CARPENTER,
    CHAOS,
    COUNTER,
    FOOD,
    KEYS,
    LILITH,
    MERCADER,
    NEWBIE_POTIONS,
    ROYAL,
    TAILOR,
    WEAPONS,
    a_market,
    a_shop,
    bag,
    bag_slot,
    fonts,
    goods,
    held,
    npc_of,
    sees_line,
    skilled,
    square,
    trade_ok,
    whole_bag,
)
from kit.spec import needs_classic

from pyao.content.enums import Heading, Skill
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.dying import die
from pyao.rules.creatures.spawning import remove_npc
from pyao.rules.map.warp import warp
from pyao.rules.trade.prices import discount, purchase_price, sale_value
from pyao.world.commerce import Mode
from pyao.world.player import Player
from pyao.world.record import Equipment, ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.stock import Stock

pytestmark = needs_classic


@pytest.fixture
def lilith() -> Iterator[GameFixture]:
    with a_market(a_shop(LILITH)) as game:
        yield game


def shopping(game: GameFixture, name: str = "Ana", **record: Any) -> Client:
    """Somebody in front of the counter, with the shop open."""
    client = game.player(name, at=AT, **record)
    client.sends(c.LeftClick(*COUNTER), c.CommerceStart())
    client.takes()
    assert client.player.commerce.mode is Mode.SHOP
    return client


def stock(game: GameFixture) -> Stock:
    found = npc_of(game).stock
    assert found is not None
    return found


def shown(game: GameFixture, slot: int) -> tuple[int, int] | None:
    stack = stock(game).slots[slot - 1]
    return (stack.item, stack.amount) if stack is not None else None


def lessons(client: Client) -> int:
    """Experience in Comerciar."""
    return client.player.record.skills[Skill.COMERCIAR - 1].exp


def test_eco_01_the_shop_opens(lilith: GameFixture) -> None:
    ana = lilith.player("Ana", at=AT)
    ana.sends(c.LeftClick(*COUNTER))
    ana.takes()
    ana.sends(c.CommerceStart())
    seen = ana.takes()
    name = lilith.world.content.items[37].name
    assert seen == [*goods(ana, npc_of(lilith)), msg.commerce_init()]
    assert seen[1].values[:7] == (2, name, 1000, 25.0, 541, 37, 11)
    assert all(one.values[1:] == ("", 0, 0.0, 0, 0, 0, 0, 0, 0, 0) for one in seen[6:20])


def test_eco_01_too_far_away(lilith: GameFixture) -> None:
    ana = lilith.player("Ana", at=(1, 50, 51))
    ana.sends(c.LeftClick(*COUNTER))
    ana.takes()
    ana.sends(c.CommerceStart())
    sees_line(ana)
    assert not ana.player.trading


def test_eco_02_a_purchase(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=100)
    ana.sends(c.CommerceBuy(2, 1))
    assert held(ana.player.record.inventory) == {1: (37, 1)}
    assert ana.player.record.gold == 74
    assert shown(lilith, 2) == (37, 999)
    ana.sees(bag_slot(ana, 1), *trade_ok(ana, npc_of(lilith)))
    assert lessons(ana) == 50


@pytest.mark.parametrize(("amount", "left"), [(2, 50), (3, 24)])
def test_eco_02_a_price_is_rounded_up(lilith: GameFixture, amount: int, left: int) -> None:
    ana = shopping(lilith, gold=100)
    ana.sends(c.CommerceBuy(2, amount))
    assert ana.player.record.gold == left


@pytest.mark.parametrize(
    ("skill", "slot", "amount", "price"), [(60, 1, 1, 75), (80, 4, 1, 101), (100, 5, 1, 6), (50, 1, 7, 560)]
)
def test_eco_03_the_skill_makes_it_cheaper(lilith: GameFixture, skill: int, slot: int, amount: int, price: int) -> None:
    ana = shopping(lilith, gold=1000, skills=skilled(skill))
    ana.sends(c.CommerceBuy(slot, amount))
    assert ana.player.record.gold == 1000 - price


def test_eco_03_the_prices_shown(lilith: GameFixture) -> None:
    ana = lilith.player("Ana", at=AT, skills=skilled(60))
    ana.sends(c.LeftClick(*COUNTER))
    ana.takes()
    ana.sends(c.CommerceStart())
    ana.sees(*goods(ana, npc_of(lilith), divisor=1.6000000238418579), msg.commerce_init())


def test_eco_04_too_poor(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=25)
    ana.sends(c.CommerceBuy(2, 1))
    sees_line(ana)
    assert ana.player.record.gold == 25
    assert held(ana.player.record.inventory) == {}


def test_eco_05_never_sold_out(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=1_000_000)
    ana.sends(c.CommerceBuy(2, 5000))
    assert held(ana.player.record.inventory) == {1: (37, 1000)}
    assert ana.player.record.gold == 975_000
    assert shown(lilith, 2) == (37, 1000)
    ana.sees(bag_slot(ana, 1), *trade_ok(ana, npc_of(lilith)))


def test_eco_06_a_full_bag(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=1000, inventory=bag(*[(2, 1)] * 20))
    ana.sends(c.CommerceBuy(2, 1))
    refused(lilith, ana, gold=1000)


def refused(game: GameFixture, client: Client, *, gold: int) -> None:
    """What was bought does not fit."""
    seen = client.takes()
    assert fonts(seen[:1]) == [Font.FIGHT]
    assert seen[1:] == [*goods(client, npc_of(game)), msg.trade_ok()]
    assert shown(game, 2) == (37, 1000)
    assert client.player.record.gold == gold
    assert lessons(client) == 0


def test_eco_07_a_stack_is_never_split(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=1000, inventory=bag((37, 9995), *[(2, 1)] * 19))
    ana.sends(c.CommerceBuy(2, 10))
    refused(lilith, ana, gold=1000)
    ana.sends(c.CommerceBuy(2, 5))
    assert held(ana.player.record.inventory)[1] == (37, 10_000)
    assert ana.player.record.gold == 874


def test_eco_08_what_is_not_crucial_ends() -> None:
    with a_market(a_shop(CARPENTER)) as game:
        ana = shopping(game, gold=2_000_000_000)
        assert shown(game, 1) == (163, 1000)
        ana.sends(c.CommerceBuy(1, 1000))
        assert shown(game, 1) is None
        ana.sends(c.CommerceBuy(2, 10_000), c.CommerceBuy(3, 10_000))
        assert [shown(game, slot) for slot in (1, 2, 3)] == [None, None, None]
        ana.sends(c.CommerceBuy(4, 10_000))
        last = shown(game, 4)
        assert last is not None
        assert last[1] == 1000
        assert shown(game, 1) is None


def test_eco_09_what_players_sell_is_not_filled_up(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=0, inventory=bag((36, 500)))
    slots = stock(lilith).slots
    slots[0] = ItemStack(36, 9800)
    ana.sends(c.CommerceSell(1, 500))
    assert (shown(lilith, 1), shown(lilith, 7)) == ((36, 9800), (36, 500))
    assert ana.player.record.gold == 20_000
    beto = shopping(lilith, "Beto", gold=1_000_000)
    beto.sends(c.CommerceBuy(7, 500))
    assert shown(lilith, 7) is None


@pytest.mark.parametrize(
    ("merchant", "item", "amount", "gold"),
    [(LILITH, 37, 3, 24), (LILITH, 37, 1000, 8333), (FOOD, 1, 1, 0), (FOOD, 1, 3, 2)],
)
def test_eco_10_what_a_sale_brings(merchant: int, item: int, amount: int, gold: int) -> None:
    with a_market(a_shop(merchant)) as game:
        ana = shopping(game, inventory=bag((item, amount)))
        ana.sends(c.CommerceSell(1, amount))
        assert ana.player.record.gold == gold
        assert held(ana.player.record.inventory) == {}
        ana.sees(*trade_ok(ana, npc_of(game)))
        assert lessons(ana) == 50


def test_eco_11_not_what_she_buys(lilith: GameFixture) -> None:
    ana = shopping(lilith, inventory=bag((2, 5)))
    ana.sends(c.CommerceSell(1, 1))
    declined(ana)
    assert held(ana.player.record.inventory) == {1: (2, 5)}


def declined(client: Client, font: Font = Font.INFO) -> None:
    """A line, and the shop shown again."""
    seen = client.takes()
    assert fonts(seen[:1]) == [font]
    assert seen[1:] == [*goods(client, npc_of(client.game)), msg.trade_ok()]
    assert lessons(client) == 0


def test_eco_11_who_buys_anything() -> None:
    with a_market(a_shop(MERCADER)) as game:
        ana = shopping(game, inventory=bag((2, 5)))
        ana.sends(c.CommerceSell(1, 1))
        assert ana.player.record.gold == 70
        assert held(ana.player.record.inventory) == {1: (2, 4)}


def test_eco_12_newbie_things_bring_nothing() -> None:
    with a_market(a_shop(NEWBIE_POTIONS)) as game:
        ana = shopping(game, inventory=bag((855, 10)))
        slot = next(k for k in range(1, 21) if (shown(game, k) or (0, 0))[0] == 855)
        before = shown(game, slot)
        assert before is not None
        ana.sends(c.CommerceSell(1, 10))
        assert held(ana.player.record.inventory) == {}
        assert ana.player.record.gold == 0
        assert shown(game, slot) == (855, before[1] + 10)
        assert lessons(ana) == 50


def test_eco_13_a_factions_clothes() -> None:
    with a_market(a_shop(TAILOR)) as game:
        ana = shopping(game, inventory=bag((521, 1)))
        ana.sends(c.CommerceSell(1, 1))
        declined(ana)
    with a_market(a_shop(ROYAL)) as game:
        ana = shopping(game, inventory=bag((521, 1)))
        ana.sends(c.CommerceSell(1, 1))
        assert ana.player.record.gold == 1003


def test_eco_13_the_legions_clothes() -> None:
    with a_market(a_shop(CHAOS)) as game:
        legions = next(one for one in game.world.content.items.values() if one.chaos == 1 and one.type == 3)
        ana = shopping(game, inventory=bag((legions.id, 1)))
        ana.sends(c.CommerceSell(1, 1))
        assert held(ana.player.record.inventory) == {}
    with a_market(a_shop(ROYAL)) as game:
        ana = shopping(game, inventory=bag((legions.id, 1)))
        ana.sends(c.CommerceSell(1, 1))
        declined(ana)


@pytest.mark.parametrize("gold", [89_999_990, 95_000_000])
def test_eco_14_a_purse_is_full_at_ninety_millions(gold: int) -> None:
    with a_market(a_shop(WEAPONS)) as game:
        ana = shopping(game, gold=gold, inventory=bag((2, 1)))
        ana.sends(c.CommerceSell(1, 1))
        assert ana.player.record.gold == 90_000_000


def test_eco_15_what_is_worn_is_taken_off() -> None:
    with a_market(a_shop(WEAPONS)) as game:
        inventory = bag(None, None, (2, 1))
        sword = inventory[2]
        assert sword is not None
        sword.equipped = True
        ana = shopping(game, inventory=inventory, equipment=Equipment(weapon=3))
        was_worn = bag_slot(ana, 3)
        ana.sends(c.CommerceSell(3, 10_000))
        seen = ana.takes()
        assert ana.player.record.gold == 70
        assert [one.id for one in seen[:3]] == [S.CHARACTER_CHANGE, S.UPDATE_USER_STATS, S.CHANGE_INVENTORY_SLOT]
        assert seen[0].fields["weapon"] == 2
        assert seen[2].fields["equipped"] is False
        assert seen[2].values[:4] == was_worn.values[:4]
        assert seen[3:] == trade_ok(ana, npc_of(game))
        assert ana.player.record.equipment.weapon == 0


def test_eco_16_slots_that_cannot_be_used() -> None:
    with a_market(a_shop(MERCADER)) as game:
        inventory = bag()
        inventory[21] = ItemStack(474, 4)
        ana = shopping(game, inventory=inventory)
        ana.sends(*(c.CommerceSell(slot, 1) for slot in (22, 31, 255, 0)))
        ana.sees()
        assert not ana.closed
        assert ana.player.record.gold == 0


def test_eco_17_no_shop_open(lilith: GameFixture) -> None:
    ana = lilith.player("Ana", at=AT, gold=1000, inventory=bag((37, 1)))
    ana.sends(c.LeftClick(*COUNTER))
    ana.takes()
    for packet in (c.CommerceBuy(1, 1), c.CommerceSell(1, 1)):
        ana.sends(packet)
        sees_line(ana)
    assert ana.player.record.gold == 1000


def test_eco_18_more_than_anybody_can_ask_for(lilith: GameFixture) -> None:
    ana, beto = shopping(lilith, gold=1000), lilith.player("Beto", at=(1, 20, 20))
    ana.takes()
    ana.sends(c.CommerceBuy(1, -5))
    ana.sees()
    ana.sends(c.CommerceBuy(1, 10_001))
    seen = ana.takes()
    assert fonts(seen) == [Font.FIGHT]
    assert [one.id for one in seen if one.id in (S.CONSOLE_MSG, S.ERROR_MSG)] == [S.CONSOLE_MSG, S.ERROR_MSG]
    assert ana.closed
    assert fonts(beto.takes()) == [Font.FIGHT]
    record = lilith.load("Ana")
    assert record is not None
    assert record.banned
    assert "10001" in record.penalties[-1]


def test_eco_19_death_closes_the_shop(lilith: GameFixture) -> None:
    ana = shopping(lilith)
    die(lilith.world, ana.player)
    seen = ana.takes()
    assert seen[-1] == msg.commerce_end()
    assert msg.user_commerce_end() not in seen
    assert ana.player.commerce.mode is Mode.NONE
    ana.sends(c.CommerceEnd())
    ana.sees(msg.commerce_end())


def test_eco_20_a_key_is_sold_once() -> None:
    with a_market(a_shop(KEYS)) as game:
        ana = shopping(game, gold=20_000_000, inventory=bag((54, 1)))
        assert shown(game, 1) == (54, 0)
        ana.sends(c.CommerceBuy(1, 1))
        ana.sees()
        ana.sends(c.CommerceSell(1, 1))
        assert ana.player.record.gold == 23_333_333
        assert shown(game, 1) == (54, 1)
        beto = shopping(game, "Beto", gold=10_000_000)
        beto.sends(c.CommerceBuy(1, 1))
        assert held(beto.player.record.inventory) == {1: (54, 1)}
        assert beto.player.record.gold == 0
        assert shown(game, 1) is None
        assert game.world.sold_keys == {(KEYS, 1): 54}


def test_eco_45_the_shop_stays_hers() -> None:
    wolf = next(one.id for one in square().npcs.values() if one.hostile and not one.trades and not one.description)
    with a_market(square((*COUNTER, LILITH), (52, 50, BANKER), (50, 53, wolf))) as game:
        game.dice.free = True
        ana = shopping(game, gold=1000, inventory=bag((38, 10)), hungry=True)
        for tile in ((52, 50), (50, 53), (53, 53)):
            ana.sends(c.LeftClick(*tile))
            before = ana.player.record.gold
            ana.takes()
            ana.sends(c.CommerceBuy(2, 1), c.CommerceSell(1, 1))
            assert ana.player.record.gold == before - 26 + 6
            assert msg.trade_ok() in ana.takes()
        ana.sends(c.CommerceEnd(), c.LeftClick(50, 53))
        beto = game.player("Beto", at=(1, 45, 50))
        ana.takes()
        ana.sends(c.CommerceBuy(1, 1))
        for client in (ana, beto):
            assert [(one.id, one.fields["char"]) for one in client.takes()] == [
                (S.CHAT_OVER_HEAD, npc_of(game, (50, 53)).char)
            ]
        ana.sends(c.LeftClick(53, 53))
        ana.takes()
        ana.sends(c.CommerceBuy(1, 1))
        ana.sees()


def test_a_double_click_opens_the_shop(lilith: GameFixture) -> None:
    ana = lilith.player("Ana", at=AT)
    ana.sends(c.DoubleClick(*COUNTER))
    ana.sees(*goods(ana, npc_of(lilith)), msg.commerce_init())
    ana.sends(c.DoubleClick(*COUNTER))
    ana.sees()
    far, ghost = lilith.player("Far", at=(1, 50, 52)), lilith.player("Ghost", at=(1, 51, 50), dead=True)
    for client in (far, ghost):
        client.sends(c.DoubleClick(*COUNTER))
        sees_line(client)
        assert not client.player.trading


def test_what_keeps_a_shop_from_opening(lilith: GameFixture) -> None:
    ana, ghost = shopping(lilith), lilith.player("Ghost", at=(1, 51, 50), dead=True)
    ana.takes()
    ana.sends(c.CommerceStart())
    sees_line(ana)
    ghost.sends(c.CommerceStart())
    sees_line(ghost)
    beto = lilith.player("Beto", at=(1, 52, 50))
    beto.sends(c.CommerceStart())
    sees_line(beto)


def test_who_does_not_trade_says_so() -> None:
    with a_market(a_shop(BANKER)) as game:
        ana = game.player("Ana", at=AT)
        ana.sends(c.LeftClick(*COUNTER))
        ana.takes()
        ana.sends(c.CommerceStart())
        assert [(one.id, one.fields["char"]) for one in ana.takes()] == [(S.CHAT_OVER_HEAD, npc_of(game).char)]
        assert not ana.player.trading


def test_a_dead_customer(lilith: GameFixture) -> None:
    ana = lilith.player("Ana", at=AT, dead=True, gold=1000, inventory=bag((37, 1)))
    for packet in (c.CommerceBuy(1, 1), c.CommerceSell(1, 1)):
        ana.sends(packet)
        sees_line(ana)


def test_numbers_that_no_shop_has(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=1000, inventory=bag((37, 1)))
    for slot, amount in ((0, 1), (31, 1), (255, 10_001), (21, 1), (1, 0), (1, -1), (7, 1)):
        ana.sends(c.CommerceBuy(slot, amount))
    for slot, amount in ((0, 1), (2, 1), (1, 0), (1, -32_768)):
        ana.sends(c.CommerceSell(slot, amount))
    ana.sees()
    assert ana.player.record.gold == 1000


def test_the_hidden_slots_can_be_bought_by_number(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=1000)
    stock(lilith).slots[20] = ItemStack(38, 5)
    ana.sends(c.CommerceBuy(21, 5))
    assert held(ana.player.record.inventory) == {1: (38, 5)}


def test_counsellors_sell_nothing_but_a_factions_clothes(lilith: GameFixture) -> None:
    lilith.world.settings = lilith.world.settings.changed(counsellors=("ANA",))
    ana = shopping(lilith, inventory=bag((37, 1)))
    ana.sends(c.CommerceSell(1, 1))
    declined(ana, Font.WARNING)
    with a_market(a_shop(ROYAL), counsellors=("ANA",)) as game:
        ana = shopping(game, inventory=bag((521, 1)))
        ana.sends(c.CommerceSell(1, 1))
        assert ana.player.record.gold == 1003


def test_a_boat_at_sea_is_not_sold() -> None:
    with a_market(a_shop(MERCADER)) as game:
        ana = shopping(game, inventory=bag((474, 1), (474, 1)), equipment=Equipment(boat=1))
        ana.player.sailing = True
        ana.sends(c.CommerceSell(1, 1))
        declined(ana)
        ana.sends(c.CommerceSell(2, 1))
        assert ana.player.record.gold == 8000


def test_a_backpack_inside_itself_is_sold_once() -> None:
    with a_market(a_shop(MERCADER)) as game:
        inventory = bag()
        inventory[20], inventory[21] = ItemStack(866, 1, equipped=True), ItemStack(58, 7)
        ana = shopping(game, inventory=inventory, equipment=Equipment(backpack=21))
        ana.sends(c.CommerceSell(21, 1))
        assert ana.player.record.gold == 3333
        assert held(ana.player.record.inventory) == {}
        assert game.world.maps[1].objects == {(49, 50): ItemStack(58, 7)}
        seen = ana.takes()
        assert seen[-42:-22] == whole_bag(ana)
        assert [one.id for one in seen[-22:]] == [
            S.UPDATE_USER_STATS,
            *[S.CHANGE_NPC_INVENTORY_SLOT] * 20,
            S.TRADE_OK,
        ]


def test_coins_and_what_may_not_be_sold() -> None:
    market = a_shop(MERCADER)
    items = dict(market.items)
    items[2] = replace(items[2], unsellable=True)
    items[38] = replace(items[38], untransferable=True)
    with a_market(replace(market, items=items)) as game:
        ana = shopping(game, inventory=bag((12, 5), (2, 1), (38, 1)))
        ana.sends(c.CommerceSell(1, 1))
        declined(ana)
        for slot in (2, 3):
            ana.sends(c.CommerceSell(slot, 1))
            sees_line(ana)


def test_the_shop_closes_when_the_merchant_goes(lilith: GameFixture) -> None:
    ana, beto = shopping(lilith), shopping(lilith, "Beto")
    beto.sends(c.CommerceEnd())
    ana.takes()
    beto.takes()
    remove_npc(lilith.world, npc_of(lilith))
    for client, end in ((ana, [msg.commerce_end()]), (beto, [])):
        assert client.takes()[1:] == end
        assert not client.player.trading


def test_the_shop_closes_on_a_warp(lilith: GameFixture) -> None:
    ana = shopping(lilith)
    warp(lilith.world, ana.player, 2, 50, 50, fx=False)
    assert ana.takes()[-1] == msg.commerce_end()
    assert not ana.player.trading


def test_leaving_keeps_the_shop_open(lilith: GameFixture) -> None:
    ana = shopping(lilith)
    ana.sends(c.Quit())
    assert fonts(ana.takes()) == [Font.INFO]
    assert ana.player.commerce.mode is Mode.SHOP


def test_nothing_but_the_bag_is_locked(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=100, inventory=bag((37, 5)))
    ana.sends(c.Drop(1, 1), c.PickUp())
    ana.sees()
    ana.walks(Heading.WEST)
    assert ana.place == (1, 49, 50)
    assert ana.player.commerce.mode is Mode.SHOP


def test_an_empty_shop_is_filled_again() -> None:
    market = a_shop(FOOD)
    plain = replace(market.items[1], crucial=False)
    for never, after in ((False, (1, 10_000)), (True, None)):
        npcs = dict(market.npcs) | {FOOD: replace(market.npcs[FOOD], stock=((1, 10_000),), never_restocks=never)}
        with a_market(replace(market, items=dict(market.items) | {1: plain}, npcs=npcs)) as game:
            ana = shopping(game, gold=100_000)
            ana.sends(c.CommerceBuy(1, 10_000))
            assert shown(game, 1) == after
            assert stock(game).count == int(not never)


@pytest.mark.parametrize(("written", "sold"), [(40_000, 10_000), (-3, 0)])
def test_a_stock_slot_holds_one_stack_whatever_its_definition_says(written: int, sold: int) -> None:
    market = a_shop(FOOD)
    npcs = dict(market.npcs) | {FOOD: replace(market.npcs[FOOD], stock=((1, written),))}
    with a_market(replace(market, npcs=npcs)) as game:
        ana = shopping(game, gold=100_000)
        assert shown(game, 1) == (1, sold)
        ana.sends(c.CommerceBuy(1, 10_000))
        assert held(ana.player.record.inventory) == ({1: (1, sold)} if sold else {})
        assert shown(game, 1) == (1, sold)


def test_resetinv_empties_a_shop() -> None:
    market = a_shop(KEYS)
    with a_market(market, demigods=("SARA",)) as game:
        sara = shopping(game, "Sara", gold=20_000_000, inventory=bag((54, 1)))
        sara.sends(g.ResetNpcInventory())
        sara.sees()
        assert (stock(game).slots, stock(game).count) == ([None] * 30, 0)
        sara.sends(c.CommerceSell(1, 1), c.CommerceBuy(1, 1))
        assert stock(game).count == len(market.npcs[KEYS].stock)
        assert shown(game, 2) is not None


def test_resetinv_is_not_for_players(lilith: GameFixture) -> None:
    ana = shopping(lilith)
    ana.sends(g.ResetNpcInventory())
    ana.sees()
    assert shown(lilith, 1) is not None


def test_what_finds_no_place_in_the_stock_is_paid_all_the_same(lilith: GameFixture) -> None:
    ana = shopping(lilith, inventory=bag((38, 10)))
    full = [ItemStack(36, 10_000) for _ in range(30)]
    stock(lilith).slots = list(full)
    ana.sends(c.CommerceSell(1, 10))
    assert ana.player.record.gold == 66
    assert stock(lilith).slots == full


def test_a_skill_point_by_a_purchase_shows_in_the_next_prices(lilith: GameFixture) -> None:
    ana = shopping(lilith, gold=1000)
    ana.sends(*(c.CommerceBuy(2, 1) for _ in range(3)))
    ana.takes()
    ana.sends(c.CommerceBuy(2, 1))
    seen = ana.takes()
    assert seen[22:42] == goods(ana, npc_of(lilith))
    assert fonts(seen) == [Font.INFO, Font.FIGHT]
    assert ana.player.record.skills[Skill.COMERCIAR - 1].level == 1


def test_others_at_the_counter_buy_what_is_there_now() -> None:
    with a_market(a_shop(CARPENTER)) as game:
        ana, beto = shopping(game, gold=10_000_000), shopping(game, "Beto", gold=10_000_000)
        ana.sends(c.CommerceBuy(1, 999))
        beto.sees()
        beto.sends(c.CommerceBuy(1, 500))
        assert held(beto.player.record.inventory) == {1: (163, 1)}


@given(value=st.integers(0, 10_000_000), skill=st.integers(0, 100), amount=st.integers(1, 10_000))
@example(25, 0, 2)
@example(25, 0, 3)
@example(120, 60, 1)
@example(180, 80, 1)
def test_buying_and_selling_never_pays(value: int, skill: int, amount: int) -> None:
    """I6: what is bought costs more than it brings, and at least its value with the discount."""
    item = replace(classic_content().items[37], value=value)
    buyer = Player(name="Ana", slot=1, record=a_record("Ana", AT, skills=skilled(skill)))
    price = purchase_price(buyer, item, amount)
    assert price >= sale_value(item, amount)
    assert price >= value / discount(buyer) * amount


def test_crucial_goods_that_the_shop_never_had_end() -> None:
    with a_market(a_shop(MERCADER)) as game:
        items = game.world.content.items
        listed = {entry[0] for entry in npc_of(game).definition.stock if entry is not None}
        strange = next(one.id for one in items.values() if one.crucial and not one.newbie and one.id not in listed)
        ana = shopping(game, gold=10_000_000, inventory=bag((strange, 1)))
        ana.sends(c.CommerceSell(1, 1))
        slot = next(k for k in range(1, 31) if (shown(game, k) or (0, 0))[0] == strange)
        ana.sends(c.CommerceBuy(slot, 1))
        assert held(ana.player.record.inventory) == {1: (strange, 1)}
        assert shown(game, slot) is None


def test_crucial_goods_listed_behind_the_last_slot_come_again() -> None:
    market = a_shop(MERCADER)
    seller = market.npcs[MERCADER]
    strange = next(one.id for one in market.items.values() if one.crucial and not one.newbie)
    shop = replace(seller, stock=(), reserve=((strange, 9), (strange, 7)))
    with a_market(replace(market, npcs={seller.id: shop})) as game:
        ana = shopping(game, gold=10_000_000, inventory=bag((strange, 1)))
        ana.sends(c.CommerceSell(1, 1), c.CommerceBuy(1, 1))
        assert shown(game, 1) == (strange, 9)


def test_more_than_any_purse_holds() -> None:
    market = a_shop(FOOD)
    dear = dict(market.items) | {1: replace(market.items[1], value=2_000_000_000)}
    with a_market(replace(market, items=dear)) as game:
        ana = shopping(game, gold=2_147_483_647)
        ana.sends(c.CommerceBuy(1, 10_000))
        sees_line(ana)
        ana.sends(c.CommerceBuy(1, 1))
        assert ana.player.record.gold == 147_483_647


def test_a_sale_beyond_any_purse() -> None:
    market = a_shop(FOOD)
    dear = dict(market.items) | {1: replace(market.items[1], value=2_000_000_000)}
    with a_market(replace(market, items=dear)) as game:
        ana = shopping(game, inventory=bag((1, 10_000)))
        ana.sends(c.CommerceSell(1, 10_000))
        assert ana.player.record.gold == 90_000_000


def test_gold_moves_while_a_shop_is_open() -> None:
    with a_market(square((*COUNTER, LILITH), (52, 50, BANKER))) as game:
        ana = shopping(game, gold=100)
        ana.sends(c.LeftClick(52, 50))
        ana.takes()
        ana.sends(c.BankDepositGold(40))
        assert (ana.player.record.gold, ana.player.record.bank_gold) == (60, 40)
        assert ana.player.commerce.mode is Mode.SHOP
