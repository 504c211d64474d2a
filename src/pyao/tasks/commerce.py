"""Tasks of shops, banks, the casino and trades between players.

Source: 01-protocol §7, 09-economy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.protocol import client_packets as c
from pyao.rules.trade import banking, gambling, offers, secure_trade, shops
from pyao.tasks.task import PlayerTask

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World


class TaskCommerceBuy(PlayerTask[c.CommerceBuy]):
    """Something is bought from a merchant."""

    def act(self, world: World, player: Player, packet: c.CommerceBuy) -> None:
        """Buy."""
        shops.buy(world, player, packet.slot, packet.amount)


class TaskCommerceSell(PlayerTask[c.CommerceSell]):
    """Something is sold to a merchant."""

    def act(self, world: World, player: Player, packet: c.CommerceSell) -> None:
        """Sell."""
        shops.sell(world, player, packet.slot, packet.amount)


class TaskBankExtractItem(PlayerTask[c.BankExtractItem]):
    """Objects come out of the bank."""

    def act(self, world: World, player: Player, packet: c.BankExtractItem) -> None:
        """Extract."""
        banking.extract(world, player, packet.slot, packet.amount)


class TaskBankDeposit(PlayerTask[c.BankDeposit]):
    """Objects go into the bank."""

    def act(self, world: World, player: Player, packet: c.BankDeposit) -> None:
        """Deposit."""
        banking.deposit(world, player, packet.slot, packet.amount)


class TaskMoveBank(PlayerTask[c.MoveBank]):
    """A bank slot changes places with its neighbour."""

    def act(self, world: World, player: Player, packet: c.MoveBank) -> None:
        """Swap."""
        banking.move(world, player, packet.slot, upwards=packet.upwards)


class TaskBankExtractGold(PlayerTask[c.BankExtractGold]):
    """/retirar."""

    def act(self, world: World, player: Player, packet: c.BankExtractGold) -> None:
        """Take gold out."""
        banking.extract_gold(world, player, packet.amount)


class TaskBankDepositGold(PlayerTask[c.BankDepositGold]):
    """/depositar."""

    def act(self, world: World, player: Player, packet: c.BankDepositGold) -> None:
        """Bring gold."""
        banking.deposit_gold(world, player, packet.amount)


class TaskGamble(PlayerTask[c.Gamble]):
    """/apostar."""

    def act(self, world: World, player: Player, packet: c.Gamble) -> None:
        """Bet."""
        gambling.gamble(world, player, packet.amount)


class TaskUserCommerceOffer(PlayerTask[c.UserCommerceOffer]):
    """/ofrecer."""

    def act(self, world: World, player: Player, packet: c.UserCommerceOffer) -> None:
        """Change the offer."""
        offers.offer(world, player, packet.slot, packet.amount, packet.offer_slot)


class TaskCommerceChat(PlayerTask[c.CommerceChat]):
    """/tmsg."""

    def act(self, world: World, player: Player, packet: c.CommerceChat) -> None:
        """Talk to the partner."""
        secure_trade.chat(world, player, packet.text)


ORDERS: dict[type[c.ClientPacket], Callable[[World, Player], None]] = {
    c.CommerceStart: secure_trade.start,
    c.CommerceEnd: lambda _world, player: shops.close(player),
    c.BankStart: banking.start,
    c.BankEnd: lambda _world, player: banking.close(player),
    c.RequestAccountState: banking.tell_account,
    c.UserCommerceConfirm: secure_trade.confirm,
    c.UserCommerceOk: secure_trade.accept,
    c.UserCommerceReject: secure_trade.reject,
    c.UserCommerceEnd: secure_trade.leave,
}
"""Packets that carry nothing but the wish."""
