"""What game masters change of maps.

Source: 10-gm-admin §4.8, §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from kit.fights import Says
from kit.game import Client, GameFixture, a_game, a_record, only
from kit.worlds import content, plain_map

from pyao.content.enums import Heading, MapRestriction, Terrain
from pyao.network.settings import NetworkSettings
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.server.map_change_archive import MapChangeArchive

if TYPE_CHECKING:
    from collections.abc import Iterator

STAFF: dict[str, Any] = {"gods": ("DINA",), "demigods": ("SARA",)}


@pytest.fixture
def game() -> Iterator[GameFixture]:
    with a_game(content(plain_map(1), plain_map(2)), **STAFF) as game:
        yield game


@pytest.fixture
def dina(game: GameFixture) -> Client:
    return game.player("Dina", at=(2, 50, 50))


def test_gmc_25_triggers_and_blocks(game: GameFixture, dina: Client) -> None:
    ana, far = game.player("Ana", at=(2, 90, 90)), game.player("Eva", at=(1, 50, 50))
    dina.sends(g.SetTrigger(4))
    dina.sees(Says(Font.INFO, "Trigger 4 en el mapa 2 (50,50)"))
    dina.sends(g.SetTrigger(7), g.AskTrigger())
    dina.sees(Says(Font.INFO, "Trigger 4 en el mapa 2 (50,50)"))
    assert game.world.maps[2].trigger(50, 50) == 4
    assert game.world.maps[2].trigger(51, 50) == 0

    dina.sends(g.TileBlockedToggle())
    ana.sees(msg.block_position(50, 50, True))
    far.sees()
    dina.sends(g.WarpChar("Eva", 2, 60, 60))
    assert only(far.takes(), "BLOCK_POSITION") == [msg.block_position(50, 50, True)]
    dina.sends(g.TileBlockedToggle())
    ana.sees_among(msg.block_position(50, 50, False))
    late = game.player("Beto", at=(2, 55, 55))
    assert late.place == (2, 55, 55)


def test_a_newcomer_is_told_of_blocked_tiles(game: GameFixture, dina: Client) -> None:
    dina.sends(g.TileBlockedToggle())
    beto = game.connect()
    game.save(a_record("Beto", (2, 60, 60)))
    beto.logs_in("Beto")
    assert only(beto.takes(), "BLOCK_POSITION") == [msg.block_position(50, 50, True)]


def test_gmc_26_a_map_is_made_safe_for_good(game: GameFixture, dina: Client) -> None:
    assert not game.world.maps[2].definition.safe
    dina.talks("/modmapinfo pk 0")
    dina.sees(Says(Font.INFO, "Mapa 2: PK = 0"))
    assert game.world.maps[2].definition.safe
    ana, beto = game.player("Ana", at=(2, 60, 60)), game.player("Beto", at=(2, 61, 60))
    ana.player.safe_mode = False
    ana.sends(c.ChangeHeading(Heading.EAST), c.Attack())
    assert beto.player.record.vitals.hp == beto.player.record.vitals.max_hp

    archive = MapChangeArchive(game.world, game.saver)
    archive.keep()
    game.loop.run_until_complete(game.saver.flush())
    with a_game(content(plain_map(1), plain_map(2)), store=game.store) as restarted:
        restarted.loop.run_until_complete(MapChangeArchive(restarted.world, restarted.saver).open())
        assert restarted.world.maps[2].definition.safe
        assert not restarted.world.map_changes.unsaved


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("backup 1", "backup", True),
        ("restringir armada", "restriction", MapRestriction.ARMADA),
        ("magiassinefecto 1", None, None),
        ("magiasinefecto 1", "no_magic", True),
        ("magiasinefecto si", "no_magic", False),
        ("terreno nieve", "terrain", Terrain.NIEVE),
        ("zona dungeon", "zone", "DUNGEON"),
        ("robonpc 1", "npc_theft", True),
        ("ocultarsinefecto 1", "no_hiding", True),
        ("invocarsinefecto 1", "no_summoning", True),
        ("magiasinefecto", None, None),
        ("resusinefecto 1", "no_resurrection", True),
        ("invisinefecto 1", "no_invisibility", True),
        ("pk si", "safe", True),
    ],
)
def test_each_property_can_be_typed(
    game: GameFixture, dina: Client, typed: str, field: str | None, value: object
) -> None:
    before = game.world.maps[2].definition
    dina.talks(f"/modmapinfo {typed}")
    if field is None:
        assert len(only(dina.takes(), "CONSOLE_MSG")) == 1
        assert game.world.maps[2].definition is before
    else:
        assert getattr(game.world.maps[2].definition, field) == value


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("restringir nadie", ["Opciones de RESTRINGIR"]),
        ("terreno lava", ["TERRENO: BOSQUE", "frío"]),
        ("zona lava", ["ZONA: BOSQUE", "fogatas"]),
    ],
)
def test_what_a_property_cannot_be_is_refused_with_its_choices(
    game: GameFixture, dina: Client, typed: str, lines: list[str]
) -> None:
    before = game.world.maps[2].definition
    dina.talks(f"/modmapinfo {typed}")
    dina.sees(*(Says(Font.INFO, line) for line in lines))
    assert game.world.maps[2].definition is before
    assert not game.world.map_changes.unsaved


def test_magic_is_forbidden_by_the_originals_packet_too() -> None:
    network = NetworkSettings(gm_numbering="original")
    with a_game(content(plain_map(1)), network=network, **STAFF) as game:
        dina, sara = game.player("Dina", at=(1, 50, 50)), game.player("Sara", at=(1, 60, 60))
        sara.sends(g.ChangeMapInfoNoMagic(True))
        assert not game.world.maps[1].definition.no_magic
        dina.takes()
        dina.sends(g.ChangeMapInfoNoMagic(True))
        dina.sees(Says(Font.INFO, "MAGIASINEFECTO = 1"))
        assert game.world.maps[1].definition.no_magic


def test_a_map_is_saved_at_an_order(game: GameFixture, dina: Client) -> None:
    dina.sends(g.SaveMap())
    dina.sees(Says(Font.INFO, "mapa 2"))
    assert game.host.maps_saved == [2]
