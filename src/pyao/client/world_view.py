"""What a client knows of the world from what it has been told, and whether the server told it properly.

It acts like the real client: it predicts its own steps, keeps what it is not told to forget, draws whatever comes.
Whatever would make the real client go wrong is noted as a violation.  Source: 01-protocol §2, §6, §9–§12.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from pyao.content.enums import Heading
from pyao.messaging.message_sender import EMPTY_SPELL
from pyao.protocol.dialect import drawable
from pyao.protocol.gaps import LAST_FX
from pyao.protocol.packet_id import MultiMessageID as M
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.world.character import GHOST_BOAT, GHOST_HEAD
from pyao.world.record import BANK_SLOTS, SPELL_SLOTS, USABLE_SLOTS
from pyao.world.space import Tile, area_of, in_window

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyao.protocol.message import Message


_STILL = frozenset({S.PARALIZE_OK, S.MEDITATE_TOGGLE, S.REST_OK, S.PAUSE_TOGGLE})
_NAMES_A_CHAR = frozenset(
    {M.USER_ATTACKED_SWING, M.USER_HITTED_BY_USER, M.USER_HITTED_USER, M.HAVE_KILLED_USER, M.USER_KILL}
)

_HAS_WORDS_FOR = frozenset((1, 2, 9, 12, 13, 17, 18, 88))
"""Skills for which the client tells its player where to click; of others it only arms the click.  Source: 01 §6."""

_NUMBERS = (S.UPDATE_HP, S.UPDATE_MANA, S.UPDATE_STA, S.UPDATE_GOLD, S.UPDATE_EXP, S.LEVEL_UP)


@dataclass(slots=True)
class Seen:
    """A character on the screen."""

    char: int
    x: int
    y: int
    heading: int
    name: str
    body: int
    head: int = 0
    invisible: bool = False

    @property
    def is_ghost(self) -> bool:
        """Whether the client lets its player walk through it."""
        return self.head == GHOST_HEAD or self.body == GHOST_BOAT


@dataclass(slots=True)
class WorldView:
    """One client's picture of the world.  `violations` should stay empty."""

    map: int = 0
    char: int = 0
    x: int = 0
    y: int = 0
    area: Tile | None = None
    """The area that the server last announced; the player may be a few predicted steps outside it."""

    hp: int = 0
    max_hp: int = 0
    mana: int = 0
    max_mana: int = 0
    stamina: int = 0
    max_stamina: int = 0
    level: int = 0
    exp: int = 0
    gold: int = 0
    free_skill_points: int = 0
    dice: tuple[int, ...] = ()
    logged: bool = False
    pongs: int = 0
    chars: dict[int, Seen] = field(default_factory=dict)
    objects: dict[Tile, int] = field(default_factory=dict)
    blocked: dict[Tile, bool] = field(default_factory=dict)
    """What doors and /BLOQ have announced; the map's own geometry is not known here."""
    inventory: dict[int, tuple[int, int]] = field(default_factory=dict)
    """(object, amount) by slot."""
    bank: dict[int, tuple[int, int]] = field(default_factory=dict)
    spells: dict[int, str] = field(default_factory=dict)
    toggles: set[S] = field(default_factory=set)
    locks: set[S | M] = field(default_factory=set)
    """What keeps the keys locked: an open panel, or the trip home."""
    console: list[str] = field(default_factory=list)
    heard: list[tuple[str, str]] = field(default_factory=list)
    """(speaker's name, text) of everything said over a head."""
    armed: int = 0
    """The skill with which the next click is sent; 0 = it is an ordinary one."""
    asked: list[int] = field(default_factory=list)
    """The skills for which the client itself has asked its player to click on something."""
    errors: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def take(self, message: Message) -> None:
        """Take in one message."""
        handler = self._handlers.get(message.id)
        if handler is not None:
            handler(self, message)

    def predict(self, heading: Heading) -> None:
        """Take a step before the server has confirmed it."""
        me = self.chars.get(self.char)
        self.x, self.y = self.x + heading.dx, self.y + heading.dy
        if me is not None:
            me.x, me.y, me.heading = self.x, self.y, heading

    def may_predict(self) -> bool:
        """Whether the client predicts its steps: not while it is paralysed, meditating, resting or paused."""
        return self.char in self.chars and not self.toggles & _STILL

    def is_free(self, x: int, y: int) -> bool:
        """Whether the client would try to step there, by what it has been told: it does not know the map's geometry."""
        return not self.blocked.get((x, y), False) and not any(
            (one.x, one.y) == (x, y) and not one.is_ghost for one in self.chars.values()
        )

    def _wrong(self, message: Message, why: str) -> None:
        self.violations.append(f"{message}: {why}")

    def _check_window(self, message: Message, x: int, y: int) -> None:
        """Note a violation if something is shown outside the window of the area last announced."""
        if self.area is None:
            self._wrong(message, "no area has been announced on this map")
        elif not in_window(self.area, x, y):
            self._wrong(message, f"out of the window of area {self.area}")

    def _check_drawable(self, message: Message, grh: int) -> None:
        if drawable(grh) != grh:
            self._wrong(message, "the client has no such picture")

    def _known(self, message: Message, char: int) -> Seen | None:
        seen = self.chars.get(char)
        if seen is None:
            self._wrong(message, "an unknown character")
        return seen

    def _about_a_char(self, message: Message) -> None:
        self._known(message, message.values[0])

    def _area(self, message: Message) -> None:
        self.area = area_of(*message.values)

    def _change_map(self, message: Message) -> None:
        self.map = message.values[0]
        self.area = None
        self.chars.clear()
        self.objects.clear()
        self.blocked.clear()

    def _create(self, message: Message) -> None:
        char, body, head, heading, x, y, *_look, name, _colour, _privileges = message.values
        if not char:
            self._wrong(message, "no character has the index 0")
        self._check_heading(message, heading)
        self._check_window(message, x, y)
        self.chars[char] = Seen(char, x, y, heading, name, body, head)
        if char == self.char:
            self.x, self.y = x, y

    def _check_heading(self, message: Message, heading: int) -> None:
        if not 1 <= heading <= 4:
            self._wrong(message, "no such heading")

    def _own_index(self, message: Message) -> None:
        self.char = message.values[0]
        me = self.chars.get(self.char)
        if me is None:
            self._wrong(message, "the own character has not been created")
        else:
            self.x, self.y = me.x, me.y

    def _move(self, message: Message) -> None:
        char, x, y = message.values
        seen = self._known(message, char)
        if seen is None:
            return
        if char == self.char:
            self._wrong(message, "the own character is moved")
        elif abs(seen.x - x) + abs(seen.y - y) != 1:
            self._wrong(message, f"not one step from ({seen.x},{seen.y})")
        seen.x, seen.y = x, y

    def _remove(self, message: Message) -> None:
        self.chars.pop(message.values[0], None)

    def _change(self, message: Message) -> None:
        char, body, head, heading, *_look = message.values
        self._check_heading(message, heading)
        seen = self._known(message, char)
        if seen is not None:
            seen.body, seen.head, seen.heading = body, head, heading

    def _nick(self, message: Message) -> None:
        seen = self._known(message, message.values[0])
        if seen is not None:
            seen.name = message.values[-1]

    def _invisible(self, message: Message) -> None:
        seen = self._known(message, message.values[0])
        if seen is not None:
            seen.invisible = message.values[1]
        if message.values[0] == self.char:
            self._wrong(message, "the client hides its own player, name included")

    def _fx(self, message: Message) -> None:
        self._about_a_char(message)
        if message.values[1] > LAST_FX:
            self._wrong(message, "the client has no such effect")

    def _position(self, message: Message) -> None:
        """Move the own character; ignored, as by the real client, until there is one."""
        me = self.chars.get(self.char)
        if me is not None:
            self.x, self.y = me.x, me.y = message.values

    def _pushed(self, message: Message) -> None:
        self.predict(Heading(message.values[0]))

    def _said(self, message: Message) -> None:
        text, char, *_colour = message.values
        seen = self._known(message, char)
        self.heard.append((seen.name if seen else "", text))

    def _object(self, message: Message) -> None:
        x, y, grh = message.values
        self._check_window(message, x, y)
        self._check_drawable(message, grh)
        self.objects[x, y] = grh

    def _no_object(self, message: Message) -> None:
        self.objects.pop(message.values, None)

    def _block(self, message: Message) -> None:
        x, y, blocked = message.values
        self.blocked[x, y] = blocked

    def _stats(self, message: Message) -> None:
        self.max_hp, self.hp, self.max_mana, self.mana, self.max_stamina, self.stamina, *rest = message.values
        self.gold, self.level, _exp_next, self.exp = rest

    def _number(self, message: Message) -> None:
        value = message.values[0]
        match message.id:
            case S.UPDATE_HP:
                self.hp = value
            case S.UPDATE_MANA:
                self.mana = value
            case S.UPDATE_STA:
                self.stamina = value
            case S.UPDATE_GOLD:
                self.gold = value
            case S.UPDATE_EXP:
                self.exp = value
            case S.LEVEL_UP:
                self.free_skill_points = value

    def _dice(self, message: Message) -> None:
        self.dice = message.values

    def _slot(self, message: Message) -> None:
        slot, item, _name, amount, _equipped, grh, *_rest = message.values
        self._check_slot(message, slot, USABLE_SLOTS)
        self._check_drawable(message, grh)
        self.inventory[slot] = item, amount

    def _bank_slot(self, message: Message) -> None:
        slot, item, _name, amount, grh, *_rest = message.values
        self._check_slot(message, slot, BANK_SLOTS)
        self._check_drawable(message, grh)
        self.bank[slot] = item, amount

    def _spell(self, message: Message) -> None:
        slot, number, name = message.values
        self._check_slot(message, slot, SPELL_SLOTS)
        if (number == 0) != (name == EMPTY_SPELL):
            self._wrong(message, "an empty slot is known by its text")
        self.spells[slot] = name

    def _check_slot(self, message: Message, slot: int, last: int) -> None:
        if not 1 <= slot <= last:
            self._wrong(message, f"the client has {last} slots")

    def _flip(self, message: Message) -> None:
        self.toggles ^= {message.id}

    def _lock(self, message: Message) -> None:
        if self.locks & {S.COMMERCE_INIT, S.BANK_INIT}:
            self._wrong(message, "a panel is open already")
        self.locks.add(message.id)

    def _unlock(self, _message: Message) -> None:
        self.locks -= {S.COMMERCE_INIT, S.BANK_INIT}

    def _multi(self, message: Message) -> None:
        kind = message.values[0]
        if kind in _NAMES_A_CHAR:
            self._known(message, message.values[1])
        elif kind is M.WORK_REQUEST_TARGET:
            self._arm(message.values[1])
        elif kind is M.HOME:
            self.locks.add(kind)
        elif kind in {M.CANCEL_HOME, M.FINISH_HOME}:
            self.locks.discard(M.HOME)

    def _arm(self, skill: int) -> None:
        """Arm the next click; the client asks for it in words of its own, unless it has none for that skill."""
        self.armed = skill
        if skill in _HAS_WORDS_FOR:
            self.asked.append(skill)

    def _text(self, message: Message) -> None:
        self.console.append(message.values[0])

    def _error(self, message: Message) -> None:
        self.errors.append(message.values[0])

    def _pong(self, message: Message) -> None:
        """Check that nothing out of the window is left: everything sent before the Ping has been executed by now."""
        self.pongs += 1
        if self.area is None:
            return
        for seen in self.chars.values():
            if seen.char != self.char and not in_window(self.area, seen.x, seen.y):
                self._wrong(message, f"{seen} was never removed from a client in area {self.area}")
        for x, y in self.objects:
            if not in_window(self.area, x, y):
                self._wrong(message, f"the object at ({x},{y}) was never removed from a client in area {self.area}")

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
        S.CHARACTER_CHANGE_NICK: _nick,
        S.UPDATE_TAG_AND_STATUS: _nick,
        S.SET_INVISIBLE: _invisible,
        S.CREATE_FX: _fx,
        S.REMOVE_CHAR_DIALOG: _about_a_char,
        S.POS_UPDATE: _position,
        S.FORCE_CHAR_MOVE: _pushed,
        S.CHAT_OVER_HEAD: _said,
        S.OBJECT_CREATE: _object,
        S.OBJECT_DELETE: _no_object,
        S.BLOCK_POSITION: _block,
        S.UPDATE_USER_STATS: _stats,
        S.DICE_ROLL: _dice,
        S.CHANGE_INVENTORY_SLOT: _slot,
        S.CHANGE_BANK_SLOT: _bank_slot,
        S.CHANGE_SPELL_SLOT: _spell,
        S.PARALIZE_OK: _flip,
        S.MEDITATE_TOGGLE: _flip,
        S.REST_OK: _flip,
        S.NAVIGATE_TOGGLE: _flip,
        S.PAUSE_TOGGLE: _flip,
        S.COMMERCE_INIT: _lock,
        S.BANK_INIT: _lock,
        S.COMMERCE_END: _unlock,
        S.BANK_END: _unlock,
        S.USER_COMMERCE_END: _unlock,
        S.MULTI_MESSAGE: _multi,
        S.CONSOLE_MSG: _text,
        S.ERROR_MSG: _error,
        S.LOGGED: _logged,
        S.PONG: _pong,
        **dict.fromkeys(_NUMBERS, _number),
    }
