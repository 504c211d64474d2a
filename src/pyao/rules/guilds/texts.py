"""How long the texts of guilds may be, and which letters they have.

Source: 11-social §3.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.protocol.fields import CODEX_LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.world.world import World

MAX_NEWS, MAX_DESCRIPTION, MAX_CODEX_LINE, MAX_URL = 1_024, 256, 256, 40
"""Characters."""

_LETTERS = re.compile(r"[a-z ÿ]+")
_BREAKS = str.maketrans("", "", "\r\n\0")
_NOT_KEPT = str.maketrans("", "", "\r\n\0¬")


def cleaned(text: str, most: int) -> str:
    """A text without the signs that guilds don't keep, cut to so many characters."""
    return text.translate(_NOT_KEPT)[:most]


def url_of(text: str) -> str:
    """The address of a site without line breaks, cut."""
    return text.translate(_BREAKS)[:MAX_URL]


def codex_of(lines: Sequence[str]) -> list[str]:
    """Eight lines of a codex, cleaned."""
    kept = [cleaned(line, MAX_CODEX_LINE) for line in lines[:CODEX_LINES]]
    return kept + [""] * (CODEX_LINES - len(kept))


def letter(world: World, text: str) -> str:
    """What somebody writes to a guild, cleaned: an application, an offer, a reason."""
    return cleaned(text, world.settings.guild_letter_max_chars).strip()


def name_refusal(world: World, name: str) -> str | None:
    """Why a guild can't have this name, which has no blanks at its ends; `None` = it can."""
    if not _LETTERS.fullmatch(name.lower()):
        return _("El nombre del clan es inválido: solo puede tener letras sin acentos y espacios.")
    if len(name) > world.settings.guild_name_max_chars:
        return _("El nombre del clan es demasiado largo.")
    if world.guilds.named(name) is not None:
        return _("Ya existe un clan con ese nombre.")
    return None
