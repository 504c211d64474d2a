"""docs/gm-commands.md is what the declarations of the commands say."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest
from kit.spec import ROOT

from pyao.tasks import ranks
from pyao.tasks.gm import COMMANDS


def script() -> Any:
    spec = importlib.util.spec_from_file_location("gm_commands", ROOT / "scripts" / "gm_commands.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date() -> None:
    made = script()
    assert made.PAGE.read_text(encoding="utf-8") == made.page(), "run python scripts/gm_commands.py"


def test_every_command_has_a_row() -> None:
    rows = [line for line in script().page().splitlines() if line.startswith("| `/")]
    assert len(rows) == len(COMMANDS) == 148


@pytest.mark.parametrize(
    ("rank", "words"),
    [
        (ranks.ANY_GM, "Consejero o más"),
        (ranks.S_UP_NO_RM, "SemiDios o más, sin RM"),
        (ranks.D_UP_OR_RM, "Dios o más, o cualquier RM"),
        (ranks.D_UP_OR_S_RM, "Dios o más, o SemiDios que sea RM"),
        (ranks.D_UP_NO_RM_OR_SPECIAL, "Dios o más, sin RM, o SemiDios especial"),
        (ranks.EDITORS, "Consejero o más, pero no un Admin que sea RM"),
    ],
)
def test_ranks_in_words(rank: ranks.Rank, words: str) -> None:
    assert script().rank_of(rank) == words
