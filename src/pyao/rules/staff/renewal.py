"""Playing on with other definitions, or other rates, while people are in the world.

Everything that was made from the old definitions is brought in line: creatures, shops, maps, and what clients show.
Nobody is disconnected, and nothing that belongs to anybody comes or goes.  The functions are generators: each step is
short, and ticks may come between two of them.  Source: 10-gm-admin §4.10, §6.2 "Reload".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyao.messaging.audience import area, area_at
from pyao.messaging.message_sender import bank_slot_shown, slot_shown, spell_slot_shown, usable_slots
from pyao.protocol import msg
from pyao.rules.creatures.population import exp_of, populate_map
from pyao.rules.trade import shops, stock
from pyao.world.arithmetic import half_even
from pyao.world.commerce import Mode
from pyao.world.ledger import Reason, lying_on
from pyao.world.map import Map
from pyao.world.npc import Npc
from pyao.world.record import Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import TypeVar

    from pyao.content.content import Content
    from pyao.content.npcs import NpcDef
    from pyao.content.settings import GameSettings
    from pyao.world.player import Player
    from pyao.world.world import World

    D = TypeVar("D")

CREATURES_A_STEP = 50


def inhabited(world: World, gone: Iterable[int]) -> dict[int, str]:
    """Of the maps that are to go those with somebody on them, and one who is there."""
    return {
        number: next(iter(world.maps[number].players)).name
        for number in gone
        if number in world.maps and world.maps[number].players
    }


def renew_content(world: World, content: Content) -> Iterator[None]:
    """Play with other definitions from now on.

    A number that the new ones lack keeps its old definition, since there may be some of its kind in the world.
    """
    old = world.content
    world.content = content
    yield from _renew_maps(world, old)
    yield from _renew_creatures(world, _changed(old.npcs, content.npcs))
    yield from _show(world, old)


def renew_rates(world: World, before: GameSettings) -> Iterator[None]:
    """Let the creatures that are alive give what the settings in force say, after those `before`."""
    if before.exp_rate == world.settings.exp_rate:
        return
    for npc in _creatures(world):
        _renew_experience(world, npc)
        yield


def _changed(old: Mapping[int, D], new: Mapping[int, D]) -> dict[int, D]:
    """The old definitions of what there was before and is otherwise now."""
    pairs = ((number, before, new.get(number, before)) for number, before in old.items())
    return {number: before for number, before, now in pairs if now is not before and now != before}


def _creatures(world: World) -> Iterator[Npc]:
    """The creatures alive at this moment, except those that have died meanwhile."""
    for char, one in list(world.chars.items()):
        if isinstance(one, Npc) and world.chars.get(char) is one:
            yield one


def _renew_maps(world: World, old: Content) -> Iterator[None]:
    maps = world.content.maps
    for number, before in _changed(old.maps, maps).items():
        here = world.maps[number]
        here.renew(before, maps[number])
        here.definition = world.map_changes.applied(here.definition)
        yield
    for number in maps.keys() - old.maps.keys():
        _add_map(world, number)
        yield
    world.survey_maps()


def _add_map(world: World, number: int) -> None:
    """Add a map with all that its file puts there."""
    here = world.maps[number] = Map(world.content.maps[number])
    here.definition = world.map_changes.applied(here.definition)
    for item, amount in lying_on(here).items():
        world.ledger.item(Reason.RESTART, item, amount)
    populate_map(world, number)


def _renew_creatures(world: World, changed: Mapping[int, NpcDef]) -> Iterator[None]:
    for count, npc in enumerate(_creatures(world)):
        before = changed.get(npc.definition.id)
        if before is not None:
            _renew_creature(world, npc, before)
        if count % CREATURES_A_STEP == 0:
            yield


def _renew_creature(world: World, npc: Npc, before: NpcDef) -> None:
    """Let a creature be as its definition says now, except in what it, or a game master, has changed since."""
    now = world.content.npcs[before.id]
    described = npc.definition.description
    npc.definition = now if described == before.description else replace(now, description=described)
    if npc.name == before.name:
        npc.name = now.name
    if npc.movement == before.movement:
        npc.movement = now.movement
    if npc.hostile == before.hostile:
        npc.hostile = now.hostile
    if npc.respawns == (not before.stays_dead):
        npc.respawns = not now.stays_dead
    _renew_health(npc, before)
    _renew_experience(world, npc)
    stock.relist(npc, before)
    if npc.look == Look(before.body, before.head) and (before.body, before.head) != (now.body, now.head):
        npc.look = Look(now.body, now.head)
        area(world, npc).send(msg.character_change(npc.char, now.body, now.head, npc.heading, 0, 0, 0, 0, 0))


def _renew_health(npc: Npc, before: NpcDef) -> None:
    """Take over other health; who was unhurt stays unhurt."""
    now = npc.definition
    unhurt = npc.hp == before.min_hp
    if npc.max_hp == before.max_hp:
        npc.max_hp = now.max_hp
    npc.hp = min(now.min_hp if unhurt else npc.hp, npc.max_hp)


def _renew_experience(world: World, npc: Npc) -> None:
    """Let a creature give what its kind gives now; what has been earned of it already stays earned."""
    before, now = npc.exp_reward, exp_of(world, npc.definition)
    npc.exp_left = half_even(npc.exp_left * now / before) if before else now
    npc.exp_reward = now


def _show(world: World, old: Content) -> Iterator[None]:
    """Tell clients what they show and what has changed of it."""
    items = _changed(old.items, world.content.items)
    npcs = _changed(old.npcs, world.content.npcs)
    spells = _changed(old.spells, world.content.spells)
    if not (items or npcs or spells):
        return
    for player in list(world.players.values()):
        if world.players.get(player.slot) is player:
            _show_belongings(world, old, player)
            _show_counter(world, player, npcs, items)
        yield
    redrawn = {number for number, before in items.items() if world.content.items[number].grh != before.grh}
    for here in world.maps.values():
        if redrawn and here.players:
            _show_ground(world, here, redrawn)
            yield


def _show_belongings(world: World, old: Content, player: Player) -> None:
    """Show the slots of the bag, the open bank and the spell book that look otherwise now."""
    record, new = player.record, world.content
    bag = record.inventory[: usable_slots(player, new)]
    bank = record.bank if player.commerce.mode is Mode.BANK else []
    for shown, slots in ((slot_shown, bag), (bank_slot_shown, bank)):
        for slot, stack in enumerate(slots, start=1):
            if stack is not None and (message := shown(new, slot, stack)) != shown(old, slot, stack):
                player.messages.send(message)
    for slot, number in enumerate(record.spells, start=1):
        if number and (message := spell_slot_shown(new, slot, number)) != spell_slot_shown(old, slot, number):
            player.messages.send(message)


def _show_counter(world: World, player: Player, npcs: Mapping[int, object], items: Mapping[int, object]) -> None:
    """Show the goods of an open shop again if they, or what they cost, may have changed; close one that is no more."""
    npc = player.commerce.npc
    if player.commerce.mode is not Mode.SHOP or npc is None:
        return
    if not npc.definition.trades:
        shops.close(player)
    elif npc.definition.id in npcs or any(one and one.item in items for one in stock.stock_of(world, npc).slots):
        shops.show_goods(world, player, npc)


def _show_ground(world: World, here: Map, redrawn: set[int]) -> None:
    for tile, thing in here.objects.items():
        if thing.item in redrawn and world.content.is_shown(thing.item):
            grh = world.content.items[thing.item].grh
            area_at(world, here.id, tile).send(msg.object_create(*tile, grh))
