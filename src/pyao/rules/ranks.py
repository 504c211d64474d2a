"""Who is staff: ranks come from the settings, by name, at login.

Source: 02-sessions-and-characters §2, §4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.world.player import WHITE
from pyao.world.record import key_of

if TYPE_CHECKING:
    from pyao.content.settings import GameSettings
    from pyao.world.record import CharacterRecord

GOLDEN, TEAL, ORANGE, GREEN = (250, 250, 150), (0, 255, 255), (255, 128, 64), (0, 255, 0)

_CHAT_COLOURS = {
    Privilege.USER: WHITE,
    Privilege.DIOS: GOLDEN,
    Privilege.USER | Privilege.ROYAL_COUNCIL: TEAL,
    Privilege.USER | Privilege.CHAOS_COUNCIL: ORANGE,
}


def rank_of(settings: GameSettings, name: str) -> Privilege:
    """The rank that goes with a name: the highest list that has it, and the role masters' list besides."""
    key = key_of(name)

    def listed(names: list[str] | tuple[str, ...]) -> bool:
        return any(key_of(one.lstrip("*+")) == key for one in names)

    if listed(settings.admins):
        rank = Privilege.ADMIN
    elif listed(settings.gods):
        rank = Privilege.DIOS
    elif listed(settings.demigods):
        rank = Privilege.SEMIDIOS
    elif listed(settings.counsellors):
        rank = Privilege.CONSEJERO
    else:
        rank = Privilege.USER
    return rank | Privilege.ROLE_MASTER if listed(settings.role_masters) else rank


def privileges_of(settings: GameSettings, name: str, record: CharacterRecord) -> Privilege:
    """The rank and the council seats of a character."""
    rank = rank_of(settings, name)
    if record.chaos_council:
        rank |= Privilege.CHAOS_COUNCIL
    if record.royal_council:
        rank |= Privilege.ROYAL_COUNCIL
    return rank


def chat_colour_of(privileges: Privilege) -> tuple[int, int, int]:
    """The colour in which somebody of exactly these ranks speaks.  Source: 02 §4.2, 11-social §1.1."""
    return _CHAT_COLOURS.get(privileges, GREEN)
