"""Writes docs/settings.md and docs/settings.en.md from the model of the settings, and what is to be translated.

Run it after changing a setting, put what is new into Spanish in scripts/settings.es.po, and run it again:
python scripts/settings_page.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polib

from pyao.cli.config import bounds, choices, plain_values, toml_value
from pyao.server.settings import ENV_PREFIX, Settings, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CATALOGUE = ROOT / "scripts" / "settings.es.po"

MARK = "<!-- Generated from the model by scripts/settings_page.py: change the descriptions there, not this page. -->"
HEADERS = {
    "settings.md": f"""\
# Todas las opciones

{MARK}

*Read this in [English](settings.en.md).*

Van en `pyao.toml` de la carpeta de datos (`pyao-server config init` escribe uno con todo explicado), cada una en la
tabla de su sección. También valen como variable de entorno, por ejemplo `{ENV_PREFIX}NETWORK__PORT=7777`, y más que el
archivo; la línea de comandos vale más que todo. `pyao-server config show` muestra cada valor y de dónde salió.
`pyao-server config set NOMBRE VALOR` escribe una del juego mientras el servidor corre, y `pyao-server reload settings`
las lee de nuevo: valen enseguida las de la sección `game`, las demás desde el próximo arranque ([qué cambia con
qué](operating.md#datos-y-configuración-nuevos-mientras-se-juega)).
""",
    "settings.en.md": f"""\
# All settings

{MARK}

*Leelo en [castellano](settings.md).*

They stand in `pyao.toml` of the data folder (`pyao-server config init` writes one with everything explained), each in
the table of its section. Each is an environment variable too, as in `{ENV_PREFIX}NETWORK__PORT=7777`, which is stronger
than the file; the command line is stronger than all. `pyao-server config show` shows each value and where it came from.
`pyao-server config set NAME VALUE` writes one of the game while the server runs, and `pyao-server reload settings`
reads them again: those of the section `game` hold at once, the others from the next start ([what changes with
what](operating.en.md#new-data-and-settings-while-people-play)).
""",
}
TABLES = {
    "settings.md": "| Opción | De fábrica | Valores | Qué hace |",
    "settings.en.md": "| Setting | Default | Values | What it does |",
}


def sentences() -> dict[str, list[str]]:
    """Everything that the model says, and which settings and sections say it."""
    found: dict[str, list[str]] = {}
    for name, about in (*Settings.model_fields.items(), *fields().items()):
        found.setdefault(_saying(about), []).append(name)
    return found


def in_spanish() -> dict[str, str]:
    """The sentences that the catalogue has in Spanish."""
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE)) if entry.msgstr}


def catalogue() -> str:
    """The catalogue with the sentences of the model, in its order: what is new is empty, what is gone left out."""
    file = polib.pofile(str(CATALOGUE), wrapwidth=0)
    spanish = in_spanish()
    file.clear()
    for saying, names in sentences().items():
        places = [(name, "") for name in names]
        file.append(polib.POEntry(msgid=saying, msgstr=spanish.get(saying, ""), occurrences=places))
    return f"{file}\n"


def page(name: str) -> str:
    """A page as the model says now."""
    spanish = in_spanish() if name == "settings.md" else {}
    defaults = dict(plain_values(Settings()))
    lines = [HEADERS[name]]
    for section, about in Settings.model_fields.items():
        lines += [
            f"## {section}",
            "",
            spanish.get(_saying(about), _saying(about)),
            "",
            TABLES[name],
            "|---|---|---|---|",
        ]
        lines += _rows(section, defaults, spanish)
        lines.append("")
    return "\n".join(lines)


def _rows(section: str, defaults: dict[str, object], spanish: dict[str, str]) -> Iterator[str]:
    for dotted, field in fields().items():
        if dotted.startswith(f"{section}."):
            saying = spanish.get(_saying(field), _saying(field)).replace("|", "\\|")
            name = dotted.partition(".")[2]
            yield f"| `{name}` | `{toml_value(defaults[dotted])}` | {_accepted(field)} | {saying} |"


def _accepted(field: FieldInfo) -> str:
    if words := choices(field):
        return ", ".join(f"`{word}`" for word in words)
    if limits := bounds(field):
        least, most = limits
        return f"{least.replace('above ', '> ')} … {most}"
    return "`true`, `false`" if field.annotation is bool else ""


def _saying(about: FieldInfo) -> str:
    return " ".join((about.description or "").split())


if __name__ == "__main__":
    CATALOGUE.write_text(catalogue(), encoding="utf-8")
    for name in HEADERS:
        (DOCS / name).write_text(page(name), encoding="utf-8")
