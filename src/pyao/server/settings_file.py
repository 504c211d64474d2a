"""Changing one setting in `pyao.toml`, and nothing else of it: comments and order stay.

Source: 10-gm-admin §4.10 command 121.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from pyao.storage.private_files import make_private_folder, write_private

if TYPE_CHECKING:
    from pathlib import Path


class Unwritable(ValueError):
    """The file can't be changed; the text says why."""


def write_setting(path: Path, dotted: str, value: object) -> None:
    """Write a setting into the file, which is made if it is not there.

    Raises:
        Unwritable: the file can't be read, written, or is written in a way that only people should change.

    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        fresh = with_setting(text, dotted, value)
        make_private_folder(path.parent)
        write_private(path, fresh.encode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Unwritable(f"{path}: {fault}") from fault
    except Unwritable as fault:
        raise Unwritable(f"{path}: {fault}") from fault


def with_setting(text: str, dotted: str, value: object) -> str:
    """The text of the file with one setting changed or added.

    Raises:
        Unwritable: the file is written in a way that only people should change.

    """
    section, _, name = dotted.partition(".")
    wanted: dict[str, Any] = tomllib.loads(text)
    wanted.setdefault(section, {})[name] = value
    lines, entry = text.splitlines(), f"{name} = {json.dumps(value, ensure_ascii=False)}"
    first = next((k for k, line in enumerate(lines) if re.fullmatch(rf"\s*\[\s*{section}\s*\]\s*(#.*)?", line)), None)
    if first is None:
        lines += [*([""] if lines else []), f"[{section}]", entry]
    else:
        end = next((k for k in range(first + 1, len(lines)) if lines[k].lstrip().startswith("[")), len(lines))
        there = next((k for k in range(first + 1, end) if re.match(rf"\s*{name}\s*=", lines[k])), None)
        lines[there if there is not None else first + 1 : there + 1 if there is not None else first + 1] = [entry]
    fresh = "\n".join(lines) + "\n"
    if _read(fresh) != wanted:
        raise Unwritable(f"{dotted} is written in a way that has to be changed by hand")
    return fresh


def _read(text: str) -> object:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
