"""What the Godot client gets instead of packets that it can't read, or in addition to those that it does not show.

Rules send every packet as the original client would get it, with players' texts as they were written; each text that
becomes a console line is made safe for the console here, once.  Source: 01-protocol §9, 11-social §0.1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyao.content.enums import Skill
from pyao.messaging.console import LIST_LENGTH, in_lines, packed
from pyao.messaging.i18n import _, joined
from pyao.messaging.words import class_name, gender_name, offer_line, offered_name, party_line, race_name
from pyao.protocol import msg
from pyao.protocol.dialect import WINDOW_CLASSES, Dialect, drawable
from pyao.protocol.enums import Font
from pyao.protocol.gaps import LAST_FX, MISSING_HELMETS, MISSING_WAVES, NEAREST_BODIES, NO_HELMET
from pyao.protocol.layouts import SERVER_LAYOUTS
from pyao.protocol.message import Message
from pyao.protocol.packet_id import MultiMessageID
from pyao.protocol.packet_id import ServerPacketID as S
from pyao.protocol.text import LINE_BREAK_SIGN, escape_bbcode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Replacement = Callable[[Message], Sequence[Message]]

FORUM_ITEMS = 4
"""Forum posts, each with its title, that fit on the console."""

_COLOUR_TAIL = re.compile(r"(~\d{1,3}){5}$")


def replacements(
    dialect: Dialect, *, text_commands: bool = True, own_char: Callable[[], int] = lambda: 0
) -> Mapping[S, Replacement]:
    """For each packet that needs it, what to send a client of that dialect instead; all others go as they are.

    `own_char` gives the char index of the client's own character, 0 = it has none.  The functions remember what the
    client was told, so each session needs its own.
    """
    if dialect is Dialect.ORIGINAL:
        return {}
    trade, crafts, board = _Trade(text_commands=text_commands), _Crafts(), _Board()
    vanishing: dict[S, Replacement] = {S.SET_INVISIBLE: _of_others(own_char)}
    return (
        _PLAIN
        | vanishing
        | trade.replacements()
        | board.replacements()
        | (crafts.replacements() if text_commands else {})
    )


def _info(*lines: str) -> list[Message]:
    return [msg.console_msg(line, Font.INFO) for line in lines]


def _talk(line: str) -> Message:
    return msg.console_msg(line, Font.TALK)


def _listed(items: Sequence[str]) -> list[Message]:
    return _info(*in_lines(items))


def _lines(text: str) -> list[str]:
    """The lines of a text, without the CR of a CR LF, which the client would show."""
    return text.replace("\r\n", "\n").split("\n")


def _safe_fields(message: Message) -> dict[str, str]:
    """The values by field name, made safe for the console."""
    return {name: escape_bbcode(str(value)) for name, value in message.fields.items()}


def _guild_chat(message: Message) -> Sequence[Message]:
    """Guild chat again as a console line, without the colour codes that end a line of the MOTD.  Source: 01 §9."""
    words = _COLOUR_TAIL.sub("", message.values[0])
    return [message, msg.console_msg(escape_bbcode(words), Font.GUILD_MSG)]


def _sign(message: Message) -> Sequence[Message]:
    """The text of a sign; it comes from the world's data and needs no escaping."""
    return _info(message.values[0])


def _request(message: Message) -> Sequence[Message]:
    """What an applicant to the guild wrote."""
    return [msg.console_msg(escape_bbcode(message.values[0]), Font.GUILD)]


def _character(message: Message) -> Sequence[Message]:
    """A character's details in four lines, in the order of the packet's fields.  Source: 01 §9, 11-social §3.5."""
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
    """A numbered list, since the player chooses from it by number."""
    return _listed([f"{number} " + escape_bbcode(name) for number, name in enumerate(message.values[0], start=1)])


def _queue(message: Message) -> Sequence[Message]:
    return _listed([escape_bbcode(entry) for entry in message.values[0]])


def _denounces(message: Message) -> Sequence[Message]:
    """Players' reports, one line each however many there are."""
    return _info(*(escape_bbcode(line) for line in message.values[0]))


def _user_names(message: Message) -> Sequence[Message]:
    return _info(*packed(map(escape_bbcode, message.values[0]), LIST_LENGTH))


