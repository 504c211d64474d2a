"""Coming back to life.

Source: 04-combat §12.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.message_sender import MessageSender
from pyao.rules.body import advice, appearance, boosts
from pyao.rules.body.races import naked_body
from pyao.rules.map.travel import cancel_home
from pyao.world.character import NO_ITEM
from pyao.world.record import Look

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.world import World


def revive(world: World, player: Player) -> None:
    """Bring a dead player back to life: weak, naked, and no longer travelling home.  Does nothing to the living.

    Stamina, mana, hunger and thirst stay as they are.
    """
    record, vitals = player.record, player.record.vitals
    if not record.dead:
        return
    vitals.hp = min(record.attributes.constitution, vitals.max_hp)
    rise(world, player)
    MessageSender(player, world.content).stats()


def rise(world: World, player: Player) -> None:
    """Let a dead player look and count as alive again; the bars stay as they are."""
    record = player.record
    record.dead = False
    if player.sailing:
        player.look = appearance.boat_look(world, player)
    else:
        player.look = Look(naked_body(record.race, record.gender), record.look.head, NO_ITEM, NO_ITEM, NO_ITEM)
    boosts.resume(world, player)
    cancel_home(world, player)
    area(world, player).send(appearance.character_change(player))
    advice.plan(world, player)
