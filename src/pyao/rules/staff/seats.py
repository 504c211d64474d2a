"""What the staff orders about the seats of the two councils.

Source: 11-social §6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.society import councils
from pyao.rules.staff.outcome import refuse
from pyao.rules.staff.subjects import online

if TYPE_CHECKING:
    from pyao.content.enums import Privilege
    from pyao.rules.staff.outcome import Outcome
    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.world import World


def accept(world: World, gm: Player, name: str, council: Privilege) -> Outcome | None:
    """Give somebody in the world a seat on a council."""
    player = online(world, name)
    if player is None:
        return refuse(gm, _("Usuario offline."))
    councils.seat(world, player, council)
    return None


def kick(world: World, gm: Player, subject: Subject | None) -> Outcome | None:
    """Take away somebody's seats, in the world or not."""
    if subject is None:
        return refuse(gm, _("El personaje no existe."))
    if subject.player is not None:
        councils.unseat(world, subject.player)
        return None
    councils.forget_seats(subject.record)
    world.host.save(subject.record)
    tell(gm, _("Usuario offline: sus lugares en los consejos quedaron vacantes."))
    return None
