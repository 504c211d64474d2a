"""Keys, resting, picking up, sounds, weather, upkeep, saved maps, clicks.  Source: 03-world."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content, imported
from kit.game import Client, GameFixture, a_game, a_record, only
from kit.spec import CLASSIC, needs_classic
from kit.worlds import content, plain_map

from pyao.content.enums import City, Heading, MapRestriction, ObjectType, PlayerClass
from pyao.content.items import ItemDef
from pyao.content.maps import AmbientSound
from pyao.content.npcs import Movement, NpcDef, NpcType
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.combat import owning
from pyao.rules.crafts.bonfires import light_twigs
from pyao.rules.creatures import paralysis
from pyao.rules.creatures.population import put_npc
from pyao.rules.creatures.steps import step_npc
from pyao.rules.items import dropping
from pyao.rules.map import doors, environment, upkeep
from pyao.rules.map.warp import warp
from pyao.server.map_backup import from_backup
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.map_writer import contents_file, ground_file, properties_file
from pyao.storage.classic.maps import read_contents, read_ground
from pyao.world.record import Faction, ItemStack, Reputation, SkillRecord
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.world.npc import Npc

FIRE, TWIGS, APPLE, GOLD, KEY = 63, 136, 1, 12, 9
CLOSED, OPENED, LOCKED = 100, 101, 102
ITEMS = {
    FIRE: ItemDef(id=FIRE, name="Fogata", type=ObjectType.FOGATA, grh=1521, fixed=True),
    TWIGS: ItemDef(id=TWIGS, name="Ramitas", type=ObjectType.LENA, grh=10),
    APPLE: ItemDef(id=APPLE, name="Manzana", type=ObjectType.USE_ONCE, grh=506),
    GOLD: ItemDef(id=GOLD, name="Oro", type=ObjectType.GUITA, grh=511),
    KEY: ItemDef(id=KEY, name="Llave", type=ObjectType.LLAVES, lock_code=7),
    2: ItemDef(id=2, name="Roca", type=ObjectType.MUEBLES, grh=5, fixed=True),
    3: ItemDef(id=3, name="Daga", type=ObjectType.WEAPON, grh=5, newbie=True),
    4: ItemDef(id=4, name="Diario", type=ObjectType.LIBROS, grh=5, undroppable=True),
    5: ItemDef(id=5, name="Barca", type=ObjectType.BARCOS, grh=5),
    CLOSED: ItemDef(
        id=CLOSED,
        name="Puerta",
        type=ObjectType.PUERTAS,
        grh=5593,
        closed=True,
        lock_code=7,
        open_variant=OPENED,
        closed_variant=CLOSED,
        locked_variant=LOCKED,
    ),
    OPENED: ItemDef(id=OPENED, name="Puerta", type=ObjectType.PUERTAS, grh=5592, closed_variant=CLOSED),
    LOCKED: ItemDef(
        id=LOCKED,
        name="Puerta",
        type=ObjectType.PUERTAS,
        grh=5593,
        closed=True,
        locked=True,
        lock_code=7,
        closed_variant=CLOSED,
        locked_variant=LOCKED,
    ),
}


def ids(messages: list[msg.Message]) -> list[S]:
    return [one.id for one in messages]


def world(**fields: Any) -> Any:
    return content(plain_map(1, **fields), plain_map(66), items=ITEMS)


def bag(*stacks: ItemStack) -> list[ItemStack | None]:
    return [*stacks, *[None] * (30 - len(stacks))]


def test_keys_lock_and_unlock() -> None:
    with a_game(world(objects={(50, 48): (LOCKED, 1)})) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.DoubleClick(50, 48))
        assert ids(ana.takes()) == [S.CONSOLE_MSG]
        ana.sends(c.LeftClick(50, 48))
        ana.sees(msg.console_msg("Puerta", Font.INFO))
        thing = game.world.maps[1].objects[50, 48]
        wrong = ItemDef(id=99, type=ObjectType.LLAVES, lock_code=8)
        doors.use_key(game.world, ana.player, wrong)
        assert (ids(ana.takes()), thing.item) == ([S.CONSOLE_MSG], LOCKED)
        doors.use_key(game.world, ana.player, ITEMS[KEY])
        assert (ids(ana.takes()), thing.item) == ([S.CONSOLE_MSG], CLOSED)
        doors.use_key(game.world, ana.player, ITEMS[KEY])
        assert thing.item == LOCKED
        thing.item = OPENED
        ana.takes()
        doors.use_key(game.world, ana.player, ITEMS[KEY])
        assert (ids(ana.takes()), thing.item) == ([S.CONSOLE_MSG], OPENED)


def test_resting_needs_a_fire_in_sight() -> None:
    with a_game(world(objects={(58, 56): (FIRE, 1)})) as game:
        ana, far = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 49, 50))
        ana.takes()
        ana.sends(c.Rest())
        assert ids(ana.takes()) == [S.REST_OK, S.CONSOLE_MSG]
        ana.sends(c.Rest())
        assert ids(ana.takes()) == [S.REST_OK, S.CONSOLE_MSG]
        far.takes()
        far.sends(c.Rest())
        assert ids(far.takes()) == [S.CONSOLE_MSG]
        ana.sends(c.Rest())
        ana.takes()
        del game.world.maps[1].objects[58, 56]
        ana.sends(c.Rest())
        assert ids(ana.takes()) == [S.REST_OK, S.CONSOLE_MSG]
        ghost = game.player("Eva", at=(1, 60, 60), dead=True)
        ghost.sends(c.Rest())
        assert ids(ghost.takes()) == [S.CONSOLE_MSG]


@pytest.mark.parametrize(
    ("survival", "chances", "roll", "zone", "lit"),
    [(0, 3, 1, "", True), (0, 3, 2, "", False), (6, 2, 1, "", True), (11, 1, 1, "", True), (11, 1, 1, "CIUDAD", False)],
)
def test_lighting_twigs(survival: int, chances: int, roll: int, zone: str, lit: bool) -> None:
    with a_game(world(objects={(50, 48): (TWIGS, 4)}, zone=zone)) as game:
        skills = [SkillRecord(survival if k == 7 else 0) for k in range(20)]
        ana = game.player("Ana", at=(1, 50, 50), skills=skills)
        game.dice.will_roll((1, chances, roll))
        ana.sends(c.DoubleClick(50, 48))
        assert (game.world.maps[1].objects[50, 48] == ItemStack(FIRE, 1)) is lit
        assert (msg.object_create(50, 48, 1521) in ana.takes()) is lit
        assert game.world.fires == ([(1, (50, 48))] if lit else [])


def test_twigs_out_of_reach_or_in_safety() -> None:
    with a_game(world(objects={(50, 47): (TWIGS, 4)}, safe=True)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.DoubleClick(50, 47))
        ana.sees(msg.console_msg("Estás demasiado lejos.", Font.INFO))
        ana.player.y = 49
        light_twigs(game.world, ana.player, (50, 47))
        ana.sees(msg.console_msg("En zona segura no podés hacer fogatas.", Font.INFO))
        ana.player.y = 50


@pytest.mark.parametrize("item", [APPLE, GOLD])
def test_picking_up_takes_all(item: int) -> None:
    with a_game(world(objects={(50, 50): (item, 300)})) as game:
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
    with a_game(world(objects={(50, 50): (2, 1), (60, 60): (APPLE, 1)}), counsellors=("LUZ",)) as game:
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
    with a_game(world()) as game:
        stacks = bag(ItemStack(APPLE, 50), ItemStack(3, 1), ItemStack(4, 1), ItemStack(5, 1))
        ana = game.player("Ana", at=(1, 50, 50), inventory=stacks)
        ana.sends(c.Drop(slot, amount))
        assert ids(ana.takes()) == answers


def test_gold_beyond_half_a_million_vanishes() -> None:
    with a_game(world()) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=700_000)
        ana.sends(c.Drop(31, 10_000))
        assert ana.player.record.gold == 690_000
        dropping.drop_gold(game.world, ana.player, 600_000)
        assert ana.player.record.gold == 90_000
        lying = sum(stack.amount for stack in game.world.maps[1].objects.values())
        assert lying == 510_000


def test_sounds_of_a_place() -> None:
    sounds = (AmbientSound(21, 20, dry=True), AmbientSound(105, 80, dry=False))
    with a_game(content(plain_map(1, sounds=sounds))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.dice.will_roll((1, 100, 5), (1, 100, 6), (1, 2, 1), (1, 100, 20))
        game.passes(4_000)
        ana.sees(msg.play_wave(21, 5, 6))
        game.dice.will_roll((1, 100, 5), (1, 100, 6), (1, 2, 2), (1, 100, 1))
        game.passes(4_000)
        ana.sees()
        environment.toggle_rain(game.world)
        ana.sees(msg.rain_toggle())
        game.dice.will_roll((1, 100, 5), (1, 100, 6), (1, 2, 2), (1, 100, 80))
        game.passes(4_000)
        ana.sees(msg.play_wave(105, 5, 6))
        environment.set_night(game.world, night=True)
        ana.sees(msg.send_night(True))
        assert environment.is_outdoors(game.world, ana.player)


def test_the_weather_changes_by_itself_where_it_may() -> None:
    with a_game(content(plain_map(1)), rain_cycle=True, rain_stamina_ms=10_000, idle_limit_min=1_440) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        minute = environment.rain_by_itself
        for _dry in range(14):
            minute(game.world)
        game.dice.will_roll((1, 100, 3))
        minute(game.world)
        ana.sees()
        game.dice.will_roll((1, 100, 2))
        minute(game.world)
        ana.sees(msg.rain_toggle())
        game.passes(9_960)
        ana.takes()
        stamina = ana.player.record.vitals.stamina
        game.passes(40)
        assert msg.update_sta(stamina - 12) in ana.takes()
        game.dice.will_roll((1, 100, 3), (1, 100, 3), (1, 100, 3), (1, 100, 3))
        for _wet in range(4):
            minute(game.world)
        assert game.world.raining
        minute(game.world)
        assert not game.world.raining
        game.world.weather_minutes = 1_439
        minute(game.world)
        assert game.world.raining
        game.dice.will_roll((1, 100, 1))
        minute(game.world)
        assert not game.world.raining


def test_it_never_rains_by_itself_as_shipped(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.world.weather_minutes = 2_000
    environment.rain_by_itself(game.world)
    ana.sees()
    environment.toggle_rain(game.world)
    ana.sees(msg.rain_toggle())
    game.world.tick = 249
    environment.drench(game.world)
    ana.sees()


def test_a_map_that_takes_cover_away() -> None:
    with a_game(content(plain_map(1), plain_map(2, no_hiding=True, no_invisibility=True))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.player.hidden = True
        game.world.start_state(ana.player, TimedState.HIDING, 100)
        warp(game.world, ana.player, 2, 50, 50, fx=False)
        assert [one for one in ana.takes() if one.id is S.CONSOLE_MSG]
        game.ticks(200)
        assert only(ana.takes(), "CONSOLE_MSG", "SET_INVISIBLE") == []


def test_cleaning_puts_out_what_was_lit() -> None:
    with a_game(world(objects={(50, 50): (FIRE, 1), (51, 50): (FIRE, 1), (52, 50): (APPLE, 1)})) as game:
        ana = game.player("Ana", at=(1, 55, 50))
        game.world.fires = [(1, (50, 50)), (1, (52, 50))]
        cleaned = []
        game.world.on_clean_up = lambda: cleaned.append(1)
        upkeep.clean_world(game.world)
        assert game.world.maps[1].objects.keys() == {(51, 50), (52, 50)}
        ana.sees(msg.object_delete(50, 50))
        assert (game.world.fires, cleaned) == ([], [1])


def in_a_fight(game: GameFixture, ana: Client) -> tuple[Npc, Npc]:
    """A creature that has turned on Ana, and one that she was the first to attack and owns."""
    wolf = NpcDef(id=501, name="Lobo", movement=Movement.RANDOM)
    game.dice.free = True
    hunter, prey = put_npc(game.world, wolf, 1, (60, 60)), put_npc(game.world, wolf, 1, (61, 60))
    hunter.movement, hunter.hostile, hunter.attacked_by = Movement.DEFENDS, True, "Ana"
    prey.first_attacked_by = "Ana"
    ana.player.attacked_by_npc, ana.player.attacked_npc = hunter, prey
    owning.acquire(game.world, ana.player, prey)
    return hunter, prey


def assert_forgotten(hunter: Npc, prey: Npc) -> None:
    assert (hunter.movement, hunter.hostile, hunter.attacked_by) == (Movement.RANDOM, False, "")
    assert prey.first_attacked_by == ""


@pytest.mark.parametrize("refused", [False, True])
def test_an_exit_ends_fights_with_creatures(refused: bool) -> None:
    restriction = MapRestriction.NEWBIE if refused else MapRestriction.NONE
    here, there = plain_map(1, exits={(51, 50): (2, 20, 20)}), plain_map(2, restriction=restriction)
    with a_game(content(here, there)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        hunter, prey = in_a_fight(game, ana)
        ana.walks(Heading.EAST)
        assert ana.place == ((1, 50, 50) if refused else (2, 20, 20))
        assert_forgotten(hunter, prey)
        assert (ana.player.attacked_by_npc, ana.player.attacked_npc) == (None, None)
        assert prey.owner is None


def test_an_exit_at_the_border_of_two_areas() -> None:
    """Who has just lost sight of somebody by a step hears no more of it."""
    with a_game(content(plain_map(1, exits={(54, 50): (2, 20, 20)}), plain_map(2))) as game:
        ana, beto = game.player("Ana", at=(1, 53, 50)), game.player("Beto", at=(1, 40, 50))
        eva, char = game.player("Eva", at=(1, 50, 51)), ana.char
        ana.walks(Heading.EAST)
        assert ana.place == (2, 20, 20)
        beto.sees(msg.character_move(char, 54, 50), msg.character_remove(char))
        eva.sees(msg.character_move(char, 54, 50), msg.remove_char_dialog(char), msg.character_remove(char))


def test_nobody_hears_of_unseen_staff() -> None:
    with a_game(content(plain_map(1)), gods=("LUZ",)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.save(a_record("Luz", (1, 52, 50)))
        luz = game.connect()
        luz.logs_in("Luz")
        came = ana.takes()
        assert [one.id for one in came] == [S.CHARACTER_CREATE, S.CHARACTER_REMOVE, S.CONSOLE_MSG]
        warp(game.world, luz.player, 1, 55, 50, fx=True)
        luz.sends(c.Quit())
        game.passes(11_000)
        assert luz.closed
        ana.sees()


def test_a_warp_gives_up_the_owned_creature(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    hunter, prey = in_a_fight(game, ana)
    assert prey.owner is ana.player
    warp(game.world, ana.player, 1, 70, 70, fx=False)
    assert (prey.owner, ana.player.owned_npc) == (None, None)
    assert prey.first_attacked_by == hunter.attacked_by == "Ana"


def test_the_end_of_a_session_ends_fights_with_creatures(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    hunter, prey = in_a_fight(game, ana)
    ana.cuts()
    for npc in (hunter, prey):
        paralysis.paralyse(game.world, npc)
    game.passes(9_000)
    assert hunter.attacked_by == "Ana"
    game.passes(1_000)
    assert_forgotten(hunter, prey)
    assert prey.owner is None


def test_guards_go_back_to_their_posts() -> None:
    posted = NpcDef(id=6, name="Guardia", returns_to_post=True, min_hp=100, max_hp=100)
    with a_game(content(plain_map(1), npcs={6: posted}), cleanup_minutes=16, idle_limit_min=600) as game:
        guard = put_npc(game.world, posted, 1, (60, 60))
        guard.post = (60, 60)
        idler = put_npc(game.world, NpcDef(id=6, name="Guardia"), 1, (70, 60))
        step_npc(game.world, guard, Heading.EAST)
        guard.hp = 5
        game.passes(15 * 60_000)
        assert game.world.maps[1].npcs == {(61, 60): guard, (70, 60): idler}
        game.passes(60_000)
        assert game.world.maps[1].npcs.keys() == {(60, 60), (70, 60)}
        assert game.world.maps[1].npcs[60, 60].hp == 100
        assert game.world.maps[1].npcs[70, 60] is idler
        game.world.minute = game.settings.world_save_minutes - 1
        fresh = game.world.maps[1].npcs[60, 60]
        game.passes(60_000)
        assert game.world.maps[1].npcs[60, 60] is not fresh


def test_the_announced_world_save() -> None:
    with a_game(content(plain_map(1, backup=True), plain_map(2)), world_save_minutes=60, idle_limit_min=600) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        saved: list[int] = []
        game.world.save_maps = lambda maps: saved.extend(one.id for one in maps)
        game.world.minute = 58
        game.passes(60_000)
        (warning,) = ana.takes()
        assert warning.fields["font"] == Font.VENENO
        game.passes(60_000)
        assert ids(ana.takes())[:4] == [S.PAUSE_TOGGLE, S.CONSOLE_MSG, S.CONSOLE_MSG, S.PAUSE_TOGGLE]
        assert saved == [1]


@needs_classic
@pytest.mark.parametrize("number", [1, 34, 286])
def test_a_saved_map_reads_as_it_was(number: int, tmp_path: Path) -> None:
    with a_game(classic_content()) as game:
        here = game.world.maps[number]
        layers = [array("h", layer) for layer in imported().layers[number].layers]
        original = (CLASSIC / "Maps" / f"Mapa{number}.map").read_bytes()
        written = ground_file(here.definition, here.flags, layers)
        assert len(written) == len(original)
        assert written[273:] == original[273:]
        back, kept = (
            read_ground("a", written, Findings()),
            read_contents("b", contents_file(here, game.world.content), Findings()),
        )
        assert bytes(back.tiles) == bytes(here.flags)
        assert kept.exits == here.definition.exits
        assert sorted(kept.npcs) == sorted(here.definition.npcs)
        fires = {tile for tile, stack in here.objects.items() if stack.item == FIRE}
        assert kept.objects.keys() == here.objects.keys() - fires
        for ending, data in (("map", written), ("inf", contents_file(here, game.world.content))):
            (tmp_path / f"Mapa{number}.{ending}").write_bytes(data)
        (tmp_path / f"Mapa{number}.dat").write_bytes(properties_file(here.definition))
        again = from_backup(game.world.content, tmp_path).maps[number]
        if here.definition.backup:
            assert (again.name, again.safe, again.music) == (
                here.definition.name,
                here.definition.safe,
                here.definition.music,
            )
            assert (again.zone, again.terrain, again.restriction) == (
                here.definition.zone,
                here.definition.terrain,
                here.definition.restriction,
            )
        else:
            assert again is here.definition


def test_looking_at_players(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    beto = game.player("Beto", at=(1, 52, 50), level=5, description="Guarda")
    ana.takes()
    ana.sends(c.LeftClick(52, 49))
    ana.sees(msg.console_msg("Ves a Beto <NEWBIE> - Guarda <CIUDADANO>", Font.CITIZEN))
    assert ana.player.targets.slot == beto.player.slot
    beto.player.record.faction.royal_army, beto.player.record.faction.royal_rewards = True, 6
    beto.player.record.level = 30
    ana.sends(c.LeftClick(52, 50))
    ana.sees(msg.console_msg("Ves a Beto <Ejército Real> <Capitán> - Guarda <CIUDADANO>", Font.CITIZEN))
    beto.player.gm_description = "Nadie"
    ana.sends(c.LeftClick(52, 50))
    ana.sees(msg.console_msg("Nadie", Font.INFO_BOLD))
    ana.sends(c.LeftClick(55, 50))
    ana.sees(msg.dont_see_anything())
    assert ana.player.targets.slot == 0


def test_looking_at_things() -> None:
    with a_game(world(objects={(51, 50): (CLOSED, 1), (60, 50): (APPLE, 7)})) as game:
        ana = game.player("Ana", at=(1, 54, 52))
        ana.sends(c.LeftClick(50, 50))
        ana.sees(msg.console_msg("Puerta", Font.INFO))
        ana.sends(c.LeftClick(60, 50))
        ana.sees(msg.console_msg("Manzana - 7", Font.INFO))
        ana.sends(c.LeftClick(59, 50))
        ana.sees(msg.dont_see_anything())
        assert ana.player.targets.item == 0


def test_looking_at_creatures() -> None:
    with a_game(content(plain_map(1)), gods=("LUZ",)) as game:
        ana, luz = game.player("Ana", at=(1, 50, 50)), game.player("Luz", at=(1, 50, 51))
        wolf = put_npc(game.world, NpcDef(id=501, name="Lobo", min_hp=74, max_hp=100), 1, (52, 50))
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("(Dudoso) Lobo", Font.INFO))
        owning.acquire(game.world, ana.player, wolf)
        wolf.first_attacked_by = "Ana"
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("(Dudoso) Lobo le pertenece a Ana.", Font.INFO))
        luz.sends(c.LeftClick(52, 50))
        luz.sees(
            msg.console_msg("(74/100) Lobo le pertenece a Ana.", Font.INFO),
            msg.console_msg("Le pegó primero: Ana.", Font.INFO),
        )
        wolf.master = ana.player
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("(Dudoso) Lobo es mascota de Ana.", Font.INFO))
        wolf.master = None
        assert (ana.player.targets.npc, ana.player.targets.slot, ana.player.targets.item) == (wolf.char, 0, 0)


CRIMINAL = Reputation(bandit=10_000)
NOBLE_CASES: list[tuple[int, dict[str, Any], bool, str]] = [
    (0, {}, False, "Bienvenido"),
    (0, {"faction": Faction(royal_army=True)}, False, "Bienvenido"),
    (0, {"faction": Faction(chaos_legion=True), "reputation": CRIMINAL}, True, "esbirros"),
    (0, {"reputation": CRIMINAL}, False, "volvé a verme"),
    (0, {"reputation": CRIMINAL, "faction": Faction(citizens_killed=1)}, False, "nunca"),
    (0, {"reputation": CRIMINAL, "faction": Faction(reenlistments=5)}, False, "nunca"),
    (1, {"reputation": CRIMINAL}, False, "Bienvenido"),
    (1, {"faction": Faction(royal_army=True)}, True, "perros"),
    (1, {}, False, "volvé a verme"),
    (1, {"faction": Faction(royal_initial_exp_received=True)}, False, "nunca"),
    (1, {"faction": Faction(reenlistments=5)}, False, "nunca"),
]


@pytest.mark.parametrize(("side", "changes", "deadly", "words"), NOBLE_CASES)
def test_nobles_receive_each_as_he_deserves(side: int, changes: dict[str, Any], deadly: bool, words: str) -> None:
    noble = NpcDef(id=72, name="Rey", type=NpcType.NOBLE, faction=side, description="Bienvenido, amigo.")
    with a_game(content(plain_map(1)), gods=("LUZ",)) as game:
        npc = put_npc(game.world, noble, 1, (52, 50))
        ana = game.player("Ana", at=(1, 50, 50), **changes)
        luz = game.player("Luz", at=(1, 50, 51), **changes)
        for client, dies in ((ana, deadly), (luz, False)):
            client.sends(c.LeftClick(52, 50))
            said = only(client.takes(), "CHAT_OVER_HEAD")
            assert client.player.dead is dies
            assert [(one.fields["char"], words in one.fields["text"]) for one in said] == [(npc.char, True)]
        ana.sends(c.LeftClick(52, 50))
        assert len(ana.takes()) == 1


def test_choosing_a_home_and_being_refused_the_way() -> None:
    maps = (plain_map(1), plain_map(2, restriction=MapRestriction.NEWBIE))
    cities = {City.ULLATHORPE: (1, 58, 45), City.NIX: (2, 44, 88)}
    with a_game(content(*maps, cities=cities)) as game:
        ana = game.player("Ana", at=(1, 50, 50), player_class=PlayerClass.WARRIOR)
        ana.sends(c.Home())
        assert ids(ana.takes()) == [S.CONSOLE_MSG]
        governor = put_npc(game.world, NpcDef(id=9, type=NpcType.GOBERNADOR, city=2), 1, (52, 50))
        ana.player.targets.npc = governor.char
        for _time in range(2):
            ana.sends(c.Home())
            (said,) = ana.takes()
            assert said.fields["char"] == governor.char
        assert ana.player.record.home == City.NIX
        ghost = game.player("Eva", at=(2, 50, 50), dead=True)
        ghost.sends(c.Home())
        (told,) = ghost.takes()
        assert told.fields["font"] == Font.FIGHT
        away = game.player("Luz", at=(1, 60, 60), dead=True, home=City.NIX, level=10)
        away.sends(c.Home())
        assert only(away.takes(), "HOME") == [msg.home(0, 0, "Mapa 2")]
        away.sends(c.Home())
        away.sees(msg.cancel_home())
        game.ticks(5)
        assert away.place == (1, 60, 60)
