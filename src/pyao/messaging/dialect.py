"""What the Godot client is told instead of packets that it can't read, or besides those that it does not show.

Rules send every packet as a full client would get it, with the players' words as they were written; here each text
that becomes a console line is made safe for the console, once.  Source: 01-protocol §9, 11-social §0.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.i18n import _
from pyao.messaging.words import class_name, gender_name, offer_line, offered_name, race_name
from pyao.protocol import msg
from pyao.protocol.dialect import LAST_FX, Dialect, drawable
from pyao.protocol.enums import Font
from pyao.protocol.layouts import SERVER_LAYOUTS
from pyao.protocol.message import Message
from pyao.protocol.packet_id import MultiMessageID
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import LINE_BREAK_SIGN, escape_bbcode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Replacement = Callable[[Message], Sequence[Message]]

CONSOLE_LINES = 9
"""What the client's console shows; lines above scroll away for good."""

LINE_LENGTH = 200
"""Characters in a console line that several items share."""

FORUM_ITEMS = 4
"""Posts that fit the console, with their titles."""

_COLOUR_TAIL = re.compile(r"(~\d{1,3}){5}$")


def replacements(dialect: Dialect, *, text_commands: bool = True) -> Mapping[S, Replacement]:
    """How each packet that needs it is said to one client of that dialect; all others go as they are.

    The functions remember what a client was told: each session has its own.
    """
    if dialect is Dialect.ORIGINAL:
        return {}
    trade, crafts, board = _Trade(text_commands=text_commands), _Crafts(), _Board()
    return _PLAIN | trade.replacements() | board.replacements() | (crafts.replacements() if text_commands else {})


def _info(*lines: str) -> list[Message]:
    return [msg.console_msg(line, Font.INFO) for line in lines]


def _talk(line: str) -> Message:
    return msg.console_msg(line, Font.TALK)


def _packed(items: Iterable[str]) -> list[str]:
    """Items side by side, in lines of at most 200 characters."""
    lines: list[str] = []
    for item in items:
        if lines and len(lines[-1]) + len(item) + 2 <= LINE_LENGTH:
            lines[-1] += f", {item}"
        else:
            lines.append(item)
    return lines


def _listed(items: Sequence[str]) -> list[Message]:
    """A line each while the console has room for them all.  Source: 10-gm-admin §4.3 client note."""
    return _info(*(items if len(items) <= CONSOLE_LINES else _packed(items)))


def _lines(text: str) -> list[str]:
    """The lines of a text; the client would show the CR of a CR LF."""
    return text.replace("\r\n", "\n").split("\n")


def _safe_fields(message: Message) -> dict[str, str]:
    """The values by field name, safe for the console."""
    return {name: escape_bbcode(str(value)) for name, value in message.fields.items()}


def _guild_chat(message: Message) -> Sequence[Message]:
    """Rule GC: the same words again, without the colours that end a line of the MOTD."""
    words = _COLOUR_TAIL.sub("", message.values[0])
    return [message, msg.console_msg(escape_bbcode(words), Font.GUILD_MSG)]


def _sign(message: Message) -> Sequence[Message]:
    """What a sign says, written by the makers of the world."""
    return _info(message.values[0])


def _request(message: Message) -> Sequence[Message]:
    """Why somebody wants to join the guild."""
    return [msg.console_msg(escape_bbcode(message.values[0]), Font.GUILD)]


def _character(message: Message) -> Sequence[Message]:
    """Four lines, the fields in the packet's order.  Source: 01 §9, 11-social §3.5."""
    field = _safe_fields(message)
    number = message.fields
    faction = _("ninguna")
    if number["royal_army"]:
        faction = _("Ejército Real")
    elif number["chaos_legion"]:
        faction = _("Legión Oscura")
    return _info(
        _("{name}: {race}, {class_}, {gender}, nivel {level}.").format(
            name=field["name"],
            race=race_name(number["race"]),
            class_=class_name(number["class"]),
            gender=gender_name(number["gender"]),
            level=number["level"],
        ),
        _("Oro: {gold}, en el banco: {bank}, reputación: {reputation}.").format(**field),
        _("Pedidos: {previous_petitions}. Clan: {current_guild}. Anteriores: {previous_guilds}.").format(**field),
        _("Facción: {faction}. Mató {citizens_killed} ciudadanos y {criminals_killed} criminales.").format(
            faction=faction, **field
        ),
    )


def _numbered(message: Message) -> Sequence[Message]:
    """A list from which one is chosen by number."""
    return _listed([f"{number} {escape_bbcode(name)}" for number, name in enumerate(message.values[0], start=1)])


def _queue(message: Message) -> Sequence[Message]:
    return _listed([escape_bbcode(entry) for entry in message.values[0]])


