"""`pyao-server simulate duel` and `simulate work`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit import fights
from kit.fights import battlefield
from typer.testing import CliRunner

from pyao.cli import labour as cli_labour
from pyao.cli.app import app
from pyao.cli.duel import BadFighter, Fighter, fight, parse_fighter
from pyao.cli.hunt import hunt
from pyao.cli.labour import crafting, labour
from pyao.cli.levelling import career
from pyao.content.enums import ObjectType, PlayerClass, Race, Skill
from pyao.content.items import ItemDef
from pyao.content.settings import GameSettings
from pyao.rules import armed_clicks
from pyao.storage.default_world import load_default_world
from pyao.world.record import Worn
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.world.player import Player
    from pyao.world.world import World

CONTENT = battlefield()
SPARK = 2
SETTINGS = GameSettings()


def test_a_fighter_is_read() -> None:
    text = "guerrero:30:raza=Enano, arma=10,escudo=128,armas=90"
    assert parse_fighter(CONTENT, text) == Fighter(
        PlayerClass.WARRIOR, 30, Race.DWARF, {Worn.WEAPON: 10, Worn.SHIELD: 128}, {Skill.ARMAS: 90}
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("Herrero:30", "no such class"),
        ("Mago", "level"),
        ("Mago:0", "level"),
        ("Mago:abc", "level"),
        ("Mago:30:arma=9999", "no object 9999"),
        ("Mago:30:armas=101", "from 0 to 100"),
        ("Mago:30:raza=Orco", "raza=Orco"),
        ("Mago:30:magia", "magia"),
        ("Mago:30:hechizo=9999", "no spell 9999"),
    ],
)
def test_what_is_wrong_with_a_fighter_is_said(text: str, complaint: str) -> None:
    with pytest.raises(BadFighter, match=complaint):
        parse_fighter(CONTENT, text)


def test_duels_are_fought_by_the_real_rules() -> None:
    content = load_default_world(None)
    a, b = Fighter(PlayerClass.WARRIOR, 30), Fighter(PlayerClass.MAGE, 30)
    first, again = (fight(content, a, b, 20, Dice(7), GameSettings()) for _ in range(2))
    assert first == again
    assert first.a.wins + first.b.wins + first.draws == 20
    assert first.a.wins > first.b.wins
    assert first.a.damage.total() == first.a.hits
    assert first.a.quantile(0) <= first.a.mean_damage <= first.a.quantile(1)


def test_archers_and_shields_count() -> None:
    content = load_default_world(None)
    items = {**content.items, **fights.ITEMS}
    content = type(content)(**{name: getattr(content, name) for name in content.__slots__} | {"items": items})
    archer = Fighter(PlayerClass.HUNTER, 30, worn={Worn.WEAPON: fights.BOW, Worn.AMMUNITION: fights.ARROW})
    target = Fighter(PlayerClass.WARRIOR, 30, worn={Worn.SHIELD: fights.SHIELD})
    outcome = fight(content, archer, target, 5, Dice(3), GameSettings())
    assert outcome.a.hits
    assert 0 < outcome.a.blocked_pct < 100


def test_one_blow_each_decides_nothing() -> None:
    content = load_default_world(None)
    peaceful = Fighter(PlayerClass.MAGE, 1)
    settings = GameSettings(attack_interval_ms=700_000, spell_to_attack_ms=700_000)
    outcome = fight(content, peaceful, peaceful, 1, Dice(1), settings)
    assert (outcome.draws, outcome.total_ms) == (1, 600_000)


def test_the_command_prints_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        app, ["simulate", "duel", "--a", "Guerrero:20", "--b", "Mago:20", "-n", "5", "--seed", "1"]
    )
    assert result.exit_code == 0, result.output
    assert "A = Guerrero:20" in result.output
    assert "attacks that land" in result.output
    result = CliRunner().invoke(app, ["simulate", "duel", "--a", "Nadie:20", "--b", "Mago:20"])
    assert result.exit_code == 2
    assert "no such class" in result.output


def test_a_spell_is_cast_as_long_as_there_is_mana(monkeypatch: pytest.MonkeyPatch) -> None:
    def sting(world: World, caster: Player, x: int, y: int) -> None:
        victim = world.map_of(caster).users[x, y]
        assert caster.selected_spell == SPARK
        caster.record.vitals.mana -= 10
        victim.record.vitals.hp -= 1

    monkeypatch.setitem(armed_clicks.CLICKS, Skill.MAGIA, sting)
    content = load_default_world(None)
    mage, target = parse_fighter(content, f"Mago:2:hechizo={SPARK}"), Fighter(PlayerClass.WARRIOR, 40)
    outcome = fight(content, mage, target, 20, Dice(1), GameSettings())
    assert set(outcome.a.magic) == {1}
    assert outcome.a.mean_magic == 1
    assert not outcome.b.magic
    assert outcome.a.magic.total() >= 3


def test_an_hour_of_work_keeps_to_the_chances_of_the_rules() -> None:
    """The share of successes lies within the interval that 999 of 1,000 such hours keep."""
    content = load_default_world(None)
    results = labour(content, parse_fighter(content, "Trabajador:20:pesca=30,talar=50,mineria=0"), 1, Dice(3), SETTINGS)
    assert [one.skill for one in results] == [Skill.PESCA, Skill.TALAR, Skill.MINERIA]
    for one, chance in zip(results, (6 / 38, 6 / 30, 5 / 49), strict=True):
        assert one.expected_pct == pytest.approx(100 * chance)
        spread = 3.29 * (chance * (1 - chance) / one.attempts) ** 0.5
        assert abs(one.successes / one.attempts - chance) < spread
        assert one.attempts == 3_600_000 // 720
        # A worker of level 20 brings home 1 to 5 pieces.
        assert one.pieces / one.successes == pytest.approx(3, abs=3.29 * (2 / one.successes) ** 0.5)
    fisher, _lumberjack, miner = results
    assert (fisher.stamina, miner.stamina) == (5_000, 10_000)
    assert miner.skill_exp == 50 * miner.successes + 20 * (miner.attempts - miner.successes)
    assert miner.tired_pct == 0


@pytest.fixture
def short_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours of six minutes, where the figures need not be exact."""
    monkeypatch.setattr(cli_labour, "HOUR_MS", 360_000)


