"""What is wrong in the files of the built-in world, or of one's own, is told with file, line and place."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from pyao.storage.default_world import UnusableWorld, load_default_world
from pyao.storage.toml_places import line_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHIPPED = {
    file.name: file.read_text(encoding="utf-8")
    for file in (files("pyao.data") / "world").iterdir()
    if file.name.endswith(".toml")
}
APPLE = '1 = { name = "Manzana", type = 1, grh = 506, food = 10,'


def a_world(folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """The shipped world with one of its files changed."""
    for file, text in SHIPPED.items():
        fresh = change(text) if file == name else text
        assert file != name or fresh != text
        (folder / file).write_text(fresh, encoding="utf-8")
    return folder


def at(text: str, needle: str) -> int:
    """The line in which that stands, from 1."""
    return text[: text.index(needle)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("food = 10,", "fodo = 10,", "items.1.fodo: there is no such property"),
        ("food = 10,", 'food = "much",', "items.1.food: Input should be a valid integer"),
        ("grh = 506,", "grh = 9999999,", "items.1.grh: 9999999 is not in "),
    ],
)
def test_a_value_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, why: str) -> None:
    wrong = APPLE.replace(old, new)
    with pytest.raises(UnusableWorld, match=re.escape(f"items.toml, line {at(SHIPPED['items.toml'], APPLE)}: {why}")):
        load_default_world(folder=a_world(tmp_path, "items.toml", lambda text: text.replace(APPLE, wrong)))


def test_a_value_in_a_table_of_its_own_is_found_too(tmp_path: Path) -> None:
    text = SHIPPED["spells.toml"]
    line = at(text, "[spells.5]") + 1
    with pytest.raises(UnusableWorld, match=rf"spells\.toml, line {line}: spells\.5\.nmae: there is no such property"):
        load_default_world(
            folder=a_world(
                tmp_path, "spells.toml", lambda text: text.replace("[spells.5]\n", '[spells.5]\nnmae = "x"\n')
            )
        )


def test_what_is_no_toml_is_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(UnusableWorld, match=r"npcs\.toml: .*line \d+"):
        load_default_world(folder=a_world(tmp_path, "npcs.toml", lambda text: text + "\nx = = 1\n"))


def test_a_table_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableWorld, match="no file has the table errands"):
        load_default_world(folder=a_world(tmp_path, "errands.toml", lambda _text: ""))


TEXT = """\
[items]
1 = { name = "a" }
36 = { name = "b" }

[spells.5]
name = "c"
'odd' = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("items", 36, "name"), 3),
        (("items", 1), 2),
        (("items", 2, "name"), 1),
        (("spells", 5, "name"), 6),
        (("spells", 5, "odd"), 7),
        (("spells", 5, "missing"), 5),
        (("npcs", 1), 0),
    ],
)
def test_the_nearest_line_is_found(path: tuple[object, ...], line: int) -> None:
    assert line_of(TEXT, path) == line
