"""What the log shows of the packet that ended a connection: enough to repeat it, and never a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.client_packets import ChangePassword, LoginExistingChar, LoginNewChar
from pyao.protocol.peer import encode_client

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.decoder import Numbering

SECRET = (LoginExistingChar, LoginNewChar, ChangePassword)
_SECRET_IDS = frozenset(kind.id for kind in SECRET)

SHOWN_BYTES = 32


def of_packet(packet: ClientPacket, numbering: Numbering) -> dict[str, str]:
    """Log fields for a packet that was decoded: its value and bytes, or only name and id if it carries a password."""
    if isinstance(packet, SECRET):
        return {"packet": f"{type(packet).__name__}(…)", "data": f"{packet.id:02x}…"}
    return {"packet": repr(packet), "data": _hex(encode_client(packet, numbering=numbering))}


def of_bytes(backlog: bytes) -> dict[str, str]:
    """A log field for bytes that could not be decoded; only the id if they may hold a password."""
    return {"data": f"{backlog[0]:02x}…" if backlog and backlog[0] in _SECRET_IDS else _hex(backlog)}


def _hex(data: bytes) -> str:
    return data[:SHOWN_BYTES].hex() + ("…" if len(data) > SHOWN_BYTES else "")
