"""Comparing what is sent in a replay with what was sent in the recording; a difference is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.protocol.errors import ProtocolError
from pyao.protocol.peer import decode_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyao.protocol.text import TextEncoding
    from pyao.replay.tap import Said

MOST_SHOWN = 12
"""Packets, or inputs, that are shown of the time since it was last compared."""


class Difference(Exception):
    """The replay has left the recording; the text says where and how."""


class Heard(NamedTuple):
    """What was sent here since it was last compared, and what came in before it."""

    when: str
    said: Mapping[int, Said]
    """By the number of the connection."""
    digests: Mapping[int, int]
    inputs: Sequence[str]


def compare(recorded: Mapping[int, int], output: Mapping[int, bytes], heard: Heard) -> None:
    """Compare what was sent here with the recorded digests; `output` = what the recording has of the bytes themselves.

    Raises:
        Difference: it is not the same.

    """
    everybody = recorded.keys() | heard.digests.keys()
    differing = sorted(number for number in everybody if recorded.get(number) != heard.digests.get(number))
    if differing:
        tell = _both_sides(differing, output, heard) if output else _this_side(differing, heard)
        raise Difference("\n".join((*tell, *_before(heard))))


def _both_sides(differing: Sequence[int], output: Mapping[int, bytes], heard: Heard) -> Iterator[str]:
    """The first packet that differs, as it was and as it is."""
    number = differing[0]
    yield f"{heard.when}: {_who(number, heard)}"
    encoding = heard.said[number].connection.encoding if number in heard.said else None
    yield from _first_difference(output.get(number, b""), _data(number, heard), encoding)


def _this_side(differing: Sequence[int], heard: Heard) -> Iterator[str]:
    """What those are sent here who were sent something else."""
    yield f"{heard.when}: something else was sent than in the recording"
    for number in differing[:MOST_SHOWN]:
        if number in heard.said:
            yield f"  {_who(number, heard)} is sent here:"
            yield from (f"    {line}" for line in _shown(*_read(number, heard)))
        else:
            yield f"  {_who(number, heard)} is sent nothing here"


def _read(number: int, heard: Heard) -> tuple[bytes, TextEncoding]:
    return heard.said[number].data, heard.said[number].connection.encoding


def _data(number: int, heard: Heard) -> bytes:
    return heard.said[number].data if number in heard.said else b""


def _who(number: int, heard: Heard) -> str:
    name = heard.said[number].connection.name if number in heard.said else ""
    return f"connection {number}" + (f" ({name})" if name else "")


def _before(heard: Heard) -> Iterator[str]:
    yield "  before that came in:" if heard.inputs else "  before that nothing came in"
    yield from (f"    {line}" for line in heard.inputs[-MOST_SHOWN:])


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
