"""The languages of what players read.  Sentences in the code are Spanish; other languages are gettext catalogues.

A sentence reads as the server's language has it.  Once anybody reads another language, `_` and `n_` give a `Sentence`,
which is a text like any other, but can be said again in another language when it is sent (`translation`).  To make a
catalogue, see docs/languages.en.md.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import TYPE_CHECKING

from pyao.messaging.catalogues import LOCALES, SENTENCES, WORLD, UnreadableCatalogue, catalogue_of, languages_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

SOURCE_LANGUAGE = "es"


@dataclass(slots=True)
class _Speech:
    """The languages that can be read, and which of them the server has."""

    language: str = SOURCE_LANGUAGE
    catalogue: NullTranslations = field(default_factory=NullTranslations)
    catalogues: dict[str, NullTranslations] = field(default_factory=lambda: {SOURCE_LANGUAGE: NullTranslations()})
    things: frozenset[str] = frozenset()
    """The texts of a world that the operator's catalogues have in any language."""
    built_in_things: frozenset[str] = frozenset()
    """The same of ours, which is for the built-in world."""
    mixed: bool = False
    """Whether anybody reads another language than the server's."""
    faults: list[str] = field(default_factory=list)


_speech = _Speech()


class Sentence(str):
    """Words in the server's language that can be said again in another one.

    What is made of it by `format`, `+`, `phrase` or `joined` is one too; anything else makes plain words of it.
    """

    __slots__ = ("_arguments", "_forms", "_named", "_number")

    _arguments: tuple[object, ...]
    _forms: tuple[str, ...]
    _named: Mapping[str, object] | None
    _number: int

    @classmethod
    def of(cls, words: str, forms: tuple[str, ...], number: int = 1) -> Sentence:
        """A sentence that reads `words`, by what catalogues know it as: one text, or singular and plural."""
        made = cls(words)
        made._forms, made._number, made._arguments, made._named = forms, number, (), None
        return made

    def format(self, *arguments: object, **named: object) -> Sentence:
        """The sentence with its gaps filled in, in whatever language it is read."""
        made = Sentence(str.format(self, *arguments, **named))
        made._forms, made._number, made._arguments, made._named = self._forms, self._number, arguments, named
        return made

    def words_from(self, catalogue: NullTranslations) -> str:
        """The sentence as a catalogue has it."""
        singular, plural = self._forms[0], self._forms[-1]
        one_form = len(self._forms) == 1
        words = catalogue.gettext(singular) if one_form else catalogue.ngettext(singular, plural, self._number)
        if self._named is None:
            return words
        arguments = [_words(one, catalogue) for one in self._arguments]
        return words.format(*arguments, **{name: _words(one, catalogue) for name, one in self._named.items()})

    def lstrip(self, chars: str | None = None) -> str:
        """The same sentence, if there is nothing to strip."""
        return self if (stripped := str.lstrip(self, chars)) == self else stripped

    def rstrip(self, chars: str | None = None) -> str:
        """The same sentence, if there is nothing to strip."""
        return self if (stripped := str.rstrip(self, chars)) == self else stripped

    def __add__(self, other: str) -> Sentence:
        """The sentence with a text behind it."""
        return phrase("{}{}", self, other)

    def __radd__(self, other: str) -> Sentence:
        """The sentence with a text before it."""
        return phrase("{}{}", other, self)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Whatever keeps or copies it keeps plain words."""
        return str, (str(self),)


def _words(value: object, catalogue: NullTranslations) -> object:
    return value.words_from(catalogue) if isinstance(value, Sentence) else value


def use_language(language: str, folder: Path | None = None) -> bool:
    """From now on the server's language is that (`es`, `en`, `pt_BR` …); sentences without a translation stay Spanish.

    All catalogues are read, those in the operator's `folder` and ours; his take precedence.  `False` = there is none at
    all of that language.
    """
    folders = [*filter(None, (folder,)), LOCALES]
    _speech.things = _speech.built_in_things = frozenset()
    _speech.faults, _speech.mixed = [], False
    found = {one: _catalogue(one, folders) for one in languages_in(*folders)}
    _speech.catalogues = {SOURCE_LANGUAGE: NullTranslations()} | found
    known = language_of(language)
    _speech.language = known or SOURCE_LANGUAGE
    _speech.catalogue = _speech.catalogues[_speech.language]
    return known is not None


def _catalogue(language: str, folders: Sequence[Path]) -> NullTranslations:
    """All that is translated into a language, what comes first first."""
    whole = NullTranslations()
    for folder in folders:
        for name in (SENTENCES, WORLD):
            try:
                read = catalogue_of(folder, language, name)
            except UnreadableCatalogue as fault:
                _speech.faults.append(str(fault))
                continue
            _speech.faults += [f"{language}: {fault}" for fault in read.faults]
            if read.originals:
                whole.add_fallback(copy(read.translations))
            if name == WORLD and folder != LOCALES:
                _speech.things |= read.originals
            elif name == WORLD:
                _speech.built_in_things |= read.originals
    return whole


def unusable() -> Sequence[str]:
    """What of the catalogues can't be used, and why: a line each, for the operator."""
    return tuple(_speech.faults)


