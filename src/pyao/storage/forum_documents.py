"""Forums as they are stored: one document each, JSON with title, author and text of every post, the newest first.

Source: 11-social §7.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyao.world.forums import Forum, Post

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "forum:"
"""Before the forum's id in the keys of the documents."""


def forum_document(forum: Forum) -> str:
    """A forum as it is stored."""
    return json.dumps({"posts": forum.posts, "announcements": forum.announcements})


def forum_of(document: bytes) -> Forum:
    """A forum as it was stored."""
    table = json.loads(document)
    return Forum(_posts(table["posts"]), _posts(table["announcements"]))


def _posts(stored: Iterable[Iterable[str]]) -> list[Post]:
    return [Post(*one) for one in stored]
