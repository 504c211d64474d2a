"""docs/gm-commands.md and its English twin are what the declarations of the commands say."""

from __future__ import annotations

import runpy
from typing import Any

import pytest
from kit.spec import ROOT

from pyao.tasks import ranks
from pyao.tasks.gm import BY_TOPIC, COMMANDS

SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "gm_commands.py"))
PAGES = ["gm-commands.md", "gm-commands.en.md"]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == SCRIPT["page"](name), (
        "run python scripts/gm_commands.py"
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_command_has_a_row(name: str) -> None:
    rows = [line for line in SCRIPT["page"](name).splitlines() if line.startswith("| `/")]
    assert len(rows) == len(COMMANDS) == 148


def test_all_of_the_english_page_is_english() -> None:
    assert [command.word for command in COMMANDS if command.help() not in SCRIPT["in_english"]()] == []
    assert [topic() for topic in BY_TOPIC if topic() not in SCRIPT["in_english"]()] == []


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
    assert SCRIPT["rank_of"](rank, SCRIPT["PAGES"]["gm-commands.md"]) == words