@pytest.mark.usefixtures("short_hours")
def test_who_has_no_stamina_left_has_to_rest() -> None:
    content = load_default_world(None)
    (result,) = labour(
        content, parse_fighter(content, "Mago:1:arma=187"), 1, Dice(3), SETTINGS.changed(ticks_stamina_standing=100)
    )
    assert result.tired_pct > 10
    assert result.pieces == result.successes


@pytest.mark.parametrize("tool", [1005, 543])
@pytest.mark.usefixtures("short_hours")
def test_special_tools_have_their_own_sources(tool: int) -> None:
    content = load_default_world(None)
    more = {number: ItemDef(id=number, name="Otro", type=ObjectType.GEMAS) for number in (544, 545, 546, 1006)}
    items = {**content.items, **more, tool: ItemDef(id=tool, name="Herramienta", type=ObjectType.WEAPON)}
    (result,) = labour(
        replace(content, items=items), parse_fighter(replace(content, items=items), f"Mago:30:arma={tool}"), 1, Dice(3),
        SETTINGS,
    )  # fmt: skip
    assert result.successes > 10


@pytest.mark.parametrize(
    ("who", "complaint"), [("Mago:20:arma=15", "tools for gathering"), ("Mago:20:mineria=101", "from 0 to 100")]
)
def test_what_is_wrong_with_a_worker_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, who: str, complaint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["simulate", "work", "--who", who])
    assert result.exit_code == 2
    assert complaint in result.output


