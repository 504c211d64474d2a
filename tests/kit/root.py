"""Tests that need root, for mounts and network namespaces: passed over elsewhere, and tried by a job of CI."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

AS_ROOT = "PYAO_AS_ROOT"
"""Environment variable that says that nothing is lacking: what would be passed over then fails."""


def pass_over(why: str) -> NoReturn:
    """End the test that runs, because this machine or account lacks something."""
    if os.environ.get(AS_ROOT):
        pytest.fail(why)
    pytest.skip(f"{why}; the job as-root of CI tries it")
