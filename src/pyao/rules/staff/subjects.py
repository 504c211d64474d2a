"""The characters that orders of the staff are about, in the world or not.

Source: 10-gm-admin §3 #2, #3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.content.enums import GM_RANKS, GODS, Privilege
from pyao.messaging.i18n import _
from pyao.rules.staff.outcome import refuse
from pyao.rules.staff.ranks import rank_of

if TYPE_CHECKING:
    from pyao.rules.staff.outcome import Outcome
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

UNDER_GODS = Privilege.USER | Privilege.CONSEJERO | Privilege.SEMIDIOS
"""Whose whereabouts every GM may know."""

ONESELF = "YO"
"""The word by which GMs mean themselves."""

RANK_NUMBER = GM_RANKS
"""The bits that compare ranks; role masters and councils do not count.  Source: 10-gm-admin §1.1."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A character that an order names: its record, and the player if it is in the world.

    Who changes the record also calls `world.host.save(record)`.
    """

    name: str
    """As the order named it, with blanks for `+`."""

    record: CharacterRecord
    player: Player | None = None

    def privileges(self, world: World) -> Privilege:
        """The rank: the one it entered with, or for who is not in the world the one that the lists give."""
        return self.player.privileges if self.player is not None else rank_of(world.settings, self.record.name)


def plain_name(name: str) -> str:
    """A name as orders mean it: blanks for `+`, none around it."""
    return name.replace("+", " ").strip()


def online(world: World, name: str) -> Player | None:
    """The player of that name in the world, its exit countdown included; `None` = there is none."""
    return world.player_named(plain_name(name))


def not_online(world: World, gm: Player, name: str) -> Outcome:
    """Refuse something for a character that is not in the world; about gods nothing is said of where they are."""
    if is_listed_god(world, name):
        return refuse(gm, _("No podés hacerle eso a un dios o admin."))
    return refuse(gm, _("Usuario offline."))


def is_listed_god(world: World, name: str) -> bool:
    """Whether the name is on the list of gods or of admins, whoever has it and wherever that one is."""
    return bool(rank_of(world.settings, plain_name(name)) & GODS)


def is_god(gm: Player) -> bool:
    """D+: whether the GM is a Dios or an Admin."""
    return bool(gm.privileges & GODS)


def may_not_ask(world: World, gm: Player, name: str) -> bool:
    """The god rule: of gods and admins only their like may know.  Source: 10-gm-admin §4.3."""
    return is_listed_god(world, name) and not is_god(gm)


def outranks(one: Player, other: Player) -> bool:
    """Whether the first has a higher rank than the second."""
    return rank_number(one.privileges) > rank_number(other.privileges)


def rank_number(privileges: Privilege) -> int:
    """The rank as a number to compare: 0 for users, more for each rank above."""
    return int(privileges & RANK_NUMBER)
