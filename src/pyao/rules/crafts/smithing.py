"""The smith's work at the anvil, which is only needed for looking at what can be forged: a quirk kept.

Source: 07-work §6.1, §6.3.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.body.skills import skill_of, train
from pyao.rules.crafts import batches, materials, work
from pyao.rules.map import looking
from pyao.rules.trade import trading
from pyao.world.arithmetic import half_even
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

AMATEURS_DIVISOR = 4
"""By how much the smithing of those who are no workers counts less."""

HAMMERS = frozenset({389, 565})


def smithing_of(player: Player) -> int:
    """The smithing skill as it counts for making things: all of it for workers, a quarter for other classes."""
    divisor = 1 if work.is_worker(player) else AMATEURS_DIVISOR
    return half_even(Fraction(skill_of(player, Skill.HERRERIA).level, divisor))


def click(world: World, player: Player, x: int, y: int) -> None:
    """Click on an anvil with the hammer: show what the player's skill can forge."""
    looking.look(world, player, x, y)
    anvil = world.content.items.get(player.targets.item)
    if anvil is None or anvil.type is not ObjectType.YUNQUE:
        tell(player, _("Ahí no hay ningún yunque."))
        return
    content = world.content
    player.messages.send(msg.blacksmith_weapons(_entries(world, player, content.smith_weapons)))
    player.messages.send(msg.blacksmith_armors(_entries(world, player, content.smith_armours)))
    player.messages.send(msg.show_blacksmith_form())


def _entries(world: World, player: Player, numbers: Iterable[int]) -> list[tuple[str, int, int, int, int, int, int]]:
    skill, items = smithing_of(player), world.content.items
    able = [items[number] for number in numbers if number in items]
    return [
        (one.name, one.grh, one.iron, one.silver, one.gold, one.id, one.upgrade)
        for one in able
        if one.smithing <= skill
    ]


def is_forged(world: World, number: int) -> bool:
    """Whether smiths have a recipe for an object."""
    return number in world.content.smith_weapons or number in world.content.smith_armours


def forge(world: World, player: Player, number: int) -> bool:
    """Forge one cycle of an object; whether anything was made."""
    item = world.content.items.get(number)
    if item is None or not item.smithing or not work.try_work(world, player):
        return False
    trading.stop_for_work(world, player)
    pieces = batches.next_cycle(player)
    if not pieces or not is_forged(world, number):
        return False
    pieces = _lower_to_possible(world, player, item, pieces)
    if not pieces:
        tell(player, _("No tenés suficientes materiales."))
        batches.stop(player)
        return False
    if not batches.try_spend(player):
        return False
    materials.use_up(world, player, materials.ingots_of(item), pieces)
    _tell_built(player, item, pieces)
    work.receive(world, player, number, pieces, Reason.CRAFT)
    train(world, player, Skill.HERRERIA, success=True)
    area(world, player).send(msg.play_wave(Wave.SMITH, player.x, player.y))
    work.earn_credit(player)
    player.working += 1
    return True


def _lower_to_possible(world: World, player: Player, item: ItemDef, pieces: int) -> int:
    """How many of the pieces can be made; each number tried that lacks ingots is told, one that lacks skill is not."""
    needs, able = materials.ingots_of(item), smithing_of(player) >= item.smithing
    while pieces:
        lacking = materials.missing(world, player, needs, pieces)
        if lacking is not None:
            tell(player, materials.shortage(lacking))
        elif able:
            break
        pieces -= 1
    return pieces


def _tell_built(player: Player, item: ItemDef, pieces: int) -> None:
    """Rings are made without a word: a quirk kept."""
    text = {
        ObjectType.WEAPON: n_("Has construido {n} arma.", "Has construido {n} armas.", pieces),
        ObjectType.ESCUDO: n_("Has construido {n} escudo.", "Has construido {n} escudos.", pieces),
        ObjectType.CASCO: n_("Has construido {n} casco.", "Has construido {n} cascos.", pieces),
        ObjectType.ARMADURA: n_("Has construido {n} armadura.", "Has construido {n} armaduras.", pieces),
    }.get(item.type)
    if text is not None:
        tell(player, text.format(n=pieces))
