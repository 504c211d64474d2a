"""The votes of the poll that is open.

Source: 11-social §8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.content.polls import Poll


class BallotBox:
    """The poll, how many have voted for each option, and the e-mail addresses of all who have."""

    def __init__(self, poll: Poll) -> None:
        """The box as the world was made with it."""
        self.poll = poll
        self.votes = [poll.votes[place] if place < len(poll.votes) else 0 for place in range(len(poll.options))]
        self.mails: set[str] = set()
        self.changed = False
        """Whether it must be saved."""
