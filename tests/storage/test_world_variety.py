"""The built-in world uses all that the game can do and every class finds what it needs, or the check says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.content.enums import ObjectType, PlayerClass
from pyao.content.errands import ErrandKind
from pyao.content.npcs import Movement, NpcType
from pyao.rules.creatures.behaviours import BEHAVIOURS
from pyao.rules.magic.spell_effects import EFFECTS
from pyao.storage.classic.findings import Findings
from pyao.storage.default_world import load_default_world
from pyao.storage.world_check.variety import KINDS_LEFT_OUT, MOVEMENTS_LEFT_OUT, TYPES_LEFT_OUT, check_variety

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.content.npcs import NpcDef


@pytest.fixture(scope="module")
def world() -> Content:
    return load_default_world()


def complaints(content: Content) -> list[str]:
    findings = Findings()
    check_variety(content, findings)
    return [str(one) for one in findings]


def without_items(content: Content, unwanted: Callable[[ItemDef], bool]) -> Content:
    return replace(content, items={n: item for n, item in content.items.items() if not unwanted(item)})


def without_npcs(content: Content, unwanted: Callable[[NpcDef], bool]) -> Content:
    return replace(content, npcs={n: npc for n, npc in content.npcs.items() if not unwanted(npc)})


def test_the_built_in_world_has_everything(world: Content) -> None:
    assert complaints(world) == []


@pytest.mark.parametrize("kind", sorted(set(ObjectType) - KINDS_LEFT_OUT.keys()))
def test_a_kind_of_objects_is_missed(world: Content, kind: ObjectType) -> None:
    found = complaints(without_items(world, lambda item: item.type is kind))
    assert f"items: no object of the kind {kind.name} can be had or met" in found


@pytest.mark.parametrize("effect", sorted(EFFECTS))
def test_an_effect_of_spells_is_missed(world: Content, effect: str) -> None:
    spells = {n: spell for n, spell in world.spells.items() if not spell.does(effect)}
    found = complaints(replace(world, spells=spells))
    assert f"spells: no spell that can be learnt has the effect {effect}" in found


@pytest.mark.parametrize("kind", sorted(set(NpcType) - TYPES_LEFT_OUT.keys()))
def test_a_kind_of_people_is_missed(world: Content, kind: NpcType) -> None:
    found = complaints(without_npcs(world, lambda npc: npc.type == kind))
    assert f"npcs: nobody of the kind {kind.name} can be met" in found


@pytest.mark.parametrize("way", sorted(BEHAVIOURS.keys() - MOVEMENTS_LEFT_OUT.keys()))
def test_a_way_of_moving_is_missed(world: Content, way: int) -> None:
    found = complaints(without_npcs(world, lambda npc: npc.movement == way))
    assert f"npcs: nobody moves like {Movement(way).name}" in found


def test_each_army_has_somebody_who_enlists(world: Content) -> None:
    assert complaints(without_npcs(world, lambda npc: npc.type == NpcType.NOBLE and npc.faction == 1)) == [
        "npcs: one of the two armies has nobody who enlists"
    ]


@pytest.mark.parametrize("kind", ErrandKind)
def test_a_kind_of_errands_is_missed(world: Content, kind: ErrandKind) -> None:
    errands = {n: errand for n, errand in world.errands.items() if errand.kind is not kind}
    assert f"errands: no errand is of the kind {kind.value}" in complaints(replace(world, errands=errands))


def test_a_class_without_weapons_and_a_small_one_without_armour_are_found(world: Content) -> None:
    items = {
        n: replace(item, forbidden_classes=item.forbidden_classes | {PlayerClass.BARD})
        if item.type is ObjectType.WEAPON
        else item
        for n, item in world.items.items()
        if not (item.small_races_only and not item.newbie)
    }
    found = complaints(replace(world, items=items))
    assert "items: BARD: 0 weapons up to level 25, not 3" in found
    assert "items: MAGE: 0 armours for small bodies up to level 25, not 3" in found
    assert not [line for line in found if "WARRIOR" in line and "weapons" in line]


def test_a_class_with_mana_wants_spells_and_the_others_do_not(world: Content) -> None:
    spells = {n: spell for n, spell in world.spells.items() if not (spell.does("damage") or spell.does("heal"))}
    found = [line for line in complaints(replace(world, spells=spells)) if "harmful or healing" in line]
    assert "items: DRUID: 0 harmful or healing spells up to level 25, not 3" in found
    assert not [line for line in found if "HUNTER" in line]


def test_crafts_have_work_for_beginners_and_beyond(world: Content) -> None:
    assert complaints(replace(world, carpenter_objects=())) == [
        "crafts: CARPINTERIA: nothing to make up to skill 7, or between it and 63"
    ]


def test_the_command_checks_it_on_request(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["world", "check", "--variety", "--data", str(tmp_path)])
    assert result.exit_code == 0, result.output
