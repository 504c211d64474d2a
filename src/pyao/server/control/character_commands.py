"""Commands on characters, whether they are in the world or not, and whether a server runs or not.

Source: 10-gm-admin §4.4, §6.2; 02-sessions-and-characters §2.
"""

from __future__ import annotations

import json
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, SecretStr

from pyao.content.enums import City, Gender, PlayerClass, Privilege, Race
from pyao.protocol.client_packets import LoginNewChar
from pyao.rules.body.races import HEADS
from pyao.rules.session import creation, names
from pyao.rules.society.penalties import add_penalty
from pyao.rules.staff import operator
from pyao.rules.staff.subjects import Subject
from pyao.server.control.command import Arguments, Refused, Reply, command
from pyao.server.control.server_commands import Name, Named, Text
from pyao.storage.records import freeze, thaw
from pyao.tasks.own_record import MIN_PASSWORD
from pyao.world.ledger import Reason, held_by
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyao.server.control.desk import Desk
    from pyao.world.record import CharacterRecord

DELETED = "deleted:"
"""What the keys of deleted characters begin with: `deleted:NAME:moment`."""

KEPT_DAYS = 30
"""How long a deleted character can be restored."""

Minutes = Annotated[int, Field(ge=0, le=100_000)]
Rank = Literal["admin", "dios", "especial", "semidios", "consejero", "rolemaster", "none"]


class Listing(Arguments):
    """`deleted` = those that can be restored."""

    deleted: bool = False


class WithReason(Named):
    """A character, and why."""

    reason: Text


class Jail(WithReason):
    """For how long, in minutes of play."""

    minutes: Minutes


class Everybody(Arguments):
    """No arguments."""


class Password(Named):
    """The new password."""

    password: SecretStr


class Rename(Named):
    """The new name."""

    new: Name


class Grant(Named):
    """The rank; `none` takes away what was granted.  `let_create`: anybody may create a character of that name."""

    rank: Rank
    let_create: bool = False


class Create(Named):
    """A new character; `record` = one that was exported, whatever else is said."""

    password: SecretStr | None = None
    race: Literal["human", "elf", "drow", "gnome", "dwarf"] = "human"
    gender: Literal["man", "woman"] = "man"
    player_class: Annotated[str, Field(max_length=20)] = "warrior"
    home: Annotated[str, Field(max_length=20)] = "ullathorpe"
    record: dict[str, Any] | None = None


async def list_(desk: Desk, given: Listing) -> Reply:
    """The names of all characters, or of the deleted ones with the moment of their deletion."""
    if given.deleted:
        kept = [key.removeprefix(DELETED).partition(":") for key in await desk.store.document_keys(DELETED)]
        return Reply(f"{len(kept)} deleted", [f"{name} {moment}" for name, _colon, moment in kept])
    found = await desk.store.names()
    return Reply(f"{len(found)} characters", found)


async def show(desk: Desk, given: Named) -> Reply:
    """Everything that is kept of a character but the password."""
    record = (await subject_of(desk, given.name)).record
    fields = json.loads(freeze(record))
    fields.pop("password_hash")
    ranks = sorted({*desk.staff.ranks(given.name), *desk.staff.configured_ranks(given.name)})
    return Reply(record.name, fields | {"ranks": ranks})


async def ban(desk: Desk, given: WithReason) -> Reply:
    """Forbid a character to log in."""

    def rule(subject: Subject) -> None:
        if subject.record.banned:
            raise Refused(f"{subject.record.name} is banned already: {subject.record.ban_reason}")
        operator.ban(desk.game.world, subject, given.reason)

    return Reply(f"{await _with(desk, given.name, rule)} is banned")


async def unban(desk: Desk, given: Named) -> Reply:
    """Let a character log in again."""

    def rule(subject: Subject) -> None:
        if not subject.record.banned:
            raise Refused(f"{subject.record.name} is not banned")
        operator.unban(desk.game.world, subject)

    return Reply(f"{await _with(desk, given.name, rule)} may log in again")


async def unban_all(desk: Desk, _given: Everybody) -> Reply:
    """Let all banned characters log in again."""
    pardoned: list[str] = []

    def rule(subject: Subject) -> None:
        if operator.pardon(desk.game.world, subject):
            pardoned.append(subject.record.name)

    for name in await desk.store.names():
        with suppress(Refused):  # it was deleted or renamed meanwhile
            if (await subject_of(desk, name)).record.banned:
                await _with(desk, name, rule)
    return Reply(f"{len(pardoned)} characters may log in again", pardoned)


async def jail(desk: Desk, given: Jail) -> Reply:
    """Put a character in jail."""
    world = desk.game.world
    most = world.settings.gm_jail_max_min
    if given.minutes > most:
        raise Refused(f"minutes: at most {most} (game.gm_jail_max_min)")

    def rule(subject: Subject) -> None:
        if not subject.privileges(world) & Privilege.USER:
            raise Refused(f"{subject.record.name} belongs to the staff")
        operator.jail(world, subject, given.minutes, given.reason)

    return Reply(f"{await _with(desk, given.name, rule)} is in jail for {given.minutes} minutes")


