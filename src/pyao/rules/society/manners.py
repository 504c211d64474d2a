"""What holds for everything that is said, on whatever channel: how long, how often, and to whom it does not come.

Source: 11-social §1.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell, tell_list
from pyao.messaging.i18n import _
from pyao.world.record import key_of
from pyao.world.tokens import Bucket, Rate

if TYPE_CHECKING:
    from pyao.messaging.audience import Audience
    from pyao.world.player import Player
    from pyao.world.world import World

FRAME_BYTES = 80
"""What a packet with somebody's words has besides them: names, signs, colours, lengths."""


def try_say(world: World, player: Player, text: str) -> bool:
    """Let a player begin to say something; `False` = it is too long or comes too soon, and the player is told.

    Every channel asks this before anything else.  No text at all passes; the staff may talk as fast as they like.
    """
    longest = _longest(world, text)
    if len(text) > longest:
        tell(player, _("Ese texto es demasiado largo: no puede tener más de {n} caracteres.").format(n=longest))
        return False
    if text and not player.is_gm and not _take_turn(world, player):
        tell(player, _("Estás hablando demasiado rápido: esperá un momento."))
        return False
    return True


def _longest(world: World, text: str) -> int:
    """How many characters of this text may be said: what the settings allow, and what fits into one packet."""
    longest, room = world.settings.chat_max_chars, max(0, world.client.max_packet - FRAME_BYTES)
    # UTF-8 is the longest of the encodings in use.
    if len(text) <= longest and len(text.encode("utf-8", "replace")) > room:
        return len(text.encode("utf-8", "replace")[:room].decode("utf-8", "ignore"))
    return longest


def _take_turn(world: World, player: Player) -> bool:
    settings = world.settings
    if not settings.chat_lines_per_min:
        return True
    rate = Rate("speech", settings.chat_lines_per_min / 60, settings.chat_credit_lines)
    if player.speech is None:
        player.speech = Bucket(rate, world.now_ms)
    return player.speech.take(rate, world.now_ms)


def ignores(listener: Player, speaker: Player) -> bool:
    """Whether the listener does not want to read what the speaker says; the staff can't be ignored."""
    ignored = listener.record.ignored
    return bool(ignored) and not speaker.is_gm and key_of(speaker.name) in ignored


def listening(audience: Audience, speaker: Player) -> Audience:
    """Those of an audience who don't ignore the speaker."""
    return audience.who(lambda one: not ignores(one, speaker))


def toggle_ignoring(world: World, player: Player, name: str) -> None:
    """Ignore a player in the world from now on, or no longer; kept with the character."""
    ignored, key = player.record.ignored, key_of(name.replace("+", " ").strip())
    other = world.player_named(name)
    if key in ignored:
        ignored.remove(key)
        tell(player, _("Ya no ignorás a {name}.").format(name=key))
    elif other is None:
        tell(player, _("No hay nadie conectado con ese nombre."))
    elif other is player:
        tell(player, _("No podés ignorarte a vos mismo."))
    elif other.is_gm:
        tell(player, _("No podés ignorar a los administradores."))
    elif len(ignored) >= world.settings.ignored_max:
        tell(player, _("No podés ignorar a más de {n}.").format(n=world.settings.ignored_max))
    else:
        ignored.append(key)
        tell(
            player,
            _("Desde ahora no leés lo que dice {name}. Para volver a leerlo: /IGNORAR NOMBRE").format(name=other.name),
        )
    world.host.save(player.record)


def tell_ignored(_world: World, player: Player) -> None:
    """Tell a player whom it ignores."""
    if not player.record.ignored:
        tell(player, _("No ignorás a nadie. Para no leer a alguien: /IGNORAR NOMBRE"))
        return
    tell(player, _("Ignorás a:"))
    tell_list(player, player.record.ignored)
