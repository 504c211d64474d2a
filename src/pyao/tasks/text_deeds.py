"""What text commands do that are no packets.

Source: 01-protocol §16, 10-gm-admin §5.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _, language_of, languages, name_of, server_language
from pyao.protocol.client_packets import UserCommerceOffer
from pyao.protocol.text import AUTO, TextEncoding
from pyao.rules.society import forums, manners
from pyao.rules.trade import offers
from pyao.tasks.text_grammar import forum, slot_and_amount
from pyao.world.commerce import Mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyao.protocol.client_packets import ClientPacket
    from pyao.tasks.session import Session
    from pyao.tasks.text_grammar import Arguments
    from pyao.world.player import Player
    from pyao.world.world import World


def choose_encoding(session: Session, player: Player, arguments: Arguments) -> Sequence[ClientPacket]:
    """Send this player's texts in the encoding that his client reads; kept with the character.  Source: 01 §1, §16."""
    choice = arguments.raw.lower()
    if choice == AUTO:
        player.record.text_encoding = ""
        session.use_server_encoding()
    else:
        player.record.text_encoding = choice
        session.encoding = TextEncoding(choice)
    tell(
        player,
        _("Tu texto ahora se envía en {encoding}: ¿se lee bien? ñandú, pingüino, camión.").format(encoding=choice),
    )
    return ()


def choose_language(session: Session, player: Player, arguments: Arguments) -> Sequence[ClientPacket]:
    """Send this player's texts in a language that he names; kept with the character."""
    language = language_of(arguments.raw)
    if language is None:
        sentence = _("No hay un idioma {word}. Podés elegir: {languages}.")
        word = session.game.world.client.as_text(arguments.raw)
        tell(player, sentence.format(word=word, languages=_language_names()))
        return ()
    player.record.language = language
    session.read_in(language)
    tell(player, _("Desde ahora leés el juego en tu idioma: {language}.").format(language=name_of(language)))
    return ()


def tell_languages(_world: World, player: Player) -> None:
    """Tell the languages that can be chosen, and which the player reads."""
    mine = player.record.language
    own = name_of(mine if mine in languages() else server_language())
    sentence = _("Leés el juego en {own}. Podés elegir: {languages}. Para cambiarlo: /IDIOMA IDIOMA")
    tell(player, sentence.format(own=own, languages=_language_names()))


def _language_names() -> str:
    return ", ".join(map(name_of, languages()))


def post_in_forum(session: Session, player: Player, arguments: Arguments) -> Sequence[ClientPacket]:
    """Post on the selected board; unlike the packet, the command is answered."""
    post = forum(arguments)
    forums.post_in_words(session.game.world, player, post.title, post.text)
    return ()


def ignore(session: Session, player: Player, arguments: Arguments) -> Sequence[ClientPacket]:
    """Stop reading what somebody says, or read it again."""
    manners.toggle_ignoring(session.game.world, player, arguments.raw)
    return ()


def warn_password(_session: Session, player: Player, _arguments: Arguments) -> Sequence[ClientPacket]:
    """A password must never travel as chat: the player is sent to the game's window.  Source: 10 §5.3."""
    tell(player, _("Para cambiar tu contraseña usá la ventana del juego; nunca la escribas en el chat."))
    return ()


def offer_in_free_slot(_session: Session, player: Player, arguments: Arguments) -> Sequence[ClientPacket]:
    """An offer without an offer slot goes into the first free one.  Source: 01 §16, 09-economy §5.10."""
    if player.commerce.mode is not Mode.SECURE:
        tell(player, _("No estás comerciando con nadie."))
        return ()
    free = offers.first_free_slot(player)
    if free is None:
        tell(player, _("No hay más lugar en tu oferta."))
        return ()
    slot, amount = slot_and_amount(arguments)
    return (UserCommerceOffer(slot, amount, free),)
