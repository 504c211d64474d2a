"""The records that the staff keeps of players, and who is being checked while he works.  Source: 10-gm-admin §4.11."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from kit.game import a_record, only
from kit.staff import a_staffed_game

from pyao.protocol import gm_commands as g
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kit.game import Client
    from kit.staff import Staffed

    from pyao.protocol.message import Message


@pytest.fixture
def game() -> Iterator[Staffed]:
    with a_staffed_game() as fixture:
        yield fixture


def info(*texts: str) -> list[Message]:
    return [msg.console_msg(text, Font.INFO) for text in texts]


def boxes_and_lines(client: Client) -> tuple[int, list[Message]]:
    """How many dialogs came before all else, and the rest."""
    seen = client.takes()
    boxes = [one for one in seen if one.id is S.SHOW_MESSAGE_BOX]
    assert seen[: len(boxes)] == boxes
    return len(boxes), seen[len(boxes) :]


def test_gmc_39_records_of_players(game: Staffed) -> None:
    for name in ("Ana", "Beto"):
        game.save(a_record(name, (1, 50, 50)))
    sara, adan, dina = (game.gm(name, at=(1, 50 + 3 * k, 50)) for k, name in enumerate(("Sara", "Adan", "Dina")))
    coco, delia = game.gm("Coco", at=(2, 50, 50)), game.gm("Delia", at=(2, 60, 50))
    game.reads_all()
    sara.sends(g.RecordListRequest())
    sara.sees()
    sara.talks("/segadd ana@mira")
    sara.talks("/segadd beto@mira")
    sara.takes()
    sara.sends(g.RecordAdd("nadie", "x"))
    assert boxes_and_lines(sara) == (1, [])
    sara.sends(g.RecordAdd("coco", "x"))
    sara.sees(*info("1 ANA", "2 BETO", "3 COCO"))
    for one in (sara, adan):
        one.sends(g.RecordRemove(1))
        assert boxes_and_lines(one) == (1, [])
    sara.sends(g.RecordListRequest())
    sara.sees(*info("1 ANA", "2 BETO", "3 COCO"))
    dina.sends(g.RecordRemove(1))
    assert boxes_and_lines(dina) == (1, info("1 BETO", "2 COCO"))
    sara.sends(g.RecordAddObs(9, "x"), g.RecordAddObs(0, "x"), g.RecordDetailsRequest(9), g.RecordRemove(0))
    sara.sees()
    sara.talks("/segobs 1 vende [cosas]")
    lines = only(sara.takes(), "CONSOLE_MSG")
    assert lines[-1] == msg.console_msg("SARA> vende [lb]cosas]", Font.INFO)
    for packet in (
        g.RecordAdd("Ana", "x"),
        g.RecordAddObs(1, "x"),
        g.RecordRemove(1),
        g.RecordListRequest(),
        g.RecordDetailsRequest(1),
    ):
        for one in (coco, delia):
            one.sends(packet)
            one.sees()
    assert len(game.world.user_records) == 2


def test_who_is_being_checked_is_marked(game: Staffed) -> None:
    coco, ana, beto = (game.gm(name, at=(1, 50 + 3 * k, 50)) for k, name in enumerate(("Coco", "Ana", "Beto")))
    ana.player.working = beto.player.working = 3
    post = game.world.sentinels.posts[0]
    post.player, post.active = beto.player, True
    coco.takes()
    coco.talks("/trabajando")
    coco.sees(*info("Usuarios trabajando: Ana, Beto (*)"))
