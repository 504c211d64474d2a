"""What a client has been told is on its screen; only kept if the settings ask for checks.

Source: 01-protocol §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from pyao.protocol.message import Message
    from pyao.world.space import Tile


class Witness:
    """The char indexes of the characters, and the tiles of the objects, that the client draws."""

    __slots__ = ("chars", "objects")

    def __init__(self) -> None:
        self.chars: set[int] = set()
        self.objects: set[Tile] = set()

    def hear(self, message: Message) -> None:
        """Take note of a message to the client."""
        if message.id is S.CHARACTER_CREATE:
            self.chars.add(message.values[0])
        elif message.id is S.CHARACTER_REMOVE:
            self.chars.discard(message.values[0])
        elif message.id is S.OBJECT_CREATE:
            self.objects.add(message.values[:2])
        elif message.id is S.OBJECT_DELETE:
            self.objects.discard(message.values)
        elif message.id is S.CHANGE_MAP:
            self.chars.clear()
            self.objects.clear()
