"""The payday: before every announced save the accounts of all parties are paid out.

Source: 11-social §4.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import everyone
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol import msg
from pyao.protocol.enums import Font
from pyao.rules.map.upkeep import pause
from pyao.rules.parties.accounts import earned
from pyao.rules.parties.paying import pay

if TYPE_CHECKING:
    from pyao.world.world import World


def pay_everybody(world: World) -> None:
    """Pay all accounts out before the characters are saved; keys are frozen meanwhile, even if there is no party."""
    pause(world, on=True)
    everyone(world).send(msg.console_msg(_("Repartiendo la experiencia de las parties…"), Font.SERVER))
    for party in world.parties:
        for member in party.members:
            if earned(member):
                pay(world, member)
            else:
                member.record.party_exp = 0.0
                MessageSender(member, world.content).stats()
    everyone(world).send(msg.console_msg(_("Experiencia repartida."), Font.SERVER))
    pause(world, on=False)