def languages() -> Sequence[str]:
    """The languages that can be read, sorted."""
    return sorted(_speech.catalogues)


def server_language() -> str:
    """The language of whoever has chosen none."""
    return _speech.language


def language_of(word: str) -> str | None:
    """The language that a word means, in any case: `pt_BR` by `pt-br` or `pt`, `es` also by `es_AR`; `None` = none."""
    wanted = word.replace("-", "_").lower()
    by_name = {one.lower(): one for one in languages()}
    shorter = [by_name[name] for name in by_name if name.partition("_")[0] == wanted]
    return by_name.get(wanted) or next(iter(shorter), None) or by_name.get(wanted.partition("_")[0])


def mix_languages() -> None:
    """Somebody reads another language than the server's: from now on sentences can be said again."""
    _speech.mixed = True


def name_of(language: str) -> str:
    """A language's own name for itself: `English (en)`."""
    return f"{_speech.catalogues[language].gettext(marked('español'))} ({language})"


def said(text: str, language: str) -> str:
    """A text as who reads that language gets it; who has chosen none, or one that is gone, reads the server's."""
    catalogue = _speech.catalogues.get(language)
    return text.words_from(catalogue) if catalogue is not None and isinstance(text, Sentence) else text


def of_world(text: str, *, built_in: bool) -> str:
    """A text of a world, in the server's language where a catalogue of the world has it."""
    if text in _speech.things or (built_in and text in _speech.built_in_things):
        return Sentence.of(_speech.catalogue.gettext(text), (text,))
    return text


def phrase(pattern: str, *arguments: str) -> Sentence:
    """Texts put together, the same in every language but for the parts: `{} ({})`."""
    return Sentence.of(pattern, (pattern,)).format(*arguments)


def joined(between: str, texts: Iterable[str]) -> str:
    """Texts one after another; what stands between them is the same in every language."""
    parts = list(texts)
    if not any(isinstance(one, Sentence) for one in parts):
        return between.join(parts)
    return phrase(between.join(["{}"] * len(parts)), *parts)


def _(sentence: str) -> str:
    """The sentence in the server's language."""
    words = _speech.catalogue.gettext(sentence)
    return Sentence.of(words, (sentence,)) if _speech.mixed else words


def n_(singular: str, plural: str, number: int) -> str:
    """The form of the sentence that fits the number, in the server's language."""
    words = _speech.catalogue.ngettext(singular, plural, number)
    return Sentence.of(words, (singular, plural), number) if _speech.mixed else words


def marked(sentence: str) -> str:
    """The Spanish sentence itself: it is only marked for the template, and looked up elsewhere."""
    return sentence


def later(sentence: str) -> Callable[[], str]:
    """The sentence for a table that is made before the language is known: it is looked up when it is called for."""
    look_up = _
    return lambda: look_up(sentence)
