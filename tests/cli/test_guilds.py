"""`pyao-server guilds`: guilds of a classic server come in together with what their characters must know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import a_record
from kit.guilds import wrong_in
from typer.testing import CliRunner

from pyao.cli.app import app
from pyao.cli.characters import with_store
from pyao.world.record import GuildMembership
from storage.classic.test_guild_files import FILES, written

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.store import Store

RUNNER = CliRunner()
IMPORT = ("guilds", "import")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server's folder with characters in its store, and the guild files below it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "guilds").mkdir()
    written(tmp_path / "guilds", dict(FILES))
    (tmp_path / "pyao.toml").write_text('[storage]\npath = "store.sqlite3"\n')

    async def fill(store: Store) -> None:
        for name, guild in (("Ana Sol", 1), ("Beto", 2), ("Caro", 3), ("Evo", 2), ("Zoe", 0)):
            await store.create(a_record(name, (1, 50, 50), guild=GuildMembership(guild)))

    with_store(None, fill)
    return tmp_path


def invoke(*arguments: str) -> tuple[int, str]:
    result = RUNNER.invoke(app, arguments)
    return result.exit_code, result.output


def test_guilds_come_in_and_characters_agree(folder: Path) -> None:
    code, output = invoke(*IMPORT, str(folder), "--check")
    assert code == 0, output
    assert "3 guilds would be imported" in output
    assert invoke("guilds", "list") == (0, "")
    code, output = invoke(*IMPORT, str(folder / "guilds"))
    assert code == 0, output
    assert "3 guilds imported, 2 characters made to agree" in output
    assert "there is no character FOX, who is in a guild" in output
    assert with_store(None, wrong_in) == []
    code, output = invoke("guilds", "list")
    assert output.splitlines()[0] == "1\tLos Lobos\tLegal\tANA SOL\t2"
    caro = with_store(None, lambda store: store.load("Caro"))
    assert caro is not None
    assert caro.guild == GuildMembership(applicant_to=1)


def test_guilds_come_in_once(folder: Path) -> None:
    invoke(*IMPORT, str(folder))
    assert invoke(*IMPORT, str(folder)) == (
        2,
        "pyao-server: there are guilds in the store already; they are left as they are\n",
    )


def test_what_is_no_folder_of_guilds_is_refused(folder: Path) -> None:
    (folder / "empty").mkdir()
    code, output = invoke(*IMPORT, str(folder / "empty"))
    assert (code, "there are no guilds in" in output) == (2, True)
    code, output = invoke(*IMPORT, str(folder / "nowhere"))
    assert code == 2
    written(folder / "guilds", {"GuildsInfo.inf": "[INIT]\nnroGuilds=1\n"})
    code, output = invoke(*IMPORT, str(folder))
    assert (code, "nothing is imported" in output) == (2, True)
