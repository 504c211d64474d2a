"""Who may help whom, and what helping the wrong ones costs.

Source: 05-magic §6 "Support".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.combat.retaliation import allow_retaliation, may_retaliate
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.society.deeds import become_criminal, shift
from pyao.rules.society.reputation import is_criminal
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

VILLAINY = 10_000


def may_support_player(world: World, helper: Player, target: Player, *, makes_criminal: bool) -> bool:
    """Whether a player may help another; the helper is told why not and pays for it with the good name.

    `makes_criminal` = helping a criminal that way makes one, instead of only costing half the nobility.
    """
    if helper is target:
        return True
    if helper.in_consultation:
        return _refuse(helper, _("No podés ayudar usuarios mientras estás en consulta."))
    if relation(world, helper, target) is Arena.ALLOWED:
        return True
    if is_criminal(target):
        return is_criminal(helper) or _may_help_criminal(world, helper, makes_criminal=makes_criminal)
    return _may_help_citizen(world, helper, target)


def _refuse(helper: Player, why: str) -> bool:
    tell(helper, why)
    return False


def _may_help_citizen(world: World, helper: Player, target: Player) -> bool:
    if helper.record.faction.chaos_legion:
        return _refuse(helper, _("Los miembros de la Legión Oscura no pueden ayudar a los ciudadanos."))
    if is_criminal(helper) or not target.retaliator or may_retaliate(helper, target):
        return True
    return _may_help_robber(world, helper)


def _may_help_criminal(world: World, helper: Player, *, makes_criminal: bool) -> bool:
    if helper.record.faction.royal_army:
        return _refuse(helper, _("Los miembros del ejército real no pueden ayudar a los criminales."))
    if helper.safe_mode:
        return _refuse(
            helper, _("Para ayudar criminales debés quitarte el seguro, ya que te volverás criminal como ellos.")
        )
    if makes_criminal:
        become_criminal(world, helper)
    else:
        _lose_nobility(world, helper)
    return True


def _may_help_robber(world: World, helper: Player) -> bool:
    """The target is a citizen whom another citizen may attack."""
    if helper.record.faction.royal_army:
        return _refuse(helper, _("Los miembros del ejército real no pueden ayudar a ciudadanos en estado atacable."))
    if helper.safe_mode:
        return _refuse(helper, _("Para ayudar ciudadanos en estado atacable debés quitarte el seguro."))
    _lose_nobility(world, helper)
    return True


def _lose_nobility(world: World, helper: Player) -> None:
    shift(world, helper, noble=half_even(helper.record.reputation.noble * 0.5), bandit=VILLAINY)


def may_support_npc(world: World, helper: Player, npc: Npc) -> bool:
    """Whether a player may heal a creature that somebody else fights."""
    owner = npc.owner
    if owner is None or owner is helper or relation(world, helper, owner) is Arena.ALLOWED:
        return True
    army, enemy_army = helper.record.faction, owner.record.faction
    if is_criminal(owner) and army.chaos_legion and enemy_army.chaos_legion:
        return _refuse(helper, _("No podés ayudar a criaturas que luchan contra un miembro de tu legión."))
    if is_criminal(owner) or is_criminal(helper):
        return True
    if army.royal_army and enemy_army.royal_army:
        return _refuse(helper, _("No podés ayudar a criaturas que luchan contra un miembro de tu ejército."))
    if helper.safe_mode:
        return _refuse(helper, _("Para ayudar a criaturas que luchan contra ciudadanos debés quitarte el seguro."))
    allow_retaliation(world, helper, owner)
    return True
