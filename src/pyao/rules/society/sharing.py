"""Sharing creatures: letting another player fight those that a player owns.

It works one way only, and ends with the session of either.  Source: 04-combat §3.3, 11-social §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.society.reputation import is_criminal

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def share(world: World, player: Player) -> None:
    """Share with the selected player, and no longer with the previous one."""
    other = world.players.get(player.targets.slot)
    if other is None:
        return
    why_not = _refusal(player, other)
    if why_not:
        tell(player, why_not)
    if why_not is not None or player.sharing_with is other:
        return
    stop_sharing(player)
    player.sharing_with = other
    tell(other, _("{name} ahora comparte sus criaturas con vos.").format(name=player.name))
    tell(player, _("Ahora compartís tus criaturas con {name}.").format(name=other.name))


def _refusal(player: Player, other: Player) -> str | None:
    """Why the player can't share with the other; `None` = it can, "" = a criminal without an army, who isn't told."""
    if not other.mortal:
        return _("No podés compartir criaturas con administradores.")
    if is_criminal(player):
        if not player.record.faction.chaos_legion:
            return ""
        if not other.record.faction.chaos_legion:
            return _("Solo podés compartir criaturas con miembros de tu misma facción.")
    elif is_criminal(other):
        return _("No podés compartir criaturas con criminales.")
    return None


def stop_sharing(player: Player) -> None:
    """End the sharing; both are told."""
    other, player.sharing_with = player.sharing_with, None
    if other is not None:
        tell(other, _("{name} dejó de compartir sus criaturas con vos.").format(name=player.name))
        tell(player, _("Dejaste de compartir tus criaturas con {name}.").format(name=other.name))


def forget(world: World, gone: Player) -> None:
    """A player leaves the world: end what it shares and what others share with it; nobody is told."""
    gone.sharing_with = None
    for player in world.players.values():
        if player.sharing_with is gone:
            player.sharing_with = None
