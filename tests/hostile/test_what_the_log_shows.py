"""Nothing that may be a password is ever logged, and nothing that a stranger sends makes a long line."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest
from kit.chaos import Scribbler
from kit.server import running
from kit.strangers import Stranger
from kit.web import a_site
from kit.worlds import content, plain_map
from structlog.testing import capture_logs

from pyao.network import evidence
from pyao.protocol import client_packets as c
from pyao.protocol.client_packets import CLIENT_PACKETS
from pyao.protocol.peer import encode_client
from pyao.server import log_bounds
from pyao.server.log_bounds import LINES
from pyao.server.logs import set_up_logs
from pyao.server.settings import LogSettings
from pyao.server.world_host import ServerHost
from pyao.tasks.rates import LOGINS

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


FORMS = pytest.mark.parametrize("form", ["console", "json"])
HUGE = "\x01\x02" * 4_500


@FORMS
async def test_a_stranger_who_types_a_huge_name_makes_few_short_lines(
    form: Literal["console", "json"], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A refused creation leaves the connection open; 40 of them a second once made 40 MB of log a second."""
    async with running(monkeypatch, content(plain_map(1))) as server:
        set_up_logs(LogSettings(format=form))
        creation = encode_client(c.LoginNewChar(HUGE, "zz", 0, 13, 0, 1, 1, 3, 1, "a@b.c", 1))
        stranger = await Stranger.from_address(server, "127.0.7.1")
        with suppress(ConnectionError):
            stranger.sends(creation * 3 * LOGINS.credit)
        while await stranger.hears():
            pass
        stranger.leaves()
        another = await Stranger.from_address(server, "127.0.7.2")
        another.sends(c.LoginExistingChar(HUGE, "zz", 0, 13, 0))
        assert await another.refusal() == "Nombre inválido."
        another.leaves()
        lines = capfd.readouterr().err.splitlines()
        assert LOGINS.credit + 2 <= len(lines) <= LOGINS.credit + 5, "one for each, and one that says why it ended"
        assert max(map(len, lines)) < 400
        assert server.game.surplus[LOGINS] == 1


@FORMS
async def test_what_is_no_request_makes_a_short_line(
    form: Literal["console", "json"], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """By itself the HTTP server writes a traceback with what was sent."""
    async with a_site(monkeypatch) as it:
        set_up_logs(LogSettings(format=form))
        for wrong in (b"GET / HTTP/1.1\r\nA" + b"\x01" * 8_000 + b"\r\n\r\n", b"GET / HTTP/9" * 600 + b"\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", it.site.port)
            writer.write(wrong)
            assert (await reader.read()).startswith(b"HTTP/1.")
            writer.close()
        lines = capfd.readouterr().err.splitlines()
        assert 1 <= len(lines) <= 2
        assert all("could not be read" in line and len(line) < 400 for line in lines)


def test_no_packet_of_a_player_makes_many_lines_or_long_ones(
    game: GameFixture, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(log_bounds, "stopwatch_s", lambda: 1_000.0)
    monkeypatch.setattr(game.host, "note", partial(ServerHost.note, cast("ServerHost", game.host)))
    set_up_logs(LogSettings(format="json"))
    scribbler = Scribbler(7)
    ana = game.player("Ana", at=(1, 50, 50), ip="198.51.100.7")
    for kind in CLIENT_PACKETS.values():
        for _again in range(3):
            if game.world.online.get("ANA") is None or ana.closed:
                game.ticks(300)
                ana = game.connect(ip="198.51.100.7")
                ana.logs_in("Ana")
            packet: Any = scribbler.packet_of(kind)
            texts = {field: "x" * 9_000 for field, value in asdict(packet).items() if isinstance(value, str)}
            ana.transport.send(encode_client(replace(packet, **texts)) * (LINES.credit if not texts else 2))
            game.run()
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert len(lines) > LINES.credit
    assert max(Counter(line["event"] for line in lines).values()) <= LINES.credit
    assert max(len(str(line)) for line in lines) < log_bounds.LONGEST_VALUE + 300
