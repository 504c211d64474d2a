"""Duels of two fighters in an arena under the real rules, to see who wins how often.

A fighter is written `Class:level:option=value,…`, for instance `Guerrero:30:raza=Enano,arma=124,escudo=128,armas=90`.
Skills that are not named are as high as practice can raise them at that level.  Nothing is worn that is not named,
except plain clothes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pyao.content.content import Content
from pyao.content.enums import City, Gender, Heading, ObjectType, PlayerClass, Race, Skill, Trigger
from pyao.content.items import ItemDef
from pyao.content.maps import TILES, MapDef
from pyao.protocol.client_packets import LoginNewChar
from pyao.protocol.dialect import CLIENT_TRAITS, Dialect
from pyao.protocol.packet_id import MultiMessageID as M
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import TextEncoding
from pyao.rules import armed_clicks
from pyao.rules.beats import run_tick
from pyao.rules.body.levels import MAX_LEVEL, check_level
from pyao.rules.body.races import HEADS
from pyao.rules.body.skills import skill_cap, skill_of
from pyao.rules.combat import melee
from pyao.rules.session.creation import new_record, throw_dices
from pyao.rules.session.entry import awaken, enter_world
from pyao.storage.classic.tables import CLASS_NAMES, RACE_NAMES
from pyao.world.clock import TICK_MS, ManualClock
from pyao.world.host import NoHost
from pyao.world.messages import UNHEARD
from pyao.world.record import MAX_STACK, Equipment, ItemStack, Worn
from pyao.world.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyao.content.settings import GameSettings
    from pyao.protocol.message import Message
    from pyao.world.messages import Messages, Toggle
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.rng import Rng

PARTS = {
    "arma": Worn.WEAPON,
    "armadura": Worn.ARMOUR,
    "escudo": Worn.SHIELD,
    "casco": Worn.HELMET,
    "anillo": Worn.RING,
    "flechas": Worn.AMMUNITION,
}
RACES = {name.lower(): one for name, one in RACE_NAMES.items()}
CLASSES = {name.lower(): one for name, one in CLASS_NAMES.items()}
SKILLS = {skill.name.lower(): skill for skill in Skill}
LONGEST_MS = 600_000
"""A duel that takes longer is a draw."""

PLAINCLOTHES = 32_767
"""Worn by a fighter without armour: naked, it would freeze in a long duel."""

_ARENA = MapDef(id=1, name="Arena", triggers=bytes([Trigger.ZONAPELEA]) * TILES)
CLOTHES = ItemDef(id=PLAINCLOTHES, name="Ropa", type=ObjectType.ARMADURA)


class BadFighter(ValueError):
    """The description of a fighter is wrong; the text says why."""


@dataclass(frozen=True, slots=True)
class Fighter:
    """A fighter as described by the operator."""

    player_class: PlayerClass
    level: int
    race: Race = Race.HUMAN
    worn: Mapping[Worn, int] = field(default_factory=dict)
    skills: Mapping[Skill, int] = field(default_factory=dict)
    spell: int = 0
    """Number of the spell that is cast whenever intervals and mana allow it; 0 = none."""


def parse_fighter(content: Content, text: str) -> Fighter:
    """Read `Class:level:option=value,…`.

    Raises:
        BadFighter: something in it is unknown or out of range.

    """
    class_name, _, rest = text.partition(":")
    level, _, options = rest.partition(":")
    player_class = CLASSES.get(class_name.strip().lower())
    if player_class is None:
        raise BadFighter(f"{class_name!r}: there is no such class; there are {', '.join(CLASS_NAMES)}")
    race, worn, skills, spell = Race.HUMAN, dict[Worn, int](), dict[Skill, int](), 0
    for option in filter(None, (one.strip() for one in options.split(","))):
        name, _, value = option.partition("=")
        name, value = name.strip().lower(), value.strip().lower()
        if name == "raza" and value in RACES:
            race = RACES[value]
        elif name in PARTS:
            worn[PARTS[name]] = _known(content.items, "object", option, value)
        elif name == "hechizo":
            spell = _known(content.spells, "spell", option, value)
        elif name in SKILLS:
            skills[SKILLS[name]] = _number(option, value, 0, 100)
        else:
            known = ", ".join(("raza", "hechizo", *PARTS, *SKILLS))
            raise BadFighter(f"{option!r}: the options are {known}")
    return Fighter(player_class, _number("level", level, 1, MAX_LEVEL), race, worn, skills, spell)


def _number(what: str, text: str, low: int, high: int) -> int:
    if not text.strip().isdecimal() or not low <= int(text) <= high:
        raise BadFighter(f"{what}: a number from {low} to {high} is needed, not {text!r}")
    return int(text)


def _known(kinds: Mapping[int, object], kind: str, option: str, value: str) -> int:
    number = _number(option, value, 1, 32_767)
    if number not in kinds:
        raise BadFighter(f"{option!r}: there is no {kind} {number}")
    return number


class Scorer:
    """Stands in for a fighter's client: it counts what the messages say about the fight and drops them."""

    encoding = TextEncoding.CP1252

    def __init__(self, score: Score) -> None:
        """Counts go into `score`."""
        self.outbox: list[bytes] = UNHEARD
        self._score = score

    def send(self, message: Message) -> None:
        """Count hits, misses and blocked blows."""
        if message.id is not S.MULTI_MESSAGE:
            return
        kind = message.values[0]
        if kind == M.USER_HITTED_USER:
            self._score.hits += 1
            self._score.last_hit = message.values[3]
        elif kind == M.USER_SWING:
            self._score.misses += 1
        elif kind == M.BLOCKED_WITH_SHIELDOTHER:
            self._score.blocked += 1

    def toggle(self, flag: Toggle, *, on: bool) -> None:
        """Ignore the flag: no client is shown it."""

    def round_trip_ms(self) -> int:
        """No client is far away."""
        return 0

    def log_fields(self) -> Mapping[str, object]:
        """Nothing is logged."""
        return {}

    def close(self) -> None:
        """There is nothing to close."""


