"""No experience is made or lost by sharing: parties come and go at random, and every point is accounted for.

What a creature gives is in a member's account, in somebody's record, or was the share of a member who was dead or away;
a payment may lose a fraction of a point.  The process may be killed: what was saved is paid at the next login.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from kit.fights import WOLF, battlefield, skills
from kit.game import Client, a_record
from kit.kept import KeptGame, MoodyStore
from kit.worlds import plain_map

from pyao.protocol import client_packets as c
from pyao.rules.parties.accounts import share
from pyao.rules.parties.payday import pay_everybody
from pyao.world.invariants import violations
from pyao.world.npc import Npc

if TYPE_CHECKING:
    from pyao.world.record import CharacterRecord

EXAMPLES = int(os.environ.get("CONSERVATION_EXAMPLES", "60"))
STEPS = int(os.environ.get("CONSERVATION_STEPS", "40"))
NAMES = ("Ana", "Beto", "Caro", "Dino", "Eva", "Flor")
WHO = st.sampled_from(NAMES)
FAR_OFF = 10**9
"""More experience than anybody can have, so that nobody rises and the points can be counted."""


class Parties(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.store = MoodyStore()
        self.clients: dict[str, Client] = {}
        self.gone: dict[str, CharacterRecord] = {}
        self.won = self.lost = 0.0
        self.pays = 0
        self.game = KeptGame(battlefield(plain_map(1), plain_map(2)), self.store)
        for place, name in enumerate(NAMES):
            level = 1 + 9 * place
            record = a_record(name, (1, 50 + place % 2, 50 + place // 2), level=level, exp_next=FAR_OFF)
            record.skills = skills(liderazgo=50)
            self.game.save(record)
        for name in NAMES:
            self.enters(name)
        self.game.save_all()
        self.saved = self.won, self.lost, self.pays

    def teardown(self) -> None:
        self.game.close()

    def enters(self, name: str) -> None:
        client = self.game.connect()
        client.logs_in(name)
        if client.connection.session.player is not None:
            self.clients[name] = client

    def sends(self, name: str, packet: c.ClientPacket) -> None:
        if name in self.clients and not self.clients[name].closed:
            self.clients[name].sends(packet)
            self.pays += len(NAMES)

    @rule(name=WHO)
    def founds(self, name: str) -> None:
        self.sends(name, c.PartyCreate())

    @rule(name=WHO, leader=WHO)
    def joins(self, name: str, leader: str) -> None:
        if {name, leader} <= self.clients.keys():
            self.clients[name].player.targets.slot = self.clients[leader].player.slot
            self.sends(name, c.PartyJoin())
            self.sends(leader, c.PartyAcceptMember(name))

    @rule(name=WHO, packet=st.sampled_from((c.PartyKick, c.PartySetLeader)), other=WHO)
    def commands(self, name: str, packet: type[c.PartyKick | c.PartySetLeader], other: str) -> None:
        self.sends(name, packet(other))

    @rule(name=WHO)
    def leaves(self, name: str) -> None:
        self.sends(name, c.PartyLeave())

    @rule(name=WHO)
    def dies_or_lives(self, name: str) -> None:
        if name in self.clients:
            self.clients[name].player.record.dead ^= True

    @rule(name=WHO, exp=st.integers(1, 100_000), x=st.integers(40, 80))
    def hunts(self, name: str, exp: int, x: int) -> None:
        party = self.clients[name].player.party if name in self.clients else None
        if party is None:
            return
        before = self.held()
        share(self.game.world, party, Npc("Lobo", map=1, x=x, y=50, definition=WOLF), exp)
        self.won += exp
        self.lost += exp - (self.held() - before)

    @rule()
    def payday(self) -> None:
        pay_everybody(self.game.world)
        self.pays += len(NAMES)

    @rule(name=WHO)
    def goes_and_comes(self, name: str) -> None:
        if name in self.clients:
            self.gone[name] = self.clients[name].player.record
            self.clients.pop(name).cuts()
            self.game.passes(11_000)
            self.pays += len(NAMES)
        else:
            self.enters(name)

    @rule()
    def is_saved(self) -> None:
        self.game.save_all()
        self.saved = self.won, self.lost, self.pays

    @rule()
    def is_killed(self) -> None:
        """The process ends; everybody comes back with what was saved."""
        self.game.kill()
        self.won, self.lost, self.pays = self.saved
        self.game = KeptGame(battlefield(plain_map(1), plain_map(2)), self.store)
        self.clients = {}
        for name in NAMES:
            self.enters(name)
        self.pays += len(NAMES)
        self.game.save_all()
        self.saved = self.won, self.lost, self.pays

    def held(self) -> float:
        """What all characters have, in the world or as they left it."""
        records = [self.clients[name].player.record if name in self.clients else self.gone[name] for name in NAMES]
        return sum(one.exp + one.party_exp for one in records)

    @invariant()
    def every_point_is_accounted_for(self) -> None:
        missing = self.won - self.lost - self.held()
        assert -0.01 < missing <= self.pays, missing
        assert violations(self.game.world) == []


TestParties = Parties.TestCase
TestParties.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)