@pytest.mark.usefixtures("short_hours")
def test_work_prints_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = ["simulate", "work", "--who", "Trabajador:20:arma=187,mineria=50", "--seed", "1"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    assert "mineria 50" in result.output
    assert "16.67 %" in result.output


def test_a_world_without_tools_or_veins_is_told_so() -> None:
    content = load_default_world(None)
    bare = replace(content, items={number: one for number, one in content.items.items() if not 127 <= number <= 198})
    with pytest.raises(BadFighter, match="usual tools"):
        labour(bare, Fighter(PlayerClass.WORKER, 1), 1, Dice(1), SETTINGS)
    veinless = {number: one for number, one in content.items.items() if one.type is not ObjectType.YACIMIENTO}
    with pytest.raises(BadFighter, match="no veins"):
        labour(
            replace(content, items=veinless), Fighter(PlayerClass.WORKER, 1, worn={Worn.WEAPON: 187}), 1, Dice(1),
            SETTINGS,
        )  # fmt: skip


@pytest.mark.usefixtures("short_hours")
def test_an_hour_at_the_anvil_makes_full_cycles() -> None:
    content = load_default_world(None)
    worker = parse_fighter(content, "Trabajador:20:herreria=40")
    result = crafting(content, worker, 15, 1, Dice(1), SETTINGS)
    assert (result.attempts, result.successes, result.pieces) == (500, 500, 2_000)
    assert (result.stamina, result.skill_exp, result.level) == (1_000, 500 * 50, 40)
    amateur = crafting(content, parse_fighter(content, "Mago:30:carpinteria=60"), 480, 1, Dice(1), SETTINGS)
    assert amateur.pieces == amateur.successes
    assert amateur.stamina == 6 * amateur.successes


@pytest.mark.parametrize(
    ("who", "made", "complaint"), [("Mago:20", 38, "no recipe"), ("Mago:20:herreria=0", 15, "does not suffice")]
)
def test_what_cannot_be_made_is_said(who: str, made: int, complaint: str) -> None:
    content = load_default_world(None)
    with pytest.raises(BadFighter, match=complaint):
        crafting(content, parse_fighter(content, who), made, 1, Dice(1), SETTINGS)


@pytest.mark.parametrize("player_class", [PlayerClass.MAGE, PlayerClass.WARRIOR, PlayerClass.HUNTER])
def test_newcomers_who_fight_back_survive_their_first_kill(player_class: PlayerClass) -> None:
    bat = 500
    result = hunt(load_default_world(), bat, player_class, 10, Dice(1), SETTINGS)
    assert (result.kills, result.deaths) == (10, 0)
    assert result.exp == 10 * load_default_world().npcs[bat].exp


def test_newcomers_die_of_what_is_too_big_for_them() -> None:
    ogre = 541
    result = hunt(load_default_world(), ogre, PlayerClass.WARRIOR, 3, Dice(1), SETTINGS)
    assert (result.kills, result.deaths, result.survived_pct) == (0, 3, 0.0)


def test_the_command_has_a_row_for_each_class(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["simulate", "hunt", "--creature", "2", "-n", "1", "--data", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert all(one.name.lower() in result.output for one in PlayerClass)


@pytest.mark.parametrize("creature", ["5", "9999"])
def test_only_creatures_are_hunted(tmp_path: Path, creature: str) -> None:
    result = CliRunner().invoke(app, ["simulate", "hunt", "--creature", creature, "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert f"{creature} is no creature" in result.output


def test_a_newcomer_hunts_its_way_up_the_same_way_each_time() -> None:
    content = load_default_world()
    lives = [career(content, PlayerClass.WARRIOR, 3, Dice(1), SETTINGS) for _ in range(2)]
    assert lives[0] == lives[1]
    assert sorted(lives[0].reached) == [2, 3]
    assert 0 < (lives[0].hours(2) or 0) < (lives[0].hours(3) or 0)
    assert lives[0].kills > 10
    assert lives[0].hours(12) is None


def test_who_kills_for_little_takes_longer() -> None:
    content = load_default_world()
    stingy = replace(content, npcs={n: replace(npc, exp=npc.exp // 2) for n, npc in content.npcs.items()})
    usual, slow = (career(one, PlayerClass.WARRIOR, 2, Dice(1), SETTINGS) for one in (content, stingy))
    assert (slow.hours(2) or 0) > (usual.hours(2) or 0)


def test_casters_wait_for_their_mana() -> None:
    content = load_default_world()
    slow_mind = replace(content, balance=replace(content.balance, mana_recovery_pct=1))
    usual, slow = (career(one, PlayerClass.MAGE, 3, Dice(1), SETTINGS) for one in (content, slow_mind))
    assert (slow.hours(3) or 0) > (usual.hours(3) or 0)


def test_what_creatures_leave_is_sold() -> None:
    content = load_default_world()
    worthless = replace(content, npcs={n: replace(npc, drops=()) for n, npc in content.npcs.items()})
    usual, poor = (career(one, PlayerClass.WARRIOR, 2, Dice(1), SETTINGS) for one in (content, worthless))
    assert usual.gold > poor.gold


def test_the_levels_of_one_class_are_told(tmp_path: Path) -> None:
    arguments = ["simulate", "levels", "--to", "2", "--who", "Clerigo", "--seed", "1", "--data", str(tmp_path)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "cleric" in result.output
    assert "warrior" not in result.output


def test_the_levels_of_an_unknown_class_are_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["simulate", "levels", "--who", "Vago", "--data", str(tmp_path)])
    assert result.exit_code == 2
    assert "no such class" in result.output
