"""Guilds (*clanes*): who belongs to them, what they have written down, how they stand with each other.

Members, leaders and applicants are known by name, since most of them are mostly offline.  Source: 11-social §3.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from pyao.protocol.enums import GuildAlignment
from pyao.protocol.fields import CODEX_LINES
from pyao.world.player import glance
from pyao.world.record import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyao.world.player import Player

ALIGNMENT_NAMES = {
    GuildAlignment.ROYAL: "Real",
    GuildAlignment.CHAOS: "Del Mal",
    GuildAlignment.NEUTRAL: "Neutral",
    GuildAlignment.GAME_MASTERS: "Game Masters",
    GuildAlignment.LEGAL: "Legal",
    GuildAlignment.CRIMINAL: "Criminal",
}
"""The alignments as the classic files write them.  Source: 11-social §3.2."""


class Relation(StrEnum):
    """How two guilds stand with each other, by the letter that the classic files have for it."""

    WAR = "G"
    PEACE = "P"
    ALLIANCE = "A"


@dataclass(slots=True)
class Application:
    """Somebody wants to join: the name as it was typed at login, and what was written to the leader."""

    name: str
    text: str


@dataclass(slots=True)
class Proposal:
    """What another guild offers, peace or an alliance, and what it wrote with it."""

    relation: Relation
    text: str


@dataclass(slots=True)
class Election:
    """An election that is open: when its time is up, in seconds since 1970, and candidate by voter, both as keys."""

    ends: int
    votes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Guild:
    """One guild, as it is saved.

    `members` holds keys in the order of admission, and always the leader's; `founder` and `leader` are names.
    """

    number: int
    name: str
    founder: str
    founded: str
    """The day as dd/mm/yyyy."""
    alignment: GuildAlignment
    leader: str
    members: list[str]
    antifaction: int = 0
    url: str = ""
    description: str = ""
    news: str = ""
    codex: list[str] = field(default_factory=lambda: [""] * CODEX_LINES)
    applications: list[Application] = field(default_factory=list)
    relations: dict[int, Relation] = field(default_factory=dict)
    """By the other guild's number; none = peace."""
    proposals: dict[int, Proposal] = field(default_factory=dict)
    """What other guilds offer, by their numbers."""
    election: Election | None = None
    under_review: list[str] = field(default_factory=list)
    """Keys of members who were offline when the guild became neutral: whether they may stay is still to be decided."""

    def is_led_by(self, name: str) -> bool:
        """Whether that is the leader's name."""
        return key_of(self.leader) == key_of(name)

    def has_member(self, name: str) -> bool:
        """Whether that is a member's name."""
        return key_of(name) in self.members

    def application_of(self, name: str) -> Application | None:
        """What that character has written; `None` = it has not applied."""
        return next((one for one in self.applications if key_of(one.name) == key_of(name)), None)

    def relation_to(self, other: Guild) -> Relation:
        """How this guild stands with another one."""
        return self.relations.get(other.number, Relation.PEACE)

    def others_in(self, relation: Relation) -> list[int]:
        """The numbers of the guilds with which it is at war, or allied."""
        return sorted(number for number, one in self.relations.items() if one is relation)


class Guilds:
    """All guilds by number, 1 to n in the order of their founding; none is ever deleted.

    Whoever changes a guild notes its number in `changed`, so that it is saved with the next batch.
    """

    def __init__(self) -> None:
        self._guilds: list[Guild] = []
        self._online: dict[int, list[Player]] = {}
        self.changed: set[int] = set()
        self.ears: dict[int, int] = {}
        """The guild that a GM listens to, by the GM's session slot.  Source: 11-social §3.11."""

    def __iter__(self) -> Iterator[Guild]:
        """All guilds, in the order of their numbers."""
        return iter(self._guilds)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._guilds)

    def get(self, number: int) -> Guild | None:
        """The guild of that number; `None` = there is none."""
        return self._guilds[number - 1] if 1 <= number <= len(self._guilds) else None

    def named(self, name: str) -> Guild | None:
        """The guild of that name, whatever its case, with `+` for a space; `None` = there is none."""
        key = key_of(name.replace("+", " ").strip(" "))
        return next((one for one in self._guilds if key_of(one.name) == key), None)

    def of(self, player: Player) -> Guild | None:
        """The player's guild; `None` = the player has none."""
        return self.get(glance(player).guild.guild)

    def name_of(self, number: int) -> str:
        """The name of the guild of that number; "" = there is none."""
        guild = self.get(number)
        return guild.name if guild is not None else ""

    def founded_by(self, name: str) -> Guild | None:
        """The guild that was founded by somebody of that name; `None` = there is none."""
        return next((one for one in self._guilds if key_of(one.founder) == key_of(name)), None)

    def add(self, guild: Guild) -> None:
        """Add a guild, whose number must be the next one."""
        if guild.number != len(self._guilds) + 1:
            raise ValueError(f"guild {guild.name} has number {guild.number}, not {len(self._guilds) + 1}")
        self._guilds.append(guild)

    def online(self, guild: Guild) -> list[Player]:
        """The members that are in the world, in the order of their arrival or admission."""
        return self._online.setdefault(guild.number, [])

    def under_review(self) -> list[tuple[Guild, str]]:
        """The offline members that a change of alignment still has to be applied to, by key, with their guild."""
        return [(guild, key) for guild in self._guilds for key in guild.under_review]
