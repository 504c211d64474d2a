"""Everything that is kept about a player, for the player: nothing that belongs to others, and no password.

Source: docs/exporting.md "Para un jugador".
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from pyao.server.control.character_commands import DELETED, subject_of
from pyao.server.control.command import Reply, command
from pyao.server.control.history_commands import local, transfers_of
from pyao.server.control.server_commands import Named
from pyao.storage.forum_documents import PREFIX as FORUM
from pyao.storage.forum_documents import forum_of
from pyao.storage.records import freeze
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pyao.server.control.desk import Desk
    from pyao.storage.transfer_hours import Transfer


class OwnData(BaseModel):
    """What is kept about one character; other people's names, words and acts are not in it."""

    character: dict[str, Any]
    """The record, without the hash of the password."""
    ranks: list[str]
    earlier_states: list[str]
    """When each kept state was saved."""
    deleted: list[str]
    """When characters of this name were deleted that can still be brought back."""
    guild: dict[str, Any]
    """The guild's name and what the character is and has written there; empty = it has none."""
    forum_posts: list[dict[str, str]]
    staff_records: list[dict[str, Any]]
    """What the staff has noted about the character: when and what, not who."""
    voted: bool
    """Whether the character's mail has voted in the open poll; not for what, which is not kept."""
    transfers: list[dict[str, Any]]
    """What the character gave to others and got from them, by the minute."""


async def own_data(desk: Desk, given: Named) -> Reply:
    """Everything that is kept about a character, to be handed to its player."""
    await desk.saver.flush()
    subject = await subject_of(desk, given.name)
    record = subject.record
    own = key_of(record.name)
    fields = json.loads(freeze(record))
    fields.pop("password_hash")
    found = OwnData(
        character=fields,
        ranks=sorted({*desk.staff.ranks(record.name), *desk.staff.configured_ranks(record.name)}),
        earlier_states=[local(at) for at in await desk.store.states(record.name)],
        deleted=[key.rpartition(f"{own}:")[2] for key in await desk.store.document_keys(f"{DELETED}{own}:")],
        guild=_in_guild(desk, own),
        forum_posts=[one async for one in _posts(desk, own)],
        staff_records=_noted(desk, own),
        voted=_has_voted(desk, record.email),
        transfers=[_transfer(own, one) for one in await transfers_of(desk, own, 0)],
    )
    return Reply(f"what is kept about {record.name}", found.model_dump())


def _in_guild(desk: Desk, own: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for guild in desk.game.world.guilds:
        application = guild.application_of(own)
        election = guild.election
        if guild.has_member(own):
            found |= {"member_of": guild.name, "leads_it": guild.is_led_by(own)}
        if key_of(guild.founder) == own:
            found["founded"] = guild.name
        if application is not None:
            found |= {"applied_to": guild.name, "application": application.text}
        if election is not None and own in election.votes:
            found["voted_for"] = election.votes[own]
    return found


async def _posts(desk: Desk, own: str) -> AsyncIterator[dict[str, str]]:
    for key in await desk.store.document_keys(FORUM):
        forum = forum_of(await desk.store.load_document(key) or b"")
        for post in (*forum.announcements, *forum.posts):
            if key_of(post.author) == own:
                yield {"forum": key.removeprefix(FORUM), "title": post.title, "text": post.text}


def _noted(desk: Desk, own: str) -> list[dict[str, Any]]:
    return [
        {
            "date": one.date,
            "reason": one.reason,
            "observations": [{"date": seen.date, "text": seen.text} for seen in one.observations],
        }
        for one in desk.game.world.user_records
        if key_of(one.name) == own
    ]


def _has_voted(desk: Desk, mail: str) -> bool:
    box = desk.game.world.ballot_box
    return box is not None and mail.casefold() in {one.casefold() for one in box.mails}


def _transfer(own: str, one: Transfer) -> dict[str, Any]:
    gave = one.passage.giver == own
    return {
        "at": local(one.at),
        "way": "given" if gave else "got",
        "reason": one.passage.reason.value,
        "item": one.passage.item,
        "amount": one.amount,
    }


COMMANDS = (command("characters.own-data", Named, own_data, on_store=True, answers=OwnData),)
