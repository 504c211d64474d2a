"""Nothing that may be a password is ever logged, and nothing that a stranger sends makes a long line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from pyao.network import evidence
from pyao.protocol import client_packets as c
from pyao.protocol.peer import encode_client

if TYPE_CHECKING:
    from kit.game import GameFixture

LOGIN = encode_client(c.LoginExistingChar("Ana", "secreto", 0, 13, 0))
NEW = encode_client(c.LoginNewChar("Ana", "secreto", 0, 13, 0, 1, 1, 1, 5, "a@b.c", 1))
LETTERS = b"secreto"


@pytest.mark.parametrize("packet", [LOGIN, NEW])
def test_a_login_behind_any_wrong_byte(game: GameFixture, packet: bytes) -> None:
    for wrong in {*range(256)} - {c.ThrowDices.id}:  # which is right in front of both
        stranger = game.connect()
        with capture_logs() as lines:
            stranger.sends(bytes([wrong]) + packet)
            stranger.cuts()
        data = "".join(str(line.get("data", "")) for line in lines)
        assert not [at for at in range(len(LETTERS) - 1) if LETTERS[at : at + 2].hex() in data], lines
        assert "secreto" not in str(lines).lower()


def test_a_changed_password_behind_wrong_bytes() -> None:
    changed = encode_client(c.ChangePassword("secreto", "nuevo"))
    for wrong in (b"\xff", b"\x82\x01", b"\x7a\xff\xff"):
        shown = evidence.of_bytes(wrong + changed, playing=True)["data"]
        assert LETTERS[:2].hex() not in shown
        assert shown.endswith("…")


def test_a_long_packet_makes_a_short_line(game: GameFixture) -> None:
    ana = game.player("Ana", at=(1, 50, 50))
    shown = evidence.of_packet(c.Talk("x" * 10_000), game.network.gm_numbering, playing=True)
    assert len(str(shown)) < 400
    with capture_logs() as lines:
        ana.sends(b"\xff" + b"x" * 9_000)
    assert len(str(lines)) < 400
