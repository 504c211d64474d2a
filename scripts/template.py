"""Writes the templates for translations: every sentence that players may read, with the files that use it.

The bundled catalogues get what is new, and lose what is gone.  Run it after changing sentences:
python scripts/template.py
"""

from __future__ import annotations

import ast
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import polib

from pyao.messaging.world_texts import LISTS, TEXTS, texts_in
from pyao.storage.default_world import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "pyao"
TEMPLATE = SOURCE / "locale" / "pyao.pot"
WORLD_TEMPLATE = TEMPLATE.with_name("world.pot")

NO_WRAPPING = 1_000_000
"""Each sentence stays on a line of its own."""

HEADER = """\
# {what} that players of PyAO Server may read.  How to translate it: docs/languages.en.md.
msgid ""
msgstr ""
"Project-Id-Version: PyAO Server\\n"
"Language: \\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

MARKS = {"_": 1, "n_": 2, "later": 1, "marked": 1}
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
    return _document("Every sentence", places)


def world_template() -> str:
    """The template of the texts of the built-in world."""
    world, places = Source(), dict[Sentence, list[str]]()
    world.read(files("pyao.data") / "world")
    for table, names in (*TEXTS.items(), *((name, ()) for name in LISTS)):
        value = world.document.get(table, {})
        found = [row[name] for row in value.values() for name in names if name in row] if names else value
        for text in filter(None, texts_in(found)):
            places.setdefault((text,), [f"data/world/{world.files[table][0]}"])
    return _document("Every text of the built-in world", places)


def _document(what: str, places: Mapping[Sentence, list[str]]) -> str:
    entries = [_entry(forms, places[forms]) for forms in sorted(places)]
    return "\n".join([HEADER.replace("{what}", what), *entries])


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


def catalogues(template_path: Path) -> list[Path]:
    """The bundled catalogues that are made from a template."""
    return sorted(template_path.parent.glob(f"*/LC_MESSAGES/{template_path.stem}.po"))


def bring_up_to_date(catalogue: Path, template_path: Path) -> None:
    """Give a catalogue the sentences of its template: new ones are empty, those that are gone are left out."""
    made = polib.pofile(str(catalogue), wrapwidth=NO_WRAPPING)
    made.merge(polib.pofile(str(template_path)))
    for entry in made.obsolete_entries():
        made.remove(entry)
    made.sort(key=lambda entry: (entry.msgid, entry.msgid_plural))
    made.save(str(catalogue))


if __name__ == "__main__":
    for path, text in ((TEMPLATE, template()), (WORLD_TEMPLATE, world_template())):
        path.write_text(text, encoding="utf-8")
        for one in catalogues(path):
            bring_up_to_date(one, path)
