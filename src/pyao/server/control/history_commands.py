"""Commands on the earlier states of characters: which there are, and bringing one character back to one of them.

Source: 10-gm-admin §6.2; docs/operating.md "Undo".
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field

from pyao.rules.session.saving import write_back
from pyao.rules.staff import operator
from pyao.rules.staff.undoing import Share, differences, item_name, undone
from pyao.server.control.character_commands import bring_back, enter, subject_of
from pyao.server.control.command import Arguments, Refused, Reply, command
from pyao.server.control.server_commands import Name, Named
from pyao.storage.history import HOUR_S
from pyao.storage.transfer_hours import TRANSFERS, Hour, Transfer, hour_in
from pyao.world.ledger import Reason
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.server.control.desk import Desk
    from pyao.world.record import CharacterRecord

MOST_LINES = 40
"""How many lines of what has passed between two are told; the data have all."""

UNKNOWN = (
    "not traced: what was sold to shops or bought there, what went through an account of the same person, and piles"
    " on the ground on which several have dropped things"
)


class Restore(Arguments):
    """A character, and the moment to which it goes back; without one it is a deleted character that comes back.

    `only` = no more than that part of it; `dry_run` = only tell what would change.
    """

    name: Name
    at: Annotated[str, Field(max_length=40)] = ""
    only: Share = Share.ALL
    dry_run: bool = False


class Passed(BaseModel):
    """What has passed between two characters since then: all of one object for one reason, `at` the last time."""

    giver: str
    taker: str
    reason: str
    item: int
    name: str
    amount: int
    at: str


class Restored(BaseModel):
    """The state that a character goes back to, what changes with it, and what has passed since."""

    saved: str
    changes: list[str]
    passed: list[Passed]


async def history(desk: Desk, given: Named) -> Reply:
    """When the kept states of a character were saved, oldest first; the last one is the present."""
    moments = await desk.store.states(given.name)
    if not moments:
        raise Refused(f"there is no character {given.name}")
    return Reply(f"{len(moments)} states of {given.name}", [local(at) for at in moments])


async def restore(desk: Desk, given: Restore) -> Reply:
    """Bring a character back to an earlier state, or a deleted one back; who is in the game is thrown out first."""
    if not given.at:
        if given.only is not Share.ALL or given.dry_run:
            raise Refused("at: is missing; characters history shows which states there are")
        return await bring_back(desk, given.name)
    moment = _moment(given.at, desk.game.world.clock.today())
    async with desk.game.entering(given.name):
        subject = await subject_of(desk, given.name)
        saved_at, earlier = await _earlier(desk, subject.record, moment)
        if subject.player is not None:
            write_back(subject.player)
        changes = differences(desk.game.world, subject.record, undone(subject.record, earlier, given.only))
        if not changes:
            raise Refused(f"nothing to do: {subject.record.name} is as it was at {local(saved_at)}")
        if not given.dry_run:
            if subject.player is not None:
                operator.kick(desk.game.world, subject.player)
            await _go_back(desk, subject.record, earlier, given.only)
        passed = await _passed(desk, key_of(subject.record.name), saved_at)
    verb = "would be" if given.dry_run else "is"
    part = "" if given.only is Share.ALL else f"the {given.only.value} of "
    return Reply(
        "\n".join((f"{part}{subject.record.name} {verb} as saved at {local(saved_at)}:", *changes, *_told(passed))),
        Restored(saved=local(saved_at), changes=changes, passed=passed).model_dump(),
    )


async def _go_back(desk: Desk, record: CharacterRecord, earlier: CharacterRecord, share: Share) -> None:
    """Write the character as it was, in one batch with the ledger; the state before it is kept, so it can be undone."""
    if not await desk.saver.flush():
        raise Refused("the store can't be written: see the server's log; nothing was restored")
    after = undone(record, earlier, share)
    enter(desk, Reason.UNDO, born=after, gone=record)
    desk.saver.mark(after, apart=True)
    if not await desk.saver.flush():
        raise Refused("it is restored, but the store can't be written; it is tried again: see the server's log")


async def _earlier(desk: Desk, record: CharacterRecord, moment: int) -> tuple[int, CharacterRecord]:
    """The state of that moment and when it was saved."""
    found = await desk.store.state_at(record.name, moment)
    if found is None:
        oldest = (await desk.store.states(record.name))[:1]
        since = f"; the oldest is of {local(oldest[0])}" if oldest else ""
        raise Refused(f"no state of {record.name} is kept that counted at {local(moment)}{since}")
    return found


async def _passed(desk: Desk, key: str, since: int) -> list[Passed]:
    """What the character gave to others and got from them since that moment."""
    await desk.saver.flush()
    sums: Counter[tuple[str, str, str, int]] = Counter()
    last: dict[tuple[str, str, str, int], int] = {}
    for transfer in await transfers_of(desk, key, since):
        one = transfer.passage
        what = one.giver, one.taker, one.reason.value, one.item
        sums[what] += transfer.amount
        last[what] = transfer.at
    return [
        Passed(
            giver=giver,
            taker=taker,
            reason=reason,
            item=item,
            name=item_name(desk.game.world, item),
            amount=amount,
            at=local(last[giver, taker, reason, item]),
        )
        for (giver, taker, reason, item), amount in sums.items()
    ]


async def transfers_of(desk: Desk, key: str, since: int) -> list[Transfer]:
    """What a character gave to others and got from them since a moment, in seconds since 1970, oldest first."""
    found: list[Transfer] = []
    for document in await desk.store.document_keys(TRANSFERS):
        if hour_in(document) >= since // HOUR_S:
            found += Hour(hour_in(document), await desk.saver.load_document(document)).of(key, since)
    return found


def _told(passed: list[Passed]) -> list[str]:
    lines = [
        f"{one.taker} got {one.amount:,} {one.name} from {one.giver} ({one.reason}, last {one.at})" for one in passed
    ]
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"and {len(lines) - MOST_LINES} more such lines: see --json"]
    return ["", "what has passed since then, and stays where it is:", *lines, UNKNOWN] if lines else ["", UNKNOWN]


def _moment(text: str, now: datetime) -> int:
    """A moment as people write it, in seconds since 1970; in the server's time zone if they name none."""
    try:
        at = datetime.fromisoformat(text).astimezone(None)
    except (ValueError, OverflowError, OSError):
        raise Refused(f'at: {text!r} is no moment; one is written "{now:%Y-%m-%d %H:%M}"') from None
    if at > now:
        raise Refused(f"at: {text} is still to come")
    return int(at.timestamp())


def local(at: int) -> str:
    """A moment as `restore` reads it, in the server's time zone."""
    return f"{datetime.fromtimestamp(at).astimezone():%Y-%m-%d %H:%M:%S}"


COMMANDS = (
    command("characters.history", Named, history, on_store=True, answers=list[str]),
    command("characters.restore", Restore, restore, on_store=True, answers=Restored | None),
)
