"""What game masters order of NPCs, objects, teleports, weather and sounds.

Source: 10-gm-admin §4.6, §4.7, §4.9, §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game, only
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, ObjectType
from pyao.content.items import ItemDef
from pyao.content.npcs import Alignment, Movement, NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.pets import slots
from pyao.world.record import ItemStack, Look

if TYPE_CHECKING:
    from collections.abc import Iterator

WOLF = NpcDef(
    id=501, name="Lobo", body=10, hostile=True, alignment=Alignment.EVIL, max_hp=50, min_hp=50, drops=((36, 5),)
)
BAKER = NpcDef(id=7, name="Panadera", body=3, description="Pan fresco", max_hp=50, min_hp=50)
APPLE, TREE, SIGN, SWORD, TELEPORTER = 36, 40, 41, 42, 1012
ITEMS = {
    APPLE: ItemDef(id=APPLE, name="Manzana", grh=506),
    TREE: ItemDef(id=TREE, name="Árbol", type=ObjectType.ARBOLES, grh=640, fixed=True),
    SIGN: ItemDef(id=SIGN, name="Cartel", type=ObjectType.CARTELES, grh=641, fixed=True),
    651: ItemDef(id=651, name="Marca", grh=650),
    SWORD: ItemDef(id=SWORD, name="Espada mágica", grh=507, logged=True),
    1122: ItemDef(id=1122, name=""),
    **{
        number: ItemDef(id=number, name="Teleport", type=ObjectType.TELEPORT, grh=669, radius=number - TELEPORTER)
        for number in range(TELEPORTER, TELEPORTER + 7)
    },
}
STAFF: dict[str, Any] = {
    "admins": ("ADAN",),
    "gods": ("DINA", "DELIA"),
    "demigods": ("SARA",),
    "counsellors": ("COCO", "RITA"),
    "role_masters": ("DELIA", "ROL", "RITA"),
}
NPCS = [(52, 50, 501), (54, 50, 7), (58, 56, 501), (59, 50, 501), (50, 57, 501)]


@pytest.fixture
def game() -> Iterator[GameFixture]:
    world = content(
        plain_map(1, npcs=tuple(NPCS), music=7),
        plain_map(34),
        items=ITEMS,
        npcs={501: WOLF, 7: BAKER},
        spawn_list=((501, "Lobo gris"), (7, "Panadera")),
    )
    with a_game(world, **STAFF) as game:
        yield game


@pytest.fixture
def dina(game: GameFixture) -> Client:
    return game.player("Dina", at=(1, 50, 50))


def at(game: GameFixture, x: int, y: int, map_id: int = 1) -> Any:
    return game.world.maps[map_id].npcs.get((x, y))


def clicks(client: Client, x: int, y: int) -> None:
    client.sends(c.LeftClick(x, y))
    client.takes()


def test_gmc_21_a_hundred_units_of_an_object_north_of_the_gm(game: GameFixture, dina: Client) -> None:
    ana, sara = game.player("Ana", at=(1, 52, 52)), game.player("Sara", at=(1, 48, 48))
    sara.sends(g.CreateItem(APPLE))
    for number in (0, 1122, -1, 32_767):
        dina.sends(g.CreateItem(number))
    assert (dina.takes(), ana.takes()) == ([], [])

    dina.sends(g.CreateItem(APPLE))
    assert game.world.maps[1].objects[50, 49].amount == 100
    dina.sees(Says(Font.GUILD, "100"), msg.object_create(50, 49, 506))
    ana.sees(msg.object_create(50, 49, 506))

    dina.sends(g.CreateItem(APPLE))
    dina.sees()
    assert game.world.maps[1].objects[50, 49].amount == 100


def test_gmc_22_a_teleport_is_made_and_removed(game: GameFixture, dina: Client) -> None:
    delia = game.player("Delia", at=(1, 50, 49))
    dina.sends(g.TeleportCreate(34, 40, 40, 9))
    here = game.world.maps[1]
    assert here.objects[50, 49].item == 1018
    assert here.exits[50, 49] == (34, 40, 40)
    assert delia.place == (1, 50, 49)

    delia.takes()
    delia.sends(g.DestroyItems())
    delia.sees(Says(Font.INFO, "/DT"))

    clicks(dina, 50, 49)
    dina.sends(g.TeleportDestroy())
    dina.sees(msg.object_delete(50, 49))
    assert (50, 49) not in here.exits

    there = game.world.maps[34]
    dina.sends(g.TeleportDestroy())
    dina.sees()
    dina.sends(g.CreateItem(APPLE))
    dina.takes()
    dina.sends(g.TeleportCreate(34, 40, 40, 0))
    dina.sees()
    dina.sends(g.WarpChar("YO", 34, 40, 41), g.CreateItem(APPLE), g.WarpChar("YO", 1, 60, 60))
    dina.takes()
    dina.sends(g.TeleportCreate(34, 40, 40, 0))
    dina.sees(Says(Font.INFO, "objeto"))
    assert (40, 40) in there.objects
    assert (60, 59) not in here.exits


def test_a_teleport_leads_whoever_steps_on_it_and_takes_its_mark_with_it(game: GameFixture, dina: Client) -> None:
    ana = game.player("Ana", at=(1, 49, 49))
    dina.sends(g.TeleportCreate(34, 40, 40, 0))
    ana.walks(Heading.EAST)
    assert ana.place == (34, 40, 40)
    dina.sends(g.TeleportCreate(1, 60, 60, 0))
    assert game.world.maps[1].exits[50, 49] == (34, 40, 40)
    dina.sends(g.TeleportCreate(34, 40, 40, 0))
    dina.takes()
    clicks(dina, 50, 49)
    dina.sends(g.WarpChar("YO", 1, 50, 60), g.CreateItem(651), g.WarpChar("YO", 1, 70, 70))
    dina.takes()
    dina.sends(g.TeleportDestroy())
    assert (50, 59) in game.world.maps[1].objects, "only a mark at the destination goes"


@pytest.mark.parametrize("destination", [(99, 50, 50), (34, 3, 50), (34, 50, 99), (-1, 50, 50)])
def test_a_teleport_leads_only_to_playable_places(
    game: GameFixture, dina: Client, destination: tuple[int, int, int]
) -> None:
    dina.sends(g.TeleportCreate(*destination, 0))
    dina.sees()
    assert game.world.maps[1].exits == {}


def test_gmc_23_a_wolf_is_removed_and_comes_back(game: GameFixture) -> None:
    coco, dina = game.player("Coco", at=(1, 50, 50)), game.player("Dina", at=(34, 50, 50))
    coco.sends(g.KillNpc())
    coco.sees(Says(Font.INFO, "NPC"))
    clicks(coco, 52, 50)
    wolf = at(game, 52, 50)
    coco.sends(g.KillNpcNoRespawn())
    coco.sees()
    game.dice.will_roll((9, 92, 80), (7, 94, 80))
    coco.sends(g.KillNpc())
    seen = coco.takes()
    assert seen[0] == Says(Font.INFO, "Lobo")
    assert only(seen, "CHARACTER_REMOVE")
    assert wolf.char == 0
    assert at(game, 80, 80).definition.id == 501
    assert not game.world.maps[1].objects

    dina.sends(g.WarpChar("YO", 1, 50, 52))
    clicks(dina, 58, 56)
    before = len(game.world.maps[1].npcs)
    dina.sends(g.KillNpcNoRespawn())
    assert len(game.world.maps[1].npcs) == before - 1


def test_gmc_24_a_wolf_is_created_that_does_not_come_back(game: GameFixture, dina: Client) -> None:
    ana = game.player("Ana", at=(1, 48, 50))
    ana.sends(g.CreateNpcWithRespawn(900))
    ana.sees()
    dina.sends(g.CreateNpc(900))
    dina.sees(Says(Font.WARNING, "/CREARPRETORIANOS"))
    for unknown in (-5, 0, 899):
        dina.sends(g.CreateNpc(unknown))
    dina.sees()
    dina.sends(g.CreateNpc(501))
    seen = ana.takes()
    assert [one.name for one in seen] == ["CHARACTER_CREATE", "PLAY_WAVE", "CREATE_FX"]
    wolf = game.world.npc_with(seen[0].fields["char"])
    assert wolf is not None
    assert not wolf.respawns
    dina.sends(g.CreateNpcWithRespawn(501))
    returning = game.world.npc_with(ana.takes()[0].fields["char"])
    assert returning is not None
    assert returning.respawns


def test_gmc_38_all_npcs_and_objects_in_sight_go(game: GameFixture, dina: Client) -> None:
    beto, sara = game.player("Beto", at=(1, 60, 60)), game.player("Sara", at=(1, 52, 52))
    here = game.world.maps[1]
    baker = here.npcs.pop((54, 50))
    baker.x, baker.y = 45, 50
    here.npcs[45, 50] = baker
    slots.adopt(beto.player, baker)
    for client in (beto, sara, dina):
        client.takes()
    sara.sends(g.KillAllNearbyNpcs(), g.DestroyAllItemsInArea())
    assert len(here.npcs) == 5
    dina.sends(g.KillAllNearbyNpcs())
    assert set(here.npcs) == {(59, 50), (50, 57)}
    assert not beto.player.pets
    assert len(only(dina.takes(), "CHARACTER_REMOVE")) == 3
    assert not here.objects

    things = {
        (42, 44): APPLE,
        (41, 50): APPLE,
        (50, 48): TREE,
        (50, 47): SIGN,
        (50, 46): TELEPORTER,
        (51, 46): TELEPORTER,
    }
    here.objects.update({tile: ItemStack(item, 1) for tile, item in things.items()})
    here.set_exit((50, 46), (34, 50, 50))
    dina.sends(g.DestroyAllItemsInArea())
    assert set(here.objects) == {(41, 50), (50, 48), (50, 47), (50, 46)}
    assert sorted(only(dina.takes(), "OBJECT_DELETE"), key=str) == sorted(
        [msg.object_delete(42, 44), msg.object_delete(51, 46)], key=str
    )


def test_the_creatures_of_a_map_are_counted_by_name(game: GameFixture) -> None:
    coco = game.player("Coco", at=(1, 50, 50))
    coco.sends(g.CreaturesInMap(1))
    coco.sees(
        Says(Font.WARNING, "hostiles"),
        Says(Font.INFO, "4 Lobo: (52,50) (58,56) (59,50) (50,57)"),
        Says(Font.WARNING, "Otros"),
        Says(Font.INFO, "1 Panadera: (54,50)"),
    )
    coco.sends(g.CreaturesInMap(34), g.CreaturesInMap(77))
    coco.sees(
        Says(Font.WARNING, "hostiles"),
        Says(Font.INFO, "No hay"),
        Says(Font.WARNING, "Otros"),
        Says(Font.INFO, "No hay"),
    )


def test_a_creature_follows_at_an_order_and_stops_at_the_next(game: GameFixture) -> None:
    sara = game.player("Sara", at=(1, 50, 50))
    clicks(sara, 52, 50)
    wolf = at(game, 52, 50)
    wolf.paralysed = True
    sara.sends(g.NpcFollow())
    assert (wolf.attacked_by, wolf.movement, wolf.hostile, wolf.paralysed) == ("Sara", Movement.DEFENDS, False, False)
    sara.sends(g.NpcFollow())
    assert (wolf.attacked_by, wolf.movement, wolf.hostile, wolf.follows) == ("", WOLF.movement, True, False)
    sara.sees()


def test_creatures_come_from_a_numbered_list(game: GameFixture) -> None:
    sara = game.player("Sara", at=(34, 50, 50))
    sara.sends(g.SpawnListRequest())
    sara.sees(Says(Font.INFO, "1 Lobo gris"), Says(Font.INFO, "2 Panadera"))
    for number in (0, -1, 3):
        sara.sends(g.SpawnCreature(number))
    sara.sees()
    sara.sends(g.SpawnCreature(2))
    assert [npc.definition.id for npc in game.world.maps[34].npcs.values()] == [7]


def test_an_npc_says_what_it_is_told_to_until_it_is_removed(game: GameFixture, dina: Client) -> None:
    clicks(dina, 54, 50)
    baker = at(game, 54, 50)
    dina.sends(g.SetDialog("Se acabó el pan"))
    dina.sends(c.LeftClick(54, 50))
    assert "Se acabó el pan" in str(dina.takes())
    game.dice.will_roll((9, 92, 80), (7, 94, 80))
    dina.sends(g.KillNpc())
    assert baker.char == 0
    assert at(game, 80, 80).definition.description == "Pan fresco"
    dina.takes()
    dina.sends(g.SetDialog("Nadie"))
    dina.sees()


def test_what_lies_on_a_map_is_listed(game: GameFixture, dina: Client) -> None:
    things = {(60, 40): APPLE, (5, 90): SIGN, (4, 50): APPLE, (50, 96): APPLE, (20, 20): TREE}
    game.world.maps[1].objects.update({tile: ItemStack(item, 1) for tile, item in things.items()})
    dina.sends(g.ItemsInTheFloor())
    dina.sees(Says(Font.INFO, "(5,90) Cartel"), Says(Font.INFO, "(60,40) Manzana"))


def test_what_lies_at_the_feet_of_a_god_is_destroyed(dina: Client) -> None:
    dina.sends(g.DestroyItems())
    dina.sees()
    dina.sends(g.CreateItem(APPLE), g.WarpChar("YO", 1, 50, 49))
    dina.takes()
    dina.sends(g.DestroyItems())
    assert only(dina.takes(), "OBJECT_DELETE") == [msg.object_delete(*dina.place[1:])]


def test_night_falls_for_administrators_only(game: GameFixture, dina: Client) -> None:
    adan = game.player("Adan", at=(34, 50, 50))
    dina.takes()
    dina.sends(g.Night())
    dina.sees()
    adan.sends(g.Night())
    dina.sees(msg.send_night(True))
    assert game.world.weather.night
    adan.sends(g.Night())
    dina.sees(msg.send_night(False))


def test_music_and_sounds_of_the_staff(game: GameFixture, dina: Client) -> None:
    ana, rol = game.player("Ana", at=(1, 60, 60)), game.player("Rol", at=(34, 50, 50))
    for client in (ana, rol, dina):
        client.takes()
    rol.sends(
        g.ForceMidiToMap(0, 1), g.ForceMidiToMap(9, 77), g.ForceWaveToMap(5, 1, 60, 60), g.ForceWaveToMap(5, 77, 1, 1)
    )
    ana.sees(msg.play_midi(7, -1), msg.play_wave(5, 60, 60))
    rol.sees(msg.play_midi(9, -1), msg.play_wave(5, 50, 50))
    dina.takes()
    rol.sends(g.ForceMidiAll(3), g.ForceWaveAll(3))
    ana.sees()
    dina.sends(g.ForceMidiAll(3), g.ForceWaveAll(4))
    ana.sees(Says(Font.SERVER, "Dina"), msg.play_midi(3, -1), msg.play_wave(4, 0, 0))


def test_rain_begins_and_ends_at_an_order(game: GameFixture) -> None:
    sara, ana = game.player("Sara", at=(1, 50, 50)), game.player("Ana", at=(34, 50, 50))
    sara.sends(g.RainToggle())
    assert game.world.weather.raining
    ana.sees(msg.rain_toggle())


def test_gmc_40_a_god_looks_like_a_wolf_and_takes_its_place(game: GameFixture) -> None:
    game.world.maps[1].npcs.pop((54, 50))
    dina, ana = game.player("Dina", at=(1, 50, 50)), game.player("Ana", at=(1, 49, 50))
    assert dina.player.admin_invisible
    clicks(dina, 52, 50)
    ana.takes()
    dina.sends(g.Imitate())
    dina.sees()
    ana.sees()
    dina.sends(g.Invisible())
    change = only(dina.takes(), "CHARACTER_CHANGE")[0].fields
    assert [change[field] for field in ("body", "head", "weapon", "shield", "helmet")] == [10, 0, 2, 2, 2]
    create = only(ana.takes(), "CHARACTER_CREATE")[0].fields
    assert [create[field] for field in ("char", "body", "head")] == [dina.char, 10, 0]
    ana.sends(c.LeftClick(50, 50))
    assert Says(Font.INFO_BOLD, "Lobo") in ana.takes()

    wolf = at(game, 52, 50)
    char = wolf.char
    dina.takes()
    dina.sends(g.Impersonate())
    seen = ana.takes()
    assert msg.character_remove(char) in seen
    assert not only(seen, "PLAY_WAVE", "CREATE_FX")
    assert dina.place == (1, 52, 50)
    assert (52, 50) not in game.world.maps[1].npcs
    dina.sends(c.Quit())
    record = game.load("Dina")
    assert record is not None
    assert (record.look.body, record.look.head) == (1, 5)


def test_disguises_are_for_gods_and_role_masters(game: GameFixture) -> None:
    coco, rita = game.player("Coco", at=(1, 50, 50)), game.player("Rita", at=(1, 49, 49))
    for client in (coco, rita):
        clicks(client, 52, 50)
        client.sends(g.Impersonate())
    coco.sends(g.Imitate())
    assert at(game, 52, 50) is not None
    assert coco.player.look.body == 1
    rita.sends(g.Imitate())
    assert rita.player.look.body == 10


def test_who_creates_what_is_watched_is_noted_with_the_development(game: GameFixture, dina: Client) -> None:
    dina.sends(g.CreateItem(APPLE), g.WarpChar("YO", 1, 60, 60), g.CreateItem(SWORD))
    assert game.host.notes("development") == ["Dina created 100 x 42 Espada mágica"]


def test_an_npc_says_no_more_than_may_be_said(game: GameFixture, dina: Client) -> None:
    clicks(dina, 54, 50)
    dina.sends(g.SetDialog("a" * 401))
    dina.sees(Says(Font.INFO, "400"))
    assert at(game, 54, 50).definition.description == "Pan fresco"
    dina.sends(g.SetDialog(""))
    assert at(game, 54, 50).definition.description == ""


def test_nothing_is_ever_created_under_the_gm(game: GameFixture, dina: Client) -> None:
    assert dina.player.admin_invisible
    dina.sends(g.CreateNpc(7), g.SpawnCreature(1), g.CreateNpcWithRespawn(501))
    assert at(game, 50, 50) is None
    assert {at(game, *tile).definition.id for tile in ((49, 50), (50, 49), (50, 51)) if at(game, *tile)}


def test_a_disguise_put_on_at_sea_ends_with_the_looks_on_land(game: GameFixture) -> None:
    rita = game.player("Rita", at=(1, 50, 50))
    own = rita.player.look
    clicks(rita, 52, 50)
    rita.player.sailing, rita.player.look = True, Look(84, 0)
    rita.sends(g.Imitate())
    rita.player.sailing = False
    rita.sends(c.Quit())
    record = game.load("Rita")
    assert record is not None
    assert record.look.body != 84
    assert record.look.head == own.head


def test_what_becomes_of_orders_about_praetorians_is_audited(game: GameFixture, dina: Client) -> None:
    dina.sends(g.CreatePretorianClan(1, 3, 3), g.RemovePretorianClan(99), g.RemovePretorianClan(34))
    dina.sees(Says(Font.INFO, "inválida"), Says(Font.INFO, "inválido"))
    assert [entry.result.value for entry in game.host.audited] == ["refused", "refused", "ignored"]


def test_a_pet_that_is_removed_leaves_its_owner_and_a_wild_one_appears(game: GameFixture) -> None:
    beto, coco = game.player("Beto", at=(1, 60, 60)), game.player("Coco", at=(1, 50, 50))
    slots.adopt(beto.player, at(game, 54, 50))
    clicks(coco, 54, 50)
    game.dice.will_roll((9, 92, 80), (7, 94, 80))
    coco.sends(g.KillNpc())
    assert not beto.player.pets
    assert beto.player.record.pets == [0, 0, 0]
    wild = at(game, 80, 80)
    assert (wild.definition.id, wild.master) == (7, None)
    assert coco.player.targets.npc == 0


def test_one_mark_goes_with_its_teleport(game: GameFixture, dina: Client) -> None:
    dina.sends(g.TeleportCreate(34, 40, 40, 0))
    there = game.world.maps[34]
    there.objects[40, 40] = ItemStack(651, 2)
    for left in (1, 0):
        clicks(dina, 50, 49)
        dina.sends(g.TeleportDestroy())
        assert (there.objects[40, 40].amount if (40, 40) in there.objects else 0) == left
        if left:
            mark = there.objects.pop((40, 40))
            dina.sends(g.TeleportCreate(34, 40, 40, 0))
            there.objects[40, 40] = mark


def test_without_a_click_or_with_another_thing_clicked_no_teleport_goes(game: GameFixture, dina: Client) -> None:
    dina.sends(g.TeleportDestroy())
    game.world.maps[1].objects.update({(50, 48): ItemStack(TELEPORTER, 1), (51, 48): ItemStack(APPLE, 1)})
    game.world.maps[1].set_exit((51, 48), (34, 40, 40))
    for x in (50, 51):
        clicks(dina, x, 48)
        dina.sends(g.TeleportDestroy())
    dina.sees()
    assert set(game.world.maps[1].objects) == {(50, 48), (51, 48)}
    assert (51, 48) in game.world.maps[1].exits
