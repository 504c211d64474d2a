"""Certificates made on the spot, by OpenSSL's program."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest

from pyao.network.certificate import Files

if TYPE_CHECKING:
    from pathlib import Path

OPENSSL = shutil.which("openssl") or ""
needs_openssl = pytest.mark.skipif(not OPENSSL, reason="openssl is not installed")


def a_certificate(folder: Path, name: str = "server", days: int = 365) -> Files:
    """A certificate for this machine that signs itself, and its key."""
    files = Files(folder / f"{name}.pem", folder / f"{name}.key")
    subprocess.run(
        [
            *(OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-out", files.certificate, "-keyout", files.key, "-days", str(days), "-subj", f"/CN={name}"),
            *("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    files.key.chmod(0o600)
    return files


def trusting(files: Files) -> ssl.SSLContext:
    """What a client needs who trusts that certificate and no other."""
    return ssl.create_default_context(cafile=files.certificate)


def put(new: Files, old: Files) -> None:
    """Put one pair of files in the place of another, as a renewal does."""
    new.certificate.replace(old.certificate)
    new.key.replace(old.key)
