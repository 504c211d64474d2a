"""Who may attack whom, row by row.

Source: 04-combat §3.1, §3.2, §3.5.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import COCK, WOLF, Says, battlefield, creature
from kit.game import Client, GameFixture, a_game
from kit.worlds import plain_map

from pyao.content.enums import Privilege
from pyao.content.maps import TILES
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.combat.attack_rights import (
    is_within_reach,
    rule_on_npc,
    rule_on_player,
    try_attack_npc,
    try_attack_player,
)
from pyao.rules.combat.blows import strike_player
from pyao.rules.society.reputation import is_criminal
from pyao.world.record import Faction, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.npc import Npc

SAFE_CITADELS = tuple(plain_map(number, safe=True) for number in (58, 59, 60, 151, 156))
ZONED = bytearray(TILES)
ZONED[49 * 100 + 48] = 4  # a safe tile at (49, 50)
MAPS = (plain_map(1), plain_map(2, safe=True), plain_map(3, npc_theft=True), plain_map(4, triggers=bytes(ZONED)))
CRIMINAL = Reputation(bandit=5_000)


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(battlefield(*MAPS, *SAFE_CITADELS)) as one:
        yield one


def pair(game: GameFixture, number: int = 1) -> tuple[Client, Client]:
    ana = game.player("Ana", at=(number, 50, 50))
    eva = game.player("Eva", at=(number, 50, 51))
    ana.takes()
    ana.player.safe_mode = False
    return ana, eva


def criminal(*clients: Client) -> None:
    for client in clients:
        client.player.record.reputation = replace(CRIMINAL)


def royal(*clients: Client, rewards: int = 0) -> None:
    for client in clients:
        client.player.record.faction = Faction(royal_army=True, royal_rewards=rewards)


def chaos(*clients: Client, rewards: int = 0) -> None:
    criminal(*clients)
    for client in clients:
        client.player.record.faction = Faction(chaos_legion=True, chaos_rewards=rewards)


def attempt(ana: Client, eva: Client) -> tuple[bool, list[Any]]:
    """Whether it is allowed, and what the attacker reads."""
    world, before = ana.game.world, state_of(ana, eva)
    ruling = rule_on_player(world, ana.player, eva.player)
    assert (ana.takes(), state_of(ana, eva)) == ([], before), "asking changes nothing and tells nobody"
    allowed = try_attack_player(world, ana.player, eva.player)
    assert ruling.allowed is allowed
    return allowed, ana.takes()


def state_of(*clients: Client) -> list[Any]:
    """What an attack may cost: the name, the right of another to strike back, creatures."""
    return [(deepcopy(one.player.record), one.player.retaliator, one.player.owned_npc) for one in clients]


def test_the_dead_neither_attack_nor_are_attacked(game: GameFixture) -> None:
    ana, eva = pair(game)
    eva.player.record.dead = True
    assert attempt(ana, eva) == (False, [Says(Font.INFO, "espíritu")])
    ana.player.record.dead = True
    assert attempt(ana, eva) == (False, [Says(Font.INFO, "muerto")])


def test_who_is_in_consultation_is_out_of_it(game: GameFixture) -> None:
    ana, eva = pair(game)
    eva.player.in_consultation = True
    assert attempt(ana, eva) == (False, [Says(Font.INFO, "consulta")])
    eva.player.in_consultation, ana.player.in_consultation = False, True
    assert attempt(ana, eva) == (False, [Says(Font.INFO, "consulta")])


def test_gms_are_too_powerful_and_unseen_ones_are_not_there(game: GameFixture) -> None:
    ana, eva = pair(game)
    eva.player.privileges = Privilege.DIOS
    assert attempt(ana, eva) == (False, [Says(Font.WARNING, "poderoso")])
    eva.player.admin_invisible = True
    assert attempt(ana, eva) == (False, [])


def test_the_royal_army_does_not_fight_citizens(game: GameFixture) -> None:
    ana, eva = pair(game)
    royal(ana)
    assert attempt(ana, eva) == (False, [Says(Font.WARNING, "real")])
    royal(eva)
    ana.player.safe_mode = True
    assert attempt(ana, eva) == (False, [Says(Font.WARNING, "real")])


def test_the_legion_does_not_fight_itself(game: GameFixture) -> None:
    ana, eva = pair(game)
    chaos(ana, eva)
    assert attempt(ana, eva) == (False, [Says(Font.WARNING, "Legión")])


def test_the_safe_protects_citizens_alone(game: GameFixture) -> None:
    ana, eva = pair(game)
    ana.player.safe_mode = True
    assert attempt(ana, eva) == (False, [Says(Font.WARNING, "seguro")])
    criminal(eva)
    assert attempt(ana, eva) == (True, [])


def test_who_may_retaliate_may_whatever_the_safe_and_the_place(game: GameFixture) -> None:
    ana, eva = pair(game)
    ana.player.safe_mode = True
    eva.player.retaliator = "ANA"
    assert attempt(ana, eva) == (True, [msg.update_tag_and_status(ana.char, 6, "Ana")])
    assert ana.player.retaliator == "EVA"


def test_in_a_safe_map_nobody_may(game: GameFixture) -> None:
    ana, eva = pair(game, 2)
    criminal(eva)
    assert attempt(ana, eva) == (False, [Says(Font.WARNING, "segura")])
    eva.player.retaliator = "ANA"
    assert attempt(ana, eva) == (False, [Says(Font.WARNING, "segura")])


@pytest.mark.parametrize(
    ("number", "rank", "allowed"), [(58, 12, True), (60, 12, True), (59, 11, False), (151, 12, False)]
)
def test_royal_hunters(game: GameFixture, number: int, rank: int, *, allowed: bool) -> None:
    ana, eva = pair(game, number)
    royal(ana, rewards=rank)
    criminal(eva)
    eva.takes()
    assert attempt(ana, eva)[0] is allowed
    assert eva.takes() == ([Says(Font.WARNING)] if allowed else [])


@pytest.mark.parametrize(
    ("number", "rank", "allowed"), [(151, 12, True), (156, 12, True), (156, 11, False), (58, 12, False)]
)
def test_hunters_of_the_legion(game: GameFixture, number: int, rank: int, *, allowed: bool) -> None:
    ana, eva = pair(game, number)
    chaos(ana, rewards=rank)
    assert attempt(ana, eva)[0] is allowed


def test_on_a_safe_tile_nobody_fights(game: GameFixture) -> None:
    ana = game.player("Ana", at=(4, 50, 50))
    eva = game.player("Eva", at=(4, 49, 50))
    ana.takes()
    criminal(ana, eva)
    assert attempt(ana, eva) == (False, [Says(Font.WARNING)])
    assert attempt(eva, ana)[0] is False


def test_a_blow_reaches_18_tiles(game: GameFixture) -> None:
    ana, eva = pair(game)
    eva.player.x = 68
    assert not is_within_reach(ana.player, eva.player)
    assert strike_player(game.world, ana.player, eva.player) is False
    assert ana.takes() == [Says(Font.FIGHT)]
    eva.player.x = 67
    assert is_within_reach(ana.player, eva.player)


def attempt_npc(ana: Client, npc: Npc, **how: bool) -> tuple[bool, list[Any]]:
    world, before = ana.game.world, (state_of(ana), npc.owner, npc.owned_ms)
    ruling = rule_on_npc(world, ana.player, npc, **how)
    assert (ana.takes(), (state_of(ana), npc.owner, npc.owned_ms)) == ([], before), "asking changes nothing"
    allowed = try_attack_npc(world, ana.player, npc, **how)
    assert ruling.allowed is allowed
    return allowed, ana.takes()


def test_creatures_that_cannot_be_attacked(game: GameFixture) -> None:
    ana, _eva = pair(game)
    assert attempt_npc(ana, creature(game, replace(WOLF, attackable=False), 51, 50)) == (False, [Says(Font.INFO)])
    assert attempt_npc(ana, creature(game, WOLF, 68, 50)) == (False, [Says(Font.FIGHT)])
    near = creature(game, WOLF, 67, 50)
    assert attempt_npc(ana, near) == (True, [])
    ana.player.in_consultation = True
    assert attempt_npc(ana, near) == (False, [Says(Font.INFO)])
    ana.player.in_consultation, ana.player.privileges = False, Privilege.CONSEJERO
    assert attempt_npc(ana, near) == (False, [])


def test_guards_of_ones_own(game: GameFixture) -> None:
    ana, eva = pair(game)
    chaos(ana)
    assert attempt_npc(ana, creature(game, replace(COCK, type=8), 51, 50)) == (False, [Says(Font.INFO)])
    guard = creature(game, replace(COCK, type=2), 51, 51)
    royal(eva)
    assert attempt_npc(eva, guard) == (False, [Says(Font.INFO)])
    eva.player.record.faction = Faction()
    assert attempt_npc(eva, guard) == (False, [Says(Font.INFO, "seguro")])
    eva.player.safe_mode = False
    allowed, read = attempt_npc(eva, guard)
    assert allowed
    assert read[0] == Says(Font.INFO, "criminal")
    assert is_criminal(eva.player)


def test_peaceful_creatures_cost_a_citizen_its_name(game: GameFixture) -> None:
    ana, eva = pair(game)
    cock = creature(game, COCK, 51, 50)
    royal(eva)
    assert attempt_npc(eva, cock) == (False, [Says(Font.INFO)])
    allowed, read = attempt_npc(ana, cock)
    assert allowed
    assert read == [Says(Font.INFO), msg.nobility_lost()]
    assert ana.player.record.reputation.bandit == 1_000
    criminal(eva)
    eva.player.record.faction = Faction()
    assert attempt_npc(eva, cock) == (True, [])


def pet_of(game: GameFixture, master: Client) -> Npc:
    pet = creature(game, WOLF, 51, 51)
    pet.master = master.player
    master.player.pets.append(pet)
    return pet


def test_pets_are_protected_as_their_masters_are(game: GameFixture) -> None:
    ana, eva = pair(game)
    pet = pet_of(game, eva)
    ana.player.safe_mode = True
    assert attempt_npc(ana, pet) == (False, [Says(Font.INFO, "seguro")])
    ana.player.safe_mode = False
    royal(ana)
    assert attempt_npc(ana, pet) == (False, [Says(Font.INFO)])
    ana.player.record.faction = Faction()
    assert attempt_npc(ana, pet)[0] is True
    assert is_criminal(ana.player)
    ana.player.safe_mode = True
    assert attempt_npc(ana, pet) == (False, [Says(Font.INFO, "seguro")])
    chaos(ana, eva)
    assert attempt_npc(ana, pet) == (False, [Says(Font.INFO, "Legión")])


def owned(game: GameFixture, owner: Client) -> Npc:
    wolf = creature(game, WOLF, 51, 50)
    assert attempt_npc(owner, wolf) == (True, [])
    assert wolf.owner is owner.player
    return wolf


def test_who_shares_or_is_of_the_same_clan_fights_it_too(game: GameFixture) -> None:
    ana, eva = pair(game)
    wolf = owned(game, ana)
    ana.player.sharing_with = eva.player
    assert attempt_npc(eva, wolf) == (True, [])
    ana.player.sharing_with = None
    ana.player.record.guild.guild = eva.player.record.guild.guild = 3
    assert attempt_npc(eva, wolf) == (True, [])
    assert wolf.owner is ana.player


def test_a_citizens_creature(game: GameFixture) -> None:
    ana, eva = pair(game)
    wolf = owned(game, ana)
    assert attempt_npc(eva, wolf) == (False, [Says(Font.INFO, "seguro")])
    royal(ana, eva)
    assert attempt_npc(eva, wolf)[0] is False
    assert attempt_npc(eva, wolf, paralysing=True) == (True, [])
    wolf.paralysed = True
    assert attempt_npc(eva, wolf, paralysing=True)[0] is False
    eva.player.record.faction = ana.player.record.faction = Faction()
    criminal(eva)
    assert attempt_npc(eva, wolf) == (False, [Says(Font.INFO, "seguro")])
    assert attempt_npc(eva, wolf, paralysing=True) == (True, [])
    eva.player.safe_mode = False
    assert attempt_npc(eva, wolf) == (True, [])
    chaos(ana, eva)
    assert attempt_npc(eva, wolf) == (False, [Says(Font.INFO, "Legión")])


def test_who_robs_two_owners_waits_for_the_end_of_the_punishment(game: GameFixture) -> None:
    ana, eva = pair(game)
    wolf = owned(game, ana)
    eva.player.safe_mode = False
    eva.player.retaliator = "OTRA"
    assert attempt_npc(eva, wolf) == (False, [Says(Font.INFO, "castigo")])


def test_criminals_own_nothing_but_the_legion_does(game: GameFixture) -> None:
    ana, eva = pair(game)
    criminal(ana)
    wolf = creature(game, WOLF, 51, 50)
    assert attempt_npc(ana, wolf) == (True, [])
    assert wolf.owner is None
    chaos(ana)
    attempt_npc(ana, wolf)
    assert wolf.owner is ana.player
    dragon = creature(game, replace(WOLF, type=6), 52, 50)
    attempt_npc(eva, dragon)
    assert dragon.owner is None
    other = creature(game, WOLF, 52, 51)
    attempt_npc(eva, other, by_pet=True)
    assert other.owner is None
    attempt_npc(ana, other, paralysing=True)
    assert (other.owner, wolf.owner) == (None, ana.player)
    attempt_npc(ana, other)
    assert (other.owner, wolf.owner) == (ana.player, None)


@pytest.mark.parametrize("number", [2, 3])
def test_where_creatures_belong_to_nobody(game: GameFixture, number: int) -> None:
    ana, _eva = pair(game, number)
    wolf = creature(game, WOLF, 51, 50)
    wolf.map = number
    attempt_npc(ana, wolf)
    assert wolf.owner is None
