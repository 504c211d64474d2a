"""What came of an order of the staff: every order gives it, and the audit log keeps it.

An order that gives `None` has been carried out.  Source: 10-gm-admin §3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.messaging.console import tell
from pyao.protocol.enums import Font
from pyao.world.audit import Result

if TYPE_CHECKING:
    from pyao.world.player import Player


class Outcome(NamedTuple):
    """What came of an order; `target` = whom or what it was about, where its arguments don't say so."""

    result: Result
    target: str = ""
    reason: str = ""


IGNORED = Outcome(Result.IGNORED)
"""Nothing was done, and the GM is told nothing."""


MISUSED = Outcome(Result.REFUSED, reason="usage")
"""Arguments are missing: whoever calls the rule tells the GM how the command is used."""

TOO_LONG = Outcome(Result.REFUSED, reason="too long")
"""The text is longer than anything that may be said, and the GM has been told so.  Source: 11-social §1.0."""


def done(target: str) -> Outcome:
    """The order was carried out on something that its arguments don't name, such as the selected NPC."""
    return Outcome(Result.DONE, target)


def refuse(gm: Player, sentence: str, font: Font = Font.INFO) -> Outcome:
    """Tell the GM why nothing was done."""
    tell(gm, sentence, font)
    return Outcome(Result.REFUSED, reason=sentence)
