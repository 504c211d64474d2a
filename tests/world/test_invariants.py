"""What must always be true stays true in a random life of 200 players over 20 maps, and what breaks it is seen."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from kit.game import Client, GameFixture, a_game
from kit.guilds import a_guild
from kit.worlds import content, plain_map

from pyao.client.world_view import WorldView
from pyao.content.enums import Heading, ObjectType
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef
from pyao.protocol import client_packets as c
from pyao.rules.body.dying import die
from pyao.rules.combat import owning
from pyao.rules.creatures import spawning
from pyao.rules.creatures.melee import attack_player
from pyao.rules.creatures.steps import step_npc
from pyao.rules.map import ground
from pyao.rules.map.warp import warp
from pyao.rules.pets import slots, summoning
from pyao.rules.session import leaving
from pyao.world.commerce import Mode
from pyao.world.guilds import Proposal, Relation
from pyao.world.invariants import violations
from pyao.world.ledger import Reason
from pyao.world.npc import Npc
from pyao.world.record import ItemStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.content.maps import MapDef
    from pyao.world.player import Player

MAPS, PLAYERS, STEPS, NPCS = 20, 200, 1_500, 60
WOLF = NpcDef(id=501, name="Lobo", body=10, heading=3, min_hp=10, max_hp=10)
APPLE, TREE = 1, 2
ITEMS = {
    APPLE: ItemDef(id=APPLE, name="Manzana", type=ObjectType.USE_ONCE, grh=506),
    TREE: ItemDef(id=TREE, name="Árbol", type=ObjectType.ARBOLES, grh=7000),
}


def chained(number: int) -> MapDef:
    """A map whose East and South borders lead to the next ones, as do some tiles at the border of two areas."""
    east = number % MAPS + 1
    south = (number + 4) % MAPS + 1
    exits = {(92, y): (east, 10, y) for y in range(8, 94)} | {(x, 94): (south, x, 8) for x in range(10, 92)}
    exits |= {(x, 63): (south, x, 60) for x in range(20, 80, 3)}
    blocked = tuple((x, 50) for x in range(40, 60, 2))
    goal = ((number + 9) % MAPS + 1, 50, 40) if number % 5 == 0 else None
    return plain_map(number, blocked=blocked, exits=exits, on_death_go_to=goal, objects={(30, 30): (TREE, 1)})


def name_of(k: int) -> str:
    return "j " + chr(97 + k // 26) + chr(97 + k % 26)


class Life:
    """Everybody's random life; what each client is told is also believed by the picture of a real one."""

    def __init__(self, game: GameFixture, seed: int) -> None:
        self.game = game
        self.world = game.world
        self.dice = random.Random(seed)
        self.clients: dict[str, Client] = {}
        self.views: dict[str, WorldView] = {}
        for k in range(PLAYERS):
            name = name_of(k)
            self.clients[name] = game.player(name, at=self.place(), dead=k % 10 == 0)
        for _npc in range(NPCS):
            spawning.spawn_npc(self.world, WOLF.id, *self.tile(), fx=False)
        for name, client in self.clients.items():
            self.begin_afresh(name, client)

    def begin_afresh(self, name: str, client: Client) -> None:
        """A picture that has seen everything since its last change of map."""
        client.takes()
        self.views[name] = WorldView()
        there = client.player.map % MAPS + 1
        warp(self.world, client.player, there, *self.free_tile(there), fx=False)
        for message in client.takes():
            self.views[name].take(message)
        self.views[name].violations.clear()

    def place(self) -> tuple[int, int, int]:
        return self.dice.randint(1, MAPS), self.dice.randint(10, 90), self.dice.randint(10, 90)

    def tile(self) -> tuple[int, tuple[int, int]]:
        number = self.dice.randint(1, MAPS)
        return number, self.free_tile(number)

    def free_tile(self, number: int) -> tuple[int, int]:
        here = self.world.maps[number]
        while True:
            x, y = self.dice.randint(9, 92), self.dice.randint(7, 94)
            if here.is_legal(x, y):
                return x, y

    def step(self) -> None:
        """Something happens to somebody."""
        deeds: list[tuple[int, Callable[[Player], None]]] = [
            (60, self.walks),
            (12, self.npc_walks),
            (4, self.is_warped),
            (4, self.dies),
            (4, self.stands_up_again),
            (4, self.drops_something),
            (4, self.takes_something_away),
            (3, self.brings_a_creature),
            (3, self.tames_a_creature),
            (3, self.npc_vanishes),
            (2, self.owns_a_creature),
            (2, self.loses_the_connection),
            (4, self.is_attacked),
        ]
        weights = [weight for weight, _deed in deeds]
        (chosen,) = self.dice.choices([deed for _weight, deed in deeds], weights)
        chosen(self.clients[self.dice.choice(list(self.clients))].player)
        self.game.clock.advance(250)

    def walks(self, player: Player) -> None:
        self.clients[player.name].connection.data_received(bytes((6, self.dice.choice(list(Heading)))))

    def npc_walks(self, _player: Player) -> None:
        for npc in self.some_npcs():
            step_npc(self.world, npc, self.dice.choice(list(Heading)))

    def some_npcs(self) -> list[Npc]:
        npcs = [one for one in self.world.chars.values() if isinstance(one, Npc)]
        return self.dice.sample(npcs, min(5, len(npcs)))

    def is_warped(self, player: Player) -> None:
        number, tile = self.tile()
        warp(self.world, player, number, *tile, fx=True, teleported=True)

    def dies(self, player: Player) -> None:
        if not player.dead:
            die(self.world, player)

    def stands_up_again(self, player: Player) -> None:
        player.record.dead = False

    def drops_something(self, player: Player) -> None:
        ground.put(self.world, self.world.map_of(player), (player.x, player.y), APPLE, 1, born=Reason.GM)

    def takes_something_away(self, player: Player) -> None:
        here = self.world.map_of(player)
        tiles = [tile for tile, thing in here.objects.items() if thing.item == APPLE]
        if tiles:
            ground.erase(self.world, here, self.dice.choice(tiles), 1, gone=Reason.GM)

    def brings_a_creature(self, player: Player) -> None:
        if slots.has_room(player):
            summoning.summon(self.world, player, WOLF.id, (player.x, player.y))

    def tames_a_creature(self, player: Player) -> None:
        npcs = [npc for npc in self.world.map_of(player).npcs.values() if npc.master is None]
        if npcs and slots.has_room(player):
            slots.adopt(player, self.dice.choice(npcs))

    def npc_vanishes(self, _player: Player) -> None:
        npc = self.some_npcs()[0]
        if npc.master is not None:
            spawning.remove_npc(self.world, npc)

    def owns_a_creature(self, player: Player) -> None:
        npcs = [npc for npc in self.world.map_of(player).npcs.values() if npc.master is None]
        if npcs:
            owning.acquire(self.world, player, self.dice.choice(npcs))

    def is_attacked(self, player: Player) -> None:
        npcs = list(self.world.map_of(player).npcs.values())
        if npcs and not player.dead:
            npc = self.dice.choice(npcs)
            npc.may_attack = True
            attack_player(self.world, npc, player)

    def loses_the_connection(self, player: Player) -> None:
        """It is dropped, counts down unseen by its client, and comes back."""
        name = player.name
        self.clients[name].transport.abort()
        self.game.run()
        for _second in range(10):
            assert violations(self.world) == []
            leaving.count_down(self.world)
        again = self.game.connect()
        again.logs_in(name)
        self.clients[name] = again
        self.begin_afresh(name, again)

    def look(self) -> None:
        """Every client's picture is right."""
        for name, client in self.clients.items():
            view, player = self.views[name], client.player
            for message in client.takes():
                view.take(message)
            assert view.violations == []
            assert view.map == player.map
            assert view.chars.keys() == self.world.witnesses[player.slot].chars
            for char, seen in view.chars.items():
                who = self.world.chars[char]
                assert char == player.char or (seen.x, seen.y) == (who.x, who.y)


