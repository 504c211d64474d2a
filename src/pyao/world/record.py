"""A character as it is saved, field by field.

A `Player` keeps what it can directly in its record, so that memory and save can't drift apart.  Stores write records
and importers make them; neither knows any rules.
Source: 02-sessions-and-characters §6.2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

INVENTORY_SLOTS = 30
"""Slots that a record keeps; more than `USABLE_SLOTS` are never used.  Source: 02 §4.2."""

USABLE_SLOTS = 25
"""The inventory slots of the largest backpack, which are all that a client can show."""

BANK_SLOTS = 40
MAX_STACK = 10_000
LAST_IPS = 5
"""How many of the last logins are kept."""

MAX_EMAIL = 254
"""Letters of the longest address that mail can be sent to."""

SPELL_SLOTS = 35
PET_SLOTS = 3
SKILL_COUNT = 20
SKILL_INITIAL_ELU = 200


@dataclass(slots=True)
class ItemStack:
    """An object and how many there are, 1..`MAX_STACK`; `equipped` only means something in the inventory."""

    item: int
    amount: int
    equipped: bool = False


class Worn(Enum):
    """The roles in which objects from the bag are worn."""

    WEAPON = "weapon"
    ARMOUR = "armour"
    HELMET = "helmet"
    SHIELD = "shield"
    BOAT = "boat"
    AMMUNITION = "ammunition"
    RING = "ring"
    BACKPACK = "backpack"


@dataclass(slots=True)
class Look:
    """How a character is drawn: numbers of the client's graphics.  2 = no weapon, shield or helmet."""

    body: int = 0
    head: int = 0
    weapon: int = 2
    shield: int = 2
    helmet: int = 2

    def draw(self, worn: Worn, animation: int) -> None:
        """Draw another weapon, shield or helmet; other things worn have no animation of their own."""
        match worn:
            case Worn.WEAPON:
                self.weapon = animation
            case Worn.SHIELD:
                self.shield = animation
            case Worn.HELMET:
                self.helmet = animation


@dataclass(slots=True)
class Vitals:
    """The bars, and the bounds of a blow.  Current values never exceed their maximum; hp 0 = dead."""

    max_hp: int = 0
    hp: int = 0
    max_mana: int = 0
    mana: int = 0
    max_stamina: int = 0
    stamina: int = 0
    max_water: int = 100
    water: int = 100
    max_food: int = 100
    food: int = 100
    max_hit: int = 2
    min_hit: int = 1


@dataclass(slots=True)
class Attributes:
    """The five attributes, 0..40 each; in a record they are the base values, without spells and potions."""

    strength: int = 0
    agility: int = 0
    intelligence: int = 0
    charisma: int = 0
    constitution: int = 0


@dataclass(slots=True)
class SkillRecord:
    """One skill: its level 0..100, the experience towards the next point, and how much that point takes."""

    level: int = 0
    exp: int = 0
    elu: int = SKILL_INITIAL_ELU


@dataclass(slots=True)
class Reputation:
    """The points of the six kinds of deeds that make a citizen or a criminal, 0..6 000 000 each."""

    assassin: int = 0
    bandit: int = 0
    bourgeois: int = 0
    thief: int = 0
    noble: int = 0
    plebeian: int = 0


@dataclass(slots=True)
class Equipment:
    """The inventory slot (1..25) of each thing worn; 0 = none."""

    weapon: int = 0
    armour: int = 0
    helmet: int = 0
    shield: int = 0
    boat: int = 0
    ammunition: int = 0
    ring: int = 0
    backpack: int = 0

    def slot_of(self, worn: Worn) -> int:  # noqa: PLR0911  # one for each
        """The inventory slot of the object worn in that role; 0 = none."""
        match worn:
            case Worn.WEAPON:
                return self.weapon
            case Worn.ARMOUR:
                return self.armour
            case Worn.HELMET:
                return self.helmet
            case Worn.SHIELD:
                return self.shield
            case Worn.BOAT:
                return self.boat
            case Worn.AMMUNITION:
                return self.ammunition
            case Worn.RING:
                return self.ring
            case Worn.BACKPACK:
                return self.backpack

    def wear(self, worn: Worn, slot: int) -> None:
        """Wear the object in an inventory slot in that role; 0 = none."""
        match worn:
            case Worn.WEAPON:
                self.weapon = slot
            case Worn.ARMOUR:
                self.armour = slot
            case Worn.HELMET:
                self.helmet = slot
            case Worn.SHIELD:
                self.shield = slot
            case Worn.BOAT:
                self.boat = slot
            case Worn.AMMUNITION:
                self.ammunition = slot
            case Worn.RING:
                self.ring = slot
            case Worn.BACKPACK:
                self.backpack = slot

    def worn_as(self, slot: int) -> Worn | None:
        """The role in which the object in an inventory slot is worn; `None` = it is not worn, or slot 0."""
        return next((worn for worn in Worn if slot and self.slot_of(worn) == slot), None)


