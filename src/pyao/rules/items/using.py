"""Using what is in the bag: checks that hold for every object, then what its kind does.

`docs/adding-an-object-kind.md` tells how to add a kind.  Source: 06-items §7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.messaging.console import tell
from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.rules.items.inventory import stack_in
from pyao.rules.items.objects.instruments import Instrument
from pyao.rules.items.objects.others import Boat, Coins, Key, Scroll
from pyao.rules.items.objects.potions import Potion
from pyao.rules.items.objects.provisions import Drink, EmptyBottle, Food, FullBottle
from pyao.rules.items.objects.weapons import Ore, Weapon
from pyao.rules.map.tile_events import is_newbie

if TYPE_CHECKING:
    from pyao.rules.items.objects.usable import Usable
    from pyao.world.player import Player
    from pyao.world.world import World


def use(world: World, player: Player, slot: int) -> None:
    """Use the object in a slot, if the player may do so now.  Source: 06 §7.1."""
    stack = stack_in(world, player, slot)
    item = world.content.items.get(stack.item) if stack else None
    if item is None:
        return
    if player.meditating:
        if world.client.explains:
            player.messages.send(msg.cant_use_while_meditating())
        return
    if item.newbie and not is_newbie(world, player):
        tell(player, _("Solo los newbies pueden usar este objeto."))
        return
    if player.used_ms is not None and world.now_ms - player.used_ms < world.settings.use_interval_ms:
        return
    if not item.ranged:
        player.used_ms = world.now_ms
    player.last_used = item.id, slot
    usable = USES.get(item.type)
    if usable is None:
        return
    if player.dead and not usable.for_ghosts:
        tell(player, _("¡Estás muerto! Solo podés usar objetos estando vivo."))
        return
    usable.use(world, player, slot, item)


USES: dict[ObjectType, Usable] = {
    ObjectType.USE_ONCE: Food(),
    ObjectType.WEAPON: Weapon(),
    ObjectType.GUITA: Coins(),
    ObjectType.LLAVES: Key(),
    ObjectType.POCIONES: Potion(),
    ObjectType.BEBIDAS: Drink(),
    ObjectType.MINERALES: Ore(),
    ObjectType.PERGAMINOS: Scroll(),
    ObjectType.INSTRUMENTOS: Instrument(),
    ObjectType.BARCOS: Boat(),
    ObjectType.BOTELLA_VACIA: EmptyBottle(),
    ObjectType.BOTELLA_LLENA: FullBottle(),
}
