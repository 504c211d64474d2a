"""What is different for a game master who walks about in the world.  Source: 10-gm-admin §2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import ITEMS, Says
from kit.staff import INFO, a_staffed_game
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, ObjectType
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef, NpcType
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.combat.attack_rights import rule_on_player
from pyao.world.record import Attributes, ItemStack, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.staff import Staffed

NEWBIE_THING = ItemDef(id=460, name="Daga", type=ObjectType.WEAPON, grh=1, newbie=True)
BOUND_THING = ItemDef(id=461, name="Reliquia", type=ObjectType.WEAPON, grh=1, untransferable=True)
SHOP = NpcDef(id=5, name="Mercader", trades=True, stock=((10, 5),), type=NpcType.COMUN)


@pytest.fixture
def game() -> Iterator[Staffed]:
    things = ITEMS | {one.id: one for one in (NEWBIE_THING, BOUND_THING)}
    maps = plain_map(1, exits={(55, 50): (2, 50, 50)}), plain_map(2), plain_map(66)
    with a_staffed_game(content(*maps, items=things, npcs={5: SHOP})) as fixture:
        yield fixture


def bag(*stacks: ItemStack) -> list[ItemStack | None]:
    return [*stacks, *[None] * (30 - len(stacks))]


def test_players_can_not_attack_gms(game: Staffed) -> None:
    ana, coco = game.player("Ana", at=(1, 50, 50)), game.gm("Coco", at=(1, 51, 50))
    ruling = rule_on_player(game.world, ana.player, coco.player)
    assert not ruling.allowed
    assert ruling.font is Font.WARNING
    coco.sends(g.Invisible())
    ruling = rule_on_player(game.world, ana.player, coco.player)
    assert (ruling.allowed, ruling.words) == (False, "")


def test_gms_do_not_strike(game: Staffed) -> None:
    dina, ana = game.gm("Dina", at=(1, 50, 50)), game.player("Ana", at=(1, 51, 50))
    dina.sends(c.ChangeHeading(Heading.EAST))
    game.reads_all()
    dina.sends(c.Attack())
    for one in (dina, ana):
        one.sees()


def test_meditation_fills_a_gm_at_once(game: Staffed) -> None:
    vitals = Vitals(max_hp=10, hp=10, max_mana=500, mana=3)
    dina = game.gm("Dina", at=(1, 50, 50), vitals=vitals)
    dina.sends(c.Meditate())
    dina.sees(Says(Font.VENENO), msg.update_mana(500))
    assert not dina.player.meditating


def test_gms_leave_at_once(game: Staffed) -> None:
    dina = game.gm("Dina", at=(1, 50, 50))
    dina.sends(c.Quit())
    game.ticks(26)
    assert dina.closed


def test_gms_drop_what_others_may_not_and_that_is_noted(game: Staffed) -> None:
    things = bag(ItemStack(460, 1), ItemStack(461, 1), ItemStack(10, 1))
    dina = game.gm("Dina", at=(1, 50, 50), inventory=things, gold=100)
    for slot in (1, 2):
        dina.sends(c.Drop(slot, 1))
        dina.walks(Heading.EAST)
    assert dina.player.record.inventory[:2] == [None, None]
    dina.sends(c.Drop(31, 50))
    dina.walks(Heading.WEST)
    dina.sends(c.PickUp())
    noted = [text for book, text in game.host.noted if book == "deeds of the staff"]
    assert noted[:2] == ["Dina drops 1 of object 460 at map 1 (50,50)", "Dina drops 1 of object 461 at map 1 (51,50)"]
    assert "Dina drops 50 gold at map 1 (52,50)" in noted
    assert len(noted) == 4
    assert "picks up" in noted[3]


def test_what_players_drop_is_not_noted(game: Staffed) -> None:
    ana = game.player("Ana", at=(1, 50, 50), inventory=bag(ItemStack(10, 1)))
    ana.sends(c.Drop(1, 1), c.PickUp())
    assert [text for book, text in game.host.noted if book == "deeds of the staff"] == []


def test_plain_counsellors_neither_drop_nor_pick_up(game: Staffed) -> None:
    coco = game.gm("Coco", at=(1, 50, 50), inventory=bag(ItemStack(10, 1)))
    rita = game.gm("Rita", at=(1, 60, 50), inventory=bag(ItemStack(10, 1)))
    coco.takes()
    coco.sends(c.Drop(1, 1))
    coco.sees()
    coco.sends(c.PickUp())
    coco.sees(INFO)
    rita.sends(c.Drop(1, 1))
    assert rita.player.record.inventory[0] is None


def test_counsellors_do_not_trade(game: Staffed) -> None:
    ana = game.player("Ana", at=(1, 52, 50))
    for name in ("Coco", "Rita"):
        gm = game.gm(name, at=(1, 50, 50))
        gm.sends(c.LeftClick(52, 50))
        game.reads_all()
        gm.sends(c.CommerceStart())
        gm.sees(Says(Font.WARNING))
        ana.sees()
        gm.cuts()
        game.ticks(30)


def test_exits_that_gms_take_are_noted(game: Staffed) -> None:
    dina, ana = game.gm("Dina", at=(1, 54, 50)), game.player("Ana", at=(1, 54, 52))
    dina.walks(Heading.EAST)
    assert dina.place[0] == 2
    ana.sends(c.Walk(Heading.NORTH), c.Walk(Heading.EAST))
    assert game.host.noted[-1] == ("deeds of the staff", "Dina takes the exit to map 2 at map 1 (55,50)")


def test_who_sees_hidden_players(game: Staffed) -> None:
    sara, rita = game.gm("Sara", at=(1, 50, 50)), game.gm("Rita", at=(1, 50, 52))
    ana = game.player("Ana", at=(2, 40, 40))
    ana.player.hidden = True
    game.reads_all()
    sara.sends(g.SummonChar("Ana"))
    seen = [one for one in sara.takes() if "name" in one.fields and one.fields["name"].startswith("Ana")]
    assert [one.fields["name"] for one in seen][-1] == "Ana [INVISIBLE]"
    assert [one.fields["name"] for one in rita.takes() if one.fields.get("name", "").startswith("Ana")] == ["Ana"]


def test_unseen_admins_are_clicked_by_gods_only(game: Staffed) -> None:
    sara = game.gm("Sara", at=(1, 50, 50), unseen=True)
    clicked: dict[str, bool] = {}
    for name in ("Dina", "Adan", "Saul", "Ana"):
        client = game.gm(name, at=(1, 57, 50), unseen=True)
        client.sends(c.LeftClick(50, 50))
        clicked[name] = client.player.targets.slot == sara.player.slot
        client.cuts()
        game.ticks(300)
    assert clicked == {"Dina": True, "Adan": False, "Saul": False, "Ana": False}


def test_gms_are_not_hurt_by_hunger_cold_and_poison(game: Staffed) -> None:
    own: dict[str, Any] = {"attributes": Attributes(18, 18, 18, 18, 18), "poisoned": True}
    dina = game.gm("Dina", at=(1, 50, 50), **own)
    dina.player.record.vitals.food = dina.player.record.vitals.water = 0
    game.ticks(1_200)
    assert dina.player.record.vitals.hp == 300


def test_online_counts_users_and_counsellors(game: Staffed) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    for k, name in enumerate(("Coco", "Sara", "Dina", "Rol")):
        game.gm(name, at=(1, 52 + 2 * k, 50))
    ana.takes()
    ana.sends(c.Online())
    ana.sees(msg.console_msg("Número de usuarios: 3", Font.INFO))
