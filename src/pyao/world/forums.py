"""What has been posted in the forums.

Source: 11-social §7.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

MAX_POSTS, MAX_ANNOUNCEMENTS = 30, 5
ROYAL, CHAOS = "REAL", "CAOS"
"""The armies' forums, which every board shows to the players who may read them."""


class Post(NamedTuple):
    """One post, as it was written."""

    title: str
    author: str
    text: str


@dataclass(slots=True)
class Forum:
    """The posts of one forum, newest first."""

    posts: list[Post] = field(default_factory=list)
    announcements: list[Post] = field(default_factory=list)


class Forums:
    """All forums by their id, whatever its case; `changed` holds the ids of those that must be saved."""

    def __init__(self) -> None:
        self._forums: dict[str, Forum] = {}
        self.changed: set[str] = set()

    def get(self, forum: str) -> Forum:
        """The forum of that id; empty if nobody has posted there yet."""
        return self._forums.setdefault(forum.upper(), Forum())

    def put(self, forum: str, content: Forum) -> None:
        """Put a forum that was saved in its place."""
        self._forums[forum.upper()] = content

    def add(self, forum: str, post: Post, *, announcement: bool) -> None:
        """Add a new post; if there are too many, the oldest is dropped."""
        content = self.get(forum)
        posts, most = (content.announcements, MAX_ANNOUNCEMENTS) if announcement else (content.posts, MAX_POSTS)
        posts.insert(0, post)
        del posts[most:]
        self.changed.add(forum.upper())
