"""The language of what players read.  Sentences in the code are Spanish; other languages are gettext catalogues.

To make one, see docs/languages.md.
"""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE_LANGUAGE = "es"
DOMAIN = "pyao"

LOCALES = Path(__file__).parent.parent / "locale"
"""The folder of the bundled catalogues, and of the template for new ones."""

_catalogue: list[gettext.NullTranslations] = [gettext.NullTranslations()]


def use_language(language: str, folder: Path | None = None) -> bool:
    """Use that language from now on (`es`, `en`, `pt_BR` …); sentences without a translation stay Spanish.

    A catalogue in the operator's `folder` takes precedence over a bundled one.  `False` = there is none at all.
    """
    for place in filter(None, (folder, LOCALES)):
        try:
            _catalogue[0] = gettext.translation(DOMAIN, place, [language])
        except OSError:
            continue
        return True
    _catalogue[0] = gettext.NullTranslations()
    return language.partition("_")[0] == SOURCE_LANGUAGE


def _(sentence: str) -> str:
    """The sentence in the language in use."""
    return _catalogue[0].gettext(sentence)


def n_(singular: str, plural: str, number: int) -> str:
    """The form of the sentence that fits the number, in the language in use."""
    return _catalogue[0].ngettext(singular, plural, number)


def later(sentence: str) -> Callable[[], str]:
    """The sentence for a table that is made before the language is known: it is looked up when it is called for."""
    return lambda: _catalogue[0].gettext(sentence)
