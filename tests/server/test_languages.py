"""Another language than Spanish.  How to add one: docs/languages.en.md."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from pyao.messaging.i18n import _, later, n_, use_language
from pyao.server.argentum_server import ArgentumServer
from pyao.server.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ENGLISH = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
    "Te levantás.": "You stand up.",
    "{n} día\0{n} días": "{n} day\0{n} days",
}


def catalogue(sentences: Mapping[str, str]) -> bytes:
    """A compiled gettext catalogue: two tables of (length, place) and the texts, sorted."""
    pairs = sorted((key.encode(), value.encode()) for key, value in sentences.items())
    place, tables, texts = 28 + 16 * len(pairs), [b"", b""], b""
    for part in (0, 1):
        for pair in pairs:
            tables[part] += struct.pack("<2I", len(pair[part]), place + len(texts))
            texts += pair[part] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + texts


@pytest.fixture(autouse=True)
def spanish_again() -> Iterator[None]:
    yield
    assert use_language("es")


def start(folder: Path, language: str) -> list[str]:
    """A server in that language; gives what its log says."""
    overrides = {"game.language": language, "world.data_dir": folder, "storage.backend": "memory"}
    settings, _origins = load_settings(None, {}, {}, overrides)
    with capture_logs() as logs:
        ArgentumServer(settings)
    return [entry["event"] for entry in logs]


def test_the_operators_catalogue_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "pyao.mo").write_bytes(catalogue(ENGLISH))
    earlier = later("Te levantás.")
    assert earlier() == "Te levantás."
    assert "there is no catalogue of this language" not in start(tmp_path, "en")
    assert _("Te levantás.") == earlier() == "You stand up."
    assert n_("{n} día", "{n} días", 1) == "{n} day"
    assert n_("{n} día", "{n} días", 2) == "{n} days"
    assert _("Deseas un té?") == "Deseas un té?"


@pytest.mark.parametrize(
    ("language", "words"), [("es", "Te levantás."), ("es_AR", "Te levantás."), ("pt_BR", "Você se levanta.")]
)
def test_the_server_speaks_the_languages_that_come_with_it(tmp_path: Path, language: str, words: str) -> None:
    assert "there is no catalogue of this language" not in start(tmp_path, language)
    assert _("Te levantás.") == words


def test_without_a_catalogue_it_stays_spanish(tmp_path: Path) -> None:
    assert "there is no catalogue of this language" in start(tmp_path, "fr")
    assert _("Te levantás.") == "Te levantás."


def test_what_of_a_catalogue_is_unusable_is_logged(tmp_path: Path) -> None:
    folder = tmp_path / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "pyao.po").write_text('msgid "{n} hierro"\nmsgstr "{m} fer"\n', encoding="utf-8")
    assert "a translation can't be used" in start(tmp_path, "fr")
    assert _("{n} hierro") == "{n} hierro"
