"""Newcomer: a headless client that plays the first hour of the built-in world, acting only on what its client shows.

It clicks on people and reads what they say, walks until the server agrees, and hits what stands before it.
"""

from __future__ import annotations

import asyncio
from itertools import cycle
from typing import TYPE_CHECKING

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import Heading, Skill
from pyao.messaging.message_sender import EMPTY_SPELL
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyao.client.world_view import Seen
    from pyao.protocol.client_packets import ClientPacket

STEP_S, BLOW_S = 0.28, 1.5
"""Seconds for one tile and between two blows at the real client's speed.  Source: 01-protocol §13."""

NEAR, ARM = 2, 1
MOST_STEPS, BLOW_STAMINA, HUNT_S, DEATH_S = 600, 10, 600.0, 90.0
RED_POTION, SCROLL = 857, 200
CLERIC = 2

PLAZA, TO_THE_SOUTH = (50, 63), (50, 93)
HUNTING_GROUNDS = (60, 38), (68, 58), (35, 64)
TO_ULLATHORPE = ((40, 62), (40, 42), (39, 42), (39, 41))
SHOPS, TO_THE_HILLS, AMONG_WOLVES = (61, 42), (58, 8), (54, 56)
TEMPLE, TO_NEMAHUAK = (52, 45), ((82, 45), (82, 27))
"""What the pictures of the maps show: places and roads, not who is there."""


class Stuck(Exception):
    """The newcomer does not get on; the text says where."""


class Newcomer(HeadlessClient):
    """Plays from creation to the second level: errands, a shop, a spell, a fight, a death, the way home."""

    def __init__(
        self, *, log: Callable[[str], None] = lambda _line: None, step_s: float = STEP_S, blow_s: float = BLOW_S
    ) -> None:
        """`log` is told what happens, a line each; a step and a blow take so many seconds."""
        super().__init__()
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
        self._log(f"level {self.view.level}, {self.view.gold} coins, spells {sorted(self._spells())}")

    def _learn(self) -> None:
        """Assign the ten points that wait behind the +."""
        points = [0] * len(Skill)
        points[Skill.ARMAS - 1], points[Skill.TACTICAS - 1], points[Skill.MAGIA - 1] = 3, 3, 4
        self.send(c.ModifySkills(tuple(points)))
        self._log("assigns skill points")

    async def _first_errands(self) -> None:
        await self._goes_to(PLAZA)
        await self._takes_errand("Tres manzanas")
        await self._buys("Manzana", 3)
        await self._hands_in("Tres manzanas")
        await self._takes_errand("Saludar al sacerdote")
        await self._hands_in("Saludar al sacerdote")
        await self._takes_errand("Dos murciélagos")

    async def _hunts(self) -> None:
        """Kill until the errand is done, and come back for the reward."""
        await self._goes_to(TO_THE_SOUTH)
        await self._leaves(Heading.SOUTH)
        await self._fights_until(lambda: any("Dos murciélagos: ¡listo!" in line for line in self.view.console))
        self._log(f"has killed two bats and has {self.view.hp} of {self.view.max_hp} health")
        await self._goes_to((50, 9))
        await self._leaves(Heading.NORTH)
        await self._goes_to(PLAZA)
        await self._hands_in("Dos murciélagos")
        await self._takes_errand("Conocer Ullathorpe")

    async def _sees_ullathorpe(self) -> None:
        for place in TO_ULLATHORPE:
            await self._goes_to(place)
        self._log(f"stands on map {self.view.map}")
        await self._goes_to(SHOPS)
        await self._buys("Pergamino del antídoto", 1)
        known = self._spells()
        await self._does(c.UseItem(self._slot_of(SCROLL)))
        if self._spells() == known:
            raise Stuck("the scroll teaches nothing")
        self._log("learns a spell")

    async def _dies_and_lives(self) -> None:
        """Go where wolves are, die, travel home as a ghost, and be brought back by a priest."""
        await self._goes_to(TO_THE_HILLS)
        await self._leaves(Heading.NORTH)
        await self._goes_to(AMONG_WOLVES)
        async with asyncio.timeout(DEATH_S):
            while self.view.hp > 0:
                await self._pause(self._blow_s)
        self._log("dies among wolves")
        here = self.view.map
        await self._says("/hogar")
        await self.wait_for(lambda: self.view.map != here)
        self._log(f"travels home to map {self.view.map}")
        await self._goes_to(TEMPLE)
        if not await self._with_people(self._revives):
            raise Stuck("nobody brings the dead back")
        self._log("is alive again")

    async def _comes_back(self) -> None:
        for place in TO_NEMAHUAK:
            await self._goes_to(place)
        await self._goes_to(PLAZA)
        await self._hands_in("Conocer Ullathorpe")

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
            if S.COMMERCE_INIT in self.view.locks:
                await self._does(c.CommerceEnd())
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
            await self._goes_to((one.x, one.y), within=NEAR)
            if await deed(one):
                return True
        return False

    async def _fights_until(self, done: Callable[[], bool]) -> None:
        """Look for prey, hit it, drink when it hurts and rest when tired, until something has happened."""
        places = cycle(HUNTING_GROUNDS)
        async with asyncio.timeout(HUNT_S):
            while not done():
                others = [one for one in self.view.chars.values() if not one.name]
                if self.view.hp * 2 < self.view.max_hp:
                    await self._does(c.UseItem(self._slot_of(RED_POTION)))
                elif self.view.stamina < BLOW_STAMINA:
                    await self._pause(self._blow_s)
                elif not others:
                    await self._goes_to(next(places))
                else:
                    await self._hits(min(others, key=self._steps_to))

    async def _hits(self, prey: Seen) -> None:
        """Go to somebody, or strike if one stands before him."""
        towards = self._towards((prey.x, prey.y))
        if self._steps_to(prey) > ARM:
            await self._step(towards)
        else:
            await self._does(c.ChangeHeading(towards), c.Attack())
            await self._pause(self._blow_s)

    async def _goes_to(self, place: tuple[int, int], within: int = 0) -> None:
        """Walk until one is there, or until another map begins; whoever stands in the way is gone round.

        Raises:
            Stuck: there is no getting through.

        """
        here = self.view.map
        for _step in range(MOST_STEPS):
            if self.view.map != here or self._away(place) <= within:
                return
            before = self.view.x, self.view.y
            ahead = self._towards(place)
            await self._step(ahead)
            if (self.view.x, self.view.y) == before:
                aside = Heading.EAST if ahead in (Heading.NORTH, Heading.SOUTH) else Heading.SOUTH
                await self._step(aside if _step % 3 else aside.opposite)
        raise Stuck(f"no way to {place} from {(self.view.x, self.view.y)} on map {here}")

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

    def _slot_of(self, item: int) -> int:
        """The slot of the bag that holds an object."""
        found = next((slot for slot, (number, _amount) in self.view.inventory.items() if number == item), None)
        if found is None:
            raise Stuck(f"object {item} is used up")
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