async def password(desk: Desk, given: Password) -> Reply:
    """Give a character another password; the old one is not asked for."""
    hashed = await _hash(desk, given.password)

    def rule(subject: Subject) -> None:
        subject.record.password_hash = hashed
        desk.game.world.host.save(subject.record)

    return Reply(f"{await _with(desk, given.name, rule)} has a new password")


async def rename(desk: Desk, given: Rename) -> Reply:
    """Give a character another name; the old one is free afterwards, and ranks granted from outside go along."""
    _check_name(given.new)
    async with desk.game.entering(given.name), desk.game.entering(given.new):
        record = await _absent(desk, given.name)
        old = record.name
        await _check_free(desk, given.new)
        add_penalty(record, operator.OPERATOR, "RENOMBRADO", f"era {old}", desk.game.world.clock.today())
        record.name = given.new
        await desk.saver.commit([record], removed=[key_of(old)], moved={key_of(old): key_of(given.new)})
    desk.staff.rename(old, given.new)
    await desk.saver.flush()
    return Reply(f"{old} is {given.new} now")


async def delete(desk: Desk, given: Named) -> Reply:
    """Take a character out of the store; it is kept aside for `KEPT_DAYS` days, with its earlier states."""
    now = desk.game.world.clock.today()
    async with desk.game.entering(given.name):
        record = await _absent(desk, given.name)
        own, aside = key_of(record.name), f"{DELETED}{key_of(record.name)}:{now.isoformat(timespec='microseconds')}"
        with _entered(desk, gone=record):
            await desk.saver.commit(removed=[own], documents={aside: freeze(record)}, moved={own: aside})
    desk.staff.revoke(given.name)
    await _forget_old(desk, now)
    await desk.saver.flush()
    return Reply(f"{record.name} is deleted; characters restore brings it back within {KEPT_DAYS} days")


async def bring_back(desk: Desk, name: str) -> Reply:
    """Bring back a deleted character as it was; if there are several of the name, the one deleted last."""
    async with desk.game.entering(name):
        await _check_free(desk, name)
        keys = await desk.store.document_keys(f"{DELETED}{key_of(name)}:")
        if not keys:
            raise Refused(f"no deleted character {name} is kept")
        frozen = await desk.saver.load_document(keys[-1])
        record = thaw(key_of(name), frozen or b"")
        with _entered(desk, born=record):
            await desk.saver.commit([record], documents={keys[-1]: None}, moved={keys[-1]: key_of(name)})
    return Reply(f"{record.name} is back")


async def create(desk: Desk, given: Create) -> Reply:
    """Make a character, one with a name on a staff list too."""
    _check_name(given.name)
    record = await _exported(desk, given) if given.record is not None else await _newborn(desk, given)
    async with desk.game.entering(given.name):
        await _check_free(desk, given.name)
        with _entered(desk, born=record):
            await desk.saver.commit([record])
    return Reply(f"{record.name} is there")


async def export(desk: Desk, given: Named) -> Reply:
    """The whole record of a character, the hash of the password too; `create` takes it."""
    record = (await subject_of(desk, given.name)).record
    return Reply(record.name, json.loads(freeze(record)))


async def grant(desk: Desk, given: Grant) -> Reply:
    """Give a character a rank, from its next login on, or take it away."""
    staff = desk.staff
    if given.rank == "none":
        listed = staff.configured_ranks(given.name)
        if not staff.ranks(given.name):
            raise Refused(f"{given.name} was granted no rank here" + _still_listed(listed))
        staff.revoke(given.name)
        text = f"{given.name} has no granted rank any more" + _still_listed(listed)
    else:
        text = await _grant(desk, given)
    await desk.saver.flush()
    return Reply(text)


async def _grant(desk: Desk, given: Grant) -> str:
    _check_name(given.name)
    if not await desk.saver.exists(given.name):
        if not given.let_create:
            raise Refused(
                f"there is no character {given.name}: make it with characters create, "
                "or let whoever comes first create it with --let-create"
            )
        desk.staff.let_create(given.name)
    desk.staff.grant(given.name, given.rank)
    return f"{given.name} has the rank {given.rank} from the next login on"


def _still_listed(ranks: list[str]) -> str:
    return f"; the settings still list it as {', '.join(ranks)}" if ranks else ""


async def subject_of(desk: Desk, name: str) -> Subject:
    """The character of that name, for reading."""
    present = desk.game.world.player_named(name)
    if present is not None:
        return Subject(present.name, present.record, present)
    record = await desk.game.characters.load(name) if names.is_valid_name(name) else None
    if record is None:
        raise Refused(f"there is no character {name}")
    return Subject(name, record)


