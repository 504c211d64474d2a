"""Talking, yelling, whispering.

Source: 11-social §1, 03-world §18.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS, HIGHER_GMS, Privilege
from pyao.messaging.audience import area, dead_area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.protocol.enums import Font
from pyao.rules.body.hiding import reveal
from pyao.rules.society.manners import ignores, listening, try_say
from pyao.rules.staff.ranks import rank_of
from pyao.world.space import in_sight

if TYPE_CHECKING:
    from pyao.messaging.audience import Audience
    from pyao.protocol.colours import Colour
    from pyao.world.player import Player
    from pyao.world.world import World

OVERHEARD = colours.GUILD
"""The colour in which staff nearby read what others whisper."""

LOGGED = Privilege.CONSEJERO | Privilege.SEMIDIOS
"""The staff whose words are noted."""

UNDER_GODS = Privilege.USER | Privilege.CONSEJERO | Privilege.SEMIDIOS


def talk(world: World, player: Player, text: str) -> None:
    """Say something aloud; the dead are heard only by the dead and by GMs.  Source: 11 §1.1."""
    if not try_say(world, player, text):
        return
    _note(world, player, text)
    if player.hidden:
        reveal(world, player, seen_first=True)
    if not text:
        return
    if player.admin_invisible:
        if text.rstrip():
            _speak_unseen(world, player, text)
    elif player.dead:
        _say(dead_area(world, player), player, text, colours.DEAD)
    else:
        _say(area(world, player), player, text, player.chat_colour)


def yell(world: World, player: Player, text: str) -> None:
    """Shout, in another colour but no further than talk.  Source: 11 §1.1."""
    if not try_say(world, player, text):
        return
    _note(world, player, text)
    if player.hidden:
        reveal(world, player, seen_first=True)
    if not text:
        return
    if player.admin_invisible:
        _speak_unseen(world, player, text)
    elif player.dead and player.mortal:
        _say(dead_area(world, player), player, text, colours.DEAD)
    else:
        colour = colours.YELL if player.mortal else colours.GM_YELL
        _say(area(world, player), player, text, colour)


def _note(world: World, player: Player, text: str) -> None:
    """Note what lower staff says.  Source: 11 §1.1 step 1."""
    if text and player.privileges & LOGGED:
        world.host.note("talk of the staff", f"{player.name}: {text}")


def _say(audience: Audience, player: Player, text: str, colour: Colour) -> None:
    listening(audience, player).send(msg.chat_over_head(text, player.char, *colour))


def _speak_unseen(world: World, player: Player, text: str) -> None:
    area(world, player).send(msg.console_msg(_("Gm> ") + world.client.as_text(text), Font.GM))


def whisper(world: World, player: Player, name: str, text: str) -> None:
    """Say something that one player alone hears, and staff nearby.  Source: 11 §1.2."""
    if not try_say(world, player, text):
        return
    listener = world.player_named(name)
    if listener is None or player.dead:
        _answer_unheard(world, player, name)
        return
    in_box = listener.map == player.map and in_sight(listener.x - player.x, listener.y - player.y)
    if _is_above(player, listener) or (not in_box and not player.privileges & GODS):
        if _is_above(player, listener) or not listener.mortal:
            tell(player, _("No podés susurrarle cosas a los administradores."))
        return
    if not text:
        return
    if player.privileges & LOGGED or (player.mortal and not listener.mortal):
        world.host.note("whispers with the staff", f"{player.name} to {listener.name}: {text}")
    if not in_box:
        _whisper_afar(world, player, listener, text)
    elif player.admin_invisible:
        _whisper_unseen(world, player, listener, text)
    else:
        _whisper_near(world, player, listener, text)


def _answer_unheard(world: World, player: Player, name: str) -> None:
    """Answer a whisperer who is dead, or who named nobody in the world.  Source: 11 §1.2 checks 1 and 2."""
    if player.dead:
        tell(player, _("¡Estás muerto! Los muertos no pueden comunicarse con el mundo de los vivos."))
    elif not rank_of(world.settings, name.replace("+", " ")) & Privilege.USER:
        tell(player, _("No podés susurrarle cosas a los administradores."))
    elif player.privileges & GODS:
        tell(player, _("Usuario inexistente."))


def _is_above(player: Player, listener: Player) -> bool:
    """Whether the listener's rank is too high to be whispered to.  Source: 11 §1.2 checks 3 and 4."""
    if player.in_consultation:
        return False
    if listener.privileges & GODS and player.privileges & UNDER_GODS:
        return True
    return bool(player.mortal and not listener.mortal)


def _whisper_afar(world: World, player: Player, listener: Player, text: str) -> None:
    safe = world.client.as_text(text)
    tell(player, _("Le susurraste a {name}> {text}").format(name=listener.name, text=safe), Font.GM)
    tell(listener, _("Gm susurra> {text}").format(text=safe), Font.GM)


def _whisper_unseen(world: World, player: Player, listener: Player, text: str) -> None:
    safe = world.client.as_text(text)
    tell(player, _("Susurraste> {text}").format(text=safe), Font.GM)
    if listener is not player:
        tell(listener, _("Gm susurra> {text}").format(text=safe), Font.GM)
    if player.privileges & Privilege.CONSEJERO:
        line = _("{gm} dijo a {name}> {text}").format(gm=player.name, name=listener.name, text=safe)
        area(world, player).who(lambda one: bool(one.privileges & HIGHER_GMS)).send(msg.console_msg(line, Font.GM))


def _whisper_near(world: World, player: Player, listener: Player, text: str) -> None:
    words = msg.chat_over_head(text, player.char, *colours.WHISPER)
    player.messages.send(words)
    if not ignores(listener, player):
        listener.messages.send(words)
    if player.privileges & (Privilege.USER | Privilege.CONSEJERO):
        overheard = msg.chat_over_head(f"A {listener.name}> {text}", player.char, *OVERHEARD)
        area(world, player).who(lambda one: bool(one.privileges & HIGHER_GMS)).send(overheard)
