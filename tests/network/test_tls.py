"""The game over TLS: the same bytes and limits, certificates that are renewed, and whoever does not shake hands."""

from __future__ import annotations

import asyncio
import socket
import ssl
import subprocess
import warnings
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from kit.certificates import a_certificate, needs_openssl, put, trusting
from kit.game import PASSWORD
from kit.patience import PATIENCE_S
from kit.server import running
from kit.worlds import content, plain_map
from structlog.testing import capture_logs

from network.test_sockets import stored, until
from pyao.network import certificate as certificate_module
from pyao.network import tls_transport
from pyao.network.certificate import CertificateError, Files, ServerCertificate, read_certificate
from pyao.protocol import client_packets as c
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import decode_server, encode_client
from pyao.protocol.text import TextEncoding
from pyao.server import certificate_watch
from pyao.world.clock import DAY_S, since_1970_s

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pyao.protocol.message import Message
    from pyao.server.argentum_server import ArgentumServer

pytestmark = needs_openssl
WORLD = content(plain_map(1))
LOGIN = c.LoginExistingChar("Ana", PASSWORD, 0, 13, 0)


@asynccontextmanager
async def encrypted(monkeypatch: pytest.MonkeyPatch, files: Files, **settings: Any) -> AsyncIterator[ArgentumServer]:
    given = {"tls__certificate": files.certificate, "tls__key": files.key, "tls__game": True, "tls__game_port": 0}
    async with running(monkeypatch, WORLD, **given, **settings) as server:
        yield server


