"""Who may attack whom.  Asking has consequences: words, ownership, even the good name.

Source: 04-combat §3.1, §3.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.content.npcs import NpcType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.combat import owning
from pyao.rules.combat.retaliation import allow_retaliation, may_retaliate
from pyao.rules.creatures.praetorians import protection
from pyao.rules.map.arenas import Arena, relation
from pyao.rules.society.deeds import become_criminal, shift
from pyao.rules.society.reputation import is_criminal
from pyao.world.character import distance

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

    Protection = Callable[[World, Player, Npc], bool]

FARTHEST_PLAYER, FARTHEST_NPC = 18, 17
"""Tiles (`distance`) at which a player and an NPC can still be attacked."""

ROYAL_HUNTERS_RANK, CHAOS_HUNTERS_RANK = 11, 11
ROYAL_HUNTING_MAPS, CHAOS_HUNTING_MAPS = frozenset({58, 59, 60}), frozenset({151, 156})
"""Safe maps in which the highest of an army may attack: their own citadels."""

VILLAINY = 1000


def may_attack_player(world: World, attacker: Player, victim: Player) -> bool:
    """Whether one player may attack another; the attacker is told why not.  Source: 04 §3.1."""
    reason, font = _state_forbids(attacker, victim), Font.INFO
    arena = relation(world, attacker, victim)
    if not reason and arena is Arena.ALLOWED:
        return not victim.admin_invisible
    if not reason:
        font = Font.WARNING
        if arena is Arena.FORBIDDEN or (_is_above(victim) and victim.admin_invisible):
            return False
        if _may_settle(world, attacker, victim):
            return True
        reason = _rank_forbids(attacker, victim)
    if reason:
        tell(attacker, reason, font)
        return False
    return _place_allows(world, attacker, victim)


def within_reach(attacker: Player, victim: Player) -> bool:
    """Whether a blow or a shot can reach; the attacker is told if not.  Source: 04 §3.1, last line."""
    if distance(attacker, victim) <= FARTHEST_PLAYER:
        return True
    tell(attacker, _("Estás demasiado lejos para atacar."), Font.FIGHT)
    return False


def _state_forbids(attacker: Player, victim: Player) -> str:
    if attacker.dead:
        return _("¡No podés atacar porque estás muerto!")
    if victim.dead:
        return _("No podés atacar a un espíritu.")
    if attacker.in_consultation:
        return _("No podés atacar usuarios mientras estás en consulta.")
    if victim.in_consultation:
        return _("No podés atacar a quien está en consulta.")
    return ""


def _may_settle(world: World, attacker: Player, victim: Player) -> bool:
    """A citizen whose creature the other citizen took has a right to attack, and is attackable for it then."""
    if is_criminal(victim) or is_criminal(attacker) or _both_royal(attacker, victim) or _is_above(victim):
        return False
    return may_retaliate(attacker, victim) and allow_retaliation(world, attacker, victim, stealing=False)


def _is_above(victim: Player) -> bool:
    """GMs without the User bit are not for fighting."""
    return not victim.privileges & Privilege.USER


def _both_royal(attacker: Player, victim: Player) -> bool:
    return attacker.record.faction.royal_army and victim.record.faction.royal_army


def _rank_forbids(attacker: Player, victim: Player) -> str:
    """Rows 7, 8 and 10 to 12.  Source: 04 §3.1."""
    if _is_above(victim):
        return _("El ser es demasiado poderoso.")
    if is_criminal(victim):
        both = attacker.record.faction.chaos_legion and victim.record.faction.chaos_legion
        return _("Los miembros de la Legión Oscura no se pueden atacar entre sí.") if both else ""
    if attacker.safe_mode and not (_both_royal(attacker, victim) and not is_criminal(attacker)):
        return _("No podés atacar ciudadanos; para hacerlo debés desactivar el seguro.")
    if attacker.record.faction.royal_army:
        return _("Los soldados del ejército real tienen prohibido atacar ciudadanos.")
    return ""


def _place_allows(world: World, attacker: Player, victim: Player) -> bool:
    here = world.map_of(victim)
    if here.definition.safe:
        army = attacker.record.faction
        royal = army.royal_army and army.royal_rewards > ROYAL_HUNTERS_RANK and here.id in ROYAL_HUNTING_MAPS
        chaos = army.chaos_legion and army.chaos_rewards > CHAOS_HUNTERS_RANK and here.id in CHAOS_HUNTING_MAPS
        if royal or chaos:
            tell(victim, _("¡Huí de la ciudad! ¡Estás siendo atacado y no podrás defenderte!"), Font.WARNING)
            return True
        tell(attacker, _("Esta es una zona segura, aquí no podés atacar a otros usuarios."), Font.WARNING)
        return False
    if here.in_safe_zone(victim) or world.map_of(attacker).in_safe_zone(attacker):
        tell(attacker, _("No podés pelear aquí."), Font.WARNING)
        return False
    return True


def may_attack_npc(world: World, attacker: Player, npc: Npc, *, paralysing: bool = False, by_pet: bool = False) -> bool:
    """Whether a player may attack a creature; the attacker is told why not.  Source: 04 §3.2.

    `paralysing` = by a spell that holds it; `by_pet` = asked for the player's pets.
    """
    if attacker.privileges & Privilege.CONSEJERO and not attacker.dead:
        return False
    reason, font = _npc_state_forbids(attacker, npc)
    if reason:
        tell(attacker, reason, font)
        return False
    answer = None
    if not npc.hostile:
        answer = _may_attack_peaceful(world, attacker, npc)
    if answer is None and npc.master is not None:
        answer = _may_attack_pet(world, attacker, npc.master)
    elif answer is None and npc.owner is not None:
        answer = _may_attack_owned(world, attacker, npc, npc.owner, paralysing=paralysing)
    elif answer is None:
        _claim(world, attacker, npc, paralysing=paralysing, by_pet=by_pet)
    if answer is None:
        return not any(protects(world, attacker, npc) for protects in PROTECTIONS)
    return answer


PROTECTIONS: list[Protection] = [protection.keeps_from_player]
"""What keeps a creature from being attacked at the very end, each telling why.  Source: 04 §3.2 step 10."""


def _npc_state_forbids(attacker: Player, npc: Npc) -> tuple[str, Font]:
    if attacker.dead:
        return _("¡No podés atacar porque estás muerto!"), Font.INFO
    if attacker.in_consultation:
        return _("No podés atacar criaturas mientras estás en consulta."), Font.INFO
    if not npc.definition.attackable:
        return _("No podés atacar a esta criatura."), Font.INFO
    if distance(attacker, npc) > FARTHEST_NPC:
        return _("Estás demasiado lejos para atacar."), Font.FIGHT
    return "", Font.INFO


def _may_attack_peaceful(world: World, attacker: Player, npc: Npc) -> bool | None:
    """Guards and animals that attack nobody; `None` = the other rules decide.  Source: 04 §3.2 step 6."""
    army = attacker.record.faction
    if npc.definition.type == NpcType.GUARDIA_CAOS:
        text = _("¡No podés atacar Guardias del Caos siendo de la Legión Oscura!")
        return _refuse(attacker, text, if_=army.chaos_legion)
    if npc.definition.type == NpcType.GUARDIA_REAL:
        return _may_attack_royal_guard(world, attacker)
    if npc.master is not None or is_criminal(attacker):
        return None
    if army.royal_army:
        return _refuse(attacker, _("Los soldados del ejército real no pueden atacar criaturas no hostiles."))
    if attacker.safe_mode:
        return _refuse(attacker, _("Para poder atacar a esta criatura tenés que quitarte el seguro."))
    tell(attacker, _("Atacaste a una criatura no hostil. Si seguís así, te vas a convertir en criminal."))
    shift(world, attacker, noble=0, bandit=VILLAINY)
    return True


def _may_attack_royal_guard(world: World, attacker: Player) -> bool | None:
    if attacker.record.faction.royal_army:
        return _refuse(attacker, _("¡No podés atacar Guardias Reales siendo del ejército real!"))
    if attacker.safe_mode:
        return _refuse(attacker, _("Para poder atacar Guardias Reales tenés que quitarte el seguro."))
    tell(attacker, _("¡Atacaste a un Guardia Real! ¡Ahora sos criminal!"))
    become_criminal(world, attacker)
    return True


def _may_attack_pet(world: World, attacker: Player, master: Player) -> bool | None:
    """A pet is protected as its master is.  Source: 04 §3.2 step 7."""
    if is_criminal(master):
        both = master.record.faction.chaos_legion and attacker.record.faction.chaos_legion
        text = _("Los miembros de la Legión Oscura no pueden atacar mascotas de otros legionarios.")
        return _refuse(attacker, text, if_=both)
    if is_criminal(attacker):
        text = _("Para atacar mascotas de ciudadanos tenés que quitarte el seguro.")
        return _refuse(attacker, text, if_=attacker.safe_mode)
    if may_retaliate(attacker, master):
        allow_retaliation(world, attacker, master, stealing=False)
        return True
    if attacker.record.faction.royal_army:
        return _refuse(attacker, _("Los soldados del ejército real no pueden atacar mascotas de ciudadanos."))
    if attacker.safe_mode:
        return _refuse(attacker, _("Para atacar mascotas de ciudadanos tenés que quitarte el seguro."))
    tell(attacker, _("¡Atacaste a la mascota de un ciudadano! ¡Ahora sos criminal!"))
    become_criminal(world, attacker)
    return True


def _may_attack_owned(world: World, attacker: Player, npc: Npc, owner: Player, *, paralysing: bool) -> bool | None:
    """A creature that somebody fights already.  Source: 04 §3.2 step 8."""
    if owner is attacker:
        owning.renew(world, npc)
    if owner is attacker or owner.sharing_with is attacker:
        return True
    if are_allies(owner, attacker):
        return None
    if owning.has_expired(world, npc):
        owning.lose(owner, npc)
        owning.acquire(world, attacker, npc)
        return True
    if paralysing and not (npc.paralysed or npc.immobilised):
        return True
    if is_criminal(owner) or (paralysing and is_criminal(attacker)):
        both = owner.record.faction.chaos_legion and attacker.record.faction.chaos_legion
        text = _("Los miembros de la Legión Oscura no pueden robar criaturas de otros legionarios.")
        return _refuse(attacker, text, if_=both)
    return _may_rob_citizen(world, attacker, owner)


def _may_rob_citizen(world: World, attacker: Player, owner: Player) -> bool | None:
    """Somebody wants to fight a citizen's creature."""
    if is_criminal(attacker):
        text = _("Para atacar criaturas que pertenecen a un ciudadano tenés que quitarte el seguro.")
        return _refuse(attacker, text, if_=attacker.safe_mode)
    if attacker.record.faction.royal_army and owner.record.faction.royal_army:
        return _refuse(attacker, _("Los soldados del ejército real no pueden robar criaturas de otros soldados."))
    if attacker.safe_mode:
        return _refuse(attacker, _("Para atacar criaturas que pertenecen a un ciudadano tenés que quitarte el seguro."))
    if not allow_retaliation(world, attacker, owner):
        return False
    text = _("Atacaste a la criatura de {name}. Ahora su dueño puede atacarte.")
    tell(attacker, text.format(name=owner.name))
    return True


def _claim(world: World, attacker: Player, npc: Npc, *, paralysing: bool, by_pet: bool) -> None:
    """A creature that nobody has becomes the attacker's.  Source: 04 §3.2 step 9."""
    if is_criminal(attacker) and not attacker.record.faction.chaos_legion:
        return
    if by_pet or npc.definition.type in (NpcType.PRETORIANO, NpcType.DRAGON):
        return
    if attacker.owned_npc is None or not paralysing:
        owning.acquire(world, attacker, npc)


def are_allies(one: Player, other: Player) -> bool:
    """Whether two players fight side by side: the same guild."""
    guild = one.record.guild.guild
    return guild > 0 and guild == other.record.guild.guild


def _refuse(attacker: Player, text: str, *, if_: bool = True) -> bool | None:
    """Tell why not and give `False`; where it is not forbidden `None`, and the other rules decide."""
    if not if_:
        return None
    tell(attacker, text)
    return False
