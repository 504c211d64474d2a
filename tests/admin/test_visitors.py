"""Whose address counts behind proxies."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from aiohttp.test_utils import make_mocked_request

from pyao.admin.visitors import Visitors
from pyao.server.settings import SettingsError, load_settings

PROXY, OTHER_PROXY, STRANGER = "10.0.0.1", "10.0.0.2", "203.0.113.9"


def ip(peer: str, forwarded: str | None, *trusted: str) -> str:
    transport = Mock()
    transport.get_extra_info = {"peername": (peer, 1)}.get
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return Visitors(trusted).ip(make_mocked_request("GET", "/", headers=headers, transport=transport))


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "found"),
    [
        (STRANGER, None, (), STRANGER),
        (STRANGER, "1.2.3.4", (), STRANGER),
        (STRANGER, "1.2.3.4", (PROXY,), STRANGER),
        (PROXY, None, (PROXY,), PROXY),
        (PROXY, STRANGER, (PROXY,), STRANGER),
        (PROXY, STRANGER, ("10.0.0.0/8",), STRANGER),
        (f"::ffff:{PROXY}", STRANGER, (PROXY,), STRANGER),
        (PROXY, f"1.2.3.4, {STRANGER}", (PROXY,), STRANGER),  # what the visitor wrote himself comes first
        (PROXY, f"1.2.3.4, {STRANGER}, {OTHER_PROXY}", ("10.0.0.0/8",), STRANGER),
        (PROXY, f"{STRANGER}, {OTHER_PROXY}", (PROXY,), OTHER_PROXY),
        (PROXY, f"{STRANGER}, nonsense", (PROXY,), PROXY),
        (PROXY, "", (PROXY,), PROXY),
        (PROXY, "2001:db8::5", (PROXY,), "2001:db8::5"),
        ("::1", STRANGER, ("::1",), STRANGER),
    ],
)
def test_the_last_address_that_no_trusted_proxy_has(
    peer: str, forwarded: str | None, trusted: tuple[str, ...], found: str
) -> None:
    assert ip(peer, forwarded, *trusted) == found


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("http.trusted_proxies", "nobody", "IPv4 or IPv6"),
        ("http.play_origins", "example.org", "https://example.org"),
        ("http.play_origins", "https://example.org/play", "https://example.org"),
    ],
)
def test_what_is_no_address_and_no_origin_is_refused(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load_settings(None, {}, {}, {name: value})


def test_lists_come_as_texts_too() -> None:
    given = {"http.play_origins": "https://Play.example/, *", "http.trusted_proxies": "10.0.0.1, 10.1.0.0/16"}
    http = load_settings(None, {}, {}, given)[0].http
    assert http.play_origins == ("https://play.example", "*")
    assert http.trusted_proxies == ("10.0.0.1/32", "10.1.0.0/16")
