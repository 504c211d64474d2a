"""The carpenter's workshop.

Source: 07-work §6.1, §6.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.body.skills import skill_of, train
from pyao.rules.crafts import batches, materials, work
from pyao.rules.items.equipment import worn_item
from pyao.rules.trade import trading
from pyao.world.ledger import Reason
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

AMATEURS_DIVISOR = 3
"""By how much the carpentry of those who are no workers counts less."""

SAWS = frozenset({198, 564})


def carpentry_of(player: Player) -> int:
    """The carpentry skill as it counts for making things: all of it for workers, a third for other classes."""
    divisor = 1 if work.is_worker(player) else AMATEURS_DIVISOR
    return skill_of(player, Skill.CARPINTERIA).level // divisor


def has_saw(world: World, player: Player) -> bool:
    """Whether the player holds a saw."""
    tool = worn_item(world, player, Worn.WEAPON)
    return tool is not None and tool.id in SAWS


def open_workshop(world: World, player: Player) -> None:
    """Show the player the list of things that the skill suffices for."""
    skill, items = carpentry_of(player), world.content.items
    able = [items[number] for number in world.content.carpenter_objects if number in items]
    player.messages.send(msg.carpenter_objects([_entry(item) for item in able if item.carpentry <= skill]))
    player.messages.send(msg.show_carpenter_form())


def _entry(item: ItemDef) -> tuple[str, int, int, int, int, int]:
    return item.name, item.grh, item.wood, item.elven_wood, item.id, item.upgrade


def is_carved(world: World, number: int) -> bool:
    """Whether carpenters have a recipe for an object."""
    return number in world.content.carpenter_objects


def carve(world: World, player: Player, number: int) -> bool:
    """Make one cycle of an object of wood; whether anything was made."""
    item = world.content.items.get(number)
    if item is None or not item.carpentry or not work.try_work(world, player):
        return False
    trading.stop_for_work(world, player)
    if not has_saw(world, player):
        tell(player, ask_for_saw())
        batches.stop(player)
        return False
    pieces = batches.next_cycle(player)
    if not pieces or carpentry_of(player) < item.carpentry or not is_carved(world, number):
        return False
    needs = materials.wood_of(item)
    while pieces and materials.missing(world, player, needs, pieces) is not None:
        pieces -= 1
    if not pieces:
        _give_up(world, player, needs)
        return False
    if not batches.try_spend(player):
        return False
    materials.use_up(world, player, needs, pieces)
    tell(player, n_("Has construido {n} objeto.", "Has construido {n} objetos.", pieces).format(n=pieces))
    work.receive(world, player, number, pieces, Reason.CRAFT)
    train(world, player, Skill.CARPINTERIA, success=True)
    area(world, player).send(msg.play_wave(Wave.CARPENTER, player.x, player.y))
    work.earn_credit(player)
    player.working += 1
    return True


def _give_up(world: World, player: Player, needs: materials.Needs) -> None:
    """Not even one piece can be made: tell what is missing for it."""
    lacking = materials.missing(world, player, needs)
    if lacking is not None:
        tell(player, materials.shortage(lacking))
    batches.stop(player)


def ask_for_saw() -> str:
    """The sentence that a saw must be in the hand."""
    return _("Debés tener equipado el serrucho para trabajar.")
