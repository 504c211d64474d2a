"""When sockets are looked at for a reset; that it is noticed over real ones is in test_transport.py."""

from __future__ import annotations

import select
import socket
import struct
from typing import TYPE_CHECKING, Any

from pyao.network.resets import LOOK_S, Resets

if TYPE_CHECKING:
    import pytest

RESET = struct.pack("ii", 1, 0)


class Timers:
    """As much of an event loop as is needed; `strike` is the moment of the last timer that was set."""

    def __init__(self) -> None:
        self.set: list[Timers.Timer] = []

    class Timer:
        def __init__(self, delay_s: float, action: Any) -> None:
            self.delay_s, self.action, self.cancelled = delay_s, action, False

        def cancel(self) -> None:
            self.cancelled = True

    def call_later(self, delay_s: float, action: Any) -> Any:
        self.set.append(self.Timer(delay_s, action))
        return self.set[-1]

    def strike(self) -> None:
        self.set[-1].action()


def pair() -> tuple[socket.socket, socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        far = socket.create_connection(listener.getsockname())
        near, _address = listener.accept()
    return near, far


def reset(client: socket.socket) -> None:
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    client.close()


def test_who_was_reset_is_told_at_every_look_until_forgotten_and_nobody_else_ever() -> None:
    timers, told = Timers(), []
    resets = Resets(timers)  # type: ignore[arg-type]
    pairs = {name: pair() for name in ("reset", "writes", "leaves", "stays")}
    for name, (near, _far) in pairs.items():
        resets.watch(near, lambda name=name: told.append(name))  # type: ignore[misc]
    pairs["writes"][1].send(b"hola")
    pairs["leaves"][1].close()
    timers.strike()
    assert told == []
    reset(pairs["reset"][1])
    for _look in range(2):
        timers.strike()
    assert told == ["reset", "reset"]
    resets.forget(pairs["reset"][0])
    timers.strike()
    assert told == ["reset", "reset"]
    for near, far in pairs.values():
        resets.forget(near)
        near.close()
        far.close()


def test_a_look_comes_now_and_then_while_there_is_somebody() -> None:
    timers = Timers()
    resets = Resets(timers)  # type: ignore[arg-type]
    (near, far), (other, its_far) = pair(), pair()
    resets.forget(near)
    assert timers.set == [], "nobody was watched"
    resets.watch(near, lambda: None)
    resets.watch(other, lambda: None)
    timers.strike()
    assert [one.delay_s for one in timers.set] == [LOOK_S] * 2
    resets.forget(near)
    assert not timers.set[-1].cancelled
    resets.forget(other)
    assert timers.set[-1].cancelled
    resets.watch(near, lambda: None)
    assert len(timers.set) == 3
    for one in (near, far, other, its_far):
        one.close()


def test_one_that_is_told_may_end_another_that_was_reset_too() -> None:
    timers, told = Timers(), []
    resets = Resets(timers)  # type: ignore[arg-type]
    pairs = [pair(), pair()]

    def end_all() -> None:
        told.append("all")
        for near, _far in pairs:
            resets.forget(near)

    for near, far in pairs:
        resets.watch(near, end_all)
        reset(far)
    timers.strike()
    assert told
    assert timers.set[-1].cancelled
    for near, _far in pairs:
        near.close()


def test_where_there_is_no_poll_nobody_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(select, "poll", raising=False)
    timers = Timers()
    resets = Resets(timers)  # type: ignore[arg-type]
    near, far = pair()
    resets.watch(near, lambda: None)
    resets.forget(near)
    assert timers.set == []
    near.close()
    far.close()
