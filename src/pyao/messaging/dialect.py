"""What the Godot client is told instead of packets that it can't read or does not show.

Source: 01-protocol §9, 11-social §0.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyao.messaging.i18n import _
from pyao.protocol import msg
from pyao.protocol.dialect import Dialect, drawable
from pyao.protocol.enums import Font
from pyao.protocol.message import Message
from pyao.protocol.packet_id import MultiMessageID
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import escape_bbcode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Replacement = Callable[[Message], Sequence[Message]]

HERRERIA = 15
"""The skill whose armed click the client can't put into words."""

LINE_LENGTH = 200
_COLOUR_TAIL = re.compile(r"(~\d+){3,5}$")


def replacements(dialect: Dialect, *, text_commands: bool = True) -> Mapping[S, Replacement]:
    """How each packet that needs it is said to a client of that dialect; all others go as they are."""
    if dialect is Dialect.ORIGINAL:
        return {}
    return _GODOT | _CRAFT_LISTS if text_commands else _GODOT


def _info(*lines: str) -> list[Message]:
    return [msg.console_msg(line, Font.INFO) for line in lines if line]


def _guild_chat(message: Message) -> list[Message]:
    """Guild chat is thrown away by the client: the same words again on the console, without their colour tail."""
    return [message, msg.console_msg(escape_bbcode(_COLOUR_TAIL.sub("", message.values[0])), Font.GUILD_MSG)]


def _commerce_chat(message: Message) -> list[Message]:
    text, font = message.values
    return [message, msg.console_msg(escape_bbcode(text), font)]


def _trade_begins(message: Message) -> list[Message]:
    return [message, msg.console_msg(_("Estás comerciando con {name}.").format(name=message.values[0]), Font.TALK)]


def _offer_confirmed(message: Message) -> list[Message]:
    return [message, msg.console_msg(_("El otro jugador confirmó su oferta."), Font.TALK)]


def _offer_refused(message: Message) -> list[Message]:
    line = _("No podés ofrecer el objeto del casillero {slot}.").format(slot=message.values[0])
    return [message, msg.console_msg(line, Font.TALK)]


def _trade_slot(message: Message) -> list[Message]:
    field = message.fields
    if not field["obj"]:
        return _info(_("Oferta, lugar {slot}: vacío.").format(slot=field["offer_slot"]))
    sentence = _("Oferta, lugar {slot}: {name}, {amount}.")
    return _info(sentence.format(slot=field["offer_slot"], name=field["name"], amount=field["amount"]))


def _forum_post(message: Message) -> list[Message]:
    _kind, title, author, text = message.values
    heading = msg.console_msg(f"{escape_bbcode(title)} – {escape_bbcode(author)}", Font.INFO_BOLD)
    return [heading, *_info(escape_bbcode(text))]


def _character(message: Message) -> list[Message]:
    """Four lines, fields in the packet's order.  Source: 11-social §3.5."""
    field = {name: escape_bbcode(value) if isinstance(value, str) else value for name, value in message.fields.items()}
    faction = (
        _("Ejército Real") if field["royal_army"] else _("Legión Oscura") if field["chaos_legion"] else _("ninguna")
    )
    return _info(
        _("{name}: raza {race}, clase {class_}, género {gender}, nivel {level}.").format(
            class_=field["class"], **field
        ),
        _("Oro: {gold}, en el banco: {bank}, reputación: {reputation}.").format(**field),
        _("Peticiones: {previous_petitions}. Clan: {current_guild}. Anteriores: {previous_guilds}.").format(**field),
        _("Facción: {faction}. Mató {citizens_killed} ciudadanos y {criminals_killed} criminales.").format(
            faction=faction, **field
        ),
    )


def _names(message: Message) -> list[Message]:
    return _info(*(escape_bbcode(name) for name in message.values[0]))


def _numbered(message: Message) -> list[Message]:
    return _info(*(f"{number} {escape_bbcode(name)}" for number, name in enumerate(message.values[0], start=1)))


def _text(font: Font) -> Replacement:
    return lambda message: [msg.console_msg(escape_bbcode(message.values[0]), font)]


def _sign(message: Message) -> list[Message]:
    return _info(message.values[0])


