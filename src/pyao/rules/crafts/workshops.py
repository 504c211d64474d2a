"""The two crafts in one form, and what a player could make in each now: for players whose client has no craft window.

Source: 07-work §6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyao.content.enums import Skill
from pyao.messaging.console import tell
from pyao.messaging.i18n import _, joined, n_
from pyao.rules.body.skills import skill_name
from pyao.rules.crafts import carpentry, materials, smithing, upgrading
from pyao.rules.crafts.bonfires import FIREWOOD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyao.content.content import Content
    from pyao.content.items import ItemDef
    from pyao.rules.crafts.materials import Needs
    from pyao.world.player import Player
    from pyao.world.world import World

PAGE_LINES = 6
"""How many objects are told at once: with the lines around them they fit on the client's console."""


class Workshop(NamedTuple):
    """One craft: its recipes, what they take, and the rule that makes one cycle and tells whether anything was made."""

    skill: Skill
    word: str
    recipes: Callable[[Content], tuple[int, ...]]
    needs_of: Callable[[ItemDef], Needs]
    required: Callable[[ItemDef], int]
    skill_of: Callable[[Player], int]
    lacks_tool: Callable[[World, Player], bool]
    make: Callable[[World, Player, int], bool]


SMITHY = Workshop(
    Skill.HERRERIA,
    "/HERRERIA",
    lambda content: content.smith_weapons + content.smith_armours,
    materials.ingots_of,
    lambda item: item.smithing,
    smithing.smithing_of,
    lambda _world, _player: False,
    smithing.forge,
)
CARPENTRY = Workshop(
    Skill.CARPINTERIA,
    "/CARPINTERIA",
    lambda content: content.carpenter_objects,
    materials.wood_of,
    lambda item: item.carpentry,
    carpentry.carpentry_of,
    lambda world, player: not carpentry.has_saw(world, player),
    carpentry.carve,
)
WORKSHOPS = {one.skill: one for one in (SMITHY, CARPENTRY)}


def recipes_of(world: World, shop: Workshop) -> list[ItemDef]:
    """The objects that are made in a workshop, in the order of its lists."""
    items = world.content.items
    return [items[number] for number in dict.fromkeys(shop.recipes(world.content)) if number in items]


def refusal(world: World, player: Player, shop: Workshop, item: ItemDef) -> str | None:
    """Why the player can't begin to make an object, material aside; `None` = it can be begun."""
    if shop.lacks_tool(world, player):
        return carpentry.ask_for_saw()
    if shop.skill_of(player) < shop.required(item):
        text = _("Para hacer {item} te falta habilidad: {skill} {required} (la tuya vale {own}).")
        name, own = skill_name(shop.skill), shop.skill_of(player)
        return text.format(item=item.name, skill=name, required=shop.required(item), own=own)
    return None


def tell_choices(world: World, player: Player, shop: Workshop, page: int = 1) -> None:
    """Tell the player what can be made now, with the tool in the hand, the skill, and the material in the bag."""
    lines = []
    for item in recipes_of(world, shop):
        pieces = materials.enough_for(world, player, shop.needs_of(item))
        if pieces and refusal(world, player, shop, item) is None:
            lines.append(_line(item, shop.needs_of(item), shop, pieces))
    if not lines and shop.lacks_tool(world, player):
        tell(player, carpentry.ask_for_saw())
        return
    usage = _("Para fabricar: {command} OBJETO CANTIDAD").format(command=shop.word)
    _tell_page(player, lines, page, shop.word, usage)


def _line(item: ItemDef, needs: Needs, shop: Workshop, pieces: int) -> str:
    text = n_(
        "{number} {item}: {needs}; {skill} {required}; te alcanza para {n}.",
        "{number} {item}: {needs}; {skill} {required}; te alcanza para {n}.",
        pieces,
    )
    return text.format(
        number=item.id,
        item=item.name,
        needs=spoken(needs),
        skill=skill_name(shop.skill),
        required=shop.required(item),
        n=pieces,
    )


def tell_upgrades(world: World, player: Player, page: int = 1) -> None:
    """Tell the player which objects in the bag can be upgraded now."""
    lines = []
    held = dict.fromkeys(stack.item for stack in player.record.inventory if stack is not None)
    for number in held:
        item, better = upgrading.pair_of(world, number)
        if item is None or better is None or not materials.held(world, player, number):
            continue
        needs = upgrading.needs_of(item, better)
        if upgrading.refusal(world, player, needs, better) is None:
            text = _("{number} {item}: se mejora a {better} con {needs}.")
            lines.append(text.format(number=number, item=item.name, better=better.name, needs=spoken(needs)))
    _tell_page(player, lines, page, "/MEJORAR", _("Para mejorar: /MEJORAR OBJETO"))


def spoken(needs: Needs) -> str:
    """Materials as players read them: `2 hierro, 1 plata`."""
    words = {
        materials.IRON: _("{n} hierro"),
        materials.SILVER: _("{n} plata"),
        materials.GOLD: _("{n} oro"),
        FIREWOOD: _("{n} madera"),
        materials.ELVEN_WOOD: _("{n} madera élfica"),
    }
    return joined(", ", (words[one].format(n=amount) for one, amount in needs.items()))


def _tell_page(player: Player, lines: Sequence[str], page: int, command: str, usage: str) -> None:
    pages = -(-len(lines) // PAGE_LINES)
    if not lines:
        tell(player, _("Con la herramienta que tenés en la mano y lo que llevás no podés hacer nada de esto ahora."))
        return
    if page > pages:
        tell(player, _("Solo hay {n} páginas.").format(n=pages))
        return
    for line in lines[(page - 1) * PAGE_LINES : page * PAGE_LINES]:
        tell(player, line)
    if page < pages:
        more = _("Página {page} de {pages}; la que sigue: {command} PÁGINA {next}")
        tell(player, more.format(page=page, pages=pages, command=command, next=page + 1))
    tell(player, usage)


def tell_which(player: Player, items: Iterable[ItemDef]) -> None:
    """Several objects could be meant: ask which."""
    names = joined(", ", (f"{one.id} " + one.name for one in list(items)[:PAGE_LINES]))
    tell(player, _("¿Cuál? {names}").format(names=names))
