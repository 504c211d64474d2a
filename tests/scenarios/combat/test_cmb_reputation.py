"""CMB: good and bad names: what the six deeds add up to, how a name turns, and how others see it.

Source: 04-combat §9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import CRIMINAL, ITEMS, Says, arena, battlefield, item, wearing
from kit.game import GameFixture, a_game
from kit.guilds import a_guild

from pyao.content.enums import ObjectType, Privilege
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body import appearance
from pyao.rules.factions import expulsion
from pyao.rules.society.deeds import become_citizen, become_criminal, guard_mercy, shift
from pyao.rules.society.reputation import average, is_criminal
from pyao.world.record import Equipment, Faction, ItemStack, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client

ROYAL: dict[str, Any] = {"faction": Faction(royal_army=True)}
LEGION: dict[str, Any] = {"faction": Faction(chaos_legion=True)}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield()) as one:
        yield one


def deeds_of(client: Client) -> tuple[int, ...]:
    """Assassin, bandit, thief, bourgeois, noble, plebeian."""
    now = client.player.record.reputation
    return now.assassin, now.bandit, now.thief, now.bourgeois, now.noble, now.plebeian


@pytest.mark.parametrize(
    ("total", "mean"), [(-3, 0), (-4, -1), (-9, -2), (-10, -2), (3, 0), (4, 1), (9, 2), (15, 2), (1030, 172), (0, 0)]
)
def test_the_average_is_rounded_half_to_even(total: int, mean: int) -> None:
    deeds = Reputation(noble=max(0, total), bandit=max(0, -total))
    assert average(deeds) == mean


def test_fame_is_told_in_its_order(game: GameFixture) -> None:
    deeds = Reputation(assassin=1, bandit=20, thief=300, bourgeois=4, noble=5000, plebeian=60)
    ana = game.player("Ana", at=(1, 50, 50), reputation=deeds)
    ana.sends(c.RequestFame())
    ana.sees(msg.fame(1, 20, 4, 300, 5000, 60, 790))


def test_becoming_criminal(game: GameFixture) -> None:
    deeds = Reputation(thief=7, bourgeois=50, noble=1000, plebeian=30)
    ana = game.player("Ana", at=(1, 50, 50), reputation=deeds)
    ana.player.retaliator = "EVA"
    become_criminal(game.world, ana.player)
    assert deeds_of(ana) == (0, 100, 7, 0, 0, 0)
    ana.sees(msg.update_tag_and_status(ana.char, 1, "Ana"))
    become_criminal(game.world, ana.player)
    assert deeds_of(ana) == (0, 200, 7, 0, 0, 0)
    ana.sees(msg.update_tag_and_status(ana.char, 1, "Ana"))


def test_gods_keep_their_name() -> None:
    with a_game(battlefield(), gods="Ana", counsellors="Eva") as game:
        ana, eva = game.player("Ana", at=(1, 50, 50)), game.player("Eva", at=(1, 60, 50))
        for client in (ana, eva):
            become_criminal(game.world, client.player)
        assert not is_criminal(ana.player)
        assert is_criminal(eva.player)


def test_nothing_turns_a_name_in_an_arena() -> None:
    with a_game(battlefield(arena())) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        become_criminal(game.world, ana.player)
        shift(game.world, ana.player, noble=500, bandit=10_000)
        become_citizen(game.world, ana.player)
        ana.sees()
        assert deeds_of(ana) == (0, 0, 0, 0, 1000, 30)


def test_becoming_a_citizen(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), reputation=Reputation(5, 6, 7, 8, 9, 10))
    become_citizen(game.world, ana.player)
    record = ana.player.record.reputation
    assert (record.assassin, record.bandit, record.thief) == (0, 0, 0)
    assert record.plebeian == 110
    ana.sees(msg.update_tag_and_status(ana.char, 2, "Ana"))


def test_a_shift_tells_always_and_turns_once(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    shift(game.world, ana.player, noble=500, bandit=500)
    ana.sees(msg.nobility_lost())
    assert deeds_of(ana) == (0, 500, 0, 0, 500, 30)
    shift(game.world, ana.player, noble=600, bandit=10_000)
    ana.sees(msg.nobility_lost(), msg.update_tag_and_status(ana.char, 1, "Ana"))
    assert deeds_of(ana) == (0, 10_500, 0, 0, 0, 30)
    shift(game.world, ana.player, noble=0, bandit=6_000_000)
    ana.sees(msg.nobility_lost())
    assert deeds_of(ana)[1] == 6_000_000


@pytest.mark.parametrize(
    ("deeds", "after", "turned"),
    [
        (Reputation(bandit=300), (0, 200, 0, 0, 0, 0), False),
        (Reputation(bandit=30, thief=80), (0, 0, 80, 0, 0, 0), False),
        (Reputation(thief=80), (0, 0, 30, 0, 0, 0), False),
        (Reputation(thief=40), (0, 0, 0, 0, 0, 0), True),
        (Reputation(bandit=100, noble=10), (0, 0, 0, 0, 10, 0), True),
        (Reputation(assassin=100), (100, 0, 0, 0, 0, 0), False),
    ],
)
def test_the_mercy_of_guards(game: GameFixture, deeds: Reputation, after: tuple[int, ...], *, turned: bool) -> None:
    ana = game.player("Ana", at=(1, 50, 50), reputation=deeds)
    guard_mercy(game.world, ana.player)
    assert deeds_of(ana) == after
    assert ana.takes() == ([msg.update_tag_and_status(ana.char, 2, "Ana")] if turned else [])


def test_mercy_costs_legionaries_their_army(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50), reputation=Reputation(bandit=100), **LEGION)
    guard_mercy(game.world, ana.player)
    ana.sees(Says(Font.FIGHT, "Legión"), msg.update_tag_and_status(ana.char, 2, "Ana"))
    assert not ana.player.record.faction.chaos_legion


def uniform(*, royal: bool, shield: bool = True) -> tuple[dict[int, Any], dict[str, Any]]:
    """Objects with an army's armour 300 and shield 301, and the record of somebody wearing them."""
    mark = {"royal": 1} if royal else {"chaos": 1}
    things = ITEMS | {
        300: item(300, ObjectType.ARMADURA, clothing=100, **mark),
        301: item(301, ObjectType.ESCUDO, animation=7, **(mark if shield else {})),
    }
    return things, wearing(armour=300, shield=301)


