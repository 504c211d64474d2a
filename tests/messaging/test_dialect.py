"""What the Godot client is told: every packet it can't read as console lines, every silent one with words behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kit.spec import vectors

from pyao.messaging.dialect import replacements
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect, split_console
from pyao.protocol.enums import Font
from pyao.protocol.gaps import CUTTABLE, SOMETIMES, SPECIAL, UNREADABLE
from pyao.protocol.layouts import MULTI_LAYOUTS, SERVER_LAYOUTS
from pyao.protocol.message import Message, multi
from pyao.protocol.packet_id import MultiMessageID
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.peer import read_server
from pyao.protocol.text import TextEncoding, escape_bbcode

if TYPE_CHECKING:
    from pyao.protocol.fields import Field


class Listener:
    """One client of a dialect."""

    def __init__(self, dialect: Dialect = Dialect.GODOT, *, text_commands: bool = True) -> None:
        self._replacements = replacements(dialect, text_commands=text_commands)

    def hears(self, *messages: Message) -> list[Message]:
        heard: list[Message] = []
        for message in messages:
            replace = self._replacements.get(message.id)
            heard += replace(message) if replace else [message]
        return heard


def info(text: str) -> Message:
    return msg.console_msg(text, Font.INFO)


def talk(text: str) -> Message:
    return msg.console_msg(text, Font.TALK)


SMITH_FORM, CARPENTER_FORM = msg.show_blacksmith_form(), msg.show_carpenter_form()


def an_inventory_slot(grh: int) -> Message:
    return msg.change_inventory_slot(3, 1061, "Daga", 1, False, grh, 2, 4, 2, 0, 0, 10.5)


def a_bank_slot(grh: int) -> Message:
    return msg.change_bank_slot(3, 1061, "Daga", 1, grh, 2, 4, 2, 0, 0, 10)


def a_shop_slot(grh: int) -> Message:
    return msg.change_npc_inventory_slot(3, "Daga", 1, 10.5, grh, 1061, 2, 4, 2, 0, 0)


def character(*, royal: bool = False, chaos: bool = False) -> Message:
    return msg.character_info("ANA", 2, 7, 2, 30, 1500, 20, -300, "Los Lobos[", "<Alfa>", "..Beta", royal, chaos, 4, 50)


def guild_details(description: str) -> Message:
    return msg.guild_details("A", "B", "01/02/2003", "C", "u", 3, False, "Legal", 0, 0, "0/5", ("x",) * 8, description)


def smith(*entries: tuple[int, str]) -> tuple[tuple[str, int, int, int, int, int, int], ...]:
    return tuple((name, 500, 1, 2, 3, obj, 0) for obj, name in entries)


def carpenter(*entries: tuple[int, str]) -> tuple[tuple[str, int, int, int, int, int], ...]:
    return tuple((name, 500, 1, 2, obj, 0) for obj, name in entries)


@pytest.mark.parametrize(
    ("message", "heard"),
    [
        pytest.param(msg.work_request_target_packet(12), [msg.work_request_target(12)], id="46 WorkRequestTarget"),
        pytest.param(
            msg.work_request_target_packet(15),
            [info("Hacé click sobre el yunque…"), msg.work_request_target(15)],
            id="46 WorkRequestTarget, smith",
        ),
        pytest.param(msg.show_signal("Prohibido [pasar]", 12), [info("Prohibido [pasar]")], id="58 ShowSignal"),
        pytest.param(msg.add_forum_msg(0, "Vendo", "Ana", "Daga"), [], id="64 AddForumMsg"),
        pytest.param(msg.show_forum_form(1, 0), [info("No hay mensajes en el foro.")], id="65 ShowForumForm"),
        pytest.param(
            character(),
            [
                info("ANA: Elfo, Druida, Mujer, nivel 30."),
                info("Oro: 1500, en el banco: 20, reputación: -300."),
                info("Pedidos: Los Lobos[lb]. Clan: <Alfa>. Anteriores: ..Beta."),
                info("Facción: ninguna. Mató 4 ciudadanos y 50 criminales."),
            ],
            id="77 CharacterInfo",
        ),
        pytest.param(
            msg.show_user_request("Quiero [u] entrar"),
            [msg.console_msg("Quiero [lb]u] entrar", Font.GUILD)],
            id="83 ShowUserRequest",
        ),
        pytest.param(
            msg.change_user_trade_slot(4, 36, 7, 24_148, 2, 4, 2, 0, 0, 10, "Daga"),
            [info("Lugar 4 de la oferta: Daga, 7.")],
            id="86 ChangeUserTradeSlot",
        ),
        pytest.param(
            msg.change_user_trade_slot(21, 12, 5000, 0, 0, 0, 0, 0, 0, 0, "Monedas"),
            [info("Lugar 21 de la oferta: oro, 5000.")],
            id="86 ChangeUserTradeSlot, gold",
        ),
        pytest.param(
            msg.change_user_trade_slot(4, 0, 0, 0, 0, 0, 0, 0, 0, 0, ""),
            [info("Lugar 4 de la oferta: retirado.")],
            id="86 ChangeUserTradeSlot, withdrawn",
        ),
        pytest.param(
            msg.change_user_trade_slot(21, 12, 0, 0, 0, 0, 0, 0, 0, 0, "Monedas"),
            [info("Lugar 21 de la oferta: retirado.")],
            id="86 ChangeUserTradeSlot, gold withdrawn",
        ),
        pytest.param(msg.spawn_list(["Lobo", "Oso"]), [info("1 Lobo"), info("2 Oso")], id="90 SpawnList"),
        pytest.param(
            msg.show_sos_form(["10:20:30 ANA", "10:21:00 EVA"]),
            [info("10:20:30 ANA"), info("10:21:00 EVA")],
            id="91 ShowSOSForm",
        ),
        pytest.param(
            msg.show_motd_edition_form("Hola [b]~1~2~3~0~0\r\n\r\nChau"),
            [info("Hola [lb]b]~1~2~3~0~0"), info(""), info("Chau")],
            id="92 ShowMOTDEditionForm",
        ),
        pytest.param(msg.user_name_list(["Ana", "Eva", "Leo"]), [info("Ana, Eva, Leo")], id="94 UserNameList"),
        pytest.param(msg.user_name_list([]), [], id="94 UserNameList, nobody"),
        pytest.param(
            msg.show_denounces(["ana: me [b] roban", *(str(number) for number in range(12))]),
            [info("ana: me [lb]b] roban"), *(info(str(number)) for number in range(12))],
            id="95 ShowDenounces",
        ),
        pytest.param(msg.record_list(["ANA", "EVA"]), [info("1 ANA"), info("2 EVA")], id="96 RecordList"),
        pytest.param(
            msg.record_details("GS", "spam [b]", True, "1.2.3.4", "1:02:03", "GS> uno\r\nGS> dos\r\n"),
            [
                info("Registro de GS: spam [lb]b]"),
                info("Conectado desde 1.2.3.4, hace 1:02:03."),
                info("GS> uno"),
                info("GS> dos"),
            ],
            id="97 RecordDetails",
        ),
        pytest.param(
            msg.record_details("GS", "spam", False, "", "", ""),
            [info("Registro de GS: spam"), info("Desconectado.")],
            id="97 RecordDetails, offline",
        ),
        pytest.param(
            msg.show_party_form(1, ["Ana (1340)", "Eva (659)"], 2000),
            [msg.console_msg("Ana (1340), Eva (659). Experiencia total: 2000.", Font.PARTY)],
            id="99 ShowPartyForm",
        ),
        pytest.param(msg.add_slots(1), [], id="103 AddSlots"),
        pytest.param(msg.disconnect(), [msg.disconnect()], id="4 Disconnect may be sent"),
        pytest.param(msg.show_gm_panel_form(), [msg.show_gm_panel_form()], id="93 ShowGMPanelForm may be sent"),
        pytest.param(
            msg.guild_chat("Ana> [url=x]hola"),
            [msg.guild_chat("Ana> [url=x]hola"), msg.console_msg("Ana> [lb]url=x]hola", Font.GUILD_MSG)],
            id="25 GuildChat",
        ),
        pytest.param(
            msg.guild_chat(" Bienvenidos. ~0~255~0~1~0"),
            [msg.guild_chat(" Bienvenidos. ~0~255~0~1~0"), msg.console_msg(" Bienvenidos. ", Font.GUILD_MSG)],
            id="25 GuildChat of the MOTD, without colours",
        ),
        pytest.param(
            msg.guild_chat("tel ~1~2~3~4"),
            [msg.guild_chat("tel ~1~2~3~4"), msg.console_msg("tel ~1~2~3~4", Font.GUILD_MSG)],
            id="25 GuildChat, what is no colour stays",
        ),
        pytest.param(
            msg.commerce_chat("Ana> [b] hola", Font.PARTY),
            [msg.commerce_chat("Ana> [b] hola", Font.PARTY), msg.console_msg("Ana> [lb]b] hola", Font.PARTY)],
            id="12 CommerceChat",
        ),
        pytest.param(
            msg.cancel_offer_item(4),
            [msg.cancel_offer_item(4), talk("Los objetos de newbie no se pueden ofrecer.")],
            id="106 CancelOfferItem",
        ),
        pytest.param(msg.work_request_target(1), [msg.work_request_target(1)], id="104/17 other skills"),
        pytest.param(
            msg.work_request_target(15),
            [info("Hacé click sobre el yunque…"), msg.work_request_target(15)],
            id="104/17 smith",
        ),
        pytest.param(msg.user_hit_npc(15), [msg.user_hit_npc(15)], id="104/13 with the smith's number in it"),
        pytest.param(msg.object_create(1, 2, 23_650), [msg.object_create(1, 2, 23_650)], id="35 with a picture"),
        pytest.param(msg.object_create(1, 2, 23_651), [msg.object_create(1, 2, 0)], id="35 without a picture"),
        pytest.param(an_inventory_slot(23_650), [an_inventory_slot(23_650)], id="47 with a picture"),
        pytest.param(an_inventory_slot(24_148), [an_inventory_slot(0)], id="47 without a picture"),
        pytest.param(a_bank_slot(24_148), [a_bank_slot(0)], id="48 without a picture"),
        pytest.param(a_shop_slot(24_148), [a_shop_slot(0)], id="59 without a picture"),
        pytest.param(msg.create_fx(7, 35, -1), [msg.create_fx(7, 35, -1)], id="44 the last effect"),
        pytest.param(msg.create_fx(7, 36, -1), [], id="44 an effect that the client lacks"),
        pytest.param(guild_details("unoºdos"), [guild_details("uno\ndos")], id="80 line breaks of the description"),
        pytest.param(guild_details("uno"), [guild_details("uno")], id="80 GuildDetails"),
        pytest.param(
            msg.guild_news("unoºdos", [], []), [msg.guild_news("unoºdos", [], [])], id="73 the news keep their sign"
        ),
    ],
)
def test_a_packet_in_words(message: Message, heard: list[Message]) -> None:
    assert Listener().hears(message) == heard


@pytest.mark.parametrize(
    ("message", "faction"),
    [(character(royal=True), "Ejército Real"), (character(chaos=True), "Legión Oscura")],
)
def test_the_faction_of_a_character(message: Message, faction: str) -> None:
    assert Listener().hears(message)[3] == info(f"Facción: {faction}. Mató 4 ciudadanos y 50 criminales.")


@pytest.mark.parametrize("build", [msg.spawn_list, msg.show_sos_form, msg.record_list])
def test_a_list_has_a_line_for_each_entry_while_the_console_has_room(build: Any) -> None:
    assert len(Listener().hears(build(["Lobo"] * 9))) == 9
    lines = [line.values[0] for line in Listener().hears(build(["Lobo"] * 47))]
    assert len(lines) < 9
    assert all(len(line) <= 200 for line in lines)
    assert ", ".join(lines).count("Lobo") == 47


def test_a_trade_in_words() -> None:
    client = Listener()
    start = client.hears(msg.user_commerce_init("Eva"))
    assert start[:2] == [msg.user_commerce_init("Eva"), talk("Estás comerciando con Eva.")]
    for command in ("/OFRECER", "/CONFIRMAR", "/ACEPTAR", "/RECHAZAR", "/FINTRATO", "/TMSG", "/TRATO"):
        assert command in start[2].values[0]
    assert (len(start), start[2].values[1]) == (3, Font.TALK)

    client.hears(
        msg.change_user_trade_slot(21, 12, 500, 0, 0, 0, 0, 0, 0, 0, "Monedas"),
        msg.change_user_trade_slot(3, 15, 1, 0, 0, 0, 0, 0, 0, 0, "Espada"),
        msg.change_user_trade_slot(1, 36, 4, 0, 0, 0, 0, 0, 0, 0, "Manzana"),
        msg.change_user_trade_slot(1, 36, 6, 0, 0, 0, 0, 0, 0, 0, "Manzana"),
        msg.change_user_trade_slot(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, ""),
    )
    assert client.hears(msg.user_offer_confirm()) == [
        msg.user_offer_confirm(),
        talk("Eva confirmó su oferta."),
        talk("Ofrece: 6 Manzana, 500 oro."),
    ]


def test_the_next_trade_begins_with_an_empty_offer() -> None:
    client = Listener()
    client.hears(
        msg.user_commerce_init("Eva"),
        msg.change_user_trade_slot(1, 36, 4, 0, 0, 0, 0, 0, 0, 0, "Manzana"),
        msg.user_commerce_init("Leo"),
    )
    assert client.hears(msg.user_offer_confirm())[1:] == [talk("Leo confirmó su oferta."), talk("No ofrece nada.")]


def test_two_clients_are_told_apart() -> None:
    one, other = Listener(), Listener()
    one.hears(msg.carpenter_objects(carpenter((480, "Flecha"))), msg.user_commerce_init("Eva"))
    assert other.hears(CARPENTER_FORM) == [CARPENTER_FORM, info("Para fabricar: /CARPINTERIA OBJETO CANTIDAD")]


def test_what_a_smith_can_make_is_told_after_the_window() -> None:
    weapons = msg.blacksmith_weapons(smith((15, "Daga"), (619, "Daga+1")))
    armours = msg.blacksmith_armors(smith((31, "Armadura")))
    assert Listener().hears(weapons, armours, SMITH_FORM) == [
        weapons,
        armours,
        SMITH_FORM,
        info("15 Daga, 619 Daga+1, 31 Armadura"),
        info("Para fabricar: /HERRERIA OBJETO CANTIDAD"),
    ]


def test_what_a_carpenter_can_make_is_told_after_the_window() -> None:
    objects = msg.carpenter_objects(carpenter((480, "Flecha")))
    client = Listener()
    for _again in range(2):
        assert client.hears(objects, CARPENTER_FORM) == [
            objects,
            CARPENTER_FORM,
            info("480 Flecha"),
            info("Para fabricar: /CARPINTERIA OBJETO CANTIDAD"),
        ]


def test_crafts_are_joined_to_lines_of_at_most_200_characters() -> None:
    names = [(number, "x" * number) for number in range(90, 96)]
    heard = Listener().hears(msg.carpenter_objects(carpenter(*names)), CARPENTER_FORM)[2:-1]
    lines = [line.values[0] for line in heard]
    assert [len(line) for line in lines] == [93 + 2 + 94, 95 + 2 + 96, 97 + 2 + 98]
    assert ", ".join(lines) == ", ".join(f"{number} {name}" for number, name in names)


def test_a_line_may_have_exactly_200_characters() -> None:
    fits, too_long = [(10, "x" * 96), (11, "x" * 96)], [(10, "x" * 96), (11, "x" * 97)]
    assert len(Listener().hears(msg.carpenter_objects(carpenter(*fits)), CARPENTER_FORM)) == 4
    assert len(Listener().hears(msg.carpenter_objects(carpenter(*too_long)), CARPENTER_FORM)) == 5


def test_without_text_commands_none_is_told() -> None:
    client = Listener(text_commands=False)
    objects = msg.carpenter_objects(carpenter((480, "Flecha")))
    assert client.hears(objects, CARPENTER_FORM) == [objects, CARPENTER_FORM]
    assert client.hears(msg.user_commerce_init("Eva")) == [
        msg.user_commerce_init("Eva"),
        talk("Estás comerciando con Eva."),
    ]


def some_value(field: Field) -> Any:
    """An example of a field."""
    if field.items:
        group = tuple(some_value(one) for one in field.items)
        return (group if len(group) > 1 else group[0],) * (field.times or 2)
    return {"str": "Hola [b] ñ", "strlist": ("Ana", "Eva"), "bool": True, "f32": 1.5}.get(field.kind, 1)


SAMPLES = [
    Message(packet, tuple(some_value(field) for field in layout))
    for packet, layout in SERVER_LAYOUTS.items()
    if packet is not S.MULTI_MESSAGE
] + [multi(kind, *(some_value(field) for field in layout)) for kind, layout in MULTI_LAYOUTS.items()]


def test_there_is_a_sample_of_everything() -> None:
    assert {message.id for message in SAMPLES} == set(S)
    assert {message.values[0] for message in SAMPLES if message.id is S.MULTI_MESSAGE} == set(MultiMessageID)


def assert_readable(messages: list[Message]) -> None:
    assert not [message for message in messages if message.id in UNREADABLE]
    for message in messages:
        for encoding in TextEncoding:
            assert message.bytes_for(encoding)


@pytest.mark.parametrize("message", SAMPLES, ids=lambda message: message.name)
def test_nothing_unreadable_is_ever_sent(message: Message) -> None:
    heard = Listener().hears(message)
    assert_readable(heard)
    if message.id is S.MINI_STATS:
        assert [one.id for one in heard] == [S.MINI_STATS]
    elif message.id not in UNREADABLE:
        assert message in heard


def test_what_the_client_lacks_is_drawn_as_something_near_it() -> None:
    def change(body: int, helmet: int) -> Message:
        return msg.character_change(7, body, 5, 3, 2, 2, helmet, 0, 999)

    for body, helmet, shown in (
        (549, 4, (129, 4)),
        (562, 17, (1, 2)),
        (565, 2, (3, 2)),
        (8, 21, (8, 2)),
        (8, 22, (8, 22)),
    ):
        assert Listener().hears(change(body, helmet)) == [change(*shown)]
        created = msg.character_create(7, body, 5, 3, 50, 50, 2, 2, helmet, 0, 999, "Ana", 2, 1)
        (heard,) = Listener().hears(created)
        assert (heard.fields["body"], heard.fields["helmet"], heard.fields["name"]) == (*shown, "Ana")
        assert Listener(Dialect.ORIGINAL).hears(created) == [created]


@pytest.mark.parametrize(("wave", "heard"), [(107, False), (174, False), (106, True)])
def test_sounds_that_the_client_lacks_are_not_sent(wave: int, heard: bool) -> None:
    sound = msg.play_wave(wave, 50, 50)
    assert Listener().hears(sound) == ([sound] if heard else [])


@pytest.mark.parametrize(
    ("player_class", "shown"),
    [(3, 1), (1, 2), (2, 3), (4, 4), (6, 5), (7, 6), (9, 7), (10, 8), (12, 0), (5, 0), (8, 0), (11, 0)],
)
def test_net_40_the_statistics_window_numbers_classes_in_its_own_way(player_class: int, shown: int) -> None:
    def stats(number: int) -> Message:
        return msg.mini_stats(1, 2, 3, 4, number, 5)

    assert Listener().hears(stats(player_class)) == [stats(shown)]
    assert Listener(Dialect.ORIGINAL).hears(stats(player_class)) == [stats(player_class)]


@pytest.mark.parametrize("message", SAMPLES, ids=lambda message: message.name)
def test_a_full_client_gets_every_packet_as_it_is(message: Message) -> None:
    assert Listener(Dialect.ORIGINAL).hears(message) == [message]


def test_nothing_unreadable_is_sent_for_the_vectors() -> None:
    of_server = [one for one in vectors() if one["direction"] == "server_to_client"]
    assert of_server
    client = Listener()
    for vector in of_server:
        data = bytes.fromhex(vector["hex"])
        assert_readable(client.hears(read_server(data, 0, TextEncoding.CP1252)[0]))


TEXTS = st.text(st.characters(min_codepoint=1, max_codepoint=255), max_size=40)
VALUES = {
    "u8": st.integers(0, 255),
    "i16": st.integers(-32_768, 32_767),
    "i32": st.integers(-(2**31), 2**31 - 1),
    "f32": st.floats(0, 1e6, width=32),
    "bool": st.booleans(),
    "str": TEXTS,
    "strlist": st.lists(TEXTS, max_size=30).map(tuple),
}


def any_value(field: Field) -> st.SearchStrategy[Any]:
    if not field.items:
        return VALUES[field.kind]
    groups = st.tuples(*(any_value(one) for one in field.items))
    items = groups if len(field.items) > 1 else groups.map(lambda group: group[0])
    most = field.times or 20
    return st.lists(items, min_size=field.times, max_size=most).map(tuple)


REPLACED = sorted(replacements(Dialect.GODOT).keys() - {S.MULTI_MESSAGE})
MESSAGES = st.sampled_from(REPLACED).flatmap(
    lambda packet: st.tuples(*(any_value(field) for field in SERVER_LAYOUTS[packet])).map(
        lambda values: Message(packet, values)
    )
)


@settings(max_examples=200, deadline=None)
@given(st.lists(MESSAGES, max_size=4))
def test_whatever_is_in_a_packet_its_words_can_be_read(messages: list[Message]) -> None:
    assert_readable(Listener().hears(*messages))


SERVER_WRITTEN = {
    S.SHOW_SIGNAL,
    S.BLACKSMITH_WEAPONS,
    S.BLACKSMITH_ARMORS,
    S.CARPENTER_OBJECTS,
    S.CHANGE_USER_TRADE_SLOT,
}
"""What only carries texts of the world's makers: signs, and names of objects."""


