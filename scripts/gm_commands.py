"""Writes docs/gm-commands.md from the declarations of the GM commands.

Run it after changing one: python scripts/gm_commands.py
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pyao.content.enums import GM_RANKS, GODS, HIGHER_GMS
from pyao.protocol.decoder import LAYOUTS
from pyao.tasks.gm import BY_TOPIC, COMMANDS, HELP
from pyao.tasks.ranks import ANYBODY, NOBODY
from pyao.tasks.text_grammar import RANGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.tasks.gm import GMTextCommand
    from pyao.tasks.ranks import Rank

PAGE = Path(__file__).resolve().parents[1] / "docs" / "gm-commands.md"

HEADER = f"""\
# Comandos de GM

<!-- Generated from src/pyao/tasks/gm by scripts/gm_commands.py: change the declarations, not this page. -->

Todos los comandos de los game masters: {len(COMMANDS)}.  Se escriben en el chat, como `/{COMMANDS[0].word} …`, o
llegan como paquete.  Mayúsculas y acentos dan lo mismo; en los nombres `+` vale como un espacio; lo que está entre
corchetes se puede omitir.  Sin el rango, un paquete no hace nada y una línea escrita se responde como cualquier palabra
desconocida.  Cada orden queda anotada en el registro de auditoría con su autor, sus argumentos y su resultado.

`/{HELP.word}` muestra en el juego los comandos que podés usar; `/{HELP.word} COMANDO`, cómo se usa uno.

Los rangos, de menor a mayor: Consejero, SemiDios, Dios, Admin.  Un RoleMaster (RM) tiene además otro rango o es un
usuario.  Los números son los del paquete GMCommands: el de Godot y el del cliente original.
"""

_LOWEST = {GM_RANKS: "Consejero", HIGHER_GMS: "SemiDios", GODS: "Dios"}
_WIRES = {"str": "texto", "bool": "sí o no", "ip_or_name": "IP o nombre"}


def page() -> str:
    """The whole page."""
    return "\n".join([HEADER, *(line for topic in BY_TOPIC for line in _topic(topic))]) + "\n"


def _topic(topic: Callable[[], str]) -> Iterator[str]:
    yield f"## {topic()}\n"
    yield "| Comando | Para qué | Rango | Números | Campos del paquete |"
    yield "|---|---|---|---|---|"
    for command in BY_TOPIC[topic]:
        form = f"/{command.word} {command.form}".strip().replace("|", r"\|")
        yield f"| `{form}` | {command.help()} | {rank_of(command.rank)} | {_numbers(command)} | {_fields(command)} |"
    yield ""


def rank_of(rank: Rank) -> str:
    """Who has a rank, in words."""
    words = f"{_LOWEST[rank.plain]} o más"
    if rank.role_masters == NOBODY:
        words += ", sin RM"
    elif rank.role_masters == ANYBODY:
        words += ", o cualquier RM"
    elif rank.role_masters in _LOWEST and rank.role_masters != rank.plain:
        words += f", o {_LOWEST[rank.role_masters]} que sea RM"
    elif rank.role_masters != rank.plain:
        words += ", pero no un Admin que sea RM"
    return f"{words}, o SemiDios especial" if rank.special else words


def _numbers(command: GMTextCommand) -> str:
    packet = command.packet
    godot = "–" if packet.godot is None else str(int(packet.godot))
    return f"{godot} / {packet.original}"


def _fields(command: GMTextCommand) -> str:
    return ", ".join(f"`{one.name}` {_wire(one.kind)}" for one in LAYOUTS[command.packet]) or "–"


def _wire(kind: str) -> str:
    return _WIRES[kind] if kind in _WIRES else "{} a {}".format(*RANGES[kind])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
