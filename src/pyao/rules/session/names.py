"""Which letters names and descriptions may have, and the description that players give of themselves.

Source: 02-sessions-and-characters §2, §10.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _

if TYPE_CHECKING:
    from pyao.world.player import Player

MAX_NAME = 15
MAX_DESCRIPTION = 100

_LETTERS = re.compile(r"[a-z ]*")


def is_lettered(text: str) -> bool:
    """Whether a text has only letters a–z, in either case, and spaces; the empty text passes."""
    return _LETTERS.fullmatch(text.lower()) is not None and text.isascii()


def is_valid_name(name: str) -> bool:
    """Whether a name has 1 to 15 letters and spaces, with no space at either end."""
    return 0 < len(name) <= MAX_NAME and name == name.strip() and is_lettered(name)


def describe(player: Player, text: str) -> None:
    """Set what others read when they look at the player: up to 100 letters and spaces.  Source: 02 §10."""
    if player.dead:
        tell(player, _("No podés cambiar la descripción estando muerto."))
    elif not is_lettered(text):
        tell(player, _("La descripción tiene caracteres inválidos."))
    else:
        player.record.description = text.strip()[:MAX_DESCRIPTION]
        tell(player, _("La descripción ha cambiado."))
