"""Newcomer: a headless client that plays the first hour of the built-in world, acting only on what its client shows.

It clicks on people and reads what they say, goes round walls and whoever stands in its way, and hits what stands
before it.  The client's maps are part of what it shows; without them walls are found by running into them.
"""

from __future__ import annotations

import asyncio
from itertools import cycle
from typing import TYPE_CHECKING

from pyao.client.headless_client import HeadlessClient
from pyao.client.ways import find_way, is_walkable
from pyao.content.enums import Heading, Skill
from pyao.messaging.message_sender import EMPTY_SPELL
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from pyao.client.world_view import Seen
    from pyao.content.maps import MapDef
    from pyao.protocol.client_packets import ClientPacket

STEP_S, BLOW_S = 0.28, 1.5
"""Seconds for one tile and between two blows at the real client's speed.  Source: 01-protocol §13."""

NEAR, ARM = 2, 1
MOST_STEPS, BLOW_STAMINA, HUNT_S, DEATH_S = 600, 10, 1_800.0, 90.0
RED_POTIONS, SCROLL, CLOTHES_AND_DAGGER = (857, 38), 200, (463, 460)
CLERIC = 2
GROWN = 3
"""The level at which a newcomer has made its first hour."""

PLAZA, TO_THE_SOUTH = (50, 63), (50, 93)
HUNTING_GROUNDS = (60, 38), (68, 58), (61, 72), (45, 68), (35, 64), (37, 45)
TO_ULLATHORPE, TO_NEMAHUAK = (39, 41), (82, 27)
SHOPS, TO_THE_HILLS, AMONG_WOLVES = (61, 42), (58, 8), (54, 56)
TEMPLE = (52, 45)
"""What the pictures of the maps show: places and roads, not who is there."""


_PANELS = {S.COMMERCE_INIT: c.CommerceEnd(), S.BANK_INIT: c.BankEnd()}
"""What a double click on somebody may open, and what closes it."""


class Stuck(Exception):
    """The newcomer does not get on; the text says where."""


