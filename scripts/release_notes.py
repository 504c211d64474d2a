"""Prints what CHANGELOG.md says of a version; it has to be that of pyproject.toml too.

python scripts/release_notes.py 0.2.0
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def notes(changelog: str, version: str) -> str:
    """The text below the heading of a version; empty = there is no such heading, or nothing below it."""
    found = re.search(rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## \[|\Z)", changelog, re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def main() -> None:
    """Print them, or say why there are none."""
    version = sys.argv[1]
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    if version != declared:
        sys.exit(f"pyproject.toml says {declared}, not {version}")
    text = notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), version)
    if not text:
        sys.exit(f"CHANGELOG.md says nothing of {version}")
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main()
