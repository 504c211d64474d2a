"""Who may attack whom: `rule_on_…` asks the tables of the specification, `try_attack_…` goes by the answer.

The number at the end of a line is the row or step of the table.  Source: 04-combat §3.1, §3.2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.content.npcs import NpcType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.combat import owning, retaliation
from pyao.rules.combat.retaliation import may_retaliate
from pyao.rules.combat.rulings import SILENT_NO, YES, Cost, Ruling, no, yes
from pyao.rules.creatures.praetorians import protection
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.society.deeds import become_criminal, shift
from pyao.rules.society.reputation import is_criminal
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

FARTHEST_PLAYER, FARTHEST_NPC = 18, 17
"""Tiles (`distance`) at which a player and an NPC can still be attacked."""

ROYAL_HUNTERS_RANK, CHAOS_HUNTERS_RANK = 11, 11
ROYAL_HUNTING_MAPS, CHAOS_HUNTING_MAPS = frozenset({58, 59, 60}), frozenset({151, 156})
"""Safe maps in which the highest of an army may attack: their own citadels."""

VILLAINY = 1000
"""The banditry that attacking a peaceful creature costs."""


# A player attacks a player


def try_attack_player(world: World, attacker: Player, victim: Player) -> bool:
    """Let a player begin an attack on another, at its cost; `False` = not allowed, and the attacker is told why."""
    ruling = rule_on_player(world, attacker, victim)
    _tell(attacker, ruling)
    if ruling.cost is Cost.RETALIATION:
        retaliation.allow_retaliation(world, attacker, victim, stealing=False)
    elif ruling.cost is Cost.WARNING:
        tell(victim, _("¡Huí de la ciudad! ¡Estás siendo atacado y no podrás defenderte!"), Font.WARNING)
    return ruling.allowed


def rule_on_player(world: World, attacker: Player, victim: Player) -> Ruling:
    """Whether one player may attack another.  Source: 04 §3.1."""
    ruling = (
        _rule_on_life(attacker, victim)  # 1 to 4
        or _rule_on_arena(world, attacker, victim)  # 5, 6
        or _rule_on_gm(victim)  # 7
        or _rule_on_comrades(attacker, victim)  # 8
    )
    if ruling is not None:
        return ruling
    why_not = None
    if not is_criminal(attacker) and not is_criminal(victim) and may_retaliate(attacker, victim):  # 9
        why_not = retaliation.refusal(world, attacker, victim, stealing=False)
        if why_not is None:
            return yes(Cost.RETALIATION)
    ruling = (
        _rule_on_names(attacker, victim)  # 10 to 12
        or _rule_on_place(world, attacker, victim)  # 13 to 17
    )
    return replace(ruling, remark=why_not or "")


def _rule_on_life(attacker: Player, victim: Player) -> Ruling | None:
    if attacker.dead:  # 1
        return no(_("¡No podés atacar porque estás muerto!"))
    if victim.dead:  # 2
        return no(_("No podés atacar a un espíritu."))
    if attacker.in_consultation:  # 3
        return no(_("No podés atacar usuarios mientras estás en consulta."))
    if victim.in_consultation:  # 4
        return no(_("No podés atacar a quien está en consulta."))
    return None


def _rule_on_arena(world: World, attacker: Player, victim: Player) -> Ruling | None:
    arena = relation(world, attacker, victim)
    if arena is Arena.ALLOWED:  # 5
        return SILENT_NO if victim.admin_invisible else YES
    if arena is Arena.FORBIDDEN:  # 6
        return SILENT_NO
    return None


def _rule_on_gm(victim: Player) -> Ruling | None:
    if victim.mortal:
        return None
    return SILENT_NO if victim.admin_invisible else no(_("El ser es demasiado poderoso."), Font.WARNING)  # 7


def _rule_on_comrades(attacker: Player, victim: Player) -> Ruling | None:
    if not is_criminal(attacker) and not is_criminal(victim) and _both_royal(attacker, victim):  # 8
        return _no_for_royals()
    return None


def _rule_on_names(attacker: Player, victim: Player) -> Ruling | None:
    if is_criminal(victim):
        if _both_chaos(attacker, victim):  # 10
            return no(_("Los miembros de la Legión Oscura no se pueden atacar entre sí."), Font.WARNING)
        return None
    if attacker.safe_mode:  # 11
        return no(_("No podés atacar ciudadanos; para hacerlo debés desactivar el seguro."), Font.WARNING)
    if attacker.record.faction.royal_army:  # 12
        return _no_for_royals()
    return None


def _no_for_royals() -> Ruling:
    return no(_("Los soldados del ejército real tienen prohibido atacar ciudadanos."), Font.WARNING)


def _rule_on_place(world: World, attacker: Player, victim: Player) -> Ruling:
    here = world.map_of(victim)
    if here.definition.safe:
        if _hunts_in(attacker, here.id):  # 13, 14
            return yes(Cost.WARNING)
        return no(_("Esta es una zona segura, aquí no podés atacar a otros usuarios."), Font.WARNING)  # 15
    if here.in_safe_zone(victim) or world.map_of(attacker).in_safe_zone(attacker):  # 16
        return no(_("No podés pelear aquí."), Font.WARNING)
    return YES  # 17


def _hunts_in(attacker: Player, map_id: int) -> bool:
    """Whether the attacker is high enough in its army to hunt in that citadel."""
    army = attacker.record.faction
    royal = army.royal_army and army.royal_rewards > ROYAL_HUNTERS_RANK and map_id in ROYAL_HUNTING_MAPS
    return royal or (army.chaos_legion and army.chaos_rewards > CHAOS_HUNTERS_RANK and map_id in CHAOS_HUNTING_MAPS)


def is_within_reach(attacker: Player, victim: Player) -> bool:
    """Whether a blow or a shot can reach the victim.  Source: 04 §3.1, below the table."""
    return distance(attacker, victim) <= FARTHEST_PLAYER


# A player attacks a creature


def try_attack_npc(world: World, attacker: Player, npc: Npc, *, paralysing: bool = False, by_pet: bool = False) -> bool:
    """Let a player begin an attack on a creature, at its cost; `False` = not allowed, and the attacker is told why.

    `paralysing` = by a spell that holds it; `by_pet` = the player's pets will attack, not the player.
    """
    ruling = rule_on_npc(world, attacker, npc, paralysing=paralysing, by_pet=by_pet)
    _tell(attacker, ruling)
    _pay(world, attacker, npc, ruling.cost)
    return ruling.allowed


def _pay(world: World, attacker: Player, npc: Npc, cost: Cost) -> None:
    master, owner = npc.master, npc.owner
    if cost is Cost.CRIME:
        become_criminal(world, attacker)
    elif cost is Cost.VILLAINY:
        shift(world, attacker, noble=0, bandit=VILLAINY)
    elif cost is Cost.RETALIATION and master is not None:
        retaliation.allow_retaliation(world, attacker, master)
    elif cost is Cost.ROBBERY and owner is not None:
        retaliation.allow_retaliation(world, attacker, owner)
        tell(attacker, _("Atacaste a la criatura de {name}. Ahora su dueño puede atacarte.").format(name=owner.name))
    elif cost is Cost.RENEWAL:
        owning.renew(world, npc)
    elif cost is Cost.TAKEOVER and owner is not None:
        owning.lose(owner, npc)
        owning.acquire(world, attacker, npc)
    elif cost is Cost.CLAIM:
        owning.acquire(world, attacker, npc)


def rule_on_npc(world: World, attacker: Player, npc: Npc, *, paralysing: bool = False, by_pet: bool = False) -> Ruling:
    """Whether a player may attack a creature; the parameters are those of `try_attack_npc`.  Source: 04 §3.2."""
    return (
        _rule_on_creature(attacker, npc)  # 1 to 5
        or _rule_on_peaceful(attacker, npc)  # 6
        or _rule_on_pet(attacker, npc)  # 7
        or _rule_on_owned(world, attacker, npc, paralysing=paralysing)  # 8
        or _rule_on_king(npc)  # 10
        or _rule_on_unowned(attacker, npc, paralysing=paralysing, by_pet=by_pet)  # 9, 11
    )


def _rule_on_creature(attacker: Player, npc: Npc) -> Ruling | None:
    if attacker.dead:  # 1
        return no(_("¡No podés atacar porque estás muerto!"))
    if attacker.privileges & Privilege.CONSEJERO:  # 2
        return SILENT_NO
    if attacker.in_consultation:  # 3
        return no(_("No podés atacar criaturas mientras estás en consulta."))
    if not npc.definition.attackable:  # 4
        return no(_("No podés atacar a esta criatura."))
    if distance(attacker, npc) > FARTHEST_NPC:  # 5
        return no(_("Estás demasiado lejos para atacar."), Font.FIGHT)
    return None


def _rule_on_peaceful(attacker: Player, npc: Npc) -> Ruling | None:
    """Step 6: guards and animals that attack nobody."""
    if npc.hostile:
        return None
    if npc.definition.type == NpcType.GUARDIA_CAOS:
        text = _("¡No podés atacar Guardias del Caos siendo de la Legión Oscura!")
        return no(text) if attacker.record.faction.chaos_legion else None
    if npc.definition.type == NpcType.GUARDIA_REAL:
        return _rule_on_royal_guard(attacker)
    if npc.master is not None or is_criminal(attacker):
        return None
    return _rule_on_animal(attacker)


def _rule_on_royal_guard(attacker: Player) -> Ruling:
    if attacker.record.faction.royal_army:
        return no(_("¡No podés atacar Guardias Reales siendo del ejército real!"))
    if attacker.safe_mode:
        return no(_("Para poder atacar Guardias Reales tenés que quitarte el seguro."))
    return yes(Cost.CRIME, _("¡Atacaste a un Guardia Real! ¡Ahora sos criminal!"))


def _rule_on_animal(attacker: Player) -> Ruling:
    if attacker.record.faction.royal_army:
        return no(_("Los soldados del ejército real no pueden atacar criaturas no hostiles."))
    if attacker.safe_mode:
        return no(_("Para poder atacar a esta criatura tenés que quitarte el seguro."))
    text = _("Atacaste a una criatura no hostil. Si seguís así, te vas a convertir en criminal.")
    return yes(Cost.VILLAINY, text)


def _rule_on_pet(attacker: Player, npc: Npc) -> Ruling | None:
    """Step 7: a pet is protected as its master is; the master's own blow is no exception."""
    master = npc.master
    if master is None:
        return None
    if is_criminal(master):
        text = _("Los miembros de la Legión Oscura no pueden atacar mascotas de otros legionarios.")
        return no(text) if _both_chaos(master, attacker) else None
    if is_criminal(attacker):
        text = _("Para atacar mascotas de ciudadanos tenés que quitarte el seguro.")
        return no(text) if attacker.safe_mode else None
    if may_retaliate(attacker, master):
        return yes(Cost.RETALIATION)
    return _rule_on_citizens_pet(attacker)