def _denounces(message: Message) -> Sequence[Message]:
    """Sentences of players, a line each however many."""
    return _info(*(escape_bbcode(line) for line in message.values[0]))


def _user_names(message: Message) -> Sequence[Message]:
    names: tuple[str, ...] = message.values[0]
    return _info(escape_bbcode(", ".join(names))) if names else ()


def _motd(message: Message) -> Sequence[Message]:
    """The lines to be edited, colours included.  Source: 10-gm-admin §4.10 command 87."""
    return _info(*_lines(escape_bbcode(message.values[0])))


def _record(message: Message) -> Sequence[Message]:
    """A record of a player's deeds.  Source: 10-gm-admin §4.11."""
    field = _safe_fields(message)
    online: bool = message.fields["online"]
    state = _("Conectado desde {ip}, hace {online_time}.") if online else _("Desconectado.")
    return _info(
        _("Registro de {creator}: {reason}").format(**field),
        state.format(**field),
        *filter(None, _lines(field["observations"])),
    )


def _party(message: Message) -> Sequence[Message]:
    """The line of PartyOnline.  Source: 11-social §4.1."""
    _leader, members, total_exp = message.values
    line = _("{members}. Experiencia total: {total}.")
    return [msg.console_msg(line.format(members=escape_bbcode(", ".join(members)), total=total_exp), Font.PARTY)]


def _skill_target(message: Message) -> Sequence[Message]:
    return _multi(msg.work_request_target(message.values[0]))


def _multi(message: Message) -> Sequence[Message]:
    """The client has no words for the smith's click: they are said first.  Source: 01 §6 client note."""
    if message.values[0] == MultiMessageID.WORK_REQUEST_TARGET and message.values[1] == Skill.HERRERIA:
        return [*_info(_("Hacé click sobre el yunque…")), message]
    return [message]


def _effect(message: Message) -> Sequence[Message]:
    return [message] if message.fields["fx"] <= LAST_FX else ()


def _guild_details(message: Message) -> Sequence[Message]:
    """The description is shown as it comes: its line breaks have to be real ones.  Source: 11-social §3.6."""
    description: str = message.values[-1]
    if LINE_BREAK_SIGN not in description:
        return [message]
    return [Message(message.id, (*message.values[:-1], description.replace(LINE_BREAK_SIGN, "\n")))]


def _without_picture(packet: S) -> Replacement:
    """A picture that the client lacks would abort its handler: none is sent.  Source: 01 §9 client note (graphics)."""
    place = [field.name for field in SERVER_LAYOUTS[packet]].index("grh")

    def replace(message: Message) -> Sequence[Message]:
        grh: int = message.values[place]
        if drawable(grh) == grh:
            return [message]
        return [Message(packet, (*message.values[:place], drawable(grh), *message.values[place + 1 :]))]

    return replace


def _nothing(_message: Message) -> Sequence[Message]:
    return ()


_PLAIN: dict[S, Replacement] = {
    S.GUILD_CHAT: _guild_chat,
    S.OBJECT_CREATE: _without_picture(S.OBJECT_CREATE),
    S.CREATE_FX: _effect,
    S.WORK_REQUEST_TARGET: _skill_target,
    S.CHANGE_INVENTORY_SLOT: _without_picture(S.CHANGE_INVENTORY_SLOT),
    S.CHANGE_BANK_SLOT: _without_picture(S.CHANGE_BANK_SLOT),
    S.SHOW_SIGNAL: _sign,
    S.CHANGE_NPC_INVENTORY_SLOT: _without_picture(S.CHANGE_NPC_INVENTORY_SLOT),
    S.CHARACTER_INFO: _character,
    S.GUILD_DETAILS: _guild_details,
    S.SHOW_USER_REQUEST: _request,
    S.SPAWN_LIST: _numbered,
    S.SHOW_SOS_FORM: _queue,
    S.SHOW_MOTD_EDITION_FORM: _motd,
    S.USER_NAME_LIST: _user_names,
    S.SHOW_DENOUNCES: _denounces,
    S.RECORD_LIST: _numbered,
    S.RECORD_DETAILS: _record,
    S.SHOW_PARTY_FORM: _party,
    S.ADD_SLOTS: _nothing,
    S.MULTI_MESSAGE: _multi,
}


