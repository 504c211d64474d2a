"""How the arguments of a text command are read: small builders, one for each kind of form.

A name keeps its `+`: commands read it as a blank, whether they come as text or as packets (10 §3 rule 2).
Source: 10-gm-admin §5.1, §5.2; 01-protocol §16.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, cast

from pyao.messaging.words import folded
from pyao.protocol import client_packets as c
from pyao.protocol import gm_commands as g
from pyao.protocol.decoder import LAYOUTS
from pyao.rules.items.dropping import GOLD_SLOT
from pyao.tasks.task import P
from pyao.world.commerce import GOLD_OFFER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


_NUMBER = re.compile(r"([+-]?)0*([0-9]{1,10})")
RANGES = {"u8": (0, 255), "i16": (-32_768, 32_767), "i32": (-2_147_483_648, 2_147_483_647)}
"""What fits each kind of number on the wire."""


class BadArgumentsError(Exception):
    """The arguments are missing or malformed: the player is told how the command is used."""


class Arguments(NamedTuple):
    """What follows the command word: `raw` whole and stripped, `words` split at blanks; `here` = the player's map."""

    raw: str
    words: list[str]
    here: int

    def rest(self) -> Arguments:
        """What follows the first word."""
        return Arguments(self.raw[len(self.words[0]) :].strip(), self.words[1:], self.here)


class Reading(NamedTuple, Generic[P]):
    """How the arguments of a command are read: the kind of packet that comes of it, and the function that makes one.

    `build` raises `BadArgumentsError` where they are missing or malformed.
    """

    kind: type[P]
    build: Callable[[Arguments], P]


def number(word: str, kind: str, *, low: int | None = None, high: int | None = None) -> int:
    """A number within a wire type, and within `low` to `high` where they are given."""
    match = _NUMBER.fullmatch(word)
    if match is None:
        raise BadArgumentsError
    value = int(match[1] + match[2])
    least, most = RANGES[kind]
    if not (least if low is None else low) <= value <= (most if high is None else high):
        raise BadArgumentsError
    return value


def _make(kind: type[P], values: Iterable[object]) -> P:
    return cast("P", cast("Any", kind)(*values))


def _check(kind: type[P], *wires: str) -> None:
    """Refuse, when the command is declared, a grammar for other fields than the packet has."""
    if (fields := tuple(one.kind for one in LAYOUTS[kind])) != wires:
        raise TypeError(f"{kind.__name__} has the fields {fields}, not {wires}")


def plain(kind: type[P], *values: object) -> Reading[P]:
    """No arguments, extra words are ignored; `values` are the packet's fields."""
    packet = _make(kind, values)
    return Reading(kind, lambda _arguments: packet)


def whole(kind: type[P]) -> Reading[P]:
    """One name or text: everything that follows, not empty."""
    _check(kind, "str")

    def build(arguments: Arguments) -> P:
        if not arguments.raw:
            raise BadArgumentsError
        return _make(kind, (arguments.raw,))

    return Reading(kind, build)


def maybe(kind: type[P]) -> Reading[P]:
    """One text that may be empty."""
    _check(kind, "str")
    return Reading(kind, lambda arguments: _make(kind, (arguments.raw,)))


def parts(kind: type[P], sign: str, *, every: bool = False) -> Reading[P]:
    """Fields separated by a sign: split at the first ones needed, or at `every` one, which must be just enough.

    An empty part is passed on: the command answers with its usage.
    """
    wires = [one.kind for one in LAYOUTS[kind]]

    def build(arguments: Arguments) -> P:
        pieces = arguments.raw.split(sign, -1 if every else len(wires) - 1)
        if len(pieces) != len(wires):
            raise BadArgumentsError
        return _make(kind, _values([piece.strip() for piece in pieces], wires))

    return Reading(kind, build)


def words(kind: type[P], *defaults: int, exact: bool = False) -> Reading[P]:
    """Fields separated by blanks; the last ones may be left out and are `defaults` then.

    Extra words are ignored, unless there must be `exact`ly as many.  A last text takes all that is left.
    """
    wires = [one.kind for one in LAYOUTS[kind]]
    takes_rest = wires[-1] == "str" and not exact

    def build(arguments: Arguments) -> P:
        given = arguments.raw.split(None, len(wires) - 1) if takes_rest else arguments.words
        missing = len(wires) - len(given)
        if missing > len(defaults) or (exact and missing < 0):
            raise BadArgumentsError
        left_out = defaults[len(defaults) - missing :] if missing > 0 else ()
        return _make(kind, (*_values(given, wires), *left_out))

    return Reading(kind, build)


def _values(given: list[str], wires: list[str]) -> list[object]:
    """Words as fields of these wire types, as many as there are of both."""
    return [word if wire == "str" else number(word, wire) for word, wire in zip(given, wires, strict=False)]


