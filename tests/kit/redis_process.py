"""A real redis-server of the test's own, on a free port, that can be stopped, killed and started again."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING, Any

from kit.patience import PATIENCE_S

from pyao.storage.redis_config import RedisConfig

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = shutil.which("redis-server")


class RedisProcess:
    def __init__(self, folder: Path, *options: str) -> None:
        assert PROGRAM is not None
        self.folder = folder
        self.port = free_port()
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        assert PROGRAM is not None
        settings = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder), "--save", ""]
        self._process = subprocess.Popen([PROGRAM, *settings, *self._options], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while b"+PONG" not in self._ask(b"PING\r\n"):
            assert time.monotonic() < deadline, "redis-server does not answer"
            assert self._process.poll() is None, "redis-server has ended"
            time.sleep(0.01)

    def stop(self) -> None:
        self._end(subprocess.Popen.terminate)

    def kill(self) -> None:
        self._end(subprocess.Popen.kill)

    def pause(self, seconds: float) -> None:
        """Let it stand still for so long."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self._process.send_signal(signal.SIGCONT)

    def config(self, **values: Any) -> RedisConfig:
        quick = {"retry_first_s": 0.02, "retry_max_s": 0.05, "heartbeat_s": 0.05, "publish_interval_s": 0}
        return RedisConfig(host="127.0.0.1", port=self.port, **{**quick, **values})

    def _ask(self, command: bytes) -> bytes:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(command)
                return connection.recv(100)
        except OSError:
            return b""

    def _end(self, how: Any) -> None:
        if self._process is not None:
            how(self._process)
            self._process.wait(PATIENCE_S)
            self._process = None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