def _motd(message: Message) -> Sequence[Message]:
    """The message of the day for editing, colour codes included.  Source: 10-gm-admin §4.10 command 87."""
    return _info(*_lines(escape_bbcode(message.values[0])))


def _record(message: Message) -> Sequence[Message]:
    """A game masters' record on a player.  Source: 10-gm-admin §4.11, 11-social §12."""
    field = _safe_fields(message)
    online: bool = message.fields["online"]
    state = _("Conectado desde {ip}, hace {online_time}.") if online else _("Desconectado.")
    return _info(
        _("Registro de {creator}: {reason}").format(**field),
        state.format(**field),
        *filter(None, _lines(field["observations"])),
    )


def _party(message: Message) -> Sequence[Message]:
    """The line that also answers PartyOnline.  Source: 11-social §4.1."""
    _leader, members, total_exp = message.values
    return [msg.console_msg(escape_bbcode(party_line(members, total_exp)), Font.PARTY)]


def _skill_target(message: Message) -> Sequence[Message]:
    return _multi(msg.work_request_target(message.values[0]))


def _multi(message: Message) -> Sequence[Message]:
    """The client has no words of its own for the smith's click, so they are sent first.  Source: 01 §6 client note."""
    if message.values[0] == MultiMessageID.WORK_REQUEST_TARGET and message.values[1] == Skill.HERRERIA:
        return [*_info(_("Hacé click sobre el yunque…")), message]
    return [message]


def _effect(message: Message) -> Sequence[Message]:
    return [message] if message.fields["fx"] <= LAST_FX else ()


def _wave(message: Message) -> Sequence[Message]:
    return () if message.values[0] in MISSING_WAVES else [message]


def _of_others(own_char: Callable[[], int]) -> Replacement:
    """Vanishing only of others: the client would hide the player from himself, name included.  Source: 01 §9."""
    return lambda message: () if message.fields["char"] == own_char() else [message]


def _in_the_window(message: Message) -> Sequence[Message]:
    """The statistics with the class's number in that window's own table, 0 = it knows no such class.  Source: 01 §9."""
    return [_changed(message, {"class": WINDOW_CLASSES.get(message.fields["class"], 0)})]


def _drawn(packet: S) -> Replacement:
    """A character in a body and a helmet that the client has.  Source: 01 §9."""
    names = [field.name for field in SERVER_LAYOUTS[packet]]
    body_place, helmet_place = names.index("body"), names.index("helmet")

    def replace(message: Message) -> Sequence[Message]:
        body, helmet = message.values[body_place], message.values[helmet_place]
        if body not in NEAREST_BODIES and helmet not in MISSING_HELMETS:
            return [message]
        shown: dict[str, int] = {
            "body": NEAREST_BODIES.get(body, body),
            "helmet": NO_HELMET if helmet in MISSING_HELMETS else helmet,
        }
        return [_changed(message, shown)]

    return replace


def _changed(message: Message, values: Mapping[str, int]) -> Message:
    """The message with other values in the named fields."""
    return Message(message.id, tuple((message.fields | dict(values)).values()))


def _guild_details(message: Message) -> Sequence[Message]:
    """The client shows the description raw, so its line breaks must be real ones.  Source: 11-social §3.6."""
    description: str = message.values[-1]
    if LINE_BREAK_SIGN not in description:
        return [message]
    return [Message(message.id, (*message.values[:-1], description.replace(LINE_BREAK_SIGN, "\n")))]


def _without_picture(packet: S) -> Replacement:
    """No graphic in place of one that the client lacks, which would abort its handler.  Source: 01 §9 (graphics)."""
    place = [field.name for field in SERVER_LAYOUTS[packet]].index("grh")

    def replace(message: Message) -> Sequence[Message]:
        grh: int = message.values[place]
        if drawable(grh) == grh:
            return [message]
        return [Message(packet, (*message.values[:place], drawable(grh), *message.values[place + 1 :]))]

    return replace


