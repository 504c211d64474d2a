"""The casino: a stake is doubled or lost.

Source: 09-economy §6.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.content.npcs import NpcType
from pyao.messaging.console import npc_says, tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.map.addressing import address, try_call
from pyao.world.arithmetic import LONG_MAX
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

WINS = 47
"""Rolls of 1 to 100 up to this one win."""

_SPEECHLESS = frozenset({NpcType.COMUN, NpcType.DRAGON, NpcType.PRETORIANO})
"""The kinds of NPC that give no answer at all to a bet."""


def gamble(world: World, player: Player, amount: int) -> None:
    """Bet an amount of gold with the casino's host.  Source: 09 §6.1."""
    npc = address(world, player)
    if npc is None or not try_call(player, npc):
        return
    if npc.definition.type != NpcType.TIMBERO:
        if npc.definition.type not in _SPEECHLESS:
            npc_says(player, npc, _("No tengo ningún interés en apostar."))
    else:
        refusal = _refusal(world, player, amount)
        if refusal is not None:
            npc_says(player, npc, refusal)
        else:
            _play(world, player, npc, amount)


def _refusal(world: World, player: Player, amount: int) -> str | None:
    most = world.settings.bet_max_gold
    if amount < 1:
        return _("El mínimo de apuesta es 1 moneda.")
    if amount > most:
        return _("El máximo de apuesta es {most} monedas.").format(most=most)
    if player.record.gold < amount:
        return _("No tenés esa cantidad.")
    return None


def _play(world: World, player: Player, npc: Npc, amount: int) -> None:
    house, record = world.casino, player.record
    if world.rng.roll(1, 100) <= WINS:
        won = min(amount, LONG_MAX - record.gold)
        record.gold += won
        world.ledger.gold(Reason.GAMBLE, won)
        world.casino = replace(house, payout=house.payout + won, plays=house.plays + 1)
        npc_says(player, npc, _("¡Felicidades! Ganaste {gold} monedas de oro.").format(gold=won))
    else:
        record.gold -= amount
        world.ledger.gold(Reason.GAMBLE, -amount)
        world.casino = replace(house, income=house.income + amount, plays=house.plays + 1)
        npc_says(player, npc, _("Lo siento, perdiste {gold} monedas de oro.").format(gold=amount))
    player.messages.send(msg.update_gold(record.gold))


def tell_totals(world: World, player: Player) -> None:
    """Tell a member of the staff what the house has won and lost; players get no answer.  Source: 09 §6.2."""
    if player.mortal:
        return
    house = world.casino
    line = _("Ganancias: {income}. Pérdidas: {payout}. Neto: {net} ({pct} %). Jugadas: {plays}.")
    tell(
        player,
        line.format(
            income=house.income,
            payout=house.payout,
            net=house.income - house.payout,
            pct=_percentage(house.income, house.payout),
            plays=house.plays,
        ),
    )


def _percentage(income: int, payout: int) -> int:
    """The net result, floored, in percent of the income, or of the payout if the house has lost; 0 without any."""
    net = income - payout
    whole = income if net >= 0 else payout
    return net * 100 // whole if whole else 0
