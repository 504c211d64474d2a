"""The crafts in words, for clients that open no craft window: what is meant by an object's number or name.

Source: 01-protocol §16, 07-work §6.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pyao.messaging.console import tell
from pyao.messaging.i18n import _, said
from pyao.messaging.words import folded
from pyao.protocol import client_packets as c
from pyao.rules.crafts import shifts, workshops
from pyao.tasks.text_grammar import MAX_CRAFTS, BadArgumentsError, number
from pyao.tasks.text_words import Execute, Local

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyao.content.items import ItemDef
    from pyao.protocol.client_packets import ClientPacket
    from pyao.rules.crafts.workshops import Workshop
    from pyao.tasks.session import Session
    from pyao.tasks.text_grammar import Arguments
    from pyao.world.player import Player

PAGE = "PAGINA"
MAX_PAGE = 99


def making(shop: Workshop) -> Callable[[Arguments], Local]:
    """`OBJECT N`, the object by its number or the beginning of its name; or `PÁGINA N` of what can be made now."""

    def read(arguments: Arguments) -> Local:
        page = _page(arguments)
        if page is not None:
            return Local(partial(_list_choices, shop, page), arguments)
        if len(arguments.words) < 2:
            raise BadArgumentsError
        by_number = arguments.words[0].isdecimal()
        wanted, amount = (
            (arguments.words[0], arguments.words[1])
            if by_number
            else (" ".join(arguments.words[:-1]), arguments.words[-1])
        )
        pieces = number(amount, "i32", low=1, high=MAX_CRAFTS)
        if by_number:
            number(wanted, "i16", low=1)
        return Local(partial(_make, shop, wanted, pieces), arguments)

    return read


def upgrading(arguments: Arguments) -> Execute | Local:
    """`OBJECT`, by its number or by the beginning of its name; or `PÁGINA N` of what can be upgraded now."""
    page = _page(arguments)
    if page is not None:
        return Local(partial(_list_upgrades, page), arguments)
    if not arguments.raw[:1].isalpha():
        return Execute((c.ItemUpgrade(number(arguments.words[0], "i16")),))
    return Local(_upgrade, arguments)


def _page(arguments: Arguments) -> int | None:
    """The page that is asked for; `None` = none is."""
    if len(arguments.words) != 2 or folded(arguments.words[0]) != PAGE:
        return None
    return number(arguments.words[1], "u8", low=1, high=MAX_PAGE)


def _list_choices(
    shop: Workshop, page: int, session: Session, player: Player, _arguments: Arguments
) -> Sequence[ClientPacket]:
    workshops.tell_choices(session.game.world, player, shop, page)
    return ()


def _list_upgrades(page: int, session: Session, player: Player, _arguments: Arguments) -> Sequence[ClientPacket]:
    workshops.tell_upgrades(session.game.world, player, page)
    return ()


def _make(
    shop: Workshop, wanted: str, pieces: int, session: Session, player: Player, _arguments: Arguments
) -> Sequence[ClientPacket]:
    """Begin to make the object that is meant, or tell the player what is missing for it."""
    world = session.game.world
    item = _choose(session, player, wanted, workshops.recipes_of(world, shop))
    if item is None:
        return ()
    why_not = workshops.refusal(world, player, shop, item)
    if why_not is None:
        shifts.begin(world, player, shop, item.id, pieces)
    else:
        tell(player, why_not)
    return ()


def _upgrade(session: Session, player: Player, arguments: Arguments) -> Sequence[ClientPacket]:
    """The packet for the object in the bag that is meant."""
    items = session.game.world.content.items
    held = dict.fromkeys(stack.item for stack in player.record.inventory if stack is not None)
    owned = [items[one] for one in held if one in items and items[one].upgrade]
    item = _choose(session, player, arguments.raw, owned)
    return () if item is None else (c.ItemUpgrade(item.id),)


def _choose(session: Session, player: Player, wanted: str, among: Iterable[ItemDef]) -> ItemDef | None:
    """The one object that has this number or whose name begins so; `None` = none or several, and the player is told."""
    found = matching(wanted, among, player.record.language)
    if len(found) > 1:
        workshops.tell_which(player, found)
    elif not found:
        echo = session.game.world.client.as_text(wanted)
        tell(player, _("No hay nada que puedas hacer que se llame «{wanted}».").format(wanted=echo))
    return found[0] if len(found) == 1 else None


def matching(wanted: str, among: Iterable[ItemDef], language: str) -> list[ItemDef]:
    """The objects with this number, or with exactly this name, or else all whose names begin so.

    A name counts as the server has it, and as who reads that language does.
    """
    if wanted.isdecimal():
        return [one for one in among if one.id == int(wanted)]
    start = folded(wanted)
    names = [(one, {folded(one.name), folded(said(one.name, language))}) for one in among]
    exactly = [one for one, its in names if start in its]
    return exactly[:1] or [one for one, its in names if any(name.startswith(start) for name in its)]
