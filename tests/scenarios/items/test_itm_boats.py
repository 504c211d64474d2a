"""Boats: who may sail them, where, and how they look; naked bodies.  Source: 06-items §8, §12."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from kit.belongings import classic_ground, drawn, owning
from kit.fights import Says, skills
from kit.game import GameFixture, a_game, a_record
from kit.spec import needs_classic

from pyao.content.enums import Gender, PlayerClass, Race
from pyao.protocol import client_packets as c
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.body.appearance import refresh_nick
from pyao.rules.body.races import naked_body
from pyao.rules.body.sailing import use_boat

pytestmark = needs_classic
CRIMINAL_BODIES = {474: (396, 551), 475: (398, 559), 476: (400, 555)}
CITIZEN_BODIES = {474: (395, 550), 475: (397, 558), 476: (399, 554)}
ATTACKABLE_BODIES = {474: (552, 553), 475: (560, 561), 476: (556, 557)}


@pytest.mark.parametrize(
    ("player_class", "fishing", "boat", "needed"),
    [
        (PlayerClass.PIRAT, 0, 474, 35),
        (PlayerClass.PIRAT, 0, 475, 55),
        (PlayerClass.PIRAT, 0, 476, 65),
        (PlayerClass.WORKER, 100, 474, 60),
        (PlayerClass.WORKER, 100, 475, 95),
        (PlayerClass.WORKER, 100, 476, 0),
        (PlayerClass.WORKER, 99, 474, 70),
        (PlayerClass.MAGE, 100, 474, 70),
        (PlayerClass.MAGE, 0, 475, 0),
    ],
)
def test_what_each_boat_asks_of_a_sailor(player_class: PlayerClass, fishing: int, boat: int, needed: int) -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        ana = game.player("Ana", at=(1, 50, 50), player_class=player_class, **owning({1: (boat, 1)}))
        able = next((level for level in range(101) if _sails(game, ana.player, boat, fishing, level)), 0)
        assert able == needed


def _sails(game: GameFixture, player: Any, boat: int, fishing: int, navigation: int) -> bool:
    player.record.skills = skills(pesca=fishing, navegacion=navigation)
    use_boat(game.world, player, 1, game.world.content.items[boat])
    return bool(player.sailing)


def test_water_that_is_taken_is_none_to_board_on() -> None:
    with a_game(classic_ground(water=((51, 50),))) as game:
        able: dict[str, Any] = {"skills": skills(navegacion=100)}
        ana = game.player("Ana", at=(1, 50, 50), **able, **owning({1: (474, 1)}))
        swimmer = game.player("Eva", at=(1, 60, 50))
        game.world.maps[1].users[51, 50] = swimmer.player
        ana.sends(c.UseItem(1))
        ana.sees(Says(Font.INFO, "agua"))
        del game.world.maps[1].users[51, 50]


@pytest.mark.parametrize("boat", [474, 475, 476])
def test_boats_show_whose_they_are(game: GameFixture, boat: int) -> None:
    ana = game.player("Ana", at=(1, 50, 50), **owning({1: (boat, 1)}, worn=(1,)))
    player = ana.player
    player.sailing = True
    player.record.inventory[0].equipped = False  # type: ignore[union-attr]
    faction, deeds = player.record.faction, player.record.reputation
    seen = []
    for bandit, attackable in ((9_000, ""), (0, ""), (0, "EVA")):
        for in_army in (False, True):
            deeds.bandit, player.retaliator = bandit, attackable
            faction.chaos_legion, faction.royal_army = in_army and bandit > 0, in_army and not bandit
            refresh_nick(game.world, player)
            seen.append(player.look.body)
            assert ana.takes()[-1] == drawn(ana, head=0)
    assert seen == [*CRIMINAL_BODIES[boat], *CITIZEN_BODIES[boat], *ATTACKABLE_BODIES[boat]]
    player.hidden, player.record.player_class = True, PlayerClass.PIRAT
    refresh_nick(game.world, player)
    assert player.look.body == 87


@pytest.mark.parametrize(("water", "body", "sails"), [(True, 1, True), (False, 395, True), (False, 1, False)])
def test_who_left_at_sea_comes_back_at_sea(water: bool, body: int, sails: bool) -> None:
    with a_game(classic_ground(water=((50, 50),) if water else ())) as game:
        things = owning({1: (474, 1)})
        things["equipment"].boat = 1
        record = a_record("Ana", (1, 50, 50), **things)
        record.look = replace(record.look, body=body)
        game.save(record)
        ana = game.connect()
        ana.logs_in("Ana")
        told = [one.id for one in ana.takes()]
        assert (S.NAVIGATE_TOGGLE in told, ana.player.sailing) == (sails, sails)
        assert (ana.player.look.body == 395) is sails


def test_naked_bodies() -> None:
    men = {Race.HUMAN: 21, Race.ELF: 210, Race.DROW: 32, Race.GNOME: 222, Race.DWARF: 53}
    women = {Race.HUMAN: 39, Race.ELF: 259, Race.DROW: 40, Race.GNOME: 260, Race.DWARF: 60}
    assert {race: naked_body(race, Gender.MAN) for race in Race} == men
    assert {race: naked_body(race, Gender.WOMAN) for race in Race} == women
