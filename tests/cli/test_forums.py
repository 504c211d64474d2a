"""`pyao-server forums import`: what was posted on a classic server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.forum_files import read_forums
from pyao.storage.forum_documents import PREFIX, forum_of
from pyao.world.forums import Forum, Post

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyao.toml").write_text('[storage]\npath = "store.sqlite3"\n')
    place = tmp_path / "Foros"
    place.mkdir()
    for name, text in {
        "Ulla.for": "[INFO]\nCantMSG=3\nCantAnuncios=1",
        "ulla1.for": "Vendo daga, barata\r\nAna\r\nMuy barata, en serio\r\nEscriban",
        "ULLA2.FOR": "Hola\nBeto\n¿Qué tal?",
        "ulla1a.for": "Reglas\nDina\nNo gritar",
        "REAL.for": "[INFO]\nCantMSG=0\nCantAnuncios=0",
        "ulla.txt": "nada",
    }.items():
        (place / name).write_bytes(text.encode("cp1252"))
    return tmp_path


def invoke(*arguments: str) -> tuple[int, str]:
    result = RUNNER.invoke(app, arguments)
    return result.exit_code, result.output


def test_what_was_posted_comes_in(folder: Path) -> None:
    assert invoke("forums", "import", str(folder), "--check")[1].count("would be imported") == 2
    code, output = invoke("forums", "import", str(folder))
    assert code == 0, output
    assert "ULLA: 2 posts, 1 announcements, imported" in output
    assert "Ulla3.for: the file is missing; the post is left out" in output
    document = with_store(None, lambda store: store.load_document(PREFIX + "ULLA"))
    assert document is not None
    assert forum_of(document) == Forum(
        [Post("Vendo daga, barata", "Ana", "Muy barata, en serio\nEscriban"), Post("Hola", "Beto", "¿Qué tal?")],
        [Post("Reglas", "Dina", "No gritar")],
    )
    code, output = invoke("forums", "import", str(folder / "Foros"))
    assert output.count("left as it is in the store") == 2


def test_folders_without_forums(tmp_path: Path) -> None:
    assert invoke("forums", "import", str(tmp_path))[0] == 2
    assert invoke("forums", "import", str(tmp_path / "nada"))[0] == 2


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n"])
def test_an_empty_post_is_left_out(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.for").write_text("[INFO]\nCantMSG=9\n")
    (tmp_path / "a1.for").write_text(text)
    (tmp_path / "a2.for").write_text("Solo titulo")
    findings = Findings()
    assert read_forums(tmp_path, findings) == {"A": Forum([Post("Solo titulo", "", "")], [])}
    assert len(list(findings)) == 8
