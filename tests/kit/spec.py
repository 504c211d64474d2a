"""The specification of `docs/spec`, and where its source and the classic data lie beside a checkout."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SPEC = ROOT / "docs" / "spec"
CLASSIC = SHARED / "ao-data"

NO_CLASSIC = "the classic data is not at"
needs_classic = pytest.mark.skipif(not CLASSIC.is_dir(), reason=f"{NO_CLASSIC} {CLASSIC}")

_HEADING = re.compile(r"^(?:(#+) |\*\*)(?:§?(\d+(?:\.\d+)*)\b)?.*$", re.MULTILINE)
"""A heading, numbered or not; sub-sections in bold begin with a number too."""


@cache
def protocol() -> dict[str, Any]:
    return tomllib.loads((SPEC / "protocol.toml").read_text(encoding="utf-8"))


@cache
def vectors() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SPEC / "protocol-vectors.json").read_text(encoding="utf-8"))
    return found


@cache
def documents() -> dict[str, str]:
    """The text of every document by its name: those of the specification, such as `04-combat`, and our own."""
    paths = [*SPEC.glob("[0-9][0-9]-*.md"), *SPEC.parent.glob("*.md")]
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(paths)}


@cache
def sections(document: str) -> dict[str, str]:
    """The text under each numbered heading of a document, with what is under its sub-headings."""
    text = documents()[document]
    headings = [
        (len(one[1] or "######"), one) for one in _HEADING.finditer(text) if one[1] or (one[2] and "." in one[2])
    ]
    found: dict[str, str] = {}
    for place, (depth, heading) in enumerate(headings):
        if heading[2] and depth > 1:
            later = (one.start() for level, one in headings[place + 1 :] if level <= depth)
            found[heading[2]] = text[heading.start() : next(later, len(text))]
    return found
