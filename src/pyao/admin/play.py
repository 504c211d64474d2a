"""The game over WebSocket, for clients that run in a browser: `/play` carries the bytes of the game's port.

Source: 01-protocol §3; 02-sessions-and-characters §1.1.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog

from pyao.admin.gate import Rejected
from pyao.network.text_encoding import encoding_for
from pyao.network.websocket_transport import WebSocketTransport, an_answer
from pyao.protocol.dialect import Dialect
from pyao.protocol.text import AUTO, TextEncoding

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

    from pyao.admin.visitors import Visitors
    from pyao.network.settings import NetworkSettings
    from pyao.server.argentum_server import ArgentumServer

log = structlog.get_logger()

ANY = "*"
"""The origin that stands for all of them."""


class PlayDoor:
    """Brings WebSockets to the game's listener, which lets them in or not as it does with TCP."""

    def __init__(
        self, server: ArgentumServer, visitors: Visitors, on_play: Callable[[asyncio.BaseTransport], None]
    ) -> None:
        """`on_play` is told of each connection that becomes a player's."""
        self._on_play = on_play
        self._server = server
        self._visitors = visitors

    async def enter(self, request: web.Request) -> web.StreamResponse:
        """Carry one client's bytes until its connection is gone."""
        self._check_origin(request)
        line = an_answer()
        if not line.can_prepare(request).ok or request.transport is None:
            raise Rejected(HTTPStatus.UPGRADE_REQUIRED, "this is a WebSocket", {"Upgrade": "websocket"})
        await line.prepare(request)
        self._on_play(request.transport)
        listener, network = self._server.listener, self._server.settings.network
        transport = WebSocketTransport(line, request.transport, asyncio.get_running_loop(), part=listener.part)
        listener.welcome(transport, ip=self._visitors.ip(request), encoding=browser_encoding(network))
        await transport.carry()
        return line

    def _check_origin(self, request: web.Request) -> None:
        """Refuse pages of strangers, who would play with the addresses of their visitors.  Programs name no origin."""
        origin, allowed = request.headers.get("Origin"), self._server.settings.http.play_origins
        if origin is None or ANY in allowed or origin.rstrip("/").lower() in allowed:
            return
        if urlsplit(origin).netloc != request.host:
            log.info("connection refused", ip=self._visitors.ip(request), reason="origin", origin=origin[:200])
            raise Rejected(HTTPStatus.FORBIDDEN, "pages from there may not play here: http.play_origins")


def browser_encoding(settings: NetworkSettings) -> TextEncoding:
    """What text is sent in: browsers read UTF-8, whatever system they run on."""
    if settings.text_encoding == AUTO and settings.dialect is Dialect.GODOT:
        return TextEncoding.UTF_8
    return encoding_for(settings.text_encoding, settings.dialect, None)
