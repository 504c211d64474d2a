"""What the log shows of the packet that ended a connection: enough to repeat it, and never a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.client_packets import ChangePassword, LoginExistingChar, LoginNewChar
from pyao.protocol.peer import encode_client
from pyao.protocol.text import shortened

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.decoder import Numbering

SECRET = (LoginExistingChar, LoginNewChar, ChangePassword)
_SECRET_IDS = frozenset(kind.id for kind in SECRET)

SHOWN_BYTES = 32
SHOWN_CHARS = 200


def of_packet(packet: ClientPacket, numbering: Numbering, *, playing: bool) -> dict[str, str]:
    """Log fields for a packet that was decoded: its value and bytes.

    Only name and id if it may carry a password: by its kind, or because the client is not `playing` yet, where one
    wrong byte in front of a login makes its letters look like other packets.
    """
    if not playing or isinstance(packet, SECRET):
        return {"packet": f"{type(packet).__name__}(…)", "data": f"{packet.id:02x}…"}
    return {"packet": shortened(repr(packet), SHOWN_CHARS), "data": _hex(encode_client(packet, numbering=numbering))}


def of_bytes(backlog: bytes, *, playing: bool) -> dict[str, str]:
    """A log field for bytes that could not be decoded; only the first if anything behind it may be a password.

    That is everything before the client is `playing`, and then whatever begins with the id of such a packet.
    """
    end = next((k for k, byte in enumerate(backlog) if byte in _SECRET_IDS), len(backlog)) if playing else 0
    shown = _hex(backlog[: max(1, end)])
    return {"data": shown if shown.endswith("…") or len(backlog) <= max(1, end) else shown + "…"}


def _hex(data: bytes) -> str:
    return data[:SHOWN_BYTES].hex() + ("…" if len(data) > SHOWN_BYTES else "")
