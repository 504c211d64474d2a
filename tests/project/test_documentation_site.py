"""Documents of the repository as pages of the site."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Any

import pytest
from kit.spec import ROOT

if TYPE_CHECKING:
    from pathlib import Path

HOOK: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "site_hook.py"))


@pytest.mark.parametrize(
    ("source", "page", "written", "shown"),
    [
        ("docs/a.md", "a.md", "[b](b.md#c)", "[b](b.md#c)"),
        ("docs/a.en.md", "a.en.md", "[b](b.en.md)", "[b](b.md)"),
        ("docs/spec/01.md", "spec/01.md", "[b](../b.md)", "[b](../b.md)"),
        ("docs/a.md", "a.md", "[b](../CONTRIBUTING.md)", "[b](contributing.md)"),
        ("docs/spec/01.md", "spec/01.md", "[b](../../SECURITY.md)", "[b](../reporting.md)"),
        ("CONTRIBUTING.md", "contributing.md", "[b](docs/b.md), [c](#c)", "[b](b.md), [c](#c)"),
        ("deploy/README.en.md", "deploying.en.md", "[b](../docs/b.en.md)", "[b](b.md)"),
        ("docs/a.md", "a.md", "[b](https://example.org/x.md)", "[b](https://example.org/x.md)"),
        ("docs/a.md", "a.md", "# A\n\n*Read this in [English](a.en.md).*\n\nB", "# A\n\nB"),
        ("docs/a.en.md", "a.en.md", "# A\n\n*Leelo en [castellano](a.md).*\n\nB", "# A\n\nB"),
        ("docs/a.md", "a.md", "# A\n\n*[English](a.en.md)*\n\nB", "# A\n\nB"),
        ("docs/a.md", "a.md", "# A\n\n*Soon*: see [b](b.md), *now*.\n\nB", "# A\n\n*Soon*: see [b](b.md), *now*.\n\nB"),
    ],
)
def test_links_lead_to_pages(source: str, page: str, written: str, shown: str) -> None:
    assert HOOK["for_site"](written, source, page) == shown


def test_the_pages_are_gathered(tmp_path: Path) -> None:
    HOOK["gather"](tmp_path)
    assert all((tmp_path / page).is_file() for page in HOOK["BESIDE"].values())
    assert (tmp_path / "spec" / "01-protocol.md").is_file()
