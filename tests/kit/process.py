"""The program as a process of its own: what its user sees, and what signals do to it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from kit.patience import PATIENCE_S

from pyao.server.ending import SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = (sys.executable, "-m", "pyao")
QUICK = {
    "PYAO_STORAGE__PASSWORD_MEMORY_KIB": "8",
    "PYAO_STORAGE__PASSWORD_TIME_COST": "1",
    "PYAO_GAME__CONNECTION_INTERVAL_MS": "0",
    "PYAO_HTTP__PORT": "0",
    "PYAO_LOG__FORMAT": "json",
    "PYTHONFAULTHANDLER": "1",  # a process that hangs is aborted, and says where it was
}


class ServerProcess:
    """`pyao-server run` with a data folder of its own, listening on a free port."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.lines: list[str] = []
        with heeding_signals():
            self.popen = subprocess.Popen(
                [*PROGRAM, "run", "--host", "127.0.0.1", "--port", "0", "--data", str(folder)],
                cwd=folder.parent,
                env=os.environ | QUICK | settings,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )

    @property
    def output(self) -> IO[str]:
        assert self.popen.stdout is not None
        return self.popen.stdout

    def reads_until(self, text: str) -> str:
        """Wait for a line with this in it."""
        with self._watched():
            for line in self.output:
                self.lines.append(line)
                if text in line:
                    return line
        raise AssertionError(f"{text!r} was not said in {''.join(self.lines)}")

    def port(self) -> int:
        """Wait until it listens."""
        found = re.search(r'"port": (\d+)', self.reads_until('"listening"'))
        assert found
        return int(found[1])

    def sends(self, *signals: signal.Signals) -> None:
        for number in signals:
            self.popen.send_signal(number)

    def ends(self) -> int:
        """Wait until it has ended; its exit code."""
        with self._watched():
            rest, _nothing = self.popen.communicate()
        self.lines.extend(rest.splitlines(keepends=True))
        return self.popen.returncode

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Abort the process if the block takes too long; what its threads were at stands among its last lines then."""
        watch = threading.Timer(PATIENCE_S, self.popen.send_signal, (signal.SIGABRT,))
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def kill(self) -> None:
        """End it as a power cut would."""
        self.popen.kill()
        self.popen.communicate(timeout=PATIENCE_S)


@contextmanager
def heeding_signals() -> Iterator[None]:
    """Start programs that heed what may end them, even if whoever runs the tests has told programs to ignore it.

    `nohup` does so with SIGHUP, and a script that runs something in the background with SIGINT.  Programs inherit it
    from this process: what runs in the child before it becomes the program would hang whenever a thread of the tests
    held a lock at that moment.
    """
    numbers = [getattr(signal, name) for name in SIGNALS if hasattr(signal, name)]
    ignored = [number for number in numbers if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in ignored:
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def a_server(folder: Path, **settings: str) -> Iterator[ServerProcess]:
    """A server that is killed at the end of the block, if it still lives."""
    server = ServerProcess(folder, **settings)
    try:
        yield server
    finally:
        if server.popen.poll() is None:
            server.kill()


def pyao(*arguments: str, cwd: Path, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        cwd=cwd,
        env=os.environ | QUICK | settings,
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
