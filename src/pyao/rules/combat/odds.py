"""The chance that a blow hits, and that a shield blocks one that has missed.

Products are computed in double precision, as the original does: 45 · 0.7 is 31.499…, hence 31.
Source: 04-combat §4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass, Skill
from pyao.rules.body.skills import skill_of
from pyao.rules.items.equipment import worn_item
from pyao.world.arithmetic import clamp, half_even
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

LEVEL_BEFORE_BONUS = 12
LEAST_CHANCE, BEST_CHANCE = 10, 90


def weapon_skill(weapon: ItemDef | None) -> Skill:
    """The skill that a blow with that weapon needs and trains; `None` = the fist."""
    if weapon is None:
        return Skill.WRESTLING
    return Skill.PROYECTILES if weapon.ranged else Skill.ARMAS


def attack_power(skill: int, agility: int, factor: float, level: int) -> int:
    """The specification's PA (attack power); `factor` = the class's, for the kind of weapon."""
    times = 0 if skill < 31 else 1 if skill < 61 else 2 if skill < 91 else 3
    base = half_even((skill + times * agility) * factor)
    return half_even(base + _level_bonus(level))


def evasion(tactics: int, agility: int, factor: float, level: int) -> int:
    """The specification's PE (evasion) without a shield; `factor` = the class's."""
    base = half_even((tactics + tactics / 33 * agility) * factor)
    return half_even(base + _level_bonus(level))


def shield_evasion(defence: int, factor: float) -> int:
    """What a shield adds to the evasion; `factor` = the class's, for shields."""
    return half_even(defence * factor / 2)


def _level_bonus(level: int) -> float:
    return 2.5 * max(level - LEVEL_BEFORE_BONUS, 0)


def hit_chance(power: int, against: int) -> int:
    """The specification's P: the chance in percent to hit, 10 to 90, of a power against an evasion."""
    return clamp(half_even(50 + 0.4 * (power - against)), LEAST_CHANCE, BEST_CHANCE)


def chance_on_meditating(chance: int) -> int:
    """The chance to hit a player that is still meditating, which happens in arenas only."""
    return min(BEST_CHANCE, 100 - half_even((100 - chance) * 0.75))


def block_chance(defence: int, tactics: int) -> int:
    """The specification's PB: the chance in percent that a shield blocks a blow that has missed."""
    if defence + tactics == 0:
        return LEAST_CHANCE
    return clamp(half_even(100 * defence / (defence + tactics)), LEAST_CHANCE, BEST_CHANCE)


def power_of(world: World, player: Player, weapon: ItemDef | None) -> int:
    """The attack power of a player with that weapon; `None` = with the fist."""
    balance, skill = world.content.balance, weapon_skill(weapon)
    factors = {
        Skill.WRESTLING: balance.wrestling_attack,
        Skill.PROYECTILES: balance.ranged_attack,
        Skill.ARMAS: balance.weapon_attack,
    }[skill]
    factor = factors.get(PlayerClass(player.record.player_class), 0.0)
    return attack_power(skill_of(player, skill).level, player.attributes.agility, factor, player.record.level)


def evasion_of(world: World, player: Player) -> int:
    """The evasion of a player, the worn shield included."""
    balance, player_class = world.content.balance, PlayerClass(player.record.player_class)
    tactics = skill_of(player, Skill.TACTICAS).level
    power = evasion(tactics, player.attributes.agility, balance.evasion.get(player_class, 0.0), player.record.level)
    if worn_item(world, player, Worn.SHIELD) is not None:
        power += shield_evasion(skill_of(player, Skill.DEFENSA).level, balance.shield.get(player_class, 0.0))
    return power
