"""Nothing is ever doubled or lost: whatever players do, however the server ends.

Four players in a pen with a merchant, a banker and a gambler drop, pick up, wear, use, trade, bank, buy, sell, bet,
work, steal, die, disconnect; an operator brings them back to what they were; the store fails; the process is killed and
started again over what was saved.  After every step the ledger explains all that is held, each client has been told
what its player has, and no slot holds what it can't.  After every batch and every start the store alone adds up: what
it holds now is what it held first and what its ledger says.

Set CONSERVATION_EXAMPLES and CONSERVATION_STEPS to search longer.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import structlog
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from kit.kept import KeptGame, MoodyStore
from kit.pen import (
    BAG_DEEDS,
    BANKER,
    COUNTER_DEEDS,
    HOST,
    ITEMS,
    MERCHANT,
    NAMES,
    PEN,
    POSTS,
    TRADE_DEEDS,
    WORK_DEEDS,
    WORKPLACES,
    drop,
    meant,
    move,
    newcomer,
    offer,
    pen,
    use,
    walk_and_pick_up,
)
from kit.wire_strategies import packet_of

from pyao.content.enums import Heading, Skill
from pyao.messaging.message_sender import usable_slots
from pyao.protocol import client_packets as c
from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.sailing import look_on_foot
from pyao.rules.map.positions import closest_legal
from pyao.rules.map.warp import warp
from pyao.rules.staff.undoing import Share
from pyao.server.control import history_commands
from pyao.server.control.command import Refused
from pyao.server.control.desk import Desk
from pyao.server.control.history_commands import Restore
from pyao.world.commerce import Mode
from pyao.world.invariants import violations
from pyao.world.ledger import COINS, held_in
from pyao.world.record import MAX_STACK, Equipment, ItemStack
from pyao.world.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable

    from kit.game import Client
    from kit.pen import Deed

    from pyao.protocol.message import Message
    from pyao.world.player import Player

EXAMPLES = int(os.environ.get("CONSERVATION_EXAMPLES", "60"))
STEPS = int(os.environ.get("CONSERVATION_STEPS", "40"))


class View:
    """What a client believes its player to have."""

    def __init__(self) -> None:
        self.slots: dict[int, tuple[int, int, bool]] = {}
        self.bank: dict[int, tuple[int, int]] = {}
        self.gold = 0

    def hears(self, message: Message) -> None:
        fields = message.fields
        if message.id is S.CHANGE_INVENTORY_SLOT:
            self.slots[fields["slot"]] = fields["obj"], fields["amount"], fields["equipped"]
        elif message.id is S.CHANGE_BANK_SLOT:
            self.bank[fields["slot"]] = fields["obj"], fields["amount"]
        elif message.id in (S.UPDATE_GOLD, S.UPDATE_USER_STATS):
            self.gold = fields["gold"]


NOTHING = 0, 0, False
WHO = st.sampled_from(NAMES)
SLOT = st.one_of(st.integers(1, 8), st.integers(1, 25), st.integers(0, 255))
AMOUNT = st.one_of(st.integers(1, 5), st.sampled_from((1, 2, 9_999, 10_000, 10_001, 0, -1, 32_767, -32_768)))
GOLD = st.one_of(st.integers(1, 100), st.sampled_from((0, -1, 10_000, 20_000, 350_000, 900_000, 2**31 - 1, -(2**31))))
NUMBER = st.one_of(st.sampled_from((15, 2, 165, 480, 551, 1, 0, -1, 32_767, -32_768)), st.integers(1, 1_200))
OFFER = st.tuples(
    st.one_of(st.just(31), SLOT), st.one_of(AMOUNT, GOLD), st.one_of(st.integers(1, 3), st.integers(0, 255))
)


def deeds(*makers: Callable[[int, int], list[c.ClientPacket]]) -> st.SearchStrategy[Deed]:
    return st.tuples(st.sampled_from(makers), st.integers(0, 29), AMOUNT)


DEEDS = deeds(*BAG_DEEDS, drop, walk_and_pick_up, use, move)
DEALS = deeds(*COUNTER_DEEDS)
OFFERS = deeds(*TRADE_DEEDS, offer, offer)
WORKS = deeds(*WORK_DEEDS)
ENDINGS = (c.UserCommerceConfirm(), c.UserCommerceOk(), c.UserCommerceReject(), c.UserCommerceEnd(), c.Quit())

BAG_PACKETS = st.one_of(
    st.builds(c.Drop, SLOT, AMOUNT),
    st.builds(c.Drop, st.just(31), AMOUNT),
    st.just(c.PickUp()),
    st.builds(c.UseItem, SLOT),
    st.builds(c.EquipItem, SLOT),
    st.builds(c.MoveItem, SLOT, SLOT, st.just(0)),
    st.builds(c.Walk, st.sampled_from(Heading)),
    st.just(c.Attack()),
    st.builds(c.LeftClick, st.integers(50, 56), st.integers(50, 54)),
    st.builds(c.DoubleClick, st.integers(50, 56), st.integers(50, 54)),
    st.builds(c.WorkLeftClick, st.integers(50, 56), st.integers(50, 54), st.sampled_from((*range(1, 21), 88))),
)
COUNTER_PACKETS = st.one_of(
    st.builds(c.CommerceBuy, st.integers(1, 9), AMOUNT),
    st.builds(c.CommerceSell, SLOT, AMOUNT),
    st.builds(c.BankDeposit, SLOT, AMOUNT),
    st.builds(c.BankExtractItem, st.integers(0, 41), AMOUNT),
    st.builds(c.BankDepositGold, GOLD),
    st.builds(c.BankExtractGold, GOLD),
    st.builds(c.MoveBank, st.booleans(), st.integers(0, 41)),
    st.builds(c.Gamble, AMOUNT),
    st.sampled_from((c.CommerceStart(), c.CommerceEnd(), c.BankStart(), c.BankEnd())),
)
TRADE_PACKETS = st.one_of(
    OFFER.map(lambda offer: c.UserCommerceOffer(*offer)),
    st.sampled_from(
        (c.CommerceStart(), c.UserCommerceConfirm(), c.UserCommerceOk(), c.UserCommerceReject(), c.UserCommerceEnd())
    ),
)
NOISE = st.one_of(
    *(
        packet_of(kind)
        for kind in CLIENT_PACKETS.values()
        if kind not in (c.ThrowDices, c.LoginExistingChar, c.LoginNewChar, c.ChangePassword)
    )
)
"""Whatever else may be sent in the game."""

WORK_PACKETS = st.one_of(
    st.builds(c.InitCrafting, st.integers(1, 100_000), st.integers(1, 10_000)),
    st.builds(c.CraftBlacksmith, NUMBER),
    st.builds(c.CraftCarpenter, NUMBER),
    st.builds(c.ItemUpgrade, NUMBER),
    st.builds(c.Work, st.integers(0, 255)),
)
PACKETS = st.one_of(BAG_PACKETS, COUNTER_PACKETS, TRADE_PACKETS, WORK_PACKETS)


class Economy(RuleBasedStateMachine):
    """The pen, and all that can happen in it."""

    def __init__(self) -> None:
        super().__init__()
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        self.store = MoodyStore()
        self.world_content = pen()
        self.clients: dict[str, Client] = {}
        self.views: dict[str, View] = {}
        self.game = self._start(0)
        for number, name in enumerate(NAMES):
            self.game.save(newcomer(name, PEN[8 + 5 * number]))
        self.game.save_all()
        self.first, _born = self.game.stored()

    @initialize(who=st.lists(WHO, min_size=2, max_size=4, unique=True), seed=st.integers(0, 2**32))
    def everybody_comes(self, who: list[str], seed: int) -> None:
        self.game.world.rng = Dice(seed)
        for name in who:
            self.logs_in(name)

    def teardown(self) -> None:
        self.game.close()

    # --- what players do

    @rule(name=WHO)
    def logs_in(self, name: str) -> None:
        if name in self.clients:
            # A second connection for somebody who is there already is refused.
            self.game.connect().logs_in(name)
            return
        client = self.game.connect()
        client.logs_in(name)
        if client.connection.session.player is not None:
            self.clients[name], self.views[name] = client, View()

    @rule(name=WHO, packets=st.lists(PACKETS, min_size=1, max_size=6))
    def does_anything(self, name: str, packets: list[c.ClientPacket]) -> None:
        self._send(name, *packets)

    @rule(name=WHO, packets=st.lists(NOISE, min_size=1, max_size=4))
    def makes_noise(self, name: str, packets: list[c.ClientPacket]) -> None:
        self._send(name, *packets)

    @rule(name=WHO, deeds=st.lists(DEEDS, min_size=1, max_size=10))
    def handles_its_things(self, name: str, deeds: list[Deed]) -> None:
        self._is_ready(name)
        self._send(name, c.CommerceEnd(), c.BankEnd(), c.UserCommerceEnd())
        for deed in deeds:
            self._send(name, *meant(self._player(name), deed))

    @rule(
        name=WHO,
        post=st.sampled_from((MERCHANT, BANKER, HOST)),
        deeds=st.lists(st.one_of(DEALS, DEALS, DEEDS), min_size=1, max_size=10),
        closes=st.booleans(),
    )
    def does_business(self, name: str, post: int, deeds: list[Deed], closes: bool) -> None:
        self._is_ready(name)
        self._brings(name, POSTS[post])
        self._send(name, c.UserCommerceEnd(), c.CommerceEnd(), c.BankEnd(), c.LeftClick(*POSTS[post]))
        self._send(name, c.BankStart() if post == BANKER else c.CommerceStart())
        for deed in deeds:
            self._send(name, *meant(self._player(name), deed))
        if closes:
            self._send(name, c.CommerceEnd(), c.BankEnd())

    @rule(
        name=WHO,
        place=st.sampled_from(WORKPLACES),
        deeds=st.lists(st.one_of(WORKS, WORKS, DEEDS), min_size=1, max_size=10),
        rests=st.sampled_from((0, 0, 2_000)),
    )
    def works(self, name: str, place: tuple[int, int], deeds: list[Deed], rests: int) -> None:
        """Work at one of the places, with whatever comes between; what was ordered may go on by itself."""
        self._is_ready(name)
        self._send(name, c.CommerceEnd(), c.BankEnd())
        self._brings(name, place)
        for deed in deeds:
            self._send(name, *meant(self._player(name), deed))
            self.game.passes(rests)

    @rule(pair=st.permutations(NAMES).map(lambda names: names[:2]), times=st.integers(1, 4))
    def steals(self, pair: list[str], times: int) -> None:
        for name in pair:
            self._is_ready(name)
        victim = self._player(pair[1])
        if victim is None:
            return
        self._brings(pair[0], (victim.x, victim.y))
        for _time in range(times):
            self._send(pair[0], c.WorkLeftClick(victim.x, victim.y, Skill.ROBAR))

    @rule(
        pair=st.permutations(NAMES).map(lambda names: names[:2]),
        offers=st.lists(st.tuples(st.booleans(), OFFERS), max_size=6),
        between=st.lists(st.tuples(st.booleans(), DEEDS), max_size=2),
        ending=st.lists(
            st.tuples(st.booleans(), st.sampled_from((c.UserCommerceConfirm(), c.UserCommerceOk(), *ENDINGS))),
            max_size=5,
        ),
    )
    def trades(self, pair: list[str], offers: list[Any], between: list[Any], ending: list[Any]) -> None:
        for name, partner in (pair, pair[::-1]):
            self._is_ready(name)
            self._send(name, c.CommerceEnd(), c.BankEnd(), c.UserCommerceEnd())
            player = self._player(partner)
            if player is not None:
                self._brings(name, (player.x, player.y))
        for name, partner in (pair, pair[::-1]):
            player = self._player(partner)
            if player is not None:
                self._send(name, c.LeftClick(player.x, player.y), c.CommerceStart())
        for mine, deed in (*offers, *between):
            self._send(pair[mine], *meant(self._player(pair[mine]), deed))
        for packet in (c.UserCommerceConfirm(), c.UserCommerceOk()):
            for mine, other in ending:
                self._send(pair[mine], other)
            for name in pair:
                self._send(name, packet)

    @rule(name=WHO)
    def dies(self, name: str) -> None:
        player = self._player(name)
        if player is None or player.dead:
            return
        for slot in range(1, usable_slots(player, self.world_content) + 1):
            stack = player.record.inventory[slot - 1]
            if stack is not None and stack.item == 645:
                self._send(name, c.UseItem(slot))
                return

    @rule(name=WHO)
    def lives_again(self, name: str) -> None:
        self._is_ready(name)

    @rule(name=WHO, then=st.sampled_from(("", "waits", "is saved", "is not saved")))
    def leaves(self, name: str, then: str) -> None:
        self._send(name, c.Quit())
        if then:
            self.game.passes(11_000)
        if then == "is saved":
            self.everything_is_saved()
        elif then == "is not saved":
            self.the_store_fails(before=True)

    @rule(name=WHO)
    def loses_the_connection(self, name: str) -> None:
        client = self.clients.pop(name, None)
        if client is not None:
            client.cuts()

    # --- what happens to the server

    @rule(ms=st.sampled_from((40, 1_000, 12_000, 61_000)))
    def time_passes(self, ms: int) -> None:
        self.game.passes(ms)

    @rule()
    def everything_is_saved(self) -> None:
        self.store.fails_before = self.store.fails_after = False
        assert self.game.save_all()
        self._audit_store()

    @rule(
        pair=st.permutations(NAMES).map(lambda names: names[:2]),
        offers=st.lists(st.tuples(st.booleans(), OFFERS), max_size=3),
        deeds=st.lists(st.tuples(WHO, st.one_of(DEEDS, DEEDS, DEALS, WORKS)), max_size=10),
        leaves=st.booleans(),
        ticks=st.sampled_from((0, 0, 1, 30)),
        fails=st.booleans(),
    )
    def life_goes_on_while_a_batch_is_copied(
        self, pair: list[str], offers: list[Any], deeds: list[Any], leaves: bool, ticks: int, fails: bool
    ) -> None:
        self.store.fails_before = self.store.fails_after = False
        with self.game.copying():
            self.store.fails_before = fails
            for name, deed in deeds:
                self._send(name, *meant(self._player(name), deed))
            self.trades(pair, offers, [], [])
            self.game.passes(40 * ticks)
            if leaves:
                self.loses_the_connection(pair[0])
        self._audit_store()

    @rule(before=st.booleans())
    def the_store_fails(self, before: bool) -> None:
        self.store.fails_before, self.store.fails_after = before, not before
        self.game.save_all()
        self._audit_store()

    @precondition(lambda self: self.game.clients)
    @rule(seed=st.integers(0, 2**32))
    def the_process_is_killed(self, seed: int) -> None:
        self._check_faults()
        self.game.kill()
        self._restart(seed)

    @rule(seed=st.integers(0, 2**32))
    def the_server_is_stopped_and_started(self, seed: int) -> None:
        self._check_faults()
        self.store.fails_before = self.store.fails_after = False
        for client in self.clients.values():
            client.sends(c.Quit())
        self.game.passes(12_000)
        assert self.game.save_all()
        self.game.kill()
        self._restart(seed)

    @rule(name=WHO, back=st.integers(0, 8), share=st.sampled_from(Share))
    def is_brought_back(self, name: str, back: int, share: Share) -> None:
        """An operator brings somebody back to an earlier state, whatever has become of what it had."""
        states = self.game.loop.run_until_complete(self.store.states(name))
        at = datetime.fromtimestamp(states[max(0, len(states) - 1 - back)], UTC).isoformat()
        with suppress(Refused):  # it is as it was, or the store fails
            self.game.loop.run_until_complete(
                history_commands.restore(self.desk, Restore(name=name, at=at, only=share))
            )
        self._audit_store()

    # --- what must be true

    @invariant()
    def the_ledger_explains_everything(self) -> None:
        world = self.game.world
        assert world.ledger.check(held_in(world)) == {}

    @invariant()
    def no_packet_makes_the_server_stumble(self) -> None:
        self._check_faults()
        assert violations(self.game.world) == []

    @invariant()
    def every_slot_is_sound(self) -> None:
        for player in self.game.world.players.values():
            record = player.record
            assert record.gold >= 0
            assert record.bank_gold >= 0
            for stack in (*record.inventory, *record.bank):
                assert stack is None or 0 < stack.amount <= MAX_STACK, (player.name, stack)
            worn = {part: getattr(record.equipment, part) for part in Equipment.__slots__}
            marked = {slot for slot, stack in enumerate(record.inventory, 1) if stack is not None and stack.equipped}
            assert marked == {slot for part, slot in worn.items() if slot and part != "boat"}, (player.name, worn)
        for here in self.game.world.maps.values():
            for tile, thing in here.objects.items():
                assert 0 < thing.amount <= MAX_STACK, (tile, thing)

    @invariant()
    def every_client_knows_what_it_has(self) -> None:
        for name, client in list(self.clients.items()):
            view = self.views[name]
            for message in client.takes():
                view.hears(message)
            player = client.connection.session.player
            if player is None or not player.connected or client.closed:
                del self.clients[name]
                continue
            record = player.record
            assert view.gold == record.gold, name
            for slot in range(1, usable_slots(player, self.world_content) + 1):
                assert view.slots.get(slot, NOTHING) == _shown(record.inventory[slot - 1]), (name, slot)
            if player.commerce.mode is Mode.BANK:
                for slot, stack in enumerate(record.bank, 1):
                    assert view.bank[slot] == _shown(stack)[:2], (name, slot)

    # --- how

    @property
    def desk(self) -> Desk:
        """What an operator's order works on."""
        nothing: Any = None
        return Desk(self.game.game, self.game.saver, self.store, nothing, nothing, nothing)

    def _start(self, seed: int) -> KeptGame:
        game = KeptGame(self.world_content, self.store)
        game.world.rng = Dice(seed)
        return game

    def _restart(self, seed: int) -> None:
        self.clients.clear()
        self.game = self._start(seed)
        self._audit_store()
        failing = self.store.fails_before
        self.store.fails_before = False
        assert self.game.save_all() or self.store.fails_after
        self.store.fails_before = failing
        self._audit_store()

    def _player(self, name: str) -> Player | None:
        client = self.clients.get(name)
        return None if client is None else client.connection.session.player

    def _is_ready(self, name: str) -> None:
        """Somebody is in the world and alive, if it can be."""
        if name not in self.clients:
            self.logs_in(name)
        player = self._player(name)
        if player is not None and player.dead:
            player.record.dead, player.record.vitals.hp, player.record.vitals.stamina = False, 60, 400
            player.look = look_on_foot(self.game.world, player)

    def _brings(self, name: str, tile: tuple[int, int]) -> None:
        """Somebody is next to a tile."""
        player = self._player(name)
        free = closest_legal(self.game.world.maps[1], tile)
        if player is not None and free is not None and abs(player.x - tile[0]) + abs(player.y - tile[1]) > 1:
            warp(self.game.world, player, 1, *free, fx=False)

    def _send(self, name: str, *packets: c.ClientPacket) -> None:
        for packet in packets:
            client = self.clients.get(name)
            if client is None or client.closed:
                return
            self.game.clock.advance(1_300)
            client.sends(packet)

    def _check_faults(self) -> None:
        faults = [client.connection.fault for client in self.game.clients if client.connection.fault]
        assert not faults, faults[0]

    def _audit_store(self) -> None:
        held, born = self.game.stored()
        odd = Counter(held)
        odd.subtract(self.first)
        odd.subtract(born)
        wrong = {item: surplus for item, surplus in odd.items() if surplus and not ITEMS[item].fixed}
        assert wrong == {}, (wrong, COINS)


def _shown(stack: ItemStack | None) -> tuple[int, int, bool]:
    return (stack.item, stack.amount, stack.equipped) if stack is not None else NOTHING


TestConservation = Economy.TestCase
TestConservation.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
