"""Newcomers who fight back: each class meets a creature, with what it is born with, under the real rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyao.cli.duel import LONGEST_MS, Score, Scorer
from pyao.content.enums import City, Gender, Heading, PlayerClass, Race, Skill
from pyao.content.maps import MapDef
from pyao.protocol.client_packets import LoginNewChar
from pyao.protocol.dialect import CLIENT_TRAITS, Dialect
from pyao.rules import armed_clicks
from pyao.rules.beats import run_tick
from pyao.rules.body.races import HEADS
from pyao.rules.combat import melee
from pyao.rules.creatures.population import put_npc
from pyao.rules.items.equipment import worn_item
from pyao.rules.items.using import use
from pyao.rules.session.creation import new_record, throw_dices
from pyao.rules.session.entry import awaken, enter_world
from pyao.world.clock import TICK_MS, ManualClock
from pyao.world.host import NoHost
from pyao.world.record import Worn
from pyao.world.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.content.content import Content, Place
    from pyao.content.settings import GameSettings
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.rng import Rng

CLEARING = MapDef(id=1, name="Claro")
POINTS = {Skill.ARMAS: 5, Skill.TACTICAS: 5}
SHOOTERS_POINTS = {Skill.PROYECTILES: 5, Skill.TACTICAS: 5}
"""The ten points that a newcomer assigns first, and those of who is born with a bow."""

DRINKS_BELOW = 0.5
"""The share of the health below which a newcomer drinks."""

RED = 3
"""`TipoPocion` of what gives health."""


@dataclass(slots=True)
class Hunt:
    """How one class fared; times in ms."""

    player_class: PlayerClass
    fights: int
    kills: int = 0
    deaths: int = 0
    total_ms: int = 0
    potions: int = 0
    exp: int = 0

    @property
    def survived_pct(self) -> float:
        """Percentage of the fights that the newcomer left alive."""
        return 100 * (self.fights - self.deaths) / self.fights


def hunt(
    content: Content, creature: int, player_class: PlayerClass, number: int, rng: Rng, settings: GameSettings
) -> Hunt:
    """Let so many newcomers of a class meet a creature, by the number of its definition."""
    result = Hunt(player_class, number)
    for _fight in range(number):
        _one_hunt(content, creature, result, rng, settings)
    return result


def _one_hunt(content: Content, creature: int, result: Hunt, rng: Rng, settings: GameSettings) -> None:
    clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
    clearing = replace(content, maps={1: CLEARING}, start=(1, 50, 50))
    world = World(clearing, settings, clock, rng, client=CLIENT_TRAITS[Dialect.GODOT], host=NoHost())
    player = newcomer(world, result.player_class, (1, 50, 50))
    npc = put_npc(world, content.npcs[creature], 1, (52, 50))
    start, exp = clock.now_ms(), player.record.exp
    while clock.now_ms() - start < LONGEST_MS and not player.dead and npc.char:
        result.potions += _drink(world, player)
        _strike(world, player, npc)
        clock.advance(TICK_MS)
        run_tick(world)
    result.kills += not npc.char
    result.deaths += player.dead
    result.total_ms += clock.now_ms() - start
    result.exp += player.record.exp - exp


def newcomer(
    world: World, player_class: PlayerClass, place: Place, points: Mapping[Skill, int] | None = None
) -> Player:
    """A new human of that class, as the game makes it, in the world at a place.

    `points` = how it assigns its first ten, `None` = in its weapon and in Tácticas.
    """
    head, _last = HEADS[Race.HUMAN, Gender.MAN]
    packet = LoginNewChar("Uno", "", 0, 13, 3, Race.HUMAN, Gender.MAN, player_class, head, "", City.ULLATHORPE)
    record = new_record(world.content, world.rng, packet, throw_dices(world.rng))
    (record.map, record.x, record.y), record.assigned_skill_points = place, 10
    usual = SHOOTERS_POINTS if player_class is PlayerClass.HUNTER else POINTS
    for skill, value in (points or usual).items():
        record.skills[skill - 1].level = value
    player = awaken(world, record, "Uno", 1, messages=Scorer(Score()), ip="")
    enter_world(world, player)
    player.npc_protection_ms = 0
    return player


def _drink(world: World, player: Player) -> int:
    """Drink when it hurts; gives how many potions that took."""
    vitals, before = player.record.vitals, player.record.vitals.hp
    if vitals.hp >= vitals.max_hp * DRINKS_BELOW:
        return 0
    for slot, stack in enumerate(player.record.inventory, start=1):
        if stack is not None and world.content.items[stack.item].potion == RED:
            use(world, player, slot)
            break
    return int(vitals.hp > before)


def _strike(world: World, player: Player, npc: Npc) -> None:
    """Shoot the creature, or turn to it when it stands beside one and strike, as often as the rules allow."""
    weapon = worn_item(world, player, Worn.WEAPON)
    if weapon is not None and weapon.ranged:
        armed_clicks.click(world, player, npc.x, npc.y, Skill.PROYECTILES)
        return
    for heading in Heading:
        if (player.x + heading.dx, player.y + heading.dy) == (npc.x, npc.y):
            player.heading = heading
            melee.attack(world, player)
