"""The ledger: each time gold or objects come into existence, cease to exist or change hands, with the reason.

How rules use it (gold is counted as the object `COINS`, in purses, banks, piles and bags alike):

    world.ledger.item(Reason.LOOT, 36, +5)      # five came into existence
    world.ledger.item(Reason.USE, 36, -1)       # one is gone for good
    world.ledger.gold(Reason.GAMBLE, -100)      # the same for gold
    world.ledger.moved(Reason.TRADE, 36, 5)     # they only changed hands
    world.ledger.stored(Reason.GM, 36, +1)      # born or gone in the record of a character who is not in the world

`rules.items.inventory.give` and `take`, `rules.map.ground.put` and `erase` make the entry themselves when they are
given `born=` or `gone=`; what a rule only moves needs neither.  What nobody can pick up (trees, doors) is not counted.
What is held (on the ground, and in purses, bags and banks of the players in the world) must add up to what the ledger
expects: `check` tells what does not.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pyao.world.map import Map
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

COINS = 12
"""The number of the object that gold is on the ground; gold is counted under it everywhere."""


class Reason(Enum):
    """Why something came into existence, ceased to exist or changed hands.  The values are kept in the store."""

    CREATION = "creation"
    DROP = "drop"
    PICK_UP = "pick-up"
    DEATH = "death"
    LOOT = "loot"
    SHOP = "shop"
    BANK = "bank"
    TRADE = "trade"
    GAMBLE = "gamble"
    USE = "use"
    CRAFT = "craft"
    WORK = "work"
    THEFT = "theft"
    FACTION = "faction"
    ERRAND = "errand"
    NEWBIE = "newbie"
    """Taken from a player who is a newbie no longer."""
    DECAY = "decay"
    """Burnt, cleaned up, or covered by something else."""
    RESTART = "restart"
    """What lay on the ground when the server stopped is lost; what the map files put there lies there again."""
    GM = "gm"
    UNDO = "undo"
    """A character was brought back to an earlier state: what it has again, and what it has no longer."""
    UNEXPLAINED = "unexplained"
    """A fault that `check` has found."""


@dataclass(slots=True)
class Turnover:
    """How many pieces of an object were born, gone or moved for one reason."""

    born: int = 0
    gone: int = 0
    moved: int = 0

    def enter(self, amount: int) -> None:
        """So many were born; negative = are gone."""
        if amount > 0:
            self.born += amount
        else:
            self.gone -= amount

    def add(self, other: Turnover) -> None:
        """Add another turnover to this one."""
        self.born += other.born
        self.gone += other.gone
        self.moved += other.moved


class Cut(NamedTuple):
    """The ledger at one moment."""

    expected: Counter[int]
    """What must be held."""

    entries: dict[tuple[Reason, int], Turnover]


class Ledger:
    """The entries since they were last taken, and what must be held now."""

    def __init__(self, counts: Callable[[int], bool], held: Mapping[int, int]) -> None:
        """`counts` tells whether an object is counted at all; `held` is what there is at the start."""
        self._counts = counts
        self._expected = Counter(held)
        self._entries: dict[tuple[Reason, int], Turnover] = {}

    def item(self, reason: Reason, item: int, amount: int) -> None:
        """So many came into existence; negative = they are gone."""
        self.stored(reason, item, amount)
        self._expected[item] += amount

    def gold(self, reason: Reason, amount: int) -> None:
        """So much gold came into existence; negative = it is gone."""
        self.item(reason, COINS, amount)

    def moved(self, reason: Reason, item: int, amount: int) -> None:
        """So many changed hands."""
        if self._counts(item):
            self._entry(reason, item).moved += abs(amount)

    def stored(self, reason: Reason, item: int, amount: int) -> None:
        """So many came into existence (negative = are gone) in the record of a character who is not in the world."""
        if amount and self._counts(item):
            self._entry(reason, item).enter(amount)

    @contextmanager
    def births(self, reason: Reason, record: CharacterRecord) -> Iterator[None]:
        """A new record comes into the store: what it owns is entered now, and taken back if this ends with a fault."""
        owned = held_by(record)
        for item, amount in owned.items():
            self.stored(reason, item, amount)
        try:
            yield
        except BaseException:
            for item, amount in owned.items():
                if amount and self._counts(item):
                    self._entry(reason, item).born -= amount
            raise

    def enters(self, record: CharacterRecord) -> None:
        """A character enters the world with all that it owns."""
        self._expected.update(held_by(record))

    def leaves(self, record: CharacterRecord) -> None:
        """A character leaves the world with all that it owns."""
        self._expected.subtract(held_by(record))

    def take_entries(self) -> dict[tuple[Reason, int], Turnover]:
        """Take the entries made since the last time."""
        taken, self._entries = self._entries, {}
        return taken

    def cut(self) -> Cut:
        """What must be held at this moment, and the entries since the last time, which are taken."""
        return Cut(Counter(self._expected), self.take_entries())

    def put_back(self, cut: Cut) -> None:
        """Let the next cut have these entries: this one is of no use."""
        for (reason, item), turnover in cut.entries.items():
            self._entry(reason, item).add(turnover)

    def check(self, held: Mapping[int, int], cut: Cut | None = None) -> dict[int, int]:
        """How many more (negative: fewer) of each object are held than the entries explain; empty = all adds up.

        Each difference is entered once, as `Reason.UNEXPLAINED`; from then on it is expected.  `cut` = what is compared
        and where it is entered, if `held` was held at the moment of that one.
        """
        expected, entries = (self._expected, self._entries) if cut is None else (cut.expected, cut.entries)
        odd = Counter(held)
        odd.subtract(expected)
        differences = {item: surplus for item, surplus in odd.items() if surplus}
        self._expected.update(differences)
        wrong = {item: surplus for item, surplus in differences.items() if self._counts(item)}
        for item, surplus in wrong.items():
            entries.setdefault((Reason.UNEXPLAINED, item), Turnover()).enter(surplus)
        return wrong

    def _entry(self, reason: Reason, item: int) -> Turnover:
        return self._entries.setdefault((reason, item), Turnover())


def held_by(record: CharacterRecord) -> Counter[int]:
    """All that a character owns, by object."""
    held: Counter[int] = Counter()
    count_held(record, held)
    return held


def count_held(record: CharacterRecord, held: Counter[int]) -> None:
    """Add all that a character owns to `held`."""
    for stacks in (record.inventory, record.bank):
        for stack in stacks:
            if stack is not None:
                held[stack.item] += stack.amount
    held[COINS] += record.gold + record.bank_gold


def lying_on(here: Map) -> Counter[int]:
    """All that lies on a map, by object."""
    held: Counter[int] = Counter()
    for thing in here.objects.values():
        held[thing.item] += thing.amount
    return held


def lying_in(world: World) -> Counter[int]:
    """All that lies on the ground of all maps, by object."""
    held: Counter[int] = Counter()
    for here in world.maps.values():
        held.update(lying_on(here))
    return held


def held_in(world: World) -> Counter[int]:
    """All that there is in the world, by object."""
    held = lying_in(world)
    for player in world.players.values():
        count_held(player.record, held)
    return held
