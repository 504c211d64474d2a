"""What can be had in a world: bought, found, won from creatures and veins, and made of what can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import ObjectType
from pyao.content.maps import WATER
from pyao.rules.crafts.bonfires import FIRE, FIREWOOD, TWIGS
from pyao.rules.crafts.fishing import FISH
from pyao.rules.crafts.lumber import ELVEN_AXE
from pyao.rules.crafts.materials import ELVEN_WOOD, ingots_of, wood_of
from pyao.world.ledger import COINS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.content.starting_kit import StartingKit


def living_in(content: Content) -> set[int]:
    """The numbers of the NPCs that can be met: on a map, at a trainer's, by a spell, in a praetorian clan."""
    placed = {number for here in content.maps.values() for _x, _y, number in here.npcs}
    called = {creature for number in placed if number in content.npcs for creature, _ in content.npcs[number].creatures}
    summoned = {effect.npc for spell in content.spells.values() for effect in spell.effects if effect.npc}
    clans = {member.npc for members in content.praetorians.values() for member in members}
    return placed | called | summoned | clans


def standing_in(content: Content) -> set[int]:
    """The objects that lie or stand on a map from the start."""
    return {item for here in content.maps.values() for item, _amount in here.objects.values()}


def obtainable(content: Content) -> set[int]:
    """The objects that a player can come to own, or that the game itself puts somewhere."""
    had = {COINS} | set(_in_kit(content.starting_kit)) | _found(content)
    while more := _made_of(content, had) - had:
        had |= more
    return had


def spells_of(content: Content) -> set[int]:
    """The spells that a player can learn, or is born with."""
    scrolls = {content.items[number].spell for number in obtainable(content) if number in content.items}
    born = {spell for spells in content.starting_kit.spells.values() for spell in spells}
    return (scrolls | born) & content.spells.keys()


def recipes_of(content: Content) -> Iterable[tuple[tuple[int, ...], bool]]:
    """The lists of what can be made; the flag says whether carpenters make it."""
    return (content.smith_weapons, False), (content.smith_armours, False), (content.carpenter_objects, True)


def needs_of(item: ItemDef, *, carpentry: bool) -> dict[int, int]:
    """What making an object takes, by material."""
    return dict(wood_of(item) if carpentry else ingots_of(item))


def _in_kit(kit: StartingKit) -> Iterable[int]:
    stacks = (*kit.caster_potions, *kit.other_potions, *kit.provisions, *kit.ammunition.values())
    first, last = kit.tools
    return (
        *(item for item, _amount in stacks),
        *kit.clothes.values(),
        kit.weapon,
        *kit.weapons.values(),
        *range(first, last + 1),
    )


def _found(content: Content) -> set[int]:
    """What is sold, dropped, lies about, grows, or is fished."""
    met = [content.npcs[number] for number in living_in(content) if number in content.npcs]
    found = standing_in(content) | {item for errand in content.errands.values() for item, _amount in errand.items}
    found |= {entry[0] for npc in met for entry in (*npc.stock, *npc.reserve, *npc.drops) if entry is not None}
    kinds = {item.type for item in _items(content, found)}
    if ObjectType.ARBOLES in kinds:
        found.add(FIREWOOD)
    if ObjectType.ARBOL_ELFICO in kinds and ELVEN_AXE in content.items:
        found.add(ELVEN_WOOD)
    if any(any(tile & WATER for tile in set(here.tiles)) for here in content.maps.values()):
        found |= set(FISH if ObjectType.YACIMIENTO_PEZ in kinds else FISH[:1]) & content.items.keys()
    return found | {item.ore for item in _items(content, found) if item.ore}


def _items(content: Content, numbers: Iterable[int]) -> list[ItemDef]:
    return [content.items[number] for number in numbers if number in content.items]


def _made_of(content: Content, had: set[int]) -> set[int]:
    """What can be made of what can be had, in one step."""
    owned = _items(content, had)
    made = {item.ingot for item in owned if item.ingot} | {item.upgrade for item in owned if item.upgrade}
    made |= {n for item in owned for n in (item.open_variant, item.closed_variant, item.locked_variant) if n}
    for products, carpentry in recipes_of(content):
        made |= {item.id for item in _items(content, products) if needs_of(item, carpentry=carpentry).keys() <= had}
    if FIREWOOD in had:
        made |= {TWIGS, FIRE}
    return made & content.items.keys()
