"""What the Godot client is told instead of what it can't read.  Source: 01-protocol §9."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyao.messaging.dialect import replacements
from pyao.protocol import msg
from pyao.protocol.dialect import UNREADABLE, Dialect
from pyao.protocol.enums import Font
from pyao.protocol.layouts import SERVER_LAYOUTS
from pyao.protocol.message import Message
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from pyao.protocol.fields import Field

GODOT = replacements(Dialect.GODOT)


OWN_WORDS = {
    S.CONSOLE_MSG,
    S.SHOW_SIGNAL,
    S.USER_COMMERCE_INIT,
    S.BLACKSMITH_WEAPONS,
    S.BLACKSMITH_ARMORS,
    S.CARPENTER_OBJECTS,
    S.CHANGE_USER_TRADE_SLOT,
    S.SHOW_MOTD_EDITION_FORM,
}
"""What these say was not written by players: names of objects and characters, the operator's texts."""


def said(message: Message) -> list[Message]:
    replace = GODOT.get(message.id)
    return list(replace(message)) if replace else [message]


def sample(field: Field) -> Any:
    if field.items:
        one = tuple(sample(item) for item in field.items)
        entry = one[0] if len(one) == 1 else one
        return (entry,) * (field.times or 2)
    return {"str": "[x]", "strlist": ("[a]", "b"), "bool": True, "f32": 1.5}.get(field.kind, 1)


@pytest.mark.parametrize("packet", [one for one in S if one is not S.MULTI_MESSAGE])
def test_nothing_unreadable_is_ever_sent(packet: S) -> None:
    message = Message(packet, tuple(sample(field) for field in SERVER_LAYOUTS[packet]))
    for one in said(message):
        assert one.id not in UNREADABLE
        one.bytes_for(TextEncoding.CP1252)
        if one.id is S.CONSOLE_MSG and packet not in OWN_WORDS:
            assert "[x]" not in one.values[0]


def test_the_original_dialect_gets_everything_as_it_is() -> None:
    assert replacements(Dialect.ORIGINAL) == {}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (msg.show_signal("Bienvenidos", 5), [msg.console_msg("Bienvenidos", Font.INFO)]),
        (
            msg.guild_chat("Ana> [url=x]hola~255~0~0~1~0"),
            [
                msg.guild_chat("Ana> [url=x]hola~255~0~0~1~0"),
                msg.console_msg("Ana> [lb]url=x]hola", Font.GUILD_MSG),
            ],
        ),
        (msg.commerce_chat("hola", 6), [msg.commerce_chat("hola", 6), msg.console_msg("hola", 6)]),
        (msg.add_slots(1), []),
        (msg.show_forum_form(1, 0), []),
        (msg.work_request_target_packet(9), [msg.work_request_target(9)]),
        (msg.object_create(5, 6, 24148), [msg.object_create(5, 6, 0)]),
        (msg.object_create(5, 6, 23650), [msg.object_create(5, 6, 23650)]),
        (msg.user_name_list(["Ana", "Eva"]), [msg.console_msg("Ana", 3), msg.console_msg("Eva", 3)]),
        (msg.spawn_list(["Lobo"]), [msg.console_msg("1 Lobo", 3)]),
        (msg.work_request_target(1), [msg.work_request_target(1)]),
    ],
)
def test_replacements(message: Message, expected: list[Message]) -> None:
    assert said(message) == expected


def test_the_smiths_click_is_put_into_words_first() -> None:
    words, click = said(msg.work_request_target(15))
    assert (words.id, words.fields["font"]) == (S.CONSOLE_MSG, Font.INFO)
    assert click == msg.work_request_target(15)


def test_a_forum_post_is_two_lines() -> None:
    heading, text = said(msg.add_forum_msg(0, "Vendo", "Ana", "una espada"))
    assert heading == msg.console_msg("Vendo – Ana", Font.INFO_BOLD)
    assert text == msg.console_msg("una espada", Font.INFO)


def test_crafts_are_listed_in_lines_of_at_most_200_characters() -> None:
    message = msg.carpenter_objects([(f"Objeto número {k}", 1, 2, 3, k, 0) for k in range(40)])
    first, *lines = said(message)
    assert first == message
    assert all(len(line.values[0]) <= 200 for line in lines)
    assert "39 Objeto número 39" in lines[-2].values[0]
    quiet = replacements(Dialect.GODOT, text_commands=False)
    assert S.CARPENTER_OBJECTS not in quiet
