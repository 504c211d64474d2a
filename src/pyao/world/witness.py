"""What a client has been told is on its screen; only kept if the settings ask for checks.

Source: 01-protocol §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from pyao.world.space import Tile


class Witness:
    """The char indexes of the characters, and the tiles of the objects, that the client draws."""

    __slots__ = ("chars", "objects")

    def __init__(self) -> None:
        self.chars: set[int] = set()
        self.objects: set[Tile] = set()

    def hear(self, packet: bytes) -> None:
        """Take note of a packet to the client."""
        kind = packet[0]
        if kind == S.CHARACTER_CREATE:
            self.chars.add(_char(packet))
        elif kind == S.CHARACTER_REMOVE:
            self.chars.discard(_char(packet))
        elif kind == S.OBJECT_CREATE:
            self.objects.add((packet[1], packet[2]))
        elif kind == S.OBJECT_DELETE:
            self.objects.discard((packet[1], packet[2]))
        elif kind == S.CHANGE_MAP:
            self.chars.clear()
            self.objects.clear()


def _char(packet: bytes) -> int:
    return int.from_bytes(packet[1:3], "little")


class Overheard(list[bytes]):
    """An outbox whose packets a witness hears before they go on to the real one."""

    __slots__ = ("_outbox", "_witness")

    def __init__(self, witness: Witness, outbox: list[bytes]) -> None:
        self._witness = witness
        self._outbox = outbox

    def append(self, packet: bytes) -> None:
        """Let the witness hear the packet, and pass it on."""
        self._witness.hear(packet)
        self._outbox.append(packet)
