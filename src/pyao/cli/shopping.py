"""Shopping: what a simulated newcomer carries, uses, wears, sells and buys, from everybody who sells in its world."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from pyao.cli.hunt import RED
from pyao.content.enums import ObjectType, PlayerClass, Skill
from pyao.rules.body.skills import skill_of
from pyao.rules.items import inventory
from pyao.rules.items.equipment import worn_item
from pyao.rules.items.equipping import equip
from pyao.rules.items.using import use
from pyao.rules.items.wearing_rights import refusal
from pyao.rules.trade.prices import purchase_price, sale_value
from pyao.world.ledger import Reason
from pyao.world.record import Worn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.content.items import ItemDef
    from pyao.content.spells import SpellDef
    from pyao.world.player import Player
    from pyao.world.world import World

BLUE = 4
"""`TipoPocion` of what gives mana."""

POTIONS, BLUES, FOOD, QUIVER = 60, 10, 30, 400
"""How many of each kind one likes to have after shopping: mana comes back by itself to who meditates."""

NEEDED = 0.25
"""The share of that which one buys before gear and spells."""

KEPT = frozenset({ObjectType.USE_ONCE, ObjectType.POCIONES, ObjectType.BEBIDAS, ObjectType.FLECHAS})
"""Kinds of objects that one uses instead of selling them."""

SAVINGS = 100
"""The coins that one keeps for potions when buying gear."""

_PARTS = {
    Worn.WEAPON: ObjectType.WEAPON,
    Worn.ARMOUR: ObjectType.ARMADURA,
    Worn.SHIELD: ObjectType.ESCUDO,
    Worn.HELMET: ObjectType.CASCO,
}
"""What one buys for which part of the body."""


class Shopper:
    """The belongings of one newcomer, and what it makes of its coins."""

    def __init__(self, world: World, player: Player) -> None:
        self._world, self._player = world, player

    def use(self, wanted: Callable[[ItemDef], bool]) -> bool:
        """Use the first object of a kind in the bag; `False` = there is none."""
        slot = next((slot for slot, item in self.bag() if wanted(item)), None)
        if slot is not None:
            use(self._world, self._player, slot)
        return slot is not None

    def bag(self) -> Iterator[tuple[int, ItemDef]]:
        """What is in the bag, by slot."""
        for slot, stack in enumerate(self._player.record.inventory, start=1):
            if stack is not None:
                yield slot, self._world.content.items[stack.item]

    def count(self, wanted: Callable[[ItemDef], bool]) -> int:
        """How many objects of a kind are in the bag."""
        stacks = self._player.record.inventory
        return sum(stack.amount for slot, item in self.bag() if wanted(item) and (stack := stacks[slot - 1]))

    def shop(self) -> None:
        """Sell what is of no use, buy what is needed, gear and spells, and put on the best."""
        self._sell()
        for part in (NEEDED, 1):
            for wanted, amount in self._needs():
                self._stock_up(wanted, int(amount * part))
            if part == NEEDED:
                self._buy_gear()
                self._learn()
        self.dress()

    def _sell(self) -> None:
        """Sell what was found and is of no use."""
        self.dress()
        record = self._player.record
        worn = {item.id for part in Worn if (item := worn_item(self._world, self._player, part)) is not None}
        for slot, item in list(self.bag()):
            stack = record.inventory[slot - 1]
            if stack is not None and item.type not in KEPT and item.id not in worn and not item.newbie:
                record.gold += sale_value(item, stack.amount)
                inventory.take(self._world, self._player, slot, stack.amount, gone=Reason.SHOP)

    def _needs(self) -> Iterator[tuple[Callable[[ItemDef], bool], int]]:
        """What is bought in town and how much of it one likes to have, the most needed first."""
        if self._player.record.player_class == PlayerClass.HUNTER:
            yield is_arrow, QUIVER
        yield (lambda item: bool(item.food)), FOOD
        yield (lambda item: item.type is ObjectType.BEBIDAS), FOOD
        yield (lambda item: item.potion == RED), POTIONS
        if best_spell(self._world, self._player) is not None:
            yield (lambda item: item.potion == BLUE), BLUES

    def price(self, wanted: Callable[[ItemDef], bool]) -> int:
        """What the cheapest object of a kind costs; 0 = nobody sells one."""
        return min((item.value for item in self._goods if wanted(item)), default=0)

    def _stock_up(self, wanted: Callable[[ItemDef], bool], amount: int) -> None:
        goods = min((item for item in self._goods if wanted(item)), key=lambda item: item.value, default=None)
        if goods is None:
            return
        missing = amount - self.count(wanted)
        while missing > 0 and purchase_price(self._player, goods, missing) > self._player.record.gold:
            missing -= 1
        if missing > 0:
            self._buy(goods, missing)

    def _buy(self, goods: ItemDef, amount: int) -> None:
        if inventory.give(self._world, self._player, goods.id, amount, born=Reason.SHOP):
            self._player.record.gold -= purchase_price(self._player, goods, amount)

    def _buy_gear(self) -> None:
        """Buy the best that it can pay and wear, for each part of the body, if that is better than what it has."""
        for kind in _PARTS.values():
            own = max(
                (_worth(item) for _slot, item in self.bag() if item.type is kind and self._suits(item)), default=0
            )
            purse = self._player.record.gold - SAVINGS
            better = [
                item
                for item in self._goods
                if item.type is kind and self._suits(item) and _worth(item) > own
                and purchase_price(self._player, item, 1) <= purse
            ]  # fmt: skip
            if better:
                self._buy(max(better, key=_worth), 1)

    def _suits(self, item: ItemDef) -> bool:
        archer = self._player.record.player_class == PlayerClass.HUNTER
        return refusal(self._player, item) is None and (item.type is not ObjectType.WEAPON or item.ranged is archer)

    def _learn(self) -> None:
        """Buy the scroll of the strongest spell that it could cast."""
        record, best = self._player.record, best_spell(self._world, self._player)
        magic = skill_of(self._player, Skill.MAGIA).level
        for scroll in self._goods:
            spell = self._world.content.spells.get(scroll.spell)
            if (
                spell is not None
                and harm(spell) > (harm(best) if best else 0)
                and magic >= spell.min_skill
                and record.vitals.max_mana >= 3 * spell.mana
                and purchase_price(self._player, scroll, 1) <= record.gold - SAVINGS
            ):
                self._buy(scroll, 1)
                self.use(partial(_is, scroll))
                best = spell

    def dress(self) -> None:
        """Put on the best of what fits."""
        for part, kind in (_PARTS | {Worn.AMMUNITION: ObjectType.FLECHAS}).items():
            fitting = [(slot, item) for slot, item in self.bag() if item.type is kind and self._suits(item)]
            if fitting:
                slot, item = max(fitting, key=lambda one: _worth(one[1]))
                worn = worn_item(self._world, self._player, part)
                if worn is None or worn.id != item.id:
                    equip(self._world, self._player, slot)

    @cached_property
    def _goods(self) -> list[ItemDef]:
        """What is for sale to everybody in the world."""
        content = self._world.content
        sellers = {number for here in content.maps.values() for _x, _y, number in here.npcs}
        stocks = (content.npcs[number].stock for number in sorted(sellers) if number in content.npcs)
        numbers = dict.fromkeys(entry[0] for stock in stocks for entry in stock if entry is not None)
        return [content.items[number] for number in numbers]


def best_spell(world: World, player: Player) -> SpellDef | None:
    """The most harmful spell that it knows and can cast with full mana."""
    record = player.record
    magic = skill_of(player, Skill.MAGIA).level
    known = [world.content.spells[number] for number in record.spells if number]
    able = [one for one in known if one.min_skill <= magic and one.mana <= record.vitals.max_mana and harm(one)]
    return max(able, key=harm, default=None)


def harm(spell: SpellDef) -> float:
    """The mean damage of a spell, before the caster's level; 0 = it does none."""
    return sum((effect.low + effect.high) / 2 for effect in spell.effects if effect.kind == "damage")


def is_arrow(item: ItemDef) -> bool:
    """Whether an object is shot with a bow."""
    return item.type is ObjectType.FLECHAS


def _is(wanted: ItemDef, item: ItemDef) -> bool:
    return item.id == wanted.id


def _worth(item: ItemDef) -> int:
    """How good a piece of gear is, among those of its kind."""
    return item.min_hit + item.max_hit + item.min_def + item.max_def + 1
