"""Questions ask, verbs act: what is called `may_`, `is_`, `has_` or `can_` changes nothing and tells nobody."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "pyao"
QUESTION = re.compile(r"_?(may|is|has|can)_\w+$|\w*refusal$|rule_on_\w+$")
ACTS = re.compile(
    r"(tell|send|toggle|roll|train|start_state|take|take_off|become_|shift|release|renew|acquire|try_)\w*$"
)
MODULES = sorted([*(SOURCE / "rules").rglob("*.py"), *(SOURCE / "tasks").glob("*.py")])


def acts(node: ast.AST) -> bool:
    """Whether the node writes to an object, or calls what tells, rolls or changes."""
    if isinstance(node, ast.Attribute):
        return isinstance(node.ctx, ast.Store)
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    return bool(ACTS.match(name))


def questions_that_act(source: str) -> list[str]:
    functions = (
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [one.name for one in functions if QUESTION.match(one.name) and any(acts(node) for node in ast.walk(one))]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_questions_do_not_act(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not questions_that_act(source)
    assert "-> bool | None" not in source


@pytest.mark.parametrize(
    ("body", "is_found"),
    [("tell(p, 'no')", True), ("p.safe = True", True), ("try_strike(p)", True), ("return p.safe", False)],
)
def test_such_a_question_is_found(body: str, *, is_found: bool) -> None:
    assert bool(questions_that_act(f"def may_attack(p):\n    {body}\n")) is is_found