@dataclass(slots=True)
class Score:
    """What one side did in all duels."""

    wins: int = 0
    hits: int = 0
    misses: int = 0
    blocked: int = 0
    last_hit: int = 0
    damage: Counter[int] = field(default_factory=Counter)
    """How often one attack took this many points of health, special blows included."""

    magic: Counter[int] = field(default_factory=Counter)
    """How often one spell took this many points of health."""

    @property
    def hit_pct(self) -> float:
        """Percentage of the attacks that landed."""
        attacks = self.hits + self.misses
        return 100 * self.hits / attacks if attacks else 0.0

    @property
    def blocked_pct(self) -> float:
        """Percentage of the misses that a shield stopped."""
        return 100 * self.blocked / self.misses if self.misses else 0.0

    @property
    def mean_damage(self) -> float:
        """Mean damage of the attacks that landed."""
        return _mean(self.damage)

    @property
    def mean_magic(self) -> float:
        """Mean damage of the spells that were cast."""
        return _mean(self.magic)

    def quantile(self, share: float) -> int:
        """The damage that this share (0..1) of the landed attacks does not exceed."""
        left = share * self.damage.total()
        for points in sorted(self.damage):
            left -= self.damage[points]
            if left <= 0:
                return points
        return max(self.damage, default=0)


def _mean(damage: Counter[int]) -> float:
    number = damage.total()
    return sum(points * times for points, times in damage.items()) / number if number else 0.0


@dataclass(slots=True)
class Outcome:
    """The result of all duels; times in ms."""

    a: Score = field(default_factory=Score)
    b: Score = field(default_factory=Score)
    draws: int = 0
    total_ms: int = 0


def fight(content: Content, a: Fighter, b: Fighter, number: int, rng: Rng, settings: GameSettings) -> Outcome:
    """Let two fighters meet `number` times; each begins every other duel."""
    outcome = Outcome()
    for duel in range(number):
        _one_duel(_arena(content), (a, b), outcome, rng, settings, b_first=bool(duel % 2))
    return outcome


def _arena(content: Content) -> Content:
    return Content(
        maps={1: _ARENA},
        items={PLAINCLOTHES: CLOTHES, **content.items},
        npcs={},
        spells=content.spells,
        balance=content.balance,
        starting_kit=content.starting_kit,
        start=(1, 50, 50),
    )


