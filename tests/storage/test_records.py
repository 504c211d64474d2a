from __future__ import annotations

import json
from typing import Any

import pytest

from pyao.storage.errors import CharacterUnreadable
from pyao.storage.records import freeze, thaw
from pyao.world.record import CharacterRecord, ItemStack, SkillRecord


def stored(**changes: Any) -> bytes:
    return json.dumps({**json.loads(freeze(CharacterRecord(name="Ana"))), **changes}).encode()


def test_fields_that_an_older_version_did_not_know_take_their_defaults() -> None:
    old = b'{"name": "Ana", "gold": 5, "look": {"body": 21}, "inventory": [{"item": 857, "amount": 3}]}'

    record = thaw("ANA", old)

    assert record.gold == 5
    assert record.look.body == 21
    assert record.look.weapon == 2
    assert record.vitals.max_water == 100
    assert record.inventory == [ItemStack(857, 3), *[None] * 29]


def test_lists_that_were_shorter_in_an_older_version_are_filled_up() -> None:
    record = thaw("ANA", stored(skills=[{"level": 9, "exp": 1, "elu": 310}], bank=[], spells=[2], pets=[]))

    assert record.skills == [SkillRecord(9, 1, 310), *[SkillRecord()] * 19]
    assert record.bank == [None] * 40
    assert record.spells == [2] + [0] * 34
    assert record.pets == [0] * 3
    record.skills[1].level = 5
    assert record.skills[2].level == 0


@pytest.mark.parametrize(
    ("stored_as", "field", "reason"),
    [
        (stored(vitals={"hp": "many"}), "vitals.hp", "valid integer"),
        (stored(level=None), "level", "valid integer"),
        (stored(gold=1.5), "gold", "valid integer"),
        (stored(mount=3), "mount", "unknown"),
        (stored(inventory=[{"item": 1, "amount": 1, "colour": 2}]), "inventory.0.colour", "unknown"),
        (stored(spells=[0] * 36), "spells", "36 places"),
        (stored(player_class=13), "player_class", "13 is none"),
        (stored(race=0), "race", "0 is none"),
        (stored(equipment={"weapon": 31}), "equipment.weapon", "31 is none"),
        (stored(equipment={"boat": -1}), "equipment.boat", "-1 is none"),
        (stored(name="Beto"), "name", "another key"),
        (b'{"gold": 3}', "name", "required"),
        (b"[FLAGS]", "(all)", "Invalid JSON"),
    ],
)
def test_what_does_not_fit_is_refused_with_character_and_field(stored_as: bytes, field: str, reason: str) -> None:
    with pytest.raises(CharacterUnreadable) as refused:
        thaw("ANA", stored_as)

    assert (refused.value.key, refused.value.field) == ("ANA", field)
    assert f"character ANA: field {field}: " in str(refused.value)
    assert reason in str(refused.value)


def test_a_value_of_the_wrong_kind_is_noticed_when_it_is_frozen() -> None:
    with pytest.warns(UserWarning, match="Expected `int`"):
        freeze(CharacterRecord(name="Ana", gold=1.5))  # type: ignore[arg-type]
