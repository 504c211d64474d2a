"""The language of what players read.  The source sentences are Spanish; other languages are gettext catalogues."""

from __future__ import annotations

import gettext
from pathlib import Path

LOCALES = Path(__file__).parent.parent / "locale"

_catalogue: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def use_language(language: str) -> None:
    """Speak that language from now on (`es`, `en`, …); sentences without a translation stay Spanish."""
    _catalogue[0] = gettext.translation("pyao", LOCALES, [language], fallback=True)


def _(sentence: str) -> str:
    """The sentence in the language in use."""
    return _catalogue[0].gettext(sentence)


def n_(singular: str, plural: str, number: int) -> str:
    """The form of the sentence that goes with the number, in the language in use."""
    return _catalogue[0].ngettext(singular, plural, number)
