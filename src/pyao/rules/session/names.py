"""Which names a character may have.

Source: 02-sessions-and-characters §2.
"""

from __future__ import annotations

import re

MAX_NAME = 15

_LETTERS = re.compile(r"[a-z ]*")


def is_lettered(text: str) -> bool:
    """Only a–z and spaces, whatever the case; so may names and descriptions be.  The empty text passes."""
    return _LETTERS.fullmatch(text.lower()) is not None and text.isascii()


def is_valid_name(name: str) -> bool:
    """1 to 15 letters and spaces, none of these at either end."""
    return 0 < len(name) <= MAX_NAME and name == name.strip() and is_lettered(name)
