"""Players who want something from the staff (denounces, calls, questions, bugs), and what the staff reads of it.

Source: 11-social §10, 10-gm-admin §4.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS, Privilege
from pyao.messaging.audience import everyone
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, joined
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.society.manners import try_say
from pyao.rules.staff.subjects import plain_name
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def denounce(world: World, player: Player, text: str) -> None:
    """Report something to the staff; what a silenced player reports nobody hears."""
    if player.silenced or not try_say(world, player, text):
        return
    line = _("{name} denuncia: {text}").format(name=player.name.lower(), text=text)
    safe = msg.console_msg(world.client.as_text(line), Font.GUILD_MSG)
    everyone(world).who(lambda one: one.is_gm and one.reads_denounces).send(safe)
    world.contact.denounces.append(joined(" ", (_time(world), line)))
    tell(player, _("Denuncia enviada, esperá..."))


def toggle_denounces(gm: Player) -> None:
    """Read denounces from now on, or no longer."""
    gm.reads_denounces = not gm.reads_denounces
    tell(gm, _("Ahora leés las denuncias.") if gm.reads_denounces else _("Ya no leés las denuncias."))


def list_denounces(world: World, gm: Player) -> None:
    """Show the last denounces."""
    gm.messages.send(msg.show_denounces(tuple(world.contact.denounces)))


def call(world: World, player: Player) -> None:
    """Call for help: the call waits behind all others until somebody of the staff takes it off the list."""
    key = key_of(player.name)
    waited = world.contact.calls.pop(key, None) is not None
    world.contact.calls[key] = _time(world)
    if waited:
        tell(player, _("Ya habías pedido ayuda: tu pedido pasó al final de la lista."))
    else:
        tell(player, _("Tu pedido de ayuda fue entregado: pronto te atenderá un GM."))


def list_calls(world: World, gm: Player) -> None:
    """Show who calls for help, the oldest call first."""
    gm.messages.send(msg.show_sos_form([f"{when} {name}" for name, when in world.contact.calls.items()]))


def remove_call(world: World, name: str) -> None:
    """Take a call off the list."""
    world.contact.calls.pop(key_of(plain_name(name)), None)


def remove_all_calls(world: World) -> None:
    """Take all calls off the list."""
    world.contact.calls.clear()


def forget(world: World, player: Player) -> None:
    """The player leaves the world: its call for help ends."""
    world.contact.calls.pop(key_of(player.name), None)


def ask_role_masters(world: World, player: Player, text: str) -> None:
    """Ask those who play roles with the players something."""
    if not try_say(world, player, text) or not text:
        return
    tell(player, _("Tu pregunta fue enviada a los rolmasters."))
    line = _("{name} pregunta rol: {text}").format(name=player.name, text=world.client.as_text(text))
    asked = everyone(world).who(lambda one: bool(one.privileges & (GODS | Privilege.ROLE_MASTER)))
    asked.send(msg.console_msg(line, Font.GUILD_MSG))


def report_bug(world: World, player: Player, text: str) -> None:
    """Note what a player says about a bug; nothing is answered."""
    if try_say(world, player, text):
        world.host.note("bug reports", f"{player.name}: {text}")


def _time(world: World) -> str:
    return f"{world.clock.today():%H:%M:%S}"
