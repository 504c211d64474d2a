"""The client of docs/writing-a-client.md, as it stands there, plays on a real server."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from kit.patience import PATIENCE_S
from kit.process import a_server, pyao
from kit.spec import ROOT, SPEC

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.skipif(sys.platform == "win32", reason="the process kit is of Unix")
def test_it_logs_in_talks_walks_and_understands_every_packet(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "writing-a-client.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (tmp_path / "client.py").write_text(program, encoding="utf-8")
    made = pyao("characters", "create", "Ana", "--data", "data", cwd=tmp_path, typed="secreto\nsecreto\n")
    assert made.returncode == 0, made.stderr
    with a_server(tmp_path / "data") as server:
        played = subprocess.run(
            [sys.executable, "client.py", "127.0.0.1", str(server.port()), SPEC / "protocol.toml", "Ana", "secreto"],
            cwd=tmp_path,
            env={"PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_S,
            check=False,
        )
    assert played.stderr == ""
    assert "'text': '¡Hola!'" in played.stdout
    said = [line.split(" ", 1)[0] for line in played.stdout.splitlines()]
    assert {"ChangeMap", "CharacterCreate", "UserCharIndexInServer", "UpdateUserStats", "Logged"} <= set(said)
    assert "ErrorMsg" not in said