@dataclass(slots=True)
class Faction:
    """Service in the Royal Army or the Dark Legion."""

    royal_army: bool = False
    chaos_legion: bool = False
    royal_armour_received: bool = False
    chaos_armour_received: bool = False
    royal_initial_exp_received: bool = False
    chaos_initial_exp_received: bool = False
    reenlistments: int = 0
    citizens_killed: int = 0
    criminals_killed: int = 0
    royal_rewards: int = 0
    chaos_rewards: int = 0
    entry_level: int = 0
    entry_kills: int = 0
    next_reward: int = 0
    entry_date: str = ""  # "" = never joined
    expulsion_note: str = ""


@dataclass(slots=True)
class GuildMembership:
    """A character's guild and applications.  Guilds are numbered from 1; 0 = none."""

    guild: int = 0
    applicant_to: int = 0
    petitions: str = ""
    past_guilds: str = ""
    rejection: str = ""


@dataclass(slots=True)
class CharacterRecord:
    """One saved character.  `name` is as typed at creation; the key is `key_of(name)`."""

    name: str
    password_hash: str = ""
    email: str = ""
    description: str = ""
    gender: int = 1
    race: int = 1
    player_class: int = 1
    home: int = 1
    heading: int = 3
    look: Look = field(default_factory=Look)
    uptime_s: int = 0
    last_ips: list[str] = field(default_factory=list)  # newest first, at most 5, "ip - date:time"
    map: int = 0  # 0 = not placed yet: the start of the game
    x: int = 0
    y: int = 0
    logged: bool = False
    dead: bool = False
    hungry: bool = False
    thirsty: bool = False
    sailing: bool = False
    poisoned: bool = False
    paralysed: bool = False
    banned: bool = False
    banned_by: str = ""
    ban_reason: str = ""
    last_map: int = 0
    royal_council: bool = False
    chaos_council: bool = False
    jail_minutes: int = 0
    assigned_skill_points: int = 0  # 0..10 (02 §7)
    free_skill_points: int = 0
    faction: Faction = field(default_factory=Faction)
    attributes: Attributes = field(default_factory=Attributes)
    skills: list[SkillRecord] = field(default_factory=lambda: [SkillRecord() for _ in range(SKILL_COUNT)])
    vitals: Vitals = field(default_factory=Vitals)
    gold: int = 0
    bank_gold: int = 0
    exp: int = 0
    level: int = 1
    exp_next: int = 300
    users_killed: int = 0
    npcs_killed: int = 0
    inventory: list[ItemStack | None] = field(default_factory=lambda: [None] * INVENTORY_SLOTS)
    bank: list[ItemStack | None] = field(default_factory=lambda: [None] * BANK_SLOTS)
    equipment: Equipment = field(default_factory=Equipment)
    reputation: Reputation = field(default_factory=Reputation)
    spells: list[int] = field(default_factory=lambda: [0] * SPELL_SLOTS)
    pets: list[int] = field(default_factory=lambda: [0] * PET_SLOTS)
    guild: GuildMembership = field(default_factory=GuildMembership)
    penalties: list[str] = field(default_factory=list)  # oldest first
    timed_states: dict[str, int] = field(default_factory=dict)  # ticks left at the last save; shown, never restored
    training_s: int = 0  # seconds on the current level
    last_poll: int = 0
    party_exp: float = 0.0  # experience earned in a party and not paid out yet (11 §4.3)
    ignored: list[str] = field(default_factory=list)  # keys of those whose words this player does not want to read
    errands: dict[int, int] = field(default_factory=dict)  # under way: how much of each is done
    errands_done: list[int] = field(default_factory=list)  # in the order in which they were done
    text_encoding: str = ""  # the player's own choice (/texto), "" = the server's setting
    language: str = ""  # the player's own choice (/idioma), "" = the server's setting


def key_of(name: str) -> str:
    """The key under which a character is kept; names that differ only in case have the same.  Source: 02 §2."""
    return name.upper()