def _one_duel(
    content: Content,
    fighters: tuple[Fighter, Fighter],
    outcome: Outcome,
    rng: Rng,
    settings: GameSettings,
    *,
    b_first: bool,
) -> None:
    clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
    world = World(content, settings, clock, rng, client=CLIENT_TRAITS[Dialect.GODOT], host=NoHost())
    scores = outcome.a, outcome.b
    sides = [enter(world, one, slot, Scorer(scores[slot - 1])) for slot, one in enumerate(fighters, 1)]
    sides[0].heading, sides[1].heading = Heading.EAST, Heading.WEST
    order = (1, 0) if b_first else (0, 1)
    start = clock.now_ms()
    while clock.now_ms() - start < LONGEST_MS:
        for k in order:
            _cast(world, sides[k], sides[1 - k], fighters[k].spell, scores[k])
            if not sides[1 - k].dead:
                _attack(world, sides[k], sides[1 - k], scores[k])
            if sides[1 - k].dead:
                scores[k].wins += 1
                outcome.total_ms += clock.now_ms() - start
                return
        clock.advance(TICK_MS)
        run_tick(world)
    outcome.draws += 1
    outcome.total_ms += LONGEST_MS


def _cast(world: World, caster: Player, victim: Player, number: int, score: Score) -> None:
    """Try the spell if there is enough mana and stamina: trying without them would waste the interval."""
    spell, vitals = world.content.spells.get(number), caster.record.vitals
    if spell is None or vitals.mana < spell.mana or vitals.stamina < spell.stamina:
        return
    mana, health = vitals.mana, victim.record.vitals.hp
    caster.selected_spell = number
    armed_clicks.click(world, caster, victim.x, victim.y, Skill.MAGIA)
    if vitals.mana < mana:
        score.magic[health - victim.record.vitals.hp] += 1


def _attack(world: World, attacker: Player, victim: Player, score: Score) -> None:
    before, hits = victim.record.vitals.hp, score.hits
    weapon = attacker.record.equipment.weapon
    stack = attacker.record.inventory[weapon - 1] if weapon else None
    if stack is not None and world.content.items[stack.item].ranged:
        armed_clicks.click(world, attacker, victim.x, victim.y, Skill.PROYECTILES)
    else:
        melee.attack(world, attacker)
    if score.hits > hits:
        # A dying fighter only shows the loss of the health it still had.
        taken = before - victim.record.vitals.hp
        score.damage[max(taken, score.last_hit)] += 1


def enter(world: World, fighter: Fighter, slot: int, messages: Messages) -> Player:
    """A new character of that class and race, raised to the level, dressed and trained as described.

    It stands at (49 + slot, 50) on map 1.  Its skills stay as they are, however much it practises.
    """
    name = "Uno" if slot == 1 else "Dos"
    head, _last = HEADS[fighter.race, Gender.MAN]
    packet = LoginNewChar(
        name,
        "clave",
        0,
        13,
        3,
        fighter.race,
        Gender.MAN,
        fighter.player_class,
        head,
        "",
        City.NIX,
    )
    record = new_record(world.content, world.rng, packet, throw_dices(world.rng))
    record.map, record.x, record.y = 1, 49 + slot, 50
    record.assigned_skill_points = 10
    player = awaken(world, record, name, slot, messages=messages, ip="")
    enter_world(world, player)
    while record.level < fighter.level:
        record.exp = record.exp_next
        check_level(world, player)
    _dress(record, fighter)
    for skill in Skill:
        learned = skill_of(player, skill)
        learned.level, learned.elu = fighter.skills.get(skill, skill_cap(fighter.level)), 1_000_000_000
    record.vitals.stamina = record.vitals.max_stamina
    record.vitals.mana = record.vitals.max_mana
    return player


def _dress(record: CharacterRecord, fighter: Fighter) -> None:
    """Leave nothing in the bag but what is worn; comes last, since rising in level removes newbie objects."""
    record.inventory = [None] * len(record.inventory)
    record.equipment = Equipment()
    for place, (worn, item) in enumerate(({Worn.ARMOUR: PLAINCLOTHES} | dict(fighter.worn)).items()):
        record.inventory[place] = ItemStack(item, MAX_STACK if worn is Worn.AMMUNITION else 1, True)
        record.equipment.wear(worn, place + 1)
