"""The poll: reading it, and voting once.

Source: 11-social §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.polls import BallotBox
    from pyao.world.world import World


def read(world: World, player: Player) -> None:
    """Tell a player the question, the options, and how to vote."""
    if world.ballot_box is None:
        tell(player, _no_poll(), Font.GUILD)
        return
    poll = world.ballot_box.poll
    tell(player, _("Encuesta número {number}").format(number=poll.number), Font.GUILD)
    tell(player, poll.question, Font.GUILD)
    tell(player, _("Opciones:"), Font.GUILD_MSG)
    for number, option in enumerate(poll.options, start=1):
        tell(player, _("Opción {number}: {option}").format(number=number, option=option), Font.GUILD_MSG)
    tell(player, _("Para votar escribí /ENCUESTA y el número de la opción. El voto no se puede cambiar."), Font.VENENO)


def vote(world: World, player: Player, option: int) -> None:
    """Vote for an option, counted from 1."""
    box = world.ballot_box
    if box is None:
        tell(player, _no_poll(), Font.GUILD)
        return
    why_not = _voting_refusal(box, player, option)
    if why_not is not None:
        tell(player, why_not, Font.GUILD)
        return
    record, mail = player.record, _mail_of(player)
    record.last_poll = box.poll.number
    world.host.save(record)
    if mail in box.mails:
        tell(player, _("Ya votaste con otro personaje: cada persona tiene un solo voto."), Font.GUILD)
        return
    box.votes[option - 1] += 1
    box.mails |= {mail} - {""}
    box.changed = True
    tell(player, _("Tu voto fue contado. ¡Gracias por participar!"), Font.GUILD)


def _voting_refusal(box: BallotBox, player: Player, option: int) -> str | None:
    poll = box.poll
    if player.record.level < poll.min_level:
        return _("Para votar en esta encuesta debés ser de nivel {level} o superior.").format(level=poll.min_level)
    if not 1 <= option <= len(poll.options):
        return _("Esa opción no es válida.")
    if player.record.last_poll >= poll.number:
        return _("Ya votaste en esta encuesta.")
    return None


def _mail_of(player: Player) -> str:
    """The player's e-mail address to compare; "" = none, which blocks nobody."""
    return player.record.email.strip().lower()


def _no_poll() -> str:
    return _("No hay ninguna encuesta abierta.")
