"""Watching the certificate's files: a new one is used as soon as it is there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from pyao.network.certificate import CertificateError
from pyao.server.world_host import guarded
from pyao.world.clock import DAY_S, stopwatch_s

if TYPE_CHECKING:
    from pyao.network.certificate import ServerCertificate

log = structlog.get_logger()

CERTIFICATE_INTERVAL_S = 60.0


async def watch_certificate(certificate: ServerCertificate) -> None:
    """Use the certificate's successor as soon as it is there, and warn when it should be."""
    warned_s = float("-inf")
    while True:
        if stopwatch_s() - warned_s >= DAY_S:
            certificate.warn_of_end()
            warned_s = stopwatch_s()
        await asyncio.sleep(CERTIFICATE_INTERVAL_S)
        with guarded("looking at the certificate"):
            if await _renew(certificate):
                warned_s = float("-inf")


async def _renew(certificate: ServerCertificate) -> bool:
    """Use the certificate's successor, if there is a good one."""
    try:
        renewed = await asyncio.to_thread(certificate.renewed)
    except CertificateError as fault:
        log.error("the new certificate can't be used; the old one stays", reason=str(fault))  # noqa: TRY400 - no fault of ours
        return False
    if renewed is None:
        return False
    certificate.use(renewed)
    log.info("certificate renewed", file=str(certificate.files.certificate))
    return True
