"""Levelling: a newcomer hunts in the world that is played until it has reached a level, under the real rules.

It walks from creature to creature, fights them as they come, picks up coins and what can be sold, drinks, eats, rests,
meditates, goes shopping and hunts where it expects most.  What is not played out is the way between the town and a
hunting ground: it takes a fixed time, in which the newcomer is healed and rested.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from math import sqrt
from typing import TYPE_CHECKING

from pyao.cli.hunt import RED, newcomer
from pyao.cli.shopping import BLUE, POTIONS, Shopper, best_spell, harm, is_arrow
from pyao.content.enums import Heading, ObjectType, PlayerClass, Skill
from pyao.messaging.message_sender import usable_slots
from pyao.protocol.dialect import CLIENT_TRAITS, Dialect
from pyao.rules import armed_clicks
from pyao.rules.beats import run_tick
from pyao.rules.body.meditating import meditate, stop_meditation
from pyao.rules.body.reviving import revive
from pyao.rules.body.skills import assign_points
from pyao.rules.combat import melee
from pyao.rules.combat.damage import net_by_npc, net_on_npc, roll_absorbed, roll_damage
from pyao.rules.combat.odds import evasion_of, hit_chance, power_of, weapon_skill
from pyao.rules.creatures.population import populate
from pyao.rules.creatures.respawning import MIDDLE
from pyao.rules.items import dropping, inventory
from pyao.rules.items.equipment import worn_item
from pyao.rules.map.positions import closest_legal
from pyao.rules.map.walking import walk
from pyao.rules.map.warp import warp
from pyao.world.clock import TICK_MS, ManualClock
from pyao.world.host import NoHost
from pyao.world.ledger import COINS
from pyao.world.record import Worn
from pyao.world.space import in_sight, is_playable
from pyao.world.world import World

if TYPE_CHECKING:
    from pyao.content.content import Content
    from pyao.content.npcs import NpcDef
    from pyao.content.settings import GameSettings
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.rng import Rng

STEP_MS = 280
"""The time for one tile at the client's speed.  Source: 01-protocol §13."""

WAY_MS, FUNERAL_MS = 60_000, 120_000
"""The way from the town to a hunting ground or back; and what it takes a ghost to get home and be revived."""

CASTERS = frozenset({PlayerClass.MAGE, PlayerClass.CLERIC, PlayerClass.BARD, PlayerClass.DRUID})
CASTERS_POINTS = {Skill.MAGIA: 6, Skill.TACTICAS: 4}
"""Who casts from the first day, and how it assigns its first points."""

LONGEST_MS = 60 * 3_600_000
"""Who has not got there after so long is given up."""

HURT, HUNGRY, BREATH = 0.5, 20, 12
"""Below which share of the health one drinks, below which bar one eats, and the stamina that a blow wants."""

PATIENCE_MS = 90_000
"""How long one goes after the same creature."""

CALM = 5
"""How many tiles away the next creature has to be for one to sit down and meditate."""

BEAT_S = 1.6
"""The time between two blows of a creature."""

FAIR = 0.8
"""The share of the full health that the worst creature of a ground may take in a fight, where one goes hunting."""

SAMPLES = 25


@dataclass(slots=True)
class Career:
    """How one newcomer got on; times in ms since its creation."""

    player_class: PlayerClass
    reached: dict[int, int] = field(default_factory=dict)
    """When it came to each level."""

    kills: int = 0
    deaths: int = 0
    trips: int = 0
    gold: int = 0
    grounds: dict[int, int] = field(default_factory=dict)
    """The map on which it was when it came to each level."""

    worn: list[str] = field(default_factory=list)
    """What it wears at the end."""

    def hours(self, level: int) -> float | None:
        """When it had reached that level; `None` = it never has."""
        return self.reached[level] / 3_600_000 if level in self.reached else None


