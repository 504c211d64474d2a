"""Some seconds of what `bad_lines.py` does: no packet is ever cut, whatever the line does to the segments of TCP."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from kit.root import pass_over

from endurance.bad_lines import ALIVE, LINKS, Unavailable, trial

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
SECONDS = 1.5


@pytest.mark.parametrize("name", ["MTU 576", "all of it, MTU 1500", "all of it, MTU 576"])
async def test_every_chunk_holds_whole_packets(tmp_path: Path, name: str) -> None:
    try:
        report = await trial(LINKS[name], SECONDS, tmp_path)
    except Unavailable as fault:
        pass_over(f"network namespaces with TUN devices need Linux and root: {fault}")
    assert report.wrong == []
    assert report.logins == len(ALIVE)
    assert report.packets > 200
    assert bool(report.lost) is bool(LINKS[name].loss)
