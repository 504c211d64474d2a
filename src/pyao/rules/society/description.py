"""What players change of their own record: the description.

Source: 02-sessions-and-characters §10.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.session.names import is_lettered

if TYPE_CHECKING:
    from pyao.world.player import Player

MAX_DESCRIPTION = 100


def describe(player: Player, text: str) -> None:
    """Set what others read when they look at the player; letters and blanks only.  Source: 02 §10."""
    if player.dead:
        tell(player, _("No podés cambiar la descripción estando muerto."))
    elif not is_lettered(text):
        tell(player, _("La descripción tiene caracteres inválidos."))
    else:
        player.record.description = text.strip()[:MAX_DESCRIPTION]
        tell(player, _("La descripción ha cambiado."))
