"""Who may help whom and at what price; who sees the invisible.

Source: 05-magic §6 "Support", §11.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import CRIMINAL, arena, creature
from kit.game import Client, GameFixture, a_game
from kit.magic import INFO, NPCS_, WARNING, caster, casts, magic_world, seen_by_click, spent
from kit.worlds import plain_map

from pyao.content.enums import Heading, PlayerClass, Privilege
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.combat.owning import acquire
from pyao.rules.map.looking import look
from pyao.rules.map.warp import warp
from pyao.rules.society.reputation import is_criminal
from pyao.world.messages import Toggle
from pyao.world.record import Faction, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

CITIZEN: dict[str, Any] = {"reputation": Reputation(noble=1000)}
ROYAL, CHAOS = Faction(royal_army=True), Faction(chaos_legion=True)
HEAL = 3


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(magic_world(plain_map(1), plain_map(2, no_invisibility=True), arena(6))) as one:
        yield one


def helps(game: GameFixture, ana: Client, eva: Client) -> bool:
    """Whether a healing is let through."""
    before = spent(ana)
    game.dice.free = True
    casts(ana, HEAL, eva)
    game.dice.free = False
    return spent(ana) != before


def deeds(client: Client) -> tuple[int, int]:
    return client.player.record.reputation.noble, client.player.record.reputation.bandit


@pytest.mark.parametrize(
    ("helper", "target", "safe", "helped", "after"),
    [
        ({}, {}, True, True, (1000, 0)),
        ({}, CRIMINAL, True, False, (1000, 0)),
        ({}, CRIMINAL, False, True, (500, 10_000)),
        ({"faction": ROYAL}, CRIMINAL, False, False, (1000, 0)),
        (CRIMINAL, CRIMINAL, True, True, (0, 5000)),
        (CRIMINAL, {}, True, True, (0, 5000)),
        (CRIMINAL | {"faction": CHAOS}, {}, True, False, (0, 5000)),
        (CRIMINAL | {"faction": CHAOS}, CRIMINAL, True, True, (0, 5000)),
    ],
)
def test_helping_players(
    game: GameFixture,
    helper: dict[str, Any],
    target: dict[str, Any],
    after: tuple[int, int],
    *,
    safe: bool,
    helped: bool,
) -> None:
    ana, eva = caster(game, safe=safe, **(CITIZEN | helper)), caster(game, "Eva", (50, 52), **(CITIZEN | target))
    ana.player.record.reputation = Reputation(**vars_of(ana))
    assert helps(game, ana, eva) is helped
    if not helped:
        assert seen_by_click(ana) == [INFO]
    assert deeds(ana) == after


def vars_of(client: Client) -> dict[str, int]:
    """A copy of the deeds, so that parameters are not shared."""
    one = client.player.record.reputation
    return {name: getattr(one, name) for name in ("assassin", "bandit", "bourgeois", "thief", "noble", "plebeian")}


@pytest.mark.parametrize(
    ("helper", "by", "safe", "helped", "bandit"),
    [
        ({}, "LUZ", True, False, 0),
        ({}, "LUZ", False, True, 10_000),
        ({}, "ANA", True, True, 0),
        ({"faction": ROYAL}, "LUZ", False, False, 0),
        (CRIMINAL, "LUZ", True, True, 5000),
    ],
)
def test_helping_who_may_be_attacked(
    game: GameFixture, helper: dict[str, Any], by: str, bandit: int, *, safe: bool, helped: bool
) -> None:
    ana, eva = caster(game, safe=safe, **(CITIZEN | helper)), caster(game, "Eva", (50, 52), **CITIZEN)
    ana.player.record.reputation = Reputation(**vars_of(ana))
    eva.player.retaliator = by
    assert helps(game, ana, eva) is helped
    assert ana.player.record.reputation.bandit == bandit


def test_in_an_arena_everybody_helps(game: GameFixture) -> None:
    ana = caster(game, map_=6, safe=True, **CITIZEN)
    eva = caster(game, "Eva", (50, 52), map_=6, **CRIMINAL)
    assert helps(game, ana, eva)
    assert not is_criminal(ana.player)


def test_what_makes_a_criminal_and_what_costs_nobility(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52), **CRIMINAL)
    game.dice.free = True
    for number, criminal in ((14, True), (10, True), (1, False), (18, False), (20, False), (41, False)):
        ana.player.record.reputation = Reputation(noble=30_000)
        eva.player.paralysed, eva.player.dumb = number == 10, number == 41
        eva.player.messages.toggle(Toggle.PARALYSED, on=number == 10)
        casts(ana, number, eva)
        assert deeds(ana) == ((0, 100) if criminal else (15_000, 10_000)), number


@pytest.mark.parametrize(
    ("helper", "owner", "safe", "helped", "attackable"),
    [
        (CRIMINAL | {"faction": CHAOS}, CRIMINAL | {"faction": CHAOS}, False, False, False),
        ({}, CRIMINAL, True, True, False),
        ({}, {}, True, False, False),
        ({}, {}, False, True, True),
        ({"faction": ROYAL}, {"faction": ROYAL}, False, False, False),
        (CRIMINAL, {}, True, True, False),
    ],
)
def test_healing_somebody_s_creature(
    game: GameFixture, helper: dict[str, Any], owner: dict[str, Any], *, safe: bool, helped: bool, attackable: bool
) -> None:
    ana, eva = caster(game, safe=safe, **(CITIZEN | helper)), caster(game, "Eva", (50, 48), **(CITIZEN | owner))
    npc = creature(game, NPCS_[500], 52, 50)
    acquire(game.world, eva.player, npc)
    game.dice.free = True
    casts(ana, HEAL, npc)
    assert (spent(ana) != (0, 0), bool(ana.player.retaliator)) == (helped, attackable)


def test_in_consultation_nobody_is_helped_by_it(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    eva.player.in_consultation = True
    assert helps(game, ana, eva)
    casts(ana, 9, eva)
    assert seen_by_click(ana) == [INFO]


# Who sees the invisible.


def test_who_comes_near_does_not_see_the_invisible(game: GameFixture) -> None:
    ana = caster(game)
    casts(ana, 14, ana)
    eva, gm = caster(game, "Eva", (70, 50)), caster(game, "Gema", (71, 50))
    gm.player.privileges = Privilege.SEMIDIOS
    eva.takes()
    gm.takes()
    warp(game.world, eva.player, 1, 52, 50, fx=False)
    seen = eva.takes()
    created = next(k for k, one in enumerate(seen) if one.id is S.CHARACTER_CREATE and one.values[0] == ana.char)
    assert seen[created + 1] == msg.set_invisible(ana.char, True)
    warp(game.world, gm.player, 1, 52, 51, fx=False)
    seen = gm.takes()
    created = next(k for k, one in enumerate(seen) if one.id is S.CHARACTER_CREATE and one.values[0] == ana.char)
    assert "Ana [INVISIBLE]" in seen[created].values
    assert msg.set_invisible(ana.char, True) not in seen


def test_walking_talking_and_casting_leave_one_invisible(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (50, 52))
    casts(ana, 14, ana)
    eva.takes()
    ana.walks(Heading.EAST)
    ana.talks("hola")
    game.dice.free = True
    casts(ana, HEAL, eva)
    assert msg.set_invisible(ana.char, False) not in eva.takes()
    assert ana.player.invisible


def test_where_no_invisibility_is(game: GameFixture) -> None:
    ana = caster(game)
    casts(ana, 14, ana)
    game.ticks(50)
    ana.takes()
    warp(game.world, ana.player, 2, 50, 50, fx=False)
    assert (ana.player.invisible, ana.player.counters.invisibility) == (False, 0)
    assert INFO in ana.takes()


def test_a_warp_hides_again(game: GameFixture) -> None:
    ana, eva = caster(game), caster(game, "Eva", (60, 52))
    casts(ana, 14, ana)
    eva.takes()
    warp(game.world, ana.player, 1, 60, 50, fx=False)
    assert msg.set_invisible(ana.char, True) in eva.takes()


def test_the_paralysed_do_not_leave(game: GameFixture) -> None:
    ana, eva = caster(game, **CRIMINAL), caster(game, "Eva", (50, 52), **CRIMINAL)
    casts(ana, 9, eva)
    eva.takes()
    eva.sends(c.Quit())
    eva.sees(WARNING)
    for _again in range(2):
        eva.walks(Heading.EAST)
    eva.sees(INFO)


def test_the_disguised_are_clicked_as_themselves(game: GameFixture) -> None:
    ana, eva = caster(game, player_class=PlayerClass.DRUID), caster(game, "Eva", (50, 52))
    casts(ana, 42, eva)
    eva.takes()
    look(game.world, eva.player, 50, 50)
    (line,) = eva.takes()
    assert "Ana" in str(line.values[0])
