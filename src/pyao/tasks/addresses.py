"""Addresses as limits count them.

Who has one IPv6 address has a whole /64 of them, so all of it counts as one; an IPv4 address stands for itself.
"""

from __future__ import annotations

from ipaddress import IPv6Network

BLOCK_BITS = 64
"""Length of the prefix that one customer of IPv6 is given at least."""


def block_of(ip: str) -> str:
    """What is counted instead of an address: `2001:db8::/64` for any of its addresses, an IPv4 address as it is."""
    if ":" not in ip:
        return ip
    return str(IPv6Network((ip.partition("%")[0], BLOCK_BITS), strict=False))
