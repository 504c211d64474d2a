"""What creatures perceive: whom they see, whom they may fight, in which direction somebody is.

Source: 08-npcs §0, §5, §5.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.rules.creatures import grudges
from pyao.world.arithmetic import sign
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
"""For each diagonal, given by the signs of dx and dy: the heading that U(0, 1) = 0 takes, and that of 1."""


def is_new_here(world: World, user: Player) -> bool:
    """Whether a player is still protected after a login or a warp, having done nothing since."""
    return user.npc_protection_ms is not None and world.now_ms < user.npc_protection_ms


def is_protected(world: World, user: Player) -> bool:
    """Protected(u): whether a player is new here, taken for a creature by mimicry, or in consultation."""
    return is_new_here(world, user) or user.ignored_by_npcs or user.in_consultation


def is_prey(world: World, user: Player) -> bool:
    """Attackable(u) of the specification: whether creatures may fight a player.

    Not the dead, the protected, and game masters whom creatures leave alone.
    """
    return not user.dead and user.chased_by_npcs and not is_protected(world, user)


def is_visible(user: Player) -> bool:
    """Visible(u): whether a player is neither invisible nor hidden."""
    return not (user.invisible or user.hidden or user.admin_invisible)


def sees(npc: Npc, other: Character) -> bool:
    """V(npc, other): whether somebody is on the creature's screen, that is within 8 columns and 6 rows."""
    return other.map == npc.map and in_sight(other.x - npc.x, other.y - npc.y)


def users_in_sight(world: World, npc: Npc) -> list[Player]:
    """The players on the creature's screen, in the order of their arrival on the map."""
    # The bounds of `in_sight`, written out: every creature asks for this at every beat.
    here, x, y = world.maps[npc.map], npc.x, npc.y
    found = [
        user
        for user in here.seeing(npc.area)  # no screen is wider than an area on each side
        if -SIGHT_X <= user.x - x <= SIGHT_X and -SIGHT_Y <= user.y - y <= SIGHT_Y
    ]
    found.sort(key=here.players.__getitem__)
    return found


def users_ahead(world: World, npc: Npc) -> list[Player]:
    """The players on the creature's screen who stand exactly in the line it faces, in the order of their arrival."""
    return [user for user in users_in_sight(world, npc) if is_ahead(npc, user)]


def is_ahead(npc: Npc, other: Character) -> bool:
    """Whether somebody stands exactly in the line that the creature faces."""
    return (sign(other.x - npc.x), sign(other.y - npc.y)) == (npc.heading.dx, npc.heading.dy)


def direction(world: World, npc: Npc, x: int, y: int) -> Heading | None:
    """The heading of a step towards a tile; on a diagonal the dice choose.  `None` = the creature stands on it."""
    dx, dy = sign(x - npc.x), sign(y - npc.y)
    if dx and dy:
        return _DIAGONALS[dx, dy][world.rng.roll(0, 1)]
    return next((heading for heading in Heading if (heading.dx, heading.dy) == (dx, dy)), None)


def restore(npc: Npc) -> None:
    """Restore(): let a creature without a master move as usual again and forget who attacked it."""
    if npc.master is None:
        grudges.calm_down(npc)
