"""Random lives of guilds over a store that fails and a server that is killed: guilds and characters always agree."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING, Any

import pytest
import structlog
from kit.game import a_record
from kit.guilds import wrong_in
from kit.kept import KeptGame, MoodyStore
from kit.worlds import content, plain_map

from pyao.protocol import client_packets as c
from pyao.protocol.enums import GuildAlignment
from pyao.rules.map.upkeep import save_world
from pyao.world.invariants import violations
from pyao.world.record import Faction, Reputation, SkillRecord

if TYPE_CHECKING:
    from kit.game import Client

    from pyao.protocol.client_packets import ClientPacket
    from pyao.world.record import CharacterRecord

NAMES = ("Ana", "Beto", "Caro", "Dina", "Evo", "Fox", "Luz")
GUILDS = ("Lobos", "Osos", "Gatos", "nadie")
STEPS, SEEDS = 900, (1, 2, 3)
WORLD = content(plain_map(1), plain_map(2))
DAY_MS = 86_400_000
SETTINGS: dict[str, Any] = {
    "gods": ("LUZ",),
    "idle_limit_min": 1_440,
    "check_invariants": True,
    "guild_antifaction_max": 2,
}


class Lives:
    """Six players and a god who found, join, lead, fight about and leave guilds."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.store = MoodyStore()
        self.clients: dict[str, Client] = {}
        self.game = self.start()
        for number, name in enumerate(NAMES):
            skills = [SkillRecord(100) for _ in range(20)]
            self.game.save(a_record(name, (1, 40 + number, 50), skills=skills, level=25))
        self.done = {"founded": 0, "joined": 0, "neutral": 0, "kills": 0}

    def start(self) -> KeptGame:
        game = KeptGame(WORLD, self.store, **SETTINGS)
        game.dice.free = True
        return game

    def packet(self) -> ClientPacket:
        """Something about guilds, mostly about such as exist."""
        name, guild = self.dice.choice(NAMES), self.dice.choice(GUILDS)
        return self.dice.choice(
            (
                *[c.GuildRequestMembership(guild, "hola")] * 4,
                *[c.GuildAcceptNewMember(name)] * 8,
                c.GuildRejectNewMember(name, "no"),
                c.GuildKickMember(name),
                c.GuildLeave(),
                c.GuildMemberInfo(name),
                c.GuildOpenElections(),
                *[c.GuildVote(name)] * 3,
                *[c.GuildDeclareWar(guild)] * 2,
                *(c.GuildOfferPeace(guild, "x"), c.GuildOfferAlliance(guild, "x")),
                *(c.GuildAcceptPeace(guild), c.GuildAcceptAlliance(guild)),
                *(c.GuildRejectPeace(guild), c.GuildRejectAlliance(guild)),
                *(c.GuildUpdateNews("x"), c.RequestGuildLeaderInfo(), c.ShowGuildNews(), c.GuildMessage("hola")),
            )
        )

    def step(self) -> None:
        deed = self.dice.random()
        if deed < 0.72:
            self.somebody_acts()
        elif deed < 0.74:
            self.somebody_changes_side()
        elif deed < 0.86:
            self.game.passes(self.dice.choice((40, 6_000, 12_000)))
        elif deed < 0.90:
            self.somebody_goes()
        elif deed < 0.93:
            self.game.clock.advance(2 * DAY_MS)
            save_world(self.game.world)
        elif deed < 0.99:
            self.store.fails_before, self.store.fails_after = self.dice.choice(((False, False), (True, False)))
            self.game.save_all()
        else:
            self.the_process_is_killed()
        self.check()

    def somebody_acts(self) -> None:
        name = self.dice.choice(NAMES)
        client = self.clients.get(name)
        if client is None or client.closed or client.connection.session.player is None:
            client = self.clients[name] = self.game.connect()
            client.logs_in(name)
            return
        self.game.clock.advance(1_300)
        if client.player.record.guild.guild == 0 and self.dice.random() < 0.1:
            client.sends(c.GuildFundation(self.dice.choice((0, 1, 2, 4, 4, 5))))
            client.sends(c.CreateNewGuild("d", self.dice.choice(GUILDS), "w", ("x",) * 8))
        guild = self.game.world.guilds.of(client.player)
        if guild is None and self.dice.random() < 0.5:
            client.sends(c.GuildRequestMembership(self.dice.choice(GUILDS), "hola"))
        elif guild is not None and guild.applications and guild.is_led_by(name):
            client.sends(c.GuildAcceptNewMember(guild.applications[0].name))
        else:
            client.sends(self.packet())

    def somebody_goes(self) -> None:
        client = self.clients.pop(self.dice.choice(NAMES), None)
        if client is not None:
            client.cuts()
            self.game.passes(self.dice.choice((40, 12_000)))

    def somebody_changes_side(self) -> None:
        client = self.clients.get(self.dice.choice(NAMES))
        if client is None or client.connection.session.player is None:
            return
        record: CharacterRecord = client.player.record
        record.faction = self.dice.choice((Faction(), Faction(), Faction(royal_army=True), Faction(chaos_legion=True)))
        record.reputation = self.dice.choice((Reputation(noble=1_000), Reputation(bandit=6_000)))

    def the_process_is_killed(self) -> None:
        self.done["kills"] += 1
        self.game.kill()
        self.clients.clear()
        self.store.fails_before = False
        self.game = self.start()
        assert self.wrong_in_store() == []

    def wrong_in_store(self) -> list[str]:
        return self.game.loop.run_until_complete(wrong_in(self.store))

    def check(self) -> None:
        world = self.game.world
        assert [one.connection.fault for one in self.game.clients if one.connection.fault] == []
        assert violations(world) == []
        assert self.wrong_in_store() == []
        self.done["founded"] = max(self.done["founded"], len(world.guilds))
        self.done["joined"] = max(self.done["joined"], *(len(one.members) for one in world.guilds), 0)
        self.done["neutral"] += any(one.alignment is GuildAlignment.NEUTRAL for one in world.guilds)


@pytest.mark.parametrize("seed", SEEDS)
def test_guilds_and_characters_agree_whatever_happens(seed: int) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    lives = Lives(seed)
    for _step in range(STEPS):
        lives.step()
    lives.game.close()
    assert lives.done["founded"] >= 2, lives.done
    assert lives.done["joined"] >= 3, lives.done
    assert lives.done["neutral"] >= 1, lives.done
    assert lives.done["kills"] >= 2, lives.done
