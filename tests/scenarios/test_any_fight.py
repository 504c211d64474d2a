"""Whoever fights whom, with whatever in hand: no packet of a fighter fails, and the world stays sound."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import COCK, GUARD, ITEMS, WOLF, battlefield, item
from kit.game import Client, GameFixture, a_game
from kit.worlds import plain_map

from pyao.content.enums import Heading, ObjectType, PlayerClass, Skill
from pyao.content.maps import TILES
from pyao.protocol import client_packets as c
from pyao.rules.creatures import melee
from pyao.rules.creatures.population import put_npc
from pyao.rules.map.areas import npc_enters_area
from pyao.world.invariants import violations
from pyao.world.ledger import held_in
from pyao.world.record import Equipment, Faction, ItemStack, Reputation, SkillRecord, Vitals

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.content.npcs import NpcDef

BLOWS, SEEDS = 600, (1, 2, 3)
T = ObjectType
PARTS = {
    "weapon": T.WEAPON,
    "armour": T.ARMADURA,
    "shield": T.ESCUDO,
    "helmet": T.CASCO,
    "ring": T.ANILLO,
    "ammunition": T.FLECHAS,
    "boat": T.BARCOS,
}
UNIFORMS = (
    item(700, T.ARMADURA, royal=1, min_def=1, max_def=5),
    item(701, T.ESCUDO, chaos=1),
    item(702, T.WEAPON, min_hit=65, max_hit=50, poisons=True, stabs=True),
    item(703, T.BARCOS, clothing=86, min_hit=1, max_hit=9),
)
BEASTS = (
    *(WOLF, COCK, GUARD, replace(WOLF, id=6, type=2, alignment=0), replace(WOLF, id=30, alignment=1, poisons=True)),
    *(replace(WOLF, id=31, type=6, hurt_sound=0, exp=2_000_000), replace(COCK, id=32, alignment=4, min_hp=1, max_hp=1)),
)


class Brawl:
    """Fighters of every kind who stand close together, and creatures between them."""

    def __init__(self, game: GameFixture, seed: int) -> None:
        self.game, self.dice = game, random.Random(seed)
        self.fighters: list[Client] = []
        self.came = 0
        self.things: dict[ObjectType, list[ItemDef]] = {}
        for one in game.world.content.items.values():
            self.things.setdefault(one.type, []).append(one)
        self.beasts: list[NpcDef] = list(game.world.content.npcs.values())

    def one_more(self) -> None:
        dice, number = self.dice, self.came
        self.came += 1
        bag: list[ItemStack | None] = [None] * 25
        worn = Equipment()
        for slot, (part, kind) in enumerate(PARTS.items(), 1):
            if kind not in self.things or dice.random() < 0.3:
                continue
            bag[slot - 1] = ItemStack(dice.choice(self.things[kind]).id, dice.choice((1, 2, 100)), True)
            setattr(worn, part, slot)
        client = self.game.player(
            "Luchador " + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26] + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number // 26],
            at=(1, 50, 50), inventory=bag, equipment=worn, sailing=bool(worn.boat),
            player_class=dice.choice(list(PlayerClass)), level=dice.choice((1, 12, 13, 20, 36, 255)),
            exp_next=dice.choice((1, 300, 5_000)), gold=dice.choice((0, 1_000_000)),
            skills=[SkillRecord(dice.choice((0, 10, 99, 100)), 0, 30) for _skill in Skill],
            vitals=Vitals(max_hp=200, hp=dice.choice((1, 200)), max_stamina=999, stamina=999, min_hit=1, max_hit=99),
            reputation=Reputation(bandit=dice.choice((0, 1030, 5_000)), noble=1_000),
            faction=Faction(dice.random() < 0.2, dice.random() < 0.2), poisoned=dice.random() < 0.2,
        )  # fmt: skip
        client.player.safe_mode = dice.random() < 0.3
        self.fighters.append(client)

    def beast(self) -> None:
        tile = self.dice.randint(46, 54), self.dice.randint(46, 54)
        here = self.game.world.maps[1]
        if tile not in here.npcs and tile not in here.users:
            npc = put_npc(self.game.world, self.dice.choice(self.beasts), 1, tile)
            npc_enters_area(self.game.world, npc)

    def packet(self, client: Client) -> Any:
        player, dice = client.player, self.dice
        target = player.x + dice.randint(-2, 2), player.y + dice.randint(-2, 2)
        return dice.choice(
            (
                *(
                    c.Attack(),
                    c.Attack(),
                    c.WorkLeftClick(*target, Skill.PROYECTILES),
                    c.Walk(dice.choice(list(Heading))),
                ),
                c.Walk(dice.choice(list(Heading))),
                *(c.ChangeHeading(dice.choice(list(Heading))), c.EquipItem(dice.randint(1, 8)), c.SafeToggle()),
                *(c.Meditate(), c.LeftClick(*target), c.ShareNpc(), c.Quit() if dice.random() < 0.1 else c.Attack()),
            )
        )

    def go(self) -> None:
        if len(self.fighters) < 8 or self.dice.random() < 0.03:
            self.one_more()
        if self.dice.random() < 0.3:
            self.beast()
        self.fighters = [one for one in self.fighters if one.connection.session.player is not None and not one.closed]
        for client in self.fighters:
            packet = self.packet(client)
            client.player.record.vitals.stamina = 999
            client.sends(packet)
            assert not client.connection.fault, f"{packet}\n{client.connection.fault}"
        self.beasts_strike()
        assert violations(self.game.world) == []
        assert self.game.world.ledger.check(held_in(self.game.world)) == {}
        self.game.passes(1_600)

    def beasts_strike(self) -> None:
        here = self.game.world.maps[1]
        for npc in list(here.npcs.values()):
            victims = [one for one in here.users.values() if not one.dead]
            npc.may_attack = True
            if npc.char and victims:
                melee.attack_player(self.game.world, npc, self.dice.choice(victims))


@pytest.mark.parametrize("seed", SEEDS)
def test_whoever_fights_whom(seed: int) -> None:
    triggers = bytes(random.Random(seed).choice((0, 0, 0, 0, 4, 6)) for _tile in range(TILES))
    maps = plain_map(1, triggers=triggers), plain_map(2)
    content = battlefield(*maps, items=ITEMS | {one.id: one for one in UNIFORMS}, npcs={one.id: one for one in BEASTS})
    with a_game(content, check_invariants=True, max_users=500) as game:
        game.dice.free = True
        brawl = Brawl(game, seed)
        for _round in range(BLOWS // 8):
            brawl.go()
