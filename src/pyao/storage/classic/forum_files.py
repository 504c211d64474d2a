"""The forums of a classic server: `<ID>.for` says how many posts there are, each of which has a file of its own.

Source: 11-social §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.keys import SHORT
from pyao.storage.classic.ini import read_ini
from pyao.storage.classic.texts import text_of
from pyao.world.forums import MAX_ANNOUNCEMENTS, MAX_POSTS, Forum, Post

if TYPE_CHECKING:
    from pathlib import Path

    from pyao.storage.classic.findings import Findings

FOLDER = "foros"
ENDING = ".for"
HEAD = b"[info]"


def read_forums(folder: Path, findings: Findings) -> dict[str, Forum]:
    """All forums in the folder, or in its folder of forums, by their ids in capitals.

    Raises:
        OSError: the folder can't be read.

    """
    inner = next((one for one in folder.iterdir() if one.is_dir() and one.name.casefold() == FOLDER), folder)
    files = {path.name.casefold(): path for path in sorted(inner.iterdir()) if path.suffix.casefold() == ENDING}
    forums: dict[str, Forum] = {}
    for path in files.values():
        data = path.read_bytes()
        if data.lstrip().lower().startswith(HEAD):
            forums[path.stem.upper()] = _forum(path, data, files, findings)
    return forums


def _forum(path: Path, data: bytes, files: dict[str, Path], findings: Findings) -> Forum:
    info = read_ini(path.name, data, findings).section("INFO")
    posts, announcements = info.number("CantMSG", SHORT), info.number("CantAnuncios", SHORT)
    return Forum(
        _posts(path.stem, "", min(posts, MAX_POSTS), files, findings),
        _posts(path.stem, "a", min(announcements, MAX_ANNOUNCEMENTS), files, findings),
    )


def _posts(stem: str, mark: str, count: int, files: dict[str, Path], findings: Findings) -> list[Post]:
    """The posts that are there, newest first as they are numbered; `mark` = what follows the number of a file."""
    posts = []
    for number in range(1, count + 1):
        name = f"{stem}{number}{mark}{ENDING}"
        path = files.get(name.casefold())
        if path is None:
            findings.warn(name, "", "the file is missing; the post is left out")
            continue
        lines = text_of(path.name, path.read_bytes(), findings).splitlines()
        title, author, *text = [*lines, "", ""][: max(2, len(lines))]
        if not title and not author:
            findings.warn(path.name, "", "it is empty; the post is left out")
        else:
            posts.append(Post(title, author, "\n".join(text)))
    return posts
