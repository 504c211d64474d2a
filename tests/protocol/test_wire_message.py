"""A message can't be changed, can't be wrong, and is encoded once."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any

import pytest

from pyao.protocol import msg
from pyao.protocol.errors import PacketError
from pyao.protocol.gaps import NEAREST_BODIES
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.message import Message, multi
from pyao.protocol.packet_id import MultiMessageID, ServerPacketID
from pyao.protocol.text import TextEncoding

if TYPE_CHECKING:
    from pyao.protocol.fields import Field

CP1252, UTF_8 = TextEncoding.CP1252, TextEncoding.UTF_8


def function_of(packet: ServerPacketID | MultiMessageID) -> Any:
    name = packet.name.lower()
    return getattr(msg, name + "_packet" if packet is ServerPacketID.WORK_REQUEST_TARGET else name)


PACKETS = [one for one in SERVER_LAYOUTS if one is not ServerPacketID.MULTI_MESSAGE]


def test_equal_by_content() -> None:
    assert msg.character_move(7, 50, 50) == msg.character_move(7, 50, 50)
    assert hash(msg.console_msg("a", 1)) == hash(msg.console_msg("a", 1))
    assert msg.character_move(7, 50, 50) != msg.character_move(7, 50, 51)
    assert msg.pos_update(1, 2) != msg.object_delete(1, 2)
    assert msg.npc_swing() != msg.user_swing()
    assert msg.pong() != "Pong()"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (msg.character_move(7, 50, 50), "CharacterMove(char=7, x=50, y=50)"),
        (msg.pong(), "Pong()"),
        (msg.console_msg("¡Hola!", 3), "ConsoleMsg(text='¡Hola!', font=3)"),
        (msg.user_hit_npc(12), "UserHitNPC(damage=12)"),
        (msg.show_motd_edition_form(""), "ShowMOTDEditionForm(text='')"),
    ],
)
def test_it_reads_well(message: Message, shown: str) -> None:
    assert repr(message) == shown


def test_its_name_is_that_of_its_id_or_kind() -> None:
    assert [one.name for one in (msg.pos_update(1, 1), msg.user_swing())] == ["POS_UPDATE", "USER_SWING"]


def test_fields_by_name() -> None:
    assert msg.pos_update(3, 4).fields == {"x": 3, "y": 4}
    assert msg.home(1, 60, "Nix").fields == {"index": 21, "distance": 1, "seconds": 60, "home": "Nix"}


@pytest.mark.parametrize("name", ["id", "values", "more"])
def test_it_cannot_be_changed(name: str) -> None:
    with pytest.raises(AttributeError):
        setattr(msg.pos_update(3, 4), name, 5)


def test_lists_are_kept_as_they_were() -> None:
    names = ["Ana"]
    message = msg.guild_list(names)
    names.append("Beto")
    assert message.values == (("Ana",),)


def test_bytes_are_made_once_for_each_encoding() -> None:
    message = msg.console_msg("ñ", 3)
    assert message.bytes_for(CP1252) is message.bytes_for(CP1252)
    assert message.bytes_for(CP1252) != message.bytes_for(UTF_8)


def test_without_text_the_bytes_are_the_same_in_all() -> None:
    for message in (msg.pos_update(3, 4), msg.user_swing(), msg.send_skills([(1, 2)] * 20)):
        assert len({id(message.bytes_for(encoding)) for encoding in TextEncoding}) == 1


@pytest.mark.parametrize(
    ("packet", "values", "complaint"),
    [
        (ServerPacketID.POS_UPDATE, (256, 1), r"POS_UPDATE\.x: 256 is not in 0\.\.255"),
        (ServerPacketID.POS_UPDATE, (1,), r"POS_UPDATE: \(1,\) for the fields x, y"),
        (ServerPacketID.POS_UPDATE, (1, 2.5), r"POS_UPDATE\.y: 2\.5 is not in"),
        (ServerPacketID.PONG, (1,), r"PONG: \(1,\) for the fields"),
        (ServerPacketID.BLOCK_POSITION, (1, 1, 1), r"BLOCK_POSITION\.blocked: 1 is neither True nor False"),
        (ServerPacketID.CONSOLE_MSG, ("a", 256), r"CONSOLE_MSG\.font: 256"),
        (ServerPacketID.CONSOLE_MSG, (None, 1), r"CONSOLE_MSG\.text: None is no text"),
        (ServerPacketID.CONSOLE_MSG, ("a", 1, 2), r"CONSOLE_MSG: \('a', 1, 2\) for the fields text, font"),
        (ServerPacketID.GUILD_LIST, ("Alfa",), r"GUILD_LIST\.guilds: 'Alfa' is no list of texts"),
        (ServerPacketID.GUILD_LIST, ((1,),), r"GUILD_LIST\.guilds: \(1,\) is no list of texts"),
        (ServerPacketID.SEND_SKILLS, (((1, 2),) * 19,), r"SEND_SKILLS\.skills: .* is no list of 20 entries"),
        (ServerPacketID.RECORD_LIST, ((1,),), r"RECORD_LIST\.name: 1 is no text"),
        (ServerPacketID.MULTI_MESSAGE, (99,), r"MULTI_MESSAGE\.index: there is none in \(99,\)"),
        (ServerPacketID.MULTI_MESSAGE, (), r"MULTI_MESSAGE\.index"),
        (ServerPacketID.MULTI_MESSAGE, (13, 2**31), r"USER_HIT_NPC\.damage: 2147483648"),
        (ServerPacketID.MULTI_MESSAGE, (21, 1, 2, 3), r"HOME\.home: 3 is no text"),
        (
            ServerPacketID.CHANGE_INVENTORY_SLOT,
            (1, 1, "x", 1, 1, 1, 1, 1, 1, 1, 1, 1.0),
            r"CHANGE_INVENTORY_SLOT\.equipped: 1 is neither",
        ),
        (
            ServerPacketID.CHANGE_INVENTORY_SLOT,
            (1, 1, "x", 1, True, 1, 1, 1, 1, 1, 1, 1e39),
            r"CHANGE_INVENTORY_SLOT\.price: 1e\+39",
        ),
    ],
)
def test_a_wrong_value_is_refused_where_the_message_is_made(
    packet: ServerPacketID, values: tuple[Any, ...], complaint: str
) -> None:
    with pytest.raises(PacketError, match=complaint):
        Message(packet, values)


def test_a_text_too_long_is_refused_with_its_bytes() -> None:
    message = msg.guild_chat("ñ" * 20_000)
    assert len(message.bytes_for(CP1252)) == 20_003
    with pytest.raises(PacketError, match=r"GUILD_CHAT\.text: 40000 bytes of text"):
        message.bytes_for(UTF_8)


def some_value(number: int, field: Field) -> Any:
    """A value for the field at that place; no two places get the same number or text."""
    if field.items:
        entry = tuple(some_value(place, item) for place, item in enumerate(field.items))
        return (entry if len(entry) > 1 else entry[0],) * (field.times or 2)
    return {"bool": True, "str": f"text {number}", "strlist": (f"a {number}", "b")}.get(field.kind, number + 1)


@pytest.mark.parametrize("packet", [*PACKETS, *MultiMessageID], ids=lambda one: f"{type(one).__name__}-{one.name}")
def test_every_packet_has_a_function_that_puts_each_value_into_its_field(
    packet: ServerPacketID | MultiMessageID,
) -> None:
    is_multi = isinstance(packet, MultiMessageID)
    layout = MULTI_LAYOUTS[packet] if isinstance(packet, MultiMessageID) else SERVER_LAYOUTS[packet]
    function = function_of(packet)
    values = {field.name: some_value(number, field) for number, field in enumerate(layout)}
    parameters = list(inspect.signature(function).parameters)
    assert [name.rstrip("_") for name in parameters] == list(values)
    message = function(**dict(zip(parameters, values.values(), strict=True)))
    fields = message.fields
    if is_multi:
        assert fields.pop("index") == packet
    if packet is ServerPacketID.GUILD_DETAILS:
        values["codex"] += ("",) * 6
    assert fields == values
    assert message.bytes_for(CP1252)[0] == (ServerPacketID.MULTI_MESSAGE if is_multi else packet)


@pytest.mark.parametrize("packet", [*PACKETS, *MultiMessageID], ids=lambda one: f"{type(one).__name__}-{one.name}")
def test_every_function_says_where_it_comes_from(packet: ServerPacketID | MultiMessageID) -> None:
    assert re.search(r"Source: 01-protocol §[56]\.", function_of(packet).__doc__)


def test_a_price_is_what_the_client_will_read() -> None:
    slot = msg.change_npc_inventory_slot(1, "Poción", 1, 0.1, 1, 1, 1, 0, 0, 0, 0)
    assert slot.fields["price"] == 0.10000000149011612


def test_multi_is_a_message_of_a_kind() -> None:
    assert multi(MultiMessageID.USER_SWING) == msg.user_swing()


INTRODUCED = (7, 1, 2, 3, 50, 60, 2, 2, 2, 0, 999, "Ana <Los Gatos>", 2, 1)


PLAIN = msg.character_create(*INTRODUCED).plain or b""


@pytest.mark.parametrize("step", [INTRODUCED[:11], (7, 1, 2, 1, 49, 60, 2, 2, 2, 0, 999), (-1, 0, *INTRODUCED[2:11])])
def test_a_packet_with_other_numbers_is_as_if_made_anew(step: tuple[Any, ...]) -> None:
    anew = Message(ServerPacketID.CHARACTER_CREATE, (*step, *INTRODUCED[11:]))
    assert msg.character_create_again(PLAIN, *step) == anew.plain == anew.bytes_for(CP1252)


@pytest.mark.parametrize("body", [40_000, "1", None])
def test_other_numbers_are_checked_too(body: Any) -> None:
    assert msg.character_create_again(PLAIN, 7, body, *INTRODUCED[2:11]) is None


def test_other_numbers_may_make_a_packet_that_not_every_client_is_sent_as_it_is() -> None:
    absent = next(iter(NEAREST_BODIES))
    assert msg.character_create_again(PLAIN, 7, absent, *INTRODUCED[2:11]) is None
    assert msg.character_create(7, absent, *INTRODUCED[2:]).plain is None


def test_other_numbers_must_be_as_many_as_the_packet_has() -> None:
    assert msg.character_create_again(PLAIN, *INTRODUCED[:9]) is None
