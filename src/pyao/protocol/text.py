"""How text travels: from the client in cp1252, to the client in the code page of its system.

Source: 01-protocol §1.
"""

from __future__ import annotations

import codecs
import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class TextEncoding(StrEnum):
    """The encoding of text sent to a client."""

    CP1252 = "cp1252"
    UTF_8 = "utf-8"
    ASCII = "ascii"


AUTO = "auto"
"""In place of an encoding: that of the system the client runs on."""

_HOLES = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
_DECODING = "".join(chr(byte) if byte in _HOLES else bytes([byte]).decode("cp1252") for byte in range(256))
_ENCODING = codecs.charmap_build(_DECODING)
_DROPPED = str.maketrans("", "", "¡¿")

LINE_BREAK_SIGN = "º"
"""What the client sends for a line break in guild texts."""


def shortened(text: str, most: int) -> str:
    """The text, or its first `most` letters and a sign that there were more."""
    return text if len(text) <= most else text[:most] + "…"


def decode(data: bytes) -> str:
    """Text as a client sent it; every byte is some character."""
    return codecs.charmap_decode(data, "strict", _DECODING)[0]


def encode(text: str, encoding: TextEncoding) -> bytes:
    """The bytes of a text for a client; characters that the encoding lacks become `?`."""
    if text.isascii():
        return text.encode("ascii")
    if encoding is TextEncoding.UTF_8:
        return text.encode("utf-8", "replace")
    if encoding is TextEncoding.ASCII:
        return to_ascii(text).encode("ascii")
    return codecs.charmap_encode(text, "replace", _ENCODING)[0]


def encode_news(text: str, encoding: TextEncoding) -> bytes:
    """The bytes of a guild's news; with `ascii`, line feeds replace `º`, its sign for line breaks.  Source: 01 §1."""
    return encode(text.replace(LINE_BREAK_SIGN, "\n") if encoding is TextEncoding.ASCII else text, encoding)


def to_ascii(text: str) -> str:
    """The text readable on any system: without accents and without `¡` and `¿`.  Source: 01-protocol §1 `ascii`."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_DROPPED))
    return "".join(sign if sign.isascii() else "?" for sign in plain if not unicodedata.category(sign).startswith("M"))


def join_list(items: Iterable[str]) -> bytes:
    """The bytes of a strlist: always cp1252, one NUL between two items.

    A NUL inside an item is left out, so that the items after it keep their places.
    """
    return b"\0".join(encode(item, TextEncoding.CP1252).replace(b"\0", b"") for item in items)


def split_list(data: bytes) -> tuple[str, ...]:
    """The items of a strlist; a trailing empty one is lost."""
    items = decode(data).split("\0") if data else []
    if items and not items[-1]:
        items.pop()
    return tuple(items)


ESCAPED_BRACKET = "[lb]"


def escape_bbcode(text: str) -> str:
    """Text written by a player, made safe for the client's console.  Source: 01-protocol §9 client note (BBCode)."""
    return text.replace("[", ESCAPED_BRACKET) if "[" in text else text


def console_safe(text: str) -> str:
    """Text written by a player, for use in a console line: no line breaks, so that it can't fake a line of its own."""
    one_line = " ".join(text.splitlines())
    return escape_bbcode(text if text == one_line else one_line)
