"""Whether the server lives, and whether it can take players: for containers and whoever watches them."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.server.argentum_server import ArgentumServer

STANDING_STILL_S = 5.0
"""A game without a tick for so long is dead."""


def health(server: ArgentumServer) -> web.Response:
    """200 = the game goes on; 503 = it stands still, and a restart is needed."""
    still_s = server.measures.standing_still_s()
    alive = still_s < STANDING_STILL_S
    answer = {
        "alive": alive,
        "version": version("pyao-server"),
        "uptime_s": server.world.seconds_up(),
        "last_tick_s": round(still_s, 3),
        "backup": _backup(server),
    }
    return web.json_response(answer, status=200 if alive else 503)


def _backup(server: ArgentumServer) -> dict[str, object]:
    """How the last backup went; a failed one needs somebody to look, but no restart."""
    backups = server.office.backups
    age_s, last = backups.newest_age_s(), backups.last
    return {
        "enabled": backups.on,
        "newest_age_s": None if age_s is None else round(age_s),
        "failures": backups.failures,
        "last": None if last is None else {"ok": last.ok, "text": last.text},
    }


def ready(server: ArgentumServer) -> web.Response:
    """200 = players can enter and what they do is saved; 503 = not now, and why."""
    reasons = list(_why_not(server))
    return web.json_response({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def _why_not(server: ArgentumServer) -> Iterator[str]:
    if not server.office.desk.serving:
        yield "the server is starting or ending"
    if not server.listener.port:
        yield "the game's port is closed"
    if server.saver.failing:
        yield "the store can't be written"
    if server.measures.standing_still_s() >= STANDING_STILL_S:
        yield "the game stands still"
