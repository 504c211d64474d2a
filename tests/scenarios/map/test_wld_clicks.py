"""Clicks: looking at players, things and creatures; what nobles and priests answer.  Source: 03-world."""

from __future__ import annotations

from typing import Any

import pytest
from kit.game import GameFixture, a_game, ids, only
from kit.town import APPLE, CLOSED, town
from kit.worlds import content, plain_map

from pyao.content.enums import City, MapRestriction, PlayerClass, Skill
from pyao.content.npcs import NpcDef, NpcType
from pyao.protocol import client_packets as c
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.combat import owning
from pyao.rules.creatures.population import put_npc
from pyao.world.record import Faction, Reputation

CRIMINAL = Reputation(bandit=10_000)
NOBLE_CASES: list[tuple[int, dict[str, Any], bool, str]] = [
    (0, {}, False, "Bienvenido"),
    (0, {"faction": Faction(royal_army=True)}, False, "Bienvenido"),
    (0, {"faction": Faction(chaos_legion=True), "reputation": CRIMINAL}, True, "esbirros"),
    (0, {"reputation": CRIMINAL}, False, "volvé a verme"),
    (0, {"reputation": CRIMINAL, "faction": Faction(citizens_killed=1)}, False, "nunca"),
    (0, {"reputation": CRIMINAL, "faction": Faction(reenlistments=5)}, False, "nunca"),
    (1, {"reputation": CRIMINAL}, False, "Bienvenido"),
    (1, {"faction": Faction(royal_army=True)}, True, "perros"),
    (1, {}, False, "volvé a verme"),
    (1, {"faction": Faction(royal_initial_exp_received=True)}, False, "nunca"),
    (1, {"faction": Faction(reenlistments=5)}, False, "nunca"),
]


def test_looking_at_players(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    beto = game.player("Beto", at=(1, 52, 50), level=5, description="Guarda")
    ana.takes()
    ana.sends(c.LeftClick(52, 49))
    ana.sees(msg.console_msg("Ves a Beto <NEWBIE> - Guarda <CIUDADANO>", Font.CITIZEN))
    assert ana.player.targets.slot == beto.player.slot
    beto.player.record.faction.royal_army, beto.player.record.faction.royal_rewards = True, 6
    beto.player.record.level = 30
    ana.sends(c.LeftClick(52, 50))
    ana.sees(msg.console_msg("Ves a Beto <Ejército Real> <Capitán> - Guarda <CIUDADANO>", Font.CITIZEN))
    beto.player.gm_description = "Nadie"
    ana.sends(c.LeftClick(52, 50))
    ana.sees(msg.console_msg("Nadie", Font.INFO_BOLD))
    ana.sends(c.LeftClick(55, 50))
    ana.sees(msg.dont_see_anything())
    assert ana.player.targets.slot == 0


def test_looking_at_things() -> None:
    with a_game(town(objects={(51, 50): (CLOSED, 1), (60, 50): (APPLE, 7)})) as game:
        ana = game.player("Ana", at=(1, 54, 52))
        ana.sends(c.LeftClick(50, 50))
        ana.sees(msg.console_msg("Puerta", Font.INFO))
        ana.sends(c.LeftClick(60, 50))
        ana.sees(msg.console_msg("Manzana - 7", Font.INFO))
        ana.sends(c.LeftClick(59, 50))
        ana.sees(msg.dont_see_anything())
        assert ana.player.targets.item == 0


def test_looking_at_creatures() -> None:
    with a_game(content(plain_map(1)), gods=("LUZ",)) as game:
        ana, luz = game.player("Ana", at=(1, 50, 50)), game.player("Luz", at=(1, 50, 51))
        wolf = put_npc(game.world, NpcDef(id=501, name="Lobo", min_hp=74, max_hp=100), 1, (52, 50))
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("(Dudoso) Lobo", Font.INFO))
        owning.acquire(game.world, ana.player, wolf)
        wolf.first_attacked_by = "Ana"
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("(Dudoso) Lobo le pertenece a Ana.", Font.INFO))
        luz.sends(c.LeftClick(52, 50))
        luz.sees(
            msg.console_msg("(74/100) Lobo le pertenece a Ana.", Font.INFO),
            msg.console_msg("Le pegó primero: Ana.", Font.INFO),
        )
        ana.player.record.skills[Skill.SUPERVIVENCIA - 1].level = 60
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("(74/100) Lobo le pertenece a Ana.", Font.INFO))
        ana.player.record.dead = luz.player.record.dead = True
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("Lobo le pertenece a Ana.", Font.INFO))
        luz.sends(c.LeftClick(52, 50))
        assert luz.takes()[0] == msg.console_msg("(74/100) Lobo le pertenece a Ana.", Font.INFO)
        ana.player.record.dead = luz.player.record.dead = False
        ana.player.record.skills[Skill.SUPERVIVENCIA - 1].level = 0
        wolf.master = ana.player
        ana.sends(c.LeftClick(52, 50))
        ana.sees(msg.console_msg("(Dudoso) Lobo es mascota de Ana.", Font.INFO))
        wolf.master = None
        assert (ana.player.targets.npc, ana.player.targets.slot, ana.player.targets.item) == (wolf.char, 0, 0)


