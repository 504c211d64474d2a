"""Bonfires, and resting at them.

Source: 03-world §14 "Campfire", 07-work §11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Skill, Trigger
from pyao.messaging.audience import area_at
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.console import tell
from pyao.rules.skills import train
from pyao.world.ledger import Reason
from pyao.world.messages import Toggle
from pyao.world.record import ItemStack
from pyao.world.space import SIGHT_X, SIGHT_Y

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

FIRE = 63
REACH = 2
CITY_ZONE = "CIUDAD"


def rest(world: World, player: Player) -> None:
    """Sit down at a fire in sight, or stand up.  Source: 03 §14 "Rest"."""
    if player.dead:
        tell(player, _("¡Estás muerto! Solo podés usar objetos estando vivo."))
    elif player.resting:
        end_rest(player, _("Te levantás."))
    elif _fire_in_sight(world, player):
        player.resting = True
        player.messages.toggle(Toggle.RESTING, on=True)
        tell(player, _("Te acomodás junto a la fogata y comenzás a descansar."))
    else:
        tell(player, _("No hay ninguna fogata junto a la cual descansar."))


def end_rest(player: Player, words: str) -> None:
    """A resting player stands up, and is told why."""
    player.resting = False
    player.messages.toggle(Toggle.RESTING, on=False)
    tell(player, words)


def _fire_in_sight(world: World, player: Player) -> bool:
    objects = world.map_of(player).objects
    return any(
        (thing := objects.get((x, y))) is not None and thing.item == FIRE
        for x in range(player.x - SIGHT_X, player.x + SIGHT_X + 1)
        for y in range(player.y - SIGHT_Y, player.y + SIGHT_Y + 1)
    )


def light_twigs(world: World, player: Player, tile: Tile) -> None:
    """Make a fire of twigs within reach.  Source: 03 §14 "Campfire"."""
    here = world.map_of(player)
    if player.dead:
        return
    if abs(player.x - tile[0]) + abs(player.y - tile[1]) > REACH:
        tell(player, _("Estás demasiado lejos."))
        return
    if here.trigger(*tile) == Trigger.ZONA_SEGURA or here.definition.safe:
        tell(player, _("En zona segura no podés hacer fogatas."))
        return
    survival = player.record.skills[Skill.SUPERVIVENCIA - 1].level
    chances = 3 if survival < 6 else 2 if survival <= 10 else 1
    success = world.rng.roll(1, chances) == 1
    if success and here.definition.zone == CITY_ZONE:
        tell(player, _("La ley impide hacer fogatas en las ciudades."))
        return
    if success:
        twigs = here.objects[tile]
        world.ledger.item(Reason.USE, twigs.item, -twigs.amount)
        here.objects[tile] = ItemStack(FIRE, 1)
        world.ledger.item(Reason.USE, FIRE, 1)
        world.fires.append((here.id, tile))
        definition = world.content.items.get(FIRE)
        if definition is not None:
            area_at(world, here.id, tile).send(msg.object_create(*tile, definition.grh))
        tell(player, _("Has prendido la fogata."))
    else:
        tell(player, _("No has podido hacer fuego."))
    train(world, player, Skill.SUPERVIVENCIA, success=success)
