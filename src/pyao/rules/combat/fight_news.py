"""What two players are told about a blow between them.

The client finds the other player's name by its character; where it doesn't know that character, the same is told
as console text.
Source: 01-protocol §6 client note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.combat.damage import BodyPart
from pyao.rules.map.areas import is_known_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.message import Message
    from pyao.world.player import Player


def tell_missed(victim: Player, attacker: Player) -> None:
    """Tell the victim that the attacker has missed."""
    _tell(
        victim,
        attacker,
        msg.user_attacked_swing(attacker.char),
        lambda: _("¡{name} te atacó y falló!").format(name=attacker.name),
    )


def tell_struck(attacker: Player, victim: Player, part: BodyPart, damage: int) -> None:
    """Tell first the attacker, then the victim, where the blow has hit and how hard."""
    _tell(
        attacker,
        victim,
        msg.user_hitted_user(victim.char, part, damage),
        lambda: _("¡Le pegaste a {name} {part} por {n}!").format(name=victim.name, part=_where(part), n=damage),
    )
    _tell(
        victim,
        attacker,
        msg.user_hitted_by_user(attacker.char, part, damage),
        lambda: _("¡{name} te pegó {part} por {n}!").format(name=attacker.name, part=_where(part), n=damage),
    )


def tell_killed(killer: Player, victim: Player, exp: int) -> None:
    """Tell the killer about the experience gained, then the victim who the killer is."""
    _tell(
        killer,
        victim,
        msg.have_killed_user(victim.char, exp),
        lambda: _("¡Mataste a {name}! Ganaste {exp} puntos de experiencia.").format(name=victim.name, exp=exp),
    )
    _tell(
        victim,
        killer,
        msg.user_kill(killer.char),
        lambda: _("¡{name} te mató!").format(name=killer.name),
    )


def _tell(player: Player, other: Player, message: Message, words: Callable[[], str]) -> None:
    if is_known_to(player, other):
        player.messages.send(message)
    else:
        tell(player, words(), Font.FIGHT)


def _where(part: BodyPart) -> str:
    """The part of the body in words, with its preposition."""
    words = {
        BodyPart.HEAD: _("en la cabeza"),
        BodyPart.LEFT_LEG: _("en la pierna izquierda"),
        BodyPart.RIGHT_LEG: _("en la pierna derecha"),
        BodyPart.RIGHT_ARM: _("en el brazo derecho"),
        BodyPart.LEFT_ARM: _("en el brazo izquierdo"),
        BodyPart.TORSO: _("en el torso"),
    }
    return words[part]
