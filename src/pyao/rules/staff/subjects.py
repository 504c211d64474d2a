"""The characters that orders of the staff are about, in the world or not.

Source: 10-gm-admin §3 #2, #3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyao.content.enums import GM_RANKS, GODS, Privilege
from pyao.rules.staff.ranks import rank_of
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.world.player import Player
    from pyao.world.record import CharacterRecord
    from pyao.world.world import World

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


def is_same(gm: Player, name: str) -> bool:
    """Whether the name is the GM's own."""
    return key_of(plain_name(name)) == key_of(gm.name)


def is_listed_god(world: World, name: str) -> bool:
    """Whether the name is on the list of gods or of admins, whoever has it and wherever that one is."""
    return bool(rank_of(world.settings, plain_name(name)) & GODS)


def is_god(gm: Player) -> bool:
    """D+: whether the GM is a Dios or an Admin."""
    return bool(gm.privileges & GODS)


def may_not_ask(world: World, gm: Player, name: str) -> bool:
    """The god rule: of gods and admins only their like may know.  Source: 10-gm-admin §4.3."""
    return is_listed_god(world, name) and not is_god(gm)


def outranks(world: World, subject: Subject, gm: Player) -> bool:
    """Whether the character has a higher rank than the GM."""
    return rank_number(subject.privileges(world)) > rank_number(gm.privileges)


def rank_number(privileges: Privilege) -> int:
    """The rank as a number to compare: 0 for users, more for each rank above."""
    return int(privileges & RANK_NUMBER)
