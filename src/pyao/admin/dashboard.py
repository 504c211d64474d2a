"""The operator's dashboard: its files, logging in and out, what it shows, and the line that tells it what moves."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import WSCloseCode, WSMsgType, web

from pyao.admin import views
from pyao.admin.access import Role
from pyao.admin.bodies import json_object
from pyao.admin.gate import Rejected, shown
from pyao.server.control.command import without
from pyao.server.control.server_commands import PRIVATE

if TYPE_CHECKING:
    from pyao.admin.gate import Gate
    from pyao.server.argentum_server import ArgentumServer

STATIC = Path(__file__).parent / "static"
FRAME_S = 0.25
"""How often the dashboard is told who stands where, in seconds."""

FRAMES_PER_LIST = 4
"""The list of all players comes with every so-manieth frame."""

MOST_LINES = 32
LONGEST_MESSAGE = 1_024


class Dashboard:
    """The pages of one server.  What they do, they do with the commands of `/api`."""

    def __init__(self, server: ArgentumServer, gate: Gate) -> None:
        self._server = server
        self._gate = gate
        self._lines: set[web.WebSocketResponse] = set()

    def add_to(self, app: web.Application) -> None:
        """Serve the pages."""
        app.router.add_get("/", self._index)
        app.router.add_static("/static", STATIC)
        app.router.add_post("/login", self._log_in)
        app.router.add_post("/logout", self._log_out)
        app.router.add_get("/session", self._session)
        app.router.add_get("/view/maps", self._maps)
        app.router.add_get("/view/maps/{number:[0-9]{1,5}}", self._map)
        app.router.add_get("/view/names", self._names)
        app.router.add_get("/view/audit", self._audit)
        app.router.add_get("/live", self._live)
        app.on_shutdown.append(self._hang_up)

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _log_in(self, request: web.Request) -> web.Response:
        body = await json_object(request)
        role = self._gate.check_token(str(body.get("token", "")), request)
        return self._gate.open_session(role, request)

    async def _log_out(self, request: web.Request) -> web.Response:
        self._gate.check(request)
        return self._gate.close_session(request)

    async def _session(self, request: web.Request) -> web.Response:
        return shown(self._gate.session(request))

    async def _maps(self, request: web.Request) -> web.Response:
        self._gate.check(request)
        return web.json_response(views.maps(self._server.world))

    async def _map(self, request: web.Request) -> web.Response:
        self._gate.check(request)
        found = views.geometry(self._server.world, int(request.match_info["number"]))
        if found is None:
            raise Rejected(HTTPStatus.NOT_FOUND, "there is no such map")
        return web.json_response(found)

    async def _names(self, request: web.Request) -> web.Response:
        self._gate.check(request)
        return web.json_response(views.names(self._server.world))

    async def _audit(self, request: web.Request) -> web.Response:
        self._gate.check(request, Role.ACT)  # it names addresses
        folder, target = self._server.settings.world.data_dir, request.query.get("target", "")
        return web.json_response(await asyncio.to_thread(views.recent_audit, folder, target))

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        """Tell a page who is where, several times a second, until it or its session ends."""
        role = self._gate.session(request).role
        self._gate.check_origin(request)
        if len(self._lines) >= MOST_LINES:
            raise Rejected(HTTPStatus.SERVICE_UNAVAILABLE, "too many pages are open")
        line = web.WebSocketResponse(max_msg_size=LONGEST_MESSAGE, heartbeat=30.0)
        await line.prepare(request)
        watched = _Watched()
        self._lines.add(line)
        teller = asyncio.create_task(self._tell(request, line, watched, role))
        try:
            async for message in line:
                if message.type is not WSMsgType.TEXT or not watched.choose(message.data):
                    await line.close(code=WSCloseCode.UNSUPPORTED_DATA)
        finally:
            self._lines.discard(line)
            teller.cancel()
        return line

    async def _tell(self, request: web.Request, line: web.WebSocketResponse, watched: _Watched, role: Role) -> None:
        """Waits whenever the page does not read, so that nothing piles up."""
        frame = 0
        with suppress(ConnectionError):
            while self._gate.has_session(request):
                said = views.everybody(self._server) if frame % FRAMES_PER_LIST == 0 else {}
                if role is not Role.ACT:
                    said = without(said, PRIVATE)
                if watched.number in self._server.world.maps:
                    said |= {"map": views.moment(self._server.world, watched.number)}
                await line.send_json(said)
                frame += 1
                await asyncio.sleep(FRAME_S)
            await line.close(code=WSCloseCode.POLICY_VIOLATION)

    async def _hang_up(self, _app: web.Application) -> None:
        for line in list(self._lines):
            await line.close(code=WSCloseCode.GOING_AWAY)


class _Watched:
    """The map that a page looks at; 0 = none."""

    def __init__(self) -> None:
        self.number = 0

    def choose(self, text: str) -> bool:
        """Obey `{"map": number}`; `False` = it is something else."""
        try:
            number = json.loads(text)["map"]
        except (ValueError, KeyError, TypeError, RecursionError):
            return False
        if not isinstance(number, int):
            return False
        self.number = number
        return True
