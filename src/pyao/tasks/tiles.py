"""Tasks of tiles and what lies on them: clicks, dropping, picking up, resting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.rules import acting
from pyao.rules.body import resting
from pyao.rules.items import dropping, equipping, inventory, using
from pyao.rules.map import home, looking
from pyao.rules.society import forums
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


class TaskLeftClick(PlayerTask[c.LeftClick]):
    """Looking at a tile."""

    def act(self, world: World, player: Player, packet: c.LeftClick) -> None:
        """Look."""
        looking.look(world, player, packet.x, packet.y)


class TaskDoubleClick(PlayerTask[c.DoubleClick]):
    """Acting on a tile."""

    def act(self, world: World, player: Player, packet: c.DoubleClick) -> None:
        """Act."""
        acting.act(world, player, packet.x, packet.y)


class TaskDrop(PlayerTask[c.Drop]):
    """Letting something fall."""

    def act(self, world: World, player: Player, packet: c.Drop) -> None:
        """Drop."""
        dropping.drop(world, player, packet.slot, packet.amount)


class TaskPickUp(PlayerTask[c.PickUp]):
    """Taking what lies here."""

    def act(self, world: World, player: Player, packet: c.PickUp) -> None:
        """Pick up."""
        dropping.pick_up(world, player)


class TaskUseItem(PlayerTask[c.UseItem]):
    """Using what is in the bag."""

    def act(self, world: World, player: Player, packet: c.UseItem) -> None:
        """Use."""
        using.use(world, player, packet.slot)


class TaskEquipItem(PlayerTask[c.EquipItem]):
    """Putting on or taking off."""

    def act(self, world: World, player: Player, packet: c.EquipItem) -> None:
        """Change what is worn."""
        equipping.equip(world, player, packet.slot)


class TaskMoveItem(PlayerTask[c.MoveItem]):
    """Dragging one slot of the bag onto another."""

    def act(self, world: World, player: Player, packet: c.MoveItem) -> None:
        """Swap them."""
        inventory.move(world, player, packet.from_slot, packet.to_slot)


class TaskRest(PlayerTask[c.Rest]):
    """/descansar."""

    def act(self, world: World, player: Player, packet: c.Rest) -> None:
        """Sit down or stand up."""
        resting.rest(world, player)


class TaskHome(PlayerTask[c.Home]):
    """/hogar."""

    def act(self, world: World, player: Player, packet: c.Home) -> None:
        """Go home, or make this the home."""
        home.go_home(world, player)


class TaskForumPost(PlayerTask[c.ForumPost]):
    """/foro."""

    def act(self, world: World, player: Player, packet: c.ForumPost) -> None:
        """Post."""
        forums.post(world, player, packet.type, packet.title, packet.text)
