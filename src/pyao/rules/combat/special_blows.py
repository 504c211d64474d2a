"""Special blows: stabs, critical blows and slashes, poison, and the tricks of bandits and thieves.

Source: 04-combat §6.
"""

from __future__ import annotations

from decimal import Decimal
from math import floor
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass, Skill
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol.enums import Font
from pyao.rules.body import paralysis
from pyao.rules.body.skills import skill_of, train
from pyao.rules.items import equipment
from pyao.rules.items.equipment import wears_ring, worn_item
from pyao.world.arithmetic import half_even
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

VIKING_SWORD, THEFT_GLOVES = 123, 873
LEAST_STAB_SKILL = 10
SLASH_CHANCE, POISON_CHANCE = 20, 60
FRESH_LEVEL = 20
"""Only victims below this level are told that something was struck off them."""

_D = Decimal
_STABS = {
    PlayerClass.ASSASSIN: (_D("0.00003"), _D("-0.002"), _D("0.098"), _D("4.25")),
    PlayerClass.CLERIC: (_D("0.000003"), _D("0.0006"), _D("0.0107"), _D("4.93")),
    PlayerClass.PALADIN: (_D("0.000003"), _D("0.0006"), _D("0.0107"), _D("4.93")),
    PlayerClass.PIRAT: (_D("0.000003"), _D("0.0006"), _D("0.0107"), _D("4.93")),
    PlayerClass.BARD: (_D("0.000002"), _D("0.0002"), _D("0.032"), _D("4.81")),
}
_OTHER_STAB = (_D(0), _D(0), _D("0.0361"), _D("4.39"))
_CRITICAL = (_D("0.000003"), _D("0.0006"), _D("0.0107"), _D("8.93"))
"""The coefficients of the specification, already multiplied by its factor of 100."""


def _polynomial(coefficients: tuple[Decimal, ...], skill: int) -> int:
    value = _D(0)
    for coefficient in coefficients:
        value = value * skill + coefficient
    return floor(value)


def stab_threshold(player_class: PlayerClass, skill: int) -> int:
    """The specification's S of a stab: it succeeds if R(0, 100) is below it."""
    return _polynomial(_STABS.get(player_class, _OTHER_STAB), skill)


def critical_threshold(wrestling: int) -> int:
    """The specification's S of a critical blow: it succeeds if R(1, 100) is not above it."""
    return _polynomial(_CRITICAL, wrestling)


def trick_chance(wrestling: int, level: int) -> int:
    """The specification's Q: the chance in percent that a bandit or thief strikes an object off the victim."""
    return half_even(0.2 * wrestling + 0.66 * level)


def may_stab(player: Player, weapon: ItemDef | None) -> bool:
    """Whether the player can stab with the weapon: assassins always, others from 10 points of the skill on."""
    if weapon is None or not weapon.stabs:
        return False
    assassin = player.record.player_class == PlayerClass.ASSASSIN
    return assassin or skill_of(player, Skill.APUNALAR).level >= LEAST_STAB_SKILL


def roll_stab(world: World, player: Player) -> bool:
    """Roll for a stab; after a failure the player is told, and trains.  The caller does both after a success."""
    level = skill_of(player, Skill.APUNALAR).level
    if world.rng.roll(0, 100) < stab_threshold(PlayerClass(player.record.player_class), level):
        return True
    tell(player, _("¡No has logrado apuñalar a tu enemigo!"), Font.FIGHT)
    train(world, player, Skill.APUNALAR, success=False)
    return False


def stab_damage_on_player(player_class: int, net: int) -> int:
    """The damage that a stab adds to a blow of net damage `net` at a player."""
    return half_even(net * (1.4 if player_class == PlayerClass.ASSASSIN else 1.5))


def stab_damage_on_npc(player_class: int, raw: int, net: int) -> int:
    """The damage that a stab adds to a blow at a creature; an assassin's counts from before its defence (`raw`)."""
    return 2 * (raw if player_class == PlayerClass.ASSASSIN else net)


def roll_critical(world: World, player: Player, weapon: ItemDef | None, net: int) -> int | None:
    """Roll for a bandit's critical blow and give the damage it adds; `None` = it is none.

    Without bandit or Viking sword nothing is rolled.
    """
    bandit = player.record.player_class == PlayerClass.BANDIT
    if not bandit or weapon is None or weapon.id != VIKING_SWORD:
        return None
    if world.rng.roll(1, 100) > critical_threshold(skill_of(player, Skill.WRESTLING).level):
        return None
    return net * 3 // 4


