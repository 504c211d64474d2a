"""docs/protocol.md is what the declarations of the packets say."""

from __future__ import annotations

import runpy
from typing import Any

from kit.spec import ROOT

SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "protocol_page.py"))


def rows() -> list[str]:
    return [line for line in SCRIPT["page"]().splitlines() if line.startswith("| ") and line[2].isdigit()]


def test_the_page_is_up_to_date() -> None:
    assert SCRIPT["PAGE"].read_text(encoding="utf-8") == SCRIPT["page"](), "run python scripts/protocol_page.py"


def test_every_packet_and_command_has_a_row() -> None:
    parts = SCRIPT["page"]().split("\n## ")[1:]
    sizes = [sum(line.startswith("| ") for line in part.splitlines()) - 1 for part in parts]
    assert sizes == [107, 24, 131, 148]  # InitCrafting has two forms


def test_what_a_row_says() -> None:
    move = "| 32 | `CharacterMove` | `char:i16` `x:u8` `y:u8` | To the area except"
    assert any(row.startswith(move) for row in rows())
    assert any("`skills:20*(level:u8 progress:u8)`" in row for row in rows())
    assert not [row for row in rows() if "Source:" in row]
