"""`pyao-server records import`: what the staff of a classic server kept on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.storage.society_documents import USER_RECORDS, records_of
from pyao.world.user_records import Observation, UserRecord

if TYPE_CHECKING:
    from pathlib import Path

RUNNER = CliRunner()
FILE = """[INIT]
NumRecords=3
[RECORD1]
Usuario=Ana
Creador=Sara
Fecha=05/01/2012 10:00:00
Motivo=Insultos, señor
NumObs=2
Obs1=Dina-06/01/2012 11:00:00-otra vez - y otra
Obs2=nada
[RECORD2]
Creador=Sara
[RECORD3]
USUARIO=BETO
Creador=Saul
Fecha=07/01/2012 12:00:00
Motivo=x
NumObs=0
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyao.toml").write_text('[storage]\npath = "store.sqlite3"\n')
    (tmp_path / "DAT").mkdir()
    (tmp_path / "DAT" / "Records.dat").write_bytes(FILE.encode("cp1252"))
    return tmp_path


def invoke(*arguments: str) -> tuple[int, str]:
    result = RUNNER.invoke(app, ["records", "import", *arguments])
    return result.exit_code, result.output


def stored() -> bytes | None:
    return with_store(None, lambda store: store.load_document(USER_RECORDS))


def test_the_records_come_in_once(folder: Path) -> None:
    code, output = invoke(str(folder), "--check")
    assert code == 0, output
    assert "2 records with 1 observations would be imported" in output
    assert stored() is None

    code, output = invoke(str(folder / "DAT"))
    assert code == 0, output
    assert "Obs2 is not of the form creator-date-text" in output
    assert "it says of nobody; the record is left out" in output
    document = stored()
    assert document is not None
    assert records_of(document) == [
        UserRecord(
            "ANA",
            "Sara",
            "05/01/2012 10:00:00",
            "Insultos, señor",
            [Observation("Dina", "06/01/2012 11:00:00", "otra vez - y otra")],
        ),
        UserRecord("BETO", "Saul", "07/01/2012 12:00:00", "x"),
    ]

    code, output = invoke(str(folder))
    assert code == 2
    assert "already" in output
    assert stored() == document


def test_a_folder_without_records_is_refused(folder: Path) -> None:
    (folder / "DAT" / "Records.dat").write_text("[INIT]\nNumRecords=0\n")
    for place in (folder, folder / "nowhere"):
        code, _output = invoke(str(place))
        assert code == 2
    assert stored() is None
