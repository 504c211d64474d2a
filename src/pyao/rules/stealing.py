"""Stealing from players: who may be robbed, what is taken, and what it makes of the thief.

Source: 07-work §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Gender, ObjectType, PlayerClass, Skill, Trigger
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body.skills import sides, skill_of, train
from pyao.rules.combat.special_blows import THEFT_GLOVES
from pyao.rules.crafts import work
from pyao.rules.crafts.work import Effort
from pyao.rules.items.equipment import wears_ring
from pyao.rules.items.inventory import give_or_lay_down, take
from pyao.rules.map import looking
from pyao.rules.map.arenas import in_arena
from pyao.rules.session import leaving
from pyao.rules.society.deeds import become_criminal
from pyao.rules.society.reputation import is_criminal, limited
from pyao.rules.trade import trading
from pyao.world.arithmetic import percent
from pyao.world.ledger import COINS, Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.record import ItemStack
    from pyao.world.world import World

REACH = 2
EFFORT = Effort(15, 15)
LUCK = 2
"""The highest roll that succeeds."""

THIEVES_MARK = 25
"""What an attempt adds to a criminal's LadronesRep."""


def click(world: World, player: Player, x: int, y: int) -> None:
    """Click with the skill of stealing: try to rob the player there, or be told why not."""
    if world.map_of(player).definition.safe:
        tell(player, _("¡No podés robar en zonas seguras!"))
        return
    if not work.try_work(world, player):
        return
    looking.look(world, player, x, y)
    victim = world.players.get(player.targets.slot)
    if victim is None or victim is player:
        tell(player, _("¡No hay a quién robarle!"))
        return
    if not victim.mortal or victim.dead:
        return
    if abs(player.x - x) + abs(player.y - y) > REACH:
        tell(player, _("Estás demasiado lejos."))
        return
    why_not = _refusal(world, player, victim, (x, y))
    if why_not is None:
        _try(world, player, victim)
    elif why_not[0]:
        tell(player, *why_not)


def _refusal(  # noqa: PLR0911  # one for each
    world: World, thief: Player, victim: Player, tile: tuple[int, int]
) -> tuple[str, Font] | None:
    """Why the thief may not rob the victim, and in which font; no words = in silence, `None` = it is possible."""
    here = world.map_of(thief)
    if Trigger.ZONA_SEGURA in (here.trigger(*tile), here.trigger(thief.x, thief.y)):
        return _("No podés robar aquí."), Font.WARNING
    if victim.in_consultation:
        return _("No podés robar a alguien que está en consulta."), Font.INFO
    if not is_criminal(victim):
        if thief.safe_mode:
            return _("Para robarle a un ciudadano tenés que quitar el seguro."), Font.FIGHT
        if thief.record.faction.royal_army:
            return _("Los soldados del Ejército Real no pueden robarle a un ciudadano."), Font.FIGHT
    if thief.record.faction.chaos_legion and victim.record.faction.chaos_legion:
        return _("No podés robarle a otro miembro de la Legión Oscura."), Font.FIGHT
    if in_arena(world, thief) or in_arena(world, victim):
        return "", Font.INFO
    if thief.record.vitals.stamina < EFFORT.of(thief):
        return _tired(thief), Font.INFO
    return None


def _tired(thief: Player) -> str:
    woman = thief.record.gender == Gender.WOMAN
    return _("Estás muy cansada para robar.") if woman else _("Estás muy cansado para robar.")


def _try(world: World, thief: Player, victim: Player) -> None:
    work.spend_stamina(thief, EFFORT)
    success = world.rng.roll(1, sides(skill_of(thief, Skill.ROBAR).level)) <= LUCK
    if success:
        trading.stop_for_theft(world, victim)
        _rob(world, thief, victim)
    else:
        tell(thief, _("¡No lograste robar nada!"))
        tell(victim, _("¡{name} intentó robarte!").format(name=thief.name))
    train(world, thief, Skill.ROBAR, success=success)
    _bear_consequences(world, thief, victim)


