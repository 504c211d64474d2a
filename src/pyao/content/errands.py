"""What errands are: small tasks that NPCs give, and what they pay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class ErrandKind(Enum):
    """What is to be done."""

    TALK = "talk"
    """Speak to an NPC."""
    BRING = "bring"
    """Hand over objects, which the giver keeps."""
    KILL = "kill"
    """Kill creatures of one kind."""
    VISIT = "visit"
    """Set foot on a map."""


@dataclass(frozen=True, slots=True)
class ErrandDef:
    """One errand.

    `target` is the number of an NPC (talk, kill), an object (bring) or a map (visit), and `amount` how many of it.
    """

    id: int
    title: str
    """A few words, for the list of errands under way."""
    giver: int
    """The number of the NPC who gives it, and to whom one comes back; for `talk`, the one spoken to pays."""
    kind: ErrandKind
    target: int
    amount: int = 1
    offer: str = ""
    """What the giver says when it is taken."""
    thanks: str = ""
    """What is said when it is done."""
    level: int = 1
    """The level from which it is given."""
    after: int = 0
    """The errand that has to be done before; 0 = none."""
    gold: int = 0
    exp: int = 0
    items: tuple[tuple[int, int], ...] = ()
    """The reward: gold coins, experience, and (object, amount) each."""

    @property
    def payer(self) -> int:
        """The number of the NPC who pays."""
        return self.target if self.kind is ErrandKind.TALK else self.giver
