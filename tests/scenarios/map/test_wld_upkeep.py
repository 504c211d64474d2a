"""Cleaning, guards on their posts, the world save and the saved maps.  Source: 03-world."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest
from kit.classic import classic_content, imported
from kit.game import a_game, ids
from kit.spec import CLASSIC, needs_classic
from kit.town import APPLE, FIRE, town
from kit.worlds import content, plain_map

from pyao.content.enums import Heading
from pyao.content.npcs import NpcDef
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.rules.creatures.population import put_npc
from pyao.rules.creatures.steps import step_npc
from pyao.rules.map import upkeep
from pyao.server.map_backup import from_backup
from pyao.storage.classic.findings import Findings
from pyao.storage.classic.map_files import read_contents, read_ground
from pyao.storage.classic.map_writer import contents_file, ground_file, properties_file

if TYPE_CHECKING:
    from pathlib import Path


def test_cleaning_puts_out_what_was_lit() -> None:
    with a_game(town(objects={(50, 50): (FIRE, 1), (51, 50): (FIRE, 1), (52, 50): (APPLE, 1)})) as game:
        ana = game.player("Ana", at=(1, 55, 50))
        game.world.fires = [(1, (50, 50)), (1, (52, 50))]
        upkeep.clean_world(game.world)
        assert game.world.maps[1].objects.keys() == {(51, 50), (52, 50)}
        ana.sees(msg.object_delete(50, 50))
        assert (game.world.fires, game.host.cleanings) == ([], 1)


def test_guards_go_back_to_their_posts() -> None:
    posted = NpcDef(id=6, name="Guardia", returns_to_post=True, min_hp=100, max_hp=100)
    with a_game(content(plain_map(1), npcs={6: posted}), cleanup_minutes=16, idle_limit_min=600) as game:
        guard = put_npc(game.world, posted, 1, (60, 60))
        guard.post = (60, 60)
        idler = put_npc(game.world, NpcDef(id=6, name="Guardia"), 1, (70, 60))
        step_npc(game.world, guard, Heading.EAST)
        guard.hp = 5
        game.passes(15 * 60_000)
        assert game.world.maps[1].npcs == {(61, 60): guard, (70, 60): idler}
        game.passes(60_000)
        assert game.world.maps[1].npcs.keys() == {(60, 60), (70, 60)}
        assert game.world.maps[1].npcs[60, 60].hp == 100
        assert game.world.maps[1].npcs[70, 60] is idler
        game.world.minute = game.settings.world_save_minutes - 1
        fresh = game.world.maps[1].npcs[60, 60]
        game.passes(60_000)
        assert game.world.maps[1].npcs[60, 60] is not fresh


def test_the_announced_world_save() -> None:
    with a_game(content(plain_map(1, backup=True), plain_map(2)), world_save_minutes=60, idle_limit_min=600) as game:
        ana = game.player("Ana", at=(1, 50, 50))
        game.world.minute = 58
        game.passes(60_000)
        (warning,) = ana.takes()
        assert warning.fields["font"] == Font.VENENO
        game.passes(60_000)
        assert ids(ana.takes())[:6] == [S.PAUSE_TOGGLE, *[S.CONSOLE_MSG] * 4, S.PAUSE_TOGGLE]
        assert game.host.maps_saved == [1]


@needs_classic
@pytest.mark.parametrize("number", [1, 34, 286])
def test_a_saved_map_reads_as_it_was(number: int, tmp_path: Path) -> None:
    with a_game(classic_content()) as game:
        here = game.world.maps[number]
        layers = [array("h", layer) for layer in imported().layers[number].layers]
        original = (CLASSIC / "Maps" / f"Mapa{number}.map").read_bytes()
        written = ground_file(here.definition, here.flags, layers)
        assert len(written) == len(original)
        assert written[273:] == original[273:]
        back, kept = (
            read_ground("a", written, Findings()),
            read_contents("b", contents_file(here, game.world.content), Findings()),
        )
        assert bytes(back.tiles) == bytes(here.flags)
        assert kept.exits == here.definition.exits
        assert sorted(kept.npcs) == sorted(here.definition.npcs)
        fires = {tile for tile, stack in here.objects.items() if stack.item == FIRE}
        assert kept.objects.keys() == here.objects.keys() - fires
        for ending, data in (("map", written), ("inf", contents_file(here, game.world.content))):
            (tmp_path / f"Mapa{number}.{ending}").write_bytes(data)
        (tmp_path / f"Mapa{number}.dat").write_bytes(properties_file(here.definition))
        again = from_backup(game.world.content, tmp_path).maps[number]
        if here.definition.backup:
            assert (again.name, again.safe, again.music) == (
                here.definition.name,
                here.definition.safe,
                here.definition.music,
            )
            assert (again.zone, again.terrain, again.restriction) == (
                here.definition.zone,
                here.definition.terrain,
                here.definition.restriction,
            )
        else:
            assert again is here.definition
