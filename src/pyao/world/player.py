"""A player in the world: the record that lasts, and everything that ends with the session.

Rules change what is saved as it is (level, gold, vitals, inventory …) directly in the record.  Position, heading, look
and the states below are copied into it by `rules.session.saving` before a save.
Source: 02-sessions-and-characters §4.2, §6.2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyao.content.enums import GM_RANKS, Privilege
from pyao.protocol import colours
from pyao.world.character import Character
from pyao.world.commerce import Commerce, Mode
from pyao.world.messages import NOBODY, Messages
from pyao.world.record import Attributes

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.enums import Skill
    from pyao.protocol.colours import Colour
    from pyao.protocol.enums import GuildAlignment
    from pyao.protocol.message import Message
    from pyao.world.naps import Nap
    from pyao.world.npc import Npc
    from pyao.world.parties import Party
    from pyao.world.record import CharacterRecord, Look
    from pyao.world.snapshot import Snapshot
    from pyao.world.timers import TimedState
    from pyao.world.tokens import Bucket

USER_BIT, _GM_BITS = int(Privilege.USER), int(GM_RANKS)


@dataclass(slots=True)
class Targets:
    """What the player has selected by clicking.  Source: 03-world §16.

    These are numbers, not objects: whoever has gone since is simply not found.
    """

    map: int = 0
    x: int = 0
    y: int = 0
    slot: int = 0
    """Session slot of a player; 0 = none."""
    npc: int = 0
    """Char index of an NPC; 0 = none."""
    item: int = 0
    """Number of the object; 0 = none.  It lay on tile (`item_x`, `item_y`) of map `item_map`."""
    item_map: int = 0
    item_x: int = 0
    item_y: int = 0


@dataclass(slots=True)
class Pace:
    """What the speed check remembers; times in ms, `None` = never.  Source: 03-world §10 step 1."""

    steps: int = 0
    """Walks since the last check."""

    start_ms: int | None = None
    """When the last check was."""

    mark_ms: int | None = None
    """When a check last found the player too fast."""


LONG_AGO_MS = -1_000_000_000


@dataclass(slots=True)
class Stamps:
    """When something was last done, in ms of the world's clock.  Source: 04-combat §1."""

    hit: int = LONG_AGO_MS
    hit_use: int = LONG_AGO_MS
    """The last blow too; potions wait for this one."""

    spell: int = LONG_AGO_MS
    bow: int = LONG_AGO_MS
    work: int = LONG_AGO_MS
    magic_hit: int = LONG_AGO_MS
    """The last blow that was allowed because it followed a spell."""

    hit_magic: int = LONG_AGO_MS
    """The last spell that was allowed because it followed a blow."""


@dataclass(slots=True)
class BodyCounters:
    """How many ticks each effect on the body has counted so far.  Source: 04-combat §1, §13."""

    lava: int = 0
    cold: int = 0
    poison: int = 0
    thirst: int = 0
    hunger: int = 0
    health: int = 0
    stamina: int = 0
    paralysis: int = 0
    """What is left of a paralysis that may end early; any other is not counted here but due in `Timers`."""

    boost: int = 0
    """While the player is dead: how much longer attributes would have been changed."""

    invisibility: int = 0
    """Where the counter of the next invisibility starts.  Source: 05-magic §11."""


@dataclass(slots=True)
class Batch:
    """How many pieces are still to be crafted, and how many at a time.  Source: 07-work §6.2."""

    left: int = 0
    cycle: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A batch that is worked at by itself: the craft's skill, the object, and the place (map, x, y) where it began."""

    skill: Skill
    item: int
    place: tuple[int, int, int]


Drawn: TypeAlias = tuple[int, int, int, int, int, int, int, int, int, int, int]
"""The numbers in CharacterCreate before the name.  Source: 01-protocol §5."""


class Introduction(NamedTuple):
    """A CharacterCreate, and what it was made of: it stays the same as long as that does."""

    numbers: Drawn
    label: tuple[str, int, Privilege]
    create: bytes | Message
    """Bytes if every client is sent the same ones."""


