"""Taming wild creatures.

Source: 07-work §10, 08-npcs §9.2.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.console import tell, tell_once
from pyao.messaging.i18n import _
from pyao.rules.body.skills import skill_of, train
from pyao.rules.creatures.respawning import respawn
from pyao.rules.items.equipment import wears_ring
from pyao.rules.magic.gear import ELVEN_FLUTE, MAGIC_FLUTE
from pyao.rules.map import looking
from pyao.rules.pets import journeys, slots
from pyao.rules.pets.loyalty import follow_master
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

REACH = 2
MOST_OF_A_KIND = 2
LUCK = 5
"""R(1, 5) = 1 is luck enough to succeed."""

NOTICE_TAME_FAILED = 5


def click(world: World, player: Player, x: int, y: int) -> None:
    """Click on a tile with the skill of taming: try to tame the creature there, or tell the player why not."""
    looking.look(world, player, x, y)
    npc = world.npc_with(player.targets.npc)
    if npc is None:
        tell(player, _("¡No hay ninguna criatura allí!"))
    elif not npc.definition.tameable:
        tell(player, _("No podés domar a esa criatura."))
    elif abs(player.x - x) + abs(player.y - y) > REACH:
        tell(player, _("Estás demasiado lejos."))
    elif npc.attacked_by:
        tell(player, _("No podés domar una criatura que está luchando con un jugador."))
    else:
        why = _what_forbids(player, npc)
        if why:
            tell(player, why)
        else:
            _try(world, player, npc)


def _what_forbids(player: Player, npc: Npc) -> str:
    if npc.master is player:
        return _("Ya domaste a esa criatura.")
    if not slots.has_room(player):
        return _("No podés controlar más criaturas.")
    if npc.master is not None or npc.trainer is not None:
        return _("La criatura ya tiene amo.")
    if list(slots.kinds(player)).count(npc.definition.id) >= MOST_OF_A_KIND:
        return _("No podés domar más de dos criaturas del mismo tipo.")
    return ""


def _try(world: World, player: Player, npc: Npc) -> None:
    points = player.attributes.charisma * skill_of(player, Skill.DOMAR).level
    lucky = world.rng.roll(1, LUCK) == 1
    success = lucky and points >= required_points(world, player, npc)
    if success:
        _become_master(world, player, npc)
    else:
        tell_once(player, NOTICE_TAME_FAILED, _("No lograste domar a la criatura."))
    train(world, player, Skill.DOMAR, success=success)


def required_points(world: World, player: Player, npc: Npc) -> int:
    """The points (charisma times skill) that taming the creature takes; a magic flute lowers them."""
    share = Fraction(1)
    if wears_ring(world, player, ELVEN_FLUTE):
        share = Fraction(80, 100)
    elif wears_ring(world, player, MAGIC_FLUTE):
        share = Fraction(89, 100)
    return half_even(npc.definition.tameable * share)


def _become_master(world: World, player: Player, npc: Npc) -> None:
    if npc.respawns:
        respawn(world, npc)
    slots.adopt(player, npc)
    follow_master(npc)
    tell(player, _("La criatura te ha aceptado como su amo."))
    if world.map_of(player).definition.safe:
        journeys.send_outside(world, npc)
        journeys.tell_waiting(player)
