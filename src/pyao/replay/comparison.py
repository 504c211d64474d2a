"""Comparing what is sent in a replay with what was sent in the recording; a difference is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol.errors import ProtocolError
from pyao.protocol.peer import decode_server
from pyao.replay.recording import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyao.protocol.text import TextEncoding
    from pyao.replay.recording import Event
    from pyao.replay.tap import Said

MOST_SHOWN = 12
"""Packets, or inputs, that are shown of a tick."""


class Difference(Exception):
    """The replay has left the recording; the text says where and how."""


class Comparison:
    """Looks at the ticks of which the recording has a digest, and every second at each connection's own."""

    def __init__(self) -> None:
        self._digests: dict[int, int] = {}
        """Of all that each connection has been sent here."""

        self._told: dict[int, bytes] = {}
        """What the recording says of connections since the last tick: digests, and whole output if it has that."""

        self._output: dict[int, bytes] = {}
        self._suspicion: Suspicion | None = None

    def expect(self, event: Event) -> None:
        """Take note of what the recording says about output; the next tick compares."""
        (self._told if event.kind is Kind.SENT else self._output)[event.number] = event.data

    def compare(self, when: str, digests: tuple[bytes, bytes], said: Sequence[Said], inputs: Sequence[str]) -> None:
        """Compare what was sent since the last time; `digests` = recorded and here, `inputs` = what came in since.

        Raises:
            Difference: it is not the same.

        """
        for one in said:
            self._digests[one.connection.number] = one.digest
        if digests[0] != digests[1] and self._suspicion is None:
            self._suspicion = Suspicion(when, said, inputs)
            if self._output:
                raise Difference(self._suspicion.with_output(self._output))
        if self._suspicion is not None and self._told:
            self.finish()
        for number, digest in self._told.items():
            if self._digests.get(number, 0) != int.from_bytes(digest, "little"):
                raise Difference(f"{when}: connection {number} was sent something else in the second before")
        self._told.clear()
        self._output.clear()

    def finish(self) -> None:
        """Say what differs, if anything does that has not been told yet.

        Raises:
            Difference: something does.

        """
        if self._suspicion is not None:
            differing = {
                number
                for number, digest in self._told.items()
                if self._digests.get(number, 0) != int.from_bytes(digest, "little")
            }
            raise Difference(self._suspicion.without_output(differing))


class Suspicion:
    """A tick in which something else was sent than in the recording."""

    def __init__(self, when: str, said: Sequence[Said], inputs: Sequence[str]) -> None:
        self._when = when
        self._said = {one.connection.number: one for one in said}
        self._inputs = list(inputs)

    def with_output(self, recorded: dict[int, bytes]) -> str:
        """The difference in words; the recording has the whole output."""
        for number in sorted(recorded.keys() | self._said.keys()):
            here, there = self._data(number), recorded.get(number, b"")
            if here != there:
                encoding = self._said[number].connection.encoding if number in self._said else None
                return "\n".join(
                    (f"{self._when}: {self._who(number)}", *_first_difference(there, here, encoding), *self._before())
                )
        return f"{self._when}: the digests differ"

    def without_output(self, differing: set[int]) -> str:
        """The difference in words; the recording only has digests."""
        suspects = [one for one in self._said.values() if one.connection.number in differing] or list(
            self._said.values()
        )
        lines = [f"{self._when}: something else was sent than in the recording"]
        for one in suspects[:MOST_SHOWN]:
            number = one.connection.number
            lines += [
                f"  {self._who(number)} is sent here:",
                *(f"    {line}" for line in _shown(one.data, one.connection.encoding)),
            ]
        unsaid = differing - self._said.keys()
        lines += [f"  connection {number} is sent nothing here" for number in sorted(unsaid)]
        return "\n".join((*lines, *self._before()))

    def _data(self, number: int) -> bytes:
        return self._said[number].data if number in self._said else b""

    def _who(self, number: int) -> str:
        name = self._said[number].connection.name if number in self._said else ""
        return f"connection {number}" + (f" ({name})" if name else "")

    def _before(self) -> Iterator[str]:
        yield "  before that came in:" if self._inputs else "  before that nothing came in"
        yield from (f"    {line}" for line in self._inputs[-MOST_SHOWN:])


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
