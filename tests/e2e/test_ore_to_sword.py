"""From the vein to a sword, over real sockets: a newcomer in the built-in world, a worker in the classic one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.classic import classic_content
from kit.game import PASSWORD, a_record
from kit.server import running
from kit.spec import needs_classic

from pyao.client.headless_client import HeadlessClient
from pyao.content.enums import FUNDIR_METAL, Heading, ObjectType, PlayerClass, Skill
from pyao.protocol import client_packets as c
from pyao.rules.map.warp import warp
from pyao.storage.default_world import load_default_world
from pyao.world.record import ItemStack, SkillRecord

if TYPE_CHECKING:
    import pytest

    from pyao.content.content import Content

PICKAXE, HAMMER, SWORD, IRON_ORE, IRON = 187, 389, 2, 192, 386
FAST = {
    "game__work_interval_ms": 0,
    "game__use_interval_ms": 0,
    "game__speed_check_ms": 0,
    "game__ticks_stamina_standing": 0,
    "game__ticks_cold": 10_000_000,
}
MOST_ATTEMPTS = 5_000


class Hand(HeadlessClient):
    """A client that works."""

    async def goes_to(self, x: int, y: int) -> None:
        """Walk, first along the row and then along the column, until the server agrees or another map begins."""
        view, here = self.view, self.view.map
        while view.map == here and (view.x, view.y) != (x, y):
            if view.x != x:
                heading = Heading.EAST if view.x < x else Heading.WEST
            else:
                heading = Heading.SOUTH if view.y < y else Heading.NORTH
            self.walk(heading)
            await self.ping()

    def holds(self, item: int) -> int:
        """How many of an object are in the bag."""
        return sum(amount for number, amount in self.view.inventory.values() if number == item)

    def slot(self, item: int) -> int:
        """The slot of the bag that holds an object."""
        return next(slot for slot, (number, _amount) in self.view.inventory.items() if number == item)

    async def mines(self, vein: tuple[int, int], ore: int) -> None:
        """Use the pickaxe on the vein until there is so much ore."""
        self.send(c.EquipItem(self.slot(PICKAXE)))
        for _attempt in range(MOST_ATTEMPTS):
            self.send(c.UseItem(self.slot(PICKAXE)), c.WorkLeftClick(*vein, Skill.MINERIA))
            await self.ping()
            if self.holds(IRON_ORE) >= ore:
                return
        raise AssertionError("the vein gives nothing")

    async def smelts(self, forge: tuple[int, int], ingots: int) -> None:
        """Smelt ore at the forge until there are so many ingots."""
        self.send(c.LeftClick(*forge))
        while self.holds(IRON) < ingots:
            before = self.holds(IRON)
            self.send(c.UseItem(self.slot(IRON_ORE)), c.WorkLeftClick(*forge, FUNDIR_METAL))
            await self.ping()
            assert self.holds(IRON) > before

    async def forges_a_sword(self, anvil: tuple[int, int]) -> None:
        """Click on the anvil with the hammer, read what can be made, make the sword by its name, and put it on.

        The real client arms the click for that skill but has no words for it: the console line must have them.
        """
        self.send(c.EquipItem(self.slot(HAMMER)), c.UseItem(self.slot(HAMMER)))
        await self.wait_for(lambda: self.view.armed == Skill.HERRERIA)
        assert Skill.HERRERIA not in self.view.asked
        assert "yunque" in self.view.console[-1]
        self.click(*anvil)
        self.talk("/herreria")
        await self.wait_for(lambda: any(line.startswith(f"{SWORD} ") for line in self.view.console))
        self.talk(f"/herreria {SWORD} 1")
        await self.wait_for(lambda: self.holds(SWORD) == 1)
        self.send(c.EquipItem(self.slot(SWORD)))
        await self.ping()
        assert self.view.violations == []


def standing(content: Content, here: int, kind: ObjectType) -> tuple[int, int]:
    """Where something of that kind stands on a map."""
    return next(tile for tile, (item, _n) in content.maps[here].objects.items() if content.items[item].type is kind)


async def test_a_newcomer_makes_a_sword_in_the_built_in_world(monkeypatch: pytest.MonkeyPatch) -> None:
    content = load_default_world()
    async with running(monkeypatch, content, **FAST) as server:
        ana = Hand()
        await ana.connect(port=server.listener.port)
        await ana.create("Ana", PASSWORD, player_class=PlayerClass.WORKER)
        points = [0] * 20
        points[Skill.MINERIA - 1], points[Skill.HERRERIA - 1] = 6, 4
        ana.send(c.ModifySkills(tuple(points)))
        await ana.goes_to(56, 62)
        ana.send(c.LeftClick(56, 60), c.CommerceStart(), c.CommerceBuy(1, 1), c.CommerceBuy(4, 1), c.CommerceEnd())
        await ana.wait_for(lambda: ana.holds(PICKAXE) == 1 and ana.holds(HAMMER) == 1)
        await ana.goes_to(59, 62)
        assert ana.view.map == 33
        await ana.goes_to(52, 70)
        await ana.mines((53, 70), 28)
        await ana.goes_to(46, 70)
        assert ana.view.map == 286
        await ana.goes_to(50, 62)
        await ana.smelts(standing(content, 286, ObjectType.FRAGUA), 2)
        await ana.forges_a_sword(standing(content, 286, ObjectType.YUNQUE))
        worn = server.world.online["ANA"].record
        stack = worn.inventory[worn.equipment.weapon - 1]
        assert stack is not None
        assert (stack.item, stack.equipped) == (SWORD, True)
        await ana.close()


@needs_classic
async def test_a_worker_makes_a_sword_in_the_classic_world(monkeypatch: pytest.MonkeyPatch) -> None:
    content = classic_content()
    async with running(monkeypatch, content, **FAST) as server:
        record = a_record(
            "Eva",
            (33, 52, 70),
            player_class=PlayerClass.WORKER,
            password_hash=await server.game.passwords.hash_password(PASSWORD),
            skills=[SkillRecord(100) for _ in range(20)],
        )
        record.inventory[0], record.inventory[1] = ItemStack(PICKAXE, 1), ItemStack(HAMMER, 1)
        await server.saver.create(record)
        eva = Hand()
        await eva.connect(port=server.listener.port)
        await eva.login("Eva", PASSWORD)
        await eva.mines((53, 70), 42)
        forge, anvil = standing(content, 1, ObjectType.FRAGUA), standing(content, 1, ObjectType.YUNQUE)
        warp(server.world, server.world.online["EVA"], 1, 34, 63, fx=False)
        await eva.wait_for(lambda: eva.view.map == 1)
        await eva.smelts(forge, 3)
        await eva.forges_a_sword(anvil)
        worn = server.world.online["EVA"].record
        stack = worn.inventory[worn.equipment.weapon - 1]
        assert stack is not None
        assert stack.item == SWORD
        await eva.close()
