"""What all kinds of usable objects have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from pyao.messaging.audience import area, only
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.rules.items.inventory import take
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player
    from pyao.world.world import World


class Usable(ABC):
    """A kind of object that can be used."""

    for_ghosts: ClassVar[bool] = False
    """Whether the dead can use it too."""

    @abstractmethod
    def use(self, world: World, player: Player, slot: int, item: ItemDef) -> None:
        """Use the object in a slot of the bag; the checks of 06-items §7.1 have been passed."""


def use_up(world: World, player: Player, slot: int) -> None:
    """Take one object out of a slot, as it is used up; the slot is not sent yet."""
    take(world, player, slot, 1, gone=Reason.USE)


def tell_slot(world: World, player: Player, slot: int) -> None:
    """Send the player what a slot holds now."""
    MessageSender(player, world.content).inventory_slot(slot)


def sound(world: World, player: Player, wave: int) -> None:
    """Play a sound at the player's place to the area, or only to the player if it is an unseen game master."""
    hearers = only(player) if player.admin_invisible else area(world, player)
    hearers.send(msg.play_wave(wave, player.x, player.y))
