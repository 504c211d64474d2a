"""docs/licences.md names every package that comes with the server, and none under a licence that would bind it."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "licences.md"
PERMISSIVE = re.compile(
    r"(Apache-2\.0|MIT|MIT-0|BSD-[23]-Clause|PSF-2\.0|ISC)( (AND|OR) (Apache-2\.0|MIT|BSD-2-Clause))?"
)


def installed_with(package: str, found: set[str]) -> None:
    """Collect what a package needs, and what that needs, as far as it is installed here."""
    name = re.sub(r"[-_.]+", "-", package).lower()
    if name in found:
        return
    try:
        needed = requires(name) or []
    except PackageNotFoundError:
        return
    found.add(name)
    for line in needed:
        if "extra ==" not in line:
            installed_with(re.split(r"[^A-Za-z0-9._-]", line)[0], found)


def test_the_page_names_all_of_them() -> None:
    rows = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    found: set[str] = set()
    installed_with("pyao-server", found)
    assert found - {"pyao-server"} <= rows.keys()
    assert {name: licence for name, licence in rows.items() if not PERMISSIVE.fullmatch(licence)} == {}
