"""`replay --shrink`: a smaller recording in which the server logs the same error of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyao.replay.recording import Event, Kind
from pyao.replay.shrinking import Tries, fewest
from pyao.server.replaying import Replay

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pyao.replay.recording import Recording
    from pyao.server.settings import Settings

MOST_TRIES = 1_000
"""Replays at most; each is shorter than the recording."""

_WORLD = frozenset({Kind.TICK, Kind.CLOCK, Kind.END})
"""What happens to all, and is nobody's."""

_COMPARED = frozenset({Kind.SENT, Kind.OUTPUT})

Run = tuple[Event, ...]
"""An event and what was asked within it."""


class NothingToShow(Exception):
    """There is no error in the recording, or none that comes again; the text says which."""


@dataclass(frozen=True, slots=True)
class Shrunk:
    """A smaller recording."""

    recording: Recording
    failure: str
    """What the server logs in it, with its moment."""

    tries: int
    """How many replays it took."""


def shrink(recording: Recording, settings: Settings, *, force: bool = False, most_tries: int = MOST_TRIES) -> Shrunk:
    """Leave out connections, the server's jobs and commands, then runs of events, while the first error comes again.

    An error comes again if it is logged with the same words and an exception of the same type.  What doesn't fit
    without what has been left out is left out too, and what is sent is noted anew: it is a recording like any other.

    Raises:
        NothingToShow: no error is logged, or it is not in what is left either way.
        Unplayable: see `Replay`.

    """
    whole = Replay(recording, settings, strict=False, force=force)
    fault = whole.play_to_failure()
    if not fault:
        raise NothingToShow("the server logs no error of its own in it")
    tries = Tries(most_tries)

    def shows(runs: Sequence[Run]) -> bool:
        events = [event for run in runs for event in run]
        return Replay(replace(recording, events=events), settings, strict=False, force=True).play_to_failure() == fault

    runs = _runs(whole.played)
    owners = fewest(
        sorted({_owner(run) for run in runs} - {None}, key=str), lambda some: shows(_of(runs, set(some))), tries
    )
    runs = fewest(_of(runs, set(owners)), shows, tries)
    last = Replay(
        replace(recording, events=[event for run in runs for event in run]), settings, strict=False, force=True
    )
    if last.play_to_failure() != fault:
        raise NothingToShow("its error does not come again every time")
    smaller = replace(recording, events=[*last.played, Event(Kind.END, last.played[-1].ms)], whole=True)
    outcome = Replay(smaller, settings, force=True).play()
    if outcome.difference or not outcome.failures:
        raise NothingToShow(f"what is left can't be played like a recording: {outcome.difference}")
    return Shrunk(smaller, outcome.failures[0], most_tries - tries.left)


def _runs(events: Sequence[Event]) -> list[Run]:
    runs: list[list[Event]] = []
    for event in events:
        if event.kind is Kind.ASKED and runs:
            runs[-1].append(event)
        elif event.kind not in _COMPARED:
            runs.append([event])
    return [tuple(run) for run in runs]


def _owner(run: Run) -> int | None:
    """The number of the connection, job or command that it is of; `None` = nobody's."""
    return None if run[0].kind in _WORLD else run[0].number


def _of(runs: Sequence[Run], owners: Collection[int | None]) -> list[Run]:
    return [run for run in runs if run[0].kind in _WORLD or run[0].number in owners]
