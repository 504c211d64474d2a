"""What all imports into the store have in common: none writes under a running server, and each is audited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from kit.classic_files import CHARFILE
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.storage.audit_log import AUDIT_NAME, entries_of, findings
from pyao.storage.locks import LOCK_NAME, FileLock, Holder
from pyao.storage.store import SaveBatch
from storage.classic.test_guild_files import FILES, written

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.store import Store

RUNNER = CliRunner()
RECORDS = "[INIT]\nNumRecords=1\n[RECORD1]\nUsuario=ANA\nCreador=Sara\nFecha=1/1/2010\nMotivo=spam\nNumObs=0\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one of everything that can be imported into a store."""
    monkeypatch.chdir(tmp_path)
    for name in ("characters", "guilds", "forums", "records"):
        (tmp_path / name).mkdir()
    written(tmp_path / "characters", {"Ana.chr": CHARFILE})
    written(tmp_path / "guilds", dict(FILES))
    written(tmp_path / "forums", {"Ulla.for": "[INFO]\nCantMSG=0\nCantAnuncios=0"})
    written(tmp_path / "records", {"RECORDS.DAT": RECORDS})
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "pyao.toml").write_text("[storage]\npassword_time_cost = 1\npassword_memory_kib = 8\n")
    return tmp_path


@pytest.mark.parametrize(
    ("what", "outcome"),
    [
        ("characters", "1 of 1 characters"),
        ("guilds", "3 of 3 guilds"),
        ("forums", "1 of 1 forums"),
        ("records", "1 of 1 records"),
    ],
)
def test_an_import_is_audited(folder: Path, what: str, outcome: str) -> None:
    assert RUNNER.invoke(app, [what, "import", what, "--check"]).exit_code == 0
    log = folder / "data" / AUDIT_NAME
    assert not log.exists()
    assert RUNNER.invoke(app, [what, "import", what]).exit_code == 0
    (entry,) = entries_of(log)
    assert (entry["command"], entry["arguments"], entry["result"]) == (f"{what}.import", {"folder": what}, "done")
    assert entry["reason"] == outcome
    assert entry["who"].startswith("operator:")
    assert list(findings(log)) == []


@pytest.mark.parametrize("what", ["characters", "guilds", "forums", "records"])
def test_nothing_is_imported_under_a_running_server(folder: Path, what: str) -> None:
    lock = FileLock(folder / "data" / LOCK_NAME, "the data folder data")
    lock.take(Holder(4_000_000, "elsewhere", "pyao-server run"))
    refused = RUNNER.invoke(app, [what, "import", what])
    lock.release()
    assert refused.exit_code == 2
    assert "the data folder data is in use by pyao-server run, process 4000000 on elsewhere" in refused.output
    assert not (folder / "data" / AUDIT_NAME).exists()

    async def everything(store: Store) -> list[str]:
        return [*await store.names(), *await store.document_keys()]

    assert with_store(None, everything) == []


def test_an_import_that_fails_is_audited_too(folder: Path) -> None:
    async def spoil(store: Store) -> None:
        await store.save(SaveBatch.of(documents={"user-records": "no list"}))

    with_store(None, spoil)
    assert RUNNER.invoke(app, ["records", "import", "records"]).exit_code == 2
    (entry,) = entries_of(folder / "data" / AUDIT_NAME)
    assert entry["result"] == "failed"
    assert "user-records" in json.dumps(entry["reason"])