def _rule_on_citizens_pet(attacker: Player) -> Ruling:
    if attacker.record.faction.royal_army:
        return no(_("Los soldados del ejército real no pueden atacar mascotas de ciudadanos."))
    if attacker.safe_mode:
        return no(_("Para atacar mascotas de ciudadanos tenés que quitarte el seguro."))
    return yes(Cost.CRIME, _("¡Atacaste a la mascota de un ciudadano! ¡Ahora sos criminal!"))


def _rule_on_owned(world: World, attacker: Player, npc: Npc, *, paralysing: bool) -> Ruling | None:
    """Step 8: a creature that somebody fights already."""
    owner = npc.owner
    if owner is None or npc.master is not None:
        return None
    if owner is attacker:
        return yes(Cost.RENEWAL)
    if owner.sharing_with is attacker:
        return YES
    if are_allies(owner, attacker):
        return None
    if owning.has_expired(world, npc):
        return yes(Cost.TAKEOVER)
    return _rule_on_robbery(world, attacker, npc, owner, paralysing=paralysing)


def _rule_on_robbery(world: World, attacker: Player, npc: Npc, owner: Player, *, paralysing: bool) -> Ruling | None:
    """The last three rows of step 8: somebody wants to fight another one's creature."""
    if paralysing and not (npc.paralysed or npc.immobilised):
        return YES
    if is_criminal(owner) or (paralysing and is_criminal(attacker)):
        text = _("Los miembros de la Legión Oscura no pueden robar criaturas de otros legionarios.")
        return no(text) if _both_chaos(owner, attacker) else None
    if is_criminal(attacker):
        text = _("Para atacar criaturas que pertenecen a un ciudadano tenés que quitarte el seguro.")
        return no(text) if attacker.safe_mode else None
    return _rule_on_citizens_creature(world, attacker, owner)


