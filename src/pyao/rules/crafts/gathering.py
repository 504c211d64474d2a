"""How every gathering goes: the odds by skill, what it yields, and what both outcomes teach.

Source: 07-work §3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.messaging.console import tell, tell_once
from pyao.rules.body.skills import skill_of, train
from pyao.rules.crafts import work
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.enums import Skill
    from pyao.rules.crafts.work import Effort
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

REACH = 2
"""How many steps away a tree, a vein or a fish bank may be."""


class Gathering(NamedTuple):
    """One kind of gathering; `luck` = the highest roll that succeeds, `notice` = the code of the failure's sentence."""

    skill: Skill
    effort: Effort
    luck: int
    notice: int
    won: Callable[[], str]
    failed: Callable[[], str]


def sides(skill: int) -> int:
    """R: the sides of the die that is rolled for success, fewer with more skill."""
    return max(1, (39_200 - 240 * skill - skill * skill) // 800)


def try_luck(world: World, player: Player, kind: Gathering) -> bool:
    """Spend the stamina of an attempt and roll for its success."""
    work.spend_stamina(player, kind.effort)
    return world.rng.roll(1, sides(skill_of(player, kind.skill).level)) <= kind.luck


def roll_amount(world: World, player: Player) -> int:
    """How much a successful attempt yields: one piece, for workers more with their level."""
    return world.rng.roll(1, work.diligence(player.record.level) + 1) if work.is_worker(player) else 1


def take_home(world: World, player: Player, kind: Gathering, item: int, amount: int) -> None:
    """Give the player what was gathered."""
    work.receive(world, player, item, amount, Reason.WORK)
    tell(player, kind.won())
    train(world, player, kind.skill, success=True)


def go_without(world: World, player: Player, kind: Gathering) -> None:
    """The attempt has failed."""
    tell_once(player, kind.notice, kind.failed())
    train(world, player, kind.skill, success=False)


def finish(player: Player) -> None:
    """Close an attempt, whatever came of it."""
    work.earn_credit(player)
    player.working += 1


def steps_to(player: Player, tile: Tile) -> int:
    """Steps from the player to a tile of the same map."""
    return abs(player.x - tile[0]) + abs(player.y - tile[1])