def test_a_random_life() -> None:
    maps = [chained(number) for number in range(1, MAPS + 1)]
    world = content(*maps, npcs={WOLF.id: WOLF}, items=ITEMS)
    with a_game(world, check_invariants=True, speed_check_ms=0, idle_limit_min=1_440) as game:
        game.dice.free = True
        life = Life(game, seed=11)
        for number in range(STEPS):
            life.step()
            assert violations(game.world) == [], number
            if number % 100 == 0:
                life.look()
        life.look()


def _lose_the_keeper(game: GameFixture, ana: Player, keeper: Npc) -> None:
    ana.commerce.open_counter(Mode.SHOP, keeper)
    game.world.chars.pop(keeper.char)


def _join_two(game: GameFixture, _ana: Player, _wolf: Npc) -> None:
    game.world.guilds.add(a_guild("Lobos", "Evo"))
    game.world.guilds.add(a_guild("Osos", "Evo", number=2))


def _fight_alone(game: GameFixture, _ana: Player, _wolf: Npc) -> None:
    game.world.guilds.add(a_guild("Lobos", "Evo", relations={2: Relation.WAR}))
    game.world.guilds.add(a_guild("Osos", "Fox", number=2))


def _offer_of_nobody(game: GameFixture, _ana: Player, _wolf: Npc) -> None:
    game.world.guilds.add(a_guild("Lobos", "Evo", proposals={7: Proposal(Relation.PEACE, "")}))


