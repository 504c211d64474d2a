"""The forge: smelting ore into ingots, and melting weapons down.

Source: 07-work §4, §5.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Skill
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, n_
from pyao.messaging.message_sender import MessageSender, usable_slots
from pyao.protocol import msg
from pyao.rules.body.skills import skill_of
from pyao.rules.crafts import work
from pyao.rules.crafts.materials import GOLD, IRON, SILVER, ingots_of
from pyao.rules.crafts.smithing import AMATEURS_DIVISOR
from pyao.rules.items.inventory import stack_in, take
from pyao.rules.trade import trading
from pyao.world.arithmetic import half_even, percent
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.record import ItemStack
    from pyao.world.world import World

ORE_PER_INGOT = {IRON: 14, SILVER: 20, GOLD: 35}
SMELTERS_DIVISOR = 3
"""By how much the mining of those who are no workers counts less."""

LEAST_PCT, MOST_PCT = 10, 25
"""What share of its ingots a weapon gives back."""


def click(world: World, player: Player, _x: int, _y: int) -> None:
    """Melt what was used last in the forge that was selected before: this click selects nothing, a quirk kept."""
    if not work.try_work(world, player):
        return
    forge = world.content.items.get(player.targets.item)
    if forge is None or forge.type is not ObjectType.FRAGUA:
        tell(player, _("Ahí no hay ninguna fragua."))
        return
    item, slot = player.last_used
    if not _is_usable(world, player, slot):
        return
    stack = stack_in(world, player, slot)
    definition = world.content.items.get(item)
    if stack is None:
        tell(player, _("No tenés más minerales."))
    elif stack.item != item:
        _expel(player)
    elif definition is not None and definition.type is ObjectType.MINERALES:
        _smelt(world, player, slot, stack, definition)
    elif definition is not None and definition.type is ObjectType.WEAPON:
        _melt_down(world, player, slot, definition)


def _is_usable(world: World, player: Player, slot: int) -> bool:
    return 1 <= slot <= usable_slots(player, world.content)


def _expel(player: Player) -> None:
    """The object in the slot has been exchanged since it was used, which no honest client does."""
    player.messages.send(msg.error_msg(_("Has sido expulsado por el sistema anti-cheat.")))
    player.messages.close()


def _smelt(world: World, player: Player, slot: int, stack: ItemStack, ore: ItemDef) -> None:
    divisor = 1 if work.is_worker(player) else SMELTERS_DIVISOR
    if skill_of(player, Skill.MINERIA).level < ore.min_skill * divisor:
        tell(player, _("No tenés conocimientos de minería suficientes para trabajar este mineral."))
        return
    trading.stop_for_work(world, player)
    need = ORE_PER_INGOT.get(ore.ingot)
    ingots = min(_most_ingots(player.record.level), stack.amount // need) if need else 0
    if need is None or not ingots:
        tell(player, _("No tenés suficientes minerales para hacer un lingote."))
        return
    take(world, player, slot, need * ingots, gone=Reason.CRAFT)
    work.receive(world, player, ore.ingot, ingots, Reason.CRAFT)
    MessageSender(player, world.content).inventory_slot(slot)
    text = n_("¡Has obtenido {n} lingote!", "¡Has obtenido {n} lingotes!", ingots)
    tell(player, text.format(n=ingots))
    player.working += 1


def _most_ingots(level: int) -> int:
    """How many ingots come out of the forge at once, for every class alike."""
    return max(1, half_even(Fraction(level - 4, 5)))


def _melt_down(world: World, player: Player, slot: int, weapon: ItemDef) -> None:
    """A weapon that no smith makes melts into nothing: a quirk kept."""
    divisor = 1 if work.is_worker(player) else AMATEURS_DIVISOR
    if skill_of(player, Skill.HERRERIA).level < weapon.smithing * divisor:
        tell(player, _("No tenés los conocimientos suficientes de herrería para fundir este objeto."))
        return
    trading.stop_for_work(world, player)
    take(world, player, slot, 1, gone=Reason.CRAFT)
    share = world.rng.roll(LEAST_PCT, MOST_PCT)
    for ingot, amount in ingots_of(weapon).items():
        regained = percent(amount, share)
        if regained > 0:
            work.receive(world, player, ingot, regained, Reason.CRAFT)
    MessageSender(player, world.content).inventory_slot(slot)
    text = _("¡Has obtenido el {share} % de los lingotes utilizados para la construcción del objeto!")
    tell(player, text.format(share=share))
    player.working += 1
