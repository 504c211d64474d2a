"""Writes the template for translations: every sentence that players may read, with the files that use it.

Run it after changing sentences: python scripts/template.py
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "pyao"
TEMPLATE = SOURCE / "locale" / "pyao.pot"

HEADER = """\
# Every sentence that players of PyAO Server may read.  How to translate it: docs/languages.md.
msgid ""
msgstr ""
"Project-Id-Version: PyAO Server\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

MARKS = {"_": 1, "n_": 2, "later": 1}
"""The functions that look up a sentence, and how many of their arguments are sentences."""

Sentence = tuple[str, ...]
"""A sentence with one form, or its singular and plural."""


class NotASentence(Exception):
    """A call looks up something that is not a literal text, so no template can contain it."""


def sentences(path: Path) -> list[Sentence]:
    """The sentences that a module looks up, in the order of the file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            forms = node.args[: MARKS[node.func.id]]
            if not all(isinstance(form, ast.Constant) and isinstance(form.value, str) for form in forms):
                raise NotASentence(f"{path}, line {node.lineno}")
            found.append((node.lineno, node.col_offset, tuple(str(ast.literal_eval(form)) for form in forms)))
    return [forms for _line, _column, forms in sorted(found)]


def template() -> str:
    """The whole template; the same sentences always give the same text."""
    places: dict[Sentence, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for forms in sentences(path):
            named = places.setdefault(forms, [])
            name = path.relative_to(SOURCE).as_posix()
            if name not in named:
                named.append(name)
    entries = [_entry(forms, places[forms]) for forms in sorted(places)]
    return "\n".join([HEADER, *entries])


def _entry(forms: Sentence, places: list[str]) -> str:
    lines = [f"#: {place}" for place in places]
    if any("{" in form for form in forms):
        lines.append("#, python-brace-format")
    lines.append(f"msgid {_quoted(forms[0])}")
    if len(forms) == 1:
        lines.append('msgstr ""')
    else:
        lines += [f"msgid_plural {_quoted(forms[1])}", 'msgstr[0] ""', 'msgstr[1] ""']
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
