"""The operator's dashboard: its files, logging in and out, what it shows, and the line that tells it what moves."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import WSCloseCode, WSMsgType, web

from pyao.admin import views
from pyao.admin.access import Role
from pyao.admin.bodies import json_object
from pyao.admin.gate import Rejected, shown
from pyao.admin.overview import overview
from pyao.server.control.command import without
from pyao.server.control.server_commands import PRIVATE
from pyao.server.log_tail import TAIL

if TYPE_CHECKING:
    from pyao.admin.gate import Gate
    from pyao.content.maps import MapDef
    from pyao.server.argentum_server import ArgentumServer

STATIC = Path(__file__).parent / "static"
FRAME_S = 0.25
"""How often the dashboard is told who stands where, in seconds."""

FRAMES_PER_LIST = 4
"""The list of all players comes with every so-manieth frame."""

LINES_PER_FRAME = 300
"""Lines of the log that a frame brings at most; if more were logged meanwhile, the older ones are passed over."""

MOST_PAGES = 32
LONGEST_MESSAGE = 1_024


class Dashboard:
    """The pages of one server.  What they do, they do with the commands of `/api`."""

    def __init__(self, server: ArgentumServer, gate: Gate) -> None:
        self._server = server
        self._gate = gate
        self._lines: set[web.WebSocketResponse] = set()
        self._drawn: tuple[list[MapDef], dict[str, Any]] | None = None
        """The last overview of the world, and of which maps it is."""

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
        app.router.add_get("/view/trail", self._trail)
        app.router.add_get("/view/world", self._world)
        app.router.add_get("/view/history/{span:hour|day}", self._history)
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

    async def _trail(self, request: web.Request) -> web.Response:
        self._gate.check(request)
        trail = self._server.observer.trails.of(request.query.get("name", ""))
        return web.json_response([one._asdict() for one in trail])

    async def _world(self, request: web.Request) -> web.Response:
        self._gate.check(request)
        maps = [self._server.world.maps[number].definition for number in sorted(self._server.world.maps)]
        if self._drawn is None or not _are_the_same(maps, self._drawn[0]):
            self._drawn = maps, await asyncio.to_thread(overview, maps)
        return web.json_response(self._drawn[1])

    async def _history(self, request: web.Request) -> web.Response:
        self._gate.check(request)
        return web.json_response(views.history(self._server, day=request.match_info["span"] == "day"))

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        """Tell a page who is where, several times a second, and the log, until it or its session ends."""
        role = self._gate.session(request).role
        self._gate.check_origin(request)
        if len(self._lines) >= MOST_PAGES:
            raise Rejected(HTTPStatus.SERVICE_UNAVAILABLE, "too many pages are open")
        line = web.WebSocketResponse(max_msg_size=LONGEST_MESSAGE, heartbeat=30.0)
        await line.prepare(request)
        watched = Watched()
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

    async def _tell(self, request: web.Request, line: web.WebSocketResponse, watched: Watched, role: Role) -> None:
        """Waits whenever the page does not read, so that nothing piles up."""
        frame = 0
        with suppress(ConnectionError):
            while self._gate.has_session(request):
                slowly = frame % FRAMES_PER_LIST == 0
                said = views.everybody(self._server) if slowly else {}
                if role is not Role.ACT:
                    said = without(said, PRIVATE)
                if watched.map in self._server.world.maps:
                    said |= {"map": views.moment(self._server.world, watched.map)}
                if watched.world and slowly:
                    said |= {"dead": self._server.observer.recent_dead()}
                if watched.log and role is Role.ACT and (lines := TAIL.after(watched.read, LINES_PER_FRAME)):
                    watched.read = lines[-1]["number"]
                    said |= {"log": lines}
                await line.send_json(said)
                frame += 1
                await asyncio.sleep(FRAME_S)
            await line.close(code=WSCloseCode.POLICY_VIOLATION)

    async def _hang_up(self, _app: web.Application) -> None:
        for line in list(self._lines):
            await line.close(code=WSCloseCode.GOING_AWAY)


def _are_the_same(some: list[MapDef], others: list[MapDef]) -> bool:
    """Whether they are the very same definitions, which never change."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


class Watched:
    """What a page looks at."""

    def __init__(self) -> None:
        self.map = 0
        """0 = none."""
        self.world = False
        self.log = False
        self.read = 0
        """The number of the last line of the log that it was told."""

    def choose(self, text: str) -> bool:
        """Obey `{"map": number, "world": bool, "log": bool}`, of which all but the map may be missing.

        `False` = it is something else.
        """
        try:
            asked = json.loads(text)
            number, world, log = asked["map"], asked.get("world", False), asked.get("log", False)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return False
        if not isinstance(number, int) or not isinstance(world, bool) or not isinstance(log, bool):
            return False
        if log and not self.log:
            self.read = 0
        self.map, self.world, self.log = number, world, log
        return True
