"""What creatures perceive: whom they see, whom they may fight, which way somebody is.

Source: 08-npcs §0, §5, §5.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.rules.creatures import grudges
from pyao.world.space import SIGHT_X, SIGHT_Y, in_sight

if TYPE_CHECKING:
    from pyao.world.character import Character
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

_DIAGONALS = {
    (1, -1): (Heading.EAST, Heading.NORTH),
    (-1, -1): (Heading.NORTH, Heading.WEST),
    (-1, 1): (Heading.SOUTH, Heading.WEST),
    (1, 1): (Heading.EAST, Heading.SOUTH),
}
"""By the signs of dx and dy: what U(0, 1) = 0 and 1 choose."""


def is_new_here(world: World, user: Player) -> bool:
    """Whether a login or a warp protects the player, which has not stirred since."""
    return user.npc_protection_ms is not None and world.now_ms < user.npc_protection_ms


def is_protected(world: World, user: Player) -> bool:
    """Protected(u): new here, mimicking a creature, or in consultation."""
    return is_new_here(world, user) or user.ignored_by_npcs or user.in_consultation


def is_attackable(world: World, user: Player) -> bool:
    """Attackable(u)."""
    return not user.dead and user.chased_by_npcs and not is_protected(world, user)


def is_visible(user: Player) -> bool:
    """Visible(u)."""
    return not (user.invisible or user.hidden or user.admin_invisible)


def sees(npc: Npc, other: Character) -> bool:
    """V(npc, other): on the same screen."""
    return other.map == npc.map and in_sight(other.x - npc.x, other.y - npc.y)


def users_in_sight(world: World, npc: Npc) -> list[Player]:
    """The players of the map that are on the creature's screen, in the order of their arrival."""
    # Asked by every creature at every beat: the bounds are those of `in_sight`.
    x, y = npc.x, npc.y
    return [
        user
        for user in world.maps[npc.map].players
        if -SIGHT_X <= user.x - x <= SIGHT_X and -SIGHT_Y <= user.y - y <= SIGHT_Y
    ]


def users_ahead(world: World, npc: Npc) -> list[Player]:
    """Of these, who stands exactly in the line that the creature faces."""
    return [user for user in users_in_sight(world, npc) if is_ahead(npc, user)]


def is_ahead(npc: Npc, other: Character) -> bool:
    """Whether somebody stands exactly in the line that the creature faces."""
    return (_sign(other.x - npc.x), _sign(other.y - npc.y)) == (npc.heading.dx, npc.heading.dy)


def direction(world: World, npc: Npc, x: int, y: int) -> Heading | None:
    """The way towards a tile; between two ways the dice decide.  `None` = it is the creature's own."""
    dx, dy = _sign(x - npc.x), _sign(y - npc.y)
    if dx and dy:
        return _DIAGONALS[dx, dy][world.rng.roll(0, 1)]
    return next((heading for heading in Heading if (heading.dx, heading.dy) == (dx, dy)), None)


def restore(npc: Npc) -> None:
    """Restore(): who has no master moves as it always did, and forgets who attacked it."""
    if npc.master is None:
        grudges.calm_down(npc)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
