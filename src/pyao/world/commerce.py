"""What a player has open: a shop, a bank, or a trade with another player.  None of it is saved.

Source: 09-economy §0.1, §5.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.record import ItemStack

OFFER_SLOTS = 20
GOLD_OFFER = 21
"""The offer slot that holds gold."""


class Mode(Enum):
    """What a player is trading in now: always exactly one of these."""

    NONE = auto()
    SHOP = auto()
    BANK = auto()
    SECURE = auto()


def _nothing() -> list[ItemStack | None]:
    return [None] * OFFER_SLOTS


@dataclass(slots=True)
class Commerce:
    """A player's shop, bank or trade: `npc` = whose shop or bank; `partner` = the other side of a trade or invitation.

    A partner without the mode `SECURE` has only been invited.  What is offered stays in the bag until the exchange.
    """

    mode: Mode = Mode.NONE
    npc: Npc | None = None
    partner: Player | None = None
    partner_name: str = ""
    offer: list[ItemStack | None] = field(default_factory=_nothing)
    """Offer slots 1..20; amounts 1..10000."""
    gold: int = 0
    confirmed: bool = False
    accepted: bool = False

    @property
    def at_counter(self) -> bool:
        """Whether a shop or a bank is open, whose panel only CommerceEnd or BankEnd closes."""
        return self.mode in (Mode.SHOP, Mode.BANK)

    def open_counter(self, mode: Mode, npc: Npc) -> None:
        """Open the shop of a merchant or the bank of a banker."""
        self.mode, self.npc = mode, npc

    def close_counter(self) -> None:
        """Close the shop or the bank; an invitation stays open."""
        self.mode, self.npc = Mode.NONE, None

    def invite(self, partner: Player) -> None:
        """Invite a player to trade; this replaces an older invitation."""
        self.partner, self.partner_name = partner, partner.name
        self.clear_offer()

    def clear_offer(self) -> None:
        """Take the whole offer back: nothing is offered, confirmed or accepted."""
        self.offer, self.gold = _nothing(), 0
        self.confirmed = self.accepted = False

    def reset_trade(self) -> None:
        """End a trade or an invitation; a shop or a bank stays open.  Source: 09 §5.3 "Reset"."""
        self.partner, self.partner_name = None, ""
        self.clear_offer()
        if self.mode is Mode.SECURE:
            self.mode = Mode.NONE
