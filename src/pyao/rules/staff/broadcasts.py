"""What the staff says to each other, and to many players at once.

Source: 10-gm-admin §4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS, Privilege
from pyao.messaging.audience import area, everyone, gms, on_map
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, joined
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.society.manners import try_say
from pyao.rules.society.reputation import is_criminal
from pyao.rules.staff.outcome import IGNORED, TOO_LONG, Outcome, done, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


def _unsayable(world: World, gm: Player, text: str) -> Outcome | None:
    """What comes of a text that is not said: there is none, or it is too long; `None` = it is said."""
    if not text:
        return IGNORED
    return None if try_say(world, gm, text) else TOO_LONG


def tell_staff(world: World, gm: Player, text: str) -> Outcome | None:
    """Say something to every GM.  Source: 10-gm-admin §4.1 command 1."""
    unsaid = _unsayable(world, gm, text)
    if unsaid is not None:
        return unsaid
    line = f"{gm.name}> {world.client.as_text(text)}"
    gms(world).send(msg.console_msg(line, Font.GM_MSG))
    return None


def tell_gods(world: World, gm: Player, text: str) -> Outcome | None:
    """Say something to the gods and admins who are no role masters.  Source: 10-gm-admin §4.1 HigherAdminsMessage."""
    unsaid = _unsayable(world, gm, text)
    if unsaid is not None:
        return unsaid
    line = _("{gm} (Sólo Dioses)> {text}").format(gm=gm.name, text=world.client.as_text(text))
    everyone(world).who(_is_plain_god).send(msg.console_msg(line, Font.GM_MSG))
    return None


def _is_plain_god(player: Player) -> bool:
    return bool(player.privileges & GODS) and not player.privileges & Privilege.ROLE_MASTER


def tell_everyone(world: World, gm: Player, text: str) -> Outcome | None:
    """Show everybody a line that does not say whose it is.  Source: 10-gm-admin §4.1 command 45."""
    unsaid = _unsayable(world, gm, text)
    if unsaid is not None:
        return unsaid
    everyone(world).send(msg.console_msg(world.client.as_text(text), Font.TALK))
    return None


def tell_map(world: World, gm: Player, text: str) -> Outcome | None:
    """Show a line to everybody on the GM's map.  Source: 10-gm-admin §4.1 command 126."""
    unsaid = _unsayable(world, gm, text)
    if unsaid is not None:
        return unsaid
    on_map(world, gm.map).send(msg.console_msg(world.client.as_text(text), Font.TALK))
    return None


def announce(world: World, gm: Player, text: str) -> Outcome | None:
    """Show everybody a text of the GM's in a dialog.  Source: 10-gm-admin §4.1 command 89."""
    if not try_say(world, gm, text):
        return TOO_LONG
    open_dialogs(world, text)
    return None


def open_dialogs(world: World, text: str) -> None:
    """Open a dialog on everybody's screen."""
    everyone(world).send(msg.show_message_box(text))


def tell_royal_army(world: World, gm: Player, text: str) -> Outcome | None:
    """Speak to the Royal Army.  Source: 10-gm-admin §4.1 command 55."""
    return _tell_those(world, gm, _("EJÉRCITO REAL"), text, lambda one: one.record.faction.royal_army)


def tell_chaos_legion(world: World, gm: Player, text: str) -> Outcome | None:
    """Speak to the Dark Legion.  Source: 10-gm-admin §4.1 command 56."""
    return _tell_those(world, gm, _("FUERZAS DEL CAOS"), text, lambda one: one.record.faction.chaos_legion)


def tell_citizens(world: World, gm: Player, text: str) -> Outcome | None:
    """Speak to everybody who is no criminal.  Source: 10-gm-admin §4.1 command 57."""
    return _tell_those(world, gm, _("CIUDADANOS"), text, lambda one: not is_criminal(one))


def tell_criminals(world: World, gm: Player, text: str) -> Outcome | None:
    """Speak to the criminals.  Source: 10-gm-admin §4.1 command 58."""
    return _tell_those(world, gm, _("CRIMINALES"), text, is_criminal)


def _tell_those(world: World, gm: Player, prefix: str, text: str, belongs: Callable[[Player], bool]) -> Outcome | None:
    """Show a line to those who belong to a group, and to every role master; the text may be empty."""
    if not try_say(world, gm, text):
        return TOO_LONG
    line = msg.console_msg(joined("> ", (prefix, world.client.as_text(text))), Font.TALK)
    everyone(world).who(lambda one: belongs(one) or bool(one.privileges & Privilege.ROLE_MASTER)).send(line)
    return None


def talk_as_npc(world: World, gm: Player, text: str) -> Outcome:
    """Put words into the mouth of the selected NPC.  Source: 10-gm-admin §4.1 command 59."""
    npc = world.npc_with(gm.targets.npc)
    if npc is None:
        return refuse(gm, _("Primero tenés que seleccionar un NPC: hacé click sobre él."))
    if not try_say(world, gm, text):
        return TOO_LONG
    area(world, npc).send(msg.chat_over_head(text, npc.char, *colours.DEFAULT))
    return done(npc.name)


def comment(gm: Player) -> None:
    """A note of the GM, which the audit log keeps as it keeps every command.  Source: 10-gm-admin §4.1 command 6."""
    tell(gm, _("Comentario guardado."))


def tell_time(world: World) -> None:
    """Tell everybody the server's time and date.  Source: 10-gm-admin §4.1 command 7."""
    line = _("Hora: {now:%H:%M:%S} {now:%d/%m/%Y}").format(now=world.clock.today())
    everyone(world).send(msg.console_msg(line, Font.INFO))
