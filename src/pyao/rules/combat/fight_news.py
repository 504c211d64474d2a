"""What two players are told of a fight between them.

The client looks the other one up to say its name; where it does not know that character it is said in words.
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
    """The attacker has missed the victim."""
    _tell(
        victim,
        attacker,
        msg.user_attacked_swing(attacker.char),
        lambda: _("¡{name} te atacó y falló!").format(name=attacker.name),
    )


def tell_struck(attacker: Player, victim: Player, part: BodyPart, damage: int) -> None:
    """The attacker has struck: it hears of it first, then the victim."""
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
    """The killer hears what it has gained, then the victim by whom it dies."""
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
    """At which part of the body, in words."""
    words = {
        BodyPart.HEAD: _("en la cabeza"),
        BodyPart.LEFT_LEG: _("en la pierna izquierda"),
        BodyPart.RIGHT_LEG: _("en la pierna derecha"),
        BodyPart.RIGHT_ARM: _("en el brazo derecho"),
        BodyPart.LEFT_ARM: _("en el brazo izquierdo"),
        BodyPart.TORSO: _("en el torso"),
    }
    return words[part]
