"""Addresses as limits count them.

Who has one IPv6 address has a whole /64 of them, so all of it counts as one; an IPv4 address stands for itself.
"""

from __future__ import annotations

from ipaddress import IPv6Network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

BLOCK_BITS = 64
"""Length of the prefix that one customer of IPv6 is given at least."""


def block_of(ip: str) -> str:
    """What is counted instead of an address: `2001:db8::/64` for any of its addresses, an IPv4 address as it is."""
    if ":" not in ip:
        return ip
    try:
        return str(IPv6Network((ip.partition("%")[0], BLOCK_BITS), strict=False))
    except ValueError:  # a line of a list of addresses that is none
        return ip


def is_among(ip: str, banned: Collection[str]) -> bool:
    """Whether an address is banned, or, of IPv6, another one of its block."""
    return ip in banned or (":" in ip and block_of(ip) in {block_of(one) for one in banned if ":" in one})
