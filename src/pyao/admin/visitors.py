"""Where a request really comes from: the last address that no trusted proxy has."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from pyao.network.acceptor import plain_ip

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aiohttp import web


class Visitors:
    """Believes what proxies say of a request, those that are trusted and nobody else."""

    def __init__(self, trusted: Collection[str]) -> None:
        """`trusted` are addresses and networks of proxies."""
        self._trusted = [ip_network(one, strict=False) for one in trusted]

    def ip(self, request: web.Request) -> str:
        """The address of whoever asks.

        Each proxy appends to `X-Forwarded-For` whom it has heard; so it is read from its end, as far as trusted ones
        have written it.  What a visitor has written there himself is never reached.
        """
        here = plain_ip(request.remote or "")
        for named in self._named(request):
            if not self._trusts(here):
                break
            found = _address(named)
            if found is None:
                break
            here = plain_ip(str(found))
        return here

    def are_many(self, ip: str) -> bool:
        """Whether many people come from that address: it is a trusted proxy's, or this machine's own."""
        address = _address(ip)
        return address is not None and (address.is_loopback or self._trusts(ip))

    def is_secure(self, request: web.Request) -> bool:
        """Whether the visitor's browser speaks TLS, with the server or with a trusted proxy in front of it."""
        if request.secure or not self._trusts(plain_ip(request.remote or "")):
            return request.secure
        return request.headers.get("X-Forwarded-Proto", "").strip().lower() == "https"

    def _trusts(self, ip: str) -> bool:
        address = _address(ip)
        return address is not None and any(address in one for one in self._trusted)

    @staticmethod
    def _named(request: web.Request) -> Iterator[str]:
        """The addresses of `X-Forwarded-For`, the last one first."""
        for line in reversed(request.headers.getall("X-Forwarded-For", [])):
            yield from (part.strip() for part in reversed(line.split(",")))


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None
