"""All definitions together, in one immutable object that a world is made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyao.content.balance import Balance
from pyao.content.casino import CasinoTotals
from pyao.content.enums import City, PlayerClass
from pyao.content.errands import ErrandDef
from pyao.content.factions import CHAOS_LADDER, ROYAL_LADDER, FactionArmours, Ladder
from pyao.content.items import ItemDef
from pyao.content.maps import MapDef
from pyao.content.npcs import NpcDef
from pyao.content.polls import Poll
from pyao.content.praetorians import Praetorian, PraetorianRole
from pyao.content.spells import SpellDef
from pyao.content.starting_kit import StartingKit

Place = tuple[int, int, int]
"""(map, x, y)."""

NEMAHUAK: Place = (286, 50, 65)
"""Where the game begins.  Source: 02 §3.4."""


@dataclass(frozen=True, slots=True)
class Content:
    """All definitions, by number.

    `start` is where new characters appear.  `smith_…` and `carpenter_objects` are the objects that can be made, in the
    order in which they are listed to players.  `motd` lines may end in `~r~g~b~bold~italic`.
    """

    items: Mapping[int, ItemDef] = field(default_factory=dict)
    npcs: Mapping[int, NpcDef] = field(default_factory=dict)
    spells: Mapping[int, SpellDef] = field(default_factory=dict)
    balance: Balance = field(default_factory=Balance)
    cities: Mapping[City, Place] = field(default_factory=dict)
    start: Place = NEMAHUAK
    starting_kit: StartingKit = field(default_factory=StartingKit)
    maps: Mapping[int, MapDef] = field(default_factory=dict)
    smith_weapons: tuple[int, ...] = ()
    smith_armours: tuple[int, ...] = ()
    carpenter_objects: tuple[int, ...] = ()
    royal_ladder: Ladder = ROYAL_LADDER
    chaos_ladder: Ladder = CHAOS_LADDER
    faction_armours: Mapping[PlayerClass, FactionArmours] = field(default_factory=dict)
    praetorians: Mapping[PraetorianRole, tuple[Praetorian, ...]] = field(default_factory=dict)
    spawn_list: tuple[tuple[int, str], ...] = ()
    """The list from which GMs pick creatures, as (NPC, label).  Source: 10-gm-admin §4.6."""
    errands: Mapping[int, ErrandDef] = field(default_factory=dict)
    motd: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    poll: Poll | None = None
    """The open poll, with the votes that a new world starts with; later ones are in the store."""
    casino: CasinoTotals = field(default_factory=CasinoTotals)
    """The totals that a new world starts with; later ones are in the store."""
    banned_ips: frozenset[str] = frozenset()
    """The addresses that a new world starts with as banned; later bans are in the store."""

    def is_shown(self, item: int) -> bool:
        """Whether clients are told of such an object on the ground; they have what is part of the map."""
        definition = self.items.get(item)
        return definition is not None and not definition.is_part_of_the_map
