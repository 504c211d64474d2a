"""`pyao-server simulate duel`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit import fights
from kit.fights import battlefield
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.duel import BadFighter, Fighter, fight, parse_fighter
from pyao.content.enums import PlayerClass, Race, Skill
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
