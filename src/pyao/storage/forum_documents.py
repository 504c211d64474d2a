"""Forums as they are stored: one JSON document each, with title, author and text of every post, newest first.

Source: 11-social §7.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyao.world.forums import Forum, Post

if TYPE_CHECKING:
    from collections.abc import Iterable

PREFIX = "forum:"
"""The key of a forum's document is this and the forum's id."""


def forum_document(forum: Forum) -> str:
    """The document for a forum."""
    return json.dumps({"posts": forum.posts, "announcements": forum.announcements})


def forum_of(document: bytes) -> Forum:
    """The forum in a document."""
    table = json.loads(document)
    return Forum(_posts(table["posts"]), _posts(table["announcements"]))


def _posts(stored: Iterable[Iterable[str]]) -> list[Post]:
    return [Post(*one) for one in stored]