def _bear_consequences(world: World, thief: Player, victim: Player) -> None:
    """A citizen who has robbed a citizen, with or without success, becomes a criminal; a criminal's mark grows."""
    if not is_criminal(thief) and not is_criminal(victim):
        become_criminal(world, thief)
    if is_criminal(thief):
        deeds = thief.record.reputation
        deeds.thief = limited(deeds.thief + THIEVES_MARK)


def _rob(world: World, thief: Player, victim: Player) -> None:
    """Only a Thief by class takes objects, in fewer than half of the cases; everybody else takes gold."""
    wants_object = world.rng.roll(1, 50) < 25 and _is_thief(thief)
    if not wants_object:
        _rob_gold(world, thief, victim)
    elif not any(_is_worth_stealing(world, stack) for stack in _bag(world, victim)):
        tell(thief, _("{name} no tiene objetos.").format(name=victim.name))
    else:
        _rob_object(world, thief, victim)
        leaving.cancel_exit(world, victim)


def _is_thief(thief: Player) -> bool:
    return thief.record.player_class == PlayerClass.THIEF


def _rob_gold(world: World, thief: Player, victim: Player) -> None:
    if victim.record.gold <= 0:
        tell(thief, _("{name} no tiene oro.").format(name=victim.name))
        return
    taken = min(_roll_gold(world, thief), victim.record.gold)
    before = thief.record.gold
    kept = max(0, min(taken, world.settings.gold_cap - before))
    victim.record.gold -= taken
    thief.record.gold += kept
    world.ledger.moved(Reason.THEFT, COINS, kept)
    world.transfers.passed(victim, thief, Reason.THEFT, COINS, kept)
    world.ledger.gold(Reason.THEFT, kept - taken)
    tell(thief, _("Le has robado {n} monedas de oro a {name}.").format(n=taken, name=victim.name))
    thief.messages.send(msg.update_gold(thief.record.gold))
    victim.messages.send(msg.update_gold(victim.record.gold))


def _roll_gold(world: World, thief: Player) -> int:
    level = thief.record.level
    if not _is_thief(thief):
        return world.rng.roll(1, 100)
    least = 50 if wears_ring(world, thief, THEFT_GLOVES) else 25
    return world.rng.roll(least * level, 2 * least * level)


def _bag(world: World, victim: Player) -> list[ItemStack | None]:
    return victim.record.inventory[: usable_slots(victim, world.content)]


def _definition(world: World, stack: ItemStack | None) -> ItemDef | None:
    return world.content.items.get(stack.item) if stack is not None else None


def _is_worth_stealing(world: World, stack: ItemStack | None) -> bool:
    """Whether the victim has an object at all, as thieves count."""
    item = _definition(world, stack)
    return item is not None and item.type not in (ObjectType.LLAVES, ObjectType.BARCOS) and not item.newbie


def _is_stealable(world: World, stack: ItemStack | None) -> bool:
    item = _definition(world, stack)
    return (
        stack is not None
        and item is not None
        and _is_worth_stealing(world, stack)
        and not (stack.equipped or item.royal or item.chaos or item.untransferable or item.unstealable)
    )


def _rob_object(world: World, thief: Player, victim: Player) -> None:
    """Grope through the bag from one end, and take some of the first object that the fingers close on."""
    slots = list(range(1, usable_slots(victim, world.content) + 1))
    if world.rng.roll(1, 12) >= 6:
        slots.reverse()
    bag = victim.record.inventory
    slot = next((one for one in slots if _is_stealable(world, bag[one - 1]) and world.rng.roll(1, 10) < 4), None)
    stack = bag[slot - 1] if slot is not None else None
    if slot is None or stack is None:
        tell(thief, _("No has logrado robar ningún objeto."))
        return
    item = world.content.items[stack.item]
    amount = max(1, world.rng.roll(percent(stack.amount, 5), percent(stack.amount, 10)))
    take(world, victim, slot, amount)
    MessageSender(victim, world.content).inventory_slot(slot)
    if give_or_lay_down(world, thief, item.id, amount):
        world.ledger.moved(Reason.THEFT, item.id, amount)
        world.transfers.passed(victim, thief, Reason.THEFT, item.id, amount)
    else:
        world.ledger.item(Reason.THEFT, item.id, -amount)
    tell(thief, _("Has robado {n} {item}.").format(n=amount, item=item.name))
