"""SES: sessions and characters.  Source: 02-sessions-and-characters, acceptance scenarios."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from kit.classic import classic_content
from kit.game import PASSWORD, Client, GameFixture, a_game, a_record, ids, only
from kit.spec import needs_classic
from kit.worlds import content, plain_map

from pyao.content.balance import AttributeChange, Balance
from pyao.content.enums import City, Heading, MapRestriction, ObjectType, PlayerClass, Race, Skill, Trigger
from pyao.content.items import ItemDef
from pyao.content.maps import TILES, WATER
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font, Fx
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.levels import check_level
from pyao.rules.body.skills import train
from pyao.rules.session import leaving
from pyao.rules.session.leaving import cancel_exit
from pyao.rules.society.penalties import imprison
from pyao.tasks.ports import CharactersUnavailable
from pyao.world.character import NO_ITEM
from pyao.world.ledger import Reason, held_by
from pyao.world.record import ItemStack, Reputation, SkillRecord, Vitals
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pyao.world.record import CharacterRecord

SES_01_DICE = ((0, 3, 2), (0, 2, 1), (0, 3, 0), (0, 3, 1), (0, 3, 3), (0, 2, 2), (0, 3, 3), (0, 3, 3))


def created(client: Client, name: str, **changes: Any) -> c.LoginNewChar:
    fields: dict[str, Any] = {"race": 1, "gender": 1, "class_": 1, "head": 5, "home": 1} | changes
    packet = c.LoginNewChar(
        name,
        PASSWORD,
        0,
        13,
        0,
        fields["race"],
        fields["gender"],
        fields["class_"],
        fields["head"],
        "a@b.c",
        fields["home"],
    )
    client.sends(packet)
    return packet


def test_ses_01_dice(game: GameFixture) -> None:
    client = game.connect()
    game.dice.will_roll(*SES_01_DICE)
    client.sends(c.ThrowDices())
    client.sees(msg.dice_roll(16, 15, 18, 18, 18))


@needs_classic
def test_ses_02_a_human_mage() -> None:
    with a_game(classic_content()) as game:
        client = game.connect()
        game.dice.will_roll(*SES_01_DICE, (1, 6, 4), (1, 2, 1))
        client.sends(c.ThrowDices())
        created(client, "Arda")
        record = game.load("Arda")
        assert record is not None
        now = record.attributes
        assert (now.strength, now.agility, now.intelligence, now.charisma, now.constitution) == (17, 16, 18, 18, 20)
        bars = record.vitals
        assert (bars.hp, bars.max_hp, bars.stamina, bars.max_stamina, bars.mana, bars.max_mana) == (
            19,
            19,
            40,
            40,
            54,
            54,
        )
        assert record.spells[:2] == [2, 0]
        assert bag(record) == [
            (857, 200, False),
            (856, 200, False),
            (463, 1, True),
            (460, 1, True),
            (467, 100, False),
            (468, 100, False),
        ]
        assert (record.look.body, record.look.head) == (1, 5)
        assert (record.look.weapon, record.look.shield, record.look.helmet) == (12, 2, 2)
        assert client.place == (286, 50, 65)
        assert record.free_skill_points == 10


def bag(record: Any) -> list[tuple[int, int, bool]]:
    return [(one.item, one.amount, one.equipped) for one in record.inventory if one is not None]


@needs_classic
def test_ses_03_a_dwarf_hunter() -> None:
    with a_game(classic_content()) as game:
        client = game.connect()
        rolls = ((0, 3, 3), (0, 2, 2), (0, 3, 3), (0, 3, 3), (0, 3, 0), (0, 2, 0), (0, 3, 0), (0, 3, 0))
        game.dice.will_roll(*rolls, (1, 7, 7), (1, 3, 3))
        client.sends(c.ThrowDices())
        client.sees(msg.dice_roll(18, 18, 16, 15, 18))
        created(client, "Brunilda", race=5, gender=2, class_=10, head=370)
        record = game.load("Brunilda")
        assert record is not None
        now = record.attributes
        assert (now.strength, now.agility, now.intelligence, now.charisma, now.constitution) == (21, 18, 14, 13, 21)
        assert (record.vitals.hp, record.vitals.stamina, record.vitals.mana) == (22, 60, 0)
        assert bag(record) == [
            (857, 200, False),
            (855, 100, False),
            (858, 50, False),
            (466, 1, True),
            (859, 1, True),
            (860, 150, True),
            (467, 100, False),
            (468, 100, False),
        ]
        assert (record.look.body, record.look.weapon) == (300, 40)


def test_ses_04_creation_without_dice(game: GameFixture) -> None:
    client = game.connect()
    created(client, "Arda")
    assert ids(client.takes()) == [S.ERROR_MSG]
    assert not client.closed
    assert game.load("Arda") is None


@needs_classic
def test_ses_05_a_head_out_of_range() -> None:
    with a_game(classic_content()) as game:
        client = game.connect()
        game.dice.will_roll(*SES_01_DICE)
        client.sends(c.ThrowDices())
        client.takes()
        created(client, "Arda", head=41)
        assert ids(client.takes()) == [S.ERROR_MSG]
        assert not client.closed
        game.dice.will_roll((1, 6, 4), (1, 2, 1))
        created(client, "Arda", head=40)
        record = game.load("Arda")
        assert record is not None
        assert (record.attributes.strength, record.look.head) == (17, 40)


@pytest.mark.parametrize("name", ["Bob7", "Peña", "", " Bob", "Bob ", "x" * 16, "Bobÿ"])
def test_ses_06_invalid_names(game: GameFixture, name: str) -> None:
    client = game.connect()
    created(client, name)
    (answer,) = client.takes()
    assert answer == msg.error_msg("Nombre inválido.")
    assert not client.closed


@needs_classic
def test_ses_06_listed_fragments_are_no_obstacle() -> None:
    with a_game(classic_content()) as game:
        client = game.connect()
        game.dice.will_roll(*SES_01_DICE, (1, 6, 4), (1, 2, 1))
        client.sends(c.ThrowDices())
        created(client, "Marcomat")
        assert "MARCOMAT" in game.world.online


def test_ses_07_a_silent_connection(game: GameFixture) -> None:
    client = game.connect()
    game.ticks(3000)
    assert not client.closed
    game.ticks(1)
    assert client.closed
    client.sees()


def test_ses_08_wrong_password_and_ban(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    game.save(a_record("Beto", (1, 52, 50), banned=True))
    ana, beto = game.connect(), game.connect()
    ana.logs_in("Ana", "otra")
    assert ids(ana.takes()) == [S.ERROR_MSG]
    assert ana.closed
    beto.logs_in("Beto", "otra")
    assert ids(beto.takes()) == [S.ERROR_MSG]
    assert not beto.closed


def test_ses_09_another_version(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    ana = game.connect()
    ana.sends(c.LoginExistingChar("Ana", PASSWORD, 0, 12, 1))
    (answer,) = ana.takes()
    assert answer.id is S.ERROR_MSG
    assert "0.13.0" in answer.values[0]
    assert not ana.closed
    assert not game.world.online


def test_ses_10_a_second_login(game: GameFixture) -> None:
    first = game.player("Arda", at=(1, 50, 50))
    second = game.connect()
    second.logs_in("ARDA")
    assert ids(second.takes()) == [S.ERROR_MSG]
    assert second.closed
    first.sees()
    first.sends(c.Ping())
    first.sees(msg.pong())


def citizen(**changes: Any) -> Any:
    return a_record("Ana", (286, 50, 65), level=1, exp_next=300, free_skill_points=10, **changes)


@needs_classic
@pytest.mark.parametrize("backpack", [0, 866, 865])
def test_ses_11_the_burst_in_order(backpack: int) -> None:
    with a_game(classic_content()) as game:
        record = citizen()
        slots = 20
        if backpack:
            record.inventory[1] = ItemStack(backpack, 1, equipped=True)
            record.inventory[26] = ItemStack(38, 7)
            record.equipment.backpack = 2
            slots = 25
        game.save(record)
        game.world.record_online = 5
        ana = game.connect()
        ana.logs_in("Ana")
        burst = ana.takes()
        head = [S.MULTI_MESSAGE, *[S.CHANGE_INVENTORY_SLOT] * slots, *[S.CHANGE_SPELL_SLOT] * 35]
        head += [S.USER_INDEX_IN_SERVER, S.CHANGE_MAP, S.PLAY_MIDI, S.AREA_CHANGED]
        assert ids(burst)[: len(head)] == head
        assert burst[0] == msg.resuscitation_safe_off()
        assert [one.values[0] for one in burst[1 : slots + 1]] == list(range(1, slots + 1))
        assert burst[len(head) - 3] == msg.change_map(286, 99)
        assert burst[len(head) - 2] == msg.play_midi(1, -1)
        index = ids(burst).index(S.USER_CHAR_INDEX_IN_SERVER)
        own = [one for one in burst[:index] if one.id is S.CHARACTER_CREATE and one.values[0] == ana.char]
        assert len(own) == 1
        lines = 1 + len(game.world.content.motd)
        tail = [S.USER_CHAR_INDEX_IN_SERVER, S.UPDATE_USER_STATS, S.UPDATE_USER_STATS, S.UPDATE_HUNGER_AND_THIRST]
        tail += [S.UPDATE_STRENGHT_AND_DEXTERITY, *[S.GUILD_CHAT, S.CONSOLE_MSG] * lines]
        tail += [S.SEND_SKILLS, S.LEVEL_UP, S.MULTI_MESSAGE, S.CREATE_FX, S.LOGGED]
        assert ids(burst)[index:] == tail
        assert burst[index + 3] == msg.update_hunger_and_thirst(100, 100, 100, 100)
        assert all(one.fields["font"] == Font.GUILD_MSG for one in burst[index:] if one.id is S.CONSOLE_MSG)
        assert burst[-4:] == [
            msg.level_up(10),
            msg.safe_mode_on(),
            msg.create_fx(ana.char, Fx.WARP, 0),
            msg.logged(PlayerClass.WARRIOR),
        ]
        ana.sends(c.Quit())
        game.passes(2_000)
        assert ana.closed
        if backpack:
            kept = game.load("Ana")
            assert kept is not None
            assert kept.inventory[26] == ItemStack(38, 7)


@pytest.mark.parametrize(("plebeian", "expected"), [(3, msg.safe_mode_on()), (2, msg.safe_mode_off())])
def test_ses_12_citizen_or_criminal(game: GameFixture, plebeian: int, expected: msg.Message) -> None:
    game.save(a_record("Ana", (1, 50, 50), reputation=Reputation(assassin=1006, noble=1000, plebeian=plebeian)))
    ana = game.connect()
    ana.logs_in("Ana")
    assert only(ana.takes(), "SAFE_MODE_ON", "SAFE_MODE_OFF") == [expected]


def test_ses_13_a_ghost_comes_back(game: GameFixture) -> None:
    record = a_record("Ana", (1, 50, 50), dead=True)
    record.look.head = 12
    game.save(record)
    ana = game.connect()
    ana.logs_in("Ana")
    burst = ana.takes()
    assert burst[0] == msg.resuscitation_safe_on()
    (own,) = only(burst, "CHARACTER_CREATE")
    shown = own.fields
    assert (shown["body"], shown["head"]) == (8, 500)
    assert (shown["weapon"], shown["shield"], shown["helmet"]) == (2, 2, 2)
    assert game.load("Ana") is not None


def test_ses_14_the_saved_tile_is_taken() -> None:
    tiles = bytearray(TILES)
    tiles[48 * 100 + 48] = 1
    tiles[48 * 100 + 49] = WATER
    from dataclasses import replace

    with a_game(content(replace(plain_map(1), tiles=bytes(tiles)))) as game:
        game.player("Beto", at=(1, 50, 50))
        ana = game.player("Ana", at=(1, 50, 50))
        assert ana.place == (1, 51, 49)


def test_ses_15_paralysed_at_login(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50), paralysed=True))
    ana = game.connect()
    ana.logs_in("Ana")
    burst = ana.takes()
    place = ids(burst).index(S.PARALIZE_OK)
    assert ids(burst)[place - 1 : place + 3] == [
        S.CHANGE_SPELL_SLOT,
        S.PARALIZE_OK,
        S.POS_UPDATE,
        S.USER_INDEX_IN_SERVER,
    ]
    game.ticks(500)
    ana.sees()
    game.ticks(1)
    ana.sees(msg.paralize_ok(), msg.pos_update(50, 50))


def test_ses_16_leaving_a_fighting_map(game: GameFixture) -> None:
    ana, watcher = game.player("Ana", at=(1, 50, 50)), game.player("Beto", at=(1, 52, 50))
    char = ana.char
    ana.sends(c.Quit())
    (told,) = ana.takes()
    assert (told.id, told.fields["font"]) == (S.CONSOLE_MSG, Font.INFO)
    assert "10" in told.values[0]
    game.passes(9_000)
    ana.sees()
    assert "ANA" in game.world.online
    watcher.takes()
    game.passes(1_000)
    assert ids(ana.takes()) == [S.CONSOLE_MSG, S.DISCONNECT]
    assert ana.closed
    assert only(watcher.takes(), "CHARACTER_REMOVE") == [msg.character_remove(char)]


@pytest.mark.parametrize("rank", ["safe map", "counsellor"])
def test_ses_17_leaving_at_once(rank: str) -> None:
    safe = rank == "safe map"
    with a_game(content(plain_map(1, safe=safe)), counsellors=() if safe else ("ANA",)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.sends(c.Quit())
        assert "0" in ana.takes()[0].values[0]
        game.passes(1_000)
        assert ana.closed
        assert not game.world.online


def test_ses_18_walking_cancels_the_exit(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.Quit())
    game.passes(4_000)
    ana.takes()
    ana.walks(Heading.EAST)
    (told,) = ana.takes()
    assert (told.id, told.fields["font"]) == (S.CONSOLE_MSG, Font.WARNING)
    game.passes(20_000)
    assert not ana.closed
    ana.sends(c.Quit())
    assert "10" in ana.takes()[0].values[0]


def test_ses_19_a_lost_connection(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.cuts()
    game.passes(7_000)
    again = game.connect()
    again.logs_in("Ana")
    (refusal,) = again.takes()
    assert refusal == msg.error_msg("El personaje está saliendo, esperá unos segundos.")
    cancel_exit(game.world, game.world.online["ANA"])  # what another player's blow does
    game.passes(9_000)
    assert "ANA" in game.world.online
    game.passes(1_000)
    assert "ANA" not in game.world.online


def test_ses_20_a_skill_improves(game: GameFixture) -> None:
    skills = [SkillRecord() for _skill in range(20)]
    skills[Skill.ARMAS - 1] = SkillRecord(2, 170, 220)
    ana = game.player("Ana", at=(1, 50, 50), level=1, exp_next=300, skills=skills)
    train(game.world, ana.player, Skill.ARMAS, success=True)
    learned = ana.player.record.skills[Skill.ARMAS - 1]
    assert (learned.level, learned.exp, learned.elu) == (3, 0, 232)
    assert ana.player.record.exp == 50
    seen = ana.takes()
    assert ids(seen) == [S.CONSOLE_MSG, S.CONSOLE_MSG, S.UPDATE_EXP, S.UPDATE_USER_STATS]
    assert [one.fields["font"] for one in seen[:2]] == [Font.INFO, Font.FIGHT]
    train(game.world, ana.player, Skill.ARMAS, success=True)
    assert (learned.level, learned.exp) == (3, 0)
    ana.sees()


def test_ses_21_handing_out_points(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), free_skill_points=10, assigned_skill_points=0)
    points = [0] * 20
    points[3], points[2] = 6, 4
    ana.sends(c.ModifySkills(tuple(points)))
    ana.sees()
    record = ana.player.record
    assert (record.skills[3].level, record.skills[2].level) == (6, 4)
    assert (record.free_skill_points, record.assigned_skill_points) == (0, 10)
    ana.sends(c.RequestSkills())
    (answer,) = ana.takes()
    assert answer.values[0][2:4] == ((4, 0), (6, 0))


def test_ses_22_more_points_than_there_are(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), free_skill_points=3)
    ana.sends(c.ModifySkills((4, *[0] * 19)))
    assert ana.closed
    player = game.world.online["ANA"]
    assert player.record.skills[0].level == 0
    game.passes(9_000)
    assert "ANA" in game.world.online
    game.passes(1_000)
    assert "ANA" not in game.world.online


LIFE = Balance(life={PlayerClass.CLERIC: 8.5, PlayerClass.WARRIOR: 10.0})


def test_ses_23_a_cleric_rises() -> None:
    with a_game(content(plain_map(1), balance=LIFE)) as game:
        ana = game.player(
            "Ana",
            at=(1, 50, 50),
            player_class=PlayerClass.CLERIC,
            level=1,
            exp=290,
            exp_next=300,
            free_skill_points=10,
            vitals=Vitals(max_hp=20, hp=20, max_mana=50, mana=50, max_stamina=40, stamina=40),
        )
        watcher = game.player("Beto", at=(1, 52, 50))
        ana.takes()
        game.dice.will_roll((0, 100, 30))
        ana.player.record.exp += 20
        check_level(game.world, ana.player)
        record, bars = ana.player.record, ana.player.record.vitals
        assert (record.level, record.exp, record.exp_next, record.free_skill_points) == (2, 10, 420, 20)
        assert (bars.hp, bars.max_hp, bars.max_mana, bars.max_stamina) == (29, 29, 86, 55)
        assert (bars.min_hit, bars.max_hit) == (3, 4)
        assert only(ana.takes(), "LEVEL_UP") == [msg.level_up(20)]
        watcher.sees(msg.play_wave(6, 50, 50))


def test_ses_24_two_levels_at_once() -> None:
    with a_game(content(plain_map(1), balance=LIFE)) as game:
        ana = game.player("Ana", at=(1, 50, 50), level=1, exp=0, exp_next=300, free_skill_points=0)
        game.dice.will_roll((0, 100, 50), (0, 100, 50))
        ana.player.record.exp += 770
        check_level(game.world, ana.player)
        record = ana.player.record
        assert (record.level, record.exp, record.exp_next) == (3, 50, 588)
        seen = ana.takes()
        assert only(seen, "LEVEL_UP") == [msg.level_up(15)]
        assert len(only(seen, "UPDATE_USER_STATS")) == 1


def test_ses_25_a_newbie_no_more() -> None:
    newbies = plain_map(286, restriction=MapRestriction.NEWBIE)
    potion = ItemDef(id=857, name="Poción", newbie=True)
    world = content(newbies, plain_map(34), items={857: potion}, balance=LIFE, cities={City.NIX: (34, 44, 88)})
    with a_game(world) as game:
        ana = game.player(
            "Ana",
            at=(286, 50, 50),
            level=12,
            exp=0,
            exp_next=100,
            home=City.ARGHAL,
            inventory=[ItemStack(857, 5), *[None] * 29],
        )
        game.dice.will_roll((0, 100, 50))
        ana.player.record.exp = 100
        check_level(game.world, ana.player)
        assert ana.player.record.inventory[0] is None
        assert ana.place == (34, 44, 88)
        seen = ana.takes()
        assert only(seen, "CHANGE_INVENTORY_SLOT")[0].values[:2] == (1, 0)


def test_ses_26_a_new_password(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50), password_hash="CLAVE1"))
    ana = game.connect()
    ana.logs_in("Ana", "Clave1")
    ana.takes()
    ana.sends(c.ChangePassword("clave1", "nueva"))
    (told,) = ana.takes()
    assert (told.id, told.fields["font"]) == (S.CONSOLE_MSG, Font.INFO)
    ana.sends(c.Quit())
    game.passes(11_000)
    for typed, works in (("clave1", False), ("NUEVA", True)):
        again = game.connect()
        again.logs_in("Ana", typed)
        assert ("ANA" in game.world.online) is works
    game.world.online["ANA"].messages.close()
    game.passes(11_000)
    last = game.connect()
    last.logs_in("Ana", "nueva")
    assert "ANA" in game.world.online


@pytest.mark.parametrize(("old", "new"), [("x", "nueva"), (PASSWORD, ""), (PASSWORD, "ab"), (PASSWORD, "x" * 16)])
def test_a_password_that_is_not_changed(game: GameFixture, old: str, new: str) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.ChangePassword(old, new))
    assert ids(ana.takes()) == [S.CONSOLE_MSG]
    assert ana.player.record.password_hash == PASSWORD.upper()


def test_ses_27_a_sentence_is_served_while_playing() -> None:
    with a_game(content(plain_map(1), plain_map(66))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        imprison(game.world, ana.player, 2)
        assert ana.place == (66, 75, 47)
        ana.sends(c.Quit())
        game.passes(11_000)
        game.passes(180_000)
        kept = game.load("Ana")
        assert kept is not None
        assert kept.jail_minutes == 2
        again = game.connect()
        again.logs_in("Ana")
        game.passes(60_000)
        again.sends(c.Ping())
        assert again.place == (66, 75, 47)
        again.takes()
        game.passes(60_000)
        assert again.place == (66, 75, 65)
        assert again.player.record.jail_minutes == 0
        assert "liberado" in only(again.takes(), "CONSOLE_MSG")[-1].values[0]


def test_ses_28_blocking_a_passage() -> None:
    triggers = bytearray(TILES)
    triggers[49 * 100 + 49] = Trigger.ANTIPIQUETE
    with a_game(content(plain_map(1, triggers=bytes(triggers)), plain_map(66))) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        for _beat in range(23):
            game.passes(6_000)
            ana.sends(c.Ping())
            assert len(only(ana.takes(), "CONSOLE_MSG")) == 1
        assert ana.place == (1, 50, 50)
        game.passes(6_000)
        assert ana.place == (66, 75, 47)
        assert ana.player.record.jail_minutes == 10


HUMANS = Balance(race_attributes={race: AttributeChange(0, 0, 0, 0, 0) for race in Race})


def test_what_a_new_character_owns_is_in_the_ledger_once() -> None:
    """Its entries are made before it is written, so that both are in one batch; taken back where it can't be."""
    kit = {n: ItemDef(id=n, name=str(n), type=ObjectType.USE_ONCE) for n in (*range(455, 470), *range(850, 862))}
    with a_game(content(plain_map(1), balance=HUMANS, items=kit)) as game:
        check_ledger(game)


