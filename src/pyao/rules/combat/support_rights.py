"""Who may help whom, and what helping the wrong ones costs.

`rule_on_…` asks, `try_support_…` goes by the answer.  Source: 05-magic §6 "Support a user", "Support an NPC".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.combat.retaliation import allow_retaliation, may_retaliate
from pyao.rules.combat.rulings import YES, Cost, Ruling, no, yes
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.society.deeds import become_criminal, shift
from pyao.rules.society.reputation import is_criminal
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

VILLAINY = 10_000
"""The banditry that helping the wrong ones costs, besides half the nobility."""


# A player helps a player


def try_support_player(world: World, helper: Player, target: Player, *, makes_criminal: bool) -> bool:
    """Let a player help another, at its cost; `False` = not allowed, and the helper is told why.

    `makes_criminal` = helping a criminal that way makes one, instead of costing half the nobility.
    """
    ruling = rule_on_player(world, helper, target, makes_criminal=makes_criminal)
    if ruling.words:
        tell(helper, ruling.words)
    if ruling.cost is Cost.CRIME:
        become_criminal(world, helper)
    elif ruling.cost is Cost.VILLAINY:
        shift(world, helper, noble=half_even(helper.record.reputation.noble * 0.5), bandit=VILLAINY)
    return ruling.allowed


def rule_on_player(world: World, helper: Player, target: Player, *, makes_criminal: bool) -> Ruling:
    """Whether a player may help another; `makes_criminal` as in `try_support_player`.  Source: 05 §6."""
    if helper is target:
        return YES
    if helper.in_consultation:
        return no(_("No podés ayudar usuarios mientras estás en consulta."))
    if relation(world, helper, target) is Arena.ALLOWED:
        return YES
    if is_criminal(target):
        return YES if is_criminal(helper) else _rule_on_criminal(helper, makes_criminal=makes_criminal)
    return _rule_on_citizen(helper, target)


def _rule_on_citizen(helper: Player, target: Player) -> Ruling:
    if helper.record.faction.chaos_legion:
        return no(_("Los miembros de la Legión Oscura no pueden ayudar a los ciudadanos."))
    if not is_criminal(helper) and target.retaliator and not may_retaliate(helper, target):
        return _rule_on_robber(helper)
    return YES


def _rule_on_criminal(helper: Player, *, makes_criminal: bool) -> Ruling:
    """A citizen helps a criminal."""
    if helper.record.faction.royal_army:
        return no(_("Los miembros del ejército real no pueden ayudar a los criminales."))
    if helper.safe_mode:
        return no(_("Para ayudar criminales debés quitarte el seguro, ya que te volverás criminal como ellos."))
    return yes(Cost.CRIME if makes_criminal else Cost.VILLAINY)


def _rule_on_robber(helper: Player) -> Ruling:
    """A citizen helps one at whom another citizen may strike back."""
    if helper.record.faction.royal_army:
        return no(_("Los miembros del ejército real no pueden ayudar a ciudadanos en estado atacable."))
    if helper.safe_mode:
        return no(_("Para ayudar ciudadanos en estado atacable debés quitarte el seguro."))
    return yes(Cost.VILLAINY)


# A player heals a creature


def try_support_npc(world: World, helper: Player, npc: Npc) -> bool:
    """Let a player heal a creature, at its cost; `False` = not allowed, and the helper is told why."""
    ruling = rule_on_npc(world, helper, npc)
    if ruling.words:
        tell(helper, ruling.words)
    if ruling.cost is Cost.RETALIATION and npc.owner is not None:
        allow_retaliation(world, helper, npc.owner)
    return ruling.allowed


def rule_on_npc(world: World, helper: Player, npc: Npc) -> Ruling:
    """Whether a player may heal a creature that somebody else fights.  Source: 05 §6."""
    owner = npc.owner
    if owner is None or owner is helper or relation(world, helper, owner) is Arena.ALLOWED:
        return YES
    army, owners_army = helper.record.faction, owner.record.faction
    if is_criminal(owner) and army.chaos_legion and owners_army.chaos_legion:
        return no(_("No podés ayudar a criaturas que luchan contra un miembro de tu legión."))
    if is_criminal(owner) or is_criminal(helper):
        return YES
    if army.royal_army and owners_army.royal_army:
        return no(_("No podés ayudar a criaturas que luchan contra un miembro de tu ejército."))
    if helper.safe_mode:
        return no(_("Para ayudar a criaturas que luchan contra ciudadanos debés quitarte el seguro."))
    return yes(Cost.RETALIATION)
