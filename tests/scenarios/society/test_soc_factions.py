"""The Royal Army and the Dark Legion.  Source: 11-social §5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import CRIMINAL, Says, Speech, battlefield, wearing
from kit.game import Client, GameFixture, a_game, ids, only
from kit.guilds import guild_with
from kit.worlds import plain_map

from pyao.content.balance import Balance
from pyao.content.enums import ObjectType, PlayerClass, Race
from pyao.content.factions import CHAOS_LADDER, ROYAL_LADDER, FactionArmours
from pyao.content.items import ItemDef
from pyao.content.npcs import NpcDef, NpcType
from pyao.protocol import client_packets as c
from pyao.protocol.enums import Font, GuildAlignment
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.rules.factions.armies import Army
from pyao.rules.factions.rewards import armour_amounts
from pyao.rules.society.deeds import become_criminal
from pyao.world.ledger import Reason, held_in
from pyao.world.record import Faction, Reputation

if TYPE_CHECKING:
    from collections.abc import Iterator

KING = NpcDef(id=72, name="Rey", type=NpcType.NOBLE, faction=0, description="Soy el rey.")
DEMON = NpcDef(id=98, name="Demonio", type=NpcType.NOBLE, faction=1, description="Soy el demonio.")
ROYAL_TALL, ROYAL_SHORT = (675, 521, 629), (676, 492, 681)
CHAOS_TALL, CHAOS_SHORT = (801, 802, 803), (804, 805, 806)
ITEMS = {
    number: ItemDef(number, f"Armadura {number}", number, ObjectType.ARMADURA, royal=royal, chaos=1 - royal)
    for numbers, royal in ((ROYAL_TALL, 1), (ROYAL_SHORT, 1), (CHAOS_TALL, 0), (CHAOS_SHORT, 0))
    for number in numbers
}
REWARDS = (
    *(5000, 7500, 10000, 20000, 25000, 30000, 40000, 50000, 60000, 70000, 80000, 100000, 150000, 220000, 340000),
)
NOBLE: dict[str, Any] = {"reputation": Reputation(noble=1_000_000)}
WORTHY: dict[str, Any] = {"level": 25, "faction": Faction(criminals_killed=30), **NOBLE}
WICKED: dict[str, Any] = {"level": 25, "faction": Faction(citizens_killed=70), **CRIMINAL}
NO_EXP = {"exp_next": 10**7}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    armours = FactionArmours(ROYAL_TALL, ROYAL_SHORT, CHAOS_TALL, CHAOS_SHORT)
    world = battlefield(
        plain_map(1),
        npcs={72: KING, 98: DEMON},
        items=ITEMS,
        balance=Balance(faction_rewards=REWARDS, life=dict.fromkeys(PlayerClass, 10.0)),
        faction_armours={PlayerClass.WARRIOR: armours},
    )
    with a_game(world, gods=("DINA",)) as one:
        put_npc(one.world, KING, 1, (50, 48))
        put_npc(one.world, DEMON, 1, (54, 48))
        yield one
        assert one.world.ledger.check(held_in(one.world)) == {}


def comes(game: GameFixture, name: str = "Ana", **changes: Any) -> Client:
    client = game.player(name, at=(1, 52, 50), **(NO_EXP | changes))
    for one in game.clients:
        one.takes()
    return client


def before(client: Client, noble: NpcDef) -> int:
    """Select the King or the Demon; gives its char."""
    here = client.game.world.maps[1]
    npc = next(one for one in here.npcs.values() if one.definition.id == noble.id)
    client.player.targets.npc = npc.char
    return npc.char


def bag(client: Client) -> list[tuple[int, int]]:
    return [(one.item, one.amount) for one in client.player.record.inventory if one]


def test_soc_26_enlisting_with_the_king(game: GameFixture) -> None:
    ana = comes(game, **WORTHY)
    king = before(ana, KING)
    ana.sends(c.Enlist())
    seen = ana.sees_among(Speech(king, "Bienvenido"), Says(Font.FIGHT, "5000"))
    assert ids(seen).count(S.UPDATE_USER_STATS) == 1
    faction = ana.player.record.faction
    assert (faction.royal_army, faction.reenlistments, faction.royal_rewards, faction.next_reward) == (True, 1, 0, 70)
    assert (faction.royal_armour_received, faction.royal_initial_exp_received) == (True, True)
    assert (faction.entry_level, faction.entry_date, faction.entry_kills) == (25, "05/01/2026", 0)
    assert bag(ana) == [(675, 10), (521, 2), (629, 1)]
    assert ana.player.record.exp == 5_000
    assert sum(game.world.ledger.take_entries()[Reason.FACTION, item].born for item in (675,)) == 10


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"faction": Faction(royal_army=True)}, "Ya sos"),
        ({"faction": Faction(chaos_legion=True)}, "insolente"),
        (CRIMINAL, "criminales"),
        ({"faction": Faction(criminals_killed=29)}, "30 criminales"),
        ({"level": 24}, "nivel 25"),
        ({"faction": Faction(criminals_killed=30, citizens_killed=1)}, "inocente"),
        ({"faction": Faction(criminals_killed=30, reenlistments=5)}, "demasiadas"),
        ({"reputation": Reputation(noble=999_999)}, "más noble"),
    ],
)
def test_whom_the_king_does_not_take(game: GameFixture, changes: dict[str, Any], words: str) -> None:
    ana = comes(game, **(WORTHY | changes))
    king = before(ana, KING)
    ana.sends(c.Enlist())
    ana.sees(Speech(king, words))
    assert bag(ana) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reputation": Reputation(noble=1)}, "bufón"),
        ({"faction": Faction(chaos_legion=True)}, "Ya sos"),
        ({"faction": Faction(royal_army=True)}, "esbirro"),
        ({"faction": Faction(royal_initial_exp_received=True)}, "insecto"),
        ({"faction": Faction(citizens_killed=69)}, "70 ciudadanos"),
        ({"level": 24}, "nivel 25"),
        ({"faction": Faction(citizens_killed=70, reenlistments=5)}, "demasiadas"),
        ({"faction": Faction(citizens_killed=70, reenlistments=200)}, "traidor"),
    ],
)
def test_whom_the_demon_does_not_take(game: GameFixture, changes: dict[str, Any], words: str) -> None:
    ana = comes(game, **(WICKED | changes))
    demon = before(ana, DEMON)
    ana.sends(c.Enlist())
    ana.sees(Speech(demon, words))
    assert bag(ana) == []


@pytest.mark.parametrize(("noble", "changes"), [(KING, WORTHY), (DEMON, WICKED)])
def test_members_of_neutral_guilds_are_not_taken(game: GameFixture, noble: NpcDef, changes: dict[str, Any]) -> None:
    guild_with(game, "Los Lobos", "Ana", alignment=GuildAlignment.NEUTRAL)
    ana = comes(game, **changes)
    ana.player.record.guild.guild = 1
    npc = before(ana, noble)
    ana.sends(c.Enlist())
    ana.sees(Speech(npc, "clan neutro"))


def test_enlisting_with_the_demon(game: GameFixture) -> None:
    ana = comes(game, race=Race.GNOME, **WICKED)
    demon = before(ana, DEMON)
    ana.talks("/enlistar")
    ana.sees_among(Speech(demon, "Bienvenido"), Says(Font.FIGHT, "5000"))
    faction = ana.player.record.faction
    assert (faction.chaos_legion, faction.next_reward, faction.chaos_rewards) == (True, 160, 0)
    assert (faction.chaos_armour_received, faction.entry_kills) == (True, 0)
    assert bag(ana) == [(804, 10), (805, 2), (806, 1)]


def test_nobles_listen_from_four_steps(game: GameFixture) -> None:
    ana = comes(game, **WORTHY)
    for packet in (c.Enlist(), c.Information(), c.Reward()):
        ana.player.targets.npc = 0
        ana.sends(packet)
        ana.sees(Says(Font.INFO, "seleccionar"))
        before(ana, KING)
        ana.player.y = 51
        ana.sends(packet)
        ana.sees(Says(Font.INFO, "lejos"))
        ana.player.y, ana.player.record.dead = 50, True
        ana.sends(packet)
        ana.sees()
        ana.player.record.dead = False
    cock = put_npc(game.world, NpcDef(id=2, name="Gallo"), 1, (53, 50))
    ana.player.targets.npc = cock.char
    ana.sends(c.Enlist())
    ana.sees()


def soldier(goal: int, rank: int, kills: int, **more: Any) -> Faction:
    return Faction(
        royal_army=True,
        next_reward=goal,
        royal_rewards=rank,
        criminals_killed=kills,
        royal_armour_received=True,
        **more,
    )


def test_soc_27_rising_in_the_army(game: GameFixture) -> None:
    ana = comes(game, race=Race.DWARF, level=26, faction=soldier(640, 5, 700))
    king = before(ana, KING)
    ana.sends(c.Reward())
    ana.sees(Speech(king, "falta 1 nivel"))
    assert ana.player.record.faction == soldier(640, 5, 700)
    ana.player.record.level = 27
    ana.sends(c.Reward())
    ana.sees_among(Speech(king, "Capitán"), Says(Font.FIGHT, "40000"))
    assert ana.player.record.faction == soldier(870, 6, 700)
    assert bag(ana) == [(676, 2), (492, 5), (681, 9)]
    assert ana.player.record.exp == 40_000


def test_every_rank_has_its_goal(game: GameFixture) -> None:
    """From enlisting to the last rank, and thanks after that."""
    for army, ladder, noble in ((Army.ROYAL, ROYAL_LADDER, KING), (Army.CHAOS, CHAOS_LADDER, DEMON)):
        faction = Faction(
            royal_army=army is Army.ROYAL,
            chaos_legion=army is Army.CHAOS,
            criminals_killed=50_000,
            citizens_killed=50_000,
            next_reward=ladder.ranks[1].kills,
        )
        standing = Reputation(noble=6_000_000) if army is Army.ROYAL else Reputation(bandit=6_000_000)
        ana = comes(game, army.name.capitalize(), level=50, faction=faction, exp=0, reputation=standing, player_class=1)
        ana.player.record.exp_next = 10**8
        before(ana, noble)
        for rank in range(1, 15):
            assert faction.next_reward == ladder.ranks[rank].kills
            ana.sends(c.Reward())
            assert army.rank(ana.player.record.faction) == rank
            faction = ana.player.record.faction
        assert faction.next_reward == ladder.last_goal
        assert ana.player.record.exp == sum(REWARDS[1:])
        ana.takes()
        ana.sends(c.Reward())
        ana.sees(Speech(ana.player.targets.npc, "ya no tengo"))
        faction.next_reward = 71
        ana.sends(c.Reward())
        ana.sees()
        faction.next_reward = 50_001
        for packet in (c.Reward(), c.Information()):
            ana.sends(packet)
            ana.sees(Speech(ana.player.targets.npc, "falta matar 1"))
        faction.next_reward = 71
        ana.sends(c.Information())
        ana.sees(Speech(ana.player.targets.npc, "Ya merecés"))
        army.enrol(faction, serves=False)
        for packet in (c.Reward(), c.Information()):
            ana.sends(packet)
            ana.sees(Speech(ana.player.targets.npc, "No pertenecés"))


def test_nobility_is_asked_after_the_level(game: GameFixture) -> None:
    ana = comes(game, level=34, faction=soldier(3500, 11, 3500), reputation=Reputation(noble=3_999_999))
    king = before(ana, KING)
    for level, words in ((34, "falta 1 nivel"), (35, "falta 1 punto de nobleza")):
        ana.player.record.level = level
        ana.sends(c.Reward())
        ana.sees(Speech(king, words))


def test_amounts_of_armours() -> None:
    assert [armour_amounts(rank) for rank in range(15)] == list(
        zip(
            (10, 7, 5, 4, 3, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1),
            (2, 4, 6, 8, 10, 6, 5, 4, 4, 3, 3, 3, 3, 3, 3),
            (1, 3, 4, 5, 7, 8, 9, 11, 12, 14, 15, 16, 18, 19, 20),
            strict=True,
        )
    )


def test_armours_that_the_bag_has_no_room_for_lie_on_the_ground(game: GameFixture) -> None:
    ana = comes(game, **WORTHY, **wearing(**dict.fromkeys(("armour",), 675)))
    ana.player.record.inventory[1:20] = [None] * 19
    for slot in range(1, 20):
        ana.player.record.inventory[slot] = type(ana.player.record.inventory[0])(676, 1)  # type: ignore[misc]
    game.world.ledger.item(Reason.GM, 676, 19)
    before(ana, KING)
    ana.sends(c.Enlist())
    ana.sees_among(Says(Font.FIGHT, "No podés cargar"), Says(Font.FIGHT, "No podés cargar"))
    assert bag(ana)[0] == (675, 11)
    lying = {(thing.item, thing.amount) for thing in game.world.maps[1].objects.values()}
    assert lying == {(521, 2), (629, 1)}


def test_soc_28_a_criminal_is_thrown_out_and_may_come_back(game: GameFixture) -> None:
    faction = soldier(210, 2, 150, reenlistments=1)
    ana = comes(game, level=30, faction=faction, **NOBLE, **wearing(armour=675))
    eva = comes(game, "Eva")
    become_criminal(game.world, ana.player)
    game.run()
    ana.sees_among(Says(Font.FIGHT, "expulsado"))
    assert S.CHARACTER_CHANGE in ids(eva.takes())
    assert not ana.player.record.faction.royal_army
    assert not ana.player.record.equipment.armour
    ana.player.record.reputation = Reputation(noble=1_000_000)
    king = before(ana, KING)
    ana.takes()
    ana.sends(c.Enlist())
    ana.sees(Speech(king, "Bienvenido"))
    after = ana.player.record.faction
    assert (after.royal_army, after.reenlistments, after.royal_rewards, after.next_reward) == (True, 2, 2, 210)
    assert bag(ana) == [(675, 1)]


@pytest.mark.parametrize(
    ("changes", "noble", "font", "words", "stays"),
    [
        ({"faction": Faction(royal_army=True)}, None, Font.FIGHT, "Te retiraste del ejército", False),
        ({"faction": Faction(chaos_legion=True), **CRIMINAL}, None, Font.FIGHT, "Te retiraste de la Legión", False),
        ({"faction": Faction(royal_army=True)}, DEMON, None, "perro", True),
        ({"faction": Faction(chaos_legion=True), **CRIMINAL}, KING, None, "esbirro", True),
        ({}, None, Font.FIGHT, "ninguna facción", False),
        ({}, KING, None, "ENLISTAR", False),
        (CRIMINAL, DEMON, None, "ENLISTAR", False),
        ({}, DEMON, None, "bufón", False),
        (CRIMINAL, KING, None, "criminal", False),
        ({"dead": True}, None, Font.INFO, "muerto", False),
    ],
)
def test_leaving_an_army(
    game: GameFixture, changes: dict[str, Any], noble: NpcDef | None, font: Font | None, words: str, *, stays: bool
) -> None:
    ana = comes(game, **changes)
    npc = before(ana, noble) if noble else 0
    ana.player.y = 60
    ana.sends(c.LeaveFaction())
    ana.sees(Says(font, words) if font is not None else Speech(npc, words))
    faction = ana.player.record.faction
    assert (faction.royal_army or faction.chaos_legion) is stays


def test_the_own_noble_says_goodbye(game: GameFixture) -> None:
    for name, noble, changes, words in (
        ("Ana", KING, {"faction": Faction(royal_army=True)}, "regresar"),
        ("Eva", DEMON, {"faction": Faction(chaos_legion=True), **CRIMINAL}, "arrastrándote"),
    ):
        client = comes(game, name, **changes)
        npc = before(client, noble)
        client.talks("/retirarfaccion")
        client.sees(Speech(npc, words), Says(Font.FIGHT, "Te retiraste"))


def test_soc_40_the_king_receives_his_enemies(game: GameFixture) -> None:
    ana = comes(game, faction=Faction(chaos_legion=True), **CRIMINAL)
    eva = comes(game, "Eva")
    dina = comes(game, "Dina", faction=Faction(chaos_legion=True))
    king = before(ana, KING)
    click = c.LeftClick(50, 48)
    ana.sends(click)
    seen = ana.takes()
    assert ana.player.dead
    assert seen[-1] == Speech(king, "esbirros")
    assert not only(eva.takes(), "CHAT_OVER_HEAD")
    ana.sends(click)
    ana.sees(Speech(king, "esbirros"))
    dina.takes()
    dina.sends(click)
    dina.sees(Speech(king, "esbirros"))
    leo = comes(game, "Leo", faction=Faction(citizens_killed=1), **CRIMINAL)
    leo.sends(click)
    leo.sees(Speech(king, "no tienen perdón"))