def check_ledger(game: GameFixture) -> None:
    world = game.world
    for name in ("Arda", "Beto"):
        creates(game, name)
    born = {item: one.born for (reason, item), one in world.ledger.take_entries().items() if reason is Reason.CREATION}
    owned = sum((held_by(player.record) for player in world.players.values()), Counter())
    assert len(born) > 3
    assert {item: n for item, n in born.items() if n} == {item: n for item, n in owned.items() if n}
    game.game.characters = Broken(game.game.characters)
    client = creates(game, "Cora")
    assert [one.id for one in client.takes()] == [S.DICE_ROLL, S.ERROR_MSG]
    taken = world.ledger.take_entries()
    assert not any(one.born for (reason, _item), one in taken.items() if reason is Reason.CREATION)


class Broken:
    """A store that fails when it takes a new character."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    async def create(self, record: CharacterRecord, births: AbstractContextManager[None]) -> bool:
        with births:
            raise CharactersUnavailable(record.name)


def creates(game: GameFixture, name: str) -> Client:
    client = game.connect()
    game.world.rng = Dice(seed=1)
    client.sends(c.ThrowDices(), c.LoginNewChar(name, "clave", 0, 13, 0, 1, 1, 3, 5, "a@b.c", 1))
    return client


def test_a_world_without_its_first_map_says_so_and_takes_no_name() -> None:
    with a_game(content(plain_map(1), start=(286, 50, 50), balance=HUMANS)) as game:
        client = creates(game, "Arda")
        told = client.takes()[-1]
        assert (told.id, "286" in told.fields["text"]) == (S.ERROR_MSG, True)
        assert not client.closed
        assert game.load("Arda") is None
        game.save(a_record("Beto", (0, 0, 0)))
        other = game.connect()
        other.logs_in("Beto")
        assert [one.id for one in other.takes()] == [S.ERROR_MSG]
        assert not game.world.players


def test_who_comes_goes_and_is_refused_stands_in_the_log_without_a_password(game: GameFixture) -> None:
    game.save(a_record("Ana", (1, 50, 50)))
    game.save(a_record("Beto", (1, 50, 50), banned=True))
    game.connect().logs_in("Ana", "equivocada")
    game.connect().logs_in("Beto")
    ana = game.connect()
    ana.logs_in("Ana")
    leaving.end_session(game.world, ana.player)
    assert [book for book, _text in game.host.noted] == ["login refused", "login", "logout"]
    assert all("127.0.0.1" in text for _book, text in game.host.noted)
    assert "prohibido" in game.host.noted[0][1]
    assert "equivocada" not in str(game.host.noted).lower()


def test_an_expelled_runner_stands_in_the_log(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    for _step in range(91):
        game.clock.advance(20)
        ana.walks(Heading.EAST if _step % 2 else Heading.WEST)
        if ana.closed:
            break
    assert ("expelled", "'Ana' walked too fast (127.0.0.1)") in game.host.noted


def test_a_weapon_of_the_kit_that_the_data_lack_is_in_nobodys_hand() -> None:
    """The character is made all the same; what its bag names and nobody knows can't be used."""
    with a_game(content(plain_map(1), balance=HUMANS)) as game:
        client = creates(game, "Arda")
        weapon = client.player.record.equipment.weapon
        assert weapon
        assert client.player.look.weapon == NO_ITEM
        assert [one.fields["weapon"] for one in only(client.takes(), "CHARACTER_CREATE")] == [NO_ITEM]
        client.sends(c.UseItem(weapon), c.EquipItem(weapon), c.Drop(weapon, 1), c.Attack())
        assert not client.closed
