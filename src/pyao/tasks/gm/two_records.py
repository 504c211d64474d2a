"""Commands that need the records of two characters at once: both names are held meanwhile.

Source: 10-gm-admin §4.4.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from pyao.messaging.i18n import _
from pyao.rules.staff import records
from pyao.rules.staff.outcome import MISUSED, Outcome, refuse
from pyao.rules.staff.subjects import plain_name
from pyao.tasks.gm.subjects import find, unreadable
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord
from pyao.world.ledger import Reason
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from pyao.protocol import gm_commands as g
    from pyao.tasks.game import Game
    from pyao.world.player import Player


async def copy_password(game: Game, gm: Player, packet: g.AlterPassword) -> Outcome | None:
    """Give a character the password of another.  Source: 10-gm-admin §4.4 command 101."""
    name, source = plain_name(packet.name), plain_name(packet.copy_from)
    if not (name and source):
        return MISUSED
    try:
        async with _holding(game, name, source):
            return records.copy_password(game.world, gm, await find(game, name), await find(game, source))
    except (CharactersUnavailable, UnreadableRecord):
        return unreadable(gm)


async def rename(game: Game, gm: Player, packet: g.AlterName) -> Outcome | None:
    """Copy a character to a new name, and ban the old one.  Source: 10-gm-admin §4.4 command 103."""
    name, new_name = plain_name(packet.name), plain_name(packet.new_name)
    if not (name and new_name):
        return MISUSED
    try:
        async with _holding(game, name, new_name):
            return await _rename(game, gm, name, new_name)
    except (CharactersUnavailable, UnreadableRecord):
        return unreadable(gm)


async def _rename(game: Game, gm: Player, name: str, new_name: str) -> Outcome | None:
    who = await find(game, name)
    refusal = records.renaming_refusal(game.world, gm, who, new_name)
    if refusal is not None or who is None:
        return refusal
    copy = records.renamed_copy(who.record, new_name)
    if not await game.characters.create(copy, game.world.ledger.births(Reason.GM, copy)):
        return refuse(gm, _("Ya existe un personaje con ese nombre."))
    records.retire_name(game.world, gm, who, new_name)
    return None


@asynccontextmanager
async def _holding(game: Game, *names: str) -> AsyncIterator[None]:
    """Keep everybody from entering with any of the names.

    They are always taken in the same order, so that no two orders wait for each other.
    """
    async with AsyncExitStack() as held:
        for key in sorted(set(map(key_of, names))):
            await held.enter_async_context(game.entering(key))
        yield
