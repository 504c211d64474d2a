"""Commands on the world of the running server: reading its data again, pausing it, saving its maps, starting anew.

Source: 10-gm-admin §6.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from pyao.content.parts import Part
from pyao.rules.map import upkeep
from pyao.rules.session import minutes
from pyao.rules.staff import discipline, operator
from pyao.server.control.command import Arguments, Refused, Reply, command
from pyao.tasks.ports import ReloadRefused, SettingRefused
from pyao.world.npc import Npc

if TYPE_CHECKING:
    from pyao.server.control.desk import Desk

EVERYTHING = "all"


class Nothing(Arguments):
    """No arguments."""


class Reload(Arguments):
    """What is to be read again: the word of a `Part`, or `all`."""

    what: Part | Annotated[str, Field(pattern=f"^{EVERYTHING}$")] = EVERYTHING


class Open(Arguments):
    """Whether only the staff may enter."""

    gms_only: bool


class Setting(Arguments):
    """A setting of the game, as `game` and `exp_rate`, and its value as people write it."""

    section: Annotated[str, Field(max_length=40)] = "game"
    key: Annotated[str, Field(min_length=1, max_length=60)]
    value: Annotated[str, Field(min_length=1, max_length=400)]


async def reload(desk: Desk, given: Reload) -> Reply:
    """Read data and settings again while people play; if anything in them is wrong, nothing changes."""
    parts = [given.what] if isinstance(given.what, Part) else list(Part)
    try:
        return Reply(f"reloaded: {await desk.game.program.reload(parts)}")
    except ReloadRefused as refusal:
        raise Refused(f"nothing was reloaded: {refusal}") from refusal


async def pause(desk: Desk, _given: Nothing) -> Reply:
    """Let the creatures stand still and freeze everybody's keys."""
    if not operator.pause(desk.game.world):
        raise Refused("the game is paused already")
    return Reply("the game is paused")


async def resume(desk: Desk, _given: Nothing) -> Reply:
    """End the pause."""
    if not operator.resume(desk.game.world):
        raise Refused("the game is not paused")
    return Reply("the game goes on")


async def restrict(desk: Desk, given: Open) -> Reply:
    """Let only the staff enter, or everybody; who is in the world stays."""
    desk.game.world.gms_only = given.gms_only
    return Reply("only the staff may enter" if given.gms_only else "everybody may enter")


async def restart(desk: Desk, _given: Nothing) -> Reply:
    """Save the world and everybody, stop, and start anew."""
    upkeep.save_world(desk.game.world)
    minutes.save_characters(desk.game.world)
    desk.ending.request("restart", again=True)
    return Reply("the server starts anew")


async def save_maps(desk: Desk, _given: Nothing) -> Reply:
    """Save the maps that are marked for it, as the world save does."""
    upkeep.save_world(desk.game.world)
    return Reply("the world is being saved")


async def load_maps(desk: Desk, _given: Nothing) -> Reply:
    """Start anew with the maps as the last world save left them; everybody is thrown out."""
    desk.ending.request("the maps of the last world save are loaded", again=True, from_world_save=True)
    return Reply("the server starts anew with the saved maps")


async def relieve_guards(desk: Desk, _given: Nothing) -> Reply:
    """Send the guards back to their posts."""
    upkeep.relieve_guards(desk.game.world)
    return Reply("the guards are at their posts")


async def kick_users(desk: Desk, _given: Nothing) -> Reply:
    """Throw out everybody who has no rank."""
    before = len(desk.game.world.players)
    discipline.kick_all(desk.game.world)
    return Reply(f"{before - len(desk.game.world.players)} were thrown out")


async def close_idle(desk: Desk, _given: Nothing) -> Reply:
    """Close the connections that have not logged in."""
    waiting = list(desk.game.waiting.values())
    for session in waiting:
        session.close()
    return Reply(f"{len(waiting)} connections were closed")


async def unban_addresses(desk: Desk, _given: Nothing) -> Reply:
    """Let all banned addresses connect again."""
    count = len(desk.game.world.banned_ips)
    desk.game.world.banned_ips.clear()
    return Reply(f"{count} addresses may connect again")


async def set_setting(desk: Desk, given: Setting) -> Reply:
    """Write a setting into the settings file; it counts from the next reload."""
    try:
        old, new = await desk.game.program.change_setting(given.section, given.key, given.value)
    except SettingRefused as refusal:
        raise Refused(str(refusal)) from refusal
    return Reply(f"{given.key} was {old} and is {new} from the next reload on", {"old": old, "new": new})


async def status(desk: Desk, _given: Nothing) -> Reply:
    """How the server is: players, connections, creatures, whether it is paused or closed."""
    game, world = desk.game, desk.game.world
    shown = {
        "players": len(world.players),
        "record": world.record_online,
        "connections": len(game.sessions),
        "not_logged_in": len(game.waiting),
        "max_users": world.settings.max_users,
        "maps": len(world.maps),
        "npcs": sum(isinstance(one, Npc) for one in world.chars.values()),
        "paused": world.paused,
        "gms_only": world.gms_only,
        "uptime_s": world.seconds_up(),
    }
    return Reply(", ".join(f"{name.replace('_', ' ')} {value}" for name, value in shown.items()), shown)


COMMANDS = (
    command("reload", Reload, reload),
    command("pause", Nothing, pause),
    command("resume", Nothing, resume),
    command("world.restrict", Open, restrict),
    command("restart", Nothing, restart),
    command("status", Nothing, status, answers=dict[str, int | bool], only_looks=True),
    command("config.set", Setting, set_setting, answers=dict[str, str]),
    command("world.save-maps", Nothing, save_maps),
    command("world.load-maps", Nothing, load_maps),
    command("world.relieve-guards", Nothing, relieve_guards),
    command("world.kick-users", Nothing, kick_users),
    command("world.close-idle", Nothing, close_idle),
    command("world.unban-addresses", Nothing, unban_addresses),
)
