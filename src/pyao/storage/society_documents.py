"""The poll's votes and the staff's records about players as they are stored: one JSON document each.

Source: 11-social §8, §12.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyao.storage.errors import reading_document
from pyao.world.user_records import Observation, UserRecord, UserRecords

if TYPE_CHECKING:
    from pyao.world.polls import BallotBox

BALLOT_BOX = "poll"
USER_RECORDS = "user-records"


def ballot_document(box: BallotBox) -> str:
    """The document for the votes of a poll."""
    return json.dumps({"number": box.poll.number, "votes": box.votes, "mails": sorted(box.mails)})


@reading_document(BALLOT_BOX)
def fill_ballot_box(box: BallotBox, document: bytes | None) -> None:
    """Put the stored votes into the box, if they are of its poll."""
    stored = json.loads(document or b"{}")
    if stored.get("number") == box.poll.number and len(stored["votes"]) == len(box.votes):
        box.votes, box.mails = stored["votes"], set(stored["mails"])


def records_document(records: UserRecords) -> str:
    """The document for the staff's records."""
    return json.dumps([[one.name, one.creator, one.date, one.reason, one.observations] for one in records])


@reading_document(USER_RECORDS)
def records_of(document: bytes) -> UserRecords:
    """The records in a document."""
    return UserRecords(
        UserRecord(name, creator, date, reason, [Observation(*one) for one in observations])
        for name, creator, date, reason, observations in json.loads(document)
    )
