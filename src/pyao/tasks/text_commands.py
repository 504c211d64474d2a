"""What players type because the client has no button for it: slash lines that stand for packets.

Source: 01-protocol §16, 10-gm-admin §5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.rules.items.dropping import GOLD_SLOT
from pyao.tasks.gm_ranks import may_command
from pyao.tasks.text_grammar import Arguments, BadArgumentsError, folded, number
from pyao.tasks.text_tables import GM_COMMANDS, PLAYER_COMMANDS, Command
from pyao.world.commerce import GOLD_OFFER

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.enums import Privilege
    from pyao.protocol.client_packets import ClientPacket

MAX_CRAFTS = 10_000


@dataclass(frozen=True, slots=True)
class Execute:
    """The line stands for these packets, to be executed in order."""

    packets: tuple[ClientPacket, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """The command is known, but not so; `form` says how it is used: `/MEJORAR OBJETO`."""

    form: str


@dataclass(frozen=True, slots=True)
class Local:
    """A command without a packet, or whose packet depends on the state of the game; `word` is folded.

    `TEXTO`, `TRATO`, `CONTRASENA`; and `OFRECER` into the first free offer slot, `numbers` = inventory slot and amount.
    """

    word: str
    arguments: Arguments
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """A GM command from somebody without the rank: nothing at all."""


Meaning = Execute | Usage | Local | Silent


class Other(NamedTuple):
    """A command that is not just one packet."""

    word: str
    read: Callable[[Arguments], Meaning]
    form: str = ""


def _offer(arguments: Arguments) -> Meaning:
    """`SLOT N [OFFER]`; gold has an offer slot of its own.  Source: 01 §16, 09-economy §5.10."""
    given = arguments.words
    if len(given) < 2:
        raise BadArgumentsError
    slot, amount = number(given[0], "u8"), number(given[1], "i32")
    if slot == GOLD_SLOT:
        return Execute((c.UserCommerceOffer(slot, amount, GOLD_OFFER),))
    if len(given) > 2:
        return Execute((c.UserCommerceOffer(slot, amount, number(given[2], "u8")),))
    return Local("OFRECER", arguments, (slot, amount))


def _craft(kind: type[c.CraftBlacksmith | c.CraftCarpenter], arguments: Arguments) -> Meaning:
    """`OBJ N`: how many first, then what; makes at most one cycle.  Source: 01 §16."""
    given = arguments.words
    if len(given) < 2:
        raise BadArgumentsError
    item, count = number(given[0], "i16"), number(given[1], "i16", low=1, high=MAX_CRAFTS)
    return Execute((c.InitCrafting(count, count), kind(item)))


OTHER_COMMANDS = (
    Other("TEXTO", partial(Local, "TEXTO")),
    Other("TRATO", partial(Local, "TRATO")),
    Other("CONTRASEÑA", partial(Local, "CONTRASENA")),
    Other("OFRECER", _offer, "CASILLERO CANTIDAD [LUGAR]"),
    Other("HERRERIA", partial(_craft, c.CraftBlacksmith), "OBJETO CANTIDAD"),
    Other("CARPINTERIA", partial(_craft, c.CraftCarpenter), "OBJETO CANTIDAD"),
)

COMMANDS: dict[str, Command | Other] = {
    folded(command.word): command for command in (*PLAYER_COMMANDS, *GM_COMMANDS, *OTHER_COMMANDS)
}

_LINE = re.compile(r"/(\S*)\s*(.*)", re.DOTALL)


def interpret(text: str, *, privileges: Privilege, here: int, special: bool = False) -> Meaning | None:
    """What a line of talk means as a command; `None` = it is none, and is said aloud as it stands.

    `here` is the map that a left-out map means; `special` = the speaker is listed as a special demigod.
    Source: 10 §5.1.
    """
    line = _LINE.fullmatch(text.strip())
    command = COMMANDS.get(folded(line[1])) if line is not None else None
    if line is None or command is None:
        return None
    arguments = Arguments(line[2], line[2].split(), here)
    try:
        if isinstance(command, Other):
            return command.read(arguments)
        return _read(command, arguments, privileges, special=special)
    except BadArgumentsError:
        return Usage(f"/{command.word} {command.form}")


def _read(command: Command, arguments: Arguments, privileges: Privilege, *, special: bool) -> Meaning:
    """A command of the tables: first the rank, then the arguments.  Source: 10 §5.1 rule 5."""

    def may(kind: type[ClientPacket]) -> bool:
        return not issubclass(kind, g.GMCommand) or may_command(kind, privileges, special=special)

    if not any(may(kind) for kind in command.reading.kinds):
        return Silent()
    packet = command.reading.build(arguments)
    return Execute((packet,)) if may(type(packet)) else Silent()