def _record(message: Message) -> list[Message]:
    field = {name: escape_bbcode(value) if isinstance(value, str) else value for name, value in message.fields.items()}
    state = _("conectado") if field["online"] else _("desconectado")
    return _info(
        _("Registro de {creator}: {reason}").format(**field),
        _("Estado: {state}, IP {ip}, tiempo {online_time}.").format(state=state, **field),
        _("Observaciones: {observations}").format(**field),
    )


def _party(message: Message) -> list[Message]:
    """The line of PartyOnline.  Source: 11-social §4."""
    _leader, members, total_exp = message.values
    line = _("Party: {members}. Experiencia total: {exp}.")
    return [msg.console_msg(line.format(members=", ".join(members), exp=total_exp), Font.PARTY)]


def _skill_target(message: Message) -> list[Message]:
    return _multi(msg.work_request_target(message.values[0]))


def _multi(message: Message) -> list[Message]:
    """The client has no words for the smith's click: say them first.  Source: 01 §6 client note."""
    if message.values[0] is MultiMessageID.WORK_REQUEST_TARGET and message.values[1] == HERRERIA:
        return [*_info(_("Hacé click sobre el yunque…")), message]
    return [message]


def _crafts(message: Message) -> list[Message]:
    """A list that no window shows, as `object name`, with the command that uses it.  Source: 01 §9."""
    command = "/CARPINTERIA" if message.id is S.CARPENTER_OBJECTS else "/HERRERIA"
    lines = [""]
    for entry in message.values[0]:
        word = f"{entry[-2]} {entry[0]}"
        if len(lines[-1]) + len(word) + 2 > LINE_LENGTH:
            lines.append("")
        lines[-1] += (", " if lines[-1] else "") + word
    usage = _("Para fabricar: {command} OBJETO CANTIDAD").format(command=command)
    return [message, *_info(*lines, usage if message.values[0] else "")]


def _without_picture(field: str) -> Replacement:
    """Pictures that the client lacks abort its handler: none is sent.  Source: 01 §9 client note (graphics)."""

    def replace(message: Message) -> list[Message]:
        place = [one.name for one in message.layout].index(field)
        grh: int = message.values[place]
        if drawable(grh) == grh:
            return [message]
        values: tuple[Any, ...] = (*message.values[:place], drawable(grh), *message.values[place + 1 :])
        return [Message(message.id, values)]

    return replace


_GODOT: dict[S, Replacement] = {
    S.USER_COMMERCE_INIT: _trade_begins,
    S.USER_OFFER_CONFIRM: _offer_confirmed,
    S.COMMERCE_CHAT: _commerce_chat,
    S.GUILD_CHAT: _guild_chat,
    S.OBJECT_CREATE: _without_picture("grh"),
    S.WORK_REQUEST_TARGET: _skill_target,
    S.CHANGE_INVENTORY_SLOT: _without_picture("grh"),
    S.CHANGE_BANK_SLOT: _without_picture("grh"),
    S.SHOW_SIGNAL: _sign,
    S.CHANGE_NPC_INVENTORY_SLOT: _without_picture("grh"),
    S.ADD_FORUM_MSG: _forum_post,
    S.SHOW_FORUM_FORM: lambda _message: (),
    S.CHARACTER_INFO: _character,
    S.SHOW_USER_REQUEST: _text(Font.GUILD),
    S.CHANGE_USER_TRADE_SLOT: _trade_slot,
    S.SPAWN_LIST: _numbered,
    S.SHOW_SOS_FORM: _names,
    S.SHOW_MOTD_EDITION_FORM: lambda message: _info(*message.values[0].splitlines()),
    S.USER_NAME_LIST: _names,
    S.SHOW_DENOUNCES: _names,
    S.RECORD_LIST: _numbered,
    S.RECORD_DETAILS: _record,
    S.SHOW_PARTY_FORM: _party,
    S.ADD_SLOTS: lambda _message: (),
    S.MULTI_MESSAGE: _multi,
    S.CANCEL_OFFER_ITEM: _offer_refused,
}

_CRAFT_LISTS: dict[S, Replacement] = {
    S.BLACKSMITH_WEAPONS: _crafts,
    S.BLACKSMITH_ARMORS: _crafts,
    S.CARPENTER_OBJECTS: _crafts,
}
