"""The web server of operators: one port, apart from the game's, and all that is said on it."""

from __future__ import annotations

import asyncio
import json
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

import structlog
from aiohttp import web

from pyao.admin import health, openapi
from pyao.admin.access import TOKEN_NAME, Access, Role, token_of
from pyao.admin.bodies import json_object
from pyao.admin.dashboard import Dashboard
from pyao.admin.front import Front
from pyao.admin.gate import Gate, Rejected
from pyao.admin.metrics import Metrics
from pyao.admin.play import PlayDoor
from pyao.admin.public import PublicPage
from pyao.admin.request_log import request_log
from pyao.admin.visitors import Visitors
from pyao.network.acceptor import ListenError
from pyao.server.control.command import Refused, without
from pyao.server.control.desk import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from pyao.server.argentum_server import ArgentumServer

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = structlog.get_logger()

LARGEST_BODY = 1 << 18  # bytes; an exported character is a tenth of that
WHO = {Role.ACT: "operator", Role.LOOK: "onlooker"}
"""Who gives a command, as the audit log calls them."""

SECURITY_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class AdminSite:
    """Serves operators while the game runs; see `pyao.server.argentum_server.Door`."""

    def __init__(self, server: ArgentumServer) -> None:
        self._server = server
        self._metrics = Metrics(server)
        self._visitors = Visitors(server.settings.http.trusted_proxies)
        self._gate = Gate(Access(secrets.token_hex()), self._visitors)
        self._runner: web.AppRunner | None = None
        self._front: Front | None = None

    @property
    def port(self) -> int:
        """The port in use; 0 = not listening."""
        return self._front.port if self._front else 0

    @property
    def where(self) -> str:
        """The address to open in a browser, and where the token stands; empty = not listening."""
        http, folder = self._server.settings.http, self._server.settings.world.data_dir
        token = "" if http.token.get_secret_value() else f" (token in {folder / TOKEN_NAME})"
        return f"{self._url}{token}" if self.port else ""

    @property
    def _url(self) -> str:
        settings = self._server.settings
        return f"http{'s' if settings.tls.http else ''}://{settings.http.host}:{self.port}/"

    async def start(self) -> None:
        """Listen; where that fails the game goes on without these pages, and the log says why."""
        settings = self._server.settings
        look_token = settings.http.look_token.get_secret_value()
        self._gate = Gate(Access(token_of(settings.http, settings.world.data_dir), look_token), self._visitors)
        self._runner = web.AppRunner(self._application(), logger=request_log(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        certificate = self._server.certificate if settings.tls.http else None
        self._front = Front(
            cast("Callable[[], asyncio.Protocol]", self._runner.server),
            certificate.front if certificate else None,
            most=settings.http.connections_per_ip,
            is_exempt=self._visitors.are_many,
        )
        try:
            await self._front.start(settings.http.host, settings.http.port)
        except ListenError as fault:
            log.error("no dashboard and no metrics", reason=str(fault))  # noqa: TRY400 - no fault of ours
            await self.stop()
            return
        log.info("dashboard", url=self._url)

    async def stop(self) -> None:
        """Close every connection and the port."""
        if self._front is not None:
            self._front.stop()
            self._front = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _application(self) -> web.Application:
        app = web.Application(middlewares=[_guarded], client_max_size=LARGEST_BODY)
        app.router.add_get("/health", self._health)
        app.router.add_get("/ready", self._ready)
        app.router.add_get("/metrics", self._show_metrics)
        app.router.add_get("/openapi.json", self._openapi)
        app.router.add_post("/api/{command}", self._command)
        if self._server.settings.http.play:
            app.router.add_get("/play", PlayDoor(self._server, self._visitors, self._plays).enter)
        if self._server.settings.http.public:
            PublicPage(self._server).add_to(app)
        Dashboard(self._server, self._gate).add_to(app)
        return app

    def _plays(self, transport: asyncio.BaseTransport) -> None:
        if self._front is not None:
            self._front.plays(transport)

    async def _health(self, _request: web.Request) -> web.Response:
        return health.health(self._server)

    async def _ready(self, _request: web.Request) -> web.Response:
        return health.ready(self._server)

    async def _show_metrics(self, request: web.Request) -> web.Response:
        if not self._server.settings.http.open_metrics:
            self._gate.check(request)
        return web.Response(body=self._metrics.text(), headers={"Content-Type": "text/plain; version=0.0.4"})

    async def _openapi(self, _request: web.Request) -> web.Response:
        return web.json_response(openapi.document())

    async def _command(self, request: web.Request) -> web.Response:
        """Give the desk a command; who asked stands in the audit log."""
        role = self._gate.check(request)
        name = request.match_info["command"]
        if name not in COMMANDS:
            raise Rejected(HTTPStatus.NOT_FOUND, f"there is no command {name}")
        declared = COMMANDS[name]
        if role is not Role.ACT and not declared.only_looks:
            raise Rejected(HTTPStatus.FORBIDDEN, "this token may only look")
        arguments = await json_object(request)
        try:
            # What has begun is finished and noted, whether or not the caller waits for it.
            reply = await asyncio.shield(
                self._server.office.desk.execute(name, arguments, who=f"{WHO[role]}:http@{self._visitors.ip(request)}")
            )
        except Refused as refusal:
            raise Rejected(HTTPStatus.CONFLICT, str(refusal)) from None
        data = reply.data if role is Role.ACT else without(reply.data, declared.private)
        return web.json_response({"text": reply.text, "data": data}, dumps=_dumps)


def _dumps(value: object) -> str:
    return json.dumps(value, default=str)


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give every answer the headers that keep browsers careful, and errors the same form."""
    try:
        response = await handler(request)
    except Rejected as no:
        response = web.json_response({"text": no.text}, status=no.status, headers=no.headers, dumps=_dumps)
    except web.HTTPException as no:
        headers = {"Allow": no.headers["Allow"]} if "Allow" in no.headers else {}
        response = web.json_response({"text": no.reason}, status=no.status, headers=headers)
    except Exception:
        log.exception("a request failed", path=request.path)
        response = web.json_response({"text": "a fault of the server; see its log"}, status=500)
    if not response.prepared:
        response.headers.update(SECURITY_HEADERS)
    return response
