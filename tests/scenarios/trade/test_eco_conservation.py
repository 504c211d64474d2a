"""Nothing is lost and nothing is doubled: players trade, bank, buy, sell, bet, drop, eat, die, come and go.

After every packet the ledger must explain what is held, and the invariants of 09-economy §8 must hold.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from kit.game import Client, GameFixture, a_record
from kit.market import BANKER, MERCADER, TIMBERO, bag, square
from kit.spec import needs_classic

from pyao.content.enums import Heading
from pyao.messaging.message_sender import usable_slots
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol.dialect import Dialect
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.dying import die
from pyao.rules.map.warp import warp
from pyao.rules.session.saving import keep
from pyao.world.arithmetic import LONG_MAX
from pyao.world.commerce import Mode
from pyao.world.invariants import violations
from pyao.world.ledger import held_by, held_in, lying_on
from pyao.world.record import MAX_STACK, Equipment, ItemStack

if TYPE_CHECKING:
    from pyao.protocol.client_packets import ClientPacket
    from pyao.protocol.message import Message
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord

NAMES = ("Ana", "Beto", "Carla")
HOMES = {"Ana": (1, 50, 50), "Beto": (1, 51, 50), "Carla": (1, 50, 51)}
MERCHANT, BANK, CASINO = (51, 51), (52, 50), (52, 51)
ROOM = {(x, y) for x in range(49, 54) for y in range(49, 53)}
WALLS = tuple((x, y) for x in range(9, 93) for y in range(7, 95) if (x, y) not in ROOM)
APPLE, WOOD, BLUE, BOAT, PACK, SWORD = 1, 58, 37, 474, 866, 2
PACK_SLOT, SWORD_SLOT = 3, 5

WHO = st.sampled_from(NAMES)
BAG_SLOTS = st.sampled_from((0, 1, 2, 3, 4, 5, 6, 20, 21, 22, 25, 26, 30, 31, 41, 255))
BANK_SLOTS = st.sampled_from((0, 1, 2, 3, 20, 40, 41, 255))
OFFER_SLOTS = st.sampled_from((0, 1, 1, 2, 2, 3, 20, 21, 22))
SHORTS = st.sampled_from((-32_768, -1, 0, 1, 2, 5, 100, 9_999, 10_000))
LONGS = st.sampled_from((-(2**31), -100, -1, 0, 1, 2, 5, 100, 9_999, 10_000, 10_001, LONG_MAX))

VISITS = {
    MERCHANT: st.one_of(
        st.builds(c.CommerceSell, st.sampled_from((1, 2, 3, 4, 5, 21)), st.sampled_from((1, 3, 10_000))),
        st.builds(c.CommerceBuy, st.sampled_from((1, 2, 3, 4, 5, 21)), st.sampled_from((1, 3, 10_000))),
    ),
    BANK: st.one_of(
        st.builds(c.BankDeposit, st.sampled_from((1, 2, 3, 4, 5, 21)), st.sampled_from((1, 3, 10_000))),
        st.builds(c.BankExtractItem, st.sampled_from((1, 2, 3)), st.sampled_from((1, 3, 10_000))),
        st.builds(c.BankDepositGold, LONGS),
        st.builds(c.BankExtractGold, LONGS),
    ),
    CASINO: st.builds(c.Gamble, st.sampled_from((1, 100, 5_000, 5_001))),
}
"""What people do at each counter."""

VISIT = st.sampled_from(tuple(VISITS)).flatmap(
    lambda place: st.tuples(st.just(place), st.lists(VISITS[place], min_size=1, max_size=5))
)

LINES = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from((1, 2, 4, 4, 5, 6, 9, 21, 31)),
        st.sampled_from((1, 7, 40, 5_000)),
        st.sampled_from((1, 2, 3)),
    ),
    max_size=4,
)
"""Who of the two offers which slot, how many, in which offer slot."""

WILD = st.one_of(
    st.builds(c.UserCommerceOffer, BAG_SLOTS, LONGS, OFFER_SLOTS),
    st.builds(c.CommerceBuy, BAG_SLOTS, SHORTS),
    st.builds(c.CommerceSell, BAG_SLOTS, SHORTS),
    st.builds(c.BankDeposit, BAG_SLOTS, SHORTS),
    st.builds(c.BankExtractItem, BANK_SLOTS, SHORTS),
    st.builds(c.MoveBank, st.booleans(), BANK_SLOTS),
    st.builds(c.BankDepositGold, LONGS),
    st.builds(c.BankExtractGold, LONGS),
    st.builds(c.Gamble, SHORTS),
    st.builds(c.MoveItem, BAG_SLOTS, BAG_SLOTS, st.just(0)),
    st.builds(c.UseItem, BAG_SLOTS),
    st.builds(c.EquipItem, BAG_SLOTS),
    st.builds(c.Drop, BAG_SLOTS, SHORTS),
    st.builds(c.Walk, st.sampled_from(Heading)),
    st.sampled_from(
        (
            c.PickUp(),
            c.Quit(),
            c.CommerceStart(),
            c.BankStart(),
            c.CommerceEnd(),
            c.BankEnd(),
            c.UserCommerceConfirm(),
            c.UserCommerceReject(),
            c.UserCommerceEnd(),
            c.CommerceChat("hola"),
        )
    ),
)
"""Any packet of trade, with any numbers."""

TROUBLE = st.one_of(
    WILD,
    st.sampled_from(
        (
            c.UseItem(4),
            c.UseItem(4),
            c.EquipItem(3),
            c.MoveItem(3, 21, 0),
            c.UserCommerceOffer(1, 1, 4),
            c.UserCommerceOffer(0, -1, 1),
            "dies",
            "loses_the_connection",
            "is_warped_home",
            "goes_to_sea",
            "is_saved",
        )
    ),
)
"""What may come between: a packet, or something that befalls somebody."""


class SavedGame(GameFixture):
    """Saves as the server does: everybody at the moment of each batch."""

    def gather(self) -> None:
        for player in self.world.players.values():
            keep(self.world, player)


def a_citizen(name: str) -> CharacterRecord:
    """Somebody with things that make trouble: a backpack worn, slots behind it, a purse almost full."""
    inventory = bag((BLUE, 40), (WOOD, 9_000), (PACK, 1), (APPLE, 7), (SWORD, 1), (BOAT, 1))
    for place in range(8, 20):
        inventory[place] = ItemStack(SWORD, 1)
    inventory[20] = ItemStack(WOOD, 10_000)
    worn = Equipment(weapon=SWORD_SLOT, backpack=0 if name == "Beto" else PACK_SLOT)
    for slot in filter(None, (worn.weapon, worn.backpack)):
        stack = inventory[slot - 1]
        if stack is not None:
            stack.equipped = True
    gold = LONG_MAX - 50 if name == "Carla" else 5_000
    return a_record(name, HOMES[name], inventory=inventory, equipment=worn, gold=gold, bank_gold=300)


class Market(RuleBasedStateMachine):
    """A small walled square with a merchant, a banker and a casino."""

    def __init__(self) -> None:
        super().__init__()
        self.game = self._new_game()
        self.clients: dict[str, Client] = {}
        self.shown: dict[str, dict[int, tuple[int, int]]] = {}
        """What each was last shown of the other side's offer: (object, amount) by offer slot."""
        self.final: set[str] = set()
        """Who was told that the other side's offer is final."""
        self.exchanges = 0
        self.stored = {name: a_citizen(name) for name in NAMES}
        """What a restart finds."""
        self.balance = _sum(*map(held_by, self.stored.values()))
        """What there must be, by the ledger's births and deaths."""
        for record in self.stored.values():
            self.game.save(record)

    @staticmethod
    def _new_game() -> GameFixture:
        npcs = ((*MERCHANT, MERCADER), (*BANK, BANKER), (*CASINO, TIMBERO))
        game = SavedGame(square(*npcs, blocked=WALLS), network=NetworkSettings(dialect=Dialect.ORIGINAL))
        game.dice.free = True
        return game

    @initialize()
    def all_enter(self) -> None:
        for name in NAMES:
            self._enter(name)

    def teardown(self) -> None:
        self._check_faults()
        self.game.close()

    def _check_faults(self) -> None:
        faults = [one.connection.fault for one in self.game.clients if one.connection.fault]
        assert not faults, faults[0]

    # What the clients see.

    def _enter(self, name: str) -> None:
        client = self.game.connect()
        client.logs_in(name)
        if client.connection.session.player is not None:
            self.clients[name] = client
        self._read()

    def _player(self, name: str) -> Player | None:
        client = self.clients.get(name)
        return client.connection.session.player if client is not None else None

    def _sends(self, name: str, packet: ClientPacket) -> None:
        if self._player(name) is not None:
            self.game.clock.advance(500)
            self.clients[name].sends(packet)
            self._read()

    def _read(self) -> None:
        for name, client in self.clients.items():
            for message in client.takes():
                self._see(name, message)

    def _see(self, name: str, message: Message) -> None:
        if message.id in (S.USER_COMMERCE_INIT, S.USER_COMMERCE_END):
            self.shown[name] = {}
            self.final.discard(name)
        elif message.id is S.CHANGE_USER_TRADE_SLOT:
            slot, item, amount = message.values[:3]
            self.shown.setdefault(name, {})[slot] = (item, amount)
        elif message.id is S.USER_OFFER_CONFIRM:
            self.final.add(name)

    def _was_shown(self, name: str) -> Counter[int]:
        """What the other side gives, as far as this one knows."""
        total: Counter[int] = Counter()
        for item, amount in self.shown.get(name, {}).values():
            total[item] += amount
        return +total

    # What they do.

    @rule(
        pair=st.permutations(NAMES),
        lines=LINES,
        troubles=st.dictionaries(st.integers(0, 5), st.tuples(st.booleans(), TROUBLE), max_size=2),
    )
    def bargain(
        self,
        pair: list[str],
        lines: list[tuple[bool, int, int, int]],
        troubles: dict[int, tuple[bool, ClientPacket | str]],
    ) -> None:
        """Two trade from beginning to end, and something may happen in between."""
        one, other = pair[:2]
        self._meet(one, other)
        self._invites(one, other)
        self._invites(other, one)
        for first, slot, amount, place in lines:
            self._sends(one if first else other, c.UserCommerceOffer(slot, amount, place))
        steps = ((self._confirms, one), (self._confirms, other), (self._accepts, one), (self._accepts, other))
        for moment, (step, who) in enumerate((*steps, *steps[2:])):
            if moment in troubles:
                first, trouble = troubles[moment]
                self._happens(one if first else other, trouble)
            step(who)

    @rule(who=WHO, visit=VISIT, trouble=st.none() | TROUBLE)
    def visits(self, who: str, visit: tuple[tuple[int, int], list[ClientPacket]], trouble: ClientPacket | str) -> None:
        """Somebody does business at a counter."""
        self._meet(who)
        place, orders = visit
        self._sends(who, c.LeftClick(*place))
        self._sends(who, c.DoubleClick(*place))
        for packet in orders:
            self._sends(who, packet)
        if trouble is not None:
            self._happens(who, trouble)

    @rule(who=WHO, what=TROUBLE)
    def happens(self, who: str, what: ClientPacket | str) -> None:
        """Anything else."""
        self._happens(who, what)

    def _happens(self, who: str, what: ClientPacket | str) -> None:
        if isinstance(what, str):
            getattr(self, what)(who)
        else:
            self._sends(who, what)

    @rule(who=WHO, whom=WHO)
    def invites(self, who: str, whom: str) -> None:
        self._invites(who, whom)

    @rule(who=WHO, accepts=st.booleans())
    def agrees(self, who: str, accepts: bool) -> None:
        if accepts:
            self._accepts(who)
        else:
            self._confirms(who)

    def _confirms(self, who: str) -> None:
        self._sends(who, c.UserCommerceConfirm())

    def _meet(self, *names: str) -> None:
        """They are in the world, alive and near each other."""
        for name in names:
            if self._player(name) is None:
                self.time_passes(11)
                self._enter(name)
            self._sends(name, c.CommerceEnd())
            self._sends(name, c.BankEnd())
            self._sends(name, c.UserCommerceEnd())
            self._lives_again(name)
            self.is_warped_home(name)

    def _invites(self, who: str, whom: str) -> None:
        player, other = self._player(who), self._player(whom)
        if player is not None and other is not None:
            player.targets.npc, player.targets.slot = 0, other.slot
            self._sends(who, c.CommerceStart())

    def _accepts(self, who: str) -> None:
        """Whatever changes hands is all of what each side was shown as final, or nothing."""
        player = self._player(who)
        partner = player.commerce.partner if player is not None else None
        if player is None or partner is None:
            self._sends(who, c.UserCommerceOk())
            return
        gets, gives = self._was_shown(who), self._was_shown(partner.name)
        final = {who, partner.name} <= self.final
        both = (player, partner)
        before = [held_by(one.record) for one in both]
        ground = lying_on(self.game.world.map_of(player))
        self._sends(who, c.UserCommerceOk())
        changes = [_difference(held_by(one.record), old) for one, old in zip(both, before, strict=True)]
        if not any(changes) or not partner.connected:
            return
        self.exchanges += 1
        assert final, "an exchange without both sides' confirmation"
        fallen = _difference(lying_on(self.game.world.map_of(player)), ground)
        expected = _difference(gets, gives), _difference(gives, gets)
        if not fallen:
            assert (changes[0], changes[1]) == expected
        assert _sum(changes[0], changes[1], fallen) == Counter()

    # What befalls them.

    def is_warped_home(self, who: str) -> None:
        player = self._player(who)
        if player is not None:
            map_id, x, y = HOMES[who]
            if self.game.world.maps[map_id].is_legal(x, y):
                warp(self.game.world, player, map_id, x, y, fx=False)
                self._read()

    def dies(self, who: str) -> None:
        player = self._player(who)
        if player is not None and not player.dead:
            die(self.game.world, player)
            self._read()

    def goes_to_sea(self, who: str) -> None:
        """As if there were water: the boat in slot 6 is in use."""
        player = self._player(who)
        if player is not None and player.record.inventory[5] is not None:
            player.sailing, player.record.equipment.boat = True, 6

    def _lives_again(self, who: str) -> None:
        player = self._player(who)
        if player is not None:
            player.record.dead = False
            player.record.vitals.hp = player.record.vitals.max_hp

    def loses_the_connection(self, who: str) -> None:
        if self._player(who) is not None:
            self.clients[who].cuts()
            self._read()

    @rule(seconds=st.sampled_from((1, 11)))
    def time_passes(self, seconds: int) -> None:
        for _second in range(seconds):
            self.game.ticks(25)
            self._read()

    @rule()
    def all_come_back(self) -> None:
        for name in NAMES:
            if self._player(name) is None:
                self._enter(name)

    @rule()
    def is_saved(self, _who: str = "") -> None:
        """What is in the store, and what lies around, is what has come into being and is not gone."""
        self._book()
        self.stored = {name: record for name in NAMES if (record := self.game.load(name)) is not None}
        found = _sum(*map(held_by, self.stored.values()), *map(lying_on, self.game.world.maps.values()))
        assert found == _sum(self.balance)

    @rule()
    def the_process_is_killed(self) -> None:
        """Everything is as it was saved last; what lay on the ground is gone."""
        self._check_faults()
        self.game.close()
        self.game = self._new_game()
        self.clients.clear()
        self.shown.clear()
        self.final.clear()
        for record in self.stored.values():
            self.game.save(record)
        self.balance = _sum(*map(held_by, self.stored.values()))
        self.all_enter()

    def _book(self) -> None:
        for (_reason, item), turnover in self.game.world.ledger.take_entries().items():
            self.balance[item] += turnover.born - turnover.gone

    # What must always be true.

    @invariant()
    def the_ledger_explains_everything(self) -> None:
        world = self.game.world
        assert world.ledger.check(held_in(world)) == {}
        self._book()

    @invariant()
    def every_slot_holds_something_or_nothing(self) -> None:
        """I3."""
        for player in self.game.world.players.values():
            record = player.record
            assert 0 <= record.gold <= LONG_MAX
            assert 0 <= record.bank_gold <= LONG_MAX
            for stack in (*record.inventory, *record.bank):
                assert stack is None or (stack.item > 0 and 1 <= stack.amount <= MAX_STACK)
            for slot in (record.equipment.weapon, record.equipment.backpack):
                assert not slot or record.inventory[slot - 1] is not None
            assert usable_slots(player, self.game.world.content) in (20, 25)

    @invariant()
    def trade_is_mutual(self) -> None:
        """I5."""
        for player in self.game.world.players.values():
            side = player.commerce
            if side.mode is Mode.SECURE:
                assert side.partner is not None
                assert side.partner.commerce.partner is player
                assert side.partner.commerce.mode is Mode.SECURE
                assert self.game.world.players[side.partner.slot] is side.partner
            assert (side.npc is not None) == side.at_counter

    @invariant()
    def the_world_is_sound(self) -> None:
        assert violations(self.game.world) == []


def _difference(now: Counter[int], before: Counter[int]) -> Counter[int]:
    """What there is more, or less, by object."""
    changed = Counter(now)
    changed.subtract(before)
    return Counter({item: amount for item, amount in changed.items() if amount})


def _sum(*changes: Counter[int]) -> Counter[int]:
    total: Counter[int] = Counter()
    for one in changes:
        total.update(one)
    return Counter({item: amount for item, amount in total.items() if amount})


@needs_classic
def test_nothing_is_lost_and_nothing_is_doubled() -> None:
    limits = settings(
        max_examples=40,
        stateful_step_count=30,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    run_state_machine_as_test(Market, settings=limits)
