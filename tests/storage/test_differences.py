"""What two things differ in: each difference once, at the smallest part, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pyao.storage.differences import differences
from pyao.world.record import CharacterRecord, ItemStack, Look

ANA = CharacterRecord(name="Ana", inventory=[ItemStack(1, 5), None], look=Look(body=1))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (ANA, ANA, []),
        (ANA, replace(ANA, look=Look(body=2)), ["look.body: 1 becomes 2"]),
        (ANA, replace(ANA, inventory=[ItemStack(1, 6), None]), ["inventory.1.amount: 5 becomes 6"]),
        (
            ANA,
            replace(ANA, inventory=[None, None]),
            ["inventory.1: ItemStack(item=1, amount=5, equipped=False) becomes None"],
        ),
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, ["a: 1 is lost", "b: 2 becomes 3", "c: 4 comes in addition"]),
        ({(1, 2): 3}, {}, ["1,2: 3 is lost"]),
        ([1], [1, 2], [": [1] becomes [1, 2]"]),
        (b"\0\1\2", b"\0\2\1", [": 2 of 3 values, from place 1 on are not the same"]),
        ("x" * 80, "", [f": '{'x' * 58}… becomes ''"]),
        (0, False, []),
    ],
)
def test_what_differs(first: object, second: object, said: list[str]) -> None:
    assert [str(one) for one in differences(first, second)] == said
