"""How the arguments of a text command are read: small builders, one for each kind of form.

Source: 10-gm-admin §5.1, §5.2; 01-protocol §16.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol.decoder import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.client_packets import ClientPacket

    Build = Callable[["Arguments"], ClientPacket]

_NUMBER = re.compile(r"[+-]?\d+")
_RANGES = {"u8": (0, 255), "i16": (-32_768, 32_767), "i32": (-2_147_483_648, 2_147_483_647)}


class BadArgumentsError(Exception):
    """The arguments are missing or malformed: the player is told how the command is used."""


class Arguments(NamedTuple):
    """What follows the command word: `raw` whole and stripped, `words` split at blanks; `here` = the player's map."""

    raw: str
    words: list[str]
    here: int


class Reading(NamedTuple):
    """How a command is read: the kinds of packet that may come of it, and the function that makes one."""

    kinds: tuple[type[ClientPacket], ...]
    build: Build


def folded(word: str) -> str:
    """A word without regard to case and accents: ñ = n, á = a."""
    plain = unicodedata.normalize("NFKD", word.upper())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def number(word: str, kind: str = "i32", *, low: int | None = None, high: int | None = None) -> int:
    """A number within a wire type, and within `low` to `high` where they are given."""
    least, most = _RANGES[kind]
    if not _NUMBER.fullmatch(word):
        raise BadArgumentsError
    value = int(word)
    if not max(least, least if low is None else low) <= value <= min(most, most if high is None else high):
        raise BadArgumentsError
    return value


def plain(kind: type[ClientPacket]) -> Reading:
    """No arguments; extra words are ignored."""
    return Reading((kind,), lambda _arguments: kind())


def whole(kind: Any, *before: object) -> Reading:
    """One name or text: everything that follows, not empty."""

    def build(arguments: Arguments) -> ClientPacket:
        if not arguments.raw:
            raise BadArgumentsError
        packet: ClientPacket = kind(*before, arguments.raw)
        return packet

    return Reading((kind,), build)


def maybe(kind: Any) -> Reading:
    """One text that may be empty."""
    return Reading((kind,), lambda arguments: kind(arguments.raw))


def parts(kind: Any, sign: str, *, every: bool = False) -> Reading:
    """Fields separated by a sign: split at the first ones needed, or `every` one, which must then be just enough."""
    names = [field.name for field in fields(kind)]
    kinds = [one.kind for one in LAYOUTS[kind]]

    def build(arguments: Arguments) -> ClientPacket:
        pieces = arguments.raw.split(sign) if every else arguments.raw.split(sign, len(names) - 1)
        if len(pieces) != len(names):
            raise BadArgumentsError
        stripped = [piece.strip() for piece in pieces]
        values = [piece if wire == "str" else number(piece, wire) for piece, wire in zip(stripped, kinds, strict=True)]
        packet: ClientPacket = kind(*values)
        return packet

    return Reading((kind,), build)


def words(kind: Any, *, least: int | None = None, defaults: tuple[object, ...] = ()) -> Reading:
    """Fields separated by blanks; of the last ones `defaults` may be left out.  A last text takes all that is left."""
    wires = [one.kind for one in LAYOUTS[kind]]
    needed = len(wires) - len(defaults) if least is None else least

    def build(arguments: Arguments) -> ClientPacket:
        given = arguments.words
        if wires[-1] == "str" and not defaults:
            given = arguments.raw.split(None, len(wires) - 1)
        if len(given) < needed:
            raise BadArgumentsError
        values: list[object] = [
            word if wire == "str" else number(word, wire) for word, wire in zip(given, wires, strict=False)
        ]
        values += defaults[len(defaults) - (len(wires) - len(values)) :] if len(values) < len(wires) else ()
        packet: ClientPacket = kind(*values)
        return packet

    return Reading((kind,), build)


def on_map(kind: Any) -> Reading:
    """A map number, or none for the player's own."""

    def build(arguments: Arguments) -> ClientPacket:
        packet: ClientPacket = kind(number(arguments.words[0], "i16") if arguments.words else arguments.here)
        return packet

    return Reading((kind,), build)


def exactly(kind: Any, count: int) -> Reading:
    """That many words and no more."""
    build_words = words(kind).build

    def build(arguments: Arguments) -> ClientPacket:
        if len(arguments.words) != count:
            raise BadArgumentsError
        return build_words(arguments)

    return Reading((kind,), build)


def address(kind: Any) -> Reading:
    """An IP, four numbers joined by dots."""
    return Reading((kind,), lambda arguments: kind(*_dotted(arguments.words[0] if arguments.words else "")))


def _dotted(word: str) -> tuple[int, int, int, int]:
    numbers = [number(part, "u8") for part in word.split(".")]
    if len(numbers) != 4:
        raise BadArgumentsError
    return numbers[0], numbers[1], numbers[2], numbers[3]


