"""The attack phase of a creature's thinking: it strikes at somebody who stands beside it.

Source: 08-npcs §5.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Heading
from pyao.content.npcs import Alignment, NpcType
from pyao.messaging.audience import area
from pyao.protocol import msg
from pyao.rules.creatures import casting, melee, perception
from pyao.rules.society.reputation import is_criminal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def attack_neighbours(world: World, npc: Npc) -> None:
    """Strike somebody beside the creature, as its kind does.  Pets don't strike here, but when they move.

    A guard or a hostile creature that finds nobody goes back to its usual movement and forgets who attacked it.
    """
    if npc.master is not None:
        return
    kind, definition = npc.definition.type, npc.definition
    if kind in (NpcType.GUARDIA_REAL, NpcType.GUARDIA_CAOS):
        struck = _guard(world, npc, against_criminals=kind == NpcType.GUARDIA_REAL)
    elif npc.hostile and definition.alignment != Alignment.GOOD:
        struck = _fall_on_anybody(world, npc)
    elif npc.hostile:
        struck = _strike_back(world, npc)
    else:
        return
    if not struck:
        perception.restore(npc)


def face(world: World, npc: Npc, heading: Heading) -> None:
    """Turn the creature and tell the area, even if it faced that way already: a quirk kept.  Source: 08 §5.1."""
    npc.heading = heading
    look = npc.look
    area(world, npc).send(msg.character_change(npc.char, look.body, look.head, heading, 0, 0, 0, 0, 0))


_WAYS = tuple((heading, heading.dx, heading.dy) for heading in Heading)


def _ways(npc: Npc) -> Iterable[tuple[Heading, int, int]]:
    """Where the creature can strike: on all four sides, or only straight ahead while it is immobilised."""
    return ((npc.heading, npc.heading.dx, npc.heading.dy),) if npc.immobilised else _WAYS


def _guard(world: World, npc: Npc, *, against_criminals: bool) -> bool:
    """Strike the first neighbour who is of the other side or who attacked this guard; `False` = there is none."""
    for heading, user in _neighbours(world, npc):
        wanted = is_criminal(user) is against_criminals or (user.name == npc.attacked_by and not npc.follows)
        if wanted and perception.is_prey(world, user):
            if melee.attack_player(world, npc, user):
                face(world, npc, heading)
            return True
    return False


def _neighbours(world: World, npc: Npc) -> Iterable[tuple[Heading, Player]]:
    users = world.map_of(npc).users
    for heading, dx, dy in _ways(npc):
        user = users.get((npc.x + dx, npc.y + dy))
        if user is not None:
            yield heading, user


def _fall_on_anybody(world: World, npc: Npc) -> bool:
    """Strike the first neighbour that is a player, or a pet that is not paralysed; `False` = there is none."""
    here = world.map_of(npc)
    users, npcs, x, y = here.users, here.npcs, npc.x, npc.y
    for heading, dx, dy in _ways(npc):
        tile = x + dx, y + dy
        user, other = users.get(tile), npcs.get(tile)
        if user is not None and perception.is_prey(world, user):
            _strike(world, npc, user, heading)
            return True
        if other is not None and other.master is not None and not other.paralysed:
            face(world, npc, heading)
            melee.attack_npc(world, npc, other, turns=False)
            return True
    return False


def _strike(world: World, npc: Npc, user: Player, heading: Heading) -> None:
    """Attack a player with a spell and a blow; a creature of two attacks sometimes with a blow alone."""
    definition = npc.definition
    if definition.spells and not (definition.double_attack and world.rng.roll(0, 1) == 1):
        face(world, npc, heading)
        casting.cast_at_random(world, npc, user)
        melee.attack_player(world, npc, user)
    elif melee.attack_player(world, npc, user):
        face(world, npc, heading)


def _strike_back(world: World, npc: Npc) -> bool:
    """Attack the neighbour who attacked this creature; `False` = there is none."""
    for heading, user in _neighbours(world, npc):
        if user.name == npc.attacked_by and perception.is_prey(world, user):
            casting.cast_at_random(world, npc, user)
            if melee.attack_player(world, npc, user):
                face(world, npc, heading)
            return True
    return False
