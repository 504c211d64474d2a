"""The map and what is on it: positions, characters, objects, sounds and effects.

Each docstring says who gets the message and when, then what the client does with it.  Source: 01-protocol §5.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, cast

from pyao.protocol.message import Message
from pyao.protocol.packers import PACKERS
from pyao.protocol.packet_id import ServerPacketID as S

if TYPE_CHECKING:
    from pyao.protocol.packers import TextPacker


def remove_dialogs() -> Message:
    """To the player on a change of map.  The client does nothing.  Source: 01-protocol §5."""
    return Message(S.REMOVE_DIALOGS, ())


def remove_char_dialog(char: int) -> Message:
    """To the area when a character dies, changes map or logs off: freezes the speech over its head.

    Text already drawn stays for its 6 s, or for ever if it was still being typed out.  Source: 01-protocol §5.
    """
    return Message(S.REMOVE_CHAR_DIALOG, (char,))


def navigate_toggle() -> Message:
    """To the player when sailing begins or ends: flips the client's flag for walking on water instead of land.

    Sent exactly once per change (§10).  Source: 01-protocol §5.
    """
    return Message(S.NAVIGATE_TOGGLE, ())


def change_map(map: int, version: int) -> Message:
    """To the player at login and on a change of map (1..290): the client forgets every character, object and door.

    Everything visible has to be sent again afterwards; `version` is ignored.  Source: 01-protocol §5.
    """
    return Message(S.CHANGE_MAP, (map, version))


def pos_update(x: int, y: int) -> Message:
    """To the player after a refused step, or whenever client and server may disagree: snaps to (x, y), 1..100.

    Ignored until the client knows its own character (§11).  Source: 01-protocol §5.
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
    """To everyone who sees a character appear: creates it, or replaces the one with that index.

    `heading` 1..4.  2 = no weapon, shield or helmet.  `fx` and `fx_loops` (999 for players) are ignored.  A player's
    name may be followed by ` <guild>`, ` [CONSULTA]` or ` [INVISIBLE]`, and is "" if a game master hides it; an NPC has
    no name, `nick_color` 0 and `privileges` 0.  Source: 01-protocol §5.
    """
    return Message(
        S.CHARACTER_CREATE,
        (char, body, head, heading, x, y, weapon, shield, helmet, fx, fx_loops, name, nick_color, privileges),
    )


_CREATE = cast("TextPacker", PACKERS[S.CHARACTER_CREATE])


def character_create_again(packet: bytes, *numbers: int) -> bytes | None:
    """A plain CharacterCreate with other numbers before the name, quicker than anew.  Source: 01-protocol §5.

    `None` = one of them does not fit, or not every client would be sent the packet as it is.
    """
    try:
        return _CREATE.renumbered(packet, numbers) if _CREATE.suits_all(numbers) else None
    except struct.error:
        return None


def character_remove(char: int) -> Message:
    """To everyone who sees a character leave: deletes it; an unknown one is ignored.  Source: 01-protocol §5."""
    return Message(S.CHARACTER_REMOVE, (char,))


def character_change_nick(char: int, name: str) -> Message:
    """To game masters when one hides or shows the name, to the area for a consultation: a character's new label.

    Source: 01-protocol §5.
    """
    return Message(S.CHARACTER_CHANGE_NICK, (char, name))


def character_move(char: int, x: int, y: int) -> Message:
    """To the area except the character itself: one step of one tile toward (x, y), x first.

    Never send the tile where the client already has the character: it would step south (§15).  Source: 01-protocol §5.
    """
    return Message(S.CHARACTER_MOVE, (char, x, y))


def force_char_move(heading: int) -> Message:
    """To the player of a ghost that somebody pushes aside: its character steps one tile; `heading` 1..4.

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
    """To the area, the player included: a new look and heading (1..4).

    `fx` and `fx_loops` are ignored; 2 = no weapon, shield or helmet.  Source: 01-protocol §5.
    """
    return Message(S.CHARACTER_CHANGE, (char, body, head, heading, weapon, shield, helmet, fx, fx_loops))


def object_create(x: int, y: int, grh: int) -> Message:
    """To everyone who sees an object appear: draws it, in place of the one on that tile.

    `grh` 1..23650; 0 draws nothing; the Godot client fails at higher ones (§9).  Source: 01-protocol §5.
    """
    return Message(S.OBJECT_CREATE, (x, y, grh))


def object_delete(x: int, y: int) -> Message:
    """To everyone who saw an object that is gone or out of view: erases it.  Source: 01-protocol §5."""
    return Message(S.OBJECT_DELETE, (x, y))


def block_position(x: int, y: int, blocked: bool) -> Message:
    """When a door moves or comes into view, or a game master (un)blocks a tile: sets whether the client may step there.

    The client forgets it at the next change of map.  Source: 01-protocol §5.
    """
    return Message(S.BLOCK_POSITION, (x, y, blocked))


def play_midi(midi: int, loops: int) -> Message:
    """Music at login, on a change of map or by a game master; `loops` −1 = endless.  The client plays none.

    Source: 01-protocol §5.
    """
    return Message(S.PLAY_MIDI, (midi, loops))


def play_wave(wave: int, x: int, y: int) -> Message:
    """To those within earshot: plays sound `wave` (0..255); one that the client has no file for is not heard.

    The client ignores where it comes from; (0, 0) = from everywhere.  Source: 01-protocol §5.
    """
    return Message(S.PLAY_WAVE, (wave, x, y))


def area_changed(x: int, y: int) -> Message:
    """To the player on entering another area of 9×9 tiles.  The client does nothing.

    What is out of view from there has to be removed with messages of its own (§11).  Source: 01-protocol §5.
    """
    return Message(S.AREA_CHANGED, (x, y))


def create_fx(char: int, fx: int, loops: int) -> Message:
    """To the area: draws effect `fx` (1..35; 0 stops it) on a character.

    `loops` −1 = endless; otherwise that many times, and at least once.  Source: 01-protocol §5.
    """
    return Message(S.CREATE_FX, (char, fx, loops))


def rest_ok() -> Message:
    """To the player when a rest begins or ends: flips the client's flag.

    Sent exactly once per change (§10).  Source: 01-protocol §5.
    """
    return Message(S.REST_OK, ())


def set_invisible(char: int, invisible: bool) -> Message:
    """To players who may no longer see a character, or may again: hides or shows body and name.

    Source: 01-protocol §5.
    """
    return Message(S.SET_INVISIBLE, (char, invisible))


def meditate_toggle() -> Message:
    """To the player when meditation begins or ends: flips the client's flag.

    Sent exactly once per change (§10).  Source: 01-protocol §5.
    """
    return Message(S.MEDITATE_TOGGLE, ())


def paralize_ok() -> Message:
    """To the player when paralysis begins or ends: flips the client's flag; under it keys turn instead of step.

    Sent exactly once per change, always followed by PosUpdate (§10).  Source: 01-protocol §5.
    """
    return Message(S.PARALIZE_OK, ())


def update_tag_and_status(char: int, nick_color: int, tag: str) -> Message:
    """To the area: a character's new label and name colour (bits: 1 criminal, 2 citizen, 4 attackable).

    Source: 01-protocol §5.
    """
    return Message(S.UPDATE_TAG_AND_STATUS, (char, nick_color, tag))
