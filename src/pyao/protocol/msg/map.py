"""Places, characters, objects, sounds and effects.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S


def remove_dialogs() -> Message:
    """To oneself on a change of map.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.REMOVE_DIALOGS, ())


def remove_char_dialog(char: int) -> Message:
    """To the area on death, change of map and log-off: freezes what that character is saying.

    What has been drawn stays for its 6 s, or for ever if it was still being typed.  Source: 01-protocol §5.
    """
    return Message(S.REMOVE_CHAR_DIALOG, (char,))


def navigate_toggle() -> Message:
    """To oneself when sailing begins or ends: flips the client's flag, which lets it walk on water or on land.

    Goes out once per change and never else (§10).  Source: 01-protocol §5.
    """
    return Message(S.NAVIGATE_TOGGLE, ())


def change_map(map: int, version: int) -> Message:
    """To oneself at login and on a change of map, 1..290: forgets every character, object and door.

    Everything visible has to be sent again after it; `version` is ignored.  Source: 01-protocol §5.
    """
    return Message(S.CHANGE_MAP, (map, version))


def pos_update(x: int, y: int) -> Message:
    """To oneself after a refused step and wherever client and server may disagree: snaps to (x, y), 1..100.

    Ignored before the client knows its own character.  Source: 01-protocol §5.
    """
    return Message(S.POS_UPDATE, (x, y))


def character_create(
    char: int,
    body: int,
    head: int,
    heading: int,
    x: int,
    y: int,
    weapon: int,
    shield: int,
    helmet: int,
    fx: int,
    fx_loops: int,
    name: str,
    nick_color: int,
    privileges: int,
) -> Message:
    """To who sees a character appear: creates it, or replaces the one of that index.

    `heading` 1..4; 2 = no weapon, shield or helmet; `fx` and `fx_loops` (999 for players) are ignored.  A player's name
    is followed by ` <guild>`, ` [CONSULTA]` or ` [INVISIBLE]`, and is "" where a game master hides it; an NPC has no
    name, `nick_color` 0 and `privileges` 0.  Source: 01-protocol §5.
    """
    return Message(
        S.CHARACTER_CREATE,
        (char, body, head, heading, x, y, weapon, shield, helmet, fx, fx_loops, name, nick_color, privileges),
    )


def character_remove(char: int) -> Message:
    """To who sees a character go: deletes it; an unknown one is ignored.  Source: 01-protocol §5."""
    return Message(S.CHARACTER_REMOVE, (char,))


def character_change_nick(char: int, name: str) -> Message:
    """A new label over a character: a game master shows or hides his name, a consultation begins or ends.

    Source: 01-protocol §5.
    """
    return Message(S.CHARACTER_CHANGE_NICK, (char, name))


def character_move(char: int, x: int, y: int) -> Message:
    """To the area except who moves: one step of one tile toward (x, y), x first.

    Never where the client has the character already: it would step south.  Source: 01-protocol §5.
    """
    return Message(S.CHARACTER_MOVE, (char, x, y))


def force_char_move(heading: int) -> Message:
    """To a ghost whom somebody pushes aside: its own character steps one tile; `heading` 1..4.

    Source: 01-protocol §5.
    """
    return Message(S.FORCE_CHAR_MOVE, (heading,))


def character_change(
    char: int,
    body: int,
    head: int,
    heading: int,
    weapon: int,
    shield: int,
    helmet: int,
    fx: int,
    fx_loops: int,
) -> Message:
    """To the area, oneself included: a new look and heading (1..4).

    `fx` and `fx_loops` are ignored; 2 = no weapon, shield or helmet.  Source: 01-protocol §5.
    """
    return Message(S.CHARACTER_CHANGE, (char, body, head, heading, weapon, shield, helmet, fx, fx_loops))


def object_create(x: int, y: int, grh: int) -> Message:
    """An object comes into view: draws it, in place of the one on that tile.

    `grh` 1..23650, 0 draws nothing; the Godot client fails at higher ones.  Source: 01-protocol §5.
    """
    return Message(S.OBJECT_CREATE, (x, y, grh))


def object_delete(x: int, y: int) -> Message:
    """An object is gone or no longer seen: erased.  Source: 01-protocol §5."""
    return Message(S.OBJECT_DELETE, (x, y))


def block_position(x: int, y: int, blocked: bool) -> Message:
    """A door moves or comes into view, a game master blocks a tile: the client may not step there any more.

    It forgets this at the next change of map.  Source: 01-protocol §5.
    """
    return Message(S.BLOCK_POSITION, (x, y, blocked))


def play_midi(midi: int, loops: int) -> Message:
    """Music, at login, on a change of map and by game masters; `loops` −1 = endless.  The client plays none.

    Source: 01-protocol §5.
    """
    return Message(S.PLAY_MIDI, (midi, loops))


def play_wave(wave: int, x: int, y: int) -> Message:
    """A sound, `wave` 1..255; one without a file is not heard.

    The client ignores where it comes from; (0, 0) = everywhere.  Source: 01-protocol §5.
    """
    return Message(S.PLAY_WAVE, (wave, x, y))


def area_changed(x: int, y: int) -> Message:
    """To oneself on entering another area of 9×9 tiles.  The client does nothing.

    What is no longer seen has to be removed one by one (§11).  Source: 01-protocol §5.
    """
    return Message(S.AREA_CHANGED, (x, y))


def create_fx(char: int, fx: int, loops: int) -> Message:
    """An effect on a character: `fx` 1..35, 0 stops it.

    `loops` −1 = endless, else so many times and at least once.  Source: 01-protocol §5.
    """
    return Message(S.CREATE_FX, (char, fx, loops))


def rest_ok() -> Message:
    """To oneself when a rest begins or ends: flips the client's flag.

    Goes out once per change and never else (§10).  Source: 01-protocol §5.
    """
    return Message(S.REST_OK, ())


def set_invisible(char: int, invisible: bool) -> Message:
    """To who may not see a character, or may again: hides or shows body and name, of one's own character too.

    Source: 01-protocol §5.
    """
    return Message(S.SET_INVISIBLE, (char, invisible))


def meditate_toggle() -> Message:
    """To oneself when meditation begins or ends: flips the client's flag.

    Goes out once per change and never else (§10).  Source: 01-protocol §5.
    """
    return Message(S.MEDITATE_TOGGLE, ())


def paralize_ok() -> Message:
    """To oneself when paralysis begins or ends: flips the client's flag, which turns steps into turns.

    Goes out once per change, always with PosUpdate behind it (§10).  Source: 01-protocol §5.
    """
    return Message(S.PARALIZE_OK, ())


def update_tag_and_status(char: int, nick_color: int, tag: str) -> Message:
    """To the area: a new label and name colour (bits: 1 criminal, 2 citizen, 4 attackable) for a character.

    Source: 01-protocol §5.
    """
    return Message(S.UPDATE_TAG_AND_STATUS, (char, nick_color, tag))
