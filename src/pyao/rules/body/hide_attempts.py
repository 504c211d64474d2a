"""Hiding in the shadows: the attempt, its odds, and how long it lasts.  Coming out again is in `hiding`.

Source: 07-work §9.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass, Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell, tell_once
from pyao.messaging.i18n import _
from pyao.rules.body import appearance
from pyao.rules.body.skills import skill_of, train
from pyao.world.arithmetic import half_even
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

NOTICE_ALREADY_HIDDEN, NOTICE_SAILING, NOTICE_HIDE_FAILED = 2, 3, 4


def hide(world: World, player: Player) -> None:
    """Try to hide, or be told why it is not possible here and now."""
    if world.map_of(player).definition.no_hiding:
        tell(player, _("¡Ocultarse no funciona acá!"))
    elif player.in_consultation:
        tell(player, _("No podés ocultarte si estás en consulta."))
    elif player.sailing and player.record.player_class != PlayerClass.PIRAT:
        tell_once(player, NOTICE_SAILING, _("No podés ocultarte si estás navegando."))
    elif player.hidden or player.admin_invisible:
        tell_once(player, NOTICE_ALREADY_HIDDEN, _("Ya estás oculto."))
    else:
        _try(world, player)


def chance_pct(skill: int) -> Fraction:
    """P: how often an attempt succeeds, in percent."""
    a, b, c, d = (Fraction(one) for one in ("0.000002", "0.0002", "0.0064", "0.1124"))
    return 100 * (((a * skill - b) * skill + c) * skill + d)


def hiding_ticks(skill: int, base: int, *, bandit: bool = False) -> int:
    """T: how long the hiding lasts, in ticks, of which `base` are the setting; half as long for bandits."""
    a, b, c, d = (Fraction(one) for one in ("0.9571", "0.0088", "0.00009229", "0.000001"))
    lack = 100 - skill
    ticks = base * (a - b * lack + c * lack**2 - d * lack**3)
    return floor(ticks / 2) if bandit else half_even(ticks)


def _try(world: World, player: Player) -> None:
    skill = skill_of(player, Skill.OCULTARSE).level
    success = world.rng.roll(1, 100) <= chance_pct(skill)
    if success:
        _disappear(world, player, skill)
    else:
        tell_once(player, NOTICE_HIDE_FAILED, _("¡No has logrado esconderte!"))
    train(world, player, Skill.OCULTARSE, success=success)
    player.hiding += 1


def _disappear(world: World, player: Player, skill: int) -> None:
    player.hidden = True
    is_bandit = player.record.player_class == PlayerClass.BANDIT
    ticks = hiding_ticks(skill, world.settings.ticks_hidden, bandit=is_bandit)
    world.start_state(player, TimedState.HIDING, max(1, ticks))
    if player.sailing:
        player.look = appearance.boat_look(world, player)
        area(world, player).send(appearance.character_change(player))
    else:
        appearance.set_invisible(world, player, invisible=True)
        tell(player, _("¡Te has escondido entre las sombras!"))