def _forget_member(game: GameFixture, ana: Player, _wolf: Npc) -> None:
    game.world.guilds.add(a_guild("Lobos", "Ana"))
    ana.record.guild.guild = 1


def _count_stranger(game: GameFixture, ana: Player, _wolf: Npc) -> None:
    guild = a_guild("Lobos", "Evo")
    game.world.guilds.add(guild)
    game.world.guilds.online(guild).append(ana)


BREAKS: dict[str, tuple[Callable[[GameFixture, Player, Npc], object], str]] = {
    "a player off its tile": (lambda _game, ana, _wolf: setattr(ana, "x", 51), "is not on its tile"),
    "a player on another map": (lambda _game, ana, _wolf: setattr(ana, "map", 2), "does not know it"),
    "a player on a map that is none": (lambda _game, ana, _wolf: setattr(ana, "map", 99), "does not know it"),
    "a player on two tiles": (lambda game, ana, _wolf: game.world.maps[1].users.update({(60, 60): ana}), "elsewhere"),
    "a tile with a stranger": (lambda game, ana, _wolf: game.world.players.pop(ana.slot), "elsewhere"),
    "a map that lists nobody": (lambda game, ana, _wolf: game.world.maps[1].players.pop(ana), "does not know it"),
    "a wrong area": (lambda _game, ana, _wolf: setattr(ana, "area", (0, 0)), "has area"),
    "a wrong set of receivers": (lambda _game, ana, _wolf: setattr(ana, "area", (0, 0)), "receives around area"),
    "a wrong outbox": (lambda _game, ana, _wolf: setattr(ana.messages, "outbox", []), "goes somewhere else"),
    "an endless nap": (lambda game, ana, _wolf: game.world.naps.leave(ana.slot), "passed over by every tick"),
    "nobody receives": (lambda game, _ana, _wolf: game.world.maps[1]._cells.clear(), "receivers"),
    "a second index": (lambda game, ana, _wolf: game.world.chars.update({99: ana}), "char 99 names Ana"),
    "an index out of range": (lambda game, ana, _wolf: game.world.chars.update({20_000: ana}), "out of range"),
    "an index that leaks": (lambda game, _ana, _wolf: game.world.indexes.take(), "indexes are taken"),
    "an index given back": (lambda game, ana, _wolf: game.world.indexes.give_back(ana.char), "indexes are taken"),
    "an index of nobody": (lambda game, ana, _wolf: game.world.chars.pop(ana.char), "not known by its char"),
    "a forgotten name": (lambda game, _ana, _wolf: game.world.online.pop("ANA"), "by its slot and name"),
    "a name of nobody": (lambda game, ana, _wolf: game.world.online.update({"EVA": ana}), "names and slots"),
    "a wrong slot": (lambda _game, ana, _wolf: setattr(ana, "slot", 77), "by its slot and name"),
    "an NPC off its tile": (lambda _game, _ana, wolf: setattr(wolf, "x", 55), "NPC Lobo is not on its tile"),
    "an NPC with a wrong area": (lambda _game, _ana, wolf: setattr(wolf, "area", (0, 0)), "NPC Lobo has area"),
    "an NPC on two tiles": (lambda game, _ana, wolf: game.world.maps[1].npcs.update({(9, 9): wolf}), "tiles hold NPCs"),
    "a tile with a dead NPC": (lambda game, _ana, wolf: game.world.chars.pop(wolf.char), "holds NPC Lobo"),
    "a pet without master": (lambda _game, ana, wolf: ana.pets.append(wolf), "does not follow it"),
    "a master without pet": (lambda _game, ana, wolf: setattr(wolf, "master", ana), "whose pet it is not"),
    "an owner without NPC": (lambda _game, ana, wolf: setattr(wolf, "owner", ana), "does not own it"),
    "an NPC without owner": (lambda _game, ana, wolf: setattr(ana, "owned_npc", wolf), "not its own"),
    "a hunter of nobody": (
        lambda game, _ana, wolf: setattr(wolf, "target", replace(game.world.players[1], slot=9)),
        "hunts Ana, who is gone",
    ),
    "a fighter of nothing": (
        lambda _game, _ana, wolf: setattr(wolf, "target_npc", replace(wolf, char=9)),
        "fights Lobo, which is gone",
    ),
    "a counter without keeper": (
        _lose_the_keeper,
        "which is gone",
    ),
    "a client that was not told of an NPC": (
        lambda game, ana, wolf: game.world.witnesses[ana.slot].chars.discard(wolf.char),
        "the client of Ana differs in the characters",
    ),
    "a client that still sees somebody": (
        lambda game, ana, _wolf: game.world.witnesses[ana.slot].chars.add(99),
        "the client of Ana differs in the characters [99]",
    ),
    "a guild without its leader": (
        lambda game, _ana, _wolf: game.world.guilds.add(a_guild("Lobos", "Evo", leader="Fox")),
        "is led by Fox, who is no member",
    ),
    "a member of two guilds": (_join_two, "EVO is a member of Lobos and of Osos"),
    "a war of one side": (_fight_alone, "that is not mutual"),
    "an offer of nobody": (_offer_of_nobody, "has an offer of guild 7"),
    "a member that is not listed": (
        lambda _game, ana, _wolf: setattr(ana.record.guild, "guild", 1),
        "Ana has guild 1, which does not list it",
    ),
    "a member that is not counted": (_forget_member, "Ana is not among the members of Lobos in the world"),
    "a stranger that is counted": (_count_stranger, "Lobos counts Ana among its members in the world"),
    "an ear of nobody": (lambda game, _ana, _wolf: game.world.guilds.ears.update({9: 1}), "slot 9 listens to guild 1"),
    "a client that was not told of an object": (
        lambda game, _ana, _wolf: game.world.maps[1].objects.update({(52, 52): ItemStack(APPLE, 1)}),
        "the client of Ana differs in the objects at [(52, 52)]",
    ),
}