def career(content: Content, player_class: PlayerClass, level: int, rng: Rng, settings: GameSettings) -> Career:
    """Let one human of that class hunt until it has reached the level."""
    clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
    world = World(content, settings, clock, rng, client=CLIENT_TRAITS[Dialect.GODOT], host=NoHost())
    populate(world)
    points = CASTERS_POINTS if player_class in CASTERS else None
    result = Career(player_class)
    hunter = _Hunter(world, newcomer(world, player_class, content.start, points), result, clock)
    start = clock.now_ms()
    while hunter.player.record.level < level and clock.now_ms() - start < LONGEST_MS:
        before = hunter.player.record.level
        hunter.act()
        clock.advance(TICK_MS)
        run_tick(world)
        for risen in range(before + 1, hunter.player.record.level + 1):
            result.reached[risen] = clock.now_ms() - start
            result.grounds[risen] = hunter.ground
    result.gold = hunter.player.record.gold
    result.worn = [item.name for part in Worn if (item := worn_item(world, hunter.player, part)) is not None]
    return result


class _Hunter:
    """One newcomer and what it does next."""

    def __init__(self, world: World, player: Player, career: Career, clock: ManualClock) -> None:
        self._clock = clock
        self.world, self.player, self.career = world, player, career
        self._shopper = Shopper(world, player)
        self.ground = 0
        self._level = 0
        self._next_step_ms = world.now_ms
        self._prey: Npc | None = None
        self._chased_ms = world.now_ms
        self._given_up: set[int] = set()
        self._feared: set[int] = set()

    def act(self) -> None:
        """Do what comes next in this tick."""
        record = self.player.record
        self.player.idle_minutes = 0
        if record.dead:
            self._come_back()
        elif record.level != self._level:
            self._level = record.level
            self._feared.clear()
            self._assign()
            self._shop()
        elif self.player.map != self.ground:  # through an exit, behind its prey
            self._go(self.ground, *MIDDLE)
        else:
            self._sustain()
            self._hunt()

    # Its body.

    def _assign(self) -> None:
        """Put free points where they help most, evenly."""
        record = self.player.record
        weapon = worn_item(self.world, self.player, Worn.WEAPON)
        wanted = [Skill.TACTICAS, weapon_skill(weapon)]
        if record.vitals.max_mana:
            wanted.append(Skill.MAGIA)
        points = [0] * len(Skill)
        for k in range(record.free_skill_points):
            points[wanted[k % len(wanted)] - 1] += 1
        assign_points(self.player, points)

    def _sustain(self) -> None:
        vitals = self.player.record.vitals
        if vitals.hp < vitals.max_hp * HURT and not self._shopper.use(lambda item: item.potion == RED):
            self._shop()
        if self._wants_mana() and self._beset():
            self._shopper.use(lambda item: item.potion == BLUE)
        if self._lacks_arrows():
            self._shop()
        if vitals.food < HUNGRY:
            self._shopper.use(lambda item: bool(item.food))
        if vitals.water < HUNGRY:
            self._shopper.use(lambda item: item.type is ObjectType.BEBIDAS)

    def _lacks_arrows(self) -> bool:
        """Whether an archer has none left, and the coins for some."""
        record, shopper = self.player.record, self._shopper
        archer = record.player_class == PlayerClass.HUNTER
        return archer and shopper.count(is_arrow) == 0 and shopper.price(is_arrow) * POTIONS <= record.gold

    # The town.

    def _come_back(self) -> None:
        self.career.deaths += 1
        self._feared.add(self.ground)
        revive(self.world, self.player)
        self._clock.advance(FUNERAL_MS)
        self._shop()

    def _shop(self) -> None:
        """Go to town, be healed and rested, buy what is needed, and go where there is most to win."""
        record = self.player.record
        self._clock.advance(2 * WAY_MS)
        self.career.trips += 1
        vitals, record.poisoned = record.vitals, False
        vitals.hp, vitals.mana, vitals.stamina = vitals.max_hp, vitals.max_mana, vitals.max_stamina
        self._shopper.shop()
        self.ground = self._choose_ground()
        self._go(self.ground, *MIDDLE)
        self._prey = None
        self._given_up.clear()

    # Where to hunt.

    def _choose_ground(self) -> int:
        """The map on which it expects the most experience in an hour, of those that it does not fear."""
        content = self.world.content
        grounds = {
            number: [npc for _x, _y, kind in here.npcs if _is_prey(npc := content.npcs[kind])]
            for number, here in content.maps.items()
            if not here.safe
        }
        hits = [roll_damage(self.world, self.player) for _ in range(SAMPLES)]
        absorbed = [roll_absorbed(self.world, self.player)[1] for _ in range(SAMPLES)]
        hopes: dict[int, float] = {}
        for number, creatures in grounds.items():
            if not creatures:
                continue
            fights = [self._fight_s(npc, hits) for npc in creatures]
            pains = [self._pain(npc, absorbed) * fight / BEAT_S for npc, fight in zip(creatures, fights, strict=True)]
            way = STEP_MS / 1_000 * MIDDLE[0] / sqrt(len(creatures))
            hope = sum(npc.exp for npc in creatures) / (sum(fights) + way * len(creatures))
            brave = max(pains) <= FAIR * self.player.record.vitals.max_hp and number not in self._feared
            hopes[number] = hope if brave else -max(pains)
        return max(hopes, key=lambda number: hopes[number])

    def _fight_s(self, npc: NpcDef, hits: list[int]) -> float:
        """The seconds that killing a creature is expected to take."""
        blow_s = self.world.settings.attack_interval_ms / 1_000
        weapon = worn_item(self.world, self.player, Worn.WEAPON)
        chance = hit_chance(power_of(self.world, self.player, weapon), npc.evasion) / 100
        mean = sum(net_on_npc(hit, npc.defence) for hit in hits) / len(hits)
        best = max(mean * chance / blow_s, 0.1)
        spell = best_spell(self.world, self.player)
        if spell is not None:
            best = max(best, harm(spell) * 1_000 / self.world.settings.spell_interval_ms)
        return max(blow_s, npc.max_hp / best)

    def _pain(self, npc: NpcDef, absorbed: list[int]) -> float:
        """The health that a blow of a creature is expected to take, misses counted."""
        chance = hit_chance(npc.attack_power, evasion_of(self.world, self.player)) / 100
        mean = (npc.min_hit + npc.max_hit) // 2
        pain = chance * sum(net_by_npc(mean, one) for one in absorbed) / len(absorbed)
        spells = [self.world.content.spells[number] for number in npc.spells]
        return pain + max((harm(spell) for spell in spells), default=0.0)

    # On the hunting ground.

    def _go(self, map_id: int, x: int, y: int) -> None:
        tile = closest_legal(self.world.maps[map_id], (x, y))
        if tile is not None:
            warp(self.world, self.player, map_id, *tile, fx=False)

    def _hunt(self) -> None:
        """Cast at the prey, strike it, or go towards it; coins that it leaves are picked up first."""
        prey = self._prey
        if prey is None or not prey.char:
            if prey is not None:
                self.career.kills += 1
            prey = self._prey = self._nearest()
            self._chased_ms = self.world.now_ms
        elif self.world.now_ms - self._chased_ms > PATIENCE_MS:
            self._given_up.add(prey.char)
            self._prey = None
        if self._meditates():
            return
        loot = self._loot()
        if loot is not None:
            self._walk_to(*loot)
        elif prey is not None and not self._cast(prey):
            self._strike_or_walk(prey)

    def _nearest(self) -> Npc | None:
        here = self.world.map_of(self.player)
        return min(
            (
                npc
                for npc in here.npcs.values()
                if _is_prey(npc.definition) and is_playable(npc.x, npc.y) and npc.char not in self._given_up
            ),
            key=lambda npc: abs(npc.x - self.player.x) + abs(npc.y - self.player.y),
            default=None,
        )

    def _wants_mana(self) -> bool:
        spell, vitals = best_spell(self.world, self.player), self.player.record.vitals
        return spell is not None and vitals.mana < spell.mana

    def _beset(self) -> bool:
        """Whether a creature is near."""
        one = self._nearest()
        return one is not None and abs(one.x - self.player.x) + abs(one.y - self.player.y) < CALM

    def _meditates(self) -> bool:
        """Meditate where nobody is near, until all mana is there; `False` = there is something else to do."""
        player = self.player
        if (player.meditating or self._wants_mana()) and not self._beset():
            if not player.meditating:
                meditate(self.world, player)
            return player.meditating
        if player.meditating:
            stop_meditation(self.world, player)
        return False

    def _loot(self) -> tuple[int, int] | None:
        """Where coins or goods lie in reach; those underfoot are picked up."""
        here, x, y = self.world.map_of(self.player), self.player.x, self.player.y
        if self._would_take((x, y)):
            dropping.pick_up(self.world, self.player)
        near = [(x + dx, y + dy) for dx in range(-2, 3) for dy in range(-2, 3) if dx or dy]
        return next((tile for tile in near if self._would_take(tile) and here.is_legal(*tile)), None)

    def _would_take(self, tile: tuple[int, int]) -> bool:
        lying = self.world.map_of(self.player).objects.get(tile)
        if lying is None:
            return False
        item = self.world.content.items[lying.item]
        if item.id == COINS:
            return True
        bag, usable = self.player.record.inventory, usable_slots(self.player, self.world.content)
        return item.value > 0 and not item.fixed and inventory.find_slot(bag, usable, item.id, lying.amount) is not None

    def _cast(self, prey: Npc) -> bool:
        """Cast at a creature in sight if there is mana; `False` = there is not."""
        spell, vitals = best_spell(self.world, self.player), self.player.record.vitals
        if spell is None or vitals.mana < spell.mana or vitals.stamina < spell.stamina:
            return False
        if not in_sight(prey.x - self.player.x, prey.y - self.player.y):
            return False
        self.player.selected_spell = spell.id
        armed_clicks.click(self.world, self.player, *_head(prey), Skill.MAGIA)
        return True

    def _strike_or_walk(self, prey: Npc) -> None:
        player = self.player
        weapon = worn_item(self.world, player, Worn.WEAPON)
        breath = player.record.vitals.stamina >= BREATH
        if weapon is not None and weapon.ranged and in_sight(prey.x - player.x, prey.y - player.y):
            if breath:
                armed_clicks.click(self.world, player, *_head(prey), Skill.PROYECTILES)
            return
        beside = next((one for one in Heading if (player.x + one.dx, player.y + one.dy) == (prey.x, prey.y)), None)
        if beside is None:
            self._walk_to(prey.x, prey.y)
        elif breath:
            player.heading = beside
            melee.attack(self.world, player)

    def _walk_to(self, x: int, y: int) -> None:
        """One step towards a tile, aside if something stands in the way."""
        if self.world.now_ms < self._next_step_ms:
            return
        self._next_step_ms = self.world.now_ms + STEP_MS
        player, before = self.player, (self.player.x, self.player.y)
        dx, dy = x - player.x, y - player.y
        across = Heading.EAST if dx > 0 else Heading.WEST
        along = Heading.SOUTH if dy > 0 else Heading.NORTH
        walk(self.world, player, across if abs(dx) > abs(dy) else along)
        if (player.x, player.y) == before:
            aside = list(islice((one for one in Heading if (one.dx == 0) is (abs(dx) > abs(dy))), 2))
            walk(self.world, player, aside[self.world.rng.roll(0, 1)])


def _is_prey(npc: NpcDef) -> bool:
    """Whether one may hunt such a creature with the safe on, and reach it on foot."""
    return npc.attackable and npc.hostile and not npc.shuns_land


def _head(npc: Npc) -> tuple[int, int]:
    """The tile that one clicks to hit a creature: that of its feet may be behind one's own head.  Source: 03 §16."""
    return npc.x, npc.y - 1
