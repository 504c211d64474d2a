"""Comparing what is sent in a replay with what was sent in the recording; a difference is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.errors import ProtocolError
from pyao.protocol.peer import decode_server
from pyao.replay.tap import Said, Taps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyao.protocol.text import TextEncoding

MOST_SHOWN = 12
"""Packets, or inputs, that are shown of the time since it was last compared."""


class Difference(Exception):
    """The replay has left the recording; the text says where and how."""


class Hearing:
    """What was sent here since it was last compared, and what came in."""

    def __init__(self) -> None:
        self.taps = Taps(keep_all=True)
        self._said: dict[int, Said] = {}
        self._inputs: list[tuple[str, object]] = []
        self._output: dict[int, bytes] = {}

    def note_input(self, who: str, what: object) -> None:
        """Note what came in; it is put into words when somebody asks for it."""
        self._inputs.append((who, what))

    def note_recorded(self, number: int, data: bytes) -> None:
        """Note what a connection was sent in the recording, if that holds it."""
        self._output[number] = data

    def listen(self) -> list[Said]:
        """Take what was sent since this was last done."""
        new = self.taps.hear()
        for connection, data in new:
            connection.note_name()
            connection.flush_now()
            before = self._said.get(connection.number)
            self._said[connection.number] = Said(connection, before.data + data if before else data)
        return new

    def compare(self, when: str, recorded: Mapping[int, int]) -> None:
        """Compare the digests with those of the recording, and forget what has been compared.

        Raises:
            Difference: they are not the same.

        """
        here = self.taps.digests()
        differing = sorted(
            number for number in recorded.keys() | here.keys() if recorded.get(number) != here.get(number)
        )
        if differing:
            tell = self._both_sides(when, differing[0]) if self._output else self._this_side(when, differing)
            raise Difference("\n".join((*tell, *self._before())))
        self._forget()

    def digests(self) -> dict[int, int]:
        """The digests of now, by connection; what was heard so far is forgotten."""
        self._forget()
        return self.taps.digests()

    def _forget(self) -> None:
        self._said.clear()
        self._inputs.clear()
        self._output.clear()

    def _both_sides(self, when: str, number: int) -> Iterator[str]:
        """The first packet that differs, as it was and as it is."""
        here = self._said.get(number)
        yield f"{when}: {self._who(number)}"
        encoding = here.connection.encoding if here else None
        yield from _first_difference(self._output.get(number, b""), here.data if here else b"", encoding)

    def _this_side(self, when: str, differing: Sequence[int]) -> Iterator[str]:
        """What those are sent here who were sent something else."""
        yield f"{when}: something else was sent than in the recording"
        for number in differing[:MOST_SHOWN]:
            here = self._said.get(number)
            if here is None:
                yield f"  {self._who(number)} is sent nothing here"
            else:
                yield f"  {self._who(number)} is sent here:"
                yield from (f"    {line}" for line in _shown(here.data, here.connection.encoding))

    def _who(self, number: int) -> str:
        name = self._said[number].connection.name if number in self._said else ""
        return f"connection {number}" + (f" ({name})" if name else "")

    def _before(self) -> Iterator[str]:
        yield "  before that came in:" if self._inputs else "  before that nothing came in"
        yield from (f"    {who}: {what}" for who, what in self._inputs[-MOST_SHOWN:])


def _first_difference(there: bytes, here: bytes, encoding: TextEncoding | None) -> Iterator[str]:
    recorded, played = words_of(there, encoding), words_of(here, encoding)
    at = next(
        (k for k, pair in enumerate(zip(recorded, played, strict=False)) if pair[0] != pair[1]),
        min(len(recorded), len(played)),
    )
    yield f"  packet {at + 1} of this tick"
    yield f"    in the recording: {recorded[at] if at < len(recorded) else '(no more)'}"
    yield f"    here:             {played[at] if at < len(played) else '(no more)'}"


def _shown(data: bytes, encoding: TextEncoding) -> list[str]:
    lines = words_of(data, encoding)
    return lines[:MOST_SHOWN] + ([f"… and {len(lines) - MOST_SHOWN} more"] if len(lines) > MOST_SHOWN else [])


def words_of(data: bytes, encoding: TextEncoding | None) -> list[str]:
    """What a client reads in these bytes, a line for each packet."""
    try:
        return [str(message) for message in (decode_server(data, encoding) if encoding else decode_server(data))]
    except ProtocolError as fault:
        return [f"{data.hex()} ({fault})"]
