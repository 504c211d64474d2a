"""Places, characters, objects, sounds and effects.

Who hears a message and when is said first, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S


def remove_dialogs() -> Message:
    """Self, on map change. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.REMOVE_DIALOGS, ())


def remove_char_dialog(char: int) -> Message:
    """Area, on death, map change, log-off.

    Freezes that character's bubble (drawn text stays until its 6 s timer, or for ever if it was still typing).
    Source: 01-protocol §5.
    """
    return Message(S.REMOVE_CHAR_DIALOG, (char,))


def navigate_toggle() -> Message:
    """Self: flips *sailing*.  Source: 01-protocol §5."""
    return Message(S.NAVIGATE_TOGGLE, ())


def change_map(map: int, version: int) -> Message:
    """Self, login and warp: loads map 1..290, forgets every character, object and door state; version ignored.

    Source: 01-protocol §5.
    """
    return Message(S.CHANGE_MAP, (map, version))


def pos_update(x: int, y: int) -> Message:
    """Self: refused step, ParalizeOK, RequestPositionUpdate, out-of-range click: own character snaps to x,y.

    Source: 01-protocol §5.
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
    """Character enters view: creates or replaces char. fx, fx_loops ignored. NPC.

    Name "", nick_color 0, privileges 0. Player: fx_loops 999, name = nick plus ` <guild>`, or ` [CONSULTA]`, or (seen
    by higher GMs, hidden) ` [INVISIBLE]`; "" if the GM hides it.  Source: 01-protocol §5.
    """
    return Message(
        S.CHARACTER_CREATE,
        (char, body, head, heading, x, y, weapon, shield, helmet, fx, fx_loops, name, nick_color, privileges),
    )


def character_remove(char: int) -> Message:
    """Character leaves view/world: deleted; unknown char ignored.  Source: 01-protocol §5."""
    return Message(S.CHARACTER_REMOVE, (char,))


def character_change_nick(char: int, name: str) -> Message:
    """To GMs when someone hides/shows; to area for consultation mode: new label.  Source: 01-protocol §5."""
    return Message(S.CHARACTER_CHANGE_NICK, (char, name))


def character_move(char: int, x: int, y: int) -> Message:
    """Area but the mover: one tile step toward x,y (x first); same x,y → one step south.  Source: 01-protocol §5."""
    return Message(S.CHARACTER_MOVE, (char, x, y))


def force_char_move(heading: int) -> Message:
    """Self, displaced ghost: own character steps 1 tile in that heading.  Source: 01-protocol §5."""
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
    """Area, self included: new look and heading; fx ignored.  Source: 01-protocol §5."""
    return Message(S.CHARACTER_CHANGE, (char, body, head, heading, weapon, shield, helmet, fx, fx_loops))


def object_create(x: int, y: int, grh: int) -> Message:
    """Object in view: draws grh (replaces the one on that tile); grh ≤ 23650.  Source: 01-protocol §5."""
    return Message(S.OBJECT_CREATE, (x, y, grh))


def object_delete(x: int, y: int) -> Message:
    """Object gone: erased.  Source: 01-protocol §5."""
    return Message(S.OBJECT_DELETE, (x, y))


def block_position(x: int, y: int, blocked: bool) -> Message:
    """Door opened/closed, /BLOQ, doors entering view: tile blocked flag until next ChangeMap.

    Source: 01-protocol §5.
    """
    return Message(S.BLOCK_POSITION, (x, y, blocked))


def play_midi(midi: int, loops: int) -> Message:
    """Self at login/warp, GM commands; loops −1 endless. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.PLAY_MIDI, (midi, loops))


def play_wave(wave: int, x: int, y: int) -> Message:
    """Sound `wave`.wav if it exists; x,y ignored (0,0 = everywhere).  Source: 01-protocol §5."""
    return Message(S.PLAY_WAVE, (wave, x, y))


def area_changed(x: int, y: int) -> Message:
    """Self, entered another 9×9 area. Nothing happens.  Source: 01-protocol §5."""
    return Message(S.AREA_CHANGED, (x, y))


def create_fx(char: int, fx: int, loops: int) -> Message:
    """Effect on char: fx 1..35, fx 0 stops; loops −1 endless, else max(1,loops) times.  Source: 01-protocol §5."""
    return Message(S.CREATE_FX, (char, fx, loops))


def rest_ok() -> Message:
    """Self: flips *resting*.  Source: 01-protocol §5."""
    return Message(S.REST_OK, ())


def set_invisible(char: int, invisible: bool) -> Message:
    """Area by role: hides/shows sprite and label, own character too.  Source: 01-protocol §5."""
    return Message(S.SET_INVISIBLE, (char, invisible))


def meditate_toggle() -> Message:
    """Self: flips *meditating*.  Source: 01-protocol §5."""
    return Message(S.MEDITATE_TOGGLE, ())


def paralize_ok() -> Message:
    """Self: flips *paralysed*; the original always sends PosUpdate right after.  Source: 01-protocol §5."""
    return Message(S.PARALIZE_OK, ())


def update_tag_and_status(char: int, nick_color: int, tag: str) -> Message:
    """Area: new label and colour.  Source: 01-protocol §5."""
    return Message(S.UPDATE_TAG_AND_STATUS, (char, nick_color, tag))
