"""Equipping and unequipping by a click on the bag; each kind of object has its own order of packets.

Source: 06-items §6.1, §6.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType, Race
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import BASE_SLOTS, MessageSender, usable_slots
from pyao.protocol import msg
from pyao.protocol.enums import Wave
from pyao.rules.body import appearance
from pyao.rules.body.races import naked_body, weapon_animation
from pyao.rules.items import wearing_rights
from pyao.rules.items.equipment import take_off, true_look
from pyao.rules.items.inventory import stack_in
from pyao.rules.map.tile_events import is_newbie
from pyao.world.character import NO_ITEM
from pyao.world.record import Worn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World

    Change = Callable[["_Change"], None]


def equip(world: World, player: Player, slot: int) -> None:
    """Equip what is in a slot, or unequip it if it is worn; the player is told if it can't be worn.

    Source: 06 §6.1.
    """
    stack = stack_in(world, player, slot)
    item = world.content.items.get(stack.item) if stack else None
    if player.dead or item is None:
        return
    if item.newbie and not is_newbie(world, player):
        tell(player, _("Solo los newbies pueden usar este objeto."))
        return
    refusal = wearing_rights.refusal(player, item)
    changes = CHANGES.get(item.type)
    if refusal is not None:
        tell(player, refusal)
    if refusal is not None or changes is None:
        MessageSender(player, world.content).inventory_slot(slot)
        return
    worn, put_on, put_off = changes
    change = _Change(world, player, slot, item, worn)
    if player.record.equipment.worn_as(slot) is worn:
        put_off(change)
    else:
        put_on(change)


class _Change:
    """One click on a slot, and the steps from which the sequences below are made."""

    def __init__(self, world: World, player: Player, slot: int, item: ItemDef, worn: Worn) -> None:
        self.world = world
        self.player = player
        self.slot = slot
        self.item = item
        self.worn = worn
        self.sender = MessageSender(player, world.content)

    @property
    def disguised(self) -> bool:
        return self.player.own_look is not None

    @property
    def is_drawn(self) -> bool:
        """Whether clothes change the look: at sea only the one that shows after a disguise."""
        return self.disguised or not self.player.sailing

    def wear(self) -> None:
        """Note that the object in the slot is worn."""
        self.player.record.equipment.wear(self.worn, self.slot)
        stack = self.player.record.inventory[self.slot - 1]
        if stack is not None:
            stack.equipped = True

    def lay_aside(self) -> None:
        """Note that the object in the slot is no longer worn."""
        self.player.record.equipment.wear(self.worn, 0)
        stack = self.player.record.inventory[self.slot - 1]
        if stack is not None:
            stack.equipped = False

    def take_off_previous(self, *, refresh: bool) -> None:
        """Unequip what was worn in its place before, if anything."""
        take_off(self.world, self.player, self.player.record.equipment.slot_of(self.worn), refresh=refresh)

    def tell_slot(self) -> None:
        self.sender.inventory_slot(self.slot)

    def tell_stats(self) -> None:
        self.sender.stats()

    def draw(self, animation: int) -> None:
        """Show the object, or that it is gone; a weapon even at sea: a quirk kept."""
        true_look(self.player).draw(self.worn, animation)
        self.show()

    def draw_ashore(self, animation: int) -> None:
        """Show a helmet or a shield, or that it is gone, unless the player is at sea."""
        if self.is_drawn:
            self.draw(animation)

    def show(self) -> None:
        """Tell the area of the new look, unless it is hidden behind a disguise."""
        if not self.disguised:
            area(self.world, self.player).send(appearance.character_change(self.player))


def _put_on_weapon(change: _Change) -> None:
    world, player = change.world, change.player
    change.take_off_previous(refresh=False)
    change.wear()
    if not player.admin_invisible:
        area(world, player).send(msg.play_wave(Wave.DRAW_WEAPON, player.x, player.y))
    change.draw(weapon_animation(world.content, change.item.id, Race(player.record.race)))
    change.tell_slot()


def _put_off_weapon(change: _Change) -> None:
    change.lay_aside()
    change.tell_slot()
    change.draw(NO_ITEM)


def _put_on_unseen(change: _Change) -> None:
    change.take_off_previous(refresh=True)
    change.wear()
    change.tell_slot()


def _put_off_unseen(change: _Change) -> None:
    change.lay_aside()
    change.tell_stats()
    change.tell_slot()


def _put_on_armour(change: _Change) -> None:
    change.take_off_previous(refresh=True)
    change.wear()
    _change_body(change, change.item.clothing)
    change.tell_slot()


def _put_off_armour(change: _Change) -> None:
    change.lay_aside()
    change.tell_slot()
    _change_body(change, naked_body(change.player.record.race, change.player.record.gender))
    change.tell_stats()


def _change_body(change: _Change, body: int) -> None:
    if change.is_drawn:
        true_look(change.player).body = body
        change.show()


def _put_on_helmet(change: _Change) -> None:
    change.take_off_previous(refresh=False)
    change.wear()
    change.draw_ashore(change.item.animation)
    change.tell_stats()
    change.tell_slot()


def _put_off_helmet(change: _Change) -> None:
    change.lay_aside()
    change.tell_slot()
    change.draw_ashore(NO_ITEM)


def _put_on_shield(change: _Change) -> None:
    change.take_off_previous(refresh=False)
    change.wear()
    change.draw_ashore(change.item.animation)
    if not change.disguised:
        change.tell_stats()
    change.tell_slot()


def _put_off_shield(change: _Change) -> None:
    change.lay_aside()
    change.tell_slot()
    change.draw_ashore(NO_ITEM)
    change.tell_stats()


def _put_on_backpack(change: _Change) -> None:
    world, player = change.world, change.player
    change.take_off_previous(refresh=True)
    if player.record.inventory[change.slot - 1] is None:
        # The new backpack lay in the old one and has fallen out of it with the rest.
        change.tell_slot()
        return
    change.wear()
    player.messages.send(msg.add_slots(1))
    change.tell_slot()
    for slot in range(BASE_SLOTS + 1, usable_slots(player, world.content) + 1):
        # Objects may have been left in these slots since before the login: the client has never seen them.
        if player.record.inventory[slot - 1] is not None:
            change.sender.inventory_slot(slot)


def _put_off_backpack(change: _Change) -> None:
    take_off(change.world, change.player, change.slot)


CHANGES: dict[ObjectType, tuple[Worn, Change, Change]] = {
    ObjectType.WEAPON: (Worn.WEAPON, _put_on_weapon, _put_off_weapon),
    ObjectType.ANILLO: (Worn.RING, _put_on_unseen, _put_off_unseen),
    ObjectType.FLECHAS: (Worn.AMMUNITION, _put_on_unseen, _put_off_unseen),
    ObjectType.ARMADURA: (Worn.ARMOUR, _put_on_armour, _put_off_armour),
    ObjectType.CASCO: (Worn.HELMET, _put_on_helmet, _put_off_helmet),
    ObjectType.ESCUDO: (Worn.SHIELD, _put_on_shield, _put_off_shield),
    ObjectType.MOCHILAS: (Worn.BACKPACK, _put_on_backpack, _put_off_backpack),
}
"""For each kind of object that can be worn: as what, how it is put on, and how it is taken off."""