def _rule_on_citizens_creature(world: World, attacker: Player, owner: Player) -> Ruling:
    if _both_royal(attacker, owner):
        return no(_("Los soldados del ejército real no pueden robar criaturas de otros soldados."))
    if attacker.safe_mode:
        return no(_("Para atacar criaturas que pertenecen a un ciudadano tenés que quitarte el seguro."))
    why_not = retaliation.refusal(world, attacker, owner)
    return yes(Cost.ROBBERY) if why_not is None else no(why_not)


def _rule_on_king(npc: Npc) -> Ruling | None:
    why_not = protection.refusal(npc)
    return no(why_not, Font.FIGHT) if why_not is not None else None  # 10


def _rule_on_unowned(attacker: Player, npc: Npc, *, paralysing: bool, by_pet: bool) -> Ruling:
    """Step 9: a creature that nobody has becomes the attacker's; step 11: everything else is allowed."""
    nobodys = npc.master is None and npc.owner is None
    claims = attacker.record.faction.chaos_legion or not is_criminal(attacker)
    ownable = npc.definition.type not in (NpcType.PRETORIANO, NpcType.DRAGON)
    if nobodys and claims and ownable and not by_pet and (attacker.owned_npc is None or not paralysing):  # 9
        return yes(Cost.CLAIM)
    return YES  # 11


# Both


def are_allies(one: Player, other: Player) -> bool:
    """Whether two players fight side by side, as those of one guild and of one party do.  Source: 04 §3.2 step 8."""
    guild = one.record.guild.guild
    if one.party is not None and one.party is other.party:
        return True
    return guild > 0 and guild == other.record.guild.guild


def _both_royal(one: Player, other: Player) -> bool:
    return one.record.faction.royal_army and other.record.faction.royal_army


def _both_chaos(one: Player, other: Player) -> bool:
    return one.record.faction.chaos_legion and other.record.faction.chaos_legion


def _tell(attacker: Player, ruling: Ruling) -> None:
    if ruling.remark:
        tell(attacker, ruling.remark)
    if ruling.words:
        tell(attacker, ruling.words, ruling.font)
