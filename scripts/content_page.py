"""Writes the tables of docs/content.md and docs/content.en.md: the fields of all definitions, from the model.

Run it after changing a definition: python scripts/content_page.py
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyao.content.errands import ErrandDef
from pyao.content.items import ItemDef
from pyao.content.maps import MapDef
from pyao.content.npcs import NpcDef
from pyao.content.spells import SpellDef, SpellEffect
from pyao.storage.ground_masks import FLAGS, TRIGGERS

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parents[1] / "docs"
MARK = "<!-- What follows"
LEFT_OUT = frozenset({"id", "tiles", "triggers", "exits", "version"})
"""Fields that no file has: they come from the table's name, from the ground, from borders and portals."""

KINDS: dict[str, type[Any]] = {
    "maps": MapDef,
    "npcs": NpcDef,
    "items": ItemDef,
    "spells": SpellDef,
    "effects": SpellEffect,
    "errands": ErrandDef,
}
PAGES = {
    "content.md": ("Formato de los archivos", "| Campo | Tipo | Si falta | Qué dice el modelo |"),
    "content.en.md": ("The format of the files", "| Field | Type | If left out | What the model says |"),
}


def page(name: str) -> str:
    """A page with its tables as the model says now."""
    path = DOCS / name
    text = path.read_text(encoding="utf-8")
    start = text.index(MARK)
    comment = text[start:].partition("\n")[0]
    title, head = PAGES[name]
    tables = "\n".join(_table(table, kind, head) for table, kind in KINDS.items())
    areas = ", ".join(f"`{word}`" for word in dict.fromkeys((*FLAGS, *TRIGGERS)))
    return f"{text[:start]}{comment}\n\n## {title}\n\n{tables}\n`[ground.N]`: {areas}.\n"


def _table(table: str, kind: type[Any], head: str) -> str:
    sayings = dict(_sayings(kind))
    rows = [_row(one, sayings.get(one.name, "")) for one in fields(kind) if one.name not in LEFT_OUT]
    about = " ".join((kind.__doc__ or "").partition("\n\n")[0].split())
    return "\n".join((f"### `{table}`: {kind.__name__}", "", about, "", head, "|---|---|---|---|", *rows, ""))


def _row(one: Field[Any], saying: str) -> str:
    kind = str(one.type).replace("|", "\\|")
    return f"| `{one.name}` | `{kind}` | {_default(one)} | {saying} |"


def _default(one: Field[Any]) -> str:
    if one.default is not MISSING:
        value = one.default
    elif one.default_factory is not MISSING:
        value = one.default_factory()
    else:
        return "—"
    return "" if value in ("", None) or value == () or not isinstance(value, (int, str)) else f"`{value!r}`"


def _sayings(kind: type[Any]) -> Iterator[tuple[str, str]]:
    """What stands below a field in its class, as one line."""
    (body,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - what a class's source is
    for field, below in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            yield field.target.id, " ".join(str(below.value.value).split()).replace("|", "\\|")


if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(page(name), encoding="utf-8")
