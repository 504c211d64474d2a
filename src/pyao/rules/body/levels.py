"""Levels: how much experience each takes, what it gives, and what happens when a newbie is one no longer.

Source: 02-sessions-and-characters §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import MapRestriction, PlayerClass
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.guilds.growing_up import grow_up
from pyao.rules.items import equipment
from pyao.rules.map import placing
from pyao.rules.map.tile_events import is_newbie
from pyao.world.arithmetic import half_even
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.content import Place
    from pyao.world.player import Player
    from pyao.world.world import World

MAX_LEVEL = 255
MAX_HP, MAX_STAMINA, MAX_MANA = 999, 999, 9_999
VETERAN_LEVEL = 36
MAX_HIT, MAX_VETERAN_HIT = 99, 999
FIRST_POINTS, POINTS = 10, 5
PIT: Place = (1, 50, 50)
"""Where a former newbie is sent if home, too, is a map for newbies."""

_GROWTH = ((15, 1.4), (21, 1.35), (26, 1.3), (35, 1.2), (40, 1.3))
_LAST_GROWTH = 1.375

_FIGHTERS = frozenset({PlayerClass.PALADIN, PlayerClass.ASSASSIN, PlayerClass.BANDIT})
_STAMINA = {PlayerClass.BANDIT: 18, PlayerClass.THIEF: 18, PlayerClass.WORKER: 40, PlayerClass.MAGE: 14}
_TEMPLE_HOMES = frozenset({1, 3, 4})
_NIX = 2


def exp_for_next(exp_next: int, level: int) -> int:
    """ELU, the experience that `level` takes; `exp_next` is what the level before took.  Source: 02 §8.1."""
    factor = next((one for below, one in _GROWTH if level < below), _LAST_GROWTH)
    return half_even(exp_next * factor)


def hp_gain(average: float, roll: int, whole: tuple[int, ...], half: tuple[int, ...]) -> int:
    """HP gained with one level, from the player's average and a roll of 0 to 100.  Source: 02 §8.2.

    `whole` and `half` are the chances in percent, of the best gain first, for averages without and with a half.
    """
    spread = whole if average == int(average) else half
    best = int(average) + 2 if spread is whole else int(average + 1.5)
    limit = 0
    for step, share in enumerate(spread[:-1]):
        limit += share
        if roll <= limit:
            return best - step
    return best - len(spread) + 1


def hit_gain(player_class: PlayerClass, level: int) -> int:
    """What a level adds to both the minimum and the maximum hit.  Source: 02 §8.3."""
    if player_class in (PlayerClass.WARRIOR, PlayerClass.HUNTER):
        return 3 if level < VETERAN_LEVEL else 2
    if player_class is PlayerClass.PIRAT:
        return 3
    if player_class in _FIGHTERS:
        return 3 if level < VETERAN_LEVEL else 1
    return 1 if player_class is PlayerClass.MAGE else 2


def mana_gain(player_class: PlayerClass, intelligence: int) -> int:
    """What a level adds to the mana.  Source: 02 §8.3."""
    if player_class in (PlayerClass.PALADIN, PlayerClass.ASSASSIN):
        return intelligence
    if player_class is PlayerClass.BANDIT:
        return half_even(intelligence / 3 * 2)
    if player_class is PlayerClass.MAGE:
        return half_even(2.8 * intelligence)
    return 2 * intelligence if player_class in (PlayerClass.CLERIC, PlayerClass.DRUID, PlayerClass.BARD) else 0


def stamina_gain(player_class: PlayerClass) -> int:
    """What a level adds to the stamina.  Source: 02 §8.3."""
    return _STAMINA.get(player_class, 15)


def check_level(world: World, player: Player) -> None:
    """Raise the level as often as the experience allows, then show all bars, also when nothing was gained.

    At level 255 experience is emptied and nothing is shown.  The dead keep what they have for when they live again.
    Source: 02 §8.1, §8.4, 04-combat §10.
    """
    record = player.record
    was_newbie, gained = is_newbie(world, player), 0
    while record.exp >= record.exp_next and not record.dead:
        if record.level >= MAX_LEVEL:
            record.exp = record.exp_next = 0
            if not gained:
                return
            break
        if record.level >= world.settings.level_cap:
            # The operator may raise the cap again: what the next level takes must not be lost.
            record.exp = record.exp_next
            break
        gained += FIRST_POINTS if record.level == 1 else POINTS
        _rise(world, player)
    if was_newbie and not is_newbie(world, player):
        _grow_up(world, player)
    if gained:
        record.free_skill_points += gained
        # This client takes the number as its new total (02 §8.4 client note); the original's as what was gained.
        player.messages.send(msg.level_up(record.free_skill_points if world.client.totals_on_level_up else gained))
        tell(player, _("Has ganado {points} puntos de habilidad.").format(points=gained))
    MessageSender(player, world.content).stats()


def _rise(world: World, player: Player) -> None:
    """Gain one level.  Source: 02 §8.4."""
    record, vitals = player.record, player.record.vitals
    area(world, player).send(msg.play_wave(Wave.LEVEL, player.x, player.y))
    tell(player, _("¡Has subido de nivel!"))
    record.level += 1
    record.exp -= record.exp_next
    record.exp_next = exp_for_next(record.exp_next, record.level)
    record.training_s = 0
    player.level_since_ms = world.now_ms
    player_class = PlayerClass(record.player_class)
    balance = world.content.balance
    average = balance.life.get(player_class, 0.0) - (21 - record.attributes.constitution) * 0.5
    hp = hp_gain(average, world.rng.roll(0, 100), balance.whole_distribution, balance.half_distribution)
    hit_cap = MAX_HIT if record.level < VETERAN_LEVEL else MAX_VETERAN_HIT
    before = vitals.max_hp, vitals.max_stamina, vitals.max_mana, vitals.max_hit, vitals.min_hit
    vitals.max_hp = min(MAX_HP, vitals.max_hp + hp)
    vitals.max_stamina = min(MAX_STAMINA, vitals.max_stamina + stamina_gain(player_class))
    vitals.max_mana = min(MAX_MANA, vitals.max_mana + mana_gain(player_class, record.attributes.intelligence))
    vitals.max_hit = min(hit_cap, vitals.max_hit + hit_gain(player_class, record.level))
    vitals.min_hit = min(hit_cap, vitals.min_hit + hit_gain(player_class, record.level))
    vitals.hp = vitals.max_hp
    after = vitals.max_hp, vitals.max_stamina, vitals.max_mana, vitals.max_hit, vitals.min_hit
    _tell_gains(player, [new - old for new, old in zip(after, before, strict=True)])
    if record.level == world.settings.guild_army_level:
        grow_up(world, record, record.level)


def _tell_gains(player: Player, gains: list[int]) -> None:
    life, stamina, mana, max_hit, min_hit = gains
    sentences = (
        n_("Has ganado {n} punto de vida.", "Has ganado {n} puntos de vida.", life),
        n_("Has ganado {n} punto de energía.", "Has ganado {n} puntos de energía.", stamina),
        n_("Has ganado {n} punto de maná.", "Has ganado {n} puntos de maná.", mana),
        n_("Tu golpe máximo aumentó en {n} punto.", "Tu golpe máximo aumentó en {n} puntos.", max_hit),
        n_("Tu golpe mínimo aumentó en {n} punto.", "Tu golpe mínimo aumentó en {n} puntos.", min_hit),
    )
    for sentence, n in zip(sentences, gains, strict=True):
        if n > 0:
            tell(player, sentence.format(n=n))


def _grow_up(world: World, player: Player) -> None:
    """The player is a newbie no longer: newbie items are taken away, and newbie maps must be left.

    Source: 02 §8.4 step 1.
    """
    sender = MessageSender(player, world.content)
    for slot in range(1, usable_slots(player, world.content) + 1):
        stack = player.record.inventory[slot - 1]
        if stack is None:
            continue
        definition = world.content.items.get(stack.item)
        if definition is not None and definition.newbie:
            if stack.equipped:
                equipment.take_off(world, player, slot)
            world.ledger.item(Reason.NEWBIE, stack.item, -stack.amount)
            player.record.inventory[slot - 1] = None
        sender.inventory_slot(slot)
    if _is_for_newbies(world, player):
        home = player.record.home if player.record.home in _TEMPLE_HOMES else _NIX
        city = next((where for number, where in world.content.cities.items() if number == home), PIT)
        placing.place(world, player, *city, fx=True, teleported=False)
        if _is_for_newbies(world, player):
            placing.place(world, player, *PIT, fx=True, teleported=False)
            tell(player, _("Debés abandonar el mapa de los newbies."))


def _is_for_newbies(world: World, player: Player) -> bool:
    return world.map_of(player).definition.restriction is MapRestriction.NEWBIE