@settings(max_examples=200, deadline=None)
@given(MESSAGES.filter(lambda message: message.id not in SERVER_WRITTEN))
def test_no_tag_of_a_player_reaches_the_console(message: Message) -> None:
    for line in Listener().hears(message):
        if line.id is S.CONSOLE_MSG:
            assert "[" not in line.values[0].replace("[lb]", "")


@pytest.mark.parametrize("before", range(990, 1_001))
def test_a_long_line_is_never_cut_inside_an_escaped_bracket(before: int) -> None:
    text = "x" * before + escape_bbcode("[url=a]") + "y" * 50
    parts = [one.values[0] for one in split_console(info(text), TextEncoding.CP1252)]
    assert "".join(parts) == text
    assert all(len(one) <= 1_000 for one in parts)
    assert sum(one.count("[lb]") for one in parts) == 1


def test_a_line_of_brackets_is_cut_between_them() -> None:
    parts = split_console(info(escape_bbcode("[" * 700)), TextEncoding.UTF_8)
    assert [one.values[0] for one in parts] == ["[lb]" * 250, "[lb]" * 250, "[lb]" * 200]


def test_whatever_a_dialect_changes_goes_each_clients_own_way() -> None:
    """A plain message is the same bytes for all, so none of them may be one that a dialect replaces or cuts."""
    changed = {*replacements(Dialect.GODOT), *UNREADABLE, *CUTTABLE, S.ERROR_MSG, S.CONSOLE_MSG, S.DICE_ROLL}
    assert changed == {*SPECIAL, *SOMETIMES}
