"""Text files of any community: in which encoding each is written, and what could not be read of it.

The original writes cp1252.  Editors and other servers have left UTF-8, UTF-16 and the code page of DOS behind.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.protocol.text import decode

if TYPE_CHECKING:
    from pyao.storage.classic.findings import Findings

USUAL = "cp1252"

_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16 (little-endian)"),
    (codecs.BOM_UTF16_BE, "UTF-16 (big-endian)"),
)
_CODECS = {"UTF-8": "utf-8", "UTF-16 (little-endian)": "utf-16-le", "UTF-16 (big-endian)": "utf-16-be"}

_SPANISH = "áéíóúüñÁÉÍÓÚÜÑ"
_LETTERS = {name: b"[" + re.escape(_SPANISH.encode(name)) + b"]" for name in (USUAL, "cp850")}
_IN_WORDS = {
    USUAL: re.compile(rb"(?<=[A-Za-z])%b|%b(?=[A-Za-z])" % (_LETTERS[USUAL], _LETTERS[USUAL])),
    "cp850": re.compile(rb"(?<=[A-Za-z])%b(?=[A-Za-z])" % _LETTERS["cp850"]),
}
"""Spanish letters in words, as each code page writes them; for that of DOS in their midst, as its í is the usual ¡."""

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LOST = re.compile("[\ufffd\x80-\x9f]")
_GONE = re.compile(r"(?<=[A-Za-z])\?(?=[A-Za-z])")
_SAMPLE = 4_096  # bytes; enough to tell UTF-16 from text with one byte a letter


@dataclass(frozen=True, slots=True)
class Text:
    """A text, the encoding it was read in, and the number of letters that have no meaning there."""

    text: str
    encoding: str
    lost: int


def read_text(data: bytes) -> Text:
    """Decode a file; never fails."""
    encoding, body = _encoding_of(data)
    text = _decoded(body, encoding)
    return Text(text, encoding, len(_LOST.findall(text)))


def text_of(file: str, data: bytes, findings: Findings) -> str:
    """The text of a file; findings say if it is not in the usual encoding, and how many letters were lost."""
    read = read_text(data)
    if read.encoding != USUAL:
        findings.note(file, "", f"it is read as {read.encoding}")
    if read.lost:
        findings.warn(file, "", f"{read.lost} letters could not be read (as {read.encoding})")
    if gone := len(_GONE.findall(read.text)):
        findings.note(file, "", f"{gone} letters inside words are ?: another program has lost them")
    return read.text


def plain(name: str) -> str:
    """A name as it is compared: without case and accents, so that `MODDANO` is found for `MODDAÑO`."""
    folded = name.casefold()
    if folded.isascii():
        return folded
    return "".join(sign for sign in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(sign))


def _encoding_of(data: bytes) -> tuple[str, bytes]:
    """The encoding, and the bytes behind its mark."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, data[len(mark) :]
    if data.isascii() and b"\0" not in data[:_SAMPLE]:
        return USUAL, data
    return _by_zeros(data) or _by_letters(data), data


def _by_zeros(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte is 0."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) * 2 // 5
    if odd > enough > even:
        return "UTF-16 (little-endian)"
    return "UTF-16 (big-endian)" if even > enough > odd else None


def _by_letters(data: bytes) -> str:
    """UTF-8 if most high bytes form its sequences; else the code page that makes more letters inside words."""
    high = len(_HIGH.findall(data))
    if 2 * sum(map(len, _SEQUENCE.findall(data))) > high:
        return "UTF-8"
    found = {name: len(pattern.findall(data)) for name, pattern in _IN_WORDS.items()}
    return "cp850" if found["cp850"] > found[USUAL] else USUAL


def _decoded(body: bytes, encoding: str) -> str:
    if encoding in _CODECS:
        return body.decode(_CODECS[encoding], "pyao-cp1252" if encoding == "UTF-8" else "replace")
    return body.decode(encoding) if encoding != USUAL else decode(body)


def _as_cp1252(fault: UnicodeError) -> tuple[str, int]:
    """Single bytes between UTF-8 are what the original would have written: files that two editors have touched."""
    if not isinstance(fault, UnicodeDecodeError):
        raise fault
    return decode(fault.object[fault.start : fault.end]), fault.end


codecs.register_error("pyao-cp1252", _as_cp1252)
