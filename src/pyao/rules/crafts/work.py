"""What all kinds of work have in common: its pace, the stamina it costs, a worker's advantages, a citizen's credit.

Source: 07-work §2.3, §2.4, §16.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pyao.content.enums import PlayerClass
from pyao.protocol import msg
from pyao.rules.items.inventory import give_or_lay_down
from pyao.rules.society.reputation import is_criminal, limited
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.world.ledger import Reason
    from pyao.world.player import Player
    from pyao.world.world import World

CREDIT = 2
"""What one attempt adds to a citizen's PlebeRep."""


class Effort(NamedTuple):
    """The stamina that one attempt costs a worker, and what it costs every other class."""

    worker: int
    others: int

    def of(self, player: Player) -> int:
        """What it costs this player."""
        return self.worker if is_worker(player) else self.others


def is_worker(player: Player) -> bool:
    """Whether the player is of the class that work is made for."""
    return player.record.player_class == PlayerClass.WORKER


def diligence(level: int) -> int:
    """How many pieces a worker of that level makes in one cycle; one less than it gathers at most.

    Source: 07 §3 "E", §6.2 "M".
    """
    return max(1, half_even(Fraction(level - 2, 5)))


def ms_until_work(world: World, player: Player) -> int:
    """How long the player must still wait before the next work, in ms; 0 or less = no longer."""
    return player.stamps.work + world.settings.work_interval_ms - world.now_ms


def may_work(world: World, player: Player) -> bool:
    """Whether the last work is long enough ago."""
    return ms_until_work(world, player) <= 0


def try_work(world: World, player: Player) -> bool:
    """Note that the player works now; `False` = it is too early for it, and nothing is noted."""
    if not may_work(world, player):
        return False
    player.stamps.work = world.now_ms
    return True


def spend_stamina(player: Player, effort: Effort) -> None:
    """Take the stamina of one attempt, as far as there is any."""
    vitals = player.record.vitals
    vitals.stamina = max(0, vitals.stamina - effort.of(player))
    player.messages.send(msg.update_sta(vitals.stamina))


def earn_credit(player: Player, *, criminals_too: bool = False) -> None:
    """Count honest work for a citizen's name, whether or not it has brought anything."""
    if criminals_too or not is_criminal(player):
        deeds = player.record.reputation
        deeds.plebeian = limited(deeds.plebeian + CREDIT)


def receive(world: World, player: Player, item: int, amount: int, reason: Reason) -> None:
    """Give the player the fruit of work; what the bag can't take falls near by, and without room there it is lost.

    Objects that the world doesn't have are not given.
    """
    if item in world.content.items:
        give_or_lay_down(world, player, item, amount, born=reason)
