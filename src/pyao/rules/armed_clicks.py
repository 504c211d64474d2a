"""Skills used on a tile: first the client's cursor is armed with a skill, then the next click uses it.

Source: 05-magic §3, 07-work §2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import FUNDIR_METAL, Skill
from pyao.protocol import msg
from pyao.rules import stealing
from pyao.rules.body import hide_attempts
from pyao.rules.combat import shooting
from pyao.rules.crafts import fishing, foundry, lumber, mining, smithing
from pyao.rules.magic import casting
from pyao.rules.pets import taming
from pyao.rules.session import leaving
from pyao.world.space import in_sight, is_playable

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.world.player import Player
    from pyao.world.world import World

    Click = Callable[[World, Player, int, int], None]

ARMED_BY_HAND = frozenset({Skill.MAGIA, Skill.ROBAR, Skill.DOMAR})
"""The skills that the client may ask to arm; the others are armed by using a tool or a weapon."""

CLICKS: dict[int, Click] = {
    Skill.MAGIA: casting.click,
    Skill.ROBAR: stealing.click,
    Skill.TALAR: lumber.click,
    Skill.PESCA: fishing.click,
    Skill.MINERIA: mining.click,
    Skill.HERRERIA: smithing.click,
    Skill.DOMAR: taming.click,
    Skill.PROYECTILES: shooting.shoot,
    FUNDIR_METAL: foundry.click,
}
"""The rule that a click on a tile in sight runs, by the number of the armed skill."""


def arm(world: World, player: Player, skill: int) -> None:
    """Arm the client's next click with a skill, or hide, which needs no click.  Source: 05 §3 step 2, 07 §2.2."""
    if player.dead:
        return
    leaving.cancel_exit(world, player)
    if skill in ARMED_BY_HAND:
        player.messages.send(msg.work_request_target(skill))
    elif skill == Skill.OCULTARSE:
        hide_attempts.hide(world, player)


def click(world: World, player: Player, x: int, y: int, skill: int) -> None:
    """Use an armed skill on a tile.  Source: 05 §3 step 3, 07 §2.3."""
    if player.dead or player.resting or player.meditating or not is_playable(x, y):
        return
    if not in_sight(x - player.x, y - player.y):
        player.messages.send(msg.pos_update(player.x, player.y))
        return
    leaving.cancel_exit(world, player)
    use = CLICKS.get(skill)
    if use is not None:
        use(world, player, x, y)
