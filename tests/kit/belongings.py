"""What tests of objects need: the classic objects on plain ground, bags, and the messages about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.classic import classic_content
from kit.worlds import content, plain_map

from pyao.content.enums import ObjectType
from pyao.protocol import msg
from pyao.world.record import INVENTORY_SLOTS, Equipment, ItemStack

if TYPE_CHECKING:
    from kit.game import Client, GameFixture

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.protocol.message import Message

_PARTS = {
    ObjectType.WEAPON: "weapon",
    ObjectType.ARMADURA: "armour",
    ObjectType.CASCO: "helmet",
    ObjectType.ESCUDO: "shield",
    ObjectType.ANILLO: "ring",
    ObjectType.FLECHAS: "ammunition",
    ObjectType.MOCHILAS: "backpack",
    ObjectType.BARCOS: "boat",
}


def classic_ground(*more: ItemDef, **fields: Any) -> Content:
    """One plain, unsafe map in a world with the objects, spells and recipes of the classic data, and more objects."""
    classic = classic_content()
    return content(
        plain_map(1, **fields),
        items={**classic.items, **{one.id: one for one in more}},
        spells=classic.spells,
        balance=classic.balance,
        carpenter_objects=classic.carpenter_objects,
    )


def owning(slots: dict[int, tuple[int, int]], *, worn: tuple[int, ...] = (), items: Any = None) -> dict[str, Any]:
    """Fields of a record: a bag with (object, amount) by slot, and which of the slots are worn.

    `items` = where the types of what is worn are looked up, if not among the classic objects.
    """
    bag: list[ItemStack | None] = [None] * INVENTORY_SLOTS
    equipment = Equipment()
    for slot, (item, amount) in slots.items():
        bag[slot - 1] = ItemStack(item, amount, slot in worn)
    for slot in worn:
        items = items or classic_content().items
        setattr(equipment, _PARTS[items[slots[slot][0]].type], slot)
    return {"inventory": bag, "equipment": equipment}


def full(item: int, first: int = 1, last: int = 20) -> dict[int, tuple[int, int]]:
    """Slots `first` to `last` with one of the object in each."""
    return dict.fromkeys(range(first, last + 1), (item, 1))


def bag_of(client: Client) -> dict[int, tuple[int, int]]:
    """The bag: (object, amount) by slot."""
    return {
        slot: (stack.item, stack.amount)
        for slot, stack in enumerate(client.player.record.inventory, 1)
        if stack is not None
    }


def lying(game: GameFixture, number: int = 1) -> dict[tuple[int, int], tuple[int, int]]:
    """The objects on the ground of a map: (object, amount) by tile."""
    return {tile: (thing.item, thing.amount) for tile, thing in game.world.maps[number].objects.items()}


def slot_of(client: Client, slot: int, item: int = 0, amount: int = 0, *, equipped: bool = False) -> Message:
    """ChangeInventorySlot for an object; without one, for an empty slot."""
    if not item:
        return msg.change_inventory_slot(slot, 0, "", 0, False, 0, 0, 0, 0, 0, 0, 0.0)
    one = client.game.world.content.items[item]
    price = 0.0 if one.newbie else one.value / 3
    grh = one.grh if one.grh <= 23650 else 0
    return msg.change_inventory_slot(
        slot, item, one.name, amount, equipped, grh, one.type, one.max_hit, one.min_hit, one.max_def, one.min_def, price
    )


def drawn(client: Client, **changed: int) -> Message:
    """CharacterChange with the player's present look, except for the values that have changed since."""
    player = client.player
    look = player.look
    values: dict[str, int] = {
        "body": look.body,
        "head": look.head,
        "heading": int(player.heading),
        "weapon": look.weapon,
        "shield": look.shield,
        "helmet": look.helmet,
    } | changed
    return msg.character_change(player.char, **values, fx=player.fx, fx_loops=999)
