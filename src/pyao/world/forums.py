"""What has been posted in the forums.

Source: 11-social §7.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MAX_POSTS, MAX_ANNOUNCEMENTS = 30, 5
ROYAL, CHAOS = "REAL", "CAOS"
"""The forums of the armies, which every board shows to those who may see them."""


class Post(NamedTuple):
    """One post, as it was written."""

    title: str
    author: str
    text: str


@dataclass(slots=True)
class Forum:
    """One forum; the newest first."""

    posts: list[Post] = field(default_factory=list)
    announcements: list[Post] = field(default_factory=list)


class Forums:
    """All forums by their id, whatever its case; `changed` holds those that must be saved."""

    def __init__(self) -> None:
        """Nobody has posted anything."""
        self._forums: dict[str, Forum] = {}
        self.changed: set[str] = set()

    def get(self, forum: str) -> Forum:
        """The forum of that id."""
        return self._forums.setdefault(forum.upper(), Forum())

    def put(self, forum: str, content: Forum) -> None:
        """What was saved of a forum."""
        self._forums[forum.upper()] = content

    def add(self, forum: str, post: Post, *, announcement: bool) -> None:
        """Put a post first; the oldest goes when there are too many."""
        content = self.get(forum)
        posts, most = (content.announcements, MAX_ANNOUNCEMENTS) if announcement else (content.posts, MAX_POSTS)
        posts.insert(0, post)
        del posts[most:]
        self.changed.add(forum.upper())
