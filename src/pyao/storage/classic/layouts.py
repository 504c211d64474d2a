"""How communities lay out their folders: several worlds below one, and what an import knows but does not take."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_TAKEN_FOLDERS = {
    "charfile": "characters; `pyao-server characters import` takes them",
    "charfiles": "characters; `pyao-server characters import` takes them",
    "chars": "characters; `pyao-server characters import` takes them",
    "guilds": "guilds; `pyao-server guilds import` takes them",
    "foros": "forums; `pyao-server forums import` takes them",
    "worldbackup": "maps as the old server saved them; the originals are taken",
    "quests": "quests, which the game of 0.13.3 does not have",
    "logs": "logs of the old server",
    "accounts": "accounts, which the game of 0.13.3 does not have",
    "cuentas": "accounts, which the game of 0.13.3 does not have",
}
"""Folders that are recognised and not entered, by case-folded name, and what is said of them."""

NOT_TAKEN_FILES = {
    "quests.dat": "quests, which the game of 0.13.3 does not have",
    "bknpcs.dat": "NPCs as the old server saved them; NPCs.dat is taken",
    "nombresinvalidos.txt": "forbidden names, which the original never consults",
    "areasstats.dat": "statistics of the old server",
    "head.dat": "ranges of heads, which the original does not read",
    "baneos.dat": "bans of the old server",
    "banhds.dat": "bans by hard disk, which the client does not send",
    "bandetail.dat": "reasons of bans; the bans themselves are in the characters",
    "clanes.dat": "guilds of the old server",
    "guildsinfo.inf": "guilds; `pyao-server guilds import` takes them",
    "records.dat": "the staff's records about players; `pyao-server records import` takes them",
    "ranking.dat": "a ranking, which the game of 0.13.3 does not have",
}
"""Files that are recognised and not taken, by case-folded name, and what is said of them."""


def choose_world(folder: Path, rivals: Iterable[list[Path]], paths: list[Path], world: Path | None) -> list[Path]:
    """The files of one world: all of them unless the folder holds several; then those of `world` and those of none.

    `rivals` are the files that are the same thing.  They make several worlds unless their bytes are the same.

    Raises:
        ValueError: there are several worlds and `world` is none of them; the text says which there are.

    """
    roots = _roots_of(rivals)
    if not roots:
        return paths
    chosen = None if world is None else next((root for root in roots if _is_meant(folder, root, world)), None)
    if chosen is None:
        names = "\n".join(f"  --world {root.relative_to(folder)}" for root in sorted(roots))
        which = "which is meant?" if world is None else f"{world} is none of them."
        raise ValueError(f"{folder}: there are {len(roots)} worlds below it; {which}\n{names}")
    homes = {path: _home(path, roots) for path in paths}
    kept = [path for path in paths if homes[path] is None or homes[path] == chosen or _holds(homes[path], chosen)]
    return sorted(kept, key=lambda path: homes[path] != chosen)


def _roots_of(rivals: Iterable[list[Path]]) -> set[Path]:
    """Where the ways to rival files part: the topmost folders that belong to one of them alone."""
    roots: set[Path] = set()
    for files in rivals:
        if len({path.parent for path in files}) > 1 and len({_content(path) for path in files}) > 1:
            common = Path(os.path.commonpath([path.parent for path in files]))
            roots |= {_below(common, path.parent) for path in files}
    return roots


def _content(path: Path) -> bytes | Path:
    """The bytes of a file; the path itself, which equals no other, if it can't be read."""
    try:
        return path.read_bytes()
    except OSError:
        return path


def _below(common: Path, folder: Path) -> Path:
    """The folder right below `common` on the way to `folder`; `common` itself if the way ends there."""
    return common / folder.relative_to(common).parts[0] if folder != common else common


def _is_meant(folder: Path, root: Path, world: Path) -> bool:
    return world.resolve() == root.resolve() or (folder / world).resolve() == root.resolve()


def _home(path: Path, roots: set[Path]) -> Path | None:
    """The innermost of the roots that a file lies below."""
    return max((root for root in roots if path.is_relative_to(root)), key=lambda root: len(root.parts), default=None)


def _holds(outer: Path | None, inner: Path) -> bool:
    return outer is not None and inner.is_relative_to(outer)
