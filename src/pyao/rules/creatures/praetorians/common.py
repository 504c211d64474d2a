"""What all praetorians have in common: whom they see, how they walk, how they cast.

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
from pyao.world.arithmetic import sign
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
"""Tiles from the clan's centre on an axis: only nearer enemies are followed, and a member farther off turns back."""

EXTENDED_X, EXTENDED_Y = 16, 12
SHOUT_ABOVE = 95

N, E, S, W = Heading
_AROUND: dict[Tile, tuple[tuple[Heading, ...], tuple[Heading, ...]]] = {
    (-1, 1): ((S, W, E, N), (W, S, E, N)),
    (-1, -1): ((N, W, S, E), (W, N, S, E)),
    (1, 1): ((S, E, W, N), (E, S, W, N)),
    (1, -1): ((N, E, W, S), (E, N, S, W)),
}
"""By the signs of dx and dy: the order in which headings are tried if U(0, 9) is even, and if it is odd."""

_STRAIGHT: dict[Tile, tuple[Heading, ...]] = {
    (-1, 0): (W, S, N),
    (1, 0): (E, S, N),
    (0, -1): (N, E, W),
    (0, 1): (S, E, W),
}


def membership_of(npc: Npc) -> Membership:
    """The creature's place in its clan; `ValueError` if it is in none."""
    if npc.membership is None:
        raise ValueError(f"{npc.name} is in no clan")
    return npc.membership


def centre_of(npc: Npc) -> Tile:
    """C: the tile around which the creature's clan fights."""
    return membership_of(npc).clan.centre


def is_ok(user: Player) -> bool:
    """Ok(u): whether praetorians may fight a player, even one they can't see.

    Not the dead, players in consultation, and game masters whom creatures leave alone.
    """
    return not (user.dead or user.in_consultation or user.admin_invisible) and user.chased_by_npcs


def is_clear(user: Player) -> bool:
    """Ok(u) and Visible(u): whether praetorians fight this player and can see it."""
    return is_ok(user) and is_visible(user)


def in_extended_range(x: int, y: int, other: Character) -> bool:
    """Whether somebody is within 16 columns and 12 rows of a tile of the same map."""
    return abs(other.x - x) <= EXTENDED_X and abs(other.y - y) <= EXTENDED_Y


def is_in_reach(npc: Npc, user: Character) -> bool:
    """Reach(u): whether somebody is near enough to the clan's centre to be followed."""
    x, y = centre_of(npc)
    return abs(user.x - x) < FARTHEST and abs(user.y - y) < FARTHEST


def is_beyond(npc: Npc, tiles: int) -> bool:
    """Whether the member is more than this many tiles from the clan's centre on an axis."""
    x, y = centre_of(npc)
    return abs(npc.x - x) > tiles or abs(npc.y - y) > tiles


def users(world: World, npc: Npc) -> list[Player]:
    """The players of the map in the order of their arrival, or reversed if U(0, 1) = 0."""
    everybody = list(world.map_of(npc).players)
    return everybody if world.rng.roll(0, 1) == 1 else everybody[::-1]


def users_in_sight(world: World, npc: Npc, fits: Callable[[Player], bool]) -> list[Player]:
    """The players on the member's screen who fit, in the order that `users` rolls."""
    return [user for user in users(world, npc) if sees(npc, user) and fits(user)]


def nearest(npc: Npc, candidates: Iterable[Player]) -> Player | None:
    """The nearest of the candidates, the first of several; `None` = there are none."""
    return min(candidates, key=lambda user: distance(npc, user), default=None)


def allies(npc: Npc) -> list[Npc]:
    """The other living members of the clan, in the order of their places."""
    return [one for one in membership_of(npc).clan.alive if one is not npc]


def first_in_sight(npc: Npc, members: Iterable[Npc], fits: Callable[[Npc], bool]) -> Npc | None:
    """The first of the members who is on the creature's screen and fits; `None` = there is none."""
    return next((one for one in members if sees(npc, one) and fits(one)), None)


def neighbours(world: World, npc: Npc, fits: Callable[[Player], bool] = is_ok) -> list[tuple[Heading, Player]]:
    """The fitting players beside the member, with their headings, in the order North, East, South, West."""
    here = world.map_of(npc)
    beside = ((heading, here.users.get((npc.x + heading.dx, npc.y + heading.dy))) for heading in Heading)
    return [(heading, user) for heading, user in beside if user is not None and fits(user)]


def strike(world: World, npc: Npc, heading: Heading, user: Player) -> None:
    """Strike a player beside the member, which turns to it if the blow happens."""
    if melee.attack_player(world, npc, user):
        face(world, npc, heading)


def cast(
    world: World, npc: Npc, slot: int, target: Player | Npc, *, speaks: bool = True, sees_all: bool = False
) -> None:
    """Cast the spell in one of the member's slots, counted from 1, if it may attack now.

    `speaks` = the area hears the magic words; `sees_all` = invisible and hidden players can be targets too.
    """
    spell = spell_in(world, npc, slot)
    if spell is not None:
        casting.cast(world, npc, target, spell, speaks=speaks, sees_all=sees_all)


def spell_in(world: World, npc: Npc, slot: int) -> SpellDef | None:
    """The spell in a slot, counted from 1; `None` = the data gives the member none."""
    spells = npc.definition.spells
    return world.content.spells.get(spells[slot - 1]) if slot <= len(spells) else None


def walk_to(world: World, npc: Npc, x: int, y: int) -> None:
    """Take one step towards a tile, or aside if the way is blocked; a member that is stuck may shout."""
    way = sign(x - npc.x), sign(y - npc.y)
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
    """Home: take one step towards the clan's centre."""
    walk_to(world, npc, *centre_of(npc))