@pytest.mark.parametrize(("side", "changes", "deadly", "words"), NOBLE_CASES)
def test_nobles_receive_each_as_he_deserves(side: int, changes: dict[str, Any], deadly: bool, words: str) -> None:
    noble = NpcDef(id=72, name="Rey", type=NpcType.NOBLE, faction=side, description="Bienvenido, amigo.")
    with a_game(content(plain_map(1)), gods=("LUZ",)) as game:
        npc = put_npc(game.world, noble, 1, (52, 50))
        ana = game.player("Ana", at=(1, 50, 50), **changes)
        luz = game.player("Luz", at=(1, 50, 51), **changes)
        for client, dies in ((ana, deadly), (luz, False)):
            client.sends(c.LeftClick(52, 50))
            said = only(client.takes(), "CHAT_OVER_HEAD")
            assert client.player.dead is dies
            assert [(one.fields["char"], words in one.fields["text"]) for one in said] == [(npc.char, True)]
        ana.sends(c.LeftClick(52, 50))
        assert len(ana.takes()) == 1


def test_choosing_a_home_and_being_refused_the_way() -> None:
    maps = (plain_map(1), plain_map(2, restriction=MapRestriction.NEWBIE))
    cities = {City.ULLATHORPE: (1, 58, 45), City.NIX: (2, 44, 88)}
    with a_game(content(*maps, cities=cities)) as game:
        ana = game.player("Ana", at=(1, 50, 50), player_class=PlayerClass.WARRIOR)
        ana.sends(c.Home())
        assert ids(ana.takes()) == [S.CONSOLE_MSG]
        governor = put_npc(game.world, NpcDef(id=9, type=NpcType.GOBERNADOR, city=2), 1, (52, 50))
        ana.player.targets.npc = governor.char
        for _time in range(2):
            ana.sends(c.Home())
            (said,) = ana.takes()
            assert said.fields["char"] == governor.char
        assert ana.player.record.home == City.NIX
        ghost = game.player("Eva", at=(2, 50, 50), dead=True)
        ghost.sends(c.Home())
        (told,) = ghost.takes()
        assert told.fields["font"] == Font.FIGHT
        away = game.player("Luz", at=(1, 60, 60), dead=True, home=City.NIX, level=10)
        away.sends(c.Home())
        assert only(away.takes(), "HOME") == [msg.home(0, 0, "Mapa 2")]
        away.sends(c.Home())
        away.sees(msg.cancel_home())
        game.ticks(5)
        assert away.place == (1, 60, 60)


def test_the_prison_is_the_sentence_and_not_its_map() -> None:
    with a_game(content(plain_map(1), plain_map(66), cities={City.ULLATHORPE: (1, 58, 45)})) as game:
        ghost = game.player("Ana", at=(66, 50, 50), dead=True, home=1, jail_minutes=1)
        ghost.sends(c.Home())
        assert only(ghost.takes(), "HOME") == []
        ghost.player.record.jail_minutes = 0
        ghost.sends(c.Home())
        assert len(only(ghost.takes(), "HOME")) == 1


def test_the_living_choose_a_home_by_another_word() -> None:
    """The client keeps `/hogar` from them; the governor tells the other one."""
    with a_game(content(plain_map(1), cities={City.NIX: (1, 44, 88)})) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        ana.talks("/domicilio")
        assert ids(ana.takes()) == [S.CONSOLE_MSG]
        governor = NpcDef(id=9, type=NpcType.GOBERNADOR, city=2, description="¡Buen día!")
        put_npc(game.world, governor, 1, (52, 50))
        ana.sends(c.LeftClick(52, 50))
        greeting, hint = ana.takes()
        assert (greeting.id, "/DOMICILIO" in hint.fields["text"]) == (S.CHAT_OVER_HEAD, True)
        ana.talks("/domicilio")
        assert ids(ana.takes()) == [S.CHAT_OVER_HEAD]
        assert ana.player.record.home == City.NIX
