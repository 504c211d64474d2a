"""Players of whom something has to be done before anybody reaches for their record.

Either a snapshot has to copy it first (`snapshot.py`), or ticks in which the body only counted have been passed over
and have to be counted before whatever they depend on changes.  Meanwhile the player is of a class of its own; after
that nothing is slower for it.  Rules reach records through their players and keep no reference to one from one turn
of the event loop to the next; that is what this relies on.  What only looks takes a `glance`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.player import Player, glance

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.naps import Naps
    from pyao.world.record import CharacterRecord


class ReservedPlayer(Player):
    """A player whose record waits to be copied, or whose body counts without being looked at."""

    __slots__ = ()

    @property
    def record(self) -> CharacterRecord:
        """The record, once what has to come first has been done."""
        _prepare(self)
        return glance(self)

    @record.setter
    def record(self, record: CharacterRecord) -> None:
        _prepare(self)
        self.record = record  # it is a `Player` again

    @property
    def resting(self) -> bool:
        """As a `Player` has it; who rests recovers otherwise, so what has been passed over is counted first."""
        return _rests(self)

    @resting.setter
    def resting(self, rests: bool) -> None:
        _prepare(self)
        self.resting = rests

    @property
    def meditating(self) -> bool:
        """As a `Player` has it; every tick of a meditation counts."""
        return _meditates(self)

    @meditating.setter
    def meditating(self, meditates: bool) -> None:
        _prepare(self)
        self.meditating = meditates


_rests: Callable[[Player], bool] = vars(Player)["resting"].__get__
_meditates: Callable[[Player], bool] = vars(Player)["meditating"].__get__


def reserve(player: Player) -> None:
    """From now on do first what has to come before its record is reached for."""
    player.__class__ = ReservedPlayer


def release(player: Player) -> None:
    """Let its record be reached for as usual, unless something still has to come first."""
    if player.snapshot is None and player.nap is None:
        player.__class__ = Player


def record_for_saving(player: Player) -> CharacterRecord:
    """The record, to write into it only what no counter depends on, such as the position: the nap goes on."""
    if player.snapshot is not None:
        player.snapshot.copy(player)
    return glance(player)


def fall_asleep(naps: Naps, player: Player, ticks: int, counting: tuple[str, ...]) -> None:
    """Let up to so many ticks pass the player over, in which nothing happens to it but that these counters grow."""
    naps.fall_asleep(player, ticks, counting)
    reserve(player)


def stir(player: Player) -> None:
    """Count the ticks that have passed the player over, if any have; the next one looks at it again."""
    nap = player.nap
    if nap is None:
        return
    passed = nap.naps.wake(player)
    counters = player.counters
    for name in nap.counting:
        setattr(counters, name, getattr(counters, name) + passed)
    release(player)


def _prepare(player: Player) -> None:
    if player.snapshot is not None:
        player.snapshot.copy(player)
    stir(player)
