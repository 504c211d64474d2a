"""Blocking with a shield.  Only a blow that has missed can be blocked: it gives a sound and trains the shield skill.

Source: 04-combat §4 "Shield block".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.audience import area
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.body.skills import skill_of, train
from pyao.rules.combat.odds import block_chance
from pyao.rules.items.equipment import worn_item
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def try_block(world: World, victim: Player, attacker: Player | None = None) -> None:
    """Roll whether the victim's shield, if any, blocks a blow that has missed; `attacker` = `None` for a creature's."""
    if worn_item(world, victim, Worn.SHIELD) is None:
        return
    chance = block_chance(skill_of(victim, Skill.DEFENSA).level, skill_of(victim, Skill.TACTICAS).level)
    blocked = world.rng.roll(1, 100) <= chance
    if blocked:
        area(world, victim).send(msg.play_wave(Wave.SHIELD, victim.x, victim.y))
        if attacker is not None:
            attacker.messages.send(msg.blocked_with_shieldother())
        victim.messages.send(msg.blocked_with_shield_user())
    train(world, victim, Skill.DEFENSA, success=blocked)
