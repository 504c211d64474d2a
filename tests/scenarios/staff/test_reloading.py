"""Data and settings are read again while people play: what that does to creatures, bags, shops, books and maps.

Source: 10-gm-admin §4.10, §6.2.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import Client, only
from kit.renewing import Renewable, a_renewable_game
from kit.staff import INFO
from kit.worlds import content, plain_map

from pyao.content.content import Content
from pyao.content.enums import ObjectType
from pyao.content.items import ItemDef
from pyao.content.npcs import Movement, NpcDef
from pyao.content.parts import FIELDS, Part
from pyao.content.spells import SpellDef
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.storage.world_pack import PACK_NAME
from pyao.world.invariants import violations
from pyao.world.ledger import held_in
from pyao.world.record import ItemStack, Look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyao.world.npc import Npc

APPLE = ItemDef(id=1, name="Manzana", grh=506, type=ObjectType.USE_ONCE, food=10, value=30)
SWORD = ItemDef(id=2, name="Espada", grh=504, type=ObjectType.WEAPON, min_hit=1, max_hit=4, value=300)
WOLF = NpcDef(id=501, name="Lobo", body=10, movement=Movement.ESTATICO, hostile=True, min_hp=50, max_hp=50, exp=100)
SHOP = NpcDef(id=8, name="Frutera", body=1, trades=True, stock=((1, 100), (2, 5)))
DART = SpellDef(id=2, name="Dardo")
WORLD = content(
    plain_map(1, npcs=((60, 60, 501), (62, 60, 501), (51, 50, 8)), objects={(55, 55): (1, 3)}),
    plain_map(2),
    items={1: APPLE, 2: SWORD},
    npcs={501: WOLF, 8: SHOP},
    spells={2: DART},
)


@pytest.fixture
def game(tmp_path: Path) -> Iterator[Renewable]:
    with a_renewable_game(WORLD, tmp_path) as game:
        yield game
        assert violations(game.world) == []
        assert game.world.ledger.check(held_in(game.world)) == {}


def npcs_of(game: Renewable, number: int) -> list[Npc]:
    return [one for one in game.world.maps[1].npcs.values() if one.definition.id == number]


def with_npc(number: int, **changes: Any) -> Content:
    return replace(WORLD, npcs={**WORLD.npcs, number: replace(WORLD.npcs[number], **changes)})


def with_item(number: int, **changes: Any) -> Content:
    return replace(WORLD, items={**WORLD.items, number: replace(WORLD.items[number], **changes)})


def ana(game: Renewable, **changes: Any) -> Client:
    inventory = [ItemStack(1, 7), ItemStack(2, 1), *[None] * 28]
    return game.player("Ana", at=(1, 50, 50), inventory=inventory, **changes)


@pytest.mark.parametrize("apart", [False, True])
def test_nothing_has_changed(tmp_path: Path, apart: bool) -> None:
    with a_renewable_game(WORLD, tmp_path, apart=apart) as game:
        before, client = game.world.content, ana(game)
        assert game.reloads(*Part) == "nothing has changed"
        assert game.world.content.items[1] is before.items[1]
        assert game.world.content.maps[1] is before.maps[1]
        client.sees()
        game.writes(with_item(1, grh=40_000))
        assert game.reloads(Part.OBJECTS).endswith("items 1: grh: 40000 is not in -32768..32767")
        assert game.world.content.items[1].grh == 506


def test_everything_is_of_a_part_or_only_what_a_new_world_starts_with() -> None:
    named = [name for names in FIELDS.values() for name in names]
    assert sorted([*named, "poll", "casino", "banned_ips"]) == sorted(one.name for one in fields(Content))


def test_living_creatures_become_what_the_file_says(game: Renewable) -> None:
    client = ana(game)
    hurt, whole = npcs_of(game, 501)
    hurt.hp, hurt.exp_left = 45, 50
    game.writes(with_npc(501, name="Lobo gris", body=11, max_hp=40, min_hp=40, exp=200, movement=Movement.RANDOM))
    assert game.reloads(Part.NPCS) == "1 npcs"
    assert [(one.hp, one.max_hp, one.exp_reward, one.exp_left) for one in (hurt, whole)] == [
        (40, 40, 200, 100),
        (40, 40, 200, 200),
    ]
    assert {one.name for one in (hurt, whole)} == {"Lobo gris"}
    assert {one.movement for one in (hurt, whole)} == {Movement.RANDOM}
    client.sees(
        *[msg.character_change(one.char, 11, 0, one.heading, 0, 0, 0, 0, 0) for one in (hurt, whole)],
    )


def test_what_has_become_of_a_creature_stays(game: Renewable) -> None:
    tamed, _other = npcs_of(game, 501)
    tamed.movement, tamed.hostile, tamed.hp, tamed.look = Movement.FOLLOWS_MASTER, False, 20, Look(99, 0)
    game.writes(with_npc(501, body=11, max_hp=70, min_hp=70, movement=Movement.RANDOM, hostile=True))
    game.reloads(Part.NPCS)
    assert (tamed.movement, tamed.hostile, tamed.hp, tamed.max_hp) == (Movement.FOLLOWS_MASTER, False, 20, 70)
    assert tamed.look == Look(99, 0)


def test_an_open_shop_shows_what_the_file_sells_now(game: Renewable) -> None:
    client = ana(game, gold=10_000)
    (shop,) = npcs_of(game, 8)
    client.sends(c.LeftClick(51, 50), c.CommerceStart(), c.CommerceBuy(1, 10), c.CommerceSell(2, 1))
    client.takes()
    game.writes(with_npc(8, stock=((1, 100), (2, 9), (1, 40))))
    game.reloads(Part.NPCS)
    assert shop.stock is not None
    assert shop.stock.slots[:3] == [ItemStack(1, 90), ItemStack(2, 9), ItemStack(1, 40)]
    goods = client.takes()
    assert {one.id for one in goods} == {msg.change_npc_inventory_slot(1, "", 0, 0.0, 0, 0, 0, 0, 0, 0, 0).id}
    assert (goods[2].fields["name"], goods[2].fields["amount"]) == ("Manzana", 40)
    client.sends(c.CommerceBuy(3, 1))
    assert client.player.record.inventory[0] == ItemStack(1, 18)


def test_a_shop_that_is_none_any_more_closes(game: Renewable) -> None:
    client = ana(game)
    client.sends(c.LeftClick(51, 50), c.CommerceStart())
    client.takes()
    game.writes(with_npc(8, trades=False))
    game.reloads(Part.NPCS)
    client.sees(msg.commerce_end())


def test_bags_show_what_has_changed_and_nothing_else(game: Renewable) -> None:
    client, beto = ana(game), game.player("Beto", at=(2, 50, 50))
    client.takes()
    game.writes(with_item(1, value=60, food=50))
    assert game.reloads(Part.OBJECTS) == "1 items"
    (slot,) = client.takes()
    assert (slot.fields["slot"], slot.fields["name"], slot.fields["price"]) == (1, "Manzana", 20.0)
    beto.sees()
    client.player.record.vitals.food = 0
    client.sends(c.UseItem(1))
    assert client.player.record.vitals.food == 50
    client.takes()
    game.writes(with_item(1, value=60, food=5))
    game.reloads(Part.OBJECTS)
    client.sees()


def test_what_lies_on_the_ground_is_drawn_anew(game: Renewable) -> None:
    client = ana(game)
    client.takes()
    game.writes(with_item(1, grh=507))
    game.reloads(Part.OBJECTS)
    assert msg.object_create(55, 55, 507) in client.takes()


def test_spell_books_show_the_new_name(game: Renewable) -> None:
    client = ana(game, spells=[2, *[0] * 34])
    client.takes()
    game.writes(replace(WORLD, spells={2: replace(DART, name="Dardo mágico")}))
    assert game.reloads(Part.SPELLS) == "1 spells"
    client.sees(msg.change_spell_slot(1, 2, "Dardo mágico"))


def test_only_the_part_that_is_named_is_read(game: Renewable) -> None:
    game.writes(replace(with_item(1, value=60), npcs={**WORLD.npcs, 501: replace(WOLF, exp=7)}))
    game.reloads(Part.OBJECTS)
    assert game.world.content.items[1].value == 60
    assert game.world.content.npcs[501].exp == 100


def test_what_is_gone_from_the_files_stays_until_the_next_start(game: Renewable) -> None:
    client = ana(game)
    game.writes(replace(WORLD, items={2: SWORD}))
    assert game.reloads(Part.OBJECTS) == "items no longer in the data, which stay until the next start: 1"
    client.sends(c.Drop(1, 1))
    assert game.world.maps[1].objects[50, 50] == ItemStack(1, 1)


def test_rates_reach_living_creatures(game: Renewable) -> None:
    first, second = npcs_of(game, 501)
    first.exp_left = 30
    game.toml.write_text("[game]\nexp_rate = 2.0\n")
    assert game.reloads(Part.SETTINGS) == "game.exp_rate"
    assert [(one.exp_reward, one.exp_left) for one in (first, second)] == [(200, 60), (200, 200)]


def test_properties_of_maps_are_those_of_the_files_but_for_what_gms_changed(game: Renewable) -> None:
    dina = game.gm("Dina", at=(1, 20, 20))
    dina.talks("/modmapinfo magiasinefecto 1")
    dina.sends(g.SetTrigger(4), g.TileBlockedToggle())
    dina.takes()
    fresh = replace(WORLD.maps[1], safe=True, exits={(30, 30): (2, 50, 50)}, tiles=plain_map(1, blocked=[(9, 9)]).tiles)
    game.writes(replace(WORLD, maps={**WORLD.maps, 1: fresh, 3: plain_map(3, npcs=((5, 5, 501),), safe=True)}))
    assert game.reloads(Part.MAPS) == "2 maps"
    here = game.world.maps[1]
    assert (here.definition.safe, here.definition.no_magic, here.trigger(20, 20)) == (True, True, 4)
    assert (here.is_blocked(20, 20), here.is_blocked(9, 9), here.is_blocked(10, 10)) == (True, True, False)
    assert here.exits == {(30, 30): (2, 50, 50)}
    assert [one.definition.id for one in game.world.maps[3].npcs.values()] == [501]
    dina.sends(g.WarpChar("YO", 1, 30, 30))
    assert dina.place == (2, 50, 50)
    dina.sends(g.WarpChar("YO", 3, 50, 50))
    assert dina.place == (3, 50, 50)


def test_a_map_with_people_on_it_does_not_go(game: Renewable) -> None:
    ana(game)
    game.writes(replace(WORLD, maps={2: WORLD.maps[2]}, start=(2, 50, 50)))
    assert game.reloads(Part.MAPS) == "the new data have no map 1, and Ana is on it"
    assert 1 in game.world.content.maps


def test_a_broken_pack_changes_nothing_and_everybody_plays_on(game: Renewable) -> None:
    before, dina = game.world.content, game.gm("Dina", at=(1, 20, 20))
    (game.folder / PACK_NAME).write_bytes(b"nonsense")
    for order in (g.ReloadNpcs(), g.ReloadObjects(), g.ReloadSpells()):
        dina.sends(order)
        (line,) = dina.takes()
        assert line == Says(Font.INFO, str(line.fields["text"]))
        assert PACK_NAME in str(line.fields["text"])
        assert "damaged" in str(line.fields["text"])
    assert game.world.content is before
    assert [entry.result.value for entry in game.host.audited] == ["refused"] * 3


def test_a_bad_setting_is_refused_with_its_line(game: Renewable) -> None:
    dina, before = game.gm("Dina", at=(1, 20, 20)), game.world.settings
    game.toml.write_text("[game]\n\nexp_rate = 2.0\ndrop_rate = -1\n")
    dina.sends(g.ReloadServerIni())
    (line,) = dina.takes()
    assert "game.drop_rate = -1" in str(line.fields["text"])
    assert "pyao.toml, line 4" in str(line.fields["text"])
    assert game.world.settings is before


def test_the_words_of_gods(game: Renewable) -> None:
    dina = game.gm("Dina", at=(1, 20, 20))
    dina.talks("/reloadnpcs")
    dina.sees(Says(Font.INFO, "Se recargaron los NPC."))
    dina.talks("/reloadobj")
    dina.talks("/reloadhechizos")
    dina.sees()
    dina.talks("/reloadsini")
    dina.sees(INFO)
    assert [entry.result.value for entry in game.host.audited] == ["done"] * 4
    assert only(dina.takes(), "ERROR_MSG") == []
