"""What runs on a player and ends by itself: one look at everything that is due in the world's clock.

Source: 05-magic §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.world.timers import Effect

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World

STATES = {
    Effect.PARALYSIS: "paralysis",
    Effect.BLINDNESS: "senses",
    Effect.INVISIBILITY: "invisibility",
    Effect.HIDING: "hiding",
    Effect.MIMICRY: "mimicry",
    Effect.ATTACKABLE: "attackable",
    Effect.POTION: "attributes",
    Effect.PETS: "summons",
    Effect.HOME: "journey home",
}
"""The name of each state that shows for how long it goes on."""


def ticks_left(world: World, player: Player) -> dict[str, int]:
    """How many ticks of 40 ms each state still lasts, by its name."""
    left = {
        name: world.timers.left(player, effect, world.tick) or 0
        for effect, name in STATES.items()
        if effect in player.due
    }
    if "paralysis" in left and player.counters.paralysis:
        # It is looked at every tick, because it may end early.
        left["paralysis"] = player.counters.paralysis + 1
    return left
