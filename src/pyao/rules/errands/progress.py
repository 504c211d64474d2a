"""How far a player is with the errands under way: what can be asked about it, and the deeds that count.

An errand that the world no longer has is passed over, and comes back with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.errands import ErrandKind
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, joined

if TYPE_CHECKING:
    from pyao.content.errands import ErrandDef
    from pyao.world.player import Player
    from pyao.world.world import World


def under_way(world: World, player: Player) -> list[ErrandDef]:
    """The errands that the player has taken and not finished, oldest first."""
    known = world.content.errands
    return [known[number] for number in player.record.errands if number in known]


def next_offer(world: World, player: Player, giver: int) -> ErrandDef | None:
    """The first errand that an NPC (by number of its definition) has for the player; `None` = it has none."""
    record = player.record
    return next(
        (
            errand
            for errand in world.content.errands.values()
            if errand.giver == giver
            and errand.id not in record.errands
            and errand.id not in record.errands_done
            and record.level >= errand.level
            and (not errand.after or errand.after in record.errands_done)
        ),
        None,
    )


def killed(world: World, player: Player, creature: int) -> None:
    """The player has killed a creature of that number."""
    _count(world, player, ErrandKind.KILL, creature)


def arrived(world: World, player: Player) -> None:
    """The player stands on another map than before."""
    _count(world, player, ErrandKind.VISIT, player.map)


def _count(world: World, player: Player, kind: ErrandKind, target: int) -> None:
    """Count a deed for each errand that wants one more of it, and say so."""
    counts = player.record.errands
    for errand in under_way(world, player):
        if errand.kind is kind and errand.target == target and counts[errand.id] < errand.amount:
            counts[errand.id] += 1
            tell(player, joined(": ", (errand.title, state_of(world, errand, counts[errand.id]))))


def state_of(world: World, errand: ErrandDef, done: int) -> str:
    """How an errand stands, in a sentence; `done` = how much of its amount."""
    content, payer = world.content, _name_of(world, errand.payer)
    if errand.kind is ErrandKind.TALK:
        return _("hacele clic a {name} y escribí /RECADO.").format(name=payer)
    if done >= errand.amount:
        return _("¡listo! Volvé con {name}, hacele clic y escribí /RECADO.").format(name=payer)
    match errand.kind:
        case ErrandKind.BRING:
            item = content.items.get(errand.target)
            thing, wanted = item.name if item else "", _("traele a {name} {thing} ({done} de {amount}).")
        case ErrandKind.KILL:
            thing, wanted = _name_of(world, errand.target), _("vencé a {thing} ({done} de {amount}).")
        case ErrandKind.VISIT:
            there = content.maps.get(errand.target)
            thing, wanted = there.name if there else "", _("llegá a {thing}.")
    return wanted.format(name=payer, thing=thing, done=done, amount=errand.amount)


def _name_of(world: World, number: int) -> str:
    npc = world.content.npcs.get(number)
    return npc.name if npc else ""
