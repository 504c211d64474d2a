"""What Prometheus is told: counted or measured elsewhere, read here when it asks."""

from __future__ import annotations

import math
from statistics import median
from typing import TYPE_CHECKING, Any

from prometheus_client import GCCollector, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, SummaryMetricFamily
from prometheus_client.registry import Collector

from pyao.protocol.packet_id import ServerPacketID
from pyao.server.measures import round_trips_ms
from pyao.tasks.rates import RATES
from pyao.world.ledger import COINS, Reason, Turnover

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from prometheus_client.core import Metric

    from pyao.server.argentum_server import ArgentumServer
    from pyao.tasks.lateness import Delay


class ServerCollector(Collector):
    """Reads everything that the server knows by itself."""

    def __init__(self, server: ArgentumServer) -> None:
        self._server = server

    def collect(self) -> Iterable[Metric]:
        """All metrics as they are now."""
        yield from self._people()
        yield from self._traffic()
        yield from self._waits()
        yield from self._saves()
        yield from self._backups()
        yield from self._economy()

    def _people(self) -> Iterator[Metric]:
        game, world, maps = self._server.game, self._server.world, self._server.world.maps.values()
        yield _gauge("pyao_players", "Characters in the world.", len(world.players))
        yield _gauge("pyao_players_record", "The most characters there ever were.", world.record_online)
        yield _gauge("pyao_connections", "Open connections of clients.", len(game.sessions))
        yield _gauge("pyao_connections_waiting", "Connections that have not logged in.", len(game.waiting))
        yield _gauge("pyao_creatures", "NPCs on all maps.", sum(len(one.npcs) for one in maps))
        killed = {"creatures": sum(one.kills for one in maps), "players": sum(one.deaths for one in maps)}
        yield _counters("pyao_deaths", "Who has died.", "who", killed)
        yield _gauge("pyao_uptime_seconds", "Since the world was made.", world.seconds_up())
        yield _counters("pyao_logins", "Attempts to enter, by result.", "result", game.logins)

    def _traffic(self) -> Iterator[Metric]:
        traffic, waiting = self._server.listener.traffic, self._server.listener.unsent_bytes()
        received = {kind.__name__: count for kind, count in traffic.packets_in.items()}
        sent = {ServerPacketID(number).name: count for number, count in traffic.packets_out.items()}
        yield _counters("pyao_packets_in", "Packets from clients.", "packet", received)
        yield _counters("pyao_packets_out", "Packets to clients.", "packet", sent)
        surplus = {rate.name: self._server.game.surplus[rate] for rate in RATES}
        yield _counters("pyao_packets_refused", "Packets dropped: a client sent too many of a kind.", "rate", surplus)
        yield _counter("pyao_bytes_in", "Bytes from clients.", traffic.bytes_in)
        yield _counter("pyao_bytes_out", "Bytes to clients.", traffic.bytes_out)
        yield _gauge("pyao_unsent_bytes", "Bytes that wait for all clients.", sum(waiting))
        yield _gauge("pyao_unsent_bytes_worst", "Bytes that wait for the slowest client.", max(waiting, default=0))

    def _waits(self) -> Iterator[Metric]:
        lateness = self._server.game.lateness
        yield from _delays(
            "pyao_loop_lag", "How much later than due the event loop begins a client frame.", lateness.loop
        )
        yield from _delays("pyao_input_wait", "How long what clients send waits for its turn.", lateness.turn)
        yield _counter("pyao_steps_refused", "Steps refused: more came than could be executed.", lateness.refused)
        trips = round_trips_ms(self._server.game)
        yield _gauge("pyao_ping_seconds", "Round trip to the players: the median.", median(trips) / 1000)
        yield _gauge("pyao_ping_worst_seconds", "Round trip to the player who is farthest.", max(trips) / 1000)

    def _saves(self) -> Iterator[Metric]:
        saver = self._server.saver
        yield _counter("pyao_saves", "Batches written to the store.", saver.writes)
        yield _gauge("pyao_save_queue", "Characters and documents that wait to be written.", saver.waiting)
        yield _counter("pyao_store_errors", "Writes that have failed.", saver.failures)
        yield _gauge("pyao_store_failing", "1 = the last write failed.", int(saver.failing))
        stored = self._server.store_gauge.size
        yield _gauge("pyao_stored_characters", "Characters in the store, looked at once a minute.", stored.characters)
        yield _gauge("pyao_stored_bytes", "What the store takes, looked at once a minute.", stored.bytes)
        yield _gauge("pyao_unsaved_seconds", "Since everything was last saved.", saver.unsaved_s())

    def _backups(self) -> Iterator[Metric]:
        backups = self._server.office.backups
        failing = backups.last is not None and not backups.last.ok
        yield _counter("pyao_backup_failures", "Backups that were not made or are not good.", backups.failures)
        yield _gauge("pyao_backup_failing", "1 = the last backup failed.", int(failing))
        age_s = backups.newest_age_s()
        about = "Since the newest good backup was taken; NaN = there is none."
        yield _gauge("pyao_backup_age_seconds", about, math.nan if age_s is None else age_s)

    def _economy(self) -> Iterator[Metric]:
        by_reason = {"gold": _summed(self._server, coins=True), "items": _summed(self._server, coins=False)}
        for what, sums in by_reason.items():
            born = {reason.value: one.born for reason, one in sums.items()}
            gone = {reason.value: one.gone for reason, one in sums.items()}
            moved = {reason.value: one.moved for reason, one in sums.items()}
            yield _counters(f"pyao_{what}_born", f"{what.title()} that came into being.", "reason", born)
            yield _counters(f"pyao_{what}_gone", f"{what.title()} that ceased to be.", "reason", gone)
            yield _counters(f"pyao_{what}_moved", f"{what.title()} that changed hands.", "reason", moved)


class Metrics:
    """The text that Prometheus reads."""

    def __init__(self, server: ArgentumServer) -> None:
        registry = server.measures.registry
        registry.register(ServerCollector(server))
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        GCCollector(registry=registry)
        self._registry = registry

    def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)


def _summed(server: ArgentumServer, *, coins: bool) -> dict[Reason, Turnover]:
    """What the ledger has entered since the start, by reason: gold, or everything else."""
    sums = {reason: Turnover() for reason in Reason}
    for (reason, item), turnover in server.realm.archives.books.since_start.items():
        if (item == COINS) is coins:
            sums[reason].add(turnover)
    return sums


def _delays(name: str, about: str, delay: Delay) -> Iterator[Metric]:
    yield SummaryMetricFamily(f"{name}_seconds", about, count_value=delay.times, sum_value=delay.total_s)
    yield _gauge(f"{name}_worst_seconds", f"{about}  The worst since the start.", delay.worst_s)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)


def _counter(name: str, about: str, value: float) -> Metric:
    return CounterMetricFamily(name, about, value=value)


def _counters(name: str, about: str, label: str, values: Mapping[Any, int]) -> Metric:
    family = CounterMetricFamily(name, about, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
