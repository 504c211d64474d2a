"""Rules about the source: nothing that must not be there, everything where it belongs."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.tasks.packet_handlers import HANDLERS, NULL, handler_of
from pyao.tasks.session import Phase

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pyao"
MODULES = sorted(SOURCE.rglob("*.py"))


def names(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_every_module_says_what_lives_in_it(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_chance_and_time_come_from_the_world(path: Path) -> None:
    """Only two modules of the game draw or read the clock; the programs around it may."""
    if path.relative_to(SOURCE).parts[0] in {"cli", "client", "server"}:
        return
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    allowed = {"world/rng.py": {"random"}, "world/clock.py": {"time"}}.get(names(path), set())
    assert (imported & {"random", "time"}) <= allowed


def test_no_registry_and_no_classic_data_is_committed() -> None:
    for path in committed():
        assert path.suffix.lower() not in {".inf", ".map", ".chr"}, path
        if path.suffix in {".txt", ".toml", ".in", ".yaml", ".md", ".sh", ".py"} and path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(pypi|pythonhosted|npmjs)\.(org|com)|--index-url|--extra-index", text), path


def test_requirements_are_pinned_with_hashes() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name in ("runtime", "dev", "uv"):
        entries = re.split(r"\n(?=\S)", (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").strip())
        assert all(re.match(r"[\w.\[\]-]+==[\w.]+", entry) and "--hash=sha256:" in entry for entry in entries), name
    pinned = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8").lower()
    for requirement in wanted["project"]["dependencies"]:
        name = re.escape(re.split(r"[^\w-]", requirement)[0])
        assert re.search(rf"^{name}[=\[]", pinned, re.MULTILINE), requirement


def test_both_readmes_tell_the_same() -> None:
    spanish, english = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.en.md"))
    assert len(re.findall(r"^#+ ", spanish, re.MULTILINE)) == len(re.findall(r"^#+ ", english, re.MULTILINE))
    assert re.findall(r"pyao-server \w+", spanish) == re.findall(r"pyao-server \w+", english)


@pytest.mark.parametrize("name", ["run_server.sh", "run_tests.sh", ".ci/run", "scripts/setup.sh", "scripts/pin.sh"])
def test_scripts_are_sound(name: str) -> None:
    path = ROOT / name
    assert name == "scripts/setup.sh" or path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0


def test_only_the_three_packets_of_the_login_are_legal_before_it() -> None:
    early = {kind.__name__ for kind, handler in HANDLERS.items() if handler.phase is Phase.CONNECTED}
    assert early == {"ThrowDices", "LoginNewChar", "LoginExistingChar"}
    assert NULL.phase is Phase.PLAYING
    assert all(handler_of(kind) for kind in CLIENT_PACKETS.values())
