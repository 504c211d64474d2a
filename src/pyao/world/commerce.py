"""What a player has open: a shop, a bank, a trade with somebody; none of it is saved.

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
    """A player is in exactly one."""

    NONE = auto()
    SHOP = auto()
    BANK = auto()
    SECURE = auto()


def _nothing() -> list[ItemStack | None]:
    return [None] * OFFER_SLOTS


@dataclass(slots=True)
class Commerce:
    """`npc` = whose shop or bank is open; `partner` = with whom one trades or wants to.

    A partner without the mode `SECURE` is an open invitation.  Nothing of an offer leaves the bag before the end.
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
        """From now on the player stands at the counter of a merchant or a banker."""
        self.mode, self.npc = mode, npc

    def close_counter(self) -> None:
        """The shop or the bank is closed; an invitation stays."""
        self.mode, self.npc = Mode.NONE, None

    def invite(self, partner: Player) -> None:
        """Want to trade with somebody; an older invitation is replaced."""
        self.partner, self.partner_name = partner, partner.name
        self.clear_offer()

    def clear_offer(self) -> None:
        """Nothing is offered, confirmed or accepted."""
        self.offer, self.gold = _nothing(), 0
        self.confirmed = self.accepted = False

    def reset_trade(self) -> None:
        """Neither a trade nor an invitation any more; a shop or a bank stays open.  Source: 09 §5.3 "Reset"."""
        self.partner, self.partner_name = None, ""
        self.clear_offer()
        if self.mode is Mode.SECURE:
            self.mode = Mode.NONE
