"""The original's files as it writes them: sections of keys in cp1252, lines that end in CR LF.

What a file can't carry is not judged here: whoever writes one reads it again and compares (`differences`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyao.protocol.text import TextEncoding, encode
from pyao.storage.private_files import make_private_folder, write_private

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pyao.storage.classic.findings import Findings

Values = dict[str, object]
"""What stands under each key of a section."""

_QUOTED = re.compile(r"""\s*(["']).*\1\s*""")
_BREAKS = re.compile(r"[\r\n\0]+")
_NO_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]|[. ]$|^$|^\.')


def ini_file(sections: Mapping[str, Mapping[str, object]]) -> bytes:
    """A file of sections; yes and no are 1 and 0, line breaks become blanks."""
    lines: list[str] = []
    for name, values in sections.items():
        lines += [f"[{_line(name)}]", *(f"{_line(key)}={_value(value)}" for key, value in values.items())]
    return text_file(lines)


def text_file(lines: Iterable[str]) -> bytes:
    """A file of lines."""
    return encode("".join(f"{line}\r\n" for line in lines), TextEncoding.CP1252)


def _line(text: str) -> str:
    return _BREAKS.sub(" ", text)


def _value(value: object) -> str:
    if isinstance(value, (int, float)):
        return repr(int(value) if isinstance(value, bool) else value + 0)  # of an enumeration its number
    text = _line(str(value))
    return f'"{text}"' if _QUOTED.fullmatch(text) else text


def numbered(prefix: str, values: Iterable[object], tail: str = "") -> Values:
    """Values under the keys `<prefix>1<tail>`, `<prefix>2<tail>` and so on; of what is `None` there is no key."""
    return {f"{prefix}{k}{tail}": value for k, value in enumerate(values, start=1) if value is not None}


class FolderWriter:
    """Writes the files of one folder, which is made with the first of them; only their owner may read them."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self.folder = folder
        self.findings = findings
        self._written: set[str] = set()

    def write(self, name: str, content: bytes) -> bool:
        """Write a file; `False`, and an error, if it can't have that name here."""
        if _NO_NAME.search(name):
            self.findings.error(name, "", "no file can have that name; it is not written")
            return False
        if name.casefold() in self._written:
            self.findings.error(name, "", "there are two of that name; only the first is written")
            return False
        self._written.add(name.casefold())
        make_private_folder(self.folder)
        write_private(self.folder / name, content)
        return True
