"""Records that the staff keeps about players (seguimientos).

Source: 11-social §12, 10-gm-admin §4.11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.content.keys import BYTE
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.staff.outcome import IGNORED, Outcome
from pyao.world.audit import Result
from pyao.world.record import key_of
from pyao.world.user_records import Observation, UserRecord

if TYPE_CHECKING:
    from pyao.rules.staff.subjects import Subject
    from pyao.world.player import Player
    from pyao.world.world import World

DAY_AND_TIME = "%d/%m/%Y %H:%M:%S"


def add(world: World, gm: Player, subject: Subject | None, reason: str) -> Outcome | None:
    """Open a record about a character."""
    if subject is None:
        return _refuse(gm, _("No existe ningún personaje con ese nombre."))
    if len(world.user_records) >= BYTE[1]:
        return _refuse(gm, _("No hay lugar para más registros."))
    when = f"{world.clock.today():{DAY_AND_TIME}}"
    world.user_records.append(UserRecord(key_of(subject.name), gm.name, when, reason))
    show_all(world, gm)
    return None


def add_observation(world: World, gm: Player, number: int, text: str) -> Outcome | None:
    """Add something to a record."""
    record = world.user_records.numbered(number)
    if record is None:
        return IGNORED
    record.observations.append(Observation(gm.name, f"{world.clock.today():{DAY_AND_TIME}}", text))
    _show(world, gm, record)
    return None


def remove(world: World, gm: Player, number: int) -> Outcome | None:
    """Delete a record, which only gods may."""
    record = world.user_records.numbered(number)
    if record is None:
        return IGNORED
    if not gm.privileges & Privilege.DIOS:
        return _refuse(gm, _("Solo los dioses pueden borrar registros."))
    del world.user_records[number - 1]
    gm.messages.send(msg.show_message_box(_("El registro fue borrado.")))
    show_all(world, gm)
    return None


def show_all(world: World, gm: Player) -> None:
    """Show the names of all records."""
    gm.messages.send(msg.record_list([one.name for one in world.user_records]))


def show(world: World, gm: Player, number: int) -> Outcome | None:
    """Show what one record says."""
    record = world.user_records.numbered(number)
    if record is None:
        return IGNORED
    _show(world, gm, record)
    return None


def _show(world: World, gm: Player, record: UserRecord) -> None:
    player = world.player_named(record.name)
    seconds = (world.now_ms - player.entered_ms) // 1000 if player is not None else 0
    gm.messages.send(
        msg.record_details(
            record.creator,
            record.reason,
            player is not None,
            player.ip if player is not None else "",
            f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}",
            "\r\n".join(f"{one.creator.upper()}> {one.text}" for one in record.observations),
        )
    )


def _refuse(gm: Player, sentence: str) -> Outcome:
    gm.messages.send(msg.show_message_box(sentence))
    return Outcome(Result.REFUSED, reason=sentence)
