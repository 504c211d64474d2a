"""What the minds of praetorians have in common: whom they see, how they walk, how they cast.

Source: 08-npcs §12.2 "Common tests".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.messaging.audience import area
from pyao.messaging.i18n import _
from pyao.protocol import colours, msg
from pyao.rules.creatures import casting, melee
from pyao.rules.creatures.attacks import face
from pyao.rules.creatures.perception import is_visible, sees
from pyao.rules.creatures.steps import step_npc
from pyao.world.character import distance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyao.content.spells import SpellDef
    from pyao.world.character import Character
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.praetorian_clan import Membership
    from pyao.world.space import Tile
    from pyao.world.world import World

FARTHEST = 14
"""Tiles from the clan's centre on an axis: up to here an enemy is followed, and beyond it a member turns back."""

EXTENDED_X, EXTENDED_Y = 16, 12
SHOUT_ABOVE = 95

N, E, S, W = Heading
_AROUND: dict[Tile, tuple[tuple[Heading, ...], tuple[Heading, ...]]] = {
    (-1, 1): ((S, W, E, N), (W, S, E, N)),
    (-1, -1): ((N, W, S, E), (W, N, S, E)),
    (1, 1): ((S, E, W, N), (E, S, W, N)),
    (1, -1): ((N, E, W, S), (E, N, S, W)),
}
"""By the signs of dx and dy: in which order the ways are tried when U(0, 9) is even, and when it is odd."""

_STRAIGHT: dict[Tile, tuple[Heading, ...]] = {
    (-1, 0): (W, S, N),
    (1, 0): (E, S, N),
    (0, -1): (N, E, W),
    (0, 1): (S, E, W),
}


def membership_of(npc: Npc) -> Membership:
    """What the creature is in its clan; it must be in one."""
    if npc.membership is None:
        raise ValueError(f"{npc.name} is in no clan")
    return npc.membership


def centre_of(npc: Npc) -> Tile:
    """C: the place around which its clan fights."""
    return membership_of(npc).clan.centre


def is_ok(user: Player) -> bool:
    """Ok(u): alive and to be fought at all."""
    return not (user.dead or user.in_consultation or user.admin_invisible) and user.chased_by_npcs


def is_clear(user: Player) -> bool:
    """Ok(u) and Visible(u)."""
    return is_ok(user) and is_visible(user)


def in_extended_range(x: int, y: int, other: Character) -> bool:
    """Whether somebody on the same map is within two screens of a tile."""
    return abs(other.x - x) <= EXTENDED_X and abs(other.y - y) <= EXTENDED_Y


def is_in_reach(npc: Npc, user: Character) -> bool:
    """Reach(u): near enough to the centre to be followed."""
    x, y = centre_of(npc)
    return abs(user.x - x) < FARTHEST and abs(user.y - y) < FARTHEST


def is_beyond(npc: Npc, tiles: int) -> bool:
    """Whether the member is farther from the centre than that on an axis."""
    x, y = centre_of(npc)
    return abs(npc.x - x) > tiles or abs(npc.y - y) > tiles


def users(world: World, npc: Npc) -> list[Player]:
    """The players of the map, in the order of their arrival or, as the dice will, the other way round."""
    everybody = list(world.map_of(npc).players)
    return everybody if world.rng.roll(0, 1) == 1 else everybody[::-1]


def users_in_sight(world: World, npc: Npc, fits: Callable[[Player], bool]) -> list[Player]:
    """Those of them that are on the member's screen and fit."""
    return [user for user in users(world, npc) if sees(npc, user) and fits(user)]


def nearest(npc: Npc, candidates: Iterable[Player]) -> Player | None:
    """The nearest, the first of several; `None` = there is nobody."""
    return min(candidates, key=lambda user: distance(npc, user), default=None)


def allies(npc: Npc) -> list[Npc]:
    """The others of the clan, place by place."""
    return [one for one in membership_of(npc).clan.alive if one is not npc]


def first_in_sight(npc: Npc, members: Iterable[Npc], fits: Callable[[Npc], bool]) -> Npc | None:
    """The first of the members on the screen that fits."""
    return next((one for one in members if sees(npc, one) and fits(one)), None)


def neighbours(world: World, npc: Npc, fits: Callable[[Player], bool] = is_ok) -> list[tuple[Heading, Player]]:
    """Who stands beside the member, from the North over East."""
    here = world.map_of(npc)
    beside = ((heading, here.users.get((npc.x + heading.dx, npc.y + heading.dy))) for heading in Heading)
    return [(heading, user) for heading, user in beside if user is not None and fits(user)]


def strike(world: World, npc: Npc, heading: Heading, user: Player) -> None:
    """A blow at somebody beside the member, which turns to who it strikes."""
    if melee.attack_player(world, npc, user):
        face(world, npc, heading)


def cast(
    world: World, npc: Npc, slot: int, target: Player | Npc, *, speaks: bool = True, sees_all: bool = False
) -> None:
    """Cast the spell of one of the member's slots, from 1, if it may attack now."""
    spell = spell_in(world, npc, slot)
    if spell is not None:
        casting.cast(world, npc, target, spell, speaks=speaks, sees_all=sees_all)


def spell_in(world: World, npc: Npc, slot: int) -> SpellDef | None:
    """The spell of a slot, from 1; `None` = the data gives the member none."""
    spells = npc.definition.spells
    return world.content.spells.get(spells[slot - 1]) if slot <= len(spells) else None


def walk_to(world: World, npc: Npc, x: int, y: int) -> None:
    """One step, the best that is possible; who can't go where it wants to may shout."""
    way = _sign(x - npc.x), _sign(y - npc.y)
    if way == (0, 0):
        return
    straight = _STRAIGHT.get(way)
    orders = straight or _AROUND[way][world.rng.roll(0, 9) % 2]
    stepped = any(step_npc(world, npc, heading) for heading in orders)
    if straight and not stepped and npc.may_attack and world.rng.roll(1, 100) > SHOUT_ABOVE:
        words = _("¡Maldición! ¡Salgan de mi camino!")
        area(world, npc).send(msg.chat_over_head(words, npc.char, *colours.YELLOW))
        npc.may_attack = False


def go_home(world: World, npc: Npc) -> None:
    """Home: a step towards the centre."""
    walk_to(world, npc, *centre_of(npc))


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
