"""A map as it is now: who stands where, what lies where, which tiles are blocked.

Source: 03-world §2–7.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.enums import Trigger
from pyao.content.maps import BLOCKED, LAVA, SIDE, WATER
from pyao.world.record import ItemStack
from pyao.world.space import LAST_AREA, is_playable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyao.content.content import Place
    from pyao.content.maps import MapDef
    from pyao.world.character import Character
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.space import Tile

_ROW = LAST_AREA + 1
_NEIGHBOURS = tuple(
    tuple(
        ny * _ROW + nx
        for nx in range(max(0, x - 1), min(LAST_AREA, x + 1) + 1)
        for ny in range(max(0, y - 1), min(LAST_AREA, y + 1) + 1)
    )
    for y in range(_ROW)
    for x in range(_ROW)
)
"""For each area the numbers of the areas from which it is seen, itself included."""


class Map:
    """The changing side of a `MapDef`.  At most one player and one NPC stand on a tile."""

    __slots__ = (
        "_arrivals",
        "_cells",
        "deaths",
        "definition",
        "flags",
        "id",
        "kills",
        "npcs",
        "objects",
        "players",
        "retouched",
        "users",
    )

    def __init__(self, definition: MapDef) -> None:
        """The map with the objects of its definition, and no NPCs yet."""
        self.id = definition.id
        self.definition = definition
        self.flags = bytearray(definition.tiles)
        self.objects: dict[Tile, ItemStack] = {
            tile: ItemStack(item, amount) for tile, (item, amount) in definition.objects.items()
        }
        self.retouched: set[Tile] = set()
        """Tiles that game masters have blocked or freed, which the client's own map doesn't know.  Source: 10 §4.8."""

        self.kills = 0
        """How many creatures have been killed here since the world was made."""
        self.deaths = 0
        """How many players have died here."""

        self.users: dict[Tile, Player] = {}
        self.npcs: dict[Tile, Npc] = {}
        self.players: dict[Player, int] = {}
        """Who is here, in the order of arrival, each with the number of the arrival."""

        self._arrivals = 0
        self._cells: list[dict[Player, list[bytes]]] = [{} for _ in range(_ROW * _ROW)]
        """For each area those who receive what happens around it, each with the outbox of `player.messages`."""

    def renew(self, old: MapDef, new: MapDef) -> None:
        """Be as another definition says, except for what has become of single tiles since the `old` one.

        What game masters have changed of exits, triggers and blocks stays, and so do doors.  What lies and stands on
        the map is not touched.
        """
        was, now = old.tiles, new.tiles
        if was != now:
            self.flags[:] = bytes(
                after if here == before else here for before, after, here in zip(was, now, self.flags, strict=True)
            )
        mine, exits = self.definition.exits, dict(new.exits)
        for tile in mine.keys() | old.exits.keys():
            if mine.get(tile) != old.exits.get(tile):
                exits.pop(tile, None)
                if tile in mine:
                    exits[tile] = mine[tile]
        triggers = bytes(
            after if here == before else here
            for before, after, here in zip(old.triggers, new.triggers, self.definition.triggers, strict=True)
        )
        self.definition = replace(new, exits=exits, triggers=triggers)

    def is_blocked(self, x: int, y: int) -> bool:
        """Whether nobody can step on the tile."""
        return bool(self.flags[(y - 1) * SIDE + x - 1] & BLOCKED)

    def set_blocked(self, x: int, y: int, *, blocked: bool) -> None:
        """Block or free a tile, as doors do."""
        index = (y - 1) * SIDE + x - 1
        self.flags[index] = self.flags[index] | BLOCKED if blocked else self.flags[index] & ~BLOCKED

    def is_water(self, x: int, y: int) -> bool:
        """Whether the tile is water, where only boats and swimmers go."""
        return bool(self.flags[(y - 1) * SIDE + x - 1] & WATER)

    def is_lava(self, x: int, y: int) -> bool:
        """Whether the tile is lava, which burns players."""
        return bool(self.flags[(y - 1) * SIDE + x - 1] & LAVA)

    @property
    def exits(self) -> Mapping[Tile, Place]:
        """Where the exits lead, by tile."""
        return self.definition.exits

    def set_exit(self, tile: Tile, destination: Place | None) -> None:
        """Let a tile lead somewhere (map, x, y), or nowhere any more (`None`)."""
        others = {at: leads for at, leads in self.exits.items() if at != tile}
        if destination is not None:
            others[tile] = destination
        self.definition = replace(self.definition, exits=others)

    def trigger(self, x: int, y: int) -> int:
        """The trigger of the tile, 0 = none.  Source: 03-world §4."""
        return self.definition.triggers[(y - 1) * SIDE + x - 1]

    def set_trigger(self, x: int, y: int, trigger: int) -> None:
        """Give the tile another trigger."""
        triggers = bytearray(self.definition.triggers)
        triggers[(y - 1) * SIDE + x - 1] = trigger
        self.definition = replace(self.definition, triggers=bytes(triggers))

    def in_safe_zone(self, who: Character) -> bool:
        """Whether a character on this map stands on a tile where nobody may fight."""
        return self.trigger(who.x, who.y) == Trigger.ZONA_SEGURA

    def enter(self, player: Player) -> None:
        """Put the player on its tile and let it receive from the areas around `player.area`."""
        self.users[player.x, player.y] = player
        self._arrivals += 1
        self.players[player] = self._arrivals
        self._cells[player.area[1] * _ROW + player.area[0]][player] = player.messages.outbox

    def leave(self, player: Player) -> None:
        """Take the player off its tile and off the map."""
        if self.users.get((player.x, player.y)) is player:
            del self.users[player.x, player.y]
        del self.players[player]
        del self._cells[player.area[1] * _ROW + player.area[0]][player]

    def change_area(self, player: Player, area: Tile) -> None:
        """Move the player to another area, around which it receives from now on."""
        del self._cells[player.area[1] * _ROW + player.area[0]][player]
        player.area = area
        self._cells[area[1] * _ROW + area[0]][player] = player.messages.outbox

    def reconnect(self, player: Player) -> None:
        """Learn that the player, if it is here, has another line to its client, or none any more."""
        if player in self.players:
            self._cells[player.area[1] * _ROW + player.area[0]][player] = player.messages.outbox

    def seeing(self, area: Tile) -> list[Player]:
        """The players who receive what happens in an area."""
        cells = self._cells
        found: list[Player] = []
        for number in _NEIGHBOURS[area[1] * _ROW + area[0]]:
            found += cells[number]
        return found

    def post(self, area: Tile, packet: bytes, *, but: Player | None = None) -> None:
        """Queue a plain packet for everybody who receives what happens in an area, but for one player.

        Most of what a crowd is sent goes this way, so it reaches for outboxes only, and not for players.
        """
        cells = self._cells
        left_out = but.messages.outbox if but is not None else None
        for number in _NEIGHBOURS[area[1] * _ROW + area[0]]:
            for outbox in cells[number].values():
                if outbox is not left_out:
                    outbox.append(packet)

    def seeing_only(self, area: Tile, other: Tile) -> list[Player]:
        """The players who receive what happens in an area, but not what happens in the other one."""
        cells = self._cells
        found: list[Player] = []
        seen = _NEIGHBOURS[other[1] * _ROW + other[0]]
        for number in _NEIGHBOURS[area[1] * _ROW + area[0]]:
            if number not in seen:
                found += cells[number]
        return found

    def users_in(self, areas: Iterable[Tile]) -> dict[Tile, Player]:
        """The players who stand in some areas, by tile, in no promised order."""
        cells = self._cells
        return {(one.x, one.y): one for x, y in areas for one in cells[y * _ROW + x]}

    def receivers(self) -> Iterator[tuple[Player, Tile, list[bytes]]]:
        """All players who receive anything, each with the area around which they do, and their outbox."""
        for number, cell in enumerate(self._cells):
            for player, outbox in cell.items():
                yield player, (number % _ROW, number // _ROW), outbox

    def is_legal(self, x: int, y: int, *, water: bool = False, land: bool = True, no_exit: bool = False) -> bool:
        """Whether somebody can be put there: LegalPos(water, land, no exit).  Source: 03-world §3."""
        return (
            self.is_open(x, y, water=water, land=land)
            and (x, y) not in self.users
            and (x, y) not in self.npcs
            and not (no_exit and (x, y) in self.exits)
        )

    def is_open(self, x: int, y: int, *, water: bool, land: bool) -> bool:
        """Whether one could stand there if nobody else did: in bounds, not blocked, and the right ground."""
        if not is_playable(x, y):
            return False
        flags = self.flags[(y - 1) * SIDE + x - 1]
        return not flags & BLOCKED and ((water and land) or (water if flags & WATER else land))
