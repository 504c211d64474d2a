"""Who gets a message.  It is built once, and the same object is queued for every recipient.

Source: 03-world §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.player import Player
from pyao.world.space import area_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from pyao.protocol.message import Message
    from pyao.world.character import Character
    from pyao.world.guilds import Guild
    from pyao.world.space import Tile
    from pyao.world.world import World

ORDINARY = Privilege.USER | Privilege.CONSEJERO | Privilege.ROLE_MASTER
"""Viewers for whom a hidden player vanishes, instead of being shown with a mark on the name."""

ORDINARY_BITS = int(ORDINARY)
"""The same as a number, since arithmetic with flags is many times slower."""


_ABOUT_A_CHAR = frozenset(
    {
        *(S.CHAT_OVER_HEAD, S.CHARACTER_MOVE, S.CHARACTER_CHANGE, S.CHARACTER_CHANGE_NICK, S.UPDATE_TAG_AND_STATUS),
        *(S.SET_INVISIBLE, S.CREATE_FX, S.REMOVE_CHAR_DIALOG),
    }
)
"""Packets that mean nothing to a client that has not been told of the character."""


class Audience:
    """Some players at this moment.  Narrow it down with `but` and `who`, then `send`.

    What is said about the character of `unseen`, a GM of whom no other client knows, reaches only that GM.
    """

    __slots__ = ("_left_out", "_players", "_unseen")

    def __init__(
        self, players: Collection[Player], unseen: Player | None = None, *, left_out: Character | None = None
    ) -> None:
        """The players but for the one that is left out."""
        self._players = players
        self._unseen = unseen
        self._left_out = left_out

    def __iter__(self) -> Iterator[Player]:
        """The players, in no promised order."""
        return (one for one in self._players if one is not self._left_out)

    def but(self, player: Character) -> Audience:
        """The same audience without one character."""
        others = self._players if self._left_out is None else list(self)
        return Audience(others, self._unseen, left_out=player)

    def who(self, condition: Callable[[Player], bool]) -> Audience:
        """Only the players for whom the condition holds."""
        return Audience([one for one in self if condition(one)], self._unseen)

    def send(self, *messages: Message) -> None:
        """Queue the messages, in order, for everyone."""
        unseen = self._unseen
        if unseen is not None:
            self._send_of_unseen(unseen, messages)
            return
        players, left_out = self._players, self._left_out
        for message in messages:
            packet = message.plain
            if packet is None:
                for player in players:
                    if player is not left_out:
                        player.messages.send(message)
            else:
                for player in players:
                    if player is not left_out:
                        player.messages.outbox.append(packet)

    def _send_of_unseen(self, unseen: Player, messages: Iterable[Message]) -> None:
        for player in self:
            for message in messages:
                if player is unseen or message.id not in _ABOUT_A_CHAR or message.fields["char"] != unseen.char:
                    player.messages.send(message)


def only(player: Player) -> Audience:
    """Nobody but the player."""
    return Audience((player,))


def area(world: World, who: Character) -> Audience:
    """AREA: everyone who sees the area last announced for `who`, which is included."""
    unseen = who if isinstance(who, Player) and who.admin_invisible else None
    return Audience(world.maps[who.map].seeing(who.area), unseen)


def tell_area(world: World, who: Character, message: Message, *, but: Player | None = None) -> None:
    """Queue a message for AREA, less one player: as `area` does, but quicker where nothing stands in the way."""
    packet = message.plain
    if packet is None or (isinstance(who, Player) and who.admin_invisible):
        near = area(world, who)
        (near if but is None else near.but(but)).send(message)
    else:
        world.maps[who.map].post(who.area, packet, but=but)


def area_at(world: World, map_id: int, tile: Tile) -> Audience:
    """AREA@: everyone who sees the area of a tile."""
    return Audience(world.maps[map_id].seeing(area_of(*tile)))


def dead_area(world: World, who: Character) -> Audience:
    """ToDeadArea: the dead and the GMs among those who see the area."""
    return area(world, who).who(lambda one: one.dead or one.is_gm)


def on_map(world: World, map_id: int) -> Audience:
    """MAP: every player on the map."""
    return Audience(list(world.maps[map_id].players))


def everyone(world: World) -> Audience:
    """ToAll: everyone in the world."""
    return Audience(list(world.players.values()))


def gms(world: World) -> Audience:
    """ToAdmins: every GM in the world."""
    return everyone(world).who(lambda one: one.is_gm)


def guild_members(world: World, guild: Guild) -> Audience:
    """ToGuildMembers: the members in the world, in the order of their arrival."""
    return Audience(list(world.guilds.online(guild)))


def guild_and_ears(world: World, guild: Guild) -> Audience:
    """ToDiosesYclan: the members in the world, then the GMs who listen to the guild."""
    ears = [world.players[slot] for slot, number in world.guilds.ears.items() if number == guild.number]
    return Audience([*world.guilds.online(guild), *ears])


def sees_marks(player: Player) -> bool:
    """Whether this player is shown hidden characters with a mark on the name, instead of not at all."""
    return not int(player.privileges) & ORDINARY_BITS
