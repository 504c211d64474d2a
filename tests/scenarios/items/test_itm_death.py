"""What the dying lose.  Source: 06-items §6.5, §11."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kit.fights import BALANCE
from kit.game import GameFixture, a_game
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType as T
from pyao.content.enums import PlayerClass, Trigger
from pyao.content.items import ItemDef
from pyao.content.maps import TILES
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.levels import check_level
from pyao.rules.items import death_drops
from pyao.world.ledger import Reason, held_in
from pyao.world.record import Equipment, ItemStack, Look

if TYPE_CHECKING:
    from kit.game import Client

    from pyao.protocol.message import Message

BLACK = 645
ITEMS = {
    item.id: item
    for item in (
        ItemDef(id=1, name="Manzana", type=T.USE_ONCE, grh=501),
        ItemDef(id=12, name="Oro", type=T.GUITA, grh=511),
        ItemDef(id=38, name="Poción roja", type=T.POCIONES, grh=537),
        ItemDef(id=54, name="Llave", type=T.LLAVES),
        ItemDef(id=460, name="Daga", type=T.WEAPON, newbie=True),
        ItemDef(id=474, name="Barca", type=T.BARCOS),
        ItemDef(id=476, name="Galeón", type=T.BARCOS),
        ItemDef(id=614, name="Túnica", type=T.ARMADURA, never_falls=True),
        ItemDef(id=BLACK, name="Poción negra", type=T.POCIONES, potion=6),
        ItemDef(id=857, name="Poción roja", type=T.POCIONES, newbie=True),
        ItemDef(id=866, name="Mochila", type=T.MOCHILAS, backpack_type=1, grh=700),
    )
}


def bag(*stacks: ItemStack | None) -> list[ItemStack | None]:
    return [*stacks, *[None] * (30 - len(stacks))]


def lying(game: GameFixture) -> dict[tuple[int, int], tuple[int, int]]:
    return {tile: (thing.item, thing.amount) for tile, thing in game.world.maps[1].objects.items()}


def dies(ana: Client) -> list[Message]:
    """Drink the black potion of the last slot."""
    ana.player.record.inventory[19] = ItemStack(BLACK, 1)
    ana.game.world.ledger.item(Reason.GM, BLACK, 1)
    ana.sends(c.UseItem(20))
    assert ana.player.dead
    return ana.takes()


def test_itm_31_gold_and_things_fall_around_the_dying_but_what_never_falls_stays() -> None:
    with a_game(content(plain_map(1), items=ITEMS)) as game:
        things = bag(ItemStack(38, 5), ItemStack(54, 1), ItemStack(474, 1), ItemStack(614, 1))
        ana = game.player("Ana", at=(1, 50, 50), level=20, gold=230_000, inventory=things)
        eva = game.player("Eva", at=(1, 52, 52))
        seen = dies(ana)
        piles = dict.fromkeys(((50, 49), (51, 50), (50, 51)), (12, 10_000))
        assert lying(game) == {(49, 50): (38, 5), **piles}
        assert [stack and stack.item for stack in ana.player.record.inventory[:4]] == [None, 54, 474, 614]
        assert ana.player.record.gold == 200_000
        assert game.world.ledger.check(held_in(game.world)) == {}
        fallen = [msg.object_create(49, 50, 537), *(msg.object_create(*tile, 511) for tile in piles)]
        assert [one for one in seen if one.id is S.OBJECT_CREATE] == fallen
        assert [one for one in eva.takes() if one.id is S.OBJECT_CREATE] == fallen


def test_itm_32_a_newbie_keeps_its_gold_and_what_newbies_are_given() -> None:
    with a_game(content(plain_map(1), items=ITEMS)) as game:
        things = bag(ItemStack(460, 1, equipped=True), ItemStack(38, 10))
        ana = game.player("Ana", at=(1, 50, 50), level=10, gold=5_000, inventory=things, equipment=Equipment(weapon=1))
        dies(ana)
        assert lying(game) == {(49, 50): (38, 10)}
        assert (ana.player.record.gold, ana.player.record.inventory[0]) == (5_000, ItemStack(460, 1))
        assert ana.player.record.equipment.weapon == 0


def test_what_the_dead_wear_is_taken_off_in_order_and_the_backpack_stays_if_it_does_not_fall() -> None:
    with a_game(content(plain_map(1), items=ITEMS | {866: replace(ITEMS[866], never_falls=True)})) as game:
        worn = Equipment(backpack=1, weapon=2, armour=3)
        kept = ItemStack(866, 1, True), ItemStack(460, 1, True), ItemStack(614, 1, True)
        ana = game.player("Ana", at=(1, 50, 50), inventory=bag(*kept), equipment=worn)
        seen = dies(ana)
        assert [one.values[0] for one in seen if one.id is S.CHANGE_INVENTORY_SLOT] == [3, 2, 20]
        assert ana.player.record.equipment == Equipment(backpack=1)


def test_itm_30_who_grows_up_loses_what_newbies_are_given() -> None:
    with a_game(content(plain_map(1), items=ITEMS, balance=BALANCE)) as game:
        game.dice.will_roll((0, 100, 50))
        things = bag(ItemStack(857, 200), ItemStack(460, 1, equipped=True), ItemStack(1, 50))
        ana = game.player(
            "Ana",
            at=(1, 50, 50),
            level=12,
            exp_next=10_000,
            inventory=things,
            equipment=Equipment(weapon=2),
            look=Look(1, 5, weapon=12),
        )
        assert ana.player.look.weapon == 12
        ana.player.record.exp = 10_000
        check_level(game.world, ana.player)
        assert ana.player.record.level == 13
        assert ana.player.record.inventory[:3] == [None, None, ItemStack(1, 50)]
        assert ana.player.look.weapon == 2
        slots = [one.values[:3:2] for one in ana.takes() if one.id is S.CHANGE_INVENTORY_SLOT]
        assert slots == [(1, ""), (2, "Daga"), (2, ""), (3, "Manzana")]
        assert game.world.ledger.check(held_in(game.world)) == {}


def test_who_is_no_newbie_is_refused_to_lose_newbie_things() -> None:
    with a_game(content(plain_map(1), items=ITEMS)) as game:
        ana = game.player("Ana", at=(1, 50, 50), inventory=bag(ItemStack(460, 1)))
        death_drops.drop_all(game.world, ana.player)
        assert not lying(game)
        assert [one.id for one in ana.takes()] == [S.CONSOLE_MSG]


def test_nothing_falls_in_an_arena() -> None:
    with a_game(content(plain_map(1, triggers=bytes([Trigger.ZONAPELEA]) * TILES), items=ITEMS)) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=900_000, inventory=bag(ItemStack(38, 5)))
        death_drops.drop_all(game.world, ana.player)
        assert (lying(game), ana.player.record.gold) == ({}, 900_000)


def test_an_equipped_backpack_falls_and_then_what_is_in_it() -> None:
    with a_game(content(plain_map(1), items=ITEMS)) as game:
        things = bag(
            ItemStack(866, 1, equipped=True), *[None] * 19, ItemStack(1, 4), ItemStack(38, 2), ItemStack(54, 1)
        )
        ana = game.player("Ana", at=(1, 50, 50), inventory=things, equipment=Equipment(backpack=1))
        death_drops.drop_all(game.world, ana.player)
        assert lying(game) == {(49, 50): (866, 1), (50, 49): (1, 4), (51, 50): (38, 2)}
        assert ana.player.record.equipment.backpack == 0
        assert ana.player.record.inventory[22] == ItemStack(54, 1), "a key stays in a slot that can't be used"
        slots = [one.values[0] for one in ana.takes() if one.id is S.CHANGE_INVENTORY_SLOT]
        assert slots == [21, 22, 1, 1]


def test_an_equipped_backpack_in_its_own_extra_slot_falls_once() -> None:
    with a_game(content(plain_map(1), items=ITEMS)) as game:
        things = bag(*[None] * 20, ItemStack(866, 1, equipped=True), ItemStack(1, 4))
        ana = game.player("Ana", at=(1, 50, 50), inventory=things, equipment=Equipment(backpack=21))
        before = held_in(game.world)
        death_drops.drop_all(game.world, ana.player)
        assert lying(game) == {(49, 50): (866, 1), (50, 49): (1, 4)}
        assert held_in(game.world) == before


def test_a_pirate_on_a_galleon_at_level_20_lets_fall_only_on_land() -> None:
    water = [(x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) != (56, 50)]
    for level, where in ((20, (56, 50)), (21, (49, 50))):
        with a_game(content(plain_map(1, water=water), items=ITEMS)) as game:
            ana = game.player(
                "Ana",
                at=(1, 50, 50),
                level=level,
                player_class=PlayerClass.PIRAT,
                sailing=True,
                inventory=bag(ItemStack(476, 1), ItemStack(38, 5)),
                equipment=Equipment(boat=1),
            )
            death_drops.drop_all(game.world, ana.player)
            assert lying(game) == {where: (38, 5)}
