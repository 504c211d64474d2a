"""What a client knows of the world from what it has been told, and whether that can be true.

It believes like the real client: it predicts its own steps, keeps what it is not told to forget, draws whatever comes.
Where the real client would go wrong, a violation is noted.  Source: 01-protocol §2, §10, §11.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from pyao.content.enums import Heading
from pyao.protocol.dialect import UNREADABLE
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.space import area_of, in_window

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.message import Message


@dataclass(slots=True)
class Seen:
    """A character on the screen."""

    char: int
    x: int
    y: int
    heading: int
    name: str
    body: int
    invisible: bool = False


@dataclass(slots=True)
class WorldView:
    """The picture that one client has.  `violations` should stay empty."""

    map: int = 0
    char: int = 0
    x: int = 0
    y: int = 0
    area: tuple[int, int] = (0, 0)
    """Of the position that the server last announced; the own one may be a few predicted steps ahead of it."""

    hp: int = 0
    mana: int = 0
    level: int = 0
    gold: int = 0
    logged: bool = False
    pongs: int = 0
    chars: dict[int, Seen] = field(default_factory=dict)
    objects: dict[tuple[int, int], int] = field(default_factory=dict)
    inventory: dict[int, tuple[int, int]] = field(default_factory=dict)
    spells: dict[int, str] = field(default_factory=dict)
    toggles: set[S] = field(default_factory=set)
    console: list[str] = field(default_factory=list)
    heard: list[tuple[str, str]] = field(default_factory=list)
    """(name of the speaker, words)."""
    errors: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def take(self, message: Message) -> None:
        """Believe one message."""
        if message.id in UNREADABLE:
            self.violations.append(f"the client can't read {message}")
            return
        handler = self._handlers.get(message.id)
        if handler is not None:
            handler(self, message)

    def predict(self, heading: Heading) -> None:
        """The client walks before it is told to."""
        me = self.chars.get(self.char)
        self.x, self.y = self.x + heading.dx, self.y + heading.dy
        if me is not None:
            me.x, me.y, me.heading = self.x, self.y, heading

    def may_predict(self) -> bool:
        """Whether the client steps by itself: not while it believes that it can't."""
        return self.char in self.chars and not self.toggles & {
            S.PARALIZE_OK,
            S.MEDITATE_TOGGLE,
            S.REST_OK,
            S.PAUSE_TOGGLE,
        }

    def _wrong(self, message: Message, why: str) -> None:
        self.violations.append(f"{message}: {why}")

    def _check_window(self, message: Message, x: int, y: int) -> None:
        """Nothing is shown outside the window of the area last announced."""
        if not in_window(self.area, x, y):
            self._wrong(message, f"out of the window of area {self.area}")

    def _area(self, message: Message) -> None:
        self.area = area_of(*message.values)

    def _change_map(self, message: Message) -> None:
        self.map = message.values[0]
        self.chars.clear()
        self.objects.clear()

    def _create(self, message: Message) -> None:
        char, body, _head, heading, x, y, *_look, name, _colour, _privileges = message.values
        if not self.map:
            self._wrong(message, "there is no map yet")
        if not 1 <= heading <= 4:
            self._wrong(message, "no such heading")
        self._check_window(message, x, y)
        self.chars[char] = Seen(char, x, y, heading, name, body)
        if char == self.char:
            self.x, self.y = x, y

    def _own_index(self, message: Message) -> None:
        self.char = message.values[0]
        me = self.chars.get(self.char)
        if me is None:
            self._wrong(message, "the own character has not been created")
        else:
            self.x, self.y = me.x, me.y

    def _move(self, message: Message) -> None:
        char, x, y = message.values
        seen = self.chars.get(char)
        if seen is None:
            self._wrong(message, "an unknown character moves")
        elif char == self.char:
            self._wrong(message, "the own character is moved")
        elif abs(seen.x - x) + abs(seen.y - y) != 1:
            self._wrong(message, f"not one step from ({seen.x},{seen.y})")
        if seen is not None:
            seen.x, seen.y = x, y

    def _remove(self, message: Message) -> None:
        self.chars.pop(message.values[0], None)

    def _change(self, message: Message) -> None:
        seen = self.chars.get(message.values[0])
        if seen is None:
            self._wrong(message, "an unknown character changes")
        else:
            seen.body, seen.heading = message.values[1], message.values[3]

    def _position(self, message: Message) -> None:
        self.x, self.y = message.values
        me = self.chars.get(self.char)
        if me is not None:
            me.x, me.y = self.x, self.y

    def _pushed(self, message: Message) -> None:
        self.predict(Heading(message.values[0]))

    def _said(self, message: Message) -> None:
        text, char, *_colour = message.values
        seen = self.chars.get(char)
        if seen is None:
            self._wrong(message, "an unknown character speaks")
        self.heard.append((seen.name if seen else "", text))

    def _object(self, message: Message) -> None:
        x, y, grh = message.values
        self._check_window(message, x, y)
        self.objects[x, y] = grh

    def _no_object(self, message: Message) -> None:
        self.objects.pop(message.values, None)

    def _stats(self, message: Message) -> None:
        _max_hp, self.hp, _max_mana, self.mana, _max_sta, _sta, self.gold, self.level, _next, _exp = message.values

    def _hp(self, message: Message) -> None:
        (self.hp,) = message.values

    def _slot(self, message: Message) -> None:
        slot, item, _name, amount, *_rest = message.values
        if not 1 <= slot <= 25:
            self._wrong(message, "the client has 25 slots")
        self.inventory[slot] = item, amount

    def _spell(self, message: Message) -> None:
        slot, _number, name = message.values
        self.spells[slot] = name

    def _flip(self, message: Message) -> None:
        self.toggles ^= {message.id}

    def _text(self, message: Message) -> None:
        self.console.append(message.values[0])

    def _error(self, message: Message) -> None:
        self.errors.append(message.values[0])

    def _pong(self, _message: Message) -> None:
        self.pongs += 1

    def _logged(self, _message: Message) -> None:
        self.logged = True

    _handlers: ClassVar[dict[S, Callable[[WorldView, Message], None]]] = {
        S.CHANGE_MAP: _change_map,
        S.AREA_CHANGED: _area,
        S.CHARACTER_CREATE: _create,
        S.USER_CHAR_INDEX_IN_SERVER: _own_index,
        S.CHARACTER_MOVE: _move,
        S.CHARACTER_REMOVE: _remove,
        S.CHARACTER_CHANGE: _change,
        S.POS_UPDATE: _position,
        S.FORCE_CHAR_MOVE: _pushed,
        S.CHAT_OVER_HEAD: _said,
        S.OBJECT_CREATE: _object,
        S.OBJECT_DELETE: _no_object,
        S.UPDATE_USER_STATS: _stats,
        S.UPDATE_HP: _hp,
        S.CHANGE_INVENTORY_SLOT: _slot,
        S.CHANGE_SPELL_SLOT: _spell,
        S.PARALIZE_OK: _flip,
        S.MEDITATE_TOGGLE: _flip,
        S.REST_OK: _flip,
        S.NAVIGATE_TOGGLE: _flip,
        S.PAUSE_TOGGLE: _flip,
        S.CONSOLE_MSG: _text,
        S.ERROR_MSG: _error,
        S.LOGGED: _logged,
        S.PONG: _pong,
    }
