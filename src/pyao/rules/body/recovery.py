"""Health and stamina, which come back with time, and sooner while resting.

Source: 04-combat §13 "Regen".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.body.resting import end_rest
from pyao.world.arithmetic import percent
from pyao.world.player import glance

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

GAIN_PCT = 5
LEAST_HEALTH, LEAST_STAMINA = 2, 1


def recover(world: World, player: Player) -> None:
    """One tick of recovery; a resting player with full health and stamina stands up."""
    vitals, settings, resting = glance(player).vitals, world.settings, player.resting
    if vitals.hp < vitals.max_hp:
        _count_health(world, player, settings.ticks_heal_resting if resting else settings.ticks_heal_standing)
    if vitals.stamina < vitals.max_stamina:
        _count_stamina(world, player, settings.ticks_stamina_resting if resting else settings.ticks_stamina_standing)
    if resting and vitals.hp == vitals.max_hp and vitals.stamina == vitals.max_stamina:
        end_rest(player, _("Has terminado de descansar."))


def _count_health(world: World, player: Player, interval: int) -> None:
    counters = player.counters
    if counters.health < interval:
        counters.health += 1
        return
    counters.health = 0
    vitals = player.record.vitals
    # Health, too, comes back in proportion to the maximum stamina: a quirk kept.
    gain = world.rng.roll(LEAST_HEALTH, percent(vitals.max_stamina, GAIN_PCT))
    vitals.hp = min(vitals.max_hp, vitals.hp + gain)
    tell(player, _("Has sanado."))
    player.messages.send(msg.update_hp(vitals.hp))


def _count_stamina(world: World, player: Player, interval: int) -> None:
    counters = player.counters
    if counters.stamina < interval:
        counters.stamina += 1
        return
    counters.stamina = 0
    vitals = player.record.vitals
    if not player.naked:
        gain = world.rng.roll(LEAST_STAMINA, percent(vitals.max_stamina, GAIN_PCT))
        vitals.stamina = min(vitals.max_stamina, vitals.stamina + gain)
    player.messages.send(msg.update_sta(vitals.stamina))
