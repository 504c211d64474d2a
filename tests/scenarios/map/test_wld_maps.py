"""WLD: the world, on the classic data.  WLD-01 to 03 are in tests/storage/classic.

Source: 03-world, acceptance scenarios.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.game import GameFixture, a_game, a_record, ids, only
from kit.spec import needs_classic
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, PlayerClass, Skill, Trigger
from pyao.content.maps import TILES
from pyao.content.npcs import NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font, Fx
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.rules.creatures.steps import step_npc
from pyao.rules.map.looking import health_of
from pyao.rules.map.walking import push_casper
from pyao.rules.map.warp import warp
from pyao.world.messages import Toggle
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Iterator

N, E, SOUTH, W = Heading


@pytest.fixture
def world() -> Iterator[GameFixture]:
    with a_game(classic_content()) as game:
        game.dice.free = True
        yield game


def npc_at(game: GameFixture, map_id: int, x: int, y: int) -> Any:
    return game.world.maps[map_id].npcs[x, y]


def shown(seen: list[msg.Message], char: int) -> bool:
    return any(one.id is S.CHARACTER_CREATE and one.values[0] == char for one in seen)


def without_removals(seen: list[msg.Message]) -> list[msg.Message]:
    return [one for one in seen if one.id not in (S.CHARACTER_REMOVE, S.OBJECT_DELETE)]


@needs_classic
def test_wld_04_a_step_into_the_next_area(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 53, 45))
    ana.walks(E)
    seen = without_removals(ana.takes())
    banker, other = npc_at(world, 1, 65, 46), npc_at(world, 1, 65, 50)
    assert (banker.definition.id, other.definition.id) == (24, 128)
    assert ids(seen) == [S.AREA_CHANGED, S.CHARACTER_CREATE, S.CHARACTER_CREATE]
    assert seen[0] == msg.area_changed(54, 45)
    assert [one.values[0] for one in seen[1:]] == [banker.char, other.char]


@needs_classic
def test_wld_05_doors_come_into_view(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 58, 45))
    ana.walks(N)
    seen = without_removals(ana.takes())
    assert seen[:7] == [
        msg.area_changed(58, 44),
        msg.object_create(52, 31, 5593),
        msg.block_position(52, 31, True),
        msg.block_position(51, 31, True),
        msg.object_create(62, 31, 5593),
        msg.block_position(62, 31, True),
        msg.block_position(61, 31, True),
    ]
    assert ids(seen[7:]) == [S.CHARACTER_CREATE]
    assert seen[7].values[0] == npc_at(world, 1, 71, 33).char


@needs_classic
def test_wld_06_a_step_inside_the_area(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 50, 45))
    ana.walks(E)
    ana.sees()


@needs_classic
def test_wld_07_how_far_talk_is_heard(world: GameFixture) -> None:
    ana, beto = world.player("Ana", at=(2, 44, 49)), world.player("Beto", at=(2, 27, 49))
    ana.talks("hola")
    beto.sees(msg.chat_over_head("hola", ana.char, 255, 255, 255))
    eva, luz = world.player("Eva", at=(2, 45, 49)), world.player("Luz", at=(2, 35, 49))
    luz.takes()
    eva.talks("hola")
    luz.sees()


@needs_classic
def test_wld_08_walking_out_of_view(world: GameFixture) -> None:
    ana, beto = world.player("Ana", at=(2, 22, 49)), world.player("Beto", at=(2, 35, 49))
    ana.takes()
    beto.walks(E)
    ana.sees(msg.character_move(beto.char, 36, 49), msg.character_remove(beto.char))
    seen = beto.takes()
    assert seen[0] == msg.area_changed(36, 49)
    assert msg.character_remove(ana.char) in seen


@needs_classic
def test_wld_09_a_blocked_tile(world: GameFixture) -> None:
    here = world.world.maps[2]
    x, y = next(
        (x, y) for x in range(30, 60) for y in range(30, 60) if here.is_blocked(x + 1, y) and here.is_legal(x, y)
    )
    ana, watcher = world.player("Ana", at=(2, x, y)), world.player("Beto", at=(2, x, y + 2))
    watcher.takes()
    ana.takes()
    ana.walks(E)
    ana.sees(msg.pos_update(x, y))
    watcher.sees()
    assert ana.player.heading is Heading.SOUTH


def test_wld_10_paralysed(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.paralysed = True
    ana.walks(E, E)
    assert ids(ana.takes()) == [S.CONSOLE_MSG]
    assert ana.place == (1, 50, 50)


def test_wld_11_meditating(game: GameFixture) -> None:
    ana, watcher = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 52, 50))
    ana.player.meditating = True
    ana.player.messages.toggle(Toggle.MEDITATING, on=True)
    ana.takes()
    ana.walks(E)
    assert ids(ana.takes()) == [S.MEDITATE_TOGGLE, S.CONSOLE_MSG, S.CREATE_FX]
    watcher.sees(msg.create_fx(ana.char, 0, 0))
    game.passes(20)
    ana.walks(E)
    ana.sees(msg.pos_update(50, 50))
    game.passes(280)
    ana.walks(E)
    assert ana.place == (1, 51, 50)


@needs_classic
def test_wld_12_resting(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 58, 45))
    ana.player.resting = True
    ana.player.messages.toggle(Toggle.RESTING, on=True)
    ana.takes()
    ana.walks(E)
    assert ana.place == (1, 59, 45)
    seen = ana.takes()
    assert ids(seen) == [S.REST_OK, S.CONSOLE_MSG, S.POS_UPDATE]
    world.passes(20)
    ana.walks(E)
    ana.sees(msg.pos_update(59, 45))


@pytest.mark.parametrize(("pace_ms", "packets"), [(150, 91), (200, None)])
def test_wld_13_too_fast(pace_ms: int, packets: int | None) -> None:
    with a_game(content(plain_map(1)), counsellors=("LUZ",)) as game:
        ana, luz = game.player("Ana", at=(1, 50, 50)), game.player("Luz", at=(1, 80, 80))
        for number in range(1, 200):
            game.clock.advance(pace_ms)
            ana.walks(E if number % 2 else W)
            if ana.closed:
                break
        assert (number if ana.closed else None) == packets
        told = [one for one in only(luz.takes(), "CONSOLE_MSG") if one.fields["font"] == Font.SERVER]
        assert len(told) == (1 if packets else 0)


def test_wld_14_walking_through_a_ghost(game: GameFixture) -> None:
    walker, ghost = game.player("Ana", at=(1, 50, 49)), game.player("Beto", at=(1, 51, 49), dead=True)
    watcher = game.player("Eva", at=(1, 52, 50))
    for client in (walker, ghost, watcher):
        client.takes()
    walker.walks(E)
    assert only(ghost.takes(), "FORCE_CHAR_MOVE") == [msg.force_char_move(W)]
    watcher.sees(msg.character_move(ghost.char, 50, 49), msg.character_move(walker.char, 51, 49))
    assert (ghost.place, ghost.player.heading, walker.place) == ((1, 50, 49), W, (1, 51, 49))


@needs_classic
def test_wld_15_over_the_border(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 50, 93))
    old = ana.char
    ana.walks(SOUTH)
    assert ana.place == (2, 50, 8)
    seen = ana.takes()
    assert seen[:6] == [
        msg.remove_char_dialog(old),
        msg.character_remove(old),
        msg.change_map(2, 25),
        msg.play_midi(3, -1),
        msg.remove_dialogs(),
        msg.area_changed(50, 8),
    ]
    own = next(place for place, one in enumerate(seen) if shown([one], ana.char))
    assert seen[own].fields["y"] == 8
    assert seen[-1] == msg.user_char_index_in_server(ana.char)
    assert S.PLAY_WAVE not in ids(seen)


@needs_classic
def test_wld_16_somebody_stands_at_the_other_side(world: GameFixture) -> None:
    world.player("Beto", at=(2, 50, 8))
    ana = world.player("Ana", at=(1, 50, 93))
    ana.walks(SOUTH)
    assert ana.place == (2, 49, 8)


@needs_classic
def test_wld_17_the_other_side_is_blocked(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 10, 91))
    ana.walks(W)
    assert ana.place == (8, 90, 91)


@needs_classic
@pytest.mark.parametrize("level", [12, 13])
def test_wld_18_the_way_to_the_newbies(world: GameFixture, level: int) -> None:
    ana = world.player("Ana", at=(1, 82, 28), level=level, exp_next=10**7)
    ana.walks(N)
    seen = ana.takes()
    if level == 12:
        assert ana.place == (286, 50, 65)
        assert seen[-2:] == [msg.play_wave(3, 50, 65), msg.create_fx(ana.char, Fx.WARP, 0)]
    else:
        assert ana.place == (1, 81, 27)
        assert seen[0].id is S.CONSOLE_MSG
        assert not {S.CHANGE_MAP, S.CREATE_FX, S.PLAY_WAVE} & set(ids(seen))


@needs_classic
def test_wld_19_a_door_of_the_army(world: GameFixture) -> None:
    ana = world.player("Ana", at=(60, 79, 25))
    ana.walks(N)
    seen = ana.takes()
    assert ana.place == (60, 80, 24)
    assert seen[0].id is S.CONSOLE_MSG
    assert msg.play_wave(3, 80, 24) in seen


@needs_classic
def test_wld_20_a_door(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 74, 39))
    far = world.player("Beto", at=(1, 20, 80))
    ana.takes()
    ana.sends(c.DoubleClick(74, 37))
    ana.sees(
        msg.object_create(74, 37, 5592),
        msg.block_position(74, 37, False),
        msg.block_position(73, 37, False),
        msg.play_wave(5, 74, 37),
    )
    far.sees(msg.block_position(74, 37, False), msg.block_position(73, 37, False))
    ana.sends(c.DoubleClick(74, 37))
    ana.sees(
        msg.object_create(74, 37, 5593),
        msg.block_position(73, 37, True),
        msg.block_position(74, 37, True),
        msg.play_wave(5, 74, 37),
    )
    eva = world.player("Eva", at=(1, 72, 38))
    eva.sends(c.DoubleClick(74, 37))
    assert ids(eva.takes()) == [S.CONSOLE_MSG]


@needs_classic
def test_wld_21_gold_falls_around(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 58, 45), gold=30_000)
    for left in (20_000, 10_000):
        ana.sends(c.Drop(31, 10_000))
        assert only(ana.takes(), "UPDATE_GOLD") == [msg.update_gold(left)]
    objects = world.world.maps[1].objects
    assert (objects[57, 45], objects[58, 44]) == (ItemStack(12, 10_000), ItemStack(12, 10_000))
    ana.sends(c.Drop(31, 20_000))
    ana.sees()
    assert ana.player.record.gold == 10_000


@needs_classic
def test_wld_22_a_full_tile(world: GameFixture) -> None:
    bag: list[ItemStack | None] = [ItemStack(1, 50), *[None] * 29]
    ana = world.player("Ana", at=(1, 58, 45), inventory=bag)
    world.world.maps[1].objects[58, 45] = ItemStack(1, 9_990)
    ana.sends(c.Drop(1, 50))
    seen = ana.takes()
    assert ids(seen) == [S.CHANGE_INVENTORY_SLOT]
    assert seen[0].fields["amount"] == 40
    assert world.world.maps[1].objects[58, 45].amount == 10_000
    ana.sends(c.Drop(1, 50))
    assert ids(ana.takes()) == [S.CONSOLE_MSG]
    assert ana.player.record.inventory[0] == ItemStack(1, 40)


@needs_classic
def test_wld_23_looking_at_a_banker(world: GameFixture) -> None:
    ana = world.player("Ana", at=(1, 58, 45))
    banker = npc_at(world, 1, 65, 46)
    ana.sends(c.LeftClick(65, 45))
    ana.sees(msg.chat_over_head(banker.definition.description, banker.char, 255, 255, 255))
    assert ana.player.targets.npc == banker.char
    ana.sends(c.LeftClick(67, 45))
    ana.sees()
    assert ana.player.targets.npc == banker.char


@pytest.mark.parametrize(
    ("survival", "expected"),
    [(10, "Dudoso"), (20, "Sano"), (30, "Herido"), (40, "Levemente herido"), (59, "Levemente herido"), (60, "74/100")],
)
def test_wld_24_the_health_of_a_creature(game: GameFixture, survival: int, expected: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.record.skills[Skill.SUPERVIVENCIA - 1].level = survival
    npc = put_npc(game.world, NpcDef(id=1, name="Lobo", min_hp=74, max_hp=100), 1, (52, 50))
    assert health_of(ana.player, npc) == f"({expected}) "
    ana.sends(c.LeftClick(52, 50))
    ana.sees(msg.console_msg(f"({expected}) Lobo", Font.INFO))


@needs_classic
def test_wld_25_the_way_home(world: GameFixture) -> None:
    ana = world.player("Ana", at=(34, 44, 88), dead=True, level=40, exp_next=10**9, home=1)
    ana.sends(c.Home())
    ana.sees(msg.home(5, 135, "Ciudad de Ullathorpe"))
    ana.walks(N)
    ana.sees()
    world.passes(134_960)
    assert ana.place == (34, 44, 88)
    world.passes(40)
    assert ana.place == (1, 58, 45)
    assert ana.takes()[-1] == msg.finish_home()


@needs_classic
def test_wld_25_distances(world: GameFixture) -> None:
    cities = {1: (1969, 24), 34: (2455, 29), 59: (2755, 30), 62: (2635, 23), 196: (2507, 25), 151: (2525, 27)}
    for city, (total, most) in cities.items():
        ways = world.world.distances(city)
        assert (len(ways), sum(ways.values()), max(ways.values())) == (220, total, most)
    from_ullathorpe = world.world.distances(1)
    assert [from_ullathorpe[n] for n in (2, 5, 8, 11, 3, 6, 9, 12, 14, 39, 74, 77, 38, 35)] == [1] * 4 + [2] * 8 + [
        3,
        4,
    ]
    assert not {37, 49, 116, 286} & from_ullathorpe.keys()


@needs_classic
def test_wld_26_how_far_a_whisper_goes(world: GameFixture) -> None:
    ana, beto = world.player("Ana", at=(2, 50, 49)), world.player("Beto", at=(2, 58, 55))
    ana.takes()
    ana.sends(c.Whisper("Beto", "psst"))
    blue = msg.chat_over_head("psst", ana.char, 0, 0, 255)
    ana.sees(blue)
    beto.sees(blue)
    eva = world.player("Eva", at=(2, 59, 49))
    ana.takes()
    ana.sends(c.Whisper("Eva", "psst"))
    ana.sees()
    eva.sees()


def test_wld_27_blocking_a_passage() -> None:
    triggers = bytearray(TILES)
    triggers[49 * 100 + 49] = Trigger.ANTIPIQUETE
    with a_game(content(plain_map(1, triggers=bytes(triggers)), plain_map(66)), idle_limit_min=60) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.passes(23 * 6_000)
        assert len(only(ana.takes(), "CONSOLE_MSG")) == 23
        game.passes(6_000)
        assert (ana.place, ana.player.record.jail_minutes) == ((66, 75, 47), 10)


def test_wld_28_turning_while_paralysed() -> None:
    with a_game(content(plain_map(1, blocked=((61, 50),)))) as game:
        free, stuck = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 60, 50))
        for client in (free, stuck):
            client.player.paralysed = True
            client.takes()
        free.sends(c.ChangeHeading(2))
        free.sees()
        stuck.sends(c.ChangeHeading(2))
        (change,) = only(stuck.takes(), "CHARACTER_CHANGE")
        assert change.fields["heading"] == 2


@needs_classic
def test_wld_29_meeting_somebody_who_meditates(world: GameFixture) -> None:
    mage = world.player("Ceci", at=(2, 22, 49), player_class=PlayerClass.MAGE)
    mage.player.meditating, mage.player.fx = True, Fx.MEDITATION_LARGE
    ana = world.player("Ana", at=(2, 36, 49))
    ana.walks(W)
    seen = ana.takes()
    assert seen[0] == msg.area_changed(35, 49)
    place = next(k for k, one in enumerate(seen) if shown([one], mage.char))
    assert seen[place + 1] == msg.create_fx(mage.char, 6, -1)


def test_wld_30_an_npc_pushes_a_ghost(game: GameFixture) -> None:
    ghost = game.player("Dora", at=(1, 50, 49), dead=True)
    watcher = game.player("Eva", at=(1, 52, 50))
    npc = put_npc(game.world, NpcDef(id=1, name="Lobo"), 1, (51, 49))
    for client in (ghost, watcher):
        client.takes()
    step_npc(game.world, npc, W)
    assert only(ghost.takes(), "FORCE_CHAR_MOVE") == [msg.force_char_move(E)]
    watcher.sees(msg.character_move(ghost.char, 51, 49), msg.character_move(npc.char, 50, 49))
    assert (ghost.place, ghost.player.heading) == ((1, 51, 49), E)
    assert (npc.x, npc.y) == (50, 49)


@needs_classic
def test_net_22_a_sign(world: GameFixture) -> None:
    signs = [
        (one.id, tile, world.world.content.items[stack.item])
        for one in world.world.maps.values()
        for tile, stack in one.objects.items()
        if world.world.content.items[stack.item].type == 8 and world.world.content.items[stack.item].text
    ]
    map_id, (x, y), sign = next(one for one in signs if world.world.maps[one[0]].is_legal(one[1][0], one[1][1] + 2))
    ana = world.player("Ana", at=(map_id, x, y + 2))
    ana.sends(c.DoubleClick(x, y))
    ana.sees(msg.console_msg(sign.text, Font.INFO))


def test_a_push_moves_the_area_too(game: GameFixture) -> None:
    ghost = game.player("Dora", at=(1, 53, 50), dead=True)
    push_casper(game.world, game.world.maps[1], ghost.player, 54, 50, E)
    assert msg.area_changed(54, 50) in ghost.takes()


def test_a_creature_that_shares_its_tile_pushes_no_ghost_onto_it(game: GameFixture) -> None:
    ghost, eva = game.player("Dora", at=(1, 51, 50), dead=True), game.player("Eva", at=(1, 40, 40))
    npc = put_npc(game.world, NpcDef(id=501, name="Lobo"), 1, (50, 50))
    warp(game.world, eva.player, 1, 50, 50, fx=False)
    assert game.world.maps[1].users[50, 50] is eva.player
    assert not step_npc(game.world, npc, E)
    assert (ghost.place, eva.place, npc.x) == ((1, 51, 50), (1, 50, 50), 50)
    assert game.world.maps[1].users[50, 50] is eva.player


def test_a_warp_out_of_the_map_is_refused(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    for place in ((99, 50, 50), (1, 3, 3), (1, 200, 50)):
        warp(game.world, ana.player, *place, fx=True)
    ana.sees()
    assert ana.place == (1, 50, 50)
    game.save(a_record("Eva", (1, 3, 3)))
    eva = game.connect()
    eva.logs_in("Eva")
    assert eva.place == (1, 49, 49)
