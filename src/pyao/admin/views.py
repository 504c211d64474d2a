"""What the dashboard shows: plain values that JSON has, read from the game and changing nothing."""

from __future__ import annotations

from base64 import b64encode
from collections import deque
from typing import TYPE_CHECKING, Any

from pyao.content.enums import PlayerClass, Race, Skill
from pyao.messaging.words import class_name, race_name
from pyao.rules.body.skills import skill_name
from pyao.server.control.server_commands import present
from pyao.server.history import COARSE_SAMPLES, FINE_PER_COARSE, FINE_SAMPLES, SAMPLE_S, Sample
from pyao.storage.audit_log import AUDIT_NAME, entries_of

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.server.argentum_server import ArgentumServer
    from pyao.world.world import World

RECENT = 20
"""How many entries of the audit log are shown."""


def maps(world: World) -> list[dict[str, Any]]:
    """All maps, by number."""
    return [{"id": number, "name": world.maps[number].definition.name} for number in sorted(world.maps)]


def geometry(world: World, number: int) -> dict[str, Any] | None:
    """A map's ground (the flags of its tiles, base64) and exits (x, y, to map, x, y); `None` = there is no such map."""
    here = world.maps.get(number)
    if here is None:
        return None
    exits = [[*tile, *leads] for tile, leads in here.exits.items()]
    return {"id": number, "name": here.definition.name, "tiles": b64encode(here.flags).decode(), "exits": exits}


def names(world: World) -> dict[str, Any]:
    """What the numbers in a character's record mean."""
    return {
        "items": {number: item.name for number, item in world.content.items.items()},
        "skills": [skill_name(skill) for skill in Skill],
        "classes": {int(one): class_name(one) for one in PlayerClass},
        "races": {int(one): race_name(one) for one in Race},
        "guilds": {number: guild.name for number, guild in enumerate(world.guilds, start=1)},
    }


def recent_audit(folder: Path, target: str) -> list[dict[str, Any]]:
    """What was done to a character lately, newest first.  Reads a file: not for the event loop."""
    path, wanted = folder / AUDIT_NAME, target.upper()
    if not path.exists():
        return []
    found = deque((one for one in entries_of(path) if str(one["target"]).upper() == wanted), RECENT)
    return [{key: one[key] for key in ("when", "who", "command", "result")} for one in reversed(found)]


def everybody(server: ArgentumServer) -> dict[str, Any]:
    """Who is in the world, and how the server is."""
    world = server.world
    state = {
        "uptime_s": world.seconds_up(),
        "record": world.record_online,
        "connections": len(server.game.sessions),
        "creatures": sum(len(one.npcs) for one in world.maps.values()),
        "late_s": server.measures.late_s,
        "unsaved_s": server.saver.unsaved_s(),
    }
    return {"players": [present(one).model_dump() for one in world.by_slot()], "state": state}


def moment(world: World, number: int) -> dict[str, Any]:
    """Who stands where on a map at this moment."""
    here = world.maps[number]
    return {
        "id": number,
        "players": [{"name": one.name, "x": one.x, "y": one.y} for one in here.players],
        "npcs": [{"name": one.definition.name, "x": one.x, "y": one.y} for one in here.npcs.values()],
    }


def history(server: ArgentumServer, *, day: bool) -> dict[str, Any]:
    """The samples of the last day or hour, oldest first, and how many seconds that is."""
    kept = server.observer.history
    samples = kept.day if day else kept.hour
    span_s = COARSE_SAMPLES * FINE_PER_COARSE * SAMPLE_S if day else FINE_SAMPLES * SAMPLE_S
    return {"span_s": span_s, "fields": Sample._fields, "samples": [[round(x, 2) for x in one] for one in samples]}
