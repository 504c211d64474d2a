"""How the arguments of a text command are read: small builders, one for each kind of form.

A name keeps its `+`: commands read it as a blank, whether they come as text or as packets (10 §3 rule 2).
Source: 10-gm-admin §5.1, §5.2; 01-protocol §16.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol.decoder import LAYOUTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.client_packets import ClientPacket

    Build = Callable[["Arguments"], ClientPacket]

_NUMBER = re.compile(r"([+-]?)0*([0-9]{1,10})")
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
    apart = unicodedata.normalize("NFD", word.upper())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def number(word: str, kind: str, *, low: int | None = None, high: int | None = None) -> int:
    """A number within a wire type, and within `low` to `high` where they are given."""
    match = _NUMBER.fullmatch(word)
    if match is None:
        raise BadArgumentsError
    value = int(match[1] + match[2])
    least, most = _RANGES[kind]
    if not (least if low is None else low) <= value <= (most if high is None else high):
        raise BadArgumentsError
    return value


def plain(kind: Any, *values: object) -> Reading:
    """No arguments, extra words are ignored; `values` are the packet's fields."""
    return Reading((kind,), lambda _arguments: kind(*values))


def whole(kind: Any) -> Reading:
    """One name or text: everything that follows, not empty."""

    def build(arguments: Arguments) -> ClientPacket:
        if not arguments.raw:
            raise BadArgumentsError
        packet: ClientPacket = kind(arguments.raw)
        return packet

    return Reading((kind,), build)


def maybe(kind: Any) -> Reading:
    """One text that may be empty."""
    return Reading((kind,), lambda arguments: kind(arguments.raw))


def parts(kind: Any, sign: str, *, every: bool = False) -> Reading:
    """Fields separated by a sign: split at the first ones needed, or at `every` one, which must be just enough.

    An empty part is passed on: the command answers with its usage.
    """
    wires = [one.kind for one in LAYOUTS[kind]]

    def build(arguments: Arguments) -> ClientPacket:
        pieces = arguments.raw.split(sign, -1 if every else len(wires) - 1)
        if len(pieces) != len(wires):
            raise BadArgumentsError
        packet: ClientPacket = kind(*_values([piece.strip() for piece in pieces], wires))
        return packet

    return Reading((kind,), build)


def words(kind: Any, *defaults: int, exact: bool = False) -> Reading:
    """Fields separated by blanks; the last ones may be left out and are `defaults` then.

    Extra words are ignored, unless there must be `exact`ly as many.  A last text takes all that is left.
    """
    wires = [one.kind for one in LAYOUTS[kind]]
    takes_rest = wires[-1] == "str" and not exact

    def build(arguments: Arguments) -> ClientPacket:
        given = arguments.raw.split(None, len(wires) - 1) if takes_rest else arguments.words
        missing = len(wires) - len(given)
        if missing > len(defaults) or (exact and missing < 0):
            raise BadArgumentsError
        left_out = defaults[len(defaults) - missing :] if missing > 0 else ()
        packet: ClientPacket = kind(*_values(given, wires), *left_out)
        return packet

    return Reading((kind,), build)


def _values(given: list[str], wires: list[str]) -> list[object]:
    """Words as fields of these wire types, as many as there are of both."""
    return [word if wire == "str" else number(word, wire) for word, wire in zip(given, wires, strict=False)]


def on_map(kind: Any) -> Reading:
    """A map number, or none for the player's own."""
    return Reading(
        (kind,),
        lambda arguments: kind(number(arguments.words[0], "i16") if arguments.words else arguments.here),
    )


def address(kind: Any) -> Reading:
    """An IP, four numbers joined by dots."""
    return Reading((kind,), lambda arguments: kind(*_dotted(_first(arguments))))


def _first(arguments: Arguments) -> str:
    if not arguments.words:
        raise BadArgumentsError
    return arguments.words[0]


def _dotted(word: str) -> tuple[int, int, int, int]:
    numbers = [number(part, "u8") for part in word.split(".")]
    if len(numbers) != 4:
        raise BadArgumentsError
    return numbers[0], numbers[1], numbers[2], numbers[3]


def flag(kind: Any) -> Reading:
    """`1` is yes, any other word is no.  Source: 10 §4.8."""
    return Reading((kind,), lambda arguments: kind(_first(arguments) == "1"))


def choice(kind: Any) -> Reading:
    """One word out of a few, which the command knows in capitals.  Source: 10 §4.8."""
    return Reading((kind,), lambda arguments: kind(_first(arguments).upper()))


def second_word(choices: dict[str, Reading]) -> Reading:
    """What the command is depends on the word behind it."""

    def build(arguments: Arguments) -> ClientPacket:
        chosen = choices.get(folded(_first(arguments)))
        if chosen is None:
            raise BadArgumentsError
        return chosen.build(_rest(arguments))

    return Reading(tuple(kind for one in choices.values() for kind in one.kinds), build)


def _rest(arguments: Arguments) -> Arguments:
    """What follows the first word."""
    raw = arguments.raw[len(arguments.words[0]) :].strip()
    return Arguments(raw, arguments.words[1:], arguments.here)


def either(without: Reading, having: Reading) -> Reading:
    """One packet without arguments, another with."""
    return Reading(
        without.kinds + having.kinds,
        lambda arguments: (having if arguments.words else without).build(arguments),
    )


def telep(arguments: Arguments) -> ClientPacket:
    """`[NAME] [MAP] X Y`; no name = oneself, no map = the GM's own.  Source: 10 §5.2 /TELEP."""
    given = arguments.words[:4]
    if len(given) < 2:
        raise BadArgumentsError
    named = len(given) == 4 or (len(given) == 3 and not _NUMBER.fullmatch(given[0]))
    name = given.pop(0) if named else "YO"
    place = number(given.pop(0), "i16") if len(given) == 3 else arguments.here
    return g.WarpChar(name, place, number(given[0], "u8"), number(given[1], "u8"))


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
    target, reason = arguments.words[0], _rest(arguments).raw
    try:
        return g.BanIp(True, _dotted(target), reason)
    except BadArgumentsError:
        return g.BanIp(False, target, reason)


def wave_to_map(arguments: Arguments) -> ClientPacket:
    """One number, or exactly four.  Source: 10 §5.2 /FORCEWAVMAP."""
    if len(arguments.words) not in (1, 4):
        raise BadArgumentsError
    return words(g.ForceWaveToMap, 0, 0, 0).build(arguments)


def trigger(arguments: Arguments) -> ClientPacket:
    """A trigger, 0 to 6.  Source: 10 §5.2."""
    return g.SetTrigger(number(_first(arguments), "u8", high=6))


def set_ini_var(arguments: Arguments) -> ClientPacket:
    """Three words; the value is a free text that has `+` for blanks.  Source: 10 §5.2 /SETINIVAR."""
    if len(arguments.words) != 3:
        raise BadArgumentsError
    section, key, value = arguments.words
    return g.SetIniVar(section, key, value.replace("+", " "))


def motd(arguments: Arguments) -> ClientPacket:
    """Lines separated by `|`.  Source: 10 §4.10 command 88."""
    if not arguments.raw:
        raise BadArgumentsError
    return g.SetMotd(arguments.raw.replace("|", "\r\n"))


def forum(arguments: Arguments) -> ClientPacket:
    """`TITLE@TEXT`, for the general part of a forum.  Source: 01 §16."""
    title, sign, text = arguments.raw.partition("@")
    if not sign:
        raise BadArgumentsError
    return c.ForumPost(0, title.strip(), text.strip())
