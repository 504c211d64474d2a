"""Rules about the source: nothing that must not be there, everything where it belongs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from kit.spec import sections

from pyao.content.settings import GameSettings
from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.tasks.packet_handlers import HANDLERS, NULL, handler_of
from pyao.tasks.session import Phase

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pyao"
MODULES = sorted(SOURCE.rglob("*.py"))


def names(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def imports(path: Path) -> set[str]:
    """The packages a module imports in either form while it runs; not those that only annotations name."""
    found: set[str] = set()
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
            found.add(node.module.partition(".")[0])
        waiting.extend(ast.iter_child_nodes(node))
    return found


def test_imports_are_seen_in_every_form_but_not_those_of_annotations(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "import time as t, os.path\nfrom random import randint\n"
        "if TYPE_CHECKING:\n    import datetime\ndef late():\n    import secrets\n",
        encoding="utf-8",
    )
    assert imports(module) == {"time", "os", "random", "secrets"}


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_every_module_says_what_lives_in_it(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_chance_and_time_come_from_the_world(path: Path) -> None:
    """Only two modules of the game draw or read the clock; the programs around it may."""
    if path.relative_to(SOURCE).parts[0] in {"admin", "cli", "client", "server"}:
        return
    allowed = {"world/rng.py": {"random"}, "world/clock.py": {"time", "datetime"}}.get(names(path), set())
    assert imports(path) & {"random", "secrets", "time", "datetime"} <= allowed


def constants(path: Path) -> set[tuple[str, str]]:
    """The constants that a module declares, as (name, value)."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign):
            continue
        (target,) = node.targets
        both = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
        pairs = zip(target.elts, node.value.elts, strict=True) if both else [(target, node.value)]  # type: ignore[attr-defined]
        found |= {(one.id.strip("_"), ast.unparse(value)) for one, value in pairs if isinstance(one, ast.Name)}
    return {(name, value) for name, value in found if name.isupper()}


def test_a_constant_is_declared_once() -> None:
    """Rules may call different things alike, each for itself: a reach, an earshot."""
    declared: dict[tuple[str, str], list[str]] = {}
    for path in MODULES:
        for constant in constants(path):
            declared.setdefault(constant, []).append(names(path))
    twice = {constant: where for constant, where in declared.items() if len(where) > 1}
    assert not {one: where for one, where in twice.items() if not all(name.startswith("rules/") for name in where)}


def test_tasks_wait_in_one_module() -> None:
    """Passwords and records are waited for there; import-linter keeps asyncio from the floors below."""
    waiting = {names(path) for path in MODULES if "asyncio" in imports(path) and path.parent.name == "tasks"}
    assert waiting <= {"tasks/game.py"}


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_nothing_is_left_for_later(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", text)


def test_only_the_three_packets_of_the_login_are_legal_before_it() -> None:
    early = {kind.__name__ for kind, handler in HANDLERS.items() if handler.phase is Phase.CONNECTED}
    assert early == {"ThrowDices", "LoginNewChar", "LoginExistingChar"}
    assert NULL.phase is Phase.PLAYING
    assert all(handler_of(kind) for kind in CLIENT_PACKETS.values())


NOT_YET = {
    *("Inquiry", "InquiryVote", "CentinelReport", "RoleMasterRequest", "GMRequest", "BugReport", "Denounce"),
    "Consultation",
}
"""What the client can send by its keys, buttons and commands and nothing comes of but a line that says so."""


def test_every_key_and_button_of_the_client_leads_somewhere() -> None:
    table = sections("01-protocol")["7"]
    sent = re.findall(r"^\| \d+ \| (\w+) \|[^|]*\| S \|", table, re.MULTILINE)
    assert len(sent) > 90
    handled = {packet.__name__ for packet in HANDLERS} | {"GMCommands"}
    assert set(sent) - handled <= NOT_YET


UNREAD = {"sentinel"}
"""Settings that wait for what they decide about."""


def test_every_setting_of_the_game_is_read_somewhere() -> None:
    source = "\n".join(path.read_text("utf-8") for path in MODULES if path.name != "settings.py")
    unread = {
        name for name in GameSettings.model_fields if not re.search(rf"settings\.{name}\b|\.game\.{name}\b", source)
    }
    assert unread <= UNREAD


def test_the_program_can_be_loaded_by_itself() -> None:
    """In whichever order tests load modules, the program loads them in its own."""
    program = "from pyao.cli.app import load; load('run')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
