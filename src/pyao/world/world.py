"""The one place and the one moment: everything that lives, and the clock and dice it lives by.

Rules change it synchronously; nothing here knows bytes, sockets or stores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.character import CharIndexes
from pyao.world.distances import distances_from
from pyao.world.forums import Forums
from pyao.world.ledger import Ledger, held_in
from pyao.world.map import Map
from pyao.world.minds import Minds
from pyao.world.npc import Npc
from pyao.world.record import key_of
from pyao.world.timers import Timers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content
    from pyao.content.settings import GameSettings
    from pyao.protocol.dialect import ClientTraits
    from pyao.world.clock import Clock
    from pyao.world.host import Host
    from pyao.world.player import Player
    from pyao.world.rng import Rng
    from pyao.world.space import Tile
    from pyao.world.timers import TimedState
    from pyao.world.witness import Witness


class World:
    """All state of the game.  A test can make one with one map and two players."""

    def __init__(
        self, content: Content, settings: GameSettings, clock: Clock, rng: Rng, *, client: ClientTraits, host: Host
    ) -> None:
        """A world without NPCs yet; `rules.creatures.population.populate` puts them in their places."""
        self.content = content
        self.settings = settings
        self.clock = clock
        self.rng = rng
        self.client = client
        self.host = host
        self.maps = {number: Map(definition) for number, definition in content.maps.items()}
        self.sounding_maps = [here for here in self.maps.values() if here.definition.sounds]
        self._distances: dict[int, dict[int, int]] = {}
        self.indexes = CharIndexes()
        self.chars: dict[int, Player | Npc] = {}
        self.players: dict[int, Player] = {}
        self.online: dict[str, Player] = {}
        self.timers = Timers()
        self.held_npcs: dict[Npc, None] = {}
        """Creatures that are paralysed or immobilised, on whatever map."""

        self.minds = Minds()

        self.tick = 0
        self.minute = 0
        self.started_ms = clock.now_ms()
        self.raining = self.night = self.paused = False
        self.weather_minutes = 0
        """How long it has been raining, or dry, where the weather changes by itself."""

        self.happy_hour = 1.0
        self.fires: list[tuple[int, Tile]] = []
        """Where players have lit fires since the last clean-up, the oldest first: (map, tile)."""

        self.record_online = 0
        self.witnesses: dict[int, Witness] = {}
        """What the client of each session slot has been told, where that is checked."""

        self.forums = Forums()
        self.guild_names: dict[int, str] = {}
        self.sold_keys: dict[tuple[int, int], int] = {}
        """Keys of houses that somebody has bought, by (number of the NPC's definition, stock slot)."""

        self.casino = content.casino
        """What the house has won and lost so far."""

        self.ledger = Ledger(self._is_counted, held_in(self))

    @property
    def now_ms(self) -> int:
        """The moment in ms; only differences mean something."""
        return self.clock.now_ms()

    def by_slot(self) -> Iterator[Player]:
        """Everybody in the world in the order of their session slots, as the beats visit them.  Source: 02 §12.1.

        Whoever leaves the world meanwhile is passed over.
        """
        for slot in sorted(self.players):
            player = self.players.get(slot)
            if player is not None:
                yield player

    def map_of(self, who: Player | Npc) -> Map:
        """The map somebody is on."""
        return self.maps[who.map]

    def npc_with(self, char: int) -> Npc | None:
        """The NPC of a char index; `None` = there is none."""
        who = self.chars.get(char)
        return who if isinstance(who, Npc) else None

    def player_named(self, name: str) -> Player | None:
        """Who is in the world under that name, whatever the case; `+` stands for a space.  Source: 11-social §0."""
        return self.online.get(key_of(name.replace("+", " ")))

    def add_player(self, player: Player) -> None:
        """The player is in the world from now on, though not yet on a map."""
        self.players[player.slot] = player
        self.online[key_of(player.name)] = player
        self.ledger.enters(player.record)

    def remove_player(self, player: Player) -> None:
        """The player is no longer in the world; what was due for it never comes."""
        del self.players[player.slot]
        del self.online[key_of(player.name)]
        self.witnesses.pop(player.slot, None)
        player.due.clear()
        for other in self.players.values():
            # Whoever gets the slot next must not be taken for the one that was clicked.
            if other.targets.slot == player.slot:
                other.targets.slot = 0
        self.ledger.leaves(player.record)
        self.host.player_gone(player)

    def start_state(self, player: Player, state: TimedState, ticks: int) -> None:
        """Let a state come due that many ticks from now (1 tick = 40 ms).

        For who has lost the connection time stands still: nothing comes due any more.  Source: 02 §5.4.
        """
        if player.connected:
            self.timers.start(player, state, self.tick + ticks)

    def distances(self, city_map: int) -> dict[int, int]:
        """How far each map is from a city's, in maps; computed once.  Source: 03-world §21."""
        found = self._distances.get(city_map)
        if found is None:
            found = self._distances[city_map] = distances_from(self.content.maps, city_map)
        return found

    def seconds_up(self) -> int:
        """Whole seconds since the world began."""
        return (self.now_ms - self.started_ms) // 1000

    def _is_counted(self, item: int) -> bool:
        """Whether the ledger keeps account of an object: not of what can't be picked up."""
        definition = self.content.items.get(item)
        return definition is None or not definition.fixed
