"""Strength and agility raised or lowered for a while, by spells and potions.

One duration for both: each change sets it anew, and when it is over both are back at their base values.
Source: 05-magic §8, §11.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import Attributes
    from pyao.world.world import World

MIN_ATTRIBUTE, MAX_ATTRIBUTE = 6, 40
UP_TICKS, DOWN_TICKS = 1_200, 700


class Boosted(Enum):
    """The two attributes that can be raised or lowered for a while."""

    STRENGTH = auto()
    AGILITY = auto()


def strengthen(world: World, player: Player, attribute: Boosted, points: int, ticks: int) -> None:
    """Raise an attribute, to twice the base and to 40 at most."""
    base, value = _value(player.record.attributes, attribute), _value(player.attributes, attribute)
    _change(world, player, attribute, min(value + points, MAX_ATTRIBUTE, 2 * base), ticks)


def weaken(world: World, player: Player, attribute: Boosted, points: int, ticks: int) -> None:
    """Lower an attribute, to 6 at least."""
    _change(world, player, attribute, max(MIN_ATTRIBUTE, _value(player.attributes, attribute) - points), ticks)


def _value(attributes: Attributes, attribute: Boosted) -> int:
    return attributes.strength if attribute is Boosted.STRENGTH else attributes.agility


def _change(world: World, player: Player, attribute: Boosted, value: int, ticks: int) -> None:
    world.start_state(player, TimedState.POTION, ticks)
    if attribute is Boosted.STRENGTH:
        player.attributes.strength = value
        player.messages.send(msg.update_strenght(value))
    else:
        player.attributes.agility = value
        player.messages.send(msg.update_dexterity(value))


def restore(world: World, player: Player) -> None:
    """Put all five attributes back to their base values; nobody is told.

    The duration stops; what is left of it is kept for `resume`.
    """
    player.attributes = replace(player.record.attributes)
    player.counters.boost = world.timers.left(player, TimedState.POTION, world.tick) or 0
    world.timers.stop(player, TimedState.POTION)


def resume(world: World, player: Player) -> None:
    """After a revival the rest of the duration runs on, though the attributes are already back at their base values."""
    if player.counters.boost:
        world.start_state(player, TimedState.POTION, player.counters.boost)
        player.counters.boost = 0


def fade(world: World, player: Player) -> None:
    """The duration is over: the base values return, and the player is told."""
    restore(world, player)
    MessageSender(player, world.content).strength_and_agility()
