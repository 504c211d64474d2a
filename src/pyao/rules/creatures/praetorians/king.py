"""The king: he heals his people while any of them live, and fights only when he is alone.

Source: 08-npcs §12.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.creatures import melee
from pyao.rules.creatures.attacks import face
from pyao.rules.creatures.praetorians import clans
from pyao.rules.creatures.praetorians.common import (
    allies,
    cast,
    centre_of,
    first_in_sight,
    go_home,
    is_clear,
    is_in_reach,
    membership_of,
    nearest,
    neighbours,
    users_in_sight,
    walk_to,
)

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

HEAL, FREE, BLIND, STUN, CURE = 1, 2, 3, 4, 5
"""The slots of his spells."""

FREES_BELOW = 21
PATIENCE = 2000
"""The idle beats in a row after which a missing member comes again."""


def think(world: World, king: Npc) -> None:
    """Play one beat of the king, and let a missing member come again if he has been idle for long enough."""
    idle = _mend(world, king) if allies(king) else _fight(world, king)
    clan = membership_of(king).clan
    clan.idle_beats = clan.idle_beats + 1 if idle else 0
    if clan.idle_beats > PATIENCE and (king.x, king.y) == clan.centre:
        _call_somebody(world, king)


def _mend(world: World, king: Npc) -> bool:
    """Free, cure or heal the first member in need, who may be he; `True` = an idle beat: there was only healing."""
    if not king.may_attack:
        return False
    members = membership_of(king).clan.alive
    held = first_in_sight(king, members, lambda one: one.paralysed)
    if held is not None:
        if world.rng.roll(1, 100) < FREES_BELOW:
            cast(world, king, FREE, held)
        return False
    sick = first_in_sight(king, members, lambda one: one.poisoned)
    if sick is not None:
        cast(world, king, CURE, sick)
        return False
    hurt = first_in_sight(king, members, lambda one: one.hp < one.max_hp)
    if hurt is not None:
        cast(world, king, HEAL, hurt)
    return hurt is not None


def _fight(world: World, king: Npc) -> bool:
    """Walk to the nearest enemy, turn to everybody beside him and strike; `True` = an idle beat: there is no enemy."""
    enemy = nearest(king, users_in_sight(world, king, lambda user: is_clear(user) and not user.blind))
    if enemy is None:
        go_home(world, king)
        if king.hp < king.max_hp:
            cast(world, king, HEAL, king)
        return True
    if is_in_reach(king, enemy):
        walk_to(world, king, enemy.x, enemy.y)
    else:
        _confuse(world, king, enemy)
    for heading, user in neighbours(world, king):
        face(world, king, heading)
        melee.attack_player(world, king, user)
        king.may_attack = True
    return False


def _confuse(world: World, king: Npc, enemy: Player) -> None:
    """Stun and blind an enemy who is out of his reach."""
    cast(world, king, STUN, enemy, sees_all=True)
    king.may_attack = True
    cast(world, king, BLIND, enemy, sees_all=True)
    tell(enemy, _("El rey pretoriano te ha vuelto estúpido."), Font.FIGHT)
    tell(enemy, _("El rey pretoriano te ha cegado."), Font.FIGHT)
    tell(enemy, _("¡Huí, cobarde! ¡No sos digno de pelear contra mí!"), Font.VENENO)


def _call_somebody(world: World, king: Npc) -> None:
    """Fill the first empty place of the clan again, beside its centre."""
    clan = membership_of(king).clan
    clan.idle_beats = 0
    if None in clan.members:
        x, y = centre_of(king)
        clans.fill(world, clan, clan.members.index(None), (x + 1, y))
