"""Commands about a character that may be in the world or not.

Whoever is there is dealt with at once.  Everybody else's record is loaded while nobody can log in with it, so that
what a rule finds is still true when the rule changes it.  Source: 10-gm-admin §3 #2–#4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyao.messaging.i18n import _
from pyao.rules.session.names import is_valid_name
from pyao.rules.staff.outcome import Outcome, refuse
from pyao.rules.staff.subjects import ONESELF, Subject, online, plain_name
from pyao.tasks.ports import CharactersUnavailable, UnreadableRecord

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from pyao.protocol.gm_commands import GMCommand
    from pyao.tasks.game import Game
    from pyao.tasks.gm.command import Order
    from pyao.world.player import Player
    from pyao.world.world import World

    G = TypeVar("G", bound=GMCommand)
    Rule = Callable[[World, Player, G, Subject | None], Outcome | None]
    """Asked with the character that the packet's `name` means; `None` = there is none."""


def about(rule: Rule[G], *, oneself: bool = False) -> Order[G]:
    """The order of a command whose packet has a `name`; `oneself` = the word YO means the GM."""

    def order(
        game: Game,
        gm: Player,
        packet: Any,  # noqa: ANN401 - a packet with a name
    ) -> Outcome | Awaitable[Outcome | None] | None:
        own = oneself and packet.name.upper() == ONESELF
        present = Subject(gm.name, gm.record, gm) if own else present_subject(game.world, packet.name)
        if present is not None:
            return rule(game.world, gm, packet, present)
        return with_absent(game, gm, packet.name, lambda subject: rule(game.world, gm, packet, subject))

    return order


def present_subject(world: World, name: str) -> Subject | None:
    """The character of that name in the world; `None` = it is not there."""
    player = online(world, name)
    return None if player is None else Subject(player.name, player.record, player)


async def with_absent(
    game: Game, gm: Player, name: str, rule: Callable[[Subject | None], Outcome | None]
) -> Outcome | None:
    """Ask a rule with the record of a character outside the world, while nobody can enter with it."""
    name = plain_name(name)
    try:
        async with game.entering(name):
            return rule(await find(game, name))
    except (CharactersUnavailable, UnreadableRecord):
        return unreadable(gm)


def unreadable(gm: Player) -> Outcome:
    """Refuse an order because a record can't be read now."""
    return refuse(gm, _("El personaje no se puede leer en este momento."))


async def find(game: Game, name: str) -> Subject | None:
    """The character of that name, wherever it is; the caller holds the lock of the name.

    Raises:
        UnreadableRecord: its record can't be understood.
        CharactersUnavailable: the store does not answer.

    """
    present = present_subject(game.world, name)
    if present is not None or not is_valid_name(name):
        return present
    record = await game.characters.load(name)
    # It can't have entered meanwhile, but it may have left: what was loaded is still newest, as the saver gives it.
    return None if record is None else Subject(record.name, record)
