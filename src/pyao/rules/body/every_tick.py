"""What happens to a body every tick: lava, cold, meditation and poison; thirst, hunger and recovery.

Counters are counted and not scheduled, because most of them pause and go on with clothes, bars or weather; with a heap
of due ticks each such change would have to move entries.  A player for whom nothing but counting is due is passed over
for a while, until somebody reaches for its record, and then counted at once.  An interval of N acts every N + 1 ticks.
Source: 04-combat §1, §13.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Terrain
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import meditating, recovery
from pyao.rules.body.dying import die
from pyao.rules.map.environment import is_outdoors
from pyao.world.arithmetic import percent
from pyao.world.player import glance
from pyao.world.reserved import fall_asleep

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

HARM_PCT = 5
MOST_COLD = 15
MOST_POISON = 5
NEED_STEP = 10
LONGEST_NAP = 25
"""Ticks after which everybody is looked at again, such as after an interval has been changed in the settings."""


def rest_until_due(world: World, player: Player) -> None:
    """Let ticks pass the player over until one of its counters may be full."""
    if player.resting or player.meditating or world.weather.raining:
        return
    left = _ticks_left(world, player)
    ticks = min(left.values(), default=LONGEST_NAP)
    if ticks > 0:
        fall_asleep(world.naps, player, min(ticks, LONGEST_NAP), tuple(left))


def _ticks_left(world: World, player: Player) -> dict[str, int]:
    """For each counter that runs, while the player's record stays as it is, how many ticks it still only grows."""
    record, counters, settings = glance(player), player.counters, world.settings
    vitals = record.vitals
    left: dict[str, int] = {}
    if record.dead:
        return left
    if player.mortal:
        left["lava"] = settings.ticks_cold - counters.lava
        if not record.equipment.armour:
            left["cold"] = settings.ticks_cold - counters.cold
        if record.poisoned:
            left["poison"] = settings.ticks_poison - counters.poison
        if vitals.water > 0:
            left["thirst"] = settings.ticks_thirst - counters.thirst
        if vitals.food > 0:
            left["hunger"] = settings.ticks_hunger - counters.hunger
    if not record.hungry and not record.thirsty:
        if vitals.hp < vitals.max_hp:
            left["health"] = settings.ticks_heal_standing - counters.health
        if vitals.stamina < vitals.max_stamina:
            left["stamina"] = settings.ticks_stamina_standing - counters.stamina
    return left


def endure(world: World, player: Player) -> None:
    """One tick of lava, cold, meditation and poison for a living player.  Source: 04 §13 rows 3–6."""
    record = glance(player)
    mortal = player.mortal
    if mortal:
        counters, interval = player.counters, world.settings.ticks_cold
        if counters.lava < interval:
            counters.lava += 1
        else:
            counters.lava = 0
            _feel_lava(world, player)
        if not record.equipment.armour and not record.dead:
            if counters.cold < interval:
                counters.cold += 1
            else:
                counters.cold = 0
                _feel_cold(world, player)
    if player.meditating:
        meditating.go_on(world, player)
    if record.poisoned and mortal:
        _count_poison(world, player)


def sustain(world: World, player: Player) -> None:
    """One tick of thirst and hunger, then of recovery, unless the player hungers, thirsts or stands in the rain.

    Source: 04 §13 rows 12–14.
    """
    record = glance(player)
    needs_changed = player.mortal and _count_needs(world, player)
    if not record.hungry and not record.thirsty and not (world.weather.raining and is_outdoors(world, player)):
        vitals = record.vitals
        if player.resting or vitals.hp < vitals.max_hp or vitals.stamina < vitals.max_stamina:
            recovery.recover(world, player)
    if needs_changed:
        MessageSender(player, world.content).hunger_and_thirst()


def _feel_lava(world: World, player: Player) -> None:
    if world.map_of(player).is_lava(player.x, player.y):
        tell(player, _("¡¡Salí de la lava, te estás quemando!!"))
        _hurt(world, player, _harm(player), _("¡¡Has muerto quemado!!"))


def _feel_cold(world: World, player: Player) -> None:
    if world.map_of(player).definition.terrain is Terrain.NIEVE:
        tell(player, _("¡¡Te estás muriendo de frío, abrigate o no vas a sobrevivir!!"))
        _hurt(world, player, min(_harm(player), MOST_COLD), _("¡¡Has muerto de frío!!"))
        return
    vitals = player.record.vitals
    vitals.stamina = max(0, vitals.stamina - percent(vitals.max_stamina, HARM_PCT))
    # Sent twice, as by the original (04-combat §13 row 4).
    player.messages.send(msg.update_sta(vitals.stamina))
    player.messages.send(msg.update_sta(vitals.stamina))


def _count_poison(world: World, player: Player) -> None:
    counters = player.counters
    if counters.poison < world.settings.ticks_poison:
        counters.poison += 1
        return
    counters.poison = 0
    tell(player, _("Estás envenenado; si no te curás, vas a morir."), Font.VENENO)
    _hurt(world, player, world.rng.roll(1, MOST_POISON))


def _harm(player: Player) -> int:
    return percent(player.record.vitals.max_hp, HARM_PCT)


def _hurt(world: World, player: Player, loss: int, last_words: str = "") -> None:
    """Take health away; a player who has none left dies, after reading `last_words`."""
    vitals = player.record.vitals
    vitals.hp -= loss
    if vitals.hp < 1:
        if last_words:
            tell(player, last_words)
        die(world, player)
    player.messages.send(msg.update_hp(vitals.hp))


def _count_needs(world: World, player: Player) -> bool:
    """Count towards more thirst and hunger; `True` = a bar has changed.  Source: 04 §13 row 12."""
    vitals, counters, settings = glance(player).vitals, player.counters, world.settings
    changed = False
    if vitals.water > 0:
        if counters.thirst < settings.ticks_thirst:
            counters.thirst += 1
        else:
            counters.thirst, changed = 0, True
            record = player.record
            vitals.water = max(0, vitals.water - NEED_STEP)
            record.thirsty = record.thirsty or vitals.water == 0
    if vitals.food > 0:
        if counters.hunger < settings.ticks_hunger:
            counters.hunger += 1
        else:
            counters.hunger, changed = 0, True
            record = player.record
            vitals.food = max(0, vitals.food - NEED_STEP)
            record.hungry = record.hungry or vitals.food == 0
    return changed
