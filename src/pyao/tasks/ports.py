"""What tasks need from the floors above, as protocols: the store, the passwords, the connection, the slots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pyao.messaging.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from contextlib import AbstractContextManager

    from pyao.content.parts import Part
    from pyao.protocol.message import Message
    from pyao.protocol.text import TextEncoding
    from pyao.world.record import CharacterRecord


class Connection(Protocol):
    """The client's end of a session."""

    ip: str
    encoding: TextEncoding

    outbox: list[bytes]
    """What is appended to it is queued in order: whole packets."""

    def send(self, message: Message) -> None:
        """Queue a message in order; it is encoded at once."""

    def round_trip_ms(self) -> int:
        """How long what is sent now takes to the client and its answer back; 0 = unknown, or no time to speak of."""

    def log_fields(self) -> Mapping[str, object]:
        """What a line of the log says of the connection."""

    def hurried(self) -> bool:
        """Whether the server can't keep up with what clients send: what has a shorter answer gets that one."""

    @property
    def is_closing(self) -> bool:
        """Whether the client is gone, or is being sent away."""

    @property
    def busy(self) -> bool:
        """Whether a packet of the client is still waiting for something, such as a password check."""

    def silent_ms(self) -> int:
        """For how long not even an acknowledgement has come from the client; 0 = unknown."""

    def close(self) -> None:
        """Let everything queued leave, then close so that the client reads it."""

    def drop(self, reason: str) -> None:
        """End the connection at once, without a word to the client; the log says why."""


class Slots(Protocol):
    """The session slots.  One is held by its connection and by a character in the world.  Source: 02 §1.1 #3."""

    def connection_gone(self, slot: int, *, in_world: bool) -> None:
        """The connection no longer holds the slot; `in_world` = its character still does."""


class Characters(Protocol):
    """Where characters are kept.  Names are looked up without regard to case."""

    async def exists(self, name: str) -> bool:
        """Whether there is a character of that name."""

    async def load(self, name: str) -> CharacterRecord | None:
        """The newest record of the character, saved or waiting to be; `None` = there is none.

        Raises:
            UnreadableRecord: it is there but can't be understood.
            CharactersUnavailable: the store does not answer; so may all others raise.

        """

    async def create(self, record: CharacterRecord, births: AbstractContextManager[None]) -> bool:
        """Keep a new character durably; `False` = the name was taken meanwhile.

        `births` is entered in the moment of the batch that holds the record, and left with the fault if it fails.
        """

    async def set_password(self, name: str, password_hash: str) -> None:
        """Change a stored password at once."""

    async def banned_ips(self) -> set[str] | None:
        """The addresses that may not connect, as they are stored; `None` = none were ever stored."""

    async def write(self) -> None:
        """Write at once what has been given to the world's host to save, instead of with the next batch."""


class Program(Protocol):
    """The program around the game, as far as its staff may act on it."""

    def end(self, reason: str, *, again: bool = False) -> None:
        """Save everything and stop soon; `again` = and start anew."""

    async def reload(self, parts: Collection[Part]) -> str:
        """Read these parts again and play with them; gives in a few words what has changed.

        Raises:
            ReloadRefused: something in them can't be used; nothing was changed.

        """

    async def change_setting(self, section: str, key: str, value: str) -> tuple[str, str]:
        """Write a setting into the server's own file, by its name or that in Server.ini; gives its old and new value.

        Raises:
            SettingRefused: there is no such setting, or it can't have that value; nothing was changed.

        """


class _Refused(Exception):
    """Something that a GM wants of the program can't be done; the sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ReloadRefused(_Refused):
    """What was to be read again can't be used; the sentence says which file, where in it, and why."""


class SettingRefused(_Refused):
    """A setting can't be changed."""


class NoProgram:
    """Around a game that stands alone there is nothing."""

    def end(self, reason: str, *, again: bool = False) -> None:
        pass

    async def reload(self, parts: Collection[Part]) -> str:
        raise ReloadRefused(_("Este servidor no puede hacer eso."))

    async def change_setting(self, section: str, key: str, value: str) -> tuple[str, str]:
        raise SettingRefused(_("Este servidor no puede hacer eso."))


class Check(Protocol):
    """What came of checking a password."""

    @property
    def ok(self) -> bool:
        """Whether it was right."""

    @property
    def needs_rehash(self) -> bool:
        """Whether a right one should be hashed and kept anew."""


class Passwords(Protocol):
    """Hashes passwords and checks them, without holding up the loop."""

    async def hash_password(self, password: str) -> str:
        """A salted hash of the upper-cased password."""

    async def verify_password(self, stored: str, typed: str, wanted: Callable[[], bool]) -> Check:
        """Compare what was typed with what is kept; case is ignored.

        `wanted` is asked when its turn comes, on any thread.

        Raises:
            Unwanted: it was not, and nothing was compared.

        """


class Unwanted(Exception):
    """Whoever wanted to know is gone."""


class UnreadableRecord(Exception):
    """A record that can't be understood; the text says which character and field."""


class CharactersUnavailable(Exception):
    """The store does not answer; it may later."""
