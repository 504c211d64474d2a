"""ECO-29 to 40 and 44: trade between two players.  Source: 09-economy "Acceptance scenarios", §5."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.market import (
    AT,
    COUNTER,
    LILITH,
    a_market,
    bag,
    bag_slot,
    fonts,
    goods,
    held,
    npc_of,
    sees_line,
    square,
    whole_bag,
)
from kit.spec import needs_classic

from pyao.content.enums import Heading
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.dying import die
from pyao.rules.map.walking import push_casper
from pyao.rules.map.warp import warp
from pyao.rules.session.leaving import evict
from pyao.rules.trade import trading
from pyao.world.commerce import Mode
from pyao.world.ledger import Reason
from pyao.world.record import Equipment, ItemStack
from pyao.world.transfers import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kit.game import Client, GameFixture

    from pyao.protocol.message import Message

pytestmark = needs_classic

MOST = 2_147_483_647
END = msg.user_commerce_end()
N, E, SOUTH, W = Heading


@pytest.fixture
def game() -> Iterator[GameFixture]:
    """With clients that have a window for trades."""
    with a_market(square((*COUNTER, LILITH)), network=NetworkSettings(dialect=Dialect.ORIGINAL)) as game:
        yield game


@pytest.fixture
def godot() -> Iterator[GameFixture]:
    """With clients that have none."""
    with a_market(square((*COUNTER, LILITH))) as game:
        yield game


def selects(client: Client, other: Client) -> None:
    """A click on somebody."""
    client.sends(c.LeftClick(other.player.x, other.player.y))
    client.takes()


def two(game: GameFixture, ana: dict[str, Any] | None = None, beto: dict[str, Any] | None = None) -> list[Client]:
    """Ana at (50,50) and Beto at (52,51), trading with each other."""
    found = [game.player("Ana", at=AT, **(ana or {})), game.player("Beto", at=(1, 52, 51), **(beto or {}))]
    trade(*found)
    return found


def trade(one: Client, other: Client) -> None:
    """The first invites, the other accepts."""
    selects(one, other)
    one.sends(c.CommerceStart())
    other.sends(c.CommerceStart())
    assert one.player.commerce.mode is other.player.commerce.mode is Mode.SECURE
    one.takes()
    other.takes()


def trade_slot(client: Client, slot: int, item: int, amount: int) -> Message:
    """ChangeUserTradeSlot of an object."""
    kind = client.game.world.content.items[item]
    price = 0 if kind.newbie else round(kind.value / 3)
    figures = (kind.grh, kind.type, kind.max_hit, kind.min_hit, kind.max_def, kind.min_def)
    return msg.change_user_trade_slot(slot, item, amount, *figures, price, kind.name)


def no_trade_slot(slot: int) -> Message:
    return msg.change_user_trade_slot(slot, 0, 0, 0, 0, 0, 0, 0, 0, 0, "")


def is_refused(client: Client) -> None:
    """A CommerceChat in the talk font and nothing else."""
    seen = client.takes()
    assert [(one.id, one.values[1]) for one in seen] == [(S.COMMERCE_CHAT, Font.TALK)]


def hears(client: Client, *expected: Font | Message) -> None:
    """Console lines of these fonts and these messages, in order."""
    seen = client.takes()
    assert [fonts([one])[0] if one.id is S.CONSOLE_MSG else one for one in seen] == list(expected)


def ends(*clients: Client, with_words: Font | None = None) -> None:
    """Both hear that the trade is over, perhaps with a line before, and are in no mode."""
    for client in clients:
        hears(client, *([with_words] if with_words is not None else []), END)
        assert not client.player.trading
        assert client.player.commerce.partner is None


def silent(*clients: Client) -> None:
    for client in clients:
        client.sees()


def test_eco_29_inviting_and_beginning(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=AT), game.player("Beto", at=(1, 52, 51))
    eva = game.player("Eva", at=(1, 51, 50))
    for client in (ana, beto):
        client.takes()
    selects(ana, beto)
    ana.sends(c.CommerceStart())
    ana.sees()
    sees_line(beto, Font.TALK)
    beto.sends(c.CommerceStart())
    beto.sees(*whole_bag(beto), msg.user_commerce_init("Ana"))
    ana.sees(*whole_bag(ana), msg.user_commerce_init("Beto"))
    selects(eva, ana)
    eva.sends(c.CommerceStart())
    sees_line(eva)
    silent(ana, beto)


def test_eco_30_offering(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag(None, None, None, (38, 10))})
    name = game.world.content.items[38].name
    ana.sends(c.UserCommerceOffer(4, 6, 1))
    ana.sees()
    beto.sees(msg.change_user_trade_slot(1, 38, 6, 542, 11, 0, 0, 0, 0, 7, name))
    ana.sends(c.UserCommerceOffer(4, 5, 2))
    is_refused(ana)
    beto.sees()
    ana.sends(c.UserCommerceOffer(0, -2, 1))
    beto.sees(trade_slot(ana, 1, 38, 4))
    ana.sends(c.UserCommerceOffer(0, -9, 1))
    beto.sees(no_trade_slot(1))
    ana.sees()


def test_eco_31_offering_gold(game: GameFixture) -> None:
    ana, beto = two(game, {"gold": 5000})
    ana.sends(c.UserCommerceOffer(31, 5000, 21))
    beto.sees(trade_slot(ana, 21, 12, 5000))
    ana.sends(c.UserCommerceOffer(31, 1, 21))
    is_refused(ana)
    ana.sends(c.UserCommerceOffer(31, -1000, 5))
    beto.sees(trade_slot(ana, 21, 12, 4000))
    ana.sends(c.UserCommerceOffer(31, -MOST, 21))
    beto.sees(trade_slot(ana, 21, 12, 0))
    ana.sees()
    assert ana.player.commerce.gold == 0


def test_eco_32_what_cannot_be_offered(game: GameFixture) -> None:
    inventory = bag((467, 10), (866, 1))
    ana, beto = two(game, {"inventory": inventory, "equipment": Equipment(backpack=2)})
    ana.sends(c.UserCommerceOffer(1, 10, 7))
    ana.sees(msg.cancel_offer_item(7))
    ana.sends(c.UserCommerceOffer(2, 1, 1))
    is_refused(ana)
    silent(beto)


def test_eco_33_a_change_after_confirming_ends_the_trade(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((38, 10))})
    ana.sends(c.UserCommerceConfirm())
    ana.sees()
    beto.sees(msg.user_offer_confirm())
    ana.sends(c.UserCommerceOffer(1, 1, 1))
    ends(ana, beto)
    assert held(ana.player.record.inventory) == {1: (38, 10)}


def test_eco_34_an_exchange(game: GameFixture) -> None:
    ana, beto = two(
        game,
        {"inventory": bag(None, (38, 6)), "gold": 150},
        {"inventory": bag((2, 1)), "gold": 7},
    )
    ana.sends(c.UserCommerceOffer(2, 6, 1), c.UserCommerceOffer(31, 100, 21), c.UserCommerceConfirm())
    beto.sends(c.UserCommerceOffer(1, 1, 1), c.UserCommerceConfirm())
    ana.takes()
    beto.takes()
    beto.sends(c.UserCommerceOk())
    silent(ana, beto)
    ana.sends(c.UserCommerceOk())
    assert held(ana.player.record.inventory) == {1: (2, 1)}
    assert held(beto.player.record.inventory) == {2: (38, 6)}
    assert (ana.player.record.gold, beto.player.record.gold) == (50, 107)
    assert game.world.transfers.take() == {
        Passage("ANA", "BETO", Reason.TRADE, 38): 6,
        Passage("BETO", "ANA", Reason.TRADE, 2): 1,
        Passage("ANA", "BETO", Reason.TRADE, 12): 100,
    }
    ana.sees(bag_slot(ana, 2), bag_slot(ana, 1), msg.update_gold(50), msg.update_gold(50), END)
    beto.sees(bag_slot(beto, 2), bag_slot(beto, 1), msg.update_gold(107), msg.update_gold(107), END)
    assert not ana.player.trading
    assert not beto.player.trading


def test_eco_35_accepting_too_early(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((38, 6))})
    ana.sends(c.UserCommerceOffer(1, 6, 1), c.UserCommerceConfirm(), c.UserCommerceOk())
    beto.takes()
    ana.sees()
    beto.sends(c.UserCommerceConfirm(), c.UserCommerceOk())
    ana.sees(msg.user_offer_confirm())
    beto.sees()
    assert held(ana.player.record.inventory) == {1: (38, 6)}
    ana.sends(c.UserCommerceOk())
    assert held(beto.player.record.inventory) == {1: (38, 6)}


def test_eco_36_what_is_eaten_meanwhile(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((1, 6))}, {"inventory": bag((2, 1))})
    agree(ana, beto, (1, 6), (1, 1))
    beto.sends(c.UserCommerceOk())
    for _bite in range(3):
        ana.sends(c.UseItem(1))
        game.passes(200)
    ana.takes()
    beto.takes()
    ana.sends(c.UserCommerceOk())
    ends(ana, beto, with_words=Font.FIGHT)
    assert held(ana.player.record.inventory) == {1: (1, 3)}
    assert held(beto.player.record.inventory) == {1: (2, 1)}


def agree(ana: Client, beto: Client, of_ana: tuple[int, int] | None, of_beto: tuple[int, int] | None) -> None:
    """Each offers (bag slot, amount) in offer slot 1, and confirms."""
    for client, offered in ((ana, of_ana), (beto, of_beto)):
        if offered is not None:
            client.sends(c.UserCommerceOffer(*offered, 1))
        client.sends(c.UserCommerceConfirm())
    ana.takes()
    beto.takes()


def test_eco_37_what_does_not_fit_falls(game: GameFixture) -> None:
    full = [(38, 100), *[(37, 1)] * 5, (2, 3), *[(37, 1)] * 13]
    ana, beto = two(game, {"inventory": bag((58, 5))}, {"inventory": bag(*full)})
    agree(ana, beto, (1, 5), (7, 3))
    beto.sends(c.UserCommerceOk())
    ana.sends(c.UserCommerceOk())
    assert game.world.maps[1].objects == {(51, 51): ItemStack(58, 5)}
    assert held(ana.player.record.inventory) == {1: (2, 3)}
    assert 7 not in held(beto.player.record.inventory)
    create = msg.object_create(51, 51, game.world.content.items[58].grh)
    hears(beto, Font.FIGHT, create, bag_slot(beto, 7), *[msg.update_gold(0)] * 2, END)
    emptied = msg.change_inventory_slot(1, 0, "", 0, False, 0, 0, 0, 0, 0, 0, 0.0)
    hears(ana, create, emptied, bag_slot(ana, 1), *[msg.update_gold(0)] * 2, END)


def test_eco_38_who_only_invites_disturbs_nobody(game: GameFixture) -> None:
    eva, beto, carla = (game.player(name, at=(1, x, 50)) for name, x in (("Eva", 49), ("Beto", 51), ("Carla", 50)))
    carla.player.record.inventory[0] = ItemStack(38, 6)
    game.world.ledger.enters(carla.player.record)
    selects(eva, carla)
    eva.sends(c.CommerceStart())
    trade(beto, carla)
    agree(carla, beto, (1, 6), None)
    carla.sends(c.UserCommerceOk())
    for packet in (c.UserCommerceOk(), c.CommerceChat("hola"), c.UserCommerceConfirm(), c.UserCommerceReject()):
        eva.player.commerce.partner, eva.player.commerce.partner_name = carla.player, "Carla"
        eva.sends(packet)
    eva.player.commerce.partner, eva.player.commerce.partner_name = carla.player, "Carla"
    eva.takes()
    silent(carla, beto)
    die(game.world, eva.player)
    assert eva.takes()[-1] == END
    for client in (carla, beto):
        assert {one.id for one in client.takes()} <= {S.PLAY_WAVE, S.REMOVE_CHAR_DIALOG, S.CHARACTER_CHANGE}
        assert client.player.commerce.mode is Mode.SECURE
    assert held(eva.player.record.inventory) == {}
    beto.sends(c.UserCommerceOk())
    assert held(beto.player.record.inventory) == {1: (38, 6)}


def test_eco_39_death(game: GameFixture) -> None:
    ana, beto = two(game)
    die(game.world, ana.player)
    seen = ana.takes()
    assert seen[-1] == END
    assert fonts(seen) == []
    assert [one for one in beto.takes() if one == END or one.id is S.CONSOLE_MSG] == [END]
    assert not ana.player.trading
    assert not beto.player.trading


def test_eco_39_a_theft(game: GameFixture) -> None:
    ana, beto = two(game)
    trading.stop_for_theft(game.world, ana.player)
    ends(ana, beto, with_words=Font.TALK)


def test_eco_39_walking_away(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.walks(SOUTH, W)
    beto.takes()
    assert ana.player.commerce.mode is Mode.SECURE
    ana.walks(W)
    hears(beto, msg.character_move(ana.char, 48, 51), Font.TALK, END)
    hears(ana, Font.TALK, END)
    assert not ana.player.trading
    assert not beto.player.trading


def test_eco_40_a_backpack_inside_itself(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((58, 1000), (866, 1))})
    ana.sends(c.UserCommerceOffer(2, 1, 1))
    record = ana.player.record
    record.equipment.backpack = 2
    assert record.inventory[1] is not None
    record.inventory[1].equipped = True
    record.inventory[20], record.inventory[0] = record.inventory[0], None
    ana.sends(c.UserCommerceOffer(21, 1000, 2), c.UserCommerceConfirm())
    beto.sends(c.UserCommerceConfirm(), c.UserCommerceOk())
    ana.takes()
    beto.takes()
    ana.sends(c.UserCommerceOk())
    ends(ana, beto, with_words=Font.FIGHT)
    assert held(record.inventory) == {2: (866, 1), 21: (58, 1000)}
    assert held(beto.player.record.inventory) == {}
    assert game.world.maps[1].objects == {}


def test_eco_44_by_words(godot: GameFixture) -> None:
    ana, beto = two(godot, {"inventory": bag(None, None, None, (38, 10))})
    ana.talks("/ofrecer 4 6")
    [line] = beto.takes()
    [echo] = ana.takes()
    assert line == echo
    assert (line.id, line.fields["font"]) == (S.CONSOLE_MSG, Font.INFO)
    assert godot.world.content.items[38].name in line.fields["text"]
    assert "6" in line.fields["text"]
    beto.talks("/comerciar")
    hears(ana, Font.TALK, END)
    hears(beto, END, Font.TALK)
    assert not ana.player.trading


def test_whom_one_cannot_trade_with(game: GameFixture) -> None:
    ana, ghost = game.player("Ana", at=AT), game.player("Ghost", at=(1, 51, 50), dead=True)
    far, busy = game.player("Far", at=(1, 54, 50)), game.player("Busy", at=(1, 51, 48))
    busy.sends(c.LeftClick(*COUNTER), c.CommerceStart())
    for other in (ghost, ana, far, busy):
        selects(ana, other)
        other.takes()
        ana.sends(c.CommerceStart())
        sees_line(ana)
    other.sees()
    selects(ghost, ana)
    ghost.sends(c.CommerceStart())
    sees_line(ghost)
    far.cuts()
    game.ticks(300)
    selects(ana, ghost)
    ana.player.targets.slot = 4
    ana.sends(c.CommerceStart())
    sees_line(ana)


def test_counsellors_do_not_trade() -> None:
    with a_market(square(), counsellors=("ANA",)) as game:
        ana, beto = game.player("Ana", at=AT), game.player("Beto", at=(1, 51, 50))
        beto.takes()
        ana.player.targets.slot = beto.player.slot
        ana.sends(c.CommerceStart())
        sees_line(ana, Font.WARNING)
        beto.sees()


def test_an_npc_selected_last_wins(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=AT), game.player("Beto", at=(1, 51, 49))
    beto.sends(c.LeftClick(*COUNTER))
    beto.takes()
    selects(ana, beto)
    ana.sends(c.CommerceStart())
    assert beto.player.targets.slot == ana.player.slot
    beto.takes()
    beto.sends(c.CommerceStart())
    beto.sees(*goods(beto, npc_of(game)), msg.commerce_init())
    ana.takes()
    ana.sends(c.CommerceStart())
    sees_line(ana)


def test_an_invitation_in_return_while_shopping(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=AT), game.player("Beto", at=(1, 51, 49))
    selects(beto, ana)
    beto.sends(c.CommerceStart())
    beto.sends(c.LeftClick(*COUNTER), c.CommerceStart())
    ana.takes()
    beto.takes()
    ana.sends(c.CommerceStart())
    sees_line(ana, Font.TALK)
    sees_line(beto, Font.TALK)
    assert beto.player.commerce.mode is Mode.SHOP
    beto.sends(c.CommerceChat("hola"))
    beto.sees()
    ana.sees(END)
    assert beto.player.commerce.mode is Mode.SHOP
    assert beto.player.commerce.partner is None


def test_offers_that_are_ignored(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((38, 10), (37, 10)), "gold": 100})
    ana.sends(c.UserCommerceOffer(1, 5, 1))
    beto.takes()
    for slot, amount, place in (
        (21, 1, 2),
        (26, 1, 2),
        (30, 1, 2),
        (255, 1, 2),
        (1, 1, 0),
        (1, 1, 22),
        (1, 1, 255),
        (1, 0, 1),
        (31, 0, 21),
        (31, 1, 0),
        (31, 1, 22),
        (1, 1, 21),
        (0, -1, 21),
        (2, 1, 1),
        (2, -1, 1),
        (1, -1, 2),
    ):
        ana.sends(c.UserCommerceOffer(slot, amount, place))
    silent(ana, beto)
    ana.sends(c.UserCommerceOffer(0, 5, 1))
    is_refused(ana)
    ana.sends(c.UserCommerceOffer(1, MOST, 1))
    is_refused(ana)
    ana.sends(c.UserCommerceOffer(31, MOST, 21))
    is_refused(ana)
    ana.sends(c.UserCommerceOffer(1, -MOST - 1, 1))
    beto.sees(no_trade_slot(1))


def test_one_offer_slot_holds_ten_thousand(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((38, 10_000), (38, 10_000))})
    ana.sends(c.UserCommerceOffer(1, 10_000, 1))
    beto.takes()
    ana.sends(c.UserCommerceOffer(1, 1, 1))
    is_refused(ana)
    ana.sends(c.UserCommerceOffer(1, 10_001, 2))
    is_refused(ana)
    ana.sends(c.UserCommerceOffer(1, 10_000, 2))
    beto.sees(trade_slot(ana, 2, 38, 10_000))


def test_what_may_not_change_hands() -> None:
    market = square()
    items = dict(market.items)
    items[2] = replace(items[2], unsellable=True)
    items[38] = replace(items[38], untransferable=True)
    with a_market(replace(market, items=items), network=NetworkSettings(dialect=Dialect.ORIGINAL)) as game:
        ana, beto = two(game, {"inventory": bag((2, 1), (38, 1), (474, 1)), "equipment": Equipment(boat=3)})
        ana.player.sailing = True
        for slot in (1, 2, 3):
            ana.sends(c.UserCommerceOffer(slot, 1, 1))
            is_refused(ana)
        beto.sees()


def test_chat(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.sends(c.CommerceChat("¿dale [b]?"), c.CommerceChat(""))
    words = msg.commerce_chat("Ana> ¿dale [b]?", Font.PARTY)
    ana.sees(words)
    beto.sees(words)


def test_confirming_again_is_told_again(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.sends(c.UserCommerceConfirm(), c.UserCommerceConfirm())
    beto.sees(msg.user_offer_confirm(), msg.user_offer_confirm())
    ana.sees()


def test_rejecting(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.sends(c.UserCommerceConfirm())
    beto.takes()
    beto.sends(c.UserCommerceReject())
    ends(ana, beto, with_words=Font.TALK)
    beto.sends(c.UserCommerceReject())
    sees_line(beto, Font.TALK)
    ana.sees()


def test_leaving_a_trade(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.sends(c.UserCommerceEnd())
    hears(beto, Font.TALK, END)
    hears(ana, END, Font.TALK)
    ana.sends(c.UserCommerceEnd())
    sees_line(ana, Font.TALK)
    beto.sees()


def test_a_second_start_in_the_original(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.sends(c.CommerceStart())
    sees_line(ana)
    beto.sees()


def test_trade_packets_of_nobody(game: GameFixture) -> None:
    ana = game.player("Ana", at=AT, inventory=bag((38, 1)))
    ana.sends(c.UserCommerceOffer(1, 1, 1), c.UserCommerceConfirm(), c.UserCommerceOk(), c.CommerceChat("hola"))
    ana.sees()


def test_a_trade_packet_ends_ones_own_invitation_only(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=AT), game.player("Beto", at=(1, 52, 51))
    selects(ana, beto)
    ana.sends(c.CommerceStart())
    beto.takes()
    ana.sends(c.UserCommerceOk())
    ana.sees()
    ana.sends(c.UserCommerceConfirm())
    ana.sees(END)
    beto.sees()
    beto.player.targets.slot = ana.player.slot
    beto.sends(c.CommerceStart())
    sees_line(ana, Font.TALK)


def test_an_invitation_is_lost_with_who_made_it(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=AT), game.player("Beto", at=(1, 52, 51))
    selects(ana, beto)
    ana.sends(c.CommerceStart(), c.Quit())
    game.ticks(300)
    again = game.connect()
    again.logs_in("Ana")
    beto.takes()
    selects(beto, again)
    again.takes()
    beto.sends(c.CommerceStart())
    sees_line(again, Font.TALK)
    assert not beto.player.trading


def test_quitting_ends_the_trade(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.player.paralysed = True
    ana.sends(c.Quit())
    sees_line(ana, Font.WARNING)
    beto.sees()
    ana.player.paralysed = False
    ana.sends(c.Quit())
    hears(beto, Font.TALK, END)
    hears(ana, Font.TALK, END, Font.INFO)
    ana.walks(W)
    assert not ana.player.trading


def test_quitting_with_an_invitation(game: GameFixture) -> None:
    ana, beto = game.player("Ana", at=AT), game.player("Beto", at=(1, 52, 51))
    selects(ana, beto)
    ana.sends(c.CommerceStart())
    beto.takes()
    ana.sends(c.Quit())
    hears(ana, Font.TALK, END, Font.INFO)
    beto.sees()


def test_the_idle_do_not_trade(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.player.idle_minutes = 4
    game.ticks(60_000 // 40)
    seen = ana.takes()
    assert [one.id for one in seen if one.id in (S.SHOW_MESSAGE_BOX, S.USER_COMMERCE_END)] == [
        S.SHOW_MESSAGE_BOX,
        S.USER_COMMERCE_END,
    ]
    trade_packets = [one for one in beto.takes() if one == END or (one.id is S.CONSOLE_MSG)]
    assert fonts(trade_packets) == [Font.TALK]
    assert trade_packets[-1] == END


def test_a_lost_connection_can_still_be_traded_with(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((38, 6))})
    agree(ana, beto, (1, 6), None)
    ana.sends(c.UserCommerceOk())
    ana.cuts()
    beto.sees()
    beto.sends(c.UserCommerceOk())
    assert held(beto.player.record.inventory) == {1: (38, 6)}
    game.ticks(300)
    record = game.load("Ana")
    assert record is not None
    assert held(record.inventory) == {}


def test_the_end_of_a_session_ends_the_trade(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.cuts()
    beto.sees()
    game.ticks(300)
    assert beto.takes()[:2] != []
    assert not beto.player.trading


def test_who_is_thrown_out(game: GameFixture) -> None:
    ana, beto = two(game)
    evict(game.world, ana.player)
    game.run()
    seen = beto.takes()
    assert seen[0] == END
    assert fonts(seen) == [Font.TALK]
    assert [one.id for one in ana.takes()[:2]] == [S.USER_COMMERCE_END, S.ERROR_MSG]


def test_work_ends_a_trade(game: GameFixture) -> None:
    ana, beto = two(game)
    trading.stop_for_work(game.world, ana.player)
    ends(ana, beto, with_words=Font.TALK)
    trading.stop_for_work(game.world, ana.player)
    silent(ana, beto)


def test_a_warp_ends_a_trade(game: GameFixture) -> None:
    ana, beto = two(game)
    warp(game.world, ana.player, 2, 50, 50, fx=False)
    assert ana.takes()[-1] == END
    assert beto.takes()[-1] == END
    assert not ana.player.trading


def test_a_warp_beside_the_partner_does_not(game: GameFixture) -> None:
    ana, beto = two(game)
    warp(game.world, ana.player, 1, 53, 51, fx=False)
    assert ana.player.commerce.mode is beto.player.commerce.mode is Mode.SECURE


def test_gold_beyond_what_a_purse_holds(game: GameFixture) -> None:
    ana, beto = two(game, {"gold": MOST}, {"gold": 10})
    for client in (ana, beto):
        client.sends(c.UserCommerceOffer(31, 1 if client is ana else 10, 21), c.UserCommerceConfirm())
    beto.sends(c.UserCommerceOk())
    ana.takes()
    beto.takes()
    ana.sends(c.UserCommerceOk())
    ends(ana, beto, with_words=Font.FIGHT)
    assert (ana.player.record.gold, beto.player.record.gold) == (MOST, 10)


def test_gold_may_pass_a_full_purse(game: GameFixture) -> None:
    ana, beto = two(game, {"gold": MOST}, {"gold": MOST})
    for client in (ana, beto):
        client.sends(c.UserCommerceOffer(31, 40, 21), c.UserCommerceConfirm())
    beto.sends(c.UserCommerceOk())
    ana.takes()
    beto.takes()
    ana.sends(c.UserCommerceOk())
    ana.sees(msg.update_gold(MOST - 40), msg.update_gold(MOST), END)
    beto.sees(msg.update_gold(MOST), msg.update_gold(MOST), END)
    assert (ana.player.record.gold, beto.player.record.gold) == (MOST, MOST)


def test_gold_lost_meanwhile_cancels(game: GameFixture) -> None:
    ana, beto = two(game, {"gold": 100})
    ana.sends(c.UserCommerceOffer(31, 100, 21), c.UserCommerceConfirm())
    beto.sends(c.UserCommerceConfirm(), c.UserCommerceOk())
    ana.player.record.gold -= 1
    game.world.ledger.gold(Reason.GAMBLE, -1)
    ana.takes()
    beto.takes()
    ana.sends(c.UserCommerceOk())
    ends(ana, beto, with_words=Font.FIGHT)


def test_who_accepts_last_is_told_first_that_the_other_lacks_something(game: GameFixture) -> None:
    ana, beto = two(game, {}, {"gold": 100})
    beto.sends(c.UserCommerceOffer(31, 100, 21), c.UserCommerceConfirm())
    ana.sends(c.UserCommerceConfirm())
    beto.sends(c.UserCommerceOk())
    beto.player.record.gold -= 1
    game.world.ledger.gold(Reason.GAMBLE, -1)
    told: list[str] = []
    for client in (ana, beto):
        client.takes()
        client.connection.send = _Note(client.player.name, told, client.connection.send)  # type: ignore[method-assign]
    ana.sends(c.UserCommerceOk())
    assert told == ["Ana", "Beto"], "the words; the end of the trade is a plain packet, which is only appended"
    ana.sees(Says(Font.FIGHT, "Beto no tiene"), END)
    assert beto.takes()[-1] == END


class _Note:
    """Notes whose client is sent something."""

    def __init__(self, name: str, told: list[str], send: Callable[[Message], None]) -> None:
        self._name, self._told, self._send = name, told, send

    def __call__(self, message: Message) -> None:
        self._told.append(self._name)
        self._send(message)


def test_without_any_place_nothing_moves() -> None:
    walls = tuple((x, y) for x in range(9, 93) for y in range(7, 95))
    with a_market(square(blocked=walls), network=NetworkSettings(dialect=Dialect.ORIGINAL)) as game:
        ana, beto = two(game, {"inventory": bag((38, 5), (58, 5))}, {"inventory": bag(*[(2, 1)] * 20)})
        ana.sends(c.UserCommerceOffer(1, 5, 1), c.UserCommerceOffer(2, 5, 2), c.UserCommerceConfirm())
        beto.sends(c.UserCommerceOffer(1, 1, 1), c.UserCommerceConfirm(), c.UserCommerceOk())
        before = held(ana.player.record.inventory), held(beto.player.record.inventory)
        ana.takes()
        beto.takes()
        ana.sends(c.UserCommerceOk())
        ends(ana, beto, with_words=Font.FIGHT)
        assert (held(ana.player.record.inventory), held(beto.player.record.inventory)) == before


def test_things_that_fall_share_the_ground() -> None:
    walls = {(x, y) for x in range(9, 93) for y in range(7, 95)} - {(50, 51)}
    with a_market(square(blocked=tuple(walls)), network=NetworkSettings(dialect=Dialect.ORIGINAL)) as game:
        ana, beto = two(game, {"inventory": bag((38, 6000), (38, 6000))}, {"inventory": bag(*[(2, 1)] * 20)})
        ana.sends(c.UserCommerceOffer(1, 6000, 1), c.UserCommerceOffer(2, 6000, 2), c.UserCommerceConfirm())
        beto.sends(c.UserCommerceConfirm(), c.UserCommerceOk())
        ana.takes()
        beto.takes()
        ana.sends(c.UserCommerceOk())
        ends(ana, beto, with_words=Font.FIGHT)
        assert game.world.maps[1].objects == {}


def test_what_is_worn_is_taken_off_when_it_goes(game: GameFixture) -> None:
    inventory = bag((2, 1), (2, 1))
    assert inventory[0] is not None
    inventory[0].equipped = True
    ana, beto = two(game, {"inventory": inventory, "equipment": Equipment(weapon=1)})
    agree(ana, beto, (1, 2), None)
    beto.sends(c.UserCommerceOk())
    ana.sends(c.UserCommerceOk())
    seen = ana.takes()
    assert [one.id for one in seen[:5]] == [
        S.CHARACTER_CHANGE,
        S.UPDATE_USER_STATS,
        S.CHANGE_INVENTORY_SLOT,
        S.CHANGE_INVENTORY_SLOT,
        S.CHANGE_INVENTORY_SLOT,
    ]
    assert [one.fields["slot"] for one in seen[2:5]] == [1, 1, 2]
    assert held(beto.player.record.inventory) == {1: (2, 2)}
    assert ana.player.record.equipment.weapon == 0


def test_the_words_of_a_trade(godot: GameFixture) -> None:
    ana, beto = godot.player("Ana", at=AT, inventory=bag((38, 6)), gold=5), godot.player("Beto", at=(1, 52, 51))
    selects(ana, beto)
    beto.takes()
    ana.sends(c.CommerceStart())
    sees_line(beto, Font.TALK)
    beto.talks("/comerciar")
    for client, other in ((ana, "Beto"), (beto, "Ana")):
        hears(client, *whole_bag(client), msg.user_commerce_init(other), Font.TALK, Font.TALK)
    beto.talks("/aceptar")
    sees_line(beto, Font.TALK)
    ana.talks("/ofrecer 1 6")
    ana.talks("/ofrecer 31 5")
    for client in (ana, beto):
        hears(client, Font.INFO, Font.INFO)
    ana.talks("/confirmar")
    sees_line(ana, Font.TALK)
    hears(beto, msg.user_offer_confirm(), Font.TALK, Font.TALK)
    beto.talks("/tmsg dale [b]")
    words = msg.commerce_chat("Beto> dale [b]", Font.PARTY)
    for client in (ana, beto):
        assert client.takes() == [words, msg.console_msg("Beto> dale [lb]b]", Font.PARTY)]
    beto.talks("/trato")
    hears(beto, Font.INFO, Font.INFO, Font.INFO)
    beto.talks("/confirmar")
    beto.takes()
    ana.takes()
    beto.talks("/aceptar")
    beto.talks("/aceptar")
    for client in (ana, beto):
        sees_line(client, Font.TALK)
    ana.talks("/aceptar")
    assert held(beto.player.record.inventory) == {1: (38, 6)}
    assert beto.player.record.gold == 5
    for client in (ana, beto):
        assert fonts(client.takes()) == [Font.TALK]


def test_refusals_in_words(godot: GameFixture) -> None:
    ana, beto = two(godot, {"inventory": bag((38, 6), (467, 1))})
    ana.talks("/ofrecer 1 7")
    seen = ana.takes()
    assert [one.id for one in seen] == [S.COMMERCE_CHAT, S.CONSOLE_MSG]
    assert seen[0].values == (seen[1].fields["text"], Font.TALK)
    ana.talks("/ofrecer 2 1")
    hears(ana, msg.cancel_offer_item(1), Font.TALK)
    beto.sees()


def test_offering_by_words(godot: GameFixture) -> None:
    ana, beto = two(godot, {"inventory": bag((38, 30)), "gold": 10})
    for line in ("/ofrecer", "/ofrecer 1", "/ofrecer uno 2", "/ofrecer 1 dos"):
        ana.talks(line)
        sees_line(ana)
    ana.talks("/ofrecer 1 2 5")
    ana.talks("/ofrecer 1 1")
    ana.talks("/ofrecer 0 -1 5")
    ana.talks("/ofrecer 31 -3 7")
    assert held(ana.player.commerce.offer) == {1: (38, 1), 5: (38, 1)}
    for _slot in range(18):
        ana.talks("/ofrecer 1 1")
    ana.takes()
    beto.takes()
    ana.talks("/ofrecer 1 1")
    sees_line(ana)
    beto.sees()


def test_words_of_who_does_not_trade(godot: GameFixture) -> None:
    ana = godot.player("Ana", at=AT, inventory=bag((38, 1)))
    for line in ("/trato", "/ofrecer 1 1"):
        ana.talks(line)
        sees_line(ana)
    ana.talks("/aceptar")
    ana.sees()


def test_leaving_by_words(godot: GameFixture) -> None:
    ana, beto = two(godot)
    ana.talks("/fintrato")
    hears(ana, END, Font.TALK)
    hears(beto, Font.TALK, END)
    trade(ana, beto)
    beto.talks("/rechazar")
    hears(beto, Font.TALK, END)
    hears(ana, Font.TALK, END)


def test_without_text_commands() -> None:
    with a_market(square(), text_commands=False) as game:
        ana, beto = game.player("Ana", at=AT, inventory=bag((38, 1))), game.player("Beto", at=(1, 52, 51))
        selects(ana, beto)
        beto.takes()
        ana.sends(c.CommerceStart())
        beto.takes()
        beto.sends(c.CommerceStart())
        hears(ana, *whole_bag(ana), msg.user_commerce_init("Beto"), Font.TALK)
        beto.takes()
        ana.talks("/ofrecer 1 1")
        for client in (ana, beto):
            client.sees(msg.chat_over_head("/ofrecer 1 1", ana.char, 255, 255, 255))
        beto.sends(c.CommerceStart())
        hears(ana, Font.TALK, END)
        hears(beto, END, Font.TALK)


def test_who_trades_neither_drops_nor_picks_up(game: GameFixture) -> None:
    ana, _beto = two(game, {"inventory": bag((38, 6)), "gold": 10})
    game.world.maps[1].objects[50, 50] = ItemStack(58, 1)
    game.world.ledger.item(Reason.GM, 58, 1)
    ana.sends(c.Drop(1, 1), c.Drop(31, 1), c.PickUp())
    ana.sees()


def test_slots_move_during_a_trade(game: GameFixture) -> None:
    ana, beto = two(game, {"inventory": bag((38, 6))})
    agree(ana, beto, (1, 6), None)
    ana.sends(c.MoveItem(1, 5, 0))
    ana.sees(bag_slot(ana, 1), bag_slot(ana, 5))
    beto.sends(c.UserCommerceOk())
    ana.sends(c.UserCommerceOk())
    assert held(beto.player.record.inventory) == {1: (38, 6)}


def test_the_worn_copy_stays(game: GameFixture) -> None:
    """Of two backpacks the one on the back is never given away, nor counted."""
    inventory = bag((866, 1), (866, 1))
    assert inventory[0] is not None
    inventory[0].equipped = True
    ana, beto = two(game, {"inventory": inventory, "equipment": Equipment(backpack=1)})
    agree(ana, beto, (2, 1), None)
    beto.sends(c.UserCommerceOk())
    ana.sends(c.UserCommerceOk())
    assert ana.player.record.inventory[0] == ItemStack(866, 1, equipped=True)
    assert held(ana.player.record.inventory) == {1: (866, 1)}
    assert held(beto.player.record.inventory) == {1: (866, 1)}


def test_who_is_pushed_away_trades_no_more(game: GameFixture) -> None:
    ana, beto = two(game)
    ana.walks(SOUTH, W)
    ana.takes()
    beto.takes()
    push_casper(game.world, game.world.maps[1], ana.player, 48, 51, W)
    assert ana.takes()[-1] == END
    assert beto.takes()[-1] == END
    assert not beto.player.trading
