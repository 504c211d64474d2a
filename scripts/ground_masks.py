"""Writes the masks of the built-in world's maps (walls, water, roofs) from the maps of a Godot client.

Run it by hand where the client is at hand: python scripts/ground_masks.py CLIENT_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyao.storage.classic.importer import UnreadableFolder, read_geometry
from pyao.storage.default_world import load_default_world
from pyao.storage.ground_masks import pack_mask

FOLDER = Path(__file__).resolve().parents[1] / "src" / "pyao" / "data" / "world" / "ground"


def write_masks(client: Path, folder: Path) -> list[str]:
    """Write a mask for each map in use that the client has; gives a line for each file and each map that it lacks.

    Raises:
        UnreadableFolder: the client's folder can't be read.

    """
    wanted = load_default_world().maps
    grounds, _findings = read_geometry(client, wanted.keys())
    folder.mkdir(exist_ok=True)
    lines = [f"map {number} is not there" for number in sorted(wanted.keys() - grounds.keys())]
    for number, ground in grounds.items():
        mask = pack_mask(bytes(ground.tiles))
        (folder / f"{number}.mask").write_bytes(mask)
        lines.append(f"{number}.mask: {len(mask)} bytes")
    return lines


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        print("\n".join(write_masks(Path(sys.argv[1]), FOLDER)))  # noqa: T201 - what a script is for
    except UnreadableFolder as fault:
        sys.exit(str(fault))
