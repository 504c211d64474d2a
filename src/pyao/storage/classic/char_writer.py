"""Writing a character as the original keeps it: a `.chr` file.

Source: 02-sessions-and-characters §6.2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.storage.classic.char_keys import KEYS, written_fields
from pyao.storage.classic.charfiles import BadCharfile, read_charfile
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.writing import ini_file, numbered
from pyao.storage.differences import differences
from pyao.world.record import USABLE_SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.record import CharacterRecord, ItemStack, Reputation

NOT_KEPT = "the password: only its hash is kept, which no classic server knows; it needs a new one there"


def charfile(record: CharacterRecord) -> bytes:
    """The file of a character, without its password."""
    fields = {section: written_fields(record, section) for section in KEYS}
    return ini_file(
        {
            "INIT": {
                "Password": "",
                **fields["INIT"],
                **numbered("LastIP", record.last_ips),
                "Position": f"{record.map}-{record.x}-{record.y}",
                "Logged": 0,
            },
            "FLAGS": {**fields["FLAGS"], "Escondido": 0, "Desnudo": record.equipment.armour == 0},
            "CONSEJO": fields["CONSEJO"],
            "COUNTERS": fields["COUNTERS"],
            "FACCIONES": fields["FACCIONES"],
            "ATRIBUTOS": fields["ATRIBUTOS"],
            "SKILLS": {
                **numbered("SK", (one.level for one in record.skills)),
                **numbered("ELUSK", (one.elu for one in record.skills)),
                **numbered("EXPSK", (one.exp for one in record.skills)),
            },
            "CONTACTO": fields["CONTACTO"],
            "STATS": fields["STATS"],
            "MUERTES": fields["MUERTES"],
            "BancoInventory": {"CantidadItems": _count(record.bank), **numbered("Obj", map(_banked, record.bank))},
            "Inventory": {
                "CantidadItems": _count(record.inventory[:USABLE_SLOTS]),
                **numbered("Obj", map(_carried, record.inventory)),
                **fields["Inventory"],
            },
            "REP": {**fields["REP"], "Promedio": _average(record.reputation)},
            "HECHIZOS": numbered("H", record.spells),
            "MASCOTAS": {"NroMascotas": sum(map(bool, record.pets)), **numbered("MAS", record.pets)},
            "GUILD": fields["GUILD"],
            "PENAS": {"Cant": len(record.penalties), **numbered("P", record.penalties)},
            "RESEARCH": fields["RESEARCH"],
            "CONSULTAS": fields["CONSULTAS"],
        }
    )


def lost_in(record: CharacterRecord, written: bytes) -> Iterator[str]:
    """What the file does not say of the character; a line for each field.

    Whether somebody is online, and how long a state had still to go, nobody reads from a record either.
    """
    findings = Findings()
    try:
        again = read_charfile(record.name, written, findings).record
    except BadCharfile as fault:
        yield f"no classic server can load it: {fault}"
        return
    if record.password_hash != again.password_hash:
        yield NOT_KEPT
    kept = replace(record, password_hash=again.password_hash, logged=again.logged, timed_states={})
    yield from map(str, differences(kept, again))
    yield from (one.reason for one in findings)


def _average(own: Reputation) -> int:
    good, bad = own.bourgeois + own.noble + own.plebeian, own.assassin + own.bandit + own.thief
    return round((good - bad) / 6)


def _carried(stack: ItemStack | None) -> str:
    return f"{_banked(stack)}-{int(stack is not None and stack.equipped)}"


def _banked(stack: ItemStack | None) -> str:
    return f"{stack.item}-{stack.amount}" if stack is not None else "0-0"


def _count(stacks: list[ItemStack | None]) -> int:
    return sum(one is not None for one in stacks)
