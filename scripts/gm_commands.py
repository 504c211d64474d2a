"""Writes docs/gm-commands.md and docs/gm-commands.en.md from the declarations of the GM commands.

Run it after changing one, once its help line is translated: python scripts/gm_commands.py
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polib

from pyao.content.enums import GM_RANKS, GODS, HIGHER_GMS
from pyao.protocol.decoder import LAYOUTS
from pyao.tasks.gm import BY_TOPIC, COMMANDS, HELP
from pyao.tasks.ranks import ANYBODY, NOBODY
from pyao.tasks.text_grammar import RANGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pyao.tasks.gm import GMTextCommand
    from pyao.tasks.ranks import Rank

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
CATALOGUE = ROOT / "src" / "pyao" / "locale" / "en" / "LC_MESSAGES" / "pyao.po"

MARK = "<!-- Generated from src/pyao/tasks/gm by scripts/gm_commands.py: change the declarations, not this page. -->"

_LOWEST = {GM_RANKS: "Consejero", HIGHER_GMS: "SemiDios", GODS: "Dios"}


@dataclass(frozen=True, slots=True)
class Words:
    """What a page says of itself, in its language."""

    header: str
    columns: str
    wires: Mapping[str, str]
    spread: str
    """Between the least and the greatest number."""
    or_more: str
    no_role_masters: str
    or_any_role_master: str
    or_role_master: str
    but_no_role_masters: str
    or_special: str


PAGES = {
    "gm-commands.md": Words(
        header=f"""\
# Comandos de GM

{MARK}

*Read this in [English](gm-commands.en.md).*

Todos los comandos de los game masters: {len(COMMANDS)}.  Se escriben en el chat, como `/{COMMANDS[0].word} …`, o
llegan como paquete.  Mayúsculas y acentos dan lo mismo; en los nombres `+` vale como un espacio; lo que está entre
corchetes se puede omitir.  Sin el rango, un paquete no hace nada y una línea escrita se responde como cualquier palabra
desconocida.  Cada orden queda anotada en el registro de auditoría con su autor, sus argumentos y su resultado.

`/{HELP.word}` muestra en el juego los comandos que podés usar; `/{HELP.word} COMANDO`, cómo se usa uno.

Los rangos, de menor a mayor: Consejero, SemiDios, Dios, Admin.  Un RoleMaster (RM) tiene además otro rango o es un
usuario.  Los números son los del paquete GMCommands: el de Godot y el del cliente original.
""",
        columns="| Comando | Para qué | Rango | Números | Campos del paquete |",
        wires={"str": "texto", "bool": "sí o no", "ip_or_name": "IP o nombre"},
        spread="{} a {}",
        or_more="{} o más",
        no_role_masters=", sin RM",
        or_any_role_master=", o cualquier RM",
        or_role_master=", o {} que sea RM",
        but_no_role_masters=", pero no un Admin que sea RM",
        or_special=", o SemiDios especial",
    ),
    "gm-commands.en.md": Words(
        header=f"""\
# GM commands

{MARK}

*Leelo en [castellano](gm-commands.md).*

All commands of the game masters: {len(COMMANDS)}.  They are typed as talk, as in `/{COMMANDS[0].word} …`, or come as
a packet.  Capitals and accents make no difference; in names `+` stands for a space; what is in brackets can be left
out.  Without the rank a packet does nothing, and a typed line is answered like any unknown word.  Each order is noted
in the audit log with its author, its arguments and its result.

`/{HELP.word}` shows in the game which commands you may use; `/{HELP.word} COMMAND`, how one is used.

The ranks, from lowest to highest: Consejero, SemiDios, Dios, Admin.  A RoleMaster (RM) has another rank besides, or is
a user.  The numbers are those of the packet GMCommands: Godot's and the original client's.
""",
        columns="| Command | What for | Rank | Numbers | Fields of the packet |",
        wires={"str": "text", "bool": "yes or no", "ip_or_name": "IP or name"},
        spread="{} to {}",
        or_more="{} and above",
        no_role_masters=", no RM",
        or_any_role_master=", or any RM",
        or_role_master=", or a {} who is RM",
        but_no_role_masters=", but no Admin who is RM",
        or_special=", or a special SemiDios",
    ),
}


def page(name: str) -> str:
    """A whole page."""
    words = PAGES[name]
    helps = in_english() if name.endswith(".en.md") else {}
    return "\n".join([words.header, *(line for topic in BY_TOPIC for line in _topic(topic, words, helps))]) + "\n"


def in_english() -> dict[str, str]:
    """The sentences of the game in English."""
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(CATALOGUE)) if entry.msgstr}


def _topic(topic: Callable[[], str], words: Words, helps: Mapping[str, str]) -> Iterator[str]:
    yield f"## {helps.get(topic(), topic())}\n"
    yield words.columns
    yield "|---|---|---|---|---|"
    for command in BY_TOPIC[topic]:
        form = f"/{command.word} {command.form}".strip().replace("|", r"\|")
        help_line = helps.get(command.help(), command.help())
        rank, fields = rank_of(command.rank, words), _fields(command, words)
        yield f"| `{form}` | {help_line} | {rank} | {_numbers(command)} | {fields} |"
    yield ""


def rank_of(rank: Rank, words: Words) -> str:
    """Who has a rank, in words."""
    said = words.or_more.format(_LOWEST[rank.plain])
    if rank.role_masters == NOBODY:
        said += words.no_role_masters
    elif rank.role_masters == ANYBODY:
        said += words.or_any_role_master
    elif rank.role_masters in _LOWEST and rank.role_masters != rank.plain:
        said += words.or_role_master.format(_LOWEST[rank.role_masters])
    elif rank.role_masters != rank.plain:
        said += words.but_no_role_masters
    return said + words.or_special if rank.special else said


def _numbers(command: GMTextCommand) -> str:
    packet = command.packet
    godot = "–" if packet.godot is None else str(int(packet.godot))
    return f"{godot} / {packet.original}"


def _fields(command: GMTextCommand, words: Words) -> str:
    return ", ".join(f"`{one.name}` {_wire(one.kind, words)}" for one in LAYOUTS[command.packet]) or "–"


def _wire(kind: str, words: Words) -> str:
    return words.wires[kind] if kind in words.wires else words.spread.format(*RANGES[kind])


if __name__ == "__main__":
    for name in PAGES:
        (DOCS / name).write_text(page(name), encoding="utf-8")
