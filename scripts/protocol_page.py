"""Writes docs/protocol.md from the declarations of all packets.

Run it after changing one: python scripts/protocol_page.py
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pyao.protocol import msg
from pyao.protocol.client_packets import CLIENT_PACKETS, ClientPacket, InitCraftingShort
from pyao.protocol.decoder import LAYOUTS
from pyao.protocol.gm_commands import GODOT_NUMBERS, ORIGINAL_NUMBERS
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.packet_id import ClientPacketID, MultiMessageID, ServerPacketID, spec_name
from pyao.tasks.packet_handlers import HANDLERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.protocol.fields import Field, Layout

PAGE = Path(__file__).resolve().parents[1] / "docs" / "protocol.md"

HEADER = """\
# Protocol reference

<!-- Generated from src/pyao/protocol by scripts/protocol_page.py: change the declarations, not this page. -->

All packets, their fields in the order of the wire, and who sends them. A packet is its number (`u8`) and its fields,
nothing else: no length, no checksum. How to use it stands in [writing a client](writing-a-client.md), everything about
encodings, order and what the clients can't read in [the specification](spec/01-protocol.md), whose sections are meant
by §.

| Type | On the wire |
|---|---|
| `u8`, `i16`, `i32` | whole numbers of 1, 2 and 4 bytes, little endian; `u8` without a sign, the others with |
| `f32` | an IEEE 754 number of 4 bytes, little endian |
| `bool` | one byte, 0 or 1 |
| `str` | `i16` number of bytes, then the text |
| `strlist` | one `str` whose parts are separated by a NUL byte |
| `ip_or_name` | four `u8` if the flag before it is set, else a `str` |
| `n*(…)` | what stands in brackets, n times |
| `i16*(…)` | a count of that type, then what stands in brackets so many times |
"""


def page() -> str:
    """The whole page."""
    return "\n".join((HEADER, *_from_server(), *_multi(), *_from_client(), *_gm_commands())) + "\n"


def _from_server() -> Iterator[str]:
    yield f"## Server to client: {len(SERVER_LAYOUTS)} packets\n"
    yield "| No. | Packet | Fields | To whom, when and what for |"
    yield "|---|---|---|---|"
    for packet in ServerPacketID:
        function = getattr(msg, packet.name.lower(), None)
        about = _said(function) if inspect.isfunction(function) else "See below."
        yield f"| {int(packet)} | `{spec_name(packet.name)}` | {_fields(SERVER_LAYOUTS[packet])} | {about} |"
    yield ""


def _multi() -> Iterator[str]:
    number = int(ServerPacketID.MULTI_MESSAGE)
    yield f"## MultiMessage (server, {number}): {len(MULTI_LAYOUTS)} kinds\n"
    yield f"After {number} comes the kind, a `u8`, then its fields.\n"
    yield "| Kind | Name | Fields | To whom, when and what for |"
    yield "|---|---|---|---|"
    for kind in MultiMessageID:
        about = _said(getattr(msg, kind.name.lower()))
        yield f"| {int(kind)} | `{spec_name(kind.name)}` | {_fields(MULTI_LAYOUTS[kind])} | {about} |"
    yield ""


def _from_client() -> Iterator[str]:
    yield f"## Client to server: {len(ClientPacketID)} packets\n"
    yield "When: the phase of the session in which it is legal. Nothing is sent back for one that comes too often.\n"
    yield "| No. | Packet | Fields | When | What it asks for |"
    yield "|---|---|---|---|---|"
    for packet in ClientPacketID:
        kind = CLIENT_PACKETS.get(packet)
        if kind is None:
            yield f"| {int(packet)} | `{spec_name(packet.name)}` | `number:u8`, its fields | playing | See below. |"
            continue
        yield _row(int(packet), kind)
        if packet == ClientPacketID.INIT_CRAFTING:
            yield _row(int(packet), InitCraftingShort)
    yield ""


def _gm_commands() -> Iterator[str]:
    number = int(ClientPacketID.GM_COMMANDS)
    yield f"## GMCommands (client, {number}): {len(ORIGINAL_NUMBERS)} commands\n"
    yield (
        f"After {number} comes the number of the command, a `u8`, then its fields. The Godot client numbers"
        f" {len(GODOT_NUMBERS)} of them, the original client all, and not in the same way; `network.gm_numbering` says"
        " which is spoken. Who may use what, and what it does, stands in [the GM commands](gm-commands.md).\n"
    )
    yield "| Godot | Original | Command | Fields |"
    yield "|---|---|---|---|"
    godot = {kind: number for number, kind in GODOT_NUMBERS.items()}
    for original, kind in sorted(ORIGINAL_NUMBERS.items()):
        yield f"| {godot.get(kind, '–')} | {original} | `{kind.__name__}` | {_fields(LAYOUTS[kind])} |"


def _row(number: int, kind: type[ClientPacket]) -> str:
    phase = HANDLERS[kind].phase.name.lower().replace("_", " ") if kind in HANDLERS else "–"
    return f"| {number} | `{kind.__name__}` | {_fields(LAYOUTS[kind])} | {phase} | {_said(kind)} |"


def _fields(layout: Layout) -> str:
    return " ".join(f"`{_field(one)}`" for one in layout) or "–"


def _field(field: Field) -> str:
    if not field.items:
        return f"{field.name}:{field.kind}"
    return f"{field.name}:{field.times or field.kind}*({' '.join(map(_field, field.items))})"


def _said(about: object) -> str:
    """What a docstring says, without where it is from."""
    paragraphs = [" ".join(part.split()) for part in (inspect.getdoc(about) or "").split("\n\n")]
    text = " ".join(part for part in paragraphs if not part.startswith(("Raises:", "Args:")))
    return re.sub(r"\s*Source: .*$", "", text).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
