"""The bag and the ground: stacking, picking up, dropping, moving slots.  Source: 06-items §2–§4."""

from __future__ import annotations

import pytest
from kit.belongings import bag_of, classic_ground, full, lying, owning, slot_of
from kit.fights import Says
from kit.game import GameFixture, a_game, a_record
from kit.spec import needs_classic

from pyao.content.npcs import NpcDef
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.rules.items import inventory
from pyao.world.commerce import Mode

pytestmark = needs_classic


def test_itm_01_a_stack_is_never_split_over_two_slots(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (38, 9999)}))
    assert inventory.give(game.world, ana.player, 38, 2)
    ana.sees(slot_of(ana, 2, 38, 2))
    assert bag_of(ana) == {1: (38, 9999), 2: (38, 2)}


def test_what_is_picked_up_joins_the_first_stack_with_room() -> None:
    with a_game(classic_ground(objects={(50, 50): (38, 2)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (38, 9999), 3: (38, 9998)}))
        ana.sends(c.PickUp())
        ana.sees(slot_of(ana, 3, 38, 10_000), msg.object_delete(50, 50))


def test_itm_02_a_full_bag_takes_nothing() -> None:
    with a_game(classic_ground(objects={(50, 50): (38, 5)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning(full(1)))
        ana.sends(c.PickUp())
        ana.sees(Says(Font.FIGHT, "No podés cargar más"))
        assert lying(game) == {(50, 50): (38, 5)}


def test_itm_03_gold_goes_into_the_purse() -> None:
    with a_game(classic_ground(objects={(50, 50): (12, 700)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=100)
        eva = game.player("Eva", at=(1, 55, 50))
        ana.sends(c.PickUp())
        ana.sees(msg.object_delete(50, 50), msg.update_gold(800))
        eva.sees(msg.object_delete(50, 50))


def test_itm_04_what_is_fixed_stays() -> None:
    with a_game(classic_ground(objects={(50, 50): (63, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.PickUp())
        ana.sees()
        assert lying(game) == {(50, 50): (63, 1)}


def test_itm_05_the_ground_takes_what_still_fits_on_the_pile() -> None:
    with a_game(classic_ground(objects={(50, 50): (1, 9995)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({3: (1, 10)}))
        ana.sends(c.Drop(3, 10))
        ana.sees(slot_of(ana, 3, 1, 5))
        assert lying(game) == {(50, 50): (1, 10_000)}
        ana.sends(c.Drop(3, 5))
        ana.sees(Says(Font.INFO, "No hay espacio"))


def test_itm_06_nothing_is_dropped_on_something_else() -> None:
    with a_game(classic_ground(objects={(50, 50): (58, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({3: (1, 1)}))
        ana.sends(c.Drop(3, 1))
        ana.sees(Says(Font.INFO, "No hay espacio"))
        assert (lying(game), bag_of(ana)) == ({(50, 50): (58, 1)}, {3: (1, 1)})


def test_itm_07_newbies_keep_what_they_were_given(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), level=5, **owning({2: (467, 10)}))
    ana.sends(c.Drop(2, 10))
    ana.sees(Says(Font.INFO, "newbie"))
    assert bag_of(ana) == {2: (467, 10)}


def test_itm_08_gold_falls_beside_its_owner(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), gold=25_000)
    ana.sends(c.Drop(31, 10_000))
    ana.sees(msg.object_create(49, 50, game.world.content.items[12].grh), msg.update_gold(15_000))
    assert lying(game) == {(49, 50): (12, 10_000)}
    ana.sends(c.Drop(31, 10_001))
    ana.sees()
    ana.sends(c.Drop(31, 0), c.Drop(31, -5), c.Drop(31, 10_000))
    assert [one for one in ana.takes() if one == msg.update_gold(15_000)] == [msg.update_gold(15_000)] * 2
    assert ana.player.record.gold == 5_000


def test_gold_that_finds_no_tile_stays_in_the_purse() -> None:
    blocked = tuple((x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) not in ((50, 50), (51, 50)))
    with a_game(classic_ground(blocked=blocked, objects={(51, 50): (12, 5_000)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=15_000)
        ana.sends(c.Drop(31, 5_001))
        ana.sees(msg.update_gold(15_000))
        ana.sends(c.Drop(31, 5_000))
        ana.sees(msg.update_gold(10_000))
        assert lying(game) == {(51, 50): (12, 10_000)}


def test_itm_09_slots_that_cannot_be_used_drop_nothing(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({22: (38, 5)}))
    ana.sends(c.Drop(22, 5), c.Drop(0, 5), c.Drop(255, 5), c.UseItem(22), c.EquipItem(22), c.MoveItem(22, 1, 0))
    ana.sees()
    assert (lying(game), bag_of(ana)) == ({}, {22: (38, 5)})


def test_itm_10_what_is_worn_stays_worn_in_another_slot(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (2, 1), 5: (1, 3)}, worn=(1,)))
    ana.sends(c.MoveItem(1, 5, 0))
    ana.sees(slot_of(ana, 1, 1, 3), slot_of(ana, 5, 2, 1, equipped=True))
    assert ana.player.record.equipment.weapon == 5
    ana.sends(c.EquipItem(5))
    assert ana.takes()[0] == slot_of(ana, 5, 2, 1)
    assert ana.player.record.equipment.weapon == 0


def test_two_worn_things_swap_places(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (2, 1), 2: (31, 1)}, worn=(1, 2)))
    ana.sends(c.MoveItem(1, 2, 7))
    assert (ana.player.record.equipment.weapon, ana.player.record.equipment.armour) == (2, 1)
    ana.takes()
    ana.sends(c.MoveItem(1, 21, 0), c.MoveItem(0, 1, 0))
    ana.sees()


def test_slots_are_moved_by_the_dead_and_equal_stacks_are_not_merged(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), dead=True, **owning({1: (1, 3), 2: (1, 4)}))
    ana.sends(c.MoveItem(2, 1, 0))
    ana.sees(slot_of(ana, 2, 1, 3), slot_of(ana, 1, 1, 4))


def test_itm_19_special_objects_do_not_go_into_a_backpack() -> None:
    with a_game(classic_ground(objects={(50, 50): (474, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (866, 1), **full(1, 2)}, worn=(1,)))
        ana.sends(c.PickUp())
        ana.sees(Says(Font.FIGHT, game.world.content.items[866].name))
        assert lying(game) == {(50, 50): (474, 1)}
        ana.sends(c.MoveItem(1, 21, 0))
        ana.takes()
        ana.sends(c.PickUp())
        ana.sees(slot_of(ana, 1, 474, 1), msg.object_delete(50, 50))


def test_what_falls_may_go_into_a_backpack() -> None:
    with a_game(classic_ground(objects={(50, 50): (38, 5)})) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (866, 1), **full(1, 2)}, worn=(1,)))
        ana.sends(c.PickUp())
        ana.sees(slot_of(ana, 21, 38, 5), msg.object_delete(50, 50))


def test_itm_34_what_merchants_give_is_shown(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (460, 1), 2: (36, 1), 3: (37, 1)}))
    for slot, price in ((1, 0.0), (2, 40.0), (3, 25 / 3)):
        MessageSender(ana.player, game.world.content).inventory_slot(slot)
        (shown,) = ana.takes()
        assert shown.fields["price"] == pytest.approx(price)


def test_itm_37_slots_do_not_move_behind_an_open_panel(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (1, 3), 2: (2, 1)}))
    counter = put_npc(game.world, NpcDef(id=44, name="Mercader"), 1, (50, 52))
    for mode in (Mode.SHOP, Mode.BANK):
        ana.player.commerce.open_counter(mode, counter)
        ana.sends(c.MoveItem(1, 2, 0), c.PickUp(), c.Drop(1, 1))
        ana.sees()
    ana.player.commerce.close_counter()
    ana.player.commerce.mode = Mode.SECURE
    ana.sends(c.MoveItem(1, 2, 0))
    ana.sees(slot_of(ana, 1, 2, 1), slot_of(ana, 2, 1, 3))
    ana.sends(c.PickUp(), c.Drop(1, 1))
    ana.sees()


def test_both_kinds_of_backpack_give_five_slots(game: GameFixture) -> None:
    for number, backpack in enumerate((865, 866)):
        name = ("Ana", "Eva")[number]
        player = game.player(name, at=(1, 50 + number, 50), **owning({1: (backpack, 1)}, worn=(1,)))
        assert usable_slots(player.player, game.world.content) == 25


def test_a_login_shows_the_slots_that_can_be_used_and_no_more(game: GameFixture) -> None:
    for y, worn, shown in ((50, (), 20), (52, (1,), 25)):
        name = f"Ana{'aeiou'[y % 5]}"
        game.save(a_record(name, (1, 50, y), **owning({1: (866, 1), 23: (38, 5), 28: (1, 1)}, worn=worn)))
        client = game.connect()
        client.logs_in(name)
        slots = [one.values[0] for one in client.takes() if one.id is S.CHANGE_INVENTORY_SLOT]
        assert slots == list(range(1, shown + 1))


def test_nobody_drops_or_takes_who_must_not(game: GameFixture) -> None:
    dead = game.player("Ana", at=(1, 50, 50), dead=True, gold=50, **owning({1: (1, 3)}))
    dead.sends(c.Drop(1, 1), c.Drop(31, 10), c.PickUp())
    dead.sees()
    sailor = game.player("Eva", at=(1, 60, 50), gold=50, **owning({1: (1, 3)}))
    sailor.player.sailing = True
    sailor.sends(c.Drop(1, 1), c.Drop(31, 10))
    sailor.sees()
    assert lying(game) == {}


def test_counsellors_touch_nothing() -> None:
    with a_game(classic_ground(objects={(50, 50): (38, 5)}), counsellors=("LUZ",)) as game:
        luz = game.player("Luz", at=(1, 50, 50), gold=50, **owning({1: (1, 3)}))
        luz.sends(c.Drop(1, 1), c.Drop(31, 10))
        luz.sees()
        luz.sends(c.PickUp())
        luz.sees(Says(Font.INFO, "No podés tomar"))


def test_a_dropped_boat_is_warned_of(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (474, 1)}))
    ana.sends(c.Drop(1, 10_000))
    ana.sees(
        msg.object_create(50, 50, game.world.content.items[474].grh),
        slot_of(ana, 1),
        Says(Font.TALK, "barco"),
    )
