"""Coming out of hiding; going into it is in `hide_attempts`.

Source: 03-world §10 step 7, 07-work §9, 11-social §1.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import PlayerClass, Skill
from pyao.messaging.audience import area
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.rules.body import appearance
from pyao.rules.items.equipment import worn_item
from pyao.world.record import Worn
from pyao.world.timers import TimedState

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

SHADOW_ARMOURS = frozenset({360, 648})
"""Armours in which the best hunters stay hidden as long as they like."""

SHADOW_SKILL = 90
"""A hunter needs more Ocultarse than this for it."""


def expire(world: World, player: Player) -> None:
    """The hiding time is up: reveal the player, or begin it anew for a hunter in shadow armour.

    While a GM is admin-invisible the end is put off from tick to tick.
    Source: 04-combat §13 row 8, 07-work §9.
    """
    if player.admin_invisible:
        world.start_state(player, TimedState.HIDING, 1)
    elif _is_master(world, player):
        world.start_state(player, TimedState.HIDING, max(1, world.settings.ticks_hidden))
    else:
        reveal(world, player)


def _is_master(world: World, player: Player) -> bool:
    armour = worn_item(world, player, Worn.ARMOUR)
    return (
        player.record.player_class == PlayerClass.HUNTER
        and player.record.skills[Skill.OCULTARSE - 1].level > SHADOW_SKILL
        and armour is not None
        and armour.id in SHADOW_ARMOURS
    )


def reveal(world: World, player: Player, *, seen_first: bool = False) -> None:
    """A hidden player stops hiding: a pirate at sea shows the ship again, a player on foot becomes visible.

    A player who is also invisible by a spell stays invisible.  `seen_first` = everyone near sees the character before
    the player reads about it, as after a blow or a word; else after it, as after a step or when the time is up.
    An unseen game master stays unseen, too.  Source: 04-combat §2.1, 03-world §18, 11-social §1.1.
    """
    stop_hiding(world, player)
    if player.sailing:
        if player.record.player_class == PlayerClass.PIRAT:
            player.look = appearance.boat_look(world, player)
            tell(player, _("¡Has recuperado tu apariencia normal!"))
            area(world, player).send(appearance.character_change(player))
    elif not player.invisible and not player.admin_invisible:
        if seen_first:
            appearance.set_invisible(world, player, invisible=False)
        tell(player, _("¡Has vuelto a ser visible!"))
        if not seen_first:
            appearance.set_invisible(world, player, invisible=False)


def reveal_by_spell(world: World, player: Player) -> None:
    """Magic words give away who speaks them, at sea as on foot.

    A pirate's ghost boat stays until the next occasion to draw it anew: a quirk kept.  Source: 05-magic §5, 07 §9.
    """
    stop_hiding(world, player)
    if not player.invisible:
        tell(player, _("¡Has vuelto a ser visible!"))
        appearance.set_invisible(world, player, invisible=False)


def stop_hiding(world: World, player: Player) -> None:
    """End the hiding; nobody is told."""
    player.hidden = False
    world.timers.stop(player, TimedState.HIDING)
