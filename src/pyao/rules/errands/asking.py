"""`/recado`: taking an errand, asking how it stands, handing it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.errands import ErrandKind
from pyao.messaging.console import npc_says, tell, tell_dead
from pyao.messaging.i18n import _, joined
from pyao.rules.crafts.materials import held
from pyao.rules.errands import paying, progress
from pyao.world.character import distance

if TYPE_CHECKING:
    from pyao.content.errands import ErrandDef
    from pyao.world.npc import Npc
    from pyao.world.player import Player
    from pyao.world.world import World

REACH = 6
"""From how many steps away one can speak about errands."""


def ask(world: World, player: Player) -> None:
    """Speak with the selected NPC about errands; with nobody selected, tell which are under way."""
    npc = world.npc_with(player.targets.npc)
    if npc is None or npc.definition.attackable:
        tell_under_way(world, player)
    elif player.dead:
        tell_dead(player)
    elif distance(player, npc) > REACH:
        tell(player, _("Estás demasiado lejos."))
    else:
        _speak(world, player, npc)


def tell_under_way(world: World, player: Player) -> None:
    """Tell how each errand under way stands, a line each."""
    errands = progress.under_way(world, player)
    if not errands:
        tell(player, _("No tenés ningún recado. A quien tenga uno para vos, hacele clic y escribí /RECADO."))
    for errand in errands:
        _tell_state(world, player, errand)


def _speak(world: World, player: Player, npc: Npc) -> None:
    """Hand in what is done, else hear what is missing, else take a new errand."""
    mine = [errand for errand in progress.under_way(world, player) if errand.payer == npc.definition.id]
    ready = next((errand for errand in mine if amount_done(world, player, errand) >= errand.amount), None)
    offer = progress.next_offer(world, player, npc.definition.id)
    if ready is not None:
        paying.pay(world, player, npc, ready)
    elif mine:
        for errand in mine:
            _tell_state(world, player, errand)
    elif offer is not None:
        _take(world, player, npc, offer)
    else:
        tell(player, _("{name} no tiene ningún recado para vos.").format(name=npc.name))


def amount_done(world: World, player: Player, errand: ErrandDef) -> int:
    """How much of an errand is done: what is in the bag, what was counted; talking is done when it is asked for."""
    if errand.kind is ErrandKind.BRING:
        return min(errand.amount, held(world, player, errand.target))
    return errand.amount if errand.kind is ErrandKind.TALK else player.record.errands.get(errand.id, 0)


def _take(world: World, player: Player, npc: Npc, errand: ErrandDef) -> None:
    player.record.errands[errand.id] = 0
    if errand.offer:
        npc_says(player, npc, errand.offer)
    if errand.kind is ErrandKind.VISIT and errand.target == player.map:
        progress.arrived(world, player)
    else:
        _tell_state(world, player, errand)


def _tell_state(world: World, player: Player, errand: ErrandDef) -> None:
    state = progress.state_of(world, errand, amount_done(world, player, errand))
    tell(player, joined(": ", (errand.title, state)))