class Newcomer(HeadlessClient):
    """Plays from creation to the third level: errands, a shop, a spell, a fight, a death, the way home, a hunt."""

    def __init__(
        self,
        maps: Mapping[int, MapDef],
        *,
        log: Callable[[str], None] = lambda _line: None,
        step_s: float = STEP_S,
        blow_s: float = BLOW_S,
    ) -> None:
        """`maps` = those that its client has; `log` is told what happens, a line each.

        A step and a blow take so many seconds.
        """
        super().__init__()
        self._maps = maps
        self._walls: set[tuple[int, int, int]] = set()
        """Where a step was refused although nobody stood there: (map, x, y)."""

        self._log, self._step_s, self._blow_s = log, step_s, blow_s
        self._sure_of_map = 0
        """The map on which the server has taken a step."""

    async def play(self, name: str, password: str) -> None:
        """Play the first hour.

        Raises:
            Stuck: something that a newcomer has to find is not there.

        """
        await self.create(name, password, player_class=CLERIC)
        for line in self.view.console:
            self._log(f"reads: {line.partition('~')[0]}")
        self._learn()
        await self._first_errands()
        await self._hunts()
        await self._sees_ullathorpe()
        await self._dies_and_lives()
        await self._comes_back()
        await self._grows_up()
        self._log(f"level {self.view.level}, {self.view.gold} coins, spells {sorted(self._spells())}")

    async def goes_to(self, place: tuple[int, int], within: int = 0) -> None:
        """Walk until one is there, beside who is there already, or on another map; whoever is in the way is gone round.

        Raises:
            Stuck: there is no getting through.

        """
        here = self.view.map
        for _step in range(MOST_STEPS):
            away, taken = self._away(place), not self.view.is_free(*place)
            if self.view.map != here or away <= within or (taken and away <= ARM):
                return
            await self._steps_towards(place, within)
        raise Stuck(f"no way to {place} from {(self.view.x, self.view.y)} on map {here}")

    def _learn(self) -> None:
        """Assign the ten points that wait behind the +."""
        points = [0] * len(Skill)
        points[Skill.ARMAS - 1], points[Skill.TACTICAS - 1], points[Skill.MAGIA - 1] = 3, 3, 4
        self.send(c.ModifySkills(tuple(points)))
        self._log("assigns skill points")

    async def _first_errands(self) -> None:
        await self.goes_to(PLAZA)
        await self._takes_errand("Tres manzanas")
        await self._buys("Manzana", 3)
        await self._hands_in("Tres manzanas")
        await self._takes_errand("Saludar al sacerdote")
        await self._hands_in("Saludar al sacerdote")
        await self._takes_errand("Dos murciélagos")

    async def _hunts(self) -> None:
        """Kill until the errand is done, and come back for the reward."""
        await self._goes_hunting()
        await self._fights_until(lambda: any("Dos murciélagos: ¡listo!" in line for line in self.view.console))
        self._log(f"has killed two bats and has {self.view.hp} of {self.view.max_hp} health")
        await self.goes_to((50, 9))
        await self._leaves(Heading.NORTH)
        await self.goes_to(PLAZA)
        await self._hands_in("Dos murciélagos")
        await self._takes_errand("Conocer Ullathorpe")

    async def _sees_ullathorpe(self) -> None:
        await self.goes_to(TO_ULLATHORPE)
        self._log(f"stands on map {self.view.map}")
        await self.goes_to(SHOPS)
        await self._buys("Pergamino del antídoto", 1)
        known = self._spells()
        await self._does(c.UseItem(self._slot_of(SCROLL)))
        if self._spells() == known:
            raise Stuck("the scroll teaches nothing")
        self._log("learns a spell")

    async def _dies_and_lives(self) -> None:
        """Go where wolves are, die, travel home as a ghost, and be brought back by a priest."""
        await self.goes_to(TO_THE_HILLS)
        await self._leaves(Heading.NORTH)
        await self.goes_to(AMONG_WOLVES)
        async with asyncio.timeout(DEATH_S):
            while self.view.hp > 0:
                await self._pause(self._blow_s)
        self._log("dies among wolves")
        here = self.view.map
        await self._says("/hogar")
        await self.wait_for(lambda: self.view.map != here)
        self._log(f"travels home to map {self.view.map}")
        await self.goes_to(TEMPLE)
        if not await self._with_people(self._revives):
            raise Stuck("nobody brings the dead back")
        await self._does(*(c.EquipItem(self._slot_of(one)) for one in CLOTHES_AND_DAGGER))
        self._log("is alive again, and dressed")

    async def _comes_back(self) -> None:
        await self.goes_to(TO_NEMAHUAK)
        await self.goes_to(PLAZA)
        await self._hands_in("Conocer Ullathorpe")

    async def _grows_up(self) -> None:
        await self._goes_hunting()
        await self._fights_until(lambda: self.view.level >= GROWN)

    async def _goes_hunting(self) -> None:
        await self.goes_to(TO_THE_SOUTH)
        await self._leaves(Heading.SOUTH)

    async def _takes_errand(self, title: str) -> None:
        """Ask everybody who has an errand for it, until it is the one of that title."""

        async def offers(one: Seen) -> bool:
            heard = await self._does(c.LeftClick(one.x, one.y - 1))  # the head: the feet may be behind one's own head
            if not any("tiene un recado para vos" in line for line in heard):
                return False
            told = " ".join(await self._says("/recado"))
            self._log(f"takes an errand: {told}")
            return title in told

        if not await self._with_people(offers):
            raise Stuck(f"nobody has the errand {title}")

    async def _hands_in(self, title: str) -> None:
        """Find who waits for an errand, and hand it in."""

        async def takes(one: Seen) -> bool:
            heard = await self._does(c.LeftClick(one.x, one.y - 1))
            if not any("espera saber de tu recado" in line for line in heard):
                return False
            told = await self._says("/recado")
            return any(f"Recado cumplido: {title}" in line for line in told)

        if not await self._with_people(takes):
            raise Stuck(f"nobody takes the errand {title}")
        self._log(f"has done {title}; {self.view.gold} coins, {self.view.exp} experience")

    async def _buys(self, goods: str, amount: int) -> None:
        """Look into the shops around for something, and buy it."""

        async def sells(one: Seen) -> bool:
            self.recent.clear()
            await self._does(c.DoubleClick(one.x, one.y))
            shown = [one.values for one in self.recent if one.id is S.CHANGE_NPC_INVENTORY_SLOT]
            slot = next((values[0] for values in shown if values[1] == goods), None)
            if slot is not None:
                await self._does(c.CommerceBuy(slot, amount))
            for panel, closing in _PANELS.items():
                if panel in self.view.locks:
                    await self._does(closing)
            return slot is not None

        before = self.view.gold
        if not await self._with_people(sells) or self.view.gold >= before:
            raise Stuck(f"nobody sells {goods}")
        self._log(f"buys {amount} × {goods} for {before - self.view.gold} coins")

    async def _revives(self, one: Seen) -> bool:
        await self._does(c.DoubleClick(one.x, one.y))
        return self.view.hp > 0

    async def _with_people(self, deed: Callable[[Seen], Awaitable[bool]]) -> bool:
        """Go from one to the next of those in sight, nearest first, until the deed succeeds with one."""
        left = {one.char for one in self.view.chars.values() if not one.name}
        while left := {char for char in left if char in self.view.chars}:
            one = min((self.view.chars[char] for char in left), key=self._steps_to)
            left.discard(one.char)
            await self.goes_to((one.x, one.y), within=NEAR)
            if await deed(one):
                return True
        return False

    async def _fights_until(self, done: Callable[[], bool]) -> None:
        """Look for prey, hit it, drink when it hurts and rest when tired, until something has happened."""
        places = cycle(HUNTING_GROUNDS)
        place = next(places)
        async with asyncio.timeout(HUNT_S):
            while not done():
                others = [one for one in self.view.chars.values() if not one.name]
                if self.view.hp * 2 < self.view.max_hp:
                    await self._does(c.UseItem(self._slot_of(*RED_POTIONS)))
                elif self.view.stamina < BLOW_STAMINA:
                    await self._pause(self._blow_s)
                elif others:
                    await self._hits(min(others, key=self._steps_to))
                else:
                    await self._steps_towards(place, NEAR)
                    place = next(places) if self._away(place) <= NEAR else place

    async def _hits(self, prey: Seen) -> None:
        """Go to somebody, or strike if one stands before him."""
        if self._steps_to(prey) > ARM:
            await self._steps_towards((prey.x, prey.y), ARM)
        else:
            await self._does(c.ChangeHeading(self._towards((prey.x, prey.y))), c.Attack())
            await self._pause(self._blow_s)

    async def _steps_towards(self, place: tuple[int, int], within: int) -> None:
        """Take the first step of the way to a place, or wait a moment if there is none just now."""
        here = self.view.map, self.view.x, self.view.y
        way = find_way(here[1:], place, self._is_free, within=within)
        if not way:
            self._walls.clear()  # a wall may have been somebody who has moved on
            await self._pause(self._step_s)
            await self.ping()
            return
        await self._step(way[0])
        x, y = here[1] + way[0].dx, here[2] + way[0].dy
        if here == (self.view.map, self.view.x, self.view.y) and self.view.is_free(x, y):
            self._walls.add((here[0], x, y))

    def _is_free(self, tile: tuple[int, int]) -> bool:
        """Whether there is a way over a tile of this map, as far as one knows; an exit leads elsewhere."""
        ground = self._maps.get(self.view.map)
        return (
            (self.view.map, *tile) not in self._walls
            and (ground is None or is_walkable(ground, tile))
            and self.view.is_free(*tile)
        )

    async def _leaves(self, heading: Heading) -> None:
        """Walk over the border of the map."""
        here = self.view.map
        for _step in range(MOST_STEPS):
            if self.view.map != here:
                self._log(f"crosses to map {self.view.map}")
                return
            await self._step(heading)
        raise Stuck(f"map {here} has no border to the {heading.name.lower()}")

    async def _step(self, heading: Heading) -> None:
        """Take a step; on a new map ask where one is until one was taken.

        For a round trip after a warp steps are dropped unheard, and whoever believes in them is lost from then on.
        Source: 03-world §10 step 0.
        """
        before = self.view.map, self.view.x, self.view.y
        self.walk(heading)
        await self._pause(self._step_s)
        await self.ping()
        if self._sure_of_map != self.view.map:
            await self._does(c.RequestPositionUpdate())
            if before[0] == self.view.map and before[1:] != (self.view.x, self.view.y):
                self._sure_of_map = self.view.map

    def _towards(self, place: tuple[int, int]) -> Heading:
        dx, dy = place[0] - self.view.x, place[1] - self.view.y
        if abs(dx) > abs(dy):
            return Heading.EAST if dx > 0 else Heading.WEST
        return Heading.SOUTH if dy > 0 else Heading.NORTH

    def _away(self, place: tuple[int, int]) -> int:
        return abs(place[0] - self.view.x) + abs(place[1] - self.view.y)

    def _steps_to(self, one: Seen) -> int:
        return self._away((one.x, one.y))

    def _slot_of(self, *items: int) -> int:
        """The first slot of the bag that holds one of these objects."""
        found = next((slot for slot, (number, _amount) in self.view.inventory.items() if number in items), None)
        if found is None:
            raise Stuck(f"nothing is left of {items}")
        return found

    def _spells(self) -> set[str]:
        return set(self.view.spells.values()) - {EMPTY_SPELL}

    async def _says(self, text: str) -> list[str]:
        return await self._does(c.Talk(text))

    async def _does(self, *packets: ClientPacket) -> list[str]:
        """Send packets and wait for what comes of them; gives the new console lines."""
        known = len(self.view.console)
        self.send(*packets)
        await self.ping()
        return self.view.console[known:]

    async def _pause(self, seconds: float) -> None:
        if seconds:
            await asyncio.sleep(seconds)
