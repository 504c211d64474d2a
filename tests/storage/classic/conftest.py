from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.classic_files import DataFolder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "server")
