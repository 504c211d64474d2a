"""What game masters can order.  The caller has checked their rank.

Source: 10-gm-admin §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import GODS, Privilege
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.map.placing import place
from pyao.rules.staff.ranks import rank_of
from pyao.world.space import is_playable

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

ONESELF = "YO"


def warp_char(world: World, gm: Player, name: str, map_id: int, x: int, y: int) -> None:
    """Move a player, or the GM (`YO`), to another place.  Source: 10-gm-admin §4.2 command 11."""
    if map_id not in world.maps or not name:
        return
    target = _target_of(world, gm, name)
    if target is None:
        if rank_of(world.settings, name.replace("+", " ")) & GODS:
            tell(gm, _("No podés transportar dioses o admins."))
        else:
            tell(gm, _("Usuario offline."))
    elif target is not gm and target.privileges & GODS:
        tell(gm, _("No podés transportar dioses o admins."))
    elif is_playable(x, y):
        place(world, target, map_id, x, y, fx=True, teleported=True)
        tell(gm, _("{name} transportado.").format(name=target.name))


def _target_of(world: World, gm: Player, name: str) -> Player | None:
    if name.upper() == ONESELF:
        return gm
    # Counsellors may move only themselves, and only as YO.
    return None if gm.privileges & Privilege.CONSEJERO else world.player_named(name)
