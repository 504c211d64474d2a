"""Commands on the running server: who is there, a line to everybody, a save, the end.

Source: 10-gm-admin §6.2.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field

from pyao.rules.staff import broadcasts, operator
from pyao.server.backups.making import Outcome
from pyao.server.control.command import Arguments, Refused, Reply, command

if TYPE_CHECKING:
    from pyao.server.control.desk import Desk
    from pyao.world.player import Player

LONGEST_COUNTDOWN_S = 86_400

PRIVATE = ("ip",)
"""What of those who are present only the staff that may act is told."""

Name = Annotated[str, Field(min_length=1, max_length=30)]
Text = Annotated[str, Field(min_length=1, max_length=400)]


class Nothing(Arguments):
    """No arguments."""


class Say(Arguments):
    """`popup` = in a dialog on everybody's screen instead of a line."""

    text: Text
    popup: bool = False


class Named(Arguments):
    """One character."""

    name: Name


class Stop(Arguments):
    """When the server is to stop, from now, and why; `cancel` = not at all."""

    in_s: Annotated[int, Field(ge=0, le=LONGEST_COUNTDOWN_S)] = 0
    reason: Annotated[str, Field(max_length=200)] = ""
    cancel: bool = False


class Backup(Arguments):
    """Another folder than the usual one, as a whole path; empty = the usual one."""

    to: Annotated[str, Field(max_length=4_096)] = ""


class Present(BaseModel):
    """Somebody in the world; `rank` empty = a player, `connected` false = the connection is gone, the character not."""

    name: str
    level: int
    rank: str
    map: int
    x: int
    y: int
    ip: str
    idle_minutes: int
    connected: bool


async def online(desk: Desk, _given: Nothing) -> Reply:
    """Who is in the world, in the order of the slots."""
    players = [present(one).model_dump() for one in desk.game.world.by_slot()]
    return Reply(f"{len(players)} online", players)


def present(player: Player) -> Present:
    """What is told of a player who is in the world."""
    return Present(
        name=player.name,
        level=player.record.level,
        rank=player.privileges.name or "",
        map=player.map,
        x=player.x,
        y=player.y,
        ip=player.ip,
        idle_minutes=player.idle_minutes,
        connected=player.connected,
    )


async def say(desk: Desk, given: Say) -> Reply:
    """Tell everybody in the world."""
    world = desk.game.world
    if given.popup:
        broadcasts.open_dialogs(world, given.text)
    else:
        operator.say(world, given.text)
    return Reply(f"said to {len(world.players)}")


async def kick(desk: Desk, given: Named) -> Reply:
    """Throw somebody out."""
    player = desk.game.world.player_named(given.name)
    if player is None:
        raise Refused(f"{given.name} is not online")
    operator.kick(desk.game.world, player)
    return Reply(f"{player.name} was kicked")


async def save(desk: Desk, _given: Nothing) -> Reply:
    """Write everybody and everything to the store now."""
    if not await desk.saver.flush():
        raise Refused("the store can't be written: see the server's log; everything is kept and tried again")
    return Reply(f"saved, {len(desk.game.world.players)} of them online")


async def backup(desk: Desk, given: Backup) -> Reply:
    """Save everything, and make a backup of it that is verified; whether it is good stands in the answer."""
    if desk.backups is None:
        raise Refused("no backups are made here")
    if given.to and not Path(given.to).is_absolute():
        raise Refused("to: is no whole path")
    outcome = await desk.backups.take(Path(given.to) if given.to else None)
    return Reply(outcome.text, outcome.model_dump())


async def stop(desk: Desk, given: Stop) -> Reply:
    """Stop the server, at once or after a countdown; or stop the countdown."""
    if given.cancel:
        if not desk.countdown.cancel():
            raise Refused("the server was not about to stop")
        operator.announce_no_end(desk.game.world)
        return Reply("the server goes on")
    if given.in_s:
        desk.countdown.start(given.in_s, given.reason)
        return Reply(f"the server stops in {given.in_s} s")
    desk.countdown.cancel()
    desk.ending.request(f"stop {given.reason}".strip())
    return Reply("the server stops")


COMMANDS = (
    command("online", Nothing, online, answers=list[Present], only_looks=True, private=PRIVATE),
    command("say", Say, say),
    command("kick", Named, kick),
    command("save", Nothing, save),
    command("backup", Backup, backup, answers=Outcome),
    command("stop", Stop, stop),
)
