"""Numbers of the wire, against the sentences of the specification that list them."""

from __future__ import annotations

import re

import pytest
from kit.spec import SPEC

from pyao.protocol import colours
from pyao.protocol.enums import Font, GuildAlignment, NickColor, Wave


def sentence(title: str) -> str:
    """What 01-protocol §14 says behind a title in bold."""
    text = (SPEC / "01-protocol.md").read_text(encoding="utf-8")
    found = re.search(rf"\*\*{title}\*\* ([^*]*)", text[text.index("## 14. Enumerations") :])
    assert found is not None
    return found[1]


def test_fonts() -> None:
    listed = re.findall(r"(\d+) (\w+)", sentence("Font"))
    assert {name.upper(): int(number) for number, name in listed} == {one.name.replace("_", ""): one for one in Font}


def test_colours_of_names() -> None:
    listed = re.findall(r"(\d) (\w+)", sentence("nick_color"))[:3]
    assert {name.upper(): int(number) for number, name in listed} == {one.name: one.value for one in NickColor}


def test_alignments_of_guilds() -> None:
    listed = re.findall(r"(\d) (\w+)", sentence("Guild alignment"))
    names = {name.upper(): int(number) for number, name in listed}
    names["GAME_MASTERS"] = names.pop("GM")
    assert names == {one.name: one.value for one in GuildAlignment}


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("default and NPCs", colours.DEFAULT),
        ("yell", colours.YELL),
        ("whisper", colours.WHISPER),
        ("guild", colours.GUILD),
        ("spell words", colours.SPELL_WORDS),
        ("dead speaker", colours.DEAD),
        ("GM yell", colours.GM_YELL),
        ("Dios", colours.DIOS),
        ("other GM", colours.GM),
        ("royal council", colours.ROYAL_COUNCIL),
        ("chaos council", colours.CHAOS_COUNCIL),
    ],
)
def test_colours_of_words(name: str, colour: colours.Colour) -> None:
    found = re.search(rf"(?:^|; |default ){name} (\d+),(\d+),(\d+)", sentence("Chat colours").replace("(r,g,b) ", ""))
    assert found is not None
    assert tuple(map(int, found.groups())) == colour


def test_every_sound_is_listed() -> None:
    listed = {int(number) for number in re.findall(r"\d+", sentence("Waves"))}
    assert {int(wave) for wave in Wave} <= listed
