"""Being thrown out of an army, and leaving it.

Source: 11-social §5.5, 04-combat §9.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.messaging.audience import area
from pyao.messaging.console import npc_says, tell
from pyao.messaging.i18n import _
from pyao.messaging.message_sender import MessageSender
from pyao.protocol.enums import Font
from pyao.rules.body import appearance
from pyao.rules.factions.armies import Army, army_of, army_of_noble
from pyao.rules.items.equipment import take_off, worn_item
from pyao.rules.society.reputation import is_criminal
from pyao.world.record import Worn

if TYPE_CHECKING:
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World


def expel_royal(world: World, player: Player) -> None:
    """Expel the player from the Royal Army."""
    expel(world, player, Army.ROYAL)


def expel_chaos(world: World, player: Player) -> None:
    """Expel the player from the Dark Legion."""
    expel(world, player, Army.CHAOS)


def expel(world: World, player: Player, army: Army, *, voluntary: bool = False) -> None:
    """End the player's service in an army: the uniform comes off and stays in the bag; rank and kills are kept."""
    army.enrol(player.record.faction, serves=False)
    tell(player, _retirement(army) if voluntary else _expulsion(army), Font.FIGHT)
    _take_uniform(world, player, army)


def _expulsion(army: Army) -> str:
    if army is Army.ROYAL:
        return _("¡¡¡Has sido expulsado del ejército real!!!")
    return _("¡¡¡Has sido expulsado de la Legión Oscura!!!")


def _retirement(army: Army) -> str:
    if army is Army.ROYAL:
        return _("¡¡¡Te retiraste del ejército real!!!")
    return _("¡¡¡Te retiraste de la Legión Oscura!!!")


def _take_uniform(world: World, player: Player, army: Army) -> None:
    """Unequip the army's armour and shield; they stay in the bag."""
    taken = False
    for worn in (Worn.ARMOUR, Worn.SHIELD):
        item = worn_item(world, player, worn)
        if item is not None and army.is_uniform(item):
            take_off(world, player, player.record.equipment.slot_of(worn), refresh=False)
            taken = True
    if taken:
        area(world, player).send(appearance.character_change(player))
        MessageSender(player, world.content).stats()
    if player.sailing:
        appearance.refresh_nick(world, player)


def leave(world: World, player: Player) -> None:
    """The player wants to leave the army; a noble who is selected may have a word to say.  Source: 11 §5.5."""
    if player.dead:
        tell(player, _("¡Estás muerto!"))
        return
    npc = world.npc_with(player.targets.npc)
    noble = army_of_noble(npc) if npc is not None else None
    army = army_of(player.record.faction)
    if army is None:
        _answer_civilian(player, npc, noble)
    elif npc is not None and noble is not None and noble is not army:
        npc_says(player, npc, _insult_soldier(noble))
    else:
        if npc is not None and noble is army:
            npc_says(player, npc, _goodbye(army))
        expel(world, player, army, voluntary=True)


def _answer_civilian(player: Player, npc: Npc | None, noble: Army | None) -> None:
    if npc is None or noble is None:
        tell(player, _("¡No pertenecés a ninguna facción!"), Font.FIGHT)
    elif is_criminal(player) is (noble is Army.CHAOS):
        npc_says(player, npc, _("No pertenecés a nuestra facción. Si querés unirte, escribí /ENLISTAR."))
    else:
        npc_says(player, npc, _insult_civilian(noble))


def _insult_civilian(noble: Army) -> str:
    return _("¡Sal de aquí, maldito criminal!") if noble is Army.ROYAL else _("¡¡¡Sal de aquí, bufón!!!")


def _insult_soldier(noble: Army) -> str:
    if noble is Army.ROYAL:
        return _("¡¡¡Sal de aquí, esbirro de la oscuridad!!!")
    return _("¡¡¡Sal de aquí, perro del rey!!!")


def _goodbye(army: Army) -> str:
    if army is Army.ROYAL:
        return _("Serás bienvenido en mi ejército si querés regresar.")
    return _("Ya volverás arrastrándote.")
