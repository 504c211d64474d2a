"""What game masters order of the server itself: open or closed, its end, its words of welcome.

Source: 10-gm-admin §4.10.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.messaging.audience import everyone
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.staff.outcome import IGNORED, Outcome, done, refuse
from pyao.rules.staff.ranks import RANK_LISTS

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

MOST_MOTD_LINES = 100
_RANK_SECTIONS = frozenset({"admines", "dioses", "especiales", "semidioses", "consejeros", "rolesmasters"})
"""The sections of Server.ini that list the ranks; their counts in `[INIT]` have the same words."""

_UNWRITABLE = frozenset("\r\n[]=")


def toggle_open(world: World, gm: Player) -> Outcome:
    """Let only the staff in, or everybody again; who is in the world stays.  Source: 10 §4.10 command 95."""
    world.gms_only = not world.gms_only
    closed = world.gms_only
    tell(gm, _("Servidor restringido a administradores.") if closed else _("Servidor habilitado para todos."))
    return done("closed" if closed else "open")


def announce_switching_off(world: World, gm: Player) -> None:
    """Tell everybody who switches the server off.  Source: 10 §4.10 command 96."""
    line = _("¡¡¡{gm} va a apagar el servidor!!!").format(gm=gm.name)
    everyone(world).send(msg.console_msg(line, Font.FIGHT))


def may_administer(gm: Player) -> bool:
    """Whether a GM may restart the server and write its settings: administrators only.  Source: 10 §4.10 Safety."""
    return bool(gm.privileges & Privilege.ADMIN)


def why_no_setting(section: str, key: str, value: str) -> str:
    """Why nobody may write that into the settings from inside the game; empty = one may.

    Nobody makes himself a GM, and nothing is written that would be read as more than one value.  Source: 10 §4.10
    command 121.
    """
    words = {section.strip().casefold(), key.strip().casefold()}
    if words & (_RANK_SECTIONS | set(RANK_LISTS.values())):
        return _("Los rangos no se cambian desde acá.")
    if _UNWRITABLE & set(section + key + value) or not value.strip():
        return _("Ese valor no se puede escribir.")
    return ""


def tell_motd(world: World, gm: Player) -> None:
    """Show a GM the lines of the message of the day as they are written.  Source: 10 §4.10 command 87."""
    for line in world.content.motd:
        tell(gm, world.client.as_text(line))


def set_motd(world: World, gm: Player, text: str) -> Outcome | None:
    """Change the message of the day, at once and for good; lines end in CR LF.  Source: 10 §4.10 command 88."""
    lines = text.replace("\r\n", "\n").split("\n")
    if not text.strip():
        return IGNORED
    if len(lines) > MOST_MOTD_LINES:
        return refuse(gm, _("El mensaje del día es demasiado largo."))
    world.content = replace(world.content, motd=tuple(lines))
    tell(gm, _("Se actualizó el mensaje del día."))
    return None
