"""The ledger: what is born, gone and moved, and what it can't explain."""

from __future__ import annotations

from kit.game import a_game
from kit.worlds import content, plain_map

from pyao.content.items import ItemDef
from pyao.protocol import client_packets as c
from pyao.world.ledger import COINS, Reason, Turnover, held_by, held_in
from pyao.world.record import CharacterRecord, ItemStack

ITEMS = {
    1: ItemDef(id=1, name="Manzana"),
    4: ItemDef(id=4, name="Árbol", fixed=True),
    COINS: ItemDef(id=COINS, name="Oro"),
}


def test_everything_somebody_owns_counts() -> None:
    record = CharacterRecord(name="Ana", gold=5, bank_gold=7)
    record.inventory[29] = ItemStack(1, 3)
    record.bank[0] = ItemStack(1, 4)
    assert held_by(record) == {1: 7, COINS: 12}


def test_what_is_explained_adds_up() -> None:
    with a_game(content(plain_map(1, safe=True, objects={(9, 9): (1, 2)}), items=ITEMS)) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=100, inventory=[ItemStack(1, 5), *[None] * 29])
        ana.sends(c.Drop(1, 2), c.Drop(31, 40))
        ledger = game.world.ledger
        assert ledger.check(held_in(game.world)) == {}
        assert ledger.take_entries() == {
            (Reason.DROP, 1): Turnover(moved=2),
            (Reason.DROP, COINS): Turnover(moved=40),
        }
        ana.sends(c.PickUp(), c.Quit())
        game.ticks(26)
        assert game.world.players == {}
        assert ledger.check(held_in(game.world)) == {}
        assert ledger.take_entries() == {(Reason.PICK_UP, 1): Turnover(moved=2)}


def test_what_nobody_explained_is_found_once() -> None:
    with a_game(content(plain_map(1), items=ITEMS)) as game:
        ana = game.player("Ana", at=(1, 50, 50), gold=100)
        ana.player.record.gold += 7
        ana.player.record.inventory[0] = ItemStack(4, 1)
        ledger = game.world.ledger
        assert ledger.check(held_in(game.world)) == {COINS: 7}
        assert ledger.take_entries() == {(Reason.UNEXPLAINED, COINS): Turnover(born=7)}
        assert ledger.check(held_in(game.world)) == {}


def test_what_is_covered_by_something_else_is_gone() -> None:
    from pyao.rules.map.ground import put

    with a_game(content(plain_map(1, objects={(50, 50): (1, 2)}), items=ITEMS)) as game:
        put(game.world, game.world.maps[1], (50, 50), COINS, 9, born=Reason.LOOT)
        assert game.world.ledger.check(held_in(game.world)) == {}
        assert game.world.ledger.take_entries() == {
            (Reason.LOOT, COINS): Turnover(born=9),
            (Reason.DECAY, 1): Turnover(gone=2),
        }


def test_a_cut_is_compared_with_what_was_held_at_its_moment() -> None:
    with a_game(content(plain_map(1))) as game:
        ana, ledger = game.player("Ana", at=(1, 50, 50)).player, game.world.ledger
        ledger.take_entries()
        ana.record.gold += 7
        held, cut = held_in(game.world), ledger.cut()
        ana.record.gold += 5
        ledger.gold(Reason.GM, 5)

        assert ledger.check(held, cut) == {COINS: 7}
        assert cut.entries == {(Reason.UNEXPLAINED, COINS): Turnover(born=7)}
        assert ledger.check(held_in(game.world)) == {}
        assert ledger.take_entries() == {(Reason.GM, COINS): Turnover(born=5)}


def test_a_cut_of_no_use_goes_back() -> None:
    with a_game(content(plain_map(1))) as game:
        ledger = game.world.ledger
        ledger.take_entries()
        ledger.stored(Reason.GM, 1, 3)
        cut = ledger.cut()
        ledger.stored(Reason.GM, 1, -1)

        ledger.put_back(cut)

        assert ledger.take_entries() == {(Reason.GM, 1): Turnover(born=3, gone=1)}
