"""docs/settings.md and its English twin are what the model says, every sentence of it in Spanish."""

from __future__ import annotations

import runpy
from typing import Any

import pytest
from kit.spec import ROOT

from pyao.server.settings import fields

SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "settings_page.py"))


@pytest.mark.parametrize("name", ["settings.md", "settings.en.md"])
def test_the_page_is_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == SCRIPT["page"](name), (
        "run python scripts/settings_page.py"
    )


def test_everything_is_in_spanish() -> None:
    missing = [saying for saying in SCRIPT["sentences"]() if saying not in SCRIPT["in_spanish"]()]
    assert not missing, "put them into Spanish in scripts/settings.es.po"


def test_the_catalogue_is_up_to_date() -> None:
    assert SCRIPT["CATALOGUE"].read_text(encoding="utf-8") == SCRIPT["catalogue"](), (
        "run python scripts/settings_page.py"
    )


@pytest.mark.parametrize("name", ["settings.md", "settings.en.md"])
def test_every_setting_has_a_row_in_the_table_of_its_section(name: str) -> None:
    found, section = [], ""
    for line in SCRIPT["page"](name).splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif line.startswith("| `"):
            found.append(f"{section}.{line.split('`')[1]}")
    assert found == list(fields())