async def _with(desk: Desk, name: str, rule: Callable[[Subject], None]) -> str:
    """Apply a rule while nobody can enter with the name, and write what came of it; gives the character's own name."""
    async with desk.game.entering(name):
        subject = await subject_of(desk, name)
        rule(subject)
        if not await desk.saver.flush():
            raise Refused("the store can't be written; it is tried again: see the server's log")
    return subject.record.name


async def _absent(desk: Desk, name: str) -> CharacterRecord:
    """The record of a character that is not in the world and in no guild, which the name stands in."""
    subject = await subject_of(desk, name)
    if subject.player is not None:
        raise Refused(f"{subject.player.name} is in the game: kick it first")
    if subject.record.guild.guild:
        raise Refused(f"{subject.record.name} is in a guild: it has to leave that first")
    return subject.record


async def _check_free(desk: Desk, name: str) -> None:
    if await desk.saver.exists(name):
        raise Refused(f"there is a character {name} already")


def _check_name(name: str) -> None:
    if not names.is_valid_name(name):
        raise Refused(f"{name!r} is no valid name: 1 to {names.MAX_NAME} letters a to z and blanks")


async def _hash(desk: Desk, given: SecretStr) -> str:
    plain = given.get_secret_value()
    if not MIN_PASSWORD <= len(plain) <= creation.MAX_PASSWORD:
        raise Refused(f"password: {MIN_PASSWORD} to {creation.MAX_PASSWORD} characters")
    return await desk.game.passwords.hash_password(plain)


async def _newborn(desk: Desk, given: Create) -> CharacterRecord:
    """A character as the creation screen makes it."""
    if given.password is None:
        raise Refused("password: is missing")
    race, gender = Race[given.race.upper()], Gender[given.gender.upper()]
    packet = LoginNewChar(
        name=given.name,
        password="",
        v1=0,
        v2=0,
        v3=0,
        race=race,
        gender=gender,
        class_=_member(PlayerClass, given.player_class),
        head=HEADS[race, gender][0],
        email="",
        home=_member(City, given.home),
    )
    world = desk.game.world
    record = creation.new_record(world.content, world.rng, packet, creation.throw_dices(world.rng))
    record.password_hash = await _hash(desk, given.password)
    return record


async def _exported(desk: Desk, given: Create) -> CharacterRecord:
    """A character as `export` gave it, under the name that is asked for."""
    record = thaw(key_of(given.name), json.dumps((given.record or {}) | {"name": given.name}))
    if given.password is not None:
        record.password_hash = await _hash(desk, given.password)
    return record


def _member(kind: type[PlayerClass | City], word: str) -> int:
    try:
        return kind[word.upper()]
    except KeyError:
        raise Refused(f"{word}: one of {', '.join(one.name.lower() for one in kind)}") from None


def enter(
    desk: Desk, reason: Reason, *, born: CharacterRecord | None = None, gone: CharacterRecord | None = None
) -> None:
    """Enter in the ledger that what one record owns is there from now on, and what the other owns is not."""
    change = held_by(born) if born is not None else Counter[int]()
    change.subtract(held_by(gone) if gone is not None else {})
    for item, amount in change.items():
        desk.game.world.ledger.stored(reason, item, amount)


@contextmanager
def _entered(desk: Desk, *, born: CharacterRecord | None = None, gone: CharacterRecord | None = None) -> Iterator[None]:
    """As `enter`, for what is written in the block; if that fails, the entries come to nothing."""
    enter(desk, Reason.GM, born=born, gone=gone)
    try:
        yield
    except BaseException:
        enter(desk, Reason.GM, born=gone, gone=born)
        raise


async def _forget_old(desk: Desk, now: datetime) -> None:
    """Forget the deleted characters whose time is over."""
    for key in await desk.store.document_keys(DELETED):
        moment = datetime.fromisoformat(key.split(":", 2)[2])
        if now - moment > timedelta(days=KEPT_DAYS):
            desk.saver.put_document(key, None)


COMMANDS = (
    command("characters.list", Listing, list_, on_store=True, answers=list[str], only_looks=True),
    command(
        "characters.show",
        Named,
        show,
        on_store=True,
        answers=dict[str, Any],
        only_looks=True,
        private=("email", "last_ips"),
    ),
    command("characters.ban", WithReason, ban, on_store=True),
    command("characters.unban", Named, unban, on_store=True),
    command("characters.unban-all", Everybody, unban_all, on_store=True, answers=list[str]),
    command("characters.jail", Jail, jail, on_store=True),
    command("characters.password", Password, password, on_store=True),
    command("characters.rename", Rename, rename, on_store=True),
    command("characters.delete", Named, delete, on_store=True),
    command("characters.create", Create, create, on_store=True),
    command("characters.export", Named, export, on_store=True, answers=dict[str, Any]),
    command("characters.grant", Grant, grant, on_store=True),
)
