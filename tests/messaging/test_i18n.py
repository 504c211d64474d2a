"""Sentences that can be said again in another language, and the catalogues that they are looked up in."""

from __future__ import annotations

import copy
import json
import pickle
from typing import TYPE_CHECKING

import polib
import pytest

from pyao.content.content import Content
from pyao.content.items import ItemDef
from pyao.messaging import i18n
from pyao.messaging.console import packed
from pyao.messaging.i18n import Sentence, _, joined, mix_languages, n_, phrase, said, use_language
from pyao.messaging.translation import translator
from pyao.messaging.world_texts import translatable
from pyao.protocol import msg
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def mixed() -> Iterator[None]:
    """Somebody reads another language; the server's is Spanish."""
    assert use_language("es")
    mix_languages()
    yield
    assert use_language("es")


def written(folder: Path, language: str, name: str, **sentences: str) -> Path:
    """An operator's catalogue, of the sentences `original=translation` with `_` for blanks."""
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for original, words in sentences.items():
        made.append(polib.POEntry(msgid=original.replace("_", " "), msgstr=words))
    place = folder / language / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    made.save(str(place / f"{name}.po"))
    return folder


def test_a_sentence_reads_in_the_servers_language_and_can_be_said_in_others() -> None:
    sentence = _("Te levantás.")
    assert sentence == "Te levantás."
    assert said(sentence, "en") == "You stand up."
    assert said(sentence, "pt_BR") == "Você se levanta."
    assert said(sentence, "es") == "Te levantás."
    assert said("Te levantás.", "en") == "Te levantás."


def test_the_gaps_are_filled_in_again() -> None:
    what = _("puntos de maná")
    sentence = _("Le has quitado {n} {what} a {name}.").format(n=3, what=what, name="puntos de maná")
    assert sentence == "Le has quitado 3 puntos de maná a puntos de maná."
    assert said(sentence, "en") == "You have taken 3 points of mana from puntos de maná."


@pytest.mark.parametrize(("number", "spanish", "english"), [(1, "1 día", "1 day"), (2, "2 días", "2 days")])
def test_plurals_follow_the_number(number: int, spanish: str, english: str) -> None:
    sentence = n_("{n} día", "{n} días", number).format(n=number)
    assert sentence == spanish
    assert said(sentence, "en") == english


def test_what_is_put_together_of_sentences_is_translated_in_its_parts() -> None:
    one, other = _("Norte"), _("Sur")
    assert said(one + ": 1", "en") == "North: 1"
    assert said("{1} " + one, "en") == "{1} North"
    assert said(phrase("{} <{}>", "Norte", other), "en") == "Norte <South>"
    assert joined(", ", (one, "Ana", other)) == "Norte, Ana, Sur"
    assert said(joined(", ", (one, "Ana", other)), "en") == "North, Ana, South"
    assert type(joined(", ", ("a", "b"))) is str
    assert [said(line, "en") for line in packed([one, other])] == ["North, South"]
    assert said(one.rstrip(), "en") == said(one.lstrip(), "en") == "North"
    assert type(_("Gm> ").rstrip()) is str


def test_whatever_keeps_a_sentence_keeps_plain_words() -> None:
    sentence = _("Te levantás.")
    pickled = pickle.loads(pickle.dumps(sentence))  # noqa: S301 - our own
    for kept in (copy.deepcopy(sentence), pickled, json.loads(json.dumps(sentence))):
        assert type(kept) is str
        assert kept == "Te levantás."


def test_while_all_read_the_same_language_sentences_are_plain_words() -> None:
    assert use_language("en")
    assert type(_("Te levantás.")) is str
    assert _("Te levantás.") == "You stand up."
    assert msg.chat_over_head(_("Salís del juego."), 1, 0, 0, 0).plain is not None
    mix_languages()
    assert said(_("Te levantás."), "es") == "Te levantás."


def test_a_message_with_a_sentence_is_not_the_same_for_all() -> None:
    message = msg.chat_over_head(_("Comando no permitido."), 1, 0, 0, 0)
    assert message.plain is None
    assert translator("en")(message) == msg.chat_over_head("Command not allowed.", 1, 0, 0, 0)


def test_who_read_the_same_language_share_the_translated_message() -> None:
    message = msg.trainer_creature_list([_("Norte"), "Ana"])
    translate = translator("pt_BR")
    assert translate(message) is translate(message)
    assert translate(message) == msg.trainer_creature_list(["Norte", "Ana"])
    untouched = msg.console_msg("Norte", Font.INFO)
    assert translate(untouched) is untouched


@pytest.mark.parametrize(
    ("word", "language"),
    [("en", "en"), ("EN", "en"), ("en_US", "en"), ("pt", "pt_BR"), ("pt-br", "pt_BR"), ("es_AR", "es"), ("fr", None)],
)
def test_languages_go_by_their_codes(word: str, language: str | None) -> None:
    assert i18n.language_of(word) == language


def test_languages_name_themselves() -> None:
    assert [i18n.name_of(one) for one in i18n.languages()] == ["English (en)", "español (es)", "português (pt_BR)"]


def test_the_operators_catalogue_comes_first_and_ours_fills_in(tmp_path: Path) -> None:
    use_language("es", written(tmp_path, "en", "pyao", Norte="Up"))
    mix_languages()
    assert said(_("Norte"), "en") == "Up"
    assert said(_("Sur"), "en") == "South"


def test_a_translation_that_can_not_be_filled_in_is_left_out(tmp_path: Path) -> None:
    use_language("es", written(tmp_path, "fr", "pyao", **{"{name}_disuelve_la_party.": "{nmae} !", "Norte": "Nord"}))
    mix_languages()
    assert i18n.unusable() == ("fr: '{name} disuelve la party.': it fills in {nmae} instead of {name}",)
    assert said(_("{name} disuelve la party.").format(name="Ana"), "fr") == "Ana disuelve la party."
    assert said(_("Norte"), "fr") == "Nord"


def test_an_unreadable_catalogue_is_named(tmp_path: Path) -> None:
    place = tmp_path / "fr" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "pyao.mo").write_bytes(b"nothing of the kind")
    (place / "pyao.po").write_text("msgid", encoding="utf-8")
    assert use_language("fr", tmp_path)
    assert len(i18n.unusable()) == 1
    assert "pyao.po" in i18n.unusable()[0]
    assert _("Norte") == "Norte"


def apple(*, built_in: bool) -> str:
    world = Content(items={1: ItemDef(id=1, name="Manzana")}, motd=("Hola.",))
    return translatable(world, built_in=built_in).items[1].name


def test_our_names_of_things_are_for_the_built_in_world_only() -> None:
    assert said(apple(built_in=True), "en") == "Apple"
    assert type(apple(built_in=False)) is str


def test_an_operator_can_translate_his_own_world(tmp_path: Path) -> None:
    use_language("es", written(tmp_path, "en", "world", Manzana="Pippin"))
    assert said(apple(built_in=False), "en") == "Pippin"
    assert isinstance(apple(built_in=False), Sentence)
    assert use_language("en", tmp_path)
    assert apple(built_in=False) == "Pippin"
