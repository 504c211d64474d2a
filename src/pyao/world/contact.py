"""What players have said to the staff, for as long as the server runs.

Source: 11-social §10.
"""

from __future__ import annotations

from collections import deque


class Contact:
    """The last denounces, and the calls for help that nobody has answered yet; both oldest first."""

    def __init__(self, most_denounces: int) -> None:
        self.denounces: deque[str] = deque(maxlen=most_denounces)
        self.calls: dict[str, str] = {}
        """Who calls, by key, and when: `hh:mm:ss`."""
