"""CMB: those who help: priests, who shares its creatures, and the two safety switches.

Source: 04-combat §2.4, §2.5, §3.3, §12, §16 "CMB-35"; 03-world §17.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import COCK, CRIMINAL, STILL, WOLF, Says, battlefield, creature, skills, stats_of
from kit.game import GameFixture, a_game
from kit.worlds import plain_map

from pyao.content.npcs import NpcType
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.body.reviving import revive
from pyao.rules.combat.owning import acquire
from pyao.world.record import Attributes, Faction, Vitals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client

PRIEST = replace(COCK, id=5, name="Sacerdote", type=NpcType.REVIVIDOR, description="")
NEWBIE_PRIEST = replace(PRIEST, id=7, type=NpcType.RESUCITADOR_NEWBIE)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(), **STILL) as one:
        yield one


def ghost(game: GameFixture, **changes: Any) -> Client:
    """A dead human with constitution 18 and 150 health."""
    fields: dict[str, Any] = {
        "dead": True,
        "attributes": Attributes(18, 18, 18, 18, 18),
        "vitals": Vitals(max_hp=150, hp=0, max_stamina=200, stamina=0, max_mana=100, mana=30),
    }
    return game.player("Ana", at=(1, 50, 50), **(fields | changes))


def at_priest(game: GameFixture, client: Client, definition: Any = PRIEST, *, tiles: int = 8) -> None:
    """A priest that many columns away, targeted."""
    client.player.targets.npc = creature(game, definition, 50 + tiles, 50).char


def naked(client: Client, body: int = 21) -> msg.Message:
    return msg.character_change(client.char, body, 5, 3, 2, 2, 2, 0, 999)


# Priests


def test_cmb_35_a_priest_brings_back(game: GameFixture) -> None:
    ana = ghost(game)
    at_priest(game, ana)
    ana.sends(c.Resucitate())
    ana.sees(naked(ana), stats_of(ana, hp=18, stamina=0, mana=30), Says(Font.INFO, "resucitado"))
    assert (ana.player.dead, ana.player.naked) == (False, True)


def test_cmb_35_a_double_click_heals_too(game: GameFixture) -> None:
    ana = ghost(game)
    at_priest(game, ana)
    ana.sends(c.DoubleClick(58, 50))
    ana.sees(naked(ana), stats_of(ana, hp=18), stats_of(ana, hp=150))


def test_cmb_35_too_far(game: GameFixture) -> None:
    ana = ghost(game)
    at_priest(game, ana, tiles=11)
    ana.sends(c.Resucitate())
    ana.sees(Says(Font.INFO, "lejos"))
    assert ana.player.dead


def test_a_newbie_priest_too_far_away_answers_whoever_comes(game: GameFixture) -> None:
    """The distance is asked first; near it, others hear nothing."""
    ana = game.player("Ana", at=(1, 50, 50), level=30)
    creature(game, NEWBIE_PRIEST, 58, 54)
    creature(game, NEWBIE_PRIEST, 58, 50)
    ana.sends(c.DoubleClick(58, 54))
    ana.sees(Says(Font.INFO, "lejos"))
    ana.sends(c.DoubleClick(58, 50))
    ana.sees()


def test_a_double_click_from_too_far_is_answered(game: GameFixture) -> None:
    ana = ghost(game)
    creature(game, PRIEST, 58, 54)
    ana.sends(c.DoubleClick(58, 54))
    ana.sees(Says(Font.INFO, "lejos"))


def test_without_a_priest_as_target(game: GameFixture) -> None:
    ana = ghost(game)
    ana.sends(c.Resucitate())
    ana.sees(Says(Font.INFO))
    ana.sends(c.Heal())
    ana.sees(Says(Font.INFO))
    at_priest(game, ana, COCK, tiles=1)
    ana.sends(c.Resucitate())
    ana.sees()
    revive(game.world, ana.player)
    ana.takes()
    ana.sends(c.Resucitate(), c.Heal())
    ana.sees()


def test_the_living_are_not_resurrected_nor_the_dead_healed(game: GameFixture) -> None:
    ana = ghost(game)
    at_priest(game, ana)
    ana.sends(c.Heal())
    ana.sees()
    ana.sends(c.Resucitate())
    ana.takes()
    ana.sends(c.Resucitate())
    ana.sees()


def test_healing(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.player.record.vitals.hp = 10
    at_priest(game, ana)
    ana.sends(c.Heal())
    ana.sees(msg.update_hp(300), Says(Font.INFO, "curado"))
    ana.player.targets.npc = creature(game, PRIEST, 61, 50).char
    ana.sends(c.Heal())
    ana.sees(Says(Font.INFO, "lejos"))


def test_priests_for_newbies(game: GameFixture) -> None:
    ana = ghost(game, level=13)
    at_priest(game, ana, NEWBIE_PRIEST)
    ana.sends(c.Resucitate(), c.DoubleClick(58, 50))
    ana.sees()
    ana.player.record.level = 12
    ana.sends(c.Resucitate())
    assert not ana.player.dead
    # They heal anybody who asks, but serve only newbies by themselves.
    ana.player.record.level = 13
    ana.takes()
    ana.sends(c.Heal())
    ana.sees(msg.update_hp(150), Says(Font.INFO))


def test_reviving_at_sea_and_on_the_way_home() -> None:
    with a_game(battlefield(plain_map(1))) as game:
        ana = ghost(game)
        ana.player.travelling_home = ana.player.sailing = True
        revive(game.world, ana.player)
        seen = ana.takes()
        assert seen[0] == msg.cancel_home()
        assert [one.name for one in seen[1:]] == ["CHARACTER_CHANGE", "UPDATE_USER_STATS"]
        assert ana.player.look.head == 0
        revive(game.world, ana.player)
        ana.sees()


@pytest.mark.parametrize(
    ("race", "gender", "body"),
    [
        *((1, 1, 21), (1, 2, 39), (3, 1, 32), (3, 2, 40), (2, 1, 210), (2, 2, 259)),
        *((4, 1, 222), (4, 2, 260), (5, 1, 53), (5, 2, 60)),
    ],
)
def test_the_bodies_of_the_revived(game: GameFixture, race: int, gender: int, body: int) -> None:
    ana = ghost(game, race=race, gender=gender)
    revive(game.world, ana.player)
    assert ana.takes()[0] == naked(ana, body)


def test_health_of_the_revived_is_never_above_the_maximum(game: GameFixture) -> None:
    ana = ghost(game, vitals=Vitals(max_hp=12, max_stamina=50))
    revive(game.world, ana.player)
    assert ana.player.record.vitals.hp == 12


# Safety switches


def test_the_safe_is_switched(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    ana.sends(c.SafeToggle())
    ana.sees(msg.safe_mode_off())
    ana.talks("/seguro")
    ana.sees(msg.safe_mode_on())
    assert ana.player.safe_mode


def test_the_dead_switch_their_resurrection_safe(game: GameFixture) -> None:
    ana = ghost(game)
    ana.talks("/seguroresu")
    ana.sees(msg.resuscitation_safe_off())
    ana.sends(c.ResuscitationSafeToggle())
    ana.sees(msg.resuscitation_safe_on())


# Sharing


def two(
    game: GameFixture, one: dict[str, Any] | None = None, other: dict[str, Any] | None = None
) -> tuple[Client, ...]:
    ana = game.player("Ana", at=(1, 50, 50), **(one or {}))
    eva = game.player("Eva", at=(1, 52, 50), **(other or {}))
    ana.player.targets.slot = eva.player.slot
    ana.takes()
    return ana, eva


def test_sharing_with_somebody_else_ends_the_first(game: GameFixture) -> None:
    ana, eva = two(game)
    ana.sends(c.ShareNpc())
    ana.sees(Says(Font.INFO, "Eva"))
    eva.sees(Says(Font.INFO, "Ana"))
    ana.sends(c.ShareNpc())
    ana.sees()
    leo = game.player("Leo", at=(1, 54, 50))
    ana.player.targets.slot = leo.player.slot
    ana.talks("/compartirnpc")
    ana.sees(Says(Font.INFO, "Eva"), Says(Font.INFO, "Leo"))
    eva.sees(Says(Font.INFO, "Ana"))
    leo.sees(Says(Font.INFO, "Ana"))
    ana.sends(c.StopSharingNpc())
    ana.sees(Says(Font.INFO, "Leo"))
    leo.sees(Says(Font.INFO, "Ana"))
    ana.sends(c.StopSharingNpc())
    ana.sees()


def test_who_it_is_shared_with_may_attack(game: GameFixture) -> None:
    ana, eva = two(game, other={"skills": skills(wrestling=50)})
    wolf = creature(game, WOLF, 52, 51)
    acquire(game.world, ana.player, wolf)
    eva.sends(c.Attack())
    assert Says(Font.INFO, "seguro") in eva.takes()
    ana.sends(c.ShareNpc())
    eva.takes()
    game.passes(1_500)
    game.dice.will_roll((1, 100, 100), (1, 10, 1))
    eva.sends(c.Attack())
    assert msg.user_swing() in eva.takes()
    assert wolf.owner is ana.player


ROYAL, LEGION = Faction(royal_army=True), Faction(chaos_legion=True)


@pytest.mark.parametrize(
    ("one", "other", "shared", "told"),
    [
        ({}, CRIMINAL, False, True),
        ({"faction": ROYAL}, CRIMINAL, False, True),
        (CRIMINAL, {}, False, False),
        (CRIMINAL, CRIMINAL, False, False),
        (CRIMINAL | {"faction": LEGION}, CRIMINAL, False, True),
        (CRIMINAL | {"faction": LEGION}, {}, False, True),
        (CRIMINAL | {"faction": LEGION}, CRIMINAL | {"faction": LEGION}, True, True),
        ({"faction": ROYAL}, {}, True, True),
    ],
)
def test_who_shares_with_whom(
    game: GameFixture, one: dict[str, Any], other: dict[str, Any], *, shared: bool, told: bool
) -> None:
    ana, eva = two(game, one, other)
    ana.sends(c.ShareNpc())
    assert bool(ana.takes()) is told
    assert (ana.player.sharing_with is eva.player) is shared
    assert bool(eva.takes()) is shared


def test_nobody_shares_with_gms_or_nobody() -> None:
    with a_game(battlefield(), gods="Eva") as game:
        ana, _eva = two(game)
        ana.sends(c.ShareNpc())
        ana.sees(Says(Font.INFO))
        ana.player.targets.slot = 0
        ana.sends(c.ShareNpc())
        ana.sees()


@pytest.mark.parametrize("leaver", [0, 1])
def test_sharing_ends_with_the_session_of_either(leaver: int) -> None:
    with a_game(battlefield(plain_map(1, safe=True))) as game:
        clients = two(game)
        clients[0].sends(c.ShareNpc())
        ana = clients[0].player
        clients[leaver].sends(c.Quit())
        game.passes(1_000)
        assert clients[leaver].closed
        assert ana.sharing_with is None
