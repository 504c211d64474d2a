"""Bonfires: twigs are cut from firewood with a dagger, and then lit.

Source: 03-world §14 "Campfire", 07-work §11.1, §11.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Skill, Trigger
from pyao.messaging.console import tell, tell_once
from pyao.messaging.i18n import _
from pyao.rules.body.skills import skill_of, train
from pyao.rules.map.ground import turn_into
from pyao.world.character import distance_to
from pyao.world.ledger import Reason

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.space import Tile
    from pyao.world.world import World

FIREWOOD, TWIGS, FIRE = 58, 136, 63
LOGS_PER_FIRE = 3
REACH = 2
CITY_ZONE = "CIUDAD"
NOTICE_TWIGS_FAILED = 10
BEGINNER, LIGHTING_MASTERED, CUTTING_MASTERED = 6, 10, 34
"""Degrees of Supervivencia: below the first, one try in three succeeds; up to a mastery, one in two; beyond, all."""


def make_twigs(world: World, player: Player) -> None:
    """Cut the selected firewood into twigs, three logs for each fire; what is left over is lost."""
    targets = player.targets
    here, tile = world.maps.get(targets.item_map), (targets.item_x, targets.item_y)
    if here is None or not here.is_legal(*tile):
        return
    wood = here.objects.get(tile)
    if wood is None or wood.item != FIREWOOD:
        tell(player, _("Hacé clic sobre la leña para hacer ramitas."))
    elif distance_to(player, here.id, tile) > REACH:
        tell(player, _("Estás demasiado lejos para hacer ramitas."))
    elif player.dead:
        tell(player, _("No podés hacer ramitas estando muerto."))
    elif wood.amount < LOGS_PER_FIRE:
        tell(player, _("Necesitás por lo menos tres troncos para hacer una fogata."))
    else:
        _cut(world, player, tile, wood.amount // LOGS_PER_FIRE)


def _cut(world: World, player: Player, tile: Tile, fires: int) -> None:
    success = _roll_success(world, player, second_chance=CUTTING_MASTERED)
    if success:
        tell(player, _("Has hecho {n} fogatas.").format(n=fires))
        turn_into(world, world.maps[player.targets.item_map], tile, TWIGS, fires, reason=Reason.CRAFT)
        player.targets.item = TWIGS
    else:
        tell_once(player, NOTICE_TWIGS_FAILED, _("No has podido hacer las ramitas."))
    train(world, player, Skill.SUPERVIVENCIA, success=success)


def light_twigs(world: World, player: Player, tile: Tile) -> None:
    """Light the twigs on a tile within reach; the whole stack makes one fire.  Source: 03 §14 "Campfire"."""
    here = world.map_of(player)
    if player.dead:
        return
    if distance_to(player, here.id, tile) > REACH:
        tell(player, _("Estás demasiado lejos."))
        return
    if here.trigger(*tile) == Trigger.ZONA_SEGURA or here.definition.safe:
        tell(player, _("En zona segura no podés hacer fogatas."))
        return
    success = _roll_success(world, player, second_chance=LIGHTING_MASTERED)
    if success and here.definition.zone == CITY_ZONE:
        tell(player, _("La ley impide hacer fogatas en las ciudades."))
        return
    if success:
        tell(player, _("Has prendido la fogata."))
        turn_into(world, here, tile, FIRE, 1, reason=Reason.USE)
        world.fires.append((here.id, tile))
    else:
        tell(player, _("No has podido hacer fuego."))
    train(world, player, Skill.SUPERVIVENCIA, success=success)


def _roll_success(world: World, player: Player, *, second_chance: int) -> bool:
    """Roll for one try; up to the skill `second_chance` one in two succeeds, beyond it every one."""
    survival = skill_of(player, Skill.SUPERVIVENCIA).level
    tries = 3 if survival < BEGINNER else 2 if survival <= second_chance else 1
    return world.rng.roll(1, tries) == 1
