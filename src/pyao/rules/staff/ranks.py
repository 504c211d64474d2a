"""Who is staff: the settings list the names of each rank, and they are looked up at login.

Source: 02-sessions-and-characters §2, §4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyao.content.enums import Privilege
from pyao.protocol import colours
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyao.content.settings import GameSettings
    from pyao.world.record import CharacterRecord

_CHAT_COLOURS = {
    Privilege.USER: colours.DEFAULT,
    Privilege.DIOS: colours.DIOS,
    Privilege.USER | Privilege.ROYAL_COUNCIL: colours.ROYAL_COUNCIL,
    Privilege.USER | Privilege.CHAOS_COUNCIL: colours.CHAOS_COUNCIL,
}


RANK_LISTS = {
    "admin": "admins",
    "dios": "gods",
    "especial": "special",
    "semidios": "demigods",
    "consejero": "counsellors",
    "rolemaster": "role_masters",
}
"""The setting that lists the names of each rank, by the word that operators use; highest first."""


def with_granted(settings: GameSettings, granted: Mapping[str, Iterable[str]]) -> GameSettings:
    """The settings with names added to their lists, by the setting's name."""
    return settings.changed(
        **{field: tuple(dict.fromkeys((*getattr(settings, field), *names))) for field, names in granted.items()}
    )


def listed_names(settings: GameSettings) -> set[str]:
    """The names on all lists, in upper case."""
    return {name for field in RANK_LISTS.values() for name in getattr(settings, field)}


def is_listed(settings: GameSettings, name: str) -> bool:
    """Whether the name is on any of the lists."""
    return key_of(name) in listed_names(settings)


def rank_of(settings: GameSettings, name: str) -> Privilege:
    """The rank of a name: that of the highest list it is on, plus role master if it is on that list too."""
    lists = (
        (settings.admins, Privilege.ADMIN),
        (settings.gods, Privilege.DIOS),
        (settings.demigods, Privilege.SEMIDIOS),
        (settings.counsellors, Privilege.CONSEJERO),
    )
    rank = next((rank for names, rank in lists if _listed(names, name)), Privilege.USER)
    return rank | Privilege.ROLE_MASTER if _listed(settings.role_masters, name) else rank


def _listed(names: tuple[str, ...], name: str) -> bool:
    return key_of(name) in names


def is_special(settings: GameSettings, name: str) -> bool:
    """Whether the name is on the list of special demigods.  Source: 02 §2."""
    return _listed(settings.special, name)


def privileges_of(settings: GameSettings, name: str, record: CharacterRecord) -> Privilege:
    """The rank of a character, with its council seats."""
    rank = rank_of(settings, name)
    if record.chaos_council:
        rank |= Privilege.CHAOS_COUNCIL
    if record.royal_council:
        rank |= Privilege.ROYAL_COUNCIL
    return rank


def chat_colour_of(privileges: Privilege) -> tuple[int, int, int]:
    """The colour in which a player with exactly these privileges speaks.  Source: 02 §4.2, 11-social §1.1."""
    return _CHAT_COLOURS.get(privileges, colours.GM)
