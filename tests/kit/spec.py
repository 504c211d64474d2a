"""The machine-readable parts of the specification, where they lie beside the checkout."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SPEC = SHARED / "spec"
CLASSIC = SHARED / "ao-data"

needs_spec = pytest.mark.skipif(not SPEC.is_dir(), reason=f"the specification is not at {SPEC}")
needs_classic = pytest.mark.skipif(not CLASSIC.is_dir(), reason=f"the classic data is not at {CLASSIC}")


@cache
def protocol() -> dict[str, Any]:
    return tomllib.loads((SPEC / "protocol.toml").read_text(encoding="utf-8")) if SPEC.is_dir() else {}


@cache
def vectors() -> list[dict[str, Any]]:
    return json.loads((SPEC / "protocol-vectors.json").read_text(encoding="utf-8")) if SPEC.is_dir() else []
