"""A player's blow or shot at a creature or at another player.

Source: 04-combat §7.1, §7.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.audience import area, only
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font, Fx, Wave
from pyao.rules.body import experience
from pyao.rules.body.dying import die
from pyao.rules.body.levels import check_level
from pyao.rules.body.skills import train
from pyao.rules.combat import consequences, damage, fight_news, special_blows
from pyao.rules.combat.attack_rights import is_within_reach, try_attack_npc, try_attack_player
from pyao.rules.combat.kill_credit import credit_kill
from pyao.rules.combat.odds import chance_on_meditating, evasion_of, hit_chance, power_of, weapon_skill
from pyao.rules.combat.shields import try_block
from pyao.rules.creatures.dying import kill_npc
from pyao.rules.items.equipment import worn_item
from pyao.rules.items.inventory import take
from pyao.rules.pets import loyalty
from pyao.world.ledger import Reason
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

MOST_STAMINA = 10
"""A blow at a creature costs 1 to this much stamina; so does a shot."""


def spend_stamina(world: World, player: Player) -> None:
    """Roll the stamina that a blow or a shot costs, and take it."""
    vitals = player.record.vitals
    vitals.stamina = max(0, vitals.stamina - world.rng.roll(1, MOST_STAMINA))
    player.messages.send(msg.update_sta(vitals.stamina))


def strike_npc(world: World, attacker: Player, npc: Npc) -> bool:
    """Attack a creature with the equipped weapon or the fist; `False` = that isn't allowed.  Source: 04 §7.1."""
    if not try_attack_npc(world, attacker, npc):
        return False
    consequences.of_attack_on_npc(world, attacker, npc)
    weapon = worn_item(world, attacker, Worn.WEAPON)
    chance = hit_chance(power_of(world, attacker, weapon), npc.definition.evasion)
    hit = world.rng.roll(1, 100) <= chance
    train(world, attacker, weapon_skill(weapon), success=hit)
    if hit:
        _hit_npc(world, attacker, npc, weapon)
    else:
        area(world, attacker).send(msg.play_wave(Wave.SWING, attacker.x, attacker.y))
        attacker.messages.send(msg.user_swing())
    spend_stamina(world, attacker)
    attacker.ignored_by_npcs = False
    return True


def _hit_npc(world: World, attacker: Player, npc: Npc, weapon: ItemDef | None) -> None:
    raw = damage.roll_damage(world, attacker, npc) + damage.roll_boat_hit(world, attacker)
    net = damage.net_on_npc(raw, npc.definition.defence)
    if npc.definition.hurt_sound > 0:
        area(world, npc).send(msg.play_wave(npc.definition.hurt_sound, npc.x, npc.y))
    else:
        area(world, attacker).send(msg.play_wave(Wave.HIT_2, npc.x, npc.y))
    attacker.messages.send(msg.user_hit_npc(net))
    experience.from_damage(world, attacker, npc, net)
    npc.hp -= net
    if npc.hp > 0:
        _special_blows_on_npc(world, attacker, npc, weapon, raw, net)
    if npc.hp <= 0:
        if weapon is not None and weapon.id == damage.DRAGON_SLAYER and damage.is_dragon(npc):
            _lose_dragon_slayer(world, attacker)
        loyalty.leave_target(attacker, npc)
        kill_npc(world, npc, attacker)


def _special_blows_on_npc(world: World, attacker: Player, npc: Npc, weapon: ItemDef | None, raw: int, net: int) -> None:
    """Roll for a stab, a critical blow and a slash on a creature that has survived the blow.

    Each gives experience by the health that the creature has left after it.  Source: 04 §6.
    """
    if special_blows.may_stab(attacker, weapon) and special_blows.roll_stab(world, attacker):
        extra = special_blows.stab_damage_on_npc(attacker.record.player_class, raw, net)
        _hurt_more(world, attacker, npc, extra, _("¡Has apuñalado a la criatura por {n}!"))
        train(world, attacker, Skill.APUNALAR, success=True)
    critical = special_blows.roll_critical(world, attacker, weapon, net)
    if critical is not None:
        _hurt_more(world, attacker, npc, critical, _("¡Has golpeado críticamente a la criatura por {n}!"))
    slash = special_blows.roll_slash(world, attacker, weapon, net)
    if slash is not None:
        _hurt_more(world, attacker, npc, slash, _("¡Has acuchillado a la criatura por {n}!"))


def _hurt_more(world: World, attacker: Player, npc: Npc, extra: int, text: str) -> None:
    npc.hp -= extra
    tell(attacker, text.format(n=extra), Font.FIGHT)
    experience.from_damage(world, attacker, npc, extra)


