"""The GM commands, each declared once, in modules by topic as in 10-gm-admin §4 and `pyao.protocol.gm_commands`.

A declaration has the packet, the slash word and its arguments, the rank, the help line, and the rule that obeys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.i18n import later
from pyao.tasks.gm import asking, discipline, editing, maps, moving, npcs, program, server, staff
from pyao.tasks.gm.command import GMTextCommand, TaskGMCommand
from pyao.tasks.gm.help import help_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.enums import Privilege
    from pyao.protocol.gm_commands import GMCommand

__all__ = ["BY_PACKET", "BY_TOPIC", "COMMANDS", "HELP", "GMTextCommand", "TaskGMCommand", "may_command"]

BY_TOPIC: dict[Callable[[], str], tuple[GMTextCommand, ...]] = {
    later("Mensajes y listas"): staff.COMMANDS,
    later("Buscar y mover"): moving.COMMANDS,
    later("Averiguar"): asking.COMMANDS,
    later("Disciplina"): discipline.COMMANDS,
    later("Personajes"): editing.COMMANDS,
    later("NPC"): npcs.COMMANDS,
    later("Objetos y mapas"): maps.COMMANDS,
    later("Clima y servidor"): (*server.COMMANDS, *program.COMMANDS),
}
"""The commands by topic, in the order of 10-gm-admin §4."""

COMMANDS = tuple(command for commands in BY_TOPIC.values() for command in commands)

HELP = help_command(BY_TOPIC)

BY_PACKET: dict[type[GMCommand], GMTextCommand] = {command.packet: command for command in COMMANDS}


def may_command(packet: type[GMCommand], privileges: Privilege, *, special: bool = False) -> bool:
    """Whether somebody may give the command; `special` = listed as a special demigod.  What is not declared, nobody."""
    command = BY_PACKET.get(packet)
    return command is not None and command.rank.allows(privileges, special=special)