def second_word(choices: dict[str, Reading]) -> Reading:
    """What the command is depends on the word behind it."""

    def build(arguments: Arguments) -> ClientPacket:
        choice = choices.get(folded(arguments.words[0])) if arguments.words else None
        if choice is None:
            raise BadArgumentsError
        rest = arguments.raw[len(arguments.words[0]) :].strip()
        return choice.build(Arguments(rest, arguments.words[1:], arguments.here))

    return Reading(tuple(kind for choice in choices.values() for kind in choice.kinds), build)


def either(without: Reading, having: Reading) -> Reading:
    """One packet without arguments, another with."""
    kinds = without.kinds + having.kinds
    return Reading(kinds, lambda arguments: (having if arguments.words else without).build(arguments))


def telep(arguments: Arguments) -> ClientPacket:
    """`[NAME] [MAP] X Y`; no name = oneself, no map = the GM's own.  Source: 10 §5.2 /TELEP."""
    given = arguments.words
    if len(given) >= 4:
        name, place = given[0], [number(word, "i16") for word in given[1:4]]
    elif len(given) == 3 and _NUMBER.fullmatch(given[0]):
        name, place = "YO", [number(word, "i16") for word in given]
    elif len(given) == 3:
        name, place = given[0], [arguments.here, *(number(word, "i16") for word in given[1:])]
    elif len(given) == 2:
        name, place = "YO", [arguments.here, *(number(word, "i16") for word in given)]
    else:
        raise BadArgumentsError
    if not all(0 <= coordinate <= 255 for coordinate in place[1:]):
        raise BadArgumentsError
    return g.WarpChar(name, *place)


EDIT_OPTIONS = {
    "ORO": 1,
    "EXP": 2,
    "BODY": 3,
    "HEAD": 4,
    "CIU": 5,
    "CRI": 6,
    "LEVEL": 7,
    "CLASE": 8,
    "SKILLS": 9,
    "SKILLSLIBRES": 10,
    "NOB": 11,
    "ASE": 12,
    "SEX": 13,
    "RAZA": 14,
    "AGREGAR": 15,
    "VIDA": 16,
    "POSS": 17,
}


def edit(arguments: Arguments) -> ClientPacket:
    """`NAME OPTION ARG1 [ARG2]`.  Source: 10 §4.5, §5.2 /MOD."""
    given = arguments.words
    option = EDIT_OPTIONS.get(folded(given[1])) if len(given) >= 3 else None
    if option is None:
        raise BadArgumentsError
    return g.EditChar(given[0], option, given[2], given[3] if len(given) > 3 else "")


def ban_ip(arguments: Arguments) -> ClientPacket:
    """A dotted IP or a name, then the reason.  Source: 10 §5.2 /BANIP."""
    if len(arguments.words) < 2:
        raise BadArgumentsError
    target = arguments.words[0]
    reason = arguments.raw[len(target) :].strip()
    try:
        return g.BanIp(True, _dotted(target), reason)
    except BadArgumentsError:
        return g.BanIp(False, target, reason)


def wave_to_map(arguments: Arguments) -> ClientPacket:
    """One number, or exactly four.  Source: 10 §5.2 /FORCEWAVMAP."""
    if len(arguments.words) not in (1, 4):
        raise BadArgumentsError
    return words(g.ForceWaveToMap, defaults=(0, 0, 0)).build(arguments)


def chat_colour(arguments: Arguments) -> ClientPacket:
    """None for green, or at least three numbers.  Source: 10 §5.2 /CHATCOLOR."""
    return words(g.ChatColor).build(arguments) if arguments.words else g.ChatColor(0, 255, 0)


def flag(kind: Any) -> Reading:
    """0 or 1."""

    def build(arguments: Arguments) -> ClientPacket:
        if not arguments.words:
            raise BadArgumentsError
        packet: ClientPacket = kind(number(arguments.words[0], "u8", high=1) == 1)
        return packet

    return Reading((kind,), build)


def trigger(arguments: Arguments) -> ClientPacket:
    """A trigger, 0 to 6.  Source: 10 §5.2."""
    return g.SetTrigger(number(arguments.words[0], "u8", high=6))


def motd(arguments: Arguments) -> ClientPacket:
    """Lines separated by `|`.  Source: 10 §4 command 88."""
    if not arguments.raw:
        raise BadArgumentsError
    return g.SetMotd("\r\n".join(arguments.raw.split("|")))


def forum(arguments: Arguments) -> ClientPacket:
    """`TITLE@TEXT`, for the general part of a forum."""
    title, sign, text = arguments.raw.partition("@")
    if not sign:
        raise BadArgumentsError
    return c.ForumPost(0, title.strip(), text.strip())