def test_an_expelled_soldier_loses_the_uniform() -> None:
    things, worn = uniform(royal=True)
    with a_game(battlefield(items=things)) as game:
        ana = game.player("Ana", at=(1, 50, 50), **ROYAL, **worn)
        become_criminal(game.world, ana.player)
        seen = ana.takes()
        assert [one.name for one in seen] == [
            "CONSOLE_MSG",
            "CHANGE_INVENTORY_SLOT",
            "CHANGE_INVENTORY_SLOT",
            "CHARACTER_CHANGE",
            "UPDATE_USER_STATS",
            "UPDATE_TAG_AND_STATUS",
        ]
        assert seen[0] == Says(Font.FIGHT, "ejército")
        assert [one.fields["slot"] for one in seen[1:3]] == [1, 2]
        assert not any(one.fields["equipped"] for one in seen[1:3])
        assert ana.player.naked
        assert ana.player.record.inventory[0] == ItemStack(300, 1, False)


def test_other_clothes_stay_on_the_expelled() -> None:
    things, worn = uniform(royal=False, shield=False)
    with a_game(battlefield(items=things)) as game:
        ana = game.player("Ana", at=(1, 50, 50), **LEGION, **CRIMINAL, **worn)
        expulsion.expel_chaos(game.world, ana.player)
        assert [one.name for one in ana.takes()] == [
            "CONSOLE_MSG",
            "CHANGE_INVENTORY_SLOT",
            "CHARACTER_CHANGE",
            "UPDATE_USER_STATS",
        ]
        assert ana.player.record.equipment.shield == 2
        expulsion.expel_royal(game.world, ana.player)
        assert [one.name for one in ana.takes()] == ["CONSOLE_MSG"]


@pytest.mark.parametrize(
    ("fields", "attackable", "colour"), [({}, False, 2), ({}, True, 6), (CRIMINAL, False, 1), (CRIMINAL, True, 5)]
)
def test_colours_of_names(game: GameFixture, fields: dict[str, Any], colour: int, *, attackable: bool) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **fields)
    ana.player.retaliator = "EVA" if attackable else ""
    appearance.refresh_nick(game.world, ana.player)
    ana.sees(msg.update_tag_and_status(ana.char, colour, "Ana"))


def test_tags_of_guilds_and_hidden_names(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    game.world.guilds.add(a_guild("Alba", "Ana"))
    ana.player.record.guild.guild = 1
    appearance.refresh_nick(game.world, ana.player)
    ana.player.name_hidden = True
    appearance.refresh_nick(game.world, ana.player)
    ana.sees(msg.update_tag_and_status(ana.char, 2, "Ana <Alba>"), msg.update_tag_and_status(ana.char, 2, ""))


BOATS = {84: (396, 551, 395, 552, 550, 553, 87), 85: (398, 559, 397, 560, 558, 561, 87)}
BOATS[86] = (400, 555, 399, 556, 554, 557, 87)


@pytest.mark.parametrize("shape", BOATS)
def test_boats_by_standing(shape: int) -> None:
    things = ITEMS | {474: item(474, ObjectType.BARCOS, clothing=shape)}
    with a_game(battlefield(items=things)) as game:
        bag = [ItemStack(474, 1, True), *[None] * 29]
        ana = game.player("Ana", at=(1, 50, 50), inventory=bag, equipment=Equipment(boat=1))
        player, citizen = ana.player, ana.player.record.reputation
        player.sailing = True
        criminal = Reputation(bandit=5000)
        standings: list[tuple[Reputation, Faction, str, bool]] = [
            (criminal, Faction(), "", False),
            (criminal, Faction(chaos_legion=True), "", False),
            (citizen, Faction(), "", False),
            (citizen, Faction(), "EVA", False),
            (citizen, Faction(royal_army=True), "", False),
            (citizen, Faction(royal_army=True), "EVA", False),
            (citizen, Faction(), "", True),
        ]
        for body, (deeds, faction, attacker, dead) in zip(BOATS[shape], standings, strict=True):
            player.record.reputation, player.record.faction = deeds, faction
            player.retaliator, player.record.dead = attacker, dead
            ana.takes()
            appearance.refresh_nick(game.world, player)
            assert ana.takes()[1:] == [msg.character_change(ana.char, body, 0, 3, 2, 2, 2, 0, 999)]


@pytest.mark.parametrize(
    ("rank", "judged"), [("USER", True), ("CONSEJERO", True), ("SEMIDIOS", False), ("DIOS", False)]
)
def test_a_shift_is_for_players_and_counsellors(game: GameFixture, rank: str, judged: bool) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.privileges = Privilege[rank]
    shift(game.world, ana.player, noble=500, bandit=10_000)
    assert (ana.player.record.reputation.bandit, bool(ana.takes())) == (10_000 * judged, judged)