class _Trade:
    """A secure trade in words, since no window shows it; remembers what the other side offers.

    Source: 01 §9, 09-economy §5.10.
    """

    def __init__(self, *, text_commands: bool) -> None:
        """Where `text_commands`, the player is told how to trade."""
        self._text_commands = text_commands
        self._partner = ""
        self._offer: dict[int, str] = {}

    def replacements(self) -> dict[S, Replacement]:
        """What concerns a trade."""
        return {
            S.USER_COMMERCE_INIT: self._begins,
            S.CHANGE_USER_TRADE_SLOT: self._offers,
            S.CANCEL_OFFER_ITEM: self._refuses,
            S.COMMERCE_CHAT: self._says,
            S.USER_OFFER_CONFIRM: self._confirms,
        }

    def _begins(self, message: Message) -> Sequence[Message]:
        self._partner = escape_bbcode(message.values[0])
        self._offer.clear()
        lines = [message, _talk(_("Estás comerciando con {name}.").format(name=self._partner))]
        if self._text_commands:
            usage = _(
                "/OFRECER CASILLERO CANTIDAD (oro: 31), /CONFIRMAR, /ACEPTAR, /RECHAZAR, /FINTRATO, /TMSG, /TRATO"
            )
            lines.append(_talk(usage))
        return lines

    def _offers(self, message: Message) -> Sequence[Message]:
        field = message.fields
        slot: int = field["offer_slot"]
        if field["amount"]:
            self._offer[slot] = f"{field['amount']} {offered_name(slot, field['name'])}"
        else:
            self._offer.pop(slot, None)
        return _info(offer_line(slot, field["name"], field["amount"]))

    def _refuses(self, message: Message) -> Sequence[Message]:
        return [message, _talk(_("Los objetos de newbie no se pueden ofrecer."))]

    def _says(self, message: Message) -> Sequence[Message]:
        text, font = message.values
        return [message, msg.console_msg(escape_bbcode(text), font)]

    def _confirms(self, message: Message) -> Sequence[Message]:
        """That the offer is locked now, and what it is."""
        offer = ", ".join(self._offer[slot] for slot in sorted(self._offer))
        return [
            message,
            _talk(_("{name} confirmó su oferta.").format(name=self._partner)),
            _talk(_("Ofrece: {offer}.").format(offer=offer) if offer else _("No ofrece nada.")),
        ]


class _Crafts:
    """The window of a craft in words: what was listed is told when the window would open.  Source: 01 §9, §16."""

    def __init__(self) -> None:
        """Nothing listed yet."""
        self._entries: list[str] = []

    def replacements(self) -> dict[S, Replacement]:
        """The lists, and the windows that follow them."""
        return {
            S.BLACKSMITH_WEAPONS: self._list,
            S.BLACKSMITH_ARMORS: self._list,
            S.CARPENTER_OBJECTS: self._list,
            S.SHOW_BLACKSMITH_FORM: lambda message: self._tell(message, "/HERRERIA"),
            S.SHOW_CARPENTER_FORM: lambda message: self._tell(message, "/CARPINTERIA"),
        }

    def _list(self, message: Message) -> Sequence[Message]:
        """An entry begins with the object's name, and ends with its number and that of its better form."""
        self._entries += [f"{obj} {name}" for name, *_rest, obj, _upgrade in message.values[0]]
        return [message]

    def _tell(self, message: Message, command: str) -> Sequence[Message]:
        lines = _packed(self._entries)
        self._entries.clear()
        return [message, *_info(*lines, _("Para fabricar: {command} OBJETO CANTIDAD").format(command=command))]


class _Board:
    """A forum in words: as much of it as the console holds, when its window would open.  Source: 11-social §7."""

    def __init__(self) -> None:
        """Nothing posted yet."""
        self._posts: dict[int, list[Message]] = {}

    def replacements(self) -> dict[S, Replacement]:
        """The posts, and the window that follows them."""
        return {S.ADD_FORUM_MSG: self._post, S.SHOW_FORUM_FORM: self._show}

    def _post(self, message: Message) -> Sequence[Message]:
        self._posts.setdefault(message.fields["type"], []).append(message)
        return ()

    def _show(self, _message: Message) -> Sequence[Message]:
        """The newest announcement, then posts: of the board before the armies', each the oldest first."""
        posts, self._posts = self._posts, {}
        pinned = posts.get(_PINNED, [])[:1]
        army = [posts[kind][0] for kind in _ARMIES if kind in posts]
        local = posts.get(_POSTED, [])[: FORUM_ITEMS - len(pinned) - len(army)]
        lines = [line for post in (*pinned, *reversed(local), *army) for line in _forum_post(post)]
        return lines or _info(_("No hay mensajes en el foro."))


def _forum_post(message: Message) -> Sequence[Message]:
    post = _safe_fields(message)
    return [msg.console_msg(f"{post['title']} – {post['author']}", Font.INFO_BOLD), *_info(post["text"])]


_POSTED, _PINNED, _ARMIES = 0, 1, (4, 2)
"""The types of what is shown; of the armies only the newest post is, the Legion's first."""
