"""The damage of a blow, before and after what the victim wears has absorbed some of it.

Source: 04-combat §5.
"""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from struct import pack, unpack
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass, Skill
from pyao.content.npcs import NpcType
from pyao.rules.combat.odds import weapon_skill
from pyao.rules.items.equipment import worn_item
from pyao.world.arithmetic import INTEGER_MAX, LONG_MAX, clamp, half_even
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

DRAGON_SLAYER = 402
FIST_MIN, FIST_MAX = 4, 9
AVERAGE_STRENGTH = 15


class BodyPart(IntEnum):
    """Where a blow lands.  Source: 04 §5.2."""

    HEAD = 1
    LEFT_LEG = 2
    RIGHT_LEG = 3
    RIGHT_ARM = 4
    LEFT_ARM = 5
    TORSO = 6


def raw_damage(weapon_roll: int, weapon_max: int, strength: int, own_roll: int, factor: float) -> int:
    """The specification's D, without the attacker's boat; `own_roll` = from min_hit to max_hit.

    Source: 04 §5.1.
    """
    sum_ = 3 * weapon_roll + Fraction(weapon_max, 5) * max(0, strength - AVERAGE_STRENGTH) + own_roll
    return half_even(sum_ * _single(factor))


def _single(factor: float) -> Fraction:
    """The factor rounded to single precision, as the original keeps it: that decides how exact halves are rounded."""
    return Fraction(unpack("f", pack("f", factor))[0])


def roll_damage(world: World, player: Player, npc: Npc | None = None) -> int:
    """Roll the raw damage of a player's blow; the attacker's boat comes on top.  `npc` = `None` at a player.

    Source: 04 §5.1.
    """
    weapon, rng = worn_item(world, player, Worn.WEAPON), world.rng
    if weapon is None:
        glove = worn_item(world, player, Worn.RING)
        low, high = (glove.min_hit, glove.max_hit) if glove is not None and glove.glove else (0, 0)
        rolled, most = rng.roll(FIST_MIN + low, FIST_MAX + high), FIST_MAX + high
    elif weapon.id == DRAGON_SLAYER and not is_dragon(npc):
        rolled = most = 1
    else:
        rolled, most = rng.roll(weapon.min_hit, weapon.max_hit), weapon.max_hit
        ammunition = worn_item(world, player, Worn.AMMUNITION)
        if weapon.ranged and weapon.needs_ammunition and ammunition is not None:
            rolled += rng.roll(ammunition.min_hit, ammunition.max_hit)
    vitals = player.record.vitals
    own = rng.roll(vitals.min_hit, vitals.max_hit)
    if weapon is not None and weapon.id == DRAGON_SLAYER and npc is not None and is_dragon(npc):
        return npc.hp + npc.definition.defence
    return raw_damage(rolled, most, player.attributes.strength, own, _factor(world, player, weapon))


def is_dragon(npc: Npc | None) -> bool:
    """Whether the creature is a dragon, which the dragon-slayer sword kills at once."""
    return npc is not None and npc.definition.type == NpcType.DRAGON


def _factor(world: World, player: Player, weapon: ItemDef | None) -> float:
    balance = world.content.balance
    factors = {
        Skill.WRESTLING: balance.wrestling_damage,
        Skill.PROYECTILES: balance.ranged_damage,
        Skill.ARMAS: balance.weapon_damage,
    }[weapon_skill(weapon)]
    return factors.get(PlayerClass(player.record.player_class), 0.0)


def roll_boat_hit(world: World, player: Player) -> int:
    """Roll the damage that the attacker's boat adds; 0 on land."""
    boat = worn_item(world, player, Worn.BOAT) if player.sailing else None
    return world.rng.roll(boat.min_hit, boat.max_hit) if boat is not None else 0


def roll_absorbed(world: World, victim: Player) -> tuple[BodyPart, int]:
    """Roll the part of the body that is hit, and the damage that boat, helmet, armour or shield absorb.

    Source: 04 §5.2.
    """
    rng = world.rng
    boat = worn_item(world, victim, Worn.BOAT) if victim.sailing else None
    absorbed = rng.roll(boat.min_def, boat.max_def) if boat is not None else 0
    part = BodyPart(rng.roll(BodyPart.HEAD, BodyPart.TORSO))
    if part is BodyPart.HEAD:
        helmet = worn_item(world, victim, Worn.HELMET)
        return part, absorbed + (rng.roll(helmet.min_def, helmet.max_def) if helmet is not None else 0)
    worn = [item for item in (worn_item(world, victim, Worn.ARMOUR), worn_item(world, victim, Worn.SHIELD)) if item]
    low, high = sum(item.min_def for item in worn), sum(item.max_def for item in worn)
    return part, absorbed + rng.roll(low, high)


def net_on_player(damage: int, reinforcement: int, absorbed: int) -> int:
    """The health that a player's blow takes from a player: 1 where the sum is negative, but 0 where it is exactly 0.

    At most what a packet can carry, whatever the data say.  Source: 04 §5.2.
    """
    net = damage + reinforcement - absorbed
    return min(INTEGER_MAX, net) if net >= 0 else 1


def net_on_npc(damage: int, defence: int) -> int:
    """The health that a player's blow takes from a creature.  Source: 04 §5.2."""
    return clamp(damage - defence, 0, LONG_MAX)


def net_by_npc(damage: int, absorbed: int) -> int:
    """The health that a creature's blow takes from a player.  Source: 04 §5.2."""
    return clamp(damage - absorbed, 1, INTEGER_MAX)