def _lose_dragon_slayer(world: World, attacker: Player) -> None:
    """Take the sword that has killed a dragon: the first dragon slayer in the bag."""
    bag = attacker.record.inventory
    slots = (k for k, stack in enumerate(bag, 1) if stack is not None and stack.item == damage.DRAGON_SLAYER)
    slot = next(slots, 0)
    if slot:
        take(world, attacker, slot, 1, gone=Reason.USE)
        MessageSender(attacker, world.content).inventory_slot(slot)


def strike_player(world: World, attacker: Player, victim: Player) -> bool:
    """Attack a player with the equipped weapon or the fist; `False` = that isn't allowed, or it is too far.

    Source: 04 §7.2.
    """
    if not try_attack_player(world, attacker, victim):
        return False
    if not is_within_reach(attacker, victim):
        tell(attacker, _("Estás demasiado lejos para atacar."), Font.FIGHT)
        return False
    consequences.of_attack_on_player(world, attacker, victim)
    weapon = worn_item(world, attacker, Worn.WEAPON)
    chance = hit_chance(power_of(world, attacker, weapon), evasion_of(world, victim))
    if victim.meditating:
        chance = chance_on_meditating(chance)
    if world.rng.roll(1, 100) <= chance:
        _hit_player(world, attacker, victim, weapon)
    else:
        _miss_player(world, attacker, victim, weapon)
    special_blows.disarm_by_thief(world, attacker, victim)
    return True


def _miss_player(world: World, attacker: Player, victim: Player, weapon: ItemDef | None) -> None:
    try_block(world, victim, attacker)
    train(world, attacker, weapon_skill(weapon), success=False)
    hearers = only(attacker) if attacker.admin_invisible else area(world, attacker)
    hearers.send(msg.play_wave(Wave.SWING, attacker.x, attacker.y))
    attacker.messages.send(msg.user_swing())
    fight_news.tell_missed(victim, attacker)
    train(world, victim, Skill.TACTICAS, success=True)


def _hit_player(world: World, attacker: Player, victim: Player, weapon: ItemDef | None) -> None:
    area(world, attacker).send(msg.play_wave(Wave.HIT, attacker.x, attacker.y))
    if not victim.sailing:
        area(world, victim).send(msg.create_fx(victim.char, Fx.BLOOD, 0))
    special_blows.unequip_by_bandit(world, attacker, victim)
    special_blows.paralyse_by_thief(world, attacker, victim)
    train(world, victim, Skill.TACTICAS, success=False)
    raw = damage.roll_damage(world, attacker)
    special_blows.poison(world, attacker, victim, weapon)
    raw += damage.roll_boat_hit(world, attacker)
    part, absorbed = damage.roll_absorbed(world, victim)
    net = damage.net_on_player(raw, weapon.reinforcement if weapon is not None else 0, absorbed)
    fight_news.tell_struck(attacker, victim, part, net)
    vitals = victim.record.vitals
    vitals.hp -= net
    if not attacker.record.hungry and not attacker.record.thirsty:
        train(world, attacker, weapon_skill(weapon), success=True)
        _special_blows_on_player(world, attacker, victim, weapon, net)
    if vitals.hp <= 0:
        credit_kill(world, attacker, victim, by_hand=True)
        die(world, victim)
    else:
        victim.messages.send(msg.update_hp(vitals.hp))
    check_level(world, attacker)


def _special_blows_on_player(world: World, attacker: Player, victim: Player, weapon: ItemDef | None, net: int) -> None:
    """Roll for a slash, a stab and a critical blow, even on a victim that the blow has killed.  Source: 04 §6."""
    vitals = victim.record.vitals
    slash = special_blows.roll_slash(world, attacker, weapon, net) if weapon is not None and weapon.ranged else None
    if slash is not None:
        vitals.hp -= slash
        tell(attacker, _("¡Has acuchillado a {name} por {n}!").format(name=victim.name, n=slash), Font.FIGHT)
        tell(victim, _("¡{name} te ha acuchillado por {n}!").format(name=attacker.name, n=slash), Font.FIGHT)
    if special_blows.may_stab(attacker, weapon) and special_blows.roll_stab(world, attacker):
        stab = special_blows.stab_damage_on_player(attacker.record.player_class, net)
        vitals.hp -= stab
        tell(attacker, _("¡Has apuñalado a {name} por {n}!").format(name=victim.name, n=stab), Font.FIGHT)
        tell(victim, _("¡{name} te ha apuñalado por {n}!").format(name=attacker.name, n=stab), Font.FIGHT)
        train(world, attacker, Skill.APUNALAR, success=True)
    critical = special_blows.roll_critical(world, attacker, weapon, net)
    if critical is not None:
        vitals.hp -= critical
        text = _("¡Has golpeado críticamente a {name} por {n}!")
        tell(attacker, text.format(name=victim.name, n=critical), Font.FIGHT)
        text = _("¡{name} te ha golpeado críticamente por {n}!")
        tell(victim, text.format(name=attacker.name, n=critical), Font.FIGHT)
