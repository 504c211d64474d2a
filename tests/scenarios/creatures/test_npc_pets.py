"""NPC-21 to NPC-26, NPC-28: taming, pets and their masters, orders, trainers.

Source: 08-npcs §9, §10, §13; 07-work §10.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.fights import ITEMS, WOLF, Says, battlefield, creature, item, skills, wearing
from kit.game import Client, GameFixture, a_game
from kit.spec import needs_classic
from kit.worlds import plain_map

from pyao.content.enums import ObjectType
from pyao.content.npcs import Movement, NpcDef, NpcType
from pyao.protocol import client_packets as c
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.appearance import npc_create
from pyao.rules.body.dying import die
from pyao.rules.body.skills import skill_of
from pyao.rules.creatures import thinking
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.map.warp import warp
from pyao.rules.pets import slots
from pyao.rules.pets.summoning import summon
from pyao.world.record import Attributes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.protocol.message import Message
    from pyao.world.npc import Npc

TAMING = 17
ELVEN_FLUTE, MAGIC_FLUTE = 1050, 208
RAT = NpcDef(id=17, name="Rata", body=12, min_hp=20, max_hp=20, movement=2, attackable=True, alignment=4, tameable=450)
FIRE = NpcDef(id=93, name="Elemental de fuego", body=99, min_hp=500, max_hp=500, movement=1, attackable=True)
TALKER = NpcDef(
    id=536, name="Loro", body=13, min_hp=10, max_hp=10, tameable=700, phrases=("¡Rico!", "¡Pío!"), stays_dead=True
)
TRAINER = NpcDef(
    id=60,
    name="Entrenador",
    body=14,
    type=NpcType.ENTRENADOR,
    min_hp=100,
    max_hp=100,
    creatures=((501, "Lobo"), (17, "Rata"), (93, "Elemental"), (536, "Loro"), (999, "Nada")),
)
BEASTS = {one.id: one for one in (replace(WOLF, body=10), RAT, FIRE, TALKER, TRAINER)}
WILD_WOLF = replace(WOLF, body=10, stays_dead=False)
INFO = Says(Font.INFO)


def world_of(*maps: Any) -> Any:
    flutes = {number: item(number, ObjectType.ANILLO) for number in (ELVEN_FLUTE, MAGIC_FLUTE)}
    return battlefield(*(maps or (plain_map(1), plain_map(2, safe=True))), npcs=BEASTS, items=ITEMS | flutes)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(world_of(), npc_ai_ms=3_600_000) as one:
        yield one


def tamer(game: GameFixture, charisma: int = 18, skill: int = 70, **changes: Any) -> Client:
    fields: dict[str, Any] = {"attributes": Attributes(18, 18, 18, charisma, 18), "skills": skills(domar=skill)}
    return game.player("Ana", at=(1, 50, 50), **(fields | changes))


def tames(client: Client, npc: Npc, roll: int = 0) -> list[Message]:
    """What a try brings besides the look at the creature; 0 = there is no roll."""
    client.game.dice.will_roll(*([(1, 5, roll)] if roll else []))
    client.sends(c.Work(TAMING))
    assert client.takes() == [msg.work_request_target(TAMING)]
    client.sends(c.WorkLeftClick(npc.x, npc.y, TAMING))
    seen = client.takes()
    assert npc.name in str(seen[0].values[0])
    return seen[1:]


def a_pet(client: Client, x: int, y: int, definition: NpcDef = BEASTS[501], **state: Any) -> Npc:
    """A tamed pet, wherever it is."""
    npc = creature(client.game, definition, x, y)
    slots.adopt(client.player, npc)
    npc.movement, npc.hostile = Movement.FOLLOWS_MASTER, False
    for name, value in state.items():
        setattr(npc, name, value)
    return npc


def exp_of(client: Client) -> int:
    return skill_of(client.player, TAMING).exp  # type: ignore[arg-type]


# Taming.


def test_npc_21_taming_a_wolf(game: GameFixture) -> None:
    ana, wolf = tamer(game), creature(game, WILD_WOLF, 51, 51)
    failure = tames(ana, wolf, 2)
    assert failure == [INFO]
    assert (wolf.master, exp_of(ana)) == (None, 20)
    assert tames(ana, wolf, 2) == []
    game.dice.will_roll((1, 5, 1), (9, 92, 20), (7, 94, 80))
    ana.sends(c.WorkLeftClick(51, 51, TAMING))
    assert ana.takes()[1:] == [INFO]
    assert (wolf.master, wolf.movement, wolf.hostile) == (ana.player, Movement.FOLLOWS_MASTER, False)
    assert ana.player.record.pets == [501, 0, 0]
    assert (exp_of(ana), slots.pet_count(ana.player)) == (90, 1)
    assert game.world.maps[1].npcs[20, 80].definition.id == 501
    assert wolf.attacked_by == ""


def test_npc_21_the_new_wolf_is_seen_before_the_words(game: GameFixture) -> None:
    ana, wolf = tamer(game), creature(game, WILD_WOLF, 51, 51)
    game.dice.will_roll((1, 5, 1), (9, 92, 52), (7, 94, 58))
    ana.sends(c.WorkLeftClick(wolf.x, wolf.y, TAMING))
    assert ana.takes()[1:] == [npc_create(game.world.maps[1].npcs[52, 58]), INFO]


@pytest.mark.parametrize(("skill", "tamed"), [(20, True), (19, False)])
def test_npc_22_the_flute_charms(game: GameFixture, skill: int, tamed: bool) -> None:
    ana = tamer(game, charisma=20, skill=skill, **wearing(ring=MAGIC_FLUTE))
    rat = creature(game, replace(RAT, stays_dead=True), 50, 51)
    tames(ana, rat, 1)
    assert (rat.master is ana.player) is tamed


@pytest.mark.parametrize(
    ("flute", "charisma", "skill", "tamed"),
    [(ELVEN_FLUTE, 18, 20, True), (ELVEN_FLUTE, 17, 21, False), (MAGIC_FLUTE, 18, 22, False)],
)
def test_the_elven_flute_charms_more(game: GameFixture, flute: int, charisma: int, skill: int, *, tamed: bool) -> None:
    """360 of 450 points with the elven flute, 400 with the magic one."""
    ana = tamer(game, charisma=charisma, skill=skill, **wearing(ring=flute))
    rat = creature(game, replace(RAT, stays_dead=True), 50, 51)
    tames(ana, rat, 1)
    assert (rat.master is ana.player) is tamed


@pytest.mark.parametrize(("level", "roll", "tamed"), [(70, 1, True), (69, 1, False)])
def test_points_for_a_wolf(game: GameFixture, level: int, roll: int, tamed: bool) -> None:
    ana, wolf = tamer(game, skill=level), creature(game, BEASTS[501], 51, 51)
    tames(ana, wolf, roll)
    assert (wolf.master is not None) is tamed


def test_what_cannot_be_tamed(game: GameFixture) -> None:
    ana = tamer(game)
    ana.sends(c.WorkLeftClick(52, 52, TAMING))
    assert ana.takes()[1:] == [INFO]
    far, wild = creature(game, BEASTS[501], 52, 51), creature(game, FIRE, 49, 50)
    assert tames(ana, far) == [INFO]
    assert tames(ana, wild) == [INFO]
    angry = creature(game, BEASTS[501], 50, 52, attacked_by="Eva")
    assert tames(ana, angry) == [INFO]
    assert exp_of(ana) == 0


def test_the_distance_is_that_of_the_click(game: GameFixture) -> None:
    """The head of a creature may be nearer than its feet."""
    ana, wolf = tamer(game), creature(game, BEASTS[501], 50, 53)
    game.dice.will_roll((1, 5, 1))
    ana.sends(c.WorkLeftClick(50, 52, TAMING))
    assert wolf.master is ana.player


def test_who_has_a_master_stays_with_it(game: GameFixture) -> None:
    ana = tamer(game)
    eva = game.player("Eva", at=(1, 60, 60))
    mine, hers = a_pet(ana, 51, 50), a_pet(eva, 50, 51)
    trainer = creature(game, TRAINER, 40, 40)
    pupil = creature(game, RAT, 49, 50, trainer=trainer)
    trainer.pupils.append(pupil)
    for npc in (mine, hers, pupil):
        assert tames(ana, npc) == [INFO]
    assert (hers.master, pupil.master) == (eva.player, None)


def test_two_of_a_kind_and_three_in_all(game: GameFixture) -> None:
    ana = tamer(game)
    ana.player.record.pets[2] = 501
    a_pet(ana, 45, 45)
    assert ana.player.record.pets == [501, 0, 501]
    wolf, rat = creature(game, BEASTS[501], 51, 50), creature(game, replace(RAT, stays_dead=True), 50, 51)
    assert tames(ana, wolf) == [INFO]
    assert tames(ana, rat, 1) == [INFO]
    assert ana.player.record.pets == [501, 17, 501]
    another = creature(game, RAT, 49, 50)
    assert tames(ana, another) == [INFO]
    assert another.master is None


def test_taming_where_it_is_safe(game: GameFixture) -> None:
    ana, wolf = tamer(game), creature(game, BEASTS[501], 51, 50)
    warp(game.world, ana.player, 2, 50, 50, fx=False)
    here = game.world.maps
    del here[1].npcs[51, 50]
    here[2].npcs[51, 50] = wolf
    wolf.map = 2
    ana.takes()
    char = wolf.char
    assert tames(ana, wolf, 1) == [INFO, msg.character_remove(char), INFO]
    assert (ana.player.record.pets, ana.player.pets) == ([501, 0, 0], [])
    assert (51, 50) not in here[2].npcs


# Where masters go.


def test_npc_23_a_pet_comes_along(game: GameFixture) -> None:
    ana = tamer(game)
    wolf = a_pet(ana, 52, 50, hp=20)
    game.dice.will_roll((-3, 3, -3), (-3, 3, 2))
    old = wolf.char
    warp(game.world, ana.player, 1, 60, 60, fx=False)
    seen = ana.takes()
    (again,) = ana.player.pets
    assert (again.hp, again.x, again.y, again.movement) == (20, 57, 62, Movement.FOLLOWS_MASTER)
    assert seen[-2:] == [msg.character_remove(old), npc_create(again)]
    warp(game.world, ana.player, 2, 50, 50, fx=False)
    assert ana.takes()[-2:] == [msg.user_char_index_in_server(ana.char), INFO]
    assert (ana.player.pets, slots.pet_count(ana.player)) == ([], 1)
    warp(game.world, ana.player, 2, 51, 50, fx=False)
    assert ana.takes()[-1] == INFO
    game.dice.will_roll((-3, 3, 0), (-3, 3, 0))
    warp(game.world, ana.player, 1, 50, 50, fx=False)
    (healthy,) = ana.player.pets
    assert healthy.hp == 75
    assert slots.pet_count(ana.player) == 1


def test_a_summoned_one_is_lost_by_any_warp(game: GameFixture) -> None:
    ana = tamer(game)
    summon(game.world, ana.player, 93, (52, 50))
    a_pet(ana, 54, 50)
    rat = a_pet(ana, 56, 50, RAT)
    assert [pet.pet_slot for pet in ana.player.pets] == [1, 2, 3]
    ana.takes()
    game.dice.will_roll((-3, 3, 0), (-3, 3, 1), (-3, 3, 1), (-3, 3, 0))
    warp(game.world, ana.player, 1, 50, 51, fx=False)
    assert [(pet.definition.id, pet.pet_slot, pet.x, pet.y) for pet in ana.player.pets] == [
        (501, 2, 50, 52),
        (17, 3, 51, 51),
    ]
    assert ana.takes()[-1] == Says(Font.INFO, "invocadas")
    assert rat.char == 0


def test_where_no_pet_can_stand() -> None:
    walls = tuple((x, y) for x in range(1, 101) for y in range(1, 101) if (x, y) != (50, 50))
    with a_game(world_of(plain_map(1), plain_map(2, blocked=walls)), npc_ai_ms=3_600_000) as game:
        ana = tamer(game)
        a_pet(ana, 52, 50)
        game.dice.will_roll((-3, 3, 1), (-3, 3, 1))
        warp(game.world, ana.player, 2, 50, 50, fx=False)
        assert ana.takes()[-1] == INFO
        assert (ana.player.record.pets, ana.player.pets) == ([501, 0, 0], [])


def test_npc_24_a_summoned_one_stays_1001_ticks(game: GameFixture) -> None:
    ana = tamer(game)
    fire = summon(game.world, ana.player, 93, (52, 50))
    assert fire is not None
    game.ticks(1_000)
    assert ana.player.pets == [fire]
    char = fire.char
    ana.takes()
    game.ticks(1)
    assert msg.character_remove(char) in ana.takes()
    assert (ana.player.pets, list(slots.kinds(ana.player))) == ([], [])
    assert not game.world.maps[1].objects


def test_npc_25_nobody_keeps_pets_in_death(game: GameFixture) -> None:
    ana = tamer(game)
    wolf = a_pet(ana, 52, 50)
    ana.player.record.pets[1] = 17
    die(game.world, ana.player)
    assert (ana.player.record.pets, ana.player.pets, wolf.char) == ([0, 0, 0], [], 0)
    assert not game.world.maps[1].objects


def test_a_dead_pet_frees_its_slot(game: GameFixture) -> None:
    ana = tamer(game)
    wolf, rat = a_pet(ana, 52, 50), a_pet(ana, 54, 50, RAT)
    kill_npc(game.world, wolf)
    assert (ana.player.record.pets, ana.player.pets) == ([0, 17, 0], [rat])
    a_pet(ana, 56, 50)
    assert ana.player.record.pets == [501, 17, 0]
    assert [pet.definition.id for pet in ana.player.pets] == [501, 17]


def test_pets_are_saved_and_come_again(game: GameFixture) -> None:
    ana = tamer(game)
    eva = game.player("Eva", at=(1, 55, 50))
    summon(game.world, ana.player, 93, (53, 50))
    wolf = a_pet(ana, 52, 50, hp=3)
    chars = [pet.char for pet in ana.player.pets]
    eva.takes()
    ana.cuts()
    game.ticks(300)
    removed = [one for one in eva.takes() if one.id is S.CHARACTER_REMOVE]
    assert removed[-2:] == [msg.character_remove(char) for char in chars]
    assert wolf.char == 0
    record = game.load("Ana")
    assert record is not None
    assert record.pets == [0, 501, 0]
    again = game.connect()
    again.logs_in("Ana")
    (pet,) = again.player.pets
    assert (pet.hp, pet.pet_slot, pet.movement) == (75, 2, Movement.FOLLOWS_MASTER)
    assert abs(pet.x - again.player.x) + abs(pet.y - again.player.y) == 1
    seen = again.takes()
    arrival = [npc_create(pet), msg.play_wave(3, pet.x, pet.y), msg.create_fx(pet.char, 1, 0)]
    at = seen.index(arrival[0])
    assert seen[at : at + 3] == arrival
    assert [one.id for one in seen].index(S.SEND_SKILLS) < at < [one.id for one in seen].index(S.LOGGED)


def test_at_a_login_where_it_is_safe_they_wait(game: GameFixture) -> None:
    ana = game.player("Ana", at=(2, 50, 50), pets=[0, 501, 0])
    assert (ana.player.pets, ana.player.record.pets) == ([], [0, 501, 0])


# Orders.


def targets(client: Client, npc: Npc) -> None:
    client.player.targets.npc = npc.char
    client.takes()


ORDERS: list[type[c.ClientPacket]] = [c.PetStand, c.PetFollow, c.ReleasePet]


def test_npc_26_a_pet_stands_still(game: GameFixture) -> None:
    ana = tamer(game)
    near, far, wild = a_pet(ana, 55, 55), a_pet(ana, 55, 56), creature(game, RAT, 51, 50)
    targets(ana, near)
    ana.sends(c.PetStand())
    assert (near.movement, ana.takes()) == (Movement.ESTATICO, [])
    targets(ana, far)
    ana.sends(c.PetStand())
    assert (far.movement, ana.takes()) == (Movement.FOLLOWS_MASTER, [INFO])
    targets(ana, wild)
    for order in ORDERS:
        ana.sends(order())
        ana.sees()


@pytest.mark.parametrize("order", ORDERS)
def test_orders_need_a_pet_and_a_living_master(game: GameFixture, order: Callable[[], c.ClientPacket]) -> None:
    ana = tamer(game)
    ana.sends(order())
    ana.sees(INFO)
    wolf = a_pet(ana, 52, 50)
    targets(ana, wolf)
    ana.player.record.dead = True
    ana.sends(order())
    ana.sees(Says(Font.INFO, "muerto"))
    assert (wolf.master, wolf.movement) == (ana.player, Movement.FOLLOWS_MASTER)


def test_what_is_far_and_not_ones_own(game: GameFixture) -> None:
    """Who orders hears of the distance first; who releases, of nothing."""
    ana, wild = tamer(game), creature(game, RAT, 58, 56)
    targets(ana, wild)
    ana.sends(c.PetStand())
    ana.sees(INFO)
    ana.sends(c.PetFollow())
    ana.sees(INFO)
    ana.sends(c.ReleasePet())
    ana.sees()


def test_a_pet_follows_again(game: GameFixture) -> None:
    ana, foe = tamer(game), creature(game, RAT, 58, 50)
    wolf = a_pet(ana, 52, 50, movement=Movement.FIGHTS_NPC, target_npc=foe, hostile=True)
    targets(ana, wolf)
    ana.sends(c.PetFollow())
    ana.sees()
    assert (wolf.movement, wolf.target_npc, wolf.hostile) == (Movement.FOLLOWS_MASTER, None, False)


def test_a_pet_is_let_go(game: GameFixture) -> None:
    ana = tamer(game)
    wolf = a_pet(ana, 58, 50, replace(BEASTS[501], stays_dead=False))
    char = wolf.char
    targets(ana, wolf)
    ana.sends(c.ReleasePet())
    ana.sees(msg.character_remove(char))
    assert (ana.player.record.pets, ana.player.pets, game.world.maps[1].npcs) == ([0, 0, 0], [], {})
    ana.sends(c.ReleasePet())
    ana.sees(INFO)


def test_a_far_pet_is_not_let_go(game: GameFixture) -> None:
    ana = tamer(game)
    wolf = a_pet(ana, 58, 53)
    targets(ana, wolf)
    ana.sends(c.ReleasePet())
    ana.sees(INFO)
    assert wolf.master is ana.player


def test_a_parrot_answers(game: GameFixture) -> None:
    ana = tamer(game)
    eva = game.player("Eva", at=(1, 52, 50))
    parrot = a_pet(ana, 53, 50, TALKER)
    targets(ana, parrot)
    eva.takes()
    game.dice.will_roll((1, 2, 2), (1, 2, 1))
    ana.sends(c.PetStand(), c.PetFollow())
    words = [msg.chat_over_head(text, parrot.char, *colours.DEFAULT) for text in ("¡Pío!", "¡Rico!")]
    ana.sees(*words)
    eva.sees(*words)


# Trainers.


def test_the_list_of_a_trainer(game: GameFixture) -> None:
    ana, trainer = tamer(game), creature(game, TRAINER, 55, 55)
    ana.sends(c.TrainList())
    ana.sees(INFO)
    targets(ana, trainer)
    ana.sends(c.TrainList())
    ana.sees(msg.trainer_creature_list(["Lobo", "Rata", "Elemental", "Loro", "Nada"]))
    targets(ana, creature(game, RAT, 51, 50))
    ana.sends(c.TrainList(), c.Train(1))
    ana.sees()
    targets(ana, creature(game, TRAINER, 55, 56))
    ana.sends(c.TrainList())
    ana.sees(INFO)
    targets(ana, trainer)
    ana.player.record.dead = True
    ana.sends(c.TrainList())
    ana.sees(Says(Font.INFO, "muerto"))


def test_a_creature_comes_to_be_fought(game: GameFixture) -> None:
    """Even to a ghost far away; what is not on the list, or not in the world, does not come."""
    ana, trainer = tamer(game), creature(game, TRAINER, 55, 55)
    ana.player.record.dead = True
    targets(ana, trainer)
    ana.sends(c.Train(2))
    (rat,) = trainer.pupils
    ana.sees(npc_create(rat), msg.play_wave(3, rat.x, rat.y), msg.create_fx(rat.char, 1, 0))
    assert (rat.trainer, rat.definition.id, rat.respawns, rat.movement) == (trainer, 17, False, 2)
    ana.sends(c.Train(0), c.Train(6), c.Train(5), c.Train(255))
    ana.sees()
    game.dice.will_roll((1, 100, 91))
    kill_npc(game.world, rat)
    assert trainer.pupils == []
    assert [npc.definition.id for npc in game.world.maps[1].npcs.values()] == [60]


@needs_classic
def test_npc_28_a_trainer_has_seven_at_most() -> None:
    with a_game(classic_content(), npc_ai_ms=3_600_000) as game:
        ana = game.player("Ana", at=(60, 66, 52))
        trainer = game.world.maps[60].npcs[64, 51]
        ana.sends(c.LeftClick(64, 51))
        ana.takes()
        for _one in range(7):
            ana.sends(c.Train(1))
        assert len(trainer.pupils) == 7
        ana.takes()
        ana.sends(c.Train(1))
        (said,) = ana.takes()
        assert (said.id, said.values[1]) == (S.CHAT_OVER_HEAD, trainer.char)
        assert len(trainer.pupils) == 7
        game.dice.will_roll((1, 100, 91))
        kill_npc(game.world, trainer.pupils[3])
        ana.sends(c.Train(4))
        assert trainer.pupils[-1].definition.id == 516


def test_whoever_fought_a_creature_that_is_gone_fights_nobody(game: GameFixture) -> None:
    """The pets of its killer come back at once, those of others when they next think."""
    ana, foe = tamer(game), creature(game, RAT, 58, 50)
    eva = game.player("Eva", at=(1, 60, 60))
    fights: dict[str, Any] = {"movement": Movement.FIGHTS_NPC, "target_npc": foe}
    hers, mine = a_pet(eva, 59, 50, **fights), a_pet(ana, 57, 50, **fights)
    wild = creature(game, BEASTS[501], 58, 51, **fights)
    game.dice.will_roll((1, 100, 91), (9, 92, 80), (7, 94, 80))
    kill_npc(game.world, foe, ana.player)
    assert [one.target_npc for one in (hers, mine, wild)] == [None] * 3
    assert [one.movement for one in (mine, hers)] == [Movement.FOLLOWS_MASTER, Movement.FIGHTS_NPC]
    game.dice.will_roll((0, 10, 5))
    for one in (hers, wild):
        one.may_attack = False
        thinking.think(game.world, one)
    assert [one.movement for one in (hers, wild)] == [Movement.FOLLOWS_MASTER, 3]