def on_map(kind: type[P]) -> Reading[P]:
    """A map number, or none for the player's own."""
    _check(kind, "i16")

    def build(arguments: Arguments) -> P:
        return _make(kind, (number(arguments.words[0], "i16") if arguments.words else arguments.here,))

    return Reading(kind, build)


def address(kind: type[P]) -> Reading[P]:
    """An IP, four numbers joined by dots."""
    _check(kind, "u8", "u8", "u8", "u8")
    return Reading(kind, lambda arguments: _make(kind, _dotted(_first(arguments))))


def _first(arguments: Arguments) -> str:
    if not arguments.words:
        raise BadArgumentsError
    return arguments.words[0]


def _dotted(word: str) -> tuple[int, int, int, int]:
    numbers = [number(part, "u8") for part in word.split(".")]
    if len(numbers) != 4:
        raise BadArgumentsError
    return numbers[0], numbers[1], numbers[2], numbers[3]


def flag(kind: type[P]) -> Reading[P]:
    """`1` is yes, any other word is no.  Source: 10 §4.8."""
    _check(kind, "bool")
    return Reading(kind, lambda arguments: _make(kind, (_first(arguments) == "1",)))


def choice(kind: type[P]) -> Reading[P]:
    """One word out of a few, which the command knows in capitals.  Source: 10 §4.8."""
    _check(kind, "str")
    return Reading(kind, lambda arguments: _make(kind, (_first(arguments).upper(),)))


def either(without: Reading[P], having: Reading[P]) -> Reading[P]:
    """Read one way when the command stands alone, another way when it has arguments."""
    return Reading(without.kind, lambda arguments: (having if arguments.words else without).build(arguments))


def telep(arguments: Arguments) -> g.WarpChar:
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


def edit(arguments: Arguments) -> g.EditChar:
    """`NAME OPTION ARG1 [ARG2]`.  Source: 10 §4.5, §5.2 /MOD."""
    given = arguments.words
    option = EDIT_OPTIONS.get(folded(given[1])) if len(given) >= 3 else None
    if option is None:
        raise BadArgumentsError
    return g.EditChar(given[0], option, given[2], given[3] if len(given) > 3 else "")


def ban_ip(arguments: Arguments) -> g.BanIp:
    """A dotted IP or a name, then the reason.  Source: 10 §5.2 /BANIP."""
    if len(arguments.words) < 2:
        raise BadArgumentsError
    target, reason = arguments.words[0], arguments.rest().raw
    try:
        return g.BanIp(True, _dotted(target), reason)
    except BadArgumentsError:
        return g.BanIp(False, target, reason)


def wave_to_map(arguments: Arguments) -> g.ForceWaveToMap:
    """One number, or exactly four.  Source: 10 §5.2 /FORCEWAVMAP."""
    if len(arguments.words) not in (1, 4):
        raise BadArgumentsError
    return words(g.ForceWaveToMap, 0, 0, 0).build(arguments)


def trigger(arguments: Arguments) -> g.SetTrigger:
    """A trigger, 0 to 6.  Source: 10 §5.2."""
    return g.SetTrigger(number(_first(arguments), "u8", high=6))


def set_ini_var(arguments: Arguments) -> g.SetIniVar:
    """Three words; the value is a free text that has `+` for blanks.  Source: 10 §5.2 /SETINIVAR."""
    if len(arguments.words) != 3:
        raise BadArgumentsError
    section, key, value = arguments.words
    return g.SetIniVar(section, key, value.replace("+", " "))


def motd(arguments: Arguments) -> g.SetMotd:
    """Lines separated by `|`.  Source: 10 §4.10 command 88."""
    if not arguments.raw:
        raise BadArgumentsError
    return g.SetMotd(arguments.raw.replace("|", "\r\n"))


def forum(arguments: Arguments) -> c.ForumPost:
    """`TITLE@TEXT`, for the general part of a forum.  Source: 01 §16."""
    title, sign, text = arguments.raw.partition("@")
    if not sign:
        raise BadArgumentsError
    return c.ForumPost(0, title.strip(), text.strip())


MAX_CRAFTS = 10_000


def slot_and_amount(arguments: Arguments) -> tuple[int, int]:
    """`SLOT N`: an inventory slot and how much of it."""
    if len(arguments.words) < 2:
        raise BadArgumentsError
    return number(arguments.words[0], "u8"), number(arguments.words[1], "i32")


def offer(arguments: Arguments) -> c.UserCommerceOffer | None:
    """`SLOT N OFFER`; gold has an offer slot of its own, and needs no `OFFER`.  `None` = it needs one and has none.

    Source: 01 §16, 09-economy §5.10.
    """
    slot, amount = slot_and_amount(arguments)
    if slot == GOLD_SLOT:
        return c.UserCommerceOffer(slot, amount, GOLD_OFFER)
    if len(arguments.words) > 2:
        return c.UserCommerceOffer(slot, amount, number(arguments.words[2], "u8"))
    return None
