"""The tables of docs/content.md are what the model says."""

from __future__ import annotations

import runpy
from typing import Any

import pytest
from kit.spec import ROOT

SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "content_page.py"))


@pytest.mark.parametrize("name", SCRIPT["PAGES"])
def test_the_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == SCRIPT["page"](name), (
        "run python scripts/content_page.py"
    )


def test_every_field_of_an_errand_has_a_row() -> None:
    page = SCRIPT["page"]("content.en.md")
    for name in ("title", "giver", "kind", "target", "amount", "after", "gold", "exp", "items"):
        assert f"| `{name}` |" in page
