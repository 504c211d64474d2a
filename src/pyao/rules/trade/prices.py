"""What things cost, rounded to 32 bits where the original did: the difference can be seen in what is paid.

Source: 09-economy §2, 07-work §14.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.message_sender import sale_price
from pyao.protocol.fields import single
from pyao.rules.body.skills import skill_of
from pyao.world.arithmetic import half_even

if TYPE_CHECKING:
    from pyao.content.items import ItemDef
    from pyao.world.player import Player


def discount(player: Player) -> float:
    """D: what an object's value is divided by for this buyer; grows with the skill Comerciar from 1 to 2."""
    return single(1 + skill_of(player, Skill.COMERCIAR).level / 100)


def unit_price(player: Player, definition: ItemDef) -> float:
    """What a shop shows as the price of one piece."""
    return single(definition.value / discount(player))


def purchase_price(player: Player, definition: ItemDef, amount: int) -> int:
    """What so many pieces cost: rounded up, and one coin more if the exact price is an odd whole number.

    The extra coin is a quirk kept: the original adds a half and then rounds half to even.
    """
    return half_even(definition.value / discount(player) * amount + 0.5)


def sale_value(definition: ItemDef, amount: int) -> int:
    """What a merchant pays for so many pieces, before the purse's limit is applied."""
    return floor(sale_price(definition) * amount)
