"""What everybody may see, if the settings say so: who is online, and the maps without names."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aiohttp import web

from pyao.admin import views
from pyao.admin.dashboard import STATIC
from pyao.admin.gate import Rejected
from pyao.content.enums import Privilege

if TYPE_CHECKING:
    from pyao.server.argentum_server import ArgentumServer
    from pyao.world.player import Player
    from pyao.world.world import World

FRESH_S = 2.0
"""Seconds for which an answer is given again: however many ask, the game is looked at no more often."""


class PublicPage:
    """One page without a login; it changes nothing and tells nothing that helps to hunt somebody down."""

    def __init__(self, server: ArgentumServer) -> None:
        self._server = server
        self._states: dict[int, tuple[float, dict[str, Any]]] = {}

    def add_to(self, app: web.Application) -> None:
        """Serve the page."""
        app.router.add_get("/public", self._page)
        app.router.add_get("/public/state", self._state)
        app.router.add_get("/public/maps/{number:[0-9]{1,5}}", self._map)

    async def _page(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(STATIC / "public.html")

    async def _map(self, request: web.Request) -> web.Response:
        found = views.geometry(self._server.world, int(request.match_info["number"]))
        if found is None:
            raise Rejected(HTTPStatus.NOT_FOUND, "there is no such map")
        return web.json_response(found)

    async def _state(self, request: web.Request) -> web.Response:
        asked = request.query.get("map", "0")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 5 else 0
        if number not in self._server.world.maps:
            number = 0
        now = asyncio.get_running_loop().time()
        made_at, state = self._states.get(number, (0.0, {}))
        if not state or now - made_at >= FRESH_S:
            state = public_state(self._server.world, number)
            self._states[number] = now, state
        return web.json_response(state)


def public_state(world: World, number: int) -> dict[str, Any]:
    """The names of who plays, how many are on each map, and where on one of them (0 = on none).

    The staff is left out, and so is on the map whoever hides there.
    """
    players = [one for one in world.players.values() if _is_common(one)]
    state: dict[str, Any] = {
        "names": sorted((one.name for one in players), key=str.upper),
        "maps": [
            {"id": one["id"], "name": one["name"], "players": sum(map(_is_seen, world.maps[one["id"]].players))}
            for one in views.maps(world)
        ],
        "map": None,
    }
    if number:
        here = world.maps[number]
        state["map"] = {
            "id": number,
            "players": [{"name": "", "x": one.x, "y": one.y} for one in here.players if _is_seen(one)],
            "npcs": [{"name": one.definition.name, "x": one.x, "y": one.y} for one in here.npcs.values()],
        }
    return state


def _is_common(player: Player) -> bool:
    return bool(player.privileges & Privilege.USER) and not player.admin_invisible


def _is_seen(player: Player) -> bool:
    return _is_common(player) and not player.hidden and not player.invisible
