"""The installed command, and `python -m pyao`."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

CTRL_C = 130
"""Exit code after Ctrl+C: as for a shell, 128 and the number of the signal."""


def main() -> None:
    """Run the command line.  What it writes is its owner's alone; Ctrl+C ends it with one line, whenever it comes."""
    os.umask(0o077)
    try:
        from pyao.cli.app import app  # noqa: PLC0415 - loading it takes a moment, in which Ctrl+C may come

        app()
    except KeyboardInterrupt:
        _interrupted()
    except SystemExit as end:
        if end.code == CTRL_C:  # typer heard of it first
            _interrupted()
        raise


def _interrupted() -> NoReturn:
    sys.stderr.write("pyao-server: interrupted\n")
    sys.exit(CTRL_C)


if __name__ == "__main__":
    main()