@pytest.mark.parametrize("what", BREAKS)
def test_the_checker_sees_what_is_wrong(what: str) -> None:
    breaks, report = BREAKS[what]
    world = content(plain_map(1), plain_map(2), npcs={WOLF.id: WOLF}, items=ITEMS)
    with a_game(world, check_invariants=True) as game:
        ana = game.player("Ana", at=(1, 50, 50)).player
        wolf = spawning.spawn_npc(game.world, WOLF.id, 1, (52, 50), fx=False)
        assert wolf is not None
        assert violations(game.world) == []
        state = game.world.players.copy(), game.world.online.copy()
        breaks(game, ana, wolf)
        assert any(report in wrong for wrong in violations(game.world)), violations(game.world)
        # Nobody plays on in a broken world.
        game.world.players, game.world.online = state
        game.world.players.clear()
        game.world.online.clear()


@pytest.mark.parametrize("check_it", [True, False])
def test_the_debug_setting(check_it: bool) -> None:
    with a_game(content(plain_map(1)), check_invariants=check_it) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        assert bool(game.world.witnesses) is check_it
        ana.player.x = 51
        if check_it:
            with pytest.raises(AssertionError, match="Ana"):
                game.ticks(1)
        else:
            game.ticks(1)
        ana.player.x = 50
        ana.sends(c.Ping())
