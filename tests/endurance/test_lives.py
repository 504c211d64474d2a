"""A real server under players who never rest meets calamities and is killed; its store adds up every time.

These are some seconds of what `lives.py` does for as long as one likes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from kit.redis_process import PROGRAM

from endurance.lives import Lives, LivesInFile, LivesInRedis

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of other processes are Linux's")


def adds_up(lives: Lives) -> None:
    """Every calamity there is, once."""
    for seed, calamity in enumerate(dict.fromkeys(lives.calamities())):
        lives.live(calamity, seed, 0.3)
        assert lives.wrong == [], calamity.name
    assert lives.moved > 100, "nothing has happened"
    assert lives.guilds, "no guild was founded"


def test_a_database_adds_up_whatever_its_server_meets(tmp_path: Path) -> None:
    adds_up(LivesInFile(tmp_path))


@pytest.mark.redis
@pytest.mark.skipif(PROGRAM is None, reason="there is no redis-server program on this machine")
def test_redis_adds_up_whatever_it_and_its_server_meet(tmp_path: Path) -> None:
    lives = LivesInRedis(tmp_path)
    try:
        adds_up(lives)
    finally:
        lives.redis.stop()
