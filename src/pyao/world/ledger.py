"""The ledger: every birth, death and change of hands of gold and objects, with a reason.

How rules use it (gold is counted as the object `COINS`, in purses, banks, piles and bags alike):

    world.ledger.item(Reason.LOOT, 36, +5)      # five came into being
    world.ledger.item(Reason.USE, 36, -1)       # one is gone for good
    world.ledger.gold(Reason.GAMBLE, -100)      # the same for gold
    world.ledger.moved(Reason.TRADE, 36, 5)     # they only changed hands
    world.ledger.stored(Reason.GM, 36, +1)      # born or gone in a record nobody plays with

`rules.items.inventory.give` and `take`, `rules.map.ground.put` and `erase` do it themselves when they are told `born=`
or `gone=`; what a rule moves from one place to another needs neither.  What nobody can pick up (trees, doors) is not
counted.  What is held (purses, bags and banks of who is in the world, and the ground) must add up to what the ledger
expects: `check` says what does not.  Source: DESIGN "Ledger", promise 3.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyao.world.map import Map
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

COINS = 12
"""The object that gold is on the ground, and as which it is counted everywhere."""


class Reason(Enum):
    """Why something was born, ended or changed hands.  The values are kept in the store."""

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
    NEWBIE = "newbie"
    """Taken from who is a newbie no longer."""
    DECAY = "decay"
    """Burnt, cleaned up, or covered by something else."""
    RESTART = "restart"
    """What lay about when the server ended is lost, and what belongs to the maps lies there again."""
    GM = "gm"
    UNEXPLAINED = "unexplained"
    """A fault: found by `check`."""


@dataclass(slots=True)
class Turnover:
    """How many pieces for one reason."""

    born: int = 0
    gone: int = 0
    moved: int = 0

    def add(self, other: Turnover) -> None:
        """Count the other in."""
        self.born += other.born
        self.gone += other.gone
        self.moved += other.moved


class Ledger:
    """What has happened since the entries were last taken, and what must be held now."""

    def __init__(self, counts: Callable[[int], bool], held: Mapping[int, int]) -> None:
        """`counts` says of which objects an account is kept, `held` what there is at the start."""
        self._counts = counts
        self._expected = Counter(held)
        self._entries: dict[tuple[Reason, int], Turnover] = {}

    def item(self, reason: Reason, item: int, amount: int) -> None:
        """So many came into being; negative = they are gone."""
        self.stored(reason, item, amount)
        self._expected[item] += amount

    def gold(self, reason: Reason, amount: int) -> None:
        """So much gold came into being; negative = it is gone."""
        self.item(reason, COINS, amount)

    def moved(self, reason: Reason, item: int, amount: int) -> None:
        """So many changed hands."""
        if self._counts(item):
            self._entry(reason, item).moved += abs(amount)

    def stored(self, reason: Reason, item: int, amount: int) -> None:
        """So many came into being (negative = are gone) in a record that is not in the world."""
        if not amount or not self._counts(item):
            return
        entry = self._entry(reason, item)
        if amount > 0:
            entry.born += amount
        else:
            entry.gone -= amount

    def enters(self, record: CharacterRecord) -> None:
        """A character comes into the world with what it has."""
        self._expected.update(held_by(record))

    def leaves(self, record: CharacterRecord) -> None:
        """A character takes what it has out of the world."""
        self._expected.subtract(held_by(record))

    def take_entries(self) -> dict[tuple[Reason, int], Turnover]:
        """What has happened since the last time."""
        taken, self._entries = self._entries, {}
        return taken

    def check(self, held: Mapping[int, int]) -> dict[int, int]:
        """How many of which objects are held more (negative: less) than is explained; from now on they count as known.

        They are entered as `Reason.UNEXPLAINED`.
        """
        odd = Counter(held)
        odd.subtract(self._expected)
        wrong = {item: surplus for item, surplus in odd.items() if surplus and self._counts(item)}
        for item, surplus in wrong.items():
            self.stored(Reason.UNEXPLAINED, item, surplus)
        self._expected = Counter(held)
        return wrong

    def _entry(self, reason: Reason, item: int) -> Turnover:
        return self._entries.setdefault((reason, item), Turnover())


def held_by(record: CharacterRecord) -> Counter[int]:
    """Everything that a character owns, by object."""
    held: Counter[int] = Counter()
    for stack in (*record.inventory, *record.bank):
        if stack is not None:
            held[stack.item] += stack.amount
    held[COINS] += record.gold + record.bank_gold
    return held


def lying_on(here: Map) -> Counter[int]:
    """Everything that lies on a map, by object."""
    held: Counter[int] = Counter()
    for thing in here.objects.values():
        held[thing.item] += thing.amount
    return held


def lying_in(world: World) -> Counter[int]:
    """Everything that lies on the ground of all maps, by object."""
    held: Counter[int] = Counter()
    for here in world.maps.values():
        held.update(lying_on(here))
    return held


def held_in(world: World) -> Counter[int]:
    """Everything in the world, by object."""
    held = lying_in(world)
    for player in world.players.values():
        held.update(held_by(player.record))
    return held