@dataclass(slots=True, eq=False, kw_only=True)
class Player(Character):
    """A character that a person plays.  `slot` is its session slot, 1..max_users."""

    slot: int
    record: CharacterRecord
    privileges: Privilege = Privilege.USER
    messages: Messages = NOBODY
    ip: str = ""
    entered_ms: int = 0

    attributes: Attributes = field(default_factory=Attributes)
    chat_colour: Colour = colours.DEFAULT
    due: dict[TimedState, tuple[int, int]] = field(default_factory=dict)
    """When each timed state that is running comes due: (tick, serial), kept by `Timers`."""

    paralysed: bool = False
    immobilised: bool = False
    meditating: bool = False
    resting: bool = False
    nap: Nap | None = None
    """While ticks pass the player over: since when, and which of the `BodyCounters` grow; kept by `pyao.world.naps`."""

    hidden: bool = False
    invisible: bool = False
    admin_invisible: bool = False
    sailing: bool = False
    retaliator: str = ""
    """Key of the citizen whose creature this player took and who may attack for it; "" = nobody.  Source: 04 §3.4."""

    paralysed_by: str = ""
    """Key of the player who caused the paralysis; "" = a creature or nobody."""

    dumb: bool = False
    blind: bool = False
    own_look: Look | None = None
    """The player's real look while mimicking somebody; `None` = not mimicking.  Source: 05-magic §7.1."""

    ignored_by_npcs: bool = False
    chased_by_npcs: bool = True
    """AdminPerseguible: whether creatures attack this player at all; only GMs can switch it off."""

    in_consultation: bool = False
    silenced: bool = False
    """Whether the staff has stopped reading this player's reports.  Source: 11-social §10 #1."""

    reads_denounces: bool = False
    """Whether this GM reads what players report.  Source: 11-social §10."""

    passed_sentinel: bool = False
    """Whether the player has answered a sentinel in this round.  Source: 11-social §9."""

    name_hidden: bool = False
    travelling_home: bool = False
    commerce: Commerce = field(default_factory=Commerce)

    safe_mode: bool = True
    resurrection_safe: bool = False

    leaving_s: int | None = None
    """Seconds of the exit countdown that are left; `None` = not leaving.  Source: 02 §5.1."""

    blocking_warnings: int = 0
    """Warnings in a row for blocking a passage.  Source: 02 §11."""

    level_since_ms: int = 0
    """When training for the present level began in this session, in ms.  Source: 02 §6.2 TrainningTime."""

    working: int = 0
    hiding: int = 0
    """Counters of work done and attempts to hide, which steps and spells lower again.  Source: 07-work §16."""

    batch: Batch = field(default_factory=Batch)
    """The batch of crafts that the player has asked for last."""

    shift: Shift | None = None
    """What the player makes by itself, cycle by cycle; `None` = nothing."""

    idle_minutes: int = 0
    """Minutes in a row without a packet.  Source: 02 §1.3."""

    pace: Pace = field(default_factory=Pace)
    targets: Targets = field(default_factory=Targets)
    selected_spell: int = 0
    """The spell that the next magic click casts; 0 = none.  Source: 05-magic §3."""

    founding: GuildAlignment | None = None
    """The alignment that a founder of a guild has chosen and may have.  Source: 11-social §3.3."""

    gm_description: str = ""
    """The text that others read instead of everything else when they click on a GM who has set it."""

    used_ms: int | None = None
    """When an object in the bag was last used, in ms; `None` = never.  Source: 06-items §7.1."""

    last_used: tuple[int, int] = (0, 0)
    """The object last used and its slot: what a click on a forge melts.  Source: 06-items §7.1."""

    stood_up_ms: int | None = None
    """When a Walk last ended a rest or a meditation, in ms; `None` = never.  Source: 03-world §10 step 6."""

    arrives_ms: int = 0
    """Walks before this time, in ms, were sent before the client saw where it is now.  Source: 03-world §10."""

    last_notice: int = 0
    """The code of the last sentence that is not repeated while no other one comes between.  Source: 07-work §1.3."""

    stamps: Stamps = field(default_factory=Stamps)
    counters: BodyCounters = field(default_factory=BodyCounters)
    meditating_since_ms: int = 0
    pets: list[Npc] = field(default_factory=list)
    """Tamed and summoned creatures, at most three."""

    owned_npc: Npc | None = None
    """The creature that this player owns, so that others may not fight it.  Source: 04 §3.5."""

    attacked_npc: Npc | None = None
    """NPCAtacado: the creature this player attacked last."""

    attacked_by_npc: Npc | None = None
    """AtacadoPorNpc: the creature that first attacked this player."""

    sharing_with: Player | None = None
    """The player who may also fight this one's creatures.  Source: 04 §3.3."""

    party: Party | None = None
    """The party that this player hunts with.  Source: 11-social §4."""

    party_request: Party | None = None
    """The party that this player has asked to join."""

    last_criminal_killed: str = ""
    last_citizen_killed: str = ""

    speech: Bucket | None = None
    """How much more this player may say; `None` = nothing has been said yet."""

    turns: Bucket | None = None
    """How often more this player may be seen turning at once; `None` = it has not turned yet."""

    introduction: Introduction | None = None
    """CharacterCreate as it was last sent to somebody, kept by `rules.body.appearance`."""

    npc_protection_ms: int | None = None
    """Until when NPCs leave the player alone, in ms; any packet from the player ends it.  Source: 02 §4.4."""

    snapshot: Snapshot | None = None
    """Where the record waits to be copied; `None` = it does not."""

    @property
    def dead(self) -> bool:
        """Whether the character is a ghost."""
        return glance(self).dead

    @property
    def trading(self) -> bool:
        """Whether a shop, a bank or a secure trade is open.  Source: 09-economy §0.1."""
        return self.commerce.mode is not Mode.NONE

    @property
    def naked(self) -> bool:
        """Whether no armour is worn.  Source: 06-items §12."""
        return not glance(self).equipment.armour

    @property
    def is_gm(self) -> bool:
        """Whether the player has one of the ranks Consejero, SemiDios, Dios or Admin."""
        return int(self.privileges) & _GM_BITS != 0

    @property
    def mortal(self) -> bool:
        """Whether the bit User is set: only such players are hurt by lava, cold, poison, hunger and blows."""
        # Asked every tick for everybody, and arithmetic with flags is many times slower than with numbers.
        return int(self.privileges) & USER_BIT != 0

    @property
    def connected(self) -> bool:
        """Whether the player's client is still connected."""
        return self.messages is not NOBODY

    @property
    def unseen(self) -> bool:
        """Whether the player is hidden by skill or invisible by spell."""
        return self.hidden or self.invisible


glance: Callable[[Player], CharacterRecord] = vars(Player)["record"].__get__
"""A player's record, only to be looked at at once, not changed: for this, one that waits in a snapshot isn't copied."""