class _Shared:
    """A replacement that everybody who gets the same message shares, so that it is made and encoded only once."""

    def __init__(self, replace: Replacement) -> None:
        self._replace = replace
        self._last: tuple[Message, Sequence[Message]] | None = None

    def __call__(self, message: Message) -> Sequence[Message]:
        if self._last is None or self._last[0] is not message:
            self._last = message, self._replace(message)
        return self._last[1]


def _nothing(_message: Message) -> Sequence[Message]:
    return ()


_PLAIN: dict[S, Replacement] = {
    S.GUILD_CHAT: _Shared(_guild_chat),
    S.OBJECT_CREATE: _without_picture(S.OBJECT_CREATE),
    S.CREATE_FX: _effect,
    S.PLAY_WAVE: _wave,
    S.CHARACTER_CREATE: _drawn(S.CHARACTER_CREATE),
    S.CHARACTER_CHANGE: _drawn(S.CHARACTER_CHANGE),
    S.MINI_STATS: _in_the_window,
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
    """A secure trade told in console lines, since the client has no window for it; remembers the partner's offer.

    Source: 01 §9, 09-economy §5.10.
    """

    def __init__(self, *, text_commands: bool) -> None:
        """With `text_commands`, the player is also told the commands of a trade."""
        self._text_commands = text_commands
        self._partner = ""
        self._offer: dict[int, str] = {}

    def replacements(self) -> dict[S, Replacement]:
        """The packets of a trade."""
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
            self._offer[slot] = f"{field['amount']} " + offered_name(slot, field["name"])
        else:
            self._offer.pop(slot, None)
        return _info(offer_line(slot, field["name"], field["amount"]))

    def _refuses(self, message: Message) -> Sequence[Message]:
        return [message, _talk(_("Los objetos de newbie no se pueden ofrecer."))]

    def _says(self, message: Message) -> Sequence[Message]:
        text, font = message.values
        return [message, msg.console_msg(escape_bbcode(text), font)]

    def _confirms(self, message: Message) -> Sequence[Message]:
        """The partner's offer is now locked: tell so, and what it is."""
        offer = joined(", ", (self._offer[slot] for slot in sorted(self._offer)))
        return [
            message,
            _talk(_("{name} confirmó su oferta.").format(name=self._partner)),
            _talk(_("Ofrece: {offer}.").format(offer=offer) if offer else _("No ofrece nada.")),
        ]


class _Crafts:
    """A crafting window told in console lines: the lists, when the window would open.  Source: 01 §9, §16."""

    def __init__(self) -> None:
        self._entries: list[str] = []

    def replacements(self) -> dict[S, Replacement]:
        """The packets of the lists, and of the windows that follow them."""
        return {
            S.BLACKSMITH_WEAPONS: self._list,
            S.BLACKSMITH_ARMORS: self._list,
            S.CARPENTER_OBJECTS: self._list,
            S.SHOW_BLACKSMITH_FORM: lambda message: self._tell(message, "/HERRERIA"),
            S.SHOW_CARPENTER_FORM: lambda message: self._tell(message, "/CARPINTERIA"),
        }

    def _list(self, message: Message) -> Sequence[Message]:
        """Remember the entries: each begins with the object's name and ends with its number and its upgrade's."""
        self._entries += [f"{obj} " + name for name, *_rest, obj, _upgrade in message.values[0]]
        return [message]

    def _tell(self, message: Message, command: str) -> Sequence[Message]:
        lines = packed(self._entries)
        self._entries.clear()
        return [message, *_info(*lines, _("Para fabricar: {command} OBJETO CANTIDAD").format(command=command))]


class _Board:
    """A forum told in console lines: as much as fits, when its window would open.  Source: 11-social §7."""

    def __init__(self) -> None:
        self._posts: dict[int, list[Message]] = {}

    def replacements(self) -> dict[S, Replacement]:
        """The packets of the posts, and of the window that follows them."""
        return {S.ADD_FORUM_MSG: self._post, S.SHOW_FORUM_FORM: self._show}

    def _post(self, message: Message) -> Sequence[Message]:
        self._posts.setdefault(message.fields["type"], []).append(message)
        return ()

    def _show(self, _message: Message) -> Sequence[Message]:
        """The newest announcement, the board's newest posts (oldest first), and each army's newest post."""
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
"""The types of posts that are shown; of each army's only the newest, the Legion's first."""
