"""What an exit, a warp and the end of a session leave behind.  Source: 03-world."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import Client, GameFixture, a_game, a_record
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, MapRestriction
from pyao.content.npcs import Movement, NpcDef
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.combat import owning
from pyao.rules.creatures import paralysis
from pyao.rules.creatures.population import put_npc
from pyao.rules.map.warp import warp

if TYPE_CHECKING:
    from pyao.world.npc import Npc


def in_a_fight(game: GameFixture, ana: Client) -> tuple[Npc, Npc]:
    """A creature that has turned on Ana, and one that she was the first to attack and owns."""
    wolf = NpcDef(id=501, name="Lobo", movement=Movement.RANDOM)
    game.dice.free = True
    hunter, prey = put_npc(game.world, wolf, 1, (60, 60)), put_npc(game.world, wolf, 1, (61, 60))
    hunter.movement, hunter.hostile, hunter.attacked_by = Movement.DEFENDS, True, "Ana"
    prey.first_attacked_by = "Ana"
    ana.player.attacked_by_npc, ana.player.attacked_npc = hunter, prey
    owning.acquire(game.world, ana.player, prey)
    return hunter, prey


def assert_forgotten(hunter: Npc, prey: Npc) -> None:
    assert (hunter.movement, hunter.hostile, hunter.attacked_by) == (Movement.RANDOM, False, "")
    assert prey.first_attacked_by == ""


@pytest.mark.parametrize("refused", [False, True])
def test_an_exit_ends_fights_with_creatures(refused: bool) -> None:
    restriction = MapRestriction.NEWBIE if refused else MapRestriction.NONE
    here, there = plain_map(1, exits={(51, 50): (2, 20, 20)}), plain_map(2, restriction=restriction)
    with a_game(content(here, there)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        hunter, prey = in_a_fight(game, ana)
        ana.walks(Heading.EAST)
        assert ana.place == ((1, 50, 50) if refused else (2, 20, 20))
        assert_forgotten(hunter, prey)
        assert (ana.player.attacked_by_npc, ana.player.attacked_npc) == (None, None)
        assert prey.owner is None


def test_an_exit_at_the_border_of_two_areas() -> None:
    """Who has just lost sight of somebody by a step hears no more of it."""
    with a_game(content(plain_map(1, exits={(54, 50): (2, 20, 20)}), plain_map(2))) as game:
        ana, beto = game.player("Ana", at=(1, 53, 50)), game.player("Beto", at=(1, 40, 50))
        eva, char = game.player("Eva", at=(1, 50, 51)), ana.char
        ana.walks(Heading.EAST)
        assert ana.place == (2, 20, 20)
        beto.sees(msg.character_move(char, 54, 50), msg.character_remove(char))
        eva.sees(msg.character_move(char, 54, 50), msg.remove_char_dialog(char), msg.character_remove(char))


def test_nobody_hears_of_unseen_staff() -> None:
    with a_game(content(plain_map(1)), gods=("LUZ",)) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.save(a_record("Luz", (1, 52, 50)))
        luz = game.connect()
        luz.logs_in("Luz")
        came = ana.takes()
        assert [one.id for one in came] == [S.CHARACTER_CREATE, S.CHARACTER_REMOVE, S.CONSOLE_MSG]
        warp(game.world, luz.player, 1, 55, 50, fx=True)
        luz.sends(c.Quit())
        game.passes(11_000)
        assert luz.closed
        ana.sees()


def test_a_warp_gives_up_the_owned_creature(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    hunter, prey = in_a_fight(game, ana)
    assert prey.owner is ana.player
    warp(game.world, ana.player, 1, 70, 70, fx=False)
    assert (prey.owner, ana.player.owned_npc) == (None, None)
    assert prey.first_attacked_by == hunter.attacked_by == "Ana"


def test_the_end_of_a_session_ends_fights_with_creatures(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    hunter, prey = in_a_fight(game, ana)
    ana.cuts()
    for npc in (hunter, prey):
        paralysis.paralyse(game.world, npc)
    game.passes(9_000)
    assert hunter.attacked_by == "Ana"
    game.passes(1_000)
    assert_forgotten(hunter, prey)
    assert prey.owner is None
