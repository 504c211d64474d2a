"""The template of translations holds every sentence, and says so when it does not."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script() -> Any:
    spec = importlib.util.spec_from_file_location("template", ROOT / "scripts" / "template.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_template_is_up_to_date() -> None:
    made = script()
    assert made.TEMPLATE.read_text(encoding="utf-8") == made.template(), "run python scripts/template.py"


def test_what_is_looked_up_is_found(tmp_path: Path) -> None:
    module = tmp_path / "rule.py"
    module.write_text(
        'a = _("¡Hola, {name}!")\nb = n_("{n} día", "{n} " "días", 2)\nc = other("no")\nd = later("Salís.")\n',
        encoding="utf-8",
    )
    assert script().sentences(module) == [("¡Hola, {name}!",), ("{n} día", "{n} días"), ("Salís.",)]


@pytest.mark.parametrize(
    "call", ['_(f"hola {name}")', "_(name)", '_("hola" + name)', 'n_("uno", many, 2)', "later(name)"]
)
def test_what_no_template_can_hold_is_refused(tmp_path: Path, call: str) -> None:
    module, made = tmp_path / "rule.py", script()
    module.write_text(f"a = {call}\n", encoding="utf-8")
    with pytest.raises(made.NotASentence, match="line 1"):
        made.sentences(module)


def test_entries_are_written_as_gettext_reads_them() -> None:
    made = script()
    assert made._entry(('Dijo "{a}"\n',), ["rules/x.py"]) == (
        '#: rules/x.py\n#, python-brace-format\nmsgid "Dijo \\"{a}\\"\\n"\nmsgstr ""\n'
    )
    assert made._entry(("uno", "dos"), []) == 'msgid "uno"\nmsgid_plural "dos"\nmsgstr[0] ""\nmsgstr[1] ""\n'