class Link:
    """A client over TLS."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.heard: list[Message] = []

    @classmethod
    async def to(cls, server: ArgentumServer, context: ssl.SSLContext) -> Link:
        return cls(*await asyncio.open_connection("127.0.0.1", server.listener.tls_port, ssl=context))

    def sends(self, *packets: Any) -> None:
        self.writer.write(b"".join(encode_client(one) for one in packets))

    async def reads_until(self, wanted: S) -> None:
        """Read until that packet, which may be in the middle of what comes."""
        said = b""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                piece = await self.reader.read(65_536)
                assert piece, f"{wanted} never came: {self.heard}"
                said += piece
                self.heard = decode_server(said, TextEncoding.UTF_8)
                if any(one.id is wanted for one in self.heard):
                    return


async def test_one_plays_over_tls_as_over_tcp(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = a_certificate(tmp_path)
    async with encrypted(monkeypatch, files) as server:
        await stored(server, "Ana")
        link = await Link.to(server, trusting(files))
        link.sends(LOGIN)
        await link.reads_until(S.LOGGED)
        link.sends(*[c.Talk("x" * 400)] * 3, c.Ping())
        await link.reads_until(S.PONG)
        assert list(server.world.online) == ["ANA"]
        assert server.listener.port not in (0, server.listener.tls_port)
        link.writer.close()
        await until(lambda: not server.world.online)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_refusal_is_heard_and_followed_by_a_clean_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, version: ssl.TLSVersion
) -> None:
    files = a_certificate(tmp_path)
    context = trusting(files)
    context.maximum_version = version
    async with encrypted(monkeypatch, files, game__connections_per_ip=1) as server:
        first = await Link.to(server, context)
        second = await Link.to(server, context)
        async with asyncio.timeout(PATIENCE_S):
            said = await second.reader.read()  # to the end: no error on the way
        assert decode_server(said, TextEncoding.UTF_8)[-1].id is S.ERROR_MSG
        first.writer.close()
        second.writer.close()


async def test_who_never_shakes_hands_holds_a_place_and_loses_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tls_transport, "HANDSHAKE_S", 0.2)
    files = a_certificate(tmp_path)
    async with encrypted(monkeypatch, files, game__connections_per_ip=1) as server:
        with socket.create_connection(("127.0.0.1", server.listener.tls_port)) as silent:
            await until(lambda: len(server.game.sessions) == 1)
            silent.setblocking(False)
            async with asyncio.timeout(PATIENCE_S):
                assert await asyncio.get_running_loop().sock_recv(silent, 100) == b""
            await until(lambda: not server.game.sessions)


@pytest.mark.parametrize(
    "noise", [b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\xff\xff" + b"x" * 300, encode_client(LOGIN)]
)
async def test_who_does_not_speak_tls_is_sent_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, noise: bytes
) -> None:
    async with encrypted(monkeypatch, a_certificate(tmp_path)) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.listener.tls_port)
        writer.write(noise)
        async with asyncio.timeout(PATIENCE_S):
            assert len(await reader.read()) < 20  # TLS's own word for it, at most
        writer.close()
        await until(lambda: not server.game.sessions)


async def test_old_versions_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = a_certificate(tmp_path)
    context = trusting(files)
    with warnings.catch_warnings(action="ignore"):  # Python advises against them too
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    async with encrypted(monkeypatch, files) as server:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            await Link.to(server, context)


async def test_a_renewed_certificate_is_used_and_connections_stay(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(certificate_watch, "CERTIFICATE_INTERVAL_S", 0.05)
    files = a_certificate(tmp_path)
    before = trusting(files)
    async with encrypted(monkeypatch, files) as server:
        assert server.certificate is not None
        old_context = server.certificate.context
        old = await Link.to(server, before)
        with capture_logs() as said:
            files.key.write_text("half of a renewal")
            await until(lambda: any("can't be used" in line["event"] for line in said))
            put(a_certificate(tmp_path, "new"), files)
            await until(lambda: server.certificate is not None and server.certificate.context is not old_context)
        assert [line["event"] for line in said].count("certificate renewed") == 1
        await stored(server, "Ana")
        old.sends(LOGIN)
        await old.reads_until(S.LOGGED)
        new = await Link.to(server, trusting(files))
        new.writer.close()
        with pytest.raises(ssl.SSLError):
            await Link.to(server, before)
        old.writer.close()


def broken(folder: Path, what: str) -> Files:
    files, other = a_certificate(folder), a_certificate(folder, "other")
    match what:
        case "missing":
            return Files(folder / "nothing.pem", files.key)
        case "mismatch":
            return Files(files.certificate, other.key)
        case "swapped":
            return Files(files.key, files.certificate)
        case _:
            files.certificate.write_text("hello")
            return files


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("missing", r"nothing\.pem: can't be read: No such file"),
        ("mismatch", r"other\.key is not the key of the certificate in .*server\.pem"),
        ("swapped", "holds no certificate or key in PEM"),
        ("no certificate", "holds no certificate or key in PEM"),
    ],
)
async def test_what_can_not_be_used_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str, why: str
) -> None:
    with pytest.raises(CertificateError, match=why):
        async with encrypted(monkeypatch, broken(tmp_path, what)):
            pass


def test_a_key_with_a_password_asks_nobody(tmp_path: Path) -> None:
    files = a_certificate(tmp_path)
    locked = tmp_path / "locked.key"
    subprocess.run(["openssl", "pkey", "-in", files.key, "-aes256", "-passout", "pass:x", "-out", locked], check=True)
    with pytest.raises(CertificateError, match="protected by a password"):
        read_certificate(Files(files.certificate, locked))


@pytest.mark.parametrize(
    ("later_days", "said"),
    [(0, []), (80, ["the certificate ends soon"]), (91, ["the certificate has expired: clients refuse it"])],
)
def test_an_end_is_announced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, later_days: int, said: list[str]) -> None:
    certificate = ServerCertificate(a_certificate(tmp_path, days=90))
    certificate.use(read_certificate(certificate.files))
    later_s = since_1970_s() + later_days * DAY_S
    monkeypatch.setattr(certificate_module, "since_1970_s", lambda: later_s)
    with capture_logs() as lines:
        certificate.warn_of_end()
    assert [line["event"] for line in lines] == said


def test_a_key_that_others_can_read_is_mentioned(tmp_path: Path) -> None:
    files = a_certificate(tmp_path)
    files.key.chmod(0o644)
    with capture_logs() as lines:
        read_certificate(files)
    assert [line["event"] for line in lines] == ["others can read the key: chmod 600"]