def roll_slash(world: World, player: Player, weapon: ItemDef | None, net: int) -> int | None:
    """Roll for a pirate's slash and give the damage it adds; `None` = it is none.

    Without pirate or such a weapon nothing is rolled.
    """
    pirate = player.record.player_class == PlayerClass.PIRAT
    if not pirate or weapon is None or not weapon.stabs_wildly:
        return None
    return net // 5 if world.rng.roll(1, 100) <= SLASH_CHANCE else None


def poison(world: World, attacker: Player, victim: Player, weapon: ItemDef | None) -> None:
    """Roll whether a poisonous weapon, or for ranged ones the arrow, poisons the victim."""
    item = worn_item(world, attacker, Worn.AMMUNITION) if weapon is not None and weapon.ranged else weapon
    if item is None or not item.poisons or world.rng.roll(1, 100) >= POISON_CHANCE:
        return
    victim.record.poisoned = True
    tell(victim, _("¡¡{name} te ha envenenado!!").format(name=attacker.name), Font.FIGHT)
    tell(attacker, _("¡¡Has envenenado a {name}!!").format(name=victim.name), Font.FIGHT)


def unequip_by_bandit(world: World, attacker: Player, victim: Player) -> None:
    """Roll whether an unarmed bandit with gloves strikes off the victim's shield, else weapon, else helmet."""
    if attacker.record.player_class != PlayerClass.BANDIT or worn_item(world, attacker, Worn.WEAPON) is not None:
        return
    if not wears_ring(world, attacker, THEFT_GLOVES):
        return
    chance, tried = trick_chance(skill_of(attacker, Skill.WRESTLING).level, attacker.record.level), False
    for worn, taken, lost in (
        (
            Worn.SHIELD,
            _("¡Has logrado desequipar el escudo de tu oponente!"),
            _("¡Tu oponente te desequipó el escudo!"),
        ),
        (Worn.WEAPON, _("¡Has logrado desarmar a tu oponente!"), _("¡Tu oponente te ha desarmado!")),
        (Worn.HELMET, _("¡Has logrado desequipar el casco de tu oponente!"), _("¡Tu oponente te desequipó el casco!")),
    ):
        if worn_item(world, victim, worn) is None:
            continue
        tried = True
        if world.rng.roll(1, 100) <= chance:
            equipment.take_off(world, victim, victim.record.equipment.slot_of(worn))
            tell(attacker, taken, Font.FIGHT)
            if victim.record.level < FRESH_LEVEL:
                tell(victim, lost, Font.FIGHT)
            return
    text = _("¡No has logrado desequipar ningún objeto a tu oponente!") if tried else ""
    tell(attacker, text or _("¡Tu oponente no tiene equipado ningún objeto!"), Font.FIGHT)


def paralyse_by_thief(world: World, attacker: Player, victim: Player) -> None:
    """Roll whether a blow of a thief with gloves paralyses the victim."""
    if attacker.record.player_class != PlayerClass.THIEF or victim.paralysed:
        return
    if not wears_ring(world, attacker, THEFT_GLOVES):
        return
    if world.rng.roll(0, 100) >= skill_of(attacker, Skill.WRESTLING).level / 4:
        return
    paralysis.paralyse(world, victim, world.settings.ticks_paralysis // 2, by=attacker)
    tell(attacker, _("Tu golpe ha dejado inmóvil a tu oponente."))
    tell(victim, _("¡El golpe te ha dejado inmóvil!"))


def disarm_by_thief(world: World, attacker: Player, victim: Player) -> None:
    """Roll whether a thief strikes the weapon out of the victim's hand, whether the blow hit or missed."""
    if attacker.record.player_class != PlayerClass.THIEF:
        return
    chance = trick_chance(skill_of(attacker, Skill.WRESTLING).level, attacker.record.level)
    if world.rng.roll(1, 100) > chance:
        return
    slot = victim.record.equipment.weapon
    if slot:
        equipment.take_off(world, victim, slot)
    tell(attacker, _("¡Has logrado desarmar a tu oponente!"), Font.FIGHT)
    if victim.record.level < FRESH_LEVEL:
        tell(victim, _("¡Tu oponente te ha desarmado!"), Font.FIGHT)
