"""The server's certificate: read, tried out, and replaced while connections come and go."""

from __future__ import annotations

import ssl
import stat
import sys
from typing import TYPE_CHECKING, NamedTuple

import structlog

from pyao.world.clock import DAY_S, since_1970_s

if TYPE_CHECKING:
    from pathlib import Path

log = structlog.get_logger()

WARN_DAYS = 14
"""Days before a certificate ends from which the log warns of it, once a day and at every reading."""

NO_CHECK_TIME = 0x20_0000
"""OpenSSL's X509_V_FLAG_NO_CHECK_TIME, which `ssl` does not name: expired certificates are read too."""


class CertificateError(Exception):
    """The certificate can't be used; the text is one line for the operator."""


class Files(NamedTuple):
    """Where certificate and key stand; both may be in one file."""

    certificate: Path
    key: Path

    def stamp(self) -> tuple[int, ...]:
        """Something else whenever one of them has been written or replaced; touches the disk."""
        try:
            return tuple(part for one in self for part in (one.stat().st_mtime_ns, one.stat().st_ino))
        except OSError:
            return ()


class Loaded(NamedTuple):
    """A certificate that was read and tried out."""

    context: ssl.SSLContext
    ends_s: int
    """When it expires, in seconds since 1970."""
    stamp: tuple[int, ...]


class ServerCertificate:
    """What this server's TLS connections are made with from now on; those that are there keep theirs."""

    def __init__(self, files: Files) -> None:
        """Nothing is read yet."""
        self.files = files
        self._loaded: Loaded | None = None
        self._refused_stamp: tuple[int, ...] | None = None
        self.front = _context()
        """For who can only be given one context for ever: it hands each new connection to the newest."""

        self.front.sni_callback = self._hand_on

    @property
    def context(self) -> ssl.SSLContext:
        """The context of the newest certificate; `use` comes first."""
        assert self._loaded is not None  # nosec B101 # noqa: S101 - nobody listens before it was read
        return self._loaded.context

    def use(self, loaded: Loaded) -> None:
        """Make new connections with this certificate."""
        self._loaded = loaded

    def warn_of_end(self) -> None:
        """Log how long the certificate is still good for, if that is not long."""
        if self._loaded is None:
            return
        left_s = self._loaded.ends_s - since_1970_s()
        if left_s <= 0:
            log.error("the certificate has expired: clients refuse it", file=str(self.files.certificate))
        elif left_s < WARN_DAYS * DAY_S:
            log.warning("the certificate ends soon", file=str(self.files.certificate), days=left_s // DAY_S)

    def renewed(self) -> Loaded | None:
        """Read the files again if they have changed; `None` = they haven't.  Touches the disk.

        Raises:
            CertificateError: as `read_certificate`; once for each change.

        """
        stamp = self.files.stamp()
        if self._loaded is None or stamp in (self._loaded.stamp, self._refused_stamp):
            return None
        try:
            return read_certificate(self.files)
        except CertificateError:
            self._refused_stamp = stamp
            raise

    def _hand_on(self, connection: ssl.SSLObject, _name: str | None, _context: ssl.SSLContext) -> None:
        connection.context = self.context


def read_certificate(files: Files) -> Loaded:
    """Read certificate and key, and try whether one can connect with them.  Touches the disk.

    Raises:
        CertificateError: a file is missing, can't be read, is no certificate or key, or they don't belong together.

    """
    stamp = files.stamp()
    for one in files:
        try:
            with one.open("rb"):
                pass
        except OSError as fault:
            raise CertificateError(f"{one}: can't be read: {fault.strerror}") from fault
    context = _context()
    try:
        context.load_cert_chain(*files, password=_no_password)
    except ssl.SSLError as fault:
        raise CertificateError(_explained(files, fault)) from fault
    _look_at_permissions(files.key)
    return Loaded(context, _ends_s(context, files.certificate), stamp)


def _no_password() -> str:
    raise CertificateError("the key is protected by a password, which nobody could type; take it off with openssl pkey")


def _explained(files: Files, fault: ssl.SSLError) -> str:
    if fault.reason == "KEY_VALUES_MISMATCH":
        return f"{files.key} is not the key of the certificate in {files.certificate}"
    return f"{files.certificate} or {files.key} holds no certificate or key in PEM: {fault.reason or fault}"


def _look_at_permissions(key: Path) -> None:
    if sys.platform != "win32" and key.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) & ~stat.S_IRGRP:
        log.warning("others can read the key: chmod 600", file=str(key))


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION
    return context


def _ends_s(context: ssl.SSLContext, certificate: Path) -> int:
    """When the certificate expires: `ssl` only tells what it sees in a connection, so that one is made in memory."""
    asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    asking.check_hostname = False
    asking.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN | NO_CHECK_TIME
    there, back = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        asking.load_verify_locations(certificate)
        client = asking.wrap_bio(back, there)
        server = context.wrap_bio(there, back, server_side=True)
        for one in (client, server, client, server):
            try:
                one.do_handshake()
            except ssl.SSLWantReadError:
                continue
        seen = client.getpeercert()
    except (ssl.SSLError, ValueError) as fault:
        raise CertificateError(f"{certificate}: clients would refuse it: {fault}") from fault
    if not seen:
        raise CertificateError(f"{certificate}: clients would refuse it")
    return ssl.cert_time_to_seconds(str(seen["notAfter"]))
