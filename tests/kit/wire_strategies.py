"""Any value that a field can carry, and any packet made of such values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from pyao.protocol.client_packets import CLIENT_PACKETS, InitCrafting
from pyao.protocol.decoder import LAYOUTS
from pyao.protocol.gm_commands import GM_COMMANDS
from pyao.protocol.text import decode

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from pyao.protocol.fields import Field, Layout

TEXT = st.binary(max_size=40).map(decode)
"""Every character that a byte stands for."""

ASCII_TEXT = st.text(st.characters(max_codepoint=127), max_size=40)

ITEM = st.binary(min_size=1, max_size=20).map(lambda data: decode(data).replace("\0", "n"))
INNER_ITEM = st.one_of(ITEM, st.just(""))
NAMES = st.one_of(
    st.just(()), st.tuples(st.lists(INNER_ITEM, max_size=5).map(tuple), ITEM).map(lambda x: (*x[0], x[1]))
)
"""What survives the way through a strlist: no NUL, and no empty item at the end."""

ADDRESS = st.tuples(*[st.integers(0, 255)] * 4)

NUMBERS: dict[str, SearchStrategy[Any]] = {
    "u8": st.integers(0, 255),
    "i16": st.integers(-(2**15), 2**15 - 1),
    "i32": st.integers(-(2**31), 2**31 - 1),
    "f32": st.floats(width=32, allow_nan=False),
    "bool": st.booleans(),
}


def value_of(field: Field, text: SearchStrategy[str]) -> SearchStrategy[Any]:
    """Values of one field."""
    if not field.items:
        return (NUMBERS | {"str": text, "strlist": NAMES})[field.kind]
    inner = [value_of(item, text) for item in field.items]
    entry = inner[0] if len(inner) == 1 else st.tuples(*inner)
    times = (field.times, field.times) if field.times else (0, 4)
    return st.lists(entry, min_size=times[0], max_size=times[1]).map(tuple)


@st.composite
def values_of(draw: Any, layout: Layout, text: SearchStrategy[str] = TEXT) -> tuple[Any, ...]:
    """Values of all fields."""
    values: list[Any] = []
    for field in layout:
        if field.kind == "ip_or_name":
            values.append(draw(ADDRESS if values[-1] else text))
        else:
            values.append(draw(value_of(field, text)))
    return tuple(values)


def packet_of(kind: type[Any]) -> SearchStrategy[Any]:
    """Client packets of one kind; of InitCrafting only those that are surely in its long form."""
    if kind is InitCrafting:
        return st.builds(InitCrafting, st.integers(1, 100_000), st.integers(1, 10_000))
    if LAYOUTS[kind] and LAYOUTS[kind][-1].name == "codex":
        return values_of(LAYOUTS[kind]).map(lambda values: kind(*values[:-1], without_nul(values[-1])))
    return values_of(LAYOUTS[kind]).map(lambda values: kind(*values))


def without_nul(codex: tuple[str, ...]) -> tuple[str, ...]:
    """A NUL in a codex marks the layout that has it as one list."""
    return tuple(line.replace("\0", "n") for line in codex)


ANY_PACKET = st.one_of(
    *(packet_of(kind) for kind in CLIENT_PACKETS.values()),
    *(packet_of(kind) for kind in GM_COMMANDS if kind.godot is not None),
)
