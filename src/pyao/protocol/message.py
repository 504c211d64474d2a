"""A server packet as a value: built once, compared by content, encoded once for each text encoding in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyao.protocol.errors import PacketError
from pyao.protocol.packers import MULTI_PACKERS, PACKERS
from pyao.protocol.packet_id import MultiMessageID, ServerPacketID, spec_name

if TYPE_CHECKING:
    from pyao.protocol.fields import Layout
    from pyao.protocol.text import TextEncoding

_MULTI_MESSAGE = ServerPacketID.MULTI_MESSAGE
"""Named once: up to Python 3.11 looking up a member of an enum takes as long as packing a small packet."""


class Message:
    """One immutable packet to a client; `values` are its fields in wire order.

    The values are checked at once, so that a mistake shows where it is made, whether or not anybody gets the message.
    Only the length of a text is checked when it is encoded, because it depends on the encoding.
    """

    __slots__ = ("_data", "_encoded", "_id", "_packer", "_values", "plain")

    def __init__(self, packet: ServerPacketID, values: tuple[Any, ...]) -> None:
        """Don't call it directly: use the functions of `pyao.protocol.msg`.

        Raises:
            PacketError: a value does not fit its field.

        """
        packer = PACKERS[packet]
        if packet is _MULTI_MESSAGE:
            try:
                packer = MULTI_PACKERS[values[0]]
            except LookupError:
                raise PacketError(f"MULTI_MESSAGE.index: there is none in {values!r}") from None
        self._id = packet
        self._values = values
        self._packer = packer
        self._data = data = packer.check(values)
        self.plain: Final = data if data is not None and packer.suits_all(values) else None
        """The packet for whoever gets it, whatever the client; `None` = that depends on the client."""

        self._encoded: dict[TextEncoding, bytes] | None = None

    @property
    def id(self) -> ServerPacketID:
        """Which packet it is."""
        return self._id

    @property
    def values(self) -> tuple[Any, ...]:
        """The fields in wire order; those of a MultiMessage begin with its kind."""
        return self._values

    @property
    def layout(self) -> Layout:
        """The names and types of the fields; those of a MultiMessage depend on its kind."""
        return self._packer.layout

    @property
    def name(self) -> str:
        """The name of the packet's id, or of the kind if it is a MultiMessage."""
        return self._packer.name

    @property
    def fields(self) -> dict[str, Any]:
        """The values by field name."""
        return {field.name: value for field, value in zip(self.layout, self._values, strict=True)}

    def bytes_for(self, encoding: TextEncoding) -> bytes:
        """The whole packet, id included, with its text in that encoding.

        Raises:
            PacketError: a text is longer than a packet can carry.

        """
        if self._data is not None:
            return self._data
        if self._encoded is None:
            self._encoded = {}
        data = self._encoded.get(encoding)
        if data is None:
            data = self._encoded[encoding] = self._packer.pack(self._values, encoding)
        return data

    def __eq__(self, other: object) -> bool:
        """Whether id and values are equal."""
        if not isinstance(other, Message):
            return NotImplemented
        return self._id == other._id and self._values == other._values

    def __hash__(self) -> int:
        """Consistent with `__eq__`."""
        return hash((self._id, self._values))

    def __repr__(self) -> str:
        """Readable in a failing test: `CharacterMove(char=7, x=50, y=50)`."""
        fields = self.fields
        if self._id is ServerPacketID.MULTI_MESSAGE:
            del fields["index"]
        return f"{spec_name(self.name)}({', '.join(f'{name}={value!r}' for name, value in fields.items())})"


def multi(kind: MultiMessageID, *values: Any) -> Message:
    """A MultiMessage of that kind, with its values."""
    return Message(ServerPacketID.MULTI_MESSAGE, (kind, *values))
