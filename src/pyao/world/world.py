"""The world: all that is alive in the game, with the clock and the dice that it runs by.

Rules change it synchronously; nothing here knows bytes, sockets or stores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.character import CharIndexes
from pyao.world.contact import Contact
from pyao.world.distances import distances_from
from pyao.world.forums import Forums
from pyao.world.guilds import Guilds
from pyao.world.ledger import Ledger, held_in
from pyao.world.map import Map
from pyao.world.map_changes import MapChanges
from pyao.world.minds import Minds
from pyao.world.naps import Naps
from pyao.world.npc import Npc
from pyao.world.polls import BallotBox
from pyao.world.record import key_of
from pyao.world.sentinels import Sentinels
from pyao.world.timers import Timers
from pyao.world.transfers import Transfers
from pyao.world.user_records import UserRecords
from pyao.world.weather import Weather

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.content.content import Content
    from pyao.content.settings import GameSettings
    from pyao.protocol.dialect import ClientTraits
    from pyao.world.clock import Clock
    from pyao.world.host import Host
    from pyao.world.parties import Party
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
        """A world without NPCs; `rules.creatures.population.populate` puts them in their places."""
        self.content = content
        self.settings = settings
        self.clock = clock
        self.rng = rng
        self.client = client
        self.host = host

        self.maps = {number: Map(definition) for number, definition in content.maps.items()}
        self.map_changes = MapChanges()
        self.sounding_maps: list[Map] = []
        self._distances: dict[int, dict[int, int]] = {}
        self.survey_maps()
        self.weather = Weather()
        self.fires: list[tuple[int, Tile]] = []
        """Where players have lit bonfires since the last clean-up, oldest first: (map, tile)."""

        self.indexes = CharIndexes()
        self.chars: dict[int, Player | Npc] = {}
        self.players: dict[int, Player] = {}
        self.online: dict[str, Player] = {}
        self.turned: set[Player] = set()
        """Who has turned more often than others are shown at once: they are shown with the next tick."""

        self.overdue: dict[Player, None] = {}
        """Whose countdown to leave is over, in the order in which they go: a few in each tick."""

        self.record_online = 0
        self.open_names: set[str] = set()
        """Names on the staff lists that anybody may create, in upper case."""
        self.minds = Minds()
        self.witnesses: dict[int, Witness] = {}
        """What the client of each session slot draws; empty unless that is checked."""

        self.started_ms = clock.now_ms()
        self.tick = self.minute = 0
        self.timers, self.naps = Timers(self.players), Naps(self.players)
        self.paused = False
        self.gms_only = settings.gms_only
        """Whether only the staff may enter; until the settings are read again.  Source: 10-gm-admin §4.10."""

        self.happy_hour = 1.0
        """The factor on the experience of creatures today."""

        self.forums, self.guilds = Forums(), Guilds()
        self.parties: list[Party] = []
        self.sentinels = Sentinels(on=settings.sentinel)
        self.contact, self.user_records = Contact(settings.denounces_max), UserRecords()
        self.ballot_box = BallotBox(content.poll) if content.poll is not None else None

        self.casino = content.casino
        """What the house has won and lost so far."""

        self.sold_keys: dict[tuple[int, int], int] = {}
        """The house keys that have been sold, by (number of the NPC's definition, stock slot)."""

        self.banned_ips = set(content.banned_ips)
        """The addresses that may not connect."""

        self.ledger = Ledger(self._is_counted, held_in(self))
        self.transfers = Transfers()

    @property
    def now_ms(self) -> int:
        """The time in ms; only differences mean something."""
        return self.clock.now_ms()

    def by_slot(self) -> Iterator[Player]:
        """All players in the order of their session slots, as the beats visit them.  Source: 02 §12.1.

        Players who leave the world meanwhile are passed over.
        """
        for slot in sorted(self.players):
            player = self.players.get(slot)
            if player is not None:
                yield player

    def map_of(self, who: Player | Npc) -> Map:
        """The map that a character is on."""
        return self.maps[who.map]

    def npc_with(self, char: int) -> Npc | None:
        """The NPC with a char index; `None` = there is none."""
        who = self.chars.get(char)
        return who if isinstance(who, Npc) else None

    def player_named(self, name: str) -> Player | None:
        """The player of that name, whatever its case, with `+` for a space; `None` = not in the world.

        Source: 11-social §0.
        """
        return self.online.get(key_of(name.replace("+", " ")))

    def add_player(self, player: Player) -> None:
        """Let a player into the world, not yet onto a map."""
        self.players[player.slot] = player
        self.naps.enter(player.slot)
        self.online[key_of(player.name)] = player
        self.ledger.enters(player.record)

    def remove_player(self, player: Player) -> None:
        """Take a player, who is on no map any more, out of the world; nothing comes due for it from now on."""
        del self.players[player.slot]
        del self.online[key_of(player.name)]
        self.witnesses.pop(player.slot, None)
        player.due.clear()
        self.turned.discard(player)
        for other in self.players.values():
            # The next player in this slot must not be taken for the one who was clicked.
            if other.targets.slot == player.slot:
                other.targets.slot = 0
        self.ledger.leaves(player.record)  # which has also woken the player
        self.naps.leave(player.slot)
        self.host.player_gone(player)

    def start_state(self, player: Player, state: TimedState, ticks: int) -> None:
        """Make a state come due that many ticks from now (1 tick = 40 ms).

        For a player whose connection is gone time stands still: nothing is started.  Source: 02 §5.4.
        """
        if player.connected:
            self.timers.start(player, state, self.tick + ticks)

    def survey_maps(self) -> None:
        """Find out anew what is derived from all maps together, after some of them have come or changed."""
        self.sounding_maps = [here for here in self.maps.values() if here.definition.sounds]
        self._distances.clear()

    def distances(self, city_map: int) -> dict[int, int]:
        """How far each map is from a city's map, in maps; computed once.  Source: 03-world §21."""
        found = self._distances.get(city_map)
        if found is None:
            found = self._distances[city_map] = distances_from(self.content.maps, city_map)
        return found

    def seconds_up(self) -> int:
        """Whole seconds since the world was made."""
        return (self.now_ms - self.started_ms) // 1000

    def _is_counted(self, item: int) -> bool:
        """Whether the ledger counts an object: it doesn't count what nobody can pick up."""
        definition = self.content.items.get(item)
        return definition is None or not definition.fixed
