"""Upgrading an object to its better form.

Source: 07-work §6.5.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.body.skills import train
from pyao.rules.crafts import batches, materials, work
from pyao.rules.crafts.carpentry import ask_for_saw, carpentry_of, has_saw, is_carved
from pyao.rules.crafts.smithing import HAMMERS, is_forged, smithing_of
from pyao.rules.items.equipment import worn_item
from pyao.rules.trade import trading
from pyao.world.arithmetic import half_even
from pyao.world.ledger import Reason
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.rules.crafts.materials import Needs
    from pyao.world.player import Player
    from pyao.world.world import World

SAVED_PCT = 85
"""How much of the object's own materials counts towards the better one."""


def upgrade(world: World, player: Player, number: int) -> None:
    """Turn one piece of an object in the bag into its better form; the stamina is spent even if it can't be done."""
    if number <= 0 or not materials.held(world, player, number) or not work.try_work(world, player):
        return
    trading.stop_for_work(world, player)
    if not batches.try_spend(player):
        return
    item, better = pair_of(world, number)
    if item is None or better is None:
        return
    needs = needs_of(item, better)
    why_not = refusal(world, player, needs, better)
    if why_not is not None:
        if why_not:
            tell(player, why_not)
        return
    _announce(world, player, better)
    materials.use_up(world, player, needs)
    materials.remove(world, player, number, 1)
    work.receive(world, player, better.id, 1, Reason.CRAFT)
    work.earn_credit(player, criminals_too=True)
    player.working += 1


def pair_of(world: World, number: int) -> tuple[ItemDef | None, ItemDef | None]:
    """An object and its better form; `None` = the world has no such."""
    item = world.content.items.get(number)
    return item, world.content.items.get(item.upgrade) if item is not None and item.upgrade > 0 else None


def needs_of(item: ItemDef, better: ItemDef) -> Needs:
    """What turning the object into the better one takes."""
    own, wanted = _all_materials(item), _all_materials(better)
    saved = {one: Fraction(amount * SAVED_PCT, 100) for one, amount in own.items()}
    return {one: max(0, half_even(amount - saved.get(one, 0))) for one, amount in wanted.items()}


def _all_materials(item: ItemDef) -> Needs:
    return materials.ingots_of(item) | materials.wood_of(item)


def refusal(world: World, player: Player, needs: Needs, better: ItemDef) -> str | None:
    """Why the player can't make the better object now; "" = it is in nobody's recipes, `None` = it can be made."""
    lacking = materials.missing(world, player, needs)
    if lacking is not None:
        return materials.shortage(lacking)
    if is_forged(world, better.id):
        tool = worn_item(world, player, Worn.WEAPON)
        if tool is None or tool.id not in HAMMERS:
            return _("Debés equiparte el martillo de herrero.")
        return None if smithing_of(player) >= better.smithing else _unskilled()
    if is_carved(world, better.id):
        if not has_saw(world, player):
            return ask_for_saw()
        return None if carpentry_of(player) >= better.carpentry else _unskilled()
    return ""


def _unskilled() -> str:
    return _("No tenés suficientes conocimientos para mejorar este objeto.")


def _announce(world: World, player: Player, better: ItemDef) -> None:
    """Tell of the success, before anything is used up."""
    forged = is_forged(world, better.id)
    text = _smiths_text(better) if forged else _carpenters_text(better)
    if text is not None:
        tell(player, text)
    train(world, player, Skill.HERRERIA if forged else Skill.CARPINTERIA, success=True)
    area(world, player).send(msg.play_wave(Wave.SMITH if forged else Wave.CARPENTER, player.x, player.y))


def _smiths_text(item: ItemDef) -> str | None:
    return {
        ObjectType.WEAPON: _("¡Has mejorado el arma!"),
        ObjectType.ESCUDO: _("¡Has mejorado el escudo!"),
        ObjectType.CASCO: _("¡Has mejorado el casco!"),
        ObjectType.ARMADURA: _("¡Has mejorado la armadura!"),
    }.get(item.type)


def _carpenters_text(item: ItemDef) -> str | None:
    return {
        ObjectType.FLECHAS: _("¡Has mejorado la flecha!"),
        ObjectType.WEAPON: _("¡Has mejorado el arma!"),
        ObjectType.BARCOS: _("¡Has mejorado el barco!"),
    }.get(item.type)
