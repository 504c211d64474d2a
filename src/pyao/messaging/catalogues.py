"""Reading gettext catalogues: which there are, and what they hold.

A catalogue is read as translators write it (`.po`) or compiled (`.mo`).  A translation that could not be filled in is
left out, so that its sentence stays Spanish.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

import polib

if TYPE_CHECKING:
    from collections.abc import Iterable

SENTENCES, WORLD = "pyao", "world"
"""The names of the catalogues: what the code says, and the texts of a world."""

LOCALES = Path(__file__).parent.parent / "locale"
"""The folder of the bundled catalogues, and of the templates for new ones."""

_ENDINGS = (".po", ".mo")


class UnreadableCatalogue(ValueError):
    """The file is no catalogue; the text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file translates, and what of it can't be used."""

    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    originals: frozenset[str] = frozenset()
    """The sentences that it translates."""
    faults: tuple[str, ...] = ()
    """What is left out, and why: a line each."""


def languages_in(*folders: Path) -> list[str]:
    """The languages for which any of the folders has a catalogue, sorted."""
    found = {path.parts[-3] for folder in folders for path in folder.glob("*/LC_MESSAGES/*") if _is_ours(path)}
    return sorted(found)


def catalogue_of(folder: Path, language: str, name: str) -> Catalogue:
    """A catalogue of a folder: the `.po` if there is one, else the `.mo`, else an empty one.

    Raises:
        UnreadableCatalogue: the file can't be read.

    """
    for ending in _ENDINGS:
        path = folder / language / "LC_MESSAGES" / f"{name}{ending}"
        if path.is_file():
            return _read(path, path.stat().st_mtime_ns)
    return Catalogue()


def placeholders(text: str) -> frozenset[str]:
    """What is filled into a text, as it stands in braces.

    Raises:
        ValueError: the braces don't match.

    """
    return frozenset(
        f"{name}!{conversion}:{form}" for _text, name, form, conversion in Formatter().parse(text) if name is not None
    )


def misfit(originals: Iterable[str], translated: str) -> str | None:
    """Why a translation can't be filled in like its sentence, or like one form of it; `None` = it can."""
    try:
        wanted = [placeholders(one) for one in originals]
        given = placeholders(translated)
    except ValueError as fault:
        return str(fault)
    if all(given != one for one in wanted):
        return f"it fills in {_names(given)} instead of {_names(wanted[0])}"
    return None


def _names(these: Iterable[str]) -> str:
    return ", ".join(sorted("{" + one.replace("!None", "").removesuffix(":") + "}" for one in these)) or "nothing"


def _is_ours(path: Path) -> bool:
    return path.stem in {SENTENCES, WORLD} and path.suffix in _ENDINGS


@lru_cache(maxsize=32)
def _read(path: Path, _changed_ns: int) -> Catalogue:
    try:
        read = polib.pofile if path.suffix == ".po" else polib.mofile
        file: Any = read(str(path), encoding="utf-8")
        faults = []
        for entry in list(file):
            forms = [entry.msgid, *filter(None, [entry.msgid_plural])]
            words = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
            reason = next(filter(None, (misfit(forms, one) for one in words if one)), None)
            if reason is not None:
                faults.append(f"{entry.msgid!r}: {reason}")
                file.remove(entry)
        translations = gettext.GNUTranslations(io.BytesIO(file.to_binary()))
    except (OSError, ValueError, SyntaxError, LookupError) as fault:
        raise UnreadableCatalogue(f"{path}: {fault}") from fault
    return Catalogue(translations, frozenset(one.msgid for one in file.translated_entries()), tuple(faults))
