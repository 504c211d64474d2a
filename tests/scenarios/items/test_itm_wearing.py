"""Putting on and taking off: who may, how it looks, in which order it is told.  Source: 06-items §6."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.belongings import bag_of, classic_ground, drawn, full, lying, owning, slot_of
from kit.fights import CRIMINAL, Says, stats_of
from kit.game import GameFixture, a_game
from kit.spec import needs_classic

from pyao.content.enums import Gender, ObjectType, PlayerClass, Race, Trigger
from pyao.content.items import ItemDef
from pyao.content.maps import TILES
from pyao.messaging.message_sender import usable_slots
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font, Wave
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body import mimicry
from pyao.rules.items import equipment, inventory
from pyao.world.record import Faction, Look

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_classic

SWORD, CLOTHES, LEATHER, HELMET, SHIELD, ARROWS = 2, 31, 30, 131, 128, 480
RING = 700
UNIFORM = ItemDef(
    id=5001,
    name="Uniforme",
    type=ObjectType.ARMADURA,
    forbidden_classes=frozenset({PlayerClass.MAGE}),
    women_only=True,
    royal=1,
)
MEN_ONLY = ItemDef(id=5002, name="Barba", type=ObjectType.ARMADURA, men_only=True, clothing=7)
CHAOS_SHIELD = ItemDef(id=5003, name="Escudo negro", type=ObjectType.ESCUDO, chaos=1, animation=9)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(classic_ground(UNIFORM, MEN_ONLY, CHAOS_SHIELD)) as one:
        yield one


def test_itm_11_a_sword_is_drawn(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (SWORD, 1)}))
    eva = game.player("Eva", at=(1, 52, 50))
    ana.sends(c.EquipItem(1))
    seen = msg.play_wave(25, 50, 50), drawn(ana, weapon=21)
    ana.sees(*seen, slot_of(ana, 1, SWORD, 1, equipped=True))
    eva.sees(*seen)
    assert ana.player.record.equipment.weapon == 1
    gnome = game.player("Iris", at=(1, 55, 50), race=Race.GNOME, **owning({1: (SWORD, 1)}))
    gnome.sends(c.EquipItem(1))
    gnome.sees(msg.play_wave(25, 55, 50), drawn(gnome, weapon=72), slot_of(gnome, 1, SWORD, 1, equipped=True))


def test_a_sword_is_put_away(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (SWORD, 1)}, worn=(1,)))
    ana.sends(c.EquipItem(1))
    ana.sees(slot_of(ana, 1, SWORD, 1), drawn(ana, weapon=2))


def test_another_weapon_takes_its_place(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (SWORD, 1), 2: (123, 1)}, worn=(1,)))
    ana.sends(c.EquipItem(2))
    ana.sees(
        slot_of(ana, 1, SWORD, 1),
        msg.play_wave(25, 50, 50),
        drawn(ana, weapon=22),
        slot_of(ana, 2, 123, 1, equipped=True),
    )


def test_itm_12_a_mage_wears_no_sword(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), player_class=PlayerClass.MAGE, **owning({1: (SWORD, 1)}))
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "clase"), slot_of(ana, 1, SWORD, 1))


def test_itm_13_the_last_reason_is_told(game: GameFixture) -> None:
    ana = game.player(
        "Ana", at=(1, 50, 50), player_class=PlayerClass.MAGE, race=Race.DWARF, **owning({1: (UNIFORM.id, 1)})
    )
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "alineación"), slot_of(ana, 1, UNIFORM.id, 1))
    ana.player.record.faction.royal_army = True
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "raza"), slot_of(ana, 1, UNIFORM.id, 1))
    ana.player.record.race = Race.HUMAN
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "género"), slot_of(ana, 1, UNIFORM.id, 1))


def test_itm_14_what_was_made_for_the_drow(game: GameFixture) -> None:
    drow = game.player("Ana", at=(1, 50, 50), race=Race.DROW, **owning({1: (977, 1)}))
    drow.sends(c.EquipItem(1))
    drow.sees(drawn(drow, body=380), slot_of(drow, 1, 977, 1, equipped=True))
    elf = game.player("Eva", at=(1, 60, 50), race=Race.ELF, **owning({1: (977, 1)}))
    elf.sends(c.EquipItem(1))
    elf.sees(Says(Font.INFO, "raza"), slot_of(elf, 1, 977, 1))


def test_itm_15_a_naked_elf(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), race=Race.ELF, **owning({1: (CLOTHES, 1)}, worn=(1,)))
    assert not ana.player.naked
    ana.sends(c.EquipItem(1))
    ana.sees(slot_of(ana, 1, CLOTHES, 1), drawn(ana, body=210), stats_of(ana))
    assert ana.player.naked


def test_itm_16_other_clothes(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (CLOTHES, 1), 4: (LEATHER, 1)}, worn=(1,)))
    ana.sends(c.EquipItem(4))
    ana.sees(
        drawn(ana, body=21),
        stats_of(ana),
        slot_of(ana, 1, CLOTHES, 1),
        drawn(ana, body=22),
        slot_of(ana, 4, LEATHER, 1, equipped=True),
    )


def test_itm_17_uniforms_of_the_second_rank_are_for_everyone(game: GameFixture) -> None:
    fields = {"player_class": PlayerClass.ASSASSIN, **CRIMINAL, **owning({1: (1069, 1)})}
    ana = game.player("Ana", at=(1, 50, 50), **fields)
    ana.sends(c.EquipItem(1))
    ana.sees(drawn(ana, body=488), slot_of(ana, 1, 1069, 1, equipped=True))


def test_itm_18_a_backpack_is_emptied_where_its_owner_stands(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (866, 1), 21: (1, 4)}, worn=(1,)))
    ana.sends(c.EquipItem(1))
    ana.sees(
        msg.object_create(49, 50, game.world.content.items[1].grh),
        slot_of(ana, 21),
        stats_of(ana),
        slot_of(ana, 1, 866, 1),
    )
    assert (lying(game), usable_slots(ana.player, game.world.content)) == ({(49, 50): (1, 4)}, 20)
    ana.sends(c.EquipItem(1))
    ana.sees(slot_of(ana, 1, 866, 1, equipped=True))
    assert usable_slots(ana.player, game.world.content) == 25


def test_what_stayed_in_a_backpack_is_shown_when_it_is_worn_again(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (866, 1), 21: (54, 1), 24: (467, 2)}, worn=(1,)))
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "newbie"), stats_of(ana), slot_of(ana, 1, 866, 1))
    ana.sends(c.EquipItem(1))
    ana.sees(slot_of(ana, 1, 866, 1, equipped=True), slot_of(ana, 21, 54, 1), slot_of(ana, 24, 467, 2))


def test_itm_36_a_backpack_inside_the_old_one(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({2: (866, 1), 21: (866, 1)}, worn=(2,)))
    ana.sends(c.EquipItem(21))
    ana.sees(
        msg.object_create(49, 50, game.world.content.items[866].grh),
        slot_of(ana, 21),
        stats_of(ana),
        slot_of(ana, 2, 866, 1),
        slot_of(ana, 21),
    )
    assert bag_of(ana) == {2: (866, 1)}
    assert (lying(game), usable_slots(ana.player, game.world.content)) == ({(49, 50): (866, 1)}, 20)


def test_a_dropped_backpack_that_lies_in_itself_is_not_doubled(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (866, 1), 22: (1, 3)}, worn=(1,)))
    ana.sends(c.MoveItem(1, 21, 0))
    ana.takes()
    ana.sends(c.Drop(21, 1))
    assert lying(game) == {(50, 50): (866, 1), (49, 50): (1, 3)}
    assert bag_of(ana) == {}
    assert ana.player.record.equipment.backpack == 0
    assert ana.takes()[-2:] == [slot_of(ana, 21), slot_of(ana, 21)]


def test_nothing_falls_out_of_a_backpack_in_an_arena() -> None:
    with a_game(classic_ground(triggers=bytes([Trigger.ZONAPELEA]) * TILES)) as game:
        ana = game.player("Ana", at=(1, 50, 50), **owning({1: (866, 1), 21: (1, 4)}, worn=(1,)))
        ana.sends(c.EquipItem(1))
        ana.sees(stats_of(ana), slot_of(ana, 1, 866, 1))
        assert bag_of(ana) == {1: (866, 1), 21: (1, 4)}


def test_worn_things_in_the_backpack_are_taken_off_as_they_fall(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (866, 1), 21: (SWORD, 1)}, worn=(1, 21)))
    ana.sends(c.EquipItem(1))
    ana.sees(
        msg.object_create(49, 50, game.world.content.items[SWORD].grh),
        drawn(ana, weapon=2),
        stats_of(ana),
        slot_of(ana, 21, SWORD, 1),
        slot_of(ana, 21),
        stats_of(ana),
        slot_of(ana, 1, 866, 1),
    )
    assert ana.player.record.equipment.weapon == 0


@pytest.mark.parametrize(("item", "part"), [(RING, "ring"), (ARROWS, "ammunition")])
def test_what_nobody_sees_is_told_to_oneself(game: GameFixture, item: int, part: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (item, 1), 2: (item, 1)}))
    eva = game.player("Eva", at=(1, 52, 50))
    ana.sends(c.EquipItem(1))
    ana.sees(slot_of(ana, 1, item, 1, equipped=True))
    ana.sends(c.EquipItem(2))
    ana.sees(stats_of(ana), slot_of(ana, 1, item, 1), slot_of(ana, 2, item, 1, equipped=True))
    assert getattr(ana.player.record.equipment, part) == 2
    ana.sends(c.EquipItem(2))
    ana.sees(stats_of(ana), slot_of(ana, 2, item, 1))
    eva.sees()


def test_helmets(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (HELMET, 1), 2: (132, 1)}))
    animation = game.world.content.items[HELMET].animation
    ana.sends(c.EquipItem(1))
    ana.sees(drawn(ana, helmet=animation), stats_of(ana), slot_of(ana, 1, HELMET, 1, equipped=True))
    other = game.world.content.items[132].animation
    ana.sends(c.EquipItem(2))
    ana.sees(
        slot_of(ana, 1, HELMET, 1), drawn(ana, helmet=other), stats_of(ana), slot_of(ana, 2, 132, 1, equipped=True)
    )
    ana.sends(c.EquipItem(2))
    ana.sees(slot_of(ana, 2, 132, 1), drawn(ana, helmet=2))


def test_shields(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (SHIELD, 1), 2: (130, 1)}))
    animation = game.world.content.items[SHIELD].animation
    ana.sends(c.EquipItem(1))
    ana.sees(drawn(ana, shield=animation), stats_of(ana), slot_of(ana, 1, SHIELD, 1, equipped=True))
    ana.sends(c.EquipItem(2))
    other = game.world.content.items[130].animation
    ana.sees(
        slot_of(ana, 1, SHIELD, 1), drawn(ana, shield=other), stats_of(ana), slot_of(ana, 2, 130, 1, equipped=True)
    )
    ana.sends(c.EquipItem(2))
    ana.sees(slot_of(ana, 2, 130, 1), drawn(ana, shield=2), stats_of(ana))


def test_at_sea_only_the_weapon_is_seen(game: GameFixture) -> None:
    things = {1: (SWORD, 1), 2: (CLOTHES, 1), 3: (HELMET, 1), 4: (SHIELD, 1), 5: (LEATHER, 1)}
    ana = game.player("Ana", at=(1, 50, 50), **owning(things))
    ana.player.sailing = True
    ana.player.look = Look(body=395, head=0)
    ana.sends(*(c.EquipItem(slot) for slot in (1, 2, 3, 4)))
    ana.sees(
        msg.play_wave(25, 50, 50),
        drawn(ana, weapon=21),
        slot_of(ana, 1, SWORD, 1, equipped=True),
        slot_of(ana, 2, CLOTHES, 1, equipped=True),
        stats_of(ana),
        slot_of(ana, 3, HELMET, 1, equipped=True),
        stats_of(ana),
        slot_of(ana, 4, SHIELD, 1, equipped=True),
    )
    ana.sends(c.EquipItem(5))
    ana.sees(drawn(ana), stats_of(ana), slot_of(ana, 2, CLOTHES, 1), slot_of(ana, 5, LEATHER, 1, equipped=True))
    ana.sends(*(c.EquipItem(slot) for slot in (1, 5, 3, 4)))
    ana.sees(
        slot_of(ana, 1, SWORD, 1),
        drawn(ana, weapon=2),
        slot_of(ana, 5, LEATHER, 1),
        stats_of(ana),
        slot_of(ana, 3, HELMET, 1),
        slot_of(ana, 4, SHIELD, 1),
        stats_of(ana),
    )
    assert (ana.player.look.body, ana.player.look.helmet) == (395, 2)


def test_a_disguise_hides_what_is_worn_and_keeps_it(game: GameFixture) -> None:
    things = {1: (SWORD, 1), 2: (CLOTHES, 1), 3: (HELMET, 1), 4: (SHIELD, 1), 5: (LEATHER, 1)}
    ana = game.player("Ana", at=(1, 50, 50), **owning(things))
    mimicry.mimic(game.world, ana.player, Look(body=77, head=7))
    ana.takes()
    ana.sends(*(c.EquipItem(slot) for slot in (1, 2, 3, 4)))
    ana.sees(
        msg.play_wave(25, 50, 50),
        slot_of(ana, 1, SWORD, 1, equipped=True),
        slot_of(ana, 2, CLOTHES, 1, equipped=True),
        stats_of(ana),
        slot_of(ana, 3, HELMET, 1, equipped=True),
        slot_of(ana, 4, SHIELD, 1, equipped=True),
    )
    own = ana.player.own_look
    assert own is not None
    items = game.world.content.items
    assert (own.weapon, own.body, own.helmet, own.shield) == (
        21,
        1,
        items[HELMET].animation,
        items[SHIELD].animation,
    )
    ana.sends(c.EquipItem(5))
    ana.sees(
        drawn(ana, body=77, head=7),
        stats_of(ana),
        slot_of(ana, 2, CLOTHES, 1),
        slot_of(ana, 5, LEATHER, 1, equipped=True),
    )
    assert (own.body, ana.player.look.body) == (22, 77)


def test_what_is_torn_off_behind_a_disguise_is_still_drawn_after_it(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (SWORD, 1), 2: (CLOTHES, 1)}))
    ana.sends(c.EquipItem(1), c.EquipItem(2))
    mimicry.mimic(game.world, ana.player, Look(body=77, head=7))
    ana.takes()
    equipment.take_off(game.world, ana.player, 1)
    ana.sees(stats_of(ana), slot_of(ana, 1, SWORD, 1))
    equipment.take_off(game.world, ana.player, 2)
    ana.sees(drawn(ana, body=77), stats_of(ana), slot_of(ana, 2, CLOTHES, 1))
    own = ana.player.own_look
    assert own is not None
    assert (own.weapon, own.body) == (21, 21)


def test_taking_the_last_piece_away_takes_it_off_first(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (ARROWS, 2), 2: (HELMET, 1)}, worn=(1, 2)))
    inventory.take(game.world, ana.player, 1, 1)
    ana.sees()
    inventory.take(game.world, ana.player, 1, 5)
    ana.sees(stats_of(ana), slot_of(ana, 1, ARROWS, 1))
    inventory.take(game.world, ana.player, 2, 1)
    ana.sees(drawn(ana, helmet=2), stats_of(ana), slot_of(ana, 2, HELMET, 1))
    assert bag_of(ana) == {}


def test_armies_keep_their_things_to_themselves(game: GameFixture) -> None:
    legion = Faction(chaos_legion=True)
    ana = game.player("Ana", at=(1, 50, 50), faction=legion, **owning({1: (CHAOS_SHIELD.id, 1)}))
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "alineación"), slot_of(ana, 1, CHAOS_SHIELD.id, 1))
    ana.player.record.reputation.bandit = 5_000
    ana.sends(c.EquipItem(1))
    ana.sees(drawn(ana, shield=9), stats_of(ana), slot_of(ana, 1, CHAOS_SHIELD.id, 1, equipped=True))
    ana.player.record.faction.chaos_legion = False
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "alineación"), slot_of(ana, 1, CHAOS_SHIELD.id, 1, equipped=True))


def test_men_and_women(game: GameFixture) -> None:
    for name, y, gender, allowed in (("Ana", 50, Gender.WOMAN, False), ("Teo", 55, Gender.MAN, True)):
        one = game.player(name, at=(1, 50, y), gender=gender, **owning({1: (MEN_ONLY.id, 1)}))
        one.sends(c.EquipItem(1))
        assert bool(one.player.record.equipment.armour) is allowed
        assert (Says(Font.INFO, "género") in one.takes()) is not allowed


def test_who_can_wear_nothing(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (460, 1), 2: (38, 1)}))
    ana.sends(c.EquipItem(1))
    ana.sees(Says(Font.INFO, "newbies"))
    ana.sends(c.EquipItem(2))
    ana.sees(slot_of(ana, 2, 38, 1))
    ana.sends(c.EquipItem(3), c.EquipItem(0), c.EquipItem(21), c.EquipItem(200))
    ana.sees()
    ghost = game.player("Eva", at=(1, 60, 50), dead=True, **owning({1: (SWORD, 1)}))
    ghost.sends(c.EquipItem(1))
    ghost.sees()


def test_gms_wear_what_their_class_may_not_and_draw_it_silently() -> None:
    with a_game(classic_ground(), gods=("LUZ",)) as game:
        luz = game.player("Luz", at=(1, 50, 50), player_class=PlayerClass.MAGE, **owning({1: (SWORD, 1)}))
        assert luz.player.admin_invisible
        luz.sends(c.EquipItem(1))
        seen = luz.takes()
        assert msg.play_wave(Wave.DRAW_WEAPON, 50, 50) not in seen
        assert seen[-1] == slot_of(luz, 1, SWORD, 1, equipped=True)


def test_a_full_bag_still_changes_backpacks(game: GameFixture) -> None:
    things = {**full(1, 3), 1: (866, 1), 2: (865, 1), 21: (38, 7)}
    ana = game.player("Ana", at=(1, 50, 50), **owning(things, worn=(1,)))
    ana.sends(c.EquipItem(2))
    seen = [one.id for one in ana.takes()]
    assert seen == [
        S.OBJECT_CREATE,
        S.CHANGE_INVENTORY_SLOT,
        S.UPDATE_USER_STATS,
        S.CHANGE_INVENTORY_SLOT,
        S.CHANGE_INVENTORY_SLOT,
    ]
    assert ana.player.record.equipment.backpack == 2
