"""The bundled catalogues: complete, and each translation can be shown by the client where its sentence can."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from pyao.messaging.catalogues import LOCALES, SENTENCES, WORLD, misfit
from pyao.messaging.console import LINE_LENGTH
from pyao.protocol.text import TextEncoding, encode

LANGUAGES = ("en", "pt_BR")
"""The languages that ship with the server besides Spanish."""

CATALOGUES = [(language, name) for language in LANGUAGES for name in (SENTENCES, WORLD)]

LONGEST_NAME = 30
"""Characters in the name of a thing: what fits beside a picture in the client's shop and bank."""

_COMMAND = re.compile(r"(?<![\w<])/[A-Za-z]{2,}(?: GM)?")
_COLOURS = re.compile(r"(~\d{1,3}){5}$")

Case = tuple[str, str]


def catalogue(language: str, name: str) -> polib.POFile:
    return polib.pofile(str(LOCALES / language / "LC_MESSAGES" / f"{name}.po"))


def template(name: str) -> polib.POFile:
    return polib.pofile(str(LOCALES / f"{name}.pot"))


def words_of(entry: polib.POEntry) -> list[str]:
    return [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)] if entry.msgid_plural else [entry.msgstr]


def pairs(language: str, name: str) -> list[tuple[str, str]]:
    """Each translation with the sentence that it stands for; further plural forms with the plural."""
    found = []
    for entry in catalogue(language, name):
        forms = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        found += [(forms[min(place, len(forms) - 1)], one) for place, one in enumerate(words_of(entry))]
    return found


def test_no_other_catalogue_is_bundled() -> None:
    files = {path.relative_to(LOCALES) for path in LOCALES.rglob("*.[pm]o")}
    assert files == {Path(language) / "LC_MESSAGES" / f"{name}.po" for language, name in CATALOGUES}


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_every_sentence_is_translated_and_none_is_left_over(language: str, name: str) -> None:
    made = catalogue(language, name)
    wanted = {(one.msgid, one.msgid_plural) for one in template(name)}
    there = {(one.msgid, one.msgid_plural) for one in made}
    missing = sorted(msgid for msgid, _plural in wanted - there)
    assert not missing, f"run python scripts/template.py, then translate into {language}: {missing}"
    assert not there - wanted, f"run python scripts/template.py: {name} has no such sentence"
    assert not made.obsolete_entries()
    empty = [one.msgid for one in made if not all(words_of(one)) or "fuzzy" in one.flags]
    assert not empty, f"translate in {name}.po into {language}: {empty}"


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_plurals_have_all_their_forms(language: str, name: str) -> None:
    made = catalogue(language, name)
    assert made.metadata["Language"] == language
    said = re.match(r"nplurals=(\d);", made.metadata["Plural-Forms"])
    assert said is not None
    for entry in made:
        if entry.msgid_plural:
            assert sorted(entry.msgstr_plural) == list(range(int(said[1]))), entry.msgid


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_translations_are_filled_in_like_their_sentences(language: str, name: str) -> None:
    wrong = {original: reason for original, words in pairs(language, name) if (reason := misfit([original], words))}
    assert not wrong


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_translations_name_the_same_commands(language: str, name: str) -> None:
    wrong = [
        (original, words)
        for original, words in pairs(language, name)
        if sorted(_COMMAND.findall(original)) != sorted(_COMMAND.findall(words))
    ]
    assert not wrong


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_translations_can_be_shown(language: str, name: str) -> None:
    """All characters exist in the client's code page; blanks at the ends, line feeds, brackets and colours stay."""
    for original, words in pairs(language, name):
        assert encode(words, TextEncoding.CP1252).decode("cp1252") == words, words
        for count in (
            lambda text: (len(text) - len(text.lstrip()), len(text) - len(text.rstrip())),
            lambda text: [text.count(sign) for sign in "\n\r\0º[]"],
            lambda text: match[0] if (match := _COLOURS.search(text)) else "",
        ):
            assert count(words) == count(original), words


@pytest.mark.parametrize(("language", "name"), CATALOGUES)
def test_translations_are_not_longer_than_what_the_client_shows(language: str, name: str) -> None:
    for original, words in pairs(language, name):
        assert len(words) <= LINE_LENGTH, words
        assert len(words) <= 2 * len(original) + 12, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_things_fit_beside_their_pictures(language: str) -> None:
    names = [one for one in catalogue(language, WORLD) if len(one.msgid) <= LONGEST_NAME and one.msgid[0].isupper()]
    things = [one for one in names if any("items.toml" in place for place, _line in one.occurrences)]
    assert things
    assert not [one.msgstr for one in things if len(one.msgstr) > LONGEST_NAME]
