"""Backups of a server whose players trade, steal and work all the time; each adds up, and so does what is restored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from endurance.lives import NOTHING_ELSE, Calamity, Life, LivesInFile
from pyao.server.backups.making import make
from pyao.server.backups.restoring import Place, restore
from pyao.server.backups.service import order_of
from pyao.server.control import client
from pyao.server.settings import Settings, load_settings

if TYPE_CHECKING:
    from pyao.server.backups.making import Outcome

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of other processes are Linux's")


class LivesWithBackups(LivesInFile):
    """In SQLite, copied while players play: by the server, and by another process."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.answers: list[dict[str, Any]] = []
        self.outside: Outcome | None = None

    def settings(self) -> Settings:
        given = {"storage.path": str(self._folder / "pyao.sqlite3"), "world.data_dir": str(self._folder)}
        return load_settings(None, {}, {}, given)[0]

    def back_up(self, life: Life, seconds: float) -> None:
        """Backups are made of it."""
        assert life.process.poll() is None
        for _time in range(2):
            self.answers.append(client.call(self._folder, "backup", {}).data)
        order = order_of(self.settings(), None, self._folder / f"after {seconds} s")
        assert order is not None
        self.outside = make(order)

    def bring_back(self, file: str) -> None:
        """One of the backups takes the place of what is kept."""
        restore(Path(file), Place(self._folder, self._folder / "pyao.toml", lambda _file: self.settings()), "test")


def test_a_backup_of_a_busy_server_is_of_one_moment(tmp_path: Path) -> None:
    lives = LivesWithBackups(tmp_path)
    lives.live(Calamity("backups", lives.back_up), 7, 0.3)
    assert lives.wrong == []
    assert [answer["ok"] for answer in lives.answers] == [True, True], lives.answers
    assert "the ledger adds up (as in " in lives.answers[-1]["text"]
    assert lives.outside is not None
    assert lives.outside.ok, lives.outside.text
    assert lives.moved > 100, "nothing has happened"
    lives.bring_back(lives.answers[0]["file"])
    lives.live(NOTHING_ELSE, 8, 0.3)
    assert lives.wrong == []
